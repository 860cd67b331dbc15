"""The rubrics of a run: the one asked for, or with `auto` for each report the one that fits its level and year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scorer.commands.options import AUTO, Options
from scorer.model import Level, Scorecard, Source
from scorer.rules.cache import fetch
from scorer.rules.rubric import Criterion, Element, Rubric
from tui.words import Words

if TYPE_CHECKING:
    from scorer.rules.profile import Profiles


def base_name(name: str) -> str:
    """The rubric to load for a name on the command line: for `auto` the one that the others stand on."""
    return Options([]).rubric if name == AUTO else name


def load(name_or_path: str) -> Rubric:
    """The rubric that scorer.pipeline loads; the steps are loaded with it only where it must be read from its files."""
    kept = fetch(name_or_path)
    if kept is not None:
        return kept
    from scorer.pipeline import load_rubric

    return load_rubric(name_or_path)


class Rubrics:
    """Rubrics by their id, loaded when a report needs them, with the words of each."""

    def __init__(self, name: str, base: Rubric, lang: str) -> None:
        self.base, self.lang = base, lang
        self.name = name
        self._profiles: Profiles | None = None
        if name == AUTO:
            from scorer.rules.profile import Profiles  # reads YAML: only where it is needed

            self._profiles = Profiles(base, load)
        self._known: dict[str, Rubric] = {base.id: base}
        self._words: dict[str, Words] = {}

    @property
    def words(self) -> Words:
        """The words of the list, where no one report is meant."""
        return self.words_of(self.base.id)

    @property
    def auto(self) -> bool:
        """Whether each report has the rubric that fits it."""
        return self._profiles is not None

    def judged(self, source: Source, *, year: int | None, level: Level | None) -> Scorecard:
        """A report judged by the rubric asked for, or by the one that fits it; both go before what the report says."""
        from scorer.pipeline import score_fitting, score_source  # the steps: not before the first screen

        if self._profiles is None:
            return score_source(source, self.base, year=year, level=level)
        card, rubric = score_fitting(source, self._profiles, year=year, level=level)
        self._known[rubric.id] = rubric
        return card

    def of(self, id_: str) -> Rubric:
        """The rubric of an id that a report was judged by."""
        if id_ not in self._known:
            self._known[id_] = load(id_)
        return self._known[id_]

    def words_of(self, id_: str) -> Words:
        """The words of a rubric."""
        if id_ not in self._words:
            self._words[id_] = Words(self.lang, self.of(id_))
        return self._words[id_]

    def criteria(self) -> list[Criterion]:
        """The criteria of every rubric in use, each once, those of the base first."""
        found: dict[str, Criterion] = {}
        for rubric in self._in_use():
            for criterion in rubric.criteria:
                found.setdefault(criterion.id, criterion)
        return list(found.values())

    def elements(self) -> list[Element]:
        """The elements of every rubric in use, each once, those of the base first."""
        found: dict[str, Element] = {}
        for rubric in self._in_use():
            for element in rubric.elements:
                found.setdefault(element.id, element)
        return list(found.values())

    def criterion_words(self, criterion: str) -> Words:
        """The words of the first rubric that has a criterion."""
        for rubric in self._in_use():
            if any(c.id == criterion for c in rubric.criteria):
                return self.words_of(rubric.id)
        return self.words

    def _in_use(self) -> Iterator[Rubric]:
        yield self.base
        yield from (rubric for rubric in list(self._known.values()) if rubric is not self.base)
