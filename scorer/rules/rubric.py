"""A rubric as the program uses it: elements, criteria, signs, weights, bands, and its words."""

import os
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from scorer.model import Level, Role, Verdict
from scorer.text.lexicon import Lexicon

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.
_PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOME = os.path.join(_PROJECT, "rubric")  # the built-in rubrics

Text = dict[str, str]  # {"zh": …, "en": …}


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
    before: int = 1  # clauses of the same sentence; -1 the whole sentence, -2 the whole paragraph, -3 the statement
    after: int = 2
    unless: str | None = None
    unless_whole_sentence: bool = False
    never: str = ""  # class of the criterion's own `unless`, which spoils every sign of it
    until: str = ""  # class of other objects: a clause that names one of them, and not the topic, ends the statement
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
    owner: str = ""  # id of the criterion, whose object claims figures and acts
    claims: tuple[bool, ...] = ()  # by need: whether a clause on another criterion's object may not lend it
    parts: tuple[str, ...] = ()  # by need: act, figure or with, as it is read aloud
    who: str = ""  # class of the subject of the clause; empty where anyone may be
    in_headings: bool = False  # whether words of a heading count: rows of a table may look like headings
    plain: bool = False  # whether it counts only where the text speaks plainly: its words mean other things elsewhere


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
