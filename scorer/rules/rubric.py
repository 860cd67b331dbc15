"""A rubric as the program uses it: elements, criteria, signs, weights, bands, and its words.

`build` makes a Rubric from the mappings that the YAML files hold (checked beforehand by
`rubric_files`); `Rubric.from_plain`/`to_plain` carry it through the cache as plain values.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Level, Role, Verdict
from scorer.text.words import Lexicon, compile_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOME = os.path.join(_PROJECT, "rubric")  # the built-in rubrics

Text = dict[str, str]  # {"zh": …, "en": …}

WINDOWS = {"clause": (0, 0), "near": (1, 2), "sentence": (-1, -1), "paragraph": (-2, -2)}
HARD, SOFT = "missing", "partial"


class Exemption(NamedTuple):
    """When a criterion does not apply: a level (unless met all the same), years, or what the report says."""

    levels: tuple[Level, ...]
    before: int | None  # report years before this one
    unless: Verdict  # of an early year, the least verdict that counts all the same
    says: str | None  # a sign that, found, exempts
    reason: Text


class Sign(NamedTuple):
    """One sign as the engine uses it; the names of classes stand for the words that YAML lists."""

    id: str
    topic: str
    needs: tuple[str, ...] = ()
    before: int = 1  # clauses of the same sentence; -1 the whole sentence, -2 the whole paragraph
    after: int = 2
    unless: str | None = None
    unless_whole_sentence: bool = False
    figures: int = 0
    count: int = 1  # type: ignore[assignment]  # no one counts the fields of a sign
    alone: str = "partial"  # what the topic without its needs gives: partial or missing
    alone_why: str = "no-act"
    hard: tuple[str, ...] = ()  # flags that make it missing
    soft: tuple[str, ...] = ()  # flags that make it partial
    roles: tuple[Role, ...] = ()
    in_titles: bool = True
    studied: bool = False  # whether the title of a law that was only studied or publicised counts
    reason: str = ""  # code of a reason of the rubric, for a partial that this sign gives
    in_headings: bool = False  # whether words of a heading count: rows of a table may look like headings


class Criterion(NamedTuple):
    """One required point, judged by itself."""

    id: str
    element: str
    layer: str
    kind: str
    name: Text
    asks: Text
    mend: Text
    weights: tuple[tuple[int | None, int | None, Fraction], ...]  # report years from, to (None: open), weight
    gate_from: int | None  # report year from which a miss makes the report incomplete; None: no gate
    basis: tuple[Mapping[str, Any], ...]
    exemptions: tuple[Exemption, ...]
    counts_in: tuple[Role, ...]
    signs: tuple[Sign, ...]
    met: tuple[tuple[str, ...], ...]
    partial: tuple[tuple[str, ...], ...]
    reasons: Mapping[str, Text]
    settings: Mapping[str, Any]  # numbers of the judgements in code: least problems, share …
    examples: Sequence[Mapping[str, Any]] = ()  # as in YAML: text, verdict, role, why, quotes …

    def weight(self, year: int | None) -> Fraction:
        """Weight in a report year; of an unknown year the newest."""
        for first, last, weight in self.weights:
            if year is None and last is None:
                return weight
            if year is not None and (first is None or first <= year) and (last is None or year <= last):
                return weight
        return Fraction(0)

    def is_gate(self, year: int | None) -> bool:
        """Whether a miss makes the report incomplete in a report year."""
        return self.gate_from is not None and (year is None or year >= self.gate_from)


class Element(NamedTuple):
    """A heading on the scorecard."""

    id: str
    layer: str
    name: Text
    criteria: tuple[str, ...]


class Layer(NamedTuple):
    """A group of elements that is shown apart."""

    id: str
    name: Text
    baseline: bool


class Band(NamedTuple):
    """A name for a range of totals; `least` None is the band of a report with a gate missing."""

    id: str
    least: Fraction | None
    name: Text


class Rubric(NamedTuple):
    """Everything that a report is judged by."""

    id: str
    version: str
    sha256: str
    name: Text
    layers: tuple[Layer, ...]
    elements: tuple[Element, ...]
    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...]
    credit: Mapping[Verdict, Fraction]
    reasons: Mapping[str, Text]  # sentences for reason codes, with {named} values
    lexicon: Lexicon
    data: Mapping[str, Any]  # further tables of the rubric: places, instruments …

    def criterion(self, name: str) -> Criterion:
        """The criterion of an id; KeyError if there is none."""
        for criterion in self.criteria:
            if criterion.id == name:
                return criterion
        raise KeyError(name)


def figure_source(counters: Sequence[str], names: Sequence[str]) -> str:
    """Source of the expression for a figure: a number with a counter that no name-word follows."""
    from re import escape

    def alternatives(words: Sequence[str]) -> str:
        return "|".join(escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))

    counter = f"(?:{alternatives(counters)})"
    refused = f"(?!{alternatives(names)})"
    digits = (
        r"(?<![\d第〔\[(.])\d+(?:[.,]\d+)*\s?(?:余|多|来)?(?:[%‰]|个?百分点|(?:[百千万亿]{0,2})(?:余|多)?\s?"
        + counter
        + ")"
    )
    masked = r"\*{1,4}(?:余|多)?" + counter
    hundred = r"百分之[一二三四五六七八九十百零点\d]+"
    tenths = r"[一二三四五六七八九]成(?:[一二三四五六七八九]|多|以上|左右|半)?"
    numeral = "(?:一[十百千万亿零〇]|[二两三四五六七八九十百千万数几])[一二三四五六七八九十百千万亿零〇点]*"
    several = r"(?<![第一二三四五六七八九十百千万亿零〇新])" + numeral + r"(?:余|多|来)?(?:万|亿)?(?:余|多)?" + counter
    one = (
        r"(?<![第二三四五六七八九十百千万零〇统唯])一(?:件|份|次|场|期|起|名|家|部|轮|批|宗|卷|本|篇|座|处|间|条|套|封)"
    )
    return f"{digits}{refused}|{masked}|{hundred}|{tenths}|{several}{refused}|{one}{refused}"


def _text(value: Any) -> Text:
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {"zh": str(value or "")}


def _weights(value: Any) -> tuple[tuple[int | None, int | None, Fraction], ...]:
    if isinstance(value, list):
        return tuple((row.get("from"), row.get("to"), Fraction(str(row["weight"]))) for row in value)
    return ((None, None, Fraction(str(value or 0))),)


def _listed(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


class _Builder:
    """Turns the mappings of the YAML files into values, giving each list of words a class of its own."""

    def __init__(self, rubric: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> None:
        self.rubric = rubric
        self.words: dict[str, Mapping[str, Any]] = dict(words)
        self.flags: dict[str, str] = dict(rubric.get("flags", {}))

    def class_of(self, place: str, value: Any) -> str:
        """Name of the class for a list of words; a list that is one `<class>` is that class."""
        words = _listed(value)
        if len(words) == 1 and words[0].startswith("<") and words[0].endswith(">") and words[0].count("<") == 1:
            return words[0][1:-1]
        self.words[place] = {"any": words}
        return place

    def sign(self, criterion: Mapping[str, Any], name: str, body: Mapping[str, Any]) -> Sign:
        place = f"{criterion['id']}.{name}"
        window = body.get("within", "near")
        before, after = WINDOWS[window] if isinstance(window, str) else (int(window["before"]), int(window["after"]))
        flags = {**self.flags, **criterion.get("flags", {}), **body.get("flags", {})}
        alone = body.get("alone", {})
        if isinstance(alone, str):
            alone = {"verdict": alone}
        roles = body.get("counts_in", criterion.get("counts_in", self.rubric["counts_in"]))
        return Sign(
            id=name,
            topic=self.class_of(f"{place}.topic", body["topic"]),
            needs=tuple(self.class_of(f"{place}.needs.{i}", need) for i, need in enumerate(body.get("needs", ()))),
            before=before,
            after=after,
            unless=self.class_of(f"{place}.unless", body["unless"]) if body.get("unless") else None,
            unless_whole_sentence=body.get("unless_within") == "sentence",
            figures=int(body.get("figures", 0)),
            count=int(body.get("count", 1)),
            alone=str(alone.get("verdict", "partial")),
            alone_why=str(alone.get("why", "no-act")),
            hard=tuple(flag for flag, effect in flags.items() if effect == HARD),
            soft=tuple(flag for flag, effect in flags.items() if effect == SOFT),
            roles=tuple(Role(role) for role in roles),
            in_titles=body.get("in_titles", True),
            studied=bool(body.get("studied", criterion.get("studied", False))),
            reason=str(body.get("reason", "")),
            in_headings=body.get("in_headings", False),
        )

    def criterion(self, body: Mapping[str, Any], layer: str) -> Criterion:
        signs = tuple(self.sign(body, name, sign) for name, sign in body.get("signs", {}).items())
        verdicts = body.get("verdicts", {})
        gate = body.get("gate", False)
        roles = body.get("counts_in", self.rubric["counts_in"])
        return Criterion(
            id=body["id"],
            element=body["element"],
            layer=layer,
            kind=body.get("kind", "signs"),
            name=_text(body["name"]),
            asks=_text(body.get("asks")),
            mend=_text(body.get("mend")),
            weights=_weights(body.get("weight", 0)),
            gate_from=(int(gate["from"]) if isinstance(gate, Mapping) else 0) if gate else None,
            basis=tuple(body.get("basis", ())),
            exemptions=tuple(
                Exemption(
                    tuple(Level(level) for level in row.get("levels", ())),
                    row.get("before"),
                    Verdict(row.get("unless", "partial")),
                    row.get("says"),
                    _text(row.get("reason")),
                )
                for row in body.get("exempt", ())
            ),
            counts_in=tuple(Role(role) for role in roles),
            signs=signs,
            met=tuple(tuple(_listed(row)) for row in verdicts.get("met", ())),
            partial=tuple(tuple(_listed(row)) for row in verdicts.get("partial", ())),
            reasons={code: _text(text) for code, text in body.get("reasons", {}).items()},
            settings=body.get("settings", {}),
            examples=tuple(body.get("examples", ())),
        )


def build(
    rubric: Mapping[str, Any],
    criteria: Sequence[Mapping[str, Any]],
    words: Mapping[str, Mapping[str, Any]],
    *,
    sha256: str = "",
    data: Mapping[str, Any] | None = None,
) -> Rubric:
    """Mappings of rubric.yaml, the criteria files and the word classes -> Rubric.

    Raises WordsError for a word class that cannot be built; the shape of the mappings is checked before.
    """
    builder = _Builder(rubric, words)
    layer_of = {element["id"]: element["layer"] for element in rubric["elements"]}
    by_id = {body["id"]: body for body in criteria}
    order = [name for element in rubric["elements"] for name in element["criteria"]]
    made = tuple(builder.criterion(by_id[name], layer_of[by_id[name]["element"]]) for name in order)
    all_words = builder.words
    figure = figure_source(
        all_words.get("counter", {}).get("any", ["件"]), all_words.get("figure-not", {}).get("any", ["制度"])
    )
    return Rubric(
        id=rubric["id"],
        version=str(rubric["version"]),
        sha256=sha256,
        name=_text(rubric["name"]),
        layers=tuple(Layer(row["id"], _text(row["name"]), bool(row.get("baseline"))) for row in rubric["layers"]),
        elements=tuple(
            Element(row["id"], row["layer"], _text(row["name"]), tuple(row["criteria"])) for row in rubric["elements"]
        ),
        criteria=made,
        bands=tuple(
            Band(row["id"], None if row.get("gate_missing") else Fraction(str(row["least"])), _text(row["name"]))
            for row in rubric["bands"]
        ),
        credit={Verdict(name): Fraction(str(value)) for name, value in rubric["credit"].items()},
        reasons={code: _text(text) for code, text in rubric.get("reasons", {}).items()},
        lexicon=compile_words(all_words, figure),
        data=data or {},
    )
