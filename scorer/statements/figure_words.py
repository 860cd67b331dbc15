"""The figure words of one lexicon that are asked for as plain values: units, words around numbers, pairs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scorer.statements.numerals import ABOUT, LEAST, LESS
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.text.lexicon import Lexicon

_MEAN = expression(
    r"(?:平均(?:每[^,;:。\d]{1,8})?|(?<![每各])[人户场件案宗期月日村校班室所年季周家县镇乡街局区市站队企院社]均)(?:约|达|达到|为|近|仅|超过)?$"
)
ANYTHING = frozenset("个项条")  # units that do not tell what is counted
LEVELS = ("省级", "市级", "县级", "区级", "镇级", "乡级", "村级")  # of bodies; what is told of each stands side by side
UNIT_GROUPS = ("case", "person", "vote", "house", "item", "paper", "time")

_SURE_GROUPS = 3  # the first groups, whose units are surely of the same things


class Vocabulary:
    """Plain sets and tuples of the `figure-…` and `quantity-…` classes; a class that is not there is empty."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.groups = [self.words(f"figure-unit-{name}") for name in UNIT_GROUPS]
        all_units = self.words("counter").union(*self.groups, self.words("figure-unit-more"))
        self.groups = [*self.groups, self.words("figure-unit-day")]
        self.units = all_units - self.words("figure-unit-ignored")
        self.spelt = self.words("figure-unit-spelt")
        self.by_first = _by_first(self.units)
        self.spelt_by_first = _by_first(self.spelt)
        self.durations_by_first = _by_first(self.words("figure-unit-duration"))
        self.scores = self.words("figure-unit-score")
        self.score_ends = self.longest("figure-score-end")
        self.names_by_first = _by_first(self.words("figure-not"))
        self.not_tenths = self.longest("figure-tenths-not")
        self.nearly = self.longest("figure-nearly")
        self.about = self.longest("figure-about")
        self.over = self.longest("figure-over")
        self.manners = ((LEAST, self.over), (LESS, self.nearly), (ABOUT, self.about))
        self.or_more = self.longest("figure-or-more")
        self.rather_more = self.longest("figure-rather-more")
        self.around = self.longest("figure-around")
        self.manner_ends = frozenset(word[-1] for word in (*self.nearly, *self.about, *self.over))
        self.links = self.longest("figure-rate-link")
        self.rates = self.longest("figure-rate")
        self.listed_nouns = self.longest("figure-list-noun")
        self.listed_verbs = self.longest("figure-list-verb")
        self.listed_bare = self.longest("figure-list-bare")
        self.listed_titles = self.longest("figure-list-title")
        self.formulas = self.longest("figure-list-formula")
        self.not_one = self.characters("figure-one-not")
        self.least_open = self.longest("figure-least-open")
        self.body_ends = self.longest("figure-body-end")
        self.idle = self.longest("figure-idle")
        self.to_chars = self.characters("figure-change-to")
        self.to = tuple(self.to_chars)
        self.now = self.longest("figure-now")
        self.formerly = tuple(word for word in self.longest("figure-against") if word.endswith(("前", "年")))
        self.concepts = sorted(lexicon.beginning("figure-concept-"))
        self.outcomes = sorted(lexicon.beginning("figure-outcome-"))
        self.quantities = sorted(name for name in lexicon.beginning("quantity-") if "-rate" not in name)
        self.fillers = self.longest("figure-filler")
        self.idle_pairs = tuple(word for word in (*self.idle, *self.fillers) if len(word) > 1)
        self.filler_characters = "".join(self.fillers)
        self.complements = [tuple(pair.split("/")) for pair in sorted(self.words("figure-complement"))]
        self.subset_of: dict[str, list[str]] = {}  # by the verb of a whole: the verbs of what is some of it
        for pair in sorted(self.words("figure-subset")):
            whole, _, part = pair.partition("/")
            for verb in whole.split("|"):
                self.subset_of.setdefault(verb, []).extend(part.split("|"))
        self._subset_verbs = _by_first(self.subset_of)
        self.claim_spared = self.longest("figure-claim-spared")
        self.claim_not = self.characters("figure-claim-not")
        self.claim_bad = self.longest("figure-claim-bad")
        self.claim_idle = self.longest("figure-claim-idle")
        self.claim_times = self.longest("figure-claim-times")
        self.claim_domains = self.longest("figure-claim-domains")
        self.claim_rebutted = self.longest("figure-claim-rebutted")
        self.claim_modal = self.longest("figure-claim-modal")
        self.claim_contrast = self.longest("figure-claim-contrast")
        self.claim_measures = self.longest("figure-claim-measure")
        self.steps = [
            [step.split("|") for step in ladder.split("/")] for ladder in sorted(self.words("figure-claim-steps"))
        ]
        self.claim_same = [tuple(group.split("/")) for group in sorted(self.words("figure-claim-same"))]
        self.claim_against = [
            tuple(side.split("|") for side in pair.split("/")) for pair in sorted(self.words("figure-claim-against"))
        ]
        # By the name of bodies of two kinds: how each of the kinds is called.
        self.two_kinds = {
            name: [kind.split("|") for kind in kinds]
            for name, *kinds in (entry.split("/") for entry in self.longest("figure-two-kinds"))
        }
        self.at_most = self.longest("figure-told-at-most")
        self.within = self.longest("figure-told-within")
        self.at_least = self.longest("figure-told-least")
        self.tasks = self.longest("figure-told-task")
        self.set_bounds = (*self.tasks, *self.longest("figure-told-limit"))
        self._same: dict[tuple[str, str], bool] = {}
        self._alike: dict[tuple[str, str], bool] = {}

    def subset_verbs(self, words: str) -> list[str]:
        """The verbs in some words of which there are verbs for some of what they are done with."""
        begun = self._subset_verbs
        held = {verb for at, char in enumerate(words) for verb in begun.get(char, ()) if words.startswith(verb, at)}
        return [verb for verb in self.subset_of if verb in held] if held else []

    def without_idle(self, words: str) -> str:
        """Some words without those that say nothing of a deed, 已, 的, 情形, and without digits."""
        return "".join([char for char in without(self.claim_idle, words, "") if not char.isdigit()])

    def words(self, name: str) -> frozenset[str]:
        """The words of a class."""
        return frozenset(self._lexicon.words(name) if name in self._lexicon.numbers else ())

    def longest(self, name: str) -> tuple[str, ...]:
        """The words of a class, the longest first."""
        return tuple(sorted(self.words(name), key=lambda word: (-len(word), word)))

    def characters(self, name: str) -> frozenset[str]:
        """The characters of a class whose entries are read as a set."""
        return frozenset("".join(self.words(name)))

    def same(self, one: str, other: str) -> bool:
        """Whether two units may count alike (件 and 起)."""
        if one == other:
            return True
        pair = (one, other)
        known = self._same.get(pair)
        if known is None:
            known = self._same[pair] = any(one in group and other in group for group in self.groups)
        return known

    def alike(self, one: str, other: str) -> bool:
        """Whether two units are surely of the same things: the same word, or both of cases, of persons or of votes."""
        if one == other:
            return True
        pair = (one, other)
        known = self._alike.get(pair)
        if known is None:
            sure = self.groups[:_SURE_GROUPS]
            known = self._alike[pair] = any(one in group and other in group for group in sure)
        return known


def naming_clauses(text: str) -> Iterator[tuple[int, str]]:
    """Where clauses begin that lead to names side by side, all of them and no numbers; and their words."""
    low = 0
    for clause in text.replace("。", ",").replace(";", ",").replace("\n", ",").split(","):
        if "、" in clause and "等" not in clause:
            head = clause.partition("、")[0]
            leads = "为" in head or "是" in head or ":" in head
            if leads and not any(char.isdigit() for char in clause):
                yield low, clause
        low += len(clause) + 1


def without(idle: Iterable[str], words: str, instead: str) -> str:
    """Some words with others in place of those that are idle, one after the other."""
    chars = set(words)
    for word in idle:
        if word[0] in chars:  # most are not even begun
            words = words.replace(word, instead)
    return words


def bare(text: str) -> str:
    """A text without its brackets: 村(社区) and 村社区 are alike."""
    return text.replace("(", "").replace(")", "")


def is_mean(label: str) -> bool:
    """Whether the words before a number say that it is a mean, which is part and whole of nothing: 件均, 村均约."""
    return "均" in label and _MEAN.search(label) is not None


def _by_first(units: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Units by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for unit in sorted(units, key=len, reverse=True):
        found.setdefault(unit[0], []).append(unit)
    return {first: tuple(those) for first, those in found.items()}


@lru_cache(maxsize=4)
def vocabulary(lexicon: Lexicon) -> Vocabulary | None:
    """The figure words of a lexicon; None if the rubric has none."""
    return Vocabulary(lexicon) if "figure-received" in lexicon.numbers else None
