"""Rubric <-> plain values that JSON can hold, with its longest tables as bytes beside them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from scorer.model import Level, Role, Verdict
from scorer.rules.rubric import Band, Criterion, Element, Exemption, Layer, Rubric, Sign
from scorer.text.lexicon import Lexicon

_ROLES_AT = Sign._fields.index("roles")


class Plain(NamedTuple):
    """A rubric as plain values."""

    values: Any  # lists, mappings, strings, numbers
    parts: Sequence[bytes | memoryview]  # the tables of the lexicon, then the examples of each criterion as JSON


def encoded(value: Any) -> bytes:
    """JSON of plain values; half of a character pair, which an escape in YAML can write, is kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decoded(data: bytes | memoryview) -> Any:
    """Plain values of JSON; ValueError where it is none."""
    return json.loads(str(data, "utf-8", "surrogatepass"))


def frozen(value: Any) -> Any:
    """Plain values with tuples for lists: the same whether they come from YAML or from a cache."""
    if isinstance(value, dict):
        return {key: frozen(part) for key, part in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, (list, tuple)) else value


def to_plain(rubric: Rubric) -> Plain:
    """What `from_plain` takes."""
    *lexicon, tables = rubric.lexicon.to_plain()
    values = (
        rubric.id,
        rubric.version,
        rubric.sha256,
        rubric.name,
        [(layer.id, layer.name, layer.baseline) for layer in rubric.layers],
        [(element.id, element.layer, element.name, element.criteria) for element in rubric.elements],
        [_criterion_to_plain(criterion) for criterion in rubric.criteria],
        [(band.id, None if band.least is None else str(band.least), band.name) for band in rubric.bands],
        {verdict.value: str(credit) for verdict, credit in rubric.credit.items()},
        dict(rubric.reasons),
        (lexicon, [code for code, _ in tables]),
        dict(rubric.data),
    )
    examples = [encoded([dict(example) for example in criterion.examples]) for criterion in rubric.criteria]
    return Plain(values, [*(data for _, data in tables), *examples])


def _criterion_to_plain(c: Criterion) -> Any:
    return (
        (c.id, c.element, c.layer, c.kind, c.name, c.asks, c.mend),
        [(first, last, str(weight)) for first, last, weight in c.weights],
        c.gate_from,
        [dict(row) for row in c.basis],
        [([level.value for level in e.levels], e.before, e.unless.value, e.says, e.reason) for e in c.exemptions],
        [role.value for role in c.counts_in],
        [_sign_to_plain(sign) for sign in c.signs],
        (c.met, c.partial),
        dict(c.reasons),
        dict(c.settings),
    )


def _sign_to_plain(sign: Sign) -> Any:
    return sign[:_ROLES_AT], [role.value for role in sign.roles], sign[_ROLES_AT + 1 :]


def from_plain(plain: Plain) -> Rubric:
    """The rubric of plain values; ValueError, TypeError, LookupError or AttributeError where they are of no rubric."""
    name, version, digest, text, layers, elements, criteria, bands, credit, reasons, lexicon, data = plain.values
    words, codes = lexicon
    tables = list(zip(codes, plain.parts, strict=False))
    examples = plain.parts[len(codes) :]
    return Rubric(
        id=name,
        version=version,
        sha256=digest,
        name=text,
        layers=tuple(Layer(*row) for row in layers),
        elements=tuple(Element(id_, layer, named, tuple(listed)) for id_, layer, named, listed in elements),
        criteria=tuple(_criterion_from_plain(row, kept) for row, kept in zip(criteria, examples, strict=True)),
        bands=tuple(Band(name, None if least is None else Fraction(least), text) for name, least, text in bands),
        credit={Verdict(verdict): Fraction(value) for verdict, value in credit.items()},
        reasons=reasons,
        lexicon=_lexicon(words, tables),
        data=frozen(data),
    )


def _lexicon(values: Any, tables: Sequence[tuple[str, bytes | memoryview]]) -> Lexicon:
    figure, literals, bounds, fours, names, rests, guards, wholes = values
    conditions = {name: (tuple(before), tuple(after)) for name, (before, after) in guards.items()}
    takes, patterns = wholes
    return Lexicon(figure, literals, bounds, fours, tuple(names), rests, conditions, (takes, patterns), tables)


class Examples(Sequence["Mapping[str, Any]"]):
    """Examples of a criterion that are read when they are first asked for; scoring never asks."""

    def __init__(self, kept: bytes) -> None:
        self._kept = kept

    def _read(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(decoded(self._kept))

    def __len__(self) -> int:
        return len(self._read())

    def __getitem__(self, index: Any) -> Any:
        return self._read()[index]

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        return self._read() == other

    __hash__ = None  # type: ignore[assignment]


@cache
def _roles(values: tuple[str, ...]) -> tuple[Role, ...]:
    return tuple(map(Role, values))


@cache
def _exact(value: str) -> Fraction:
    return Fraction(value)


def _criterion_from_plain(plain: Any, examples: bytes | memoryview) -> Criterion:
    (
        (id_, element, layer, kind, *texts),
        weights,
        gate_from,
        basis,
        exemptions,
        roles,
        signs,
        (met, partial),
        reasons,
        settings,
    ) = plain
    name, asks, mend = texts
    return Criterion(
        id_,
        element,
        layer,
        kind,
        name,
        asks,
        mend,
        tuple([(first, last, _exact(weight)) for first, last, weight in weights]),
        gate_from,
        tuple(basis),
        tuple([_exemption(*row) for row in exemptions]),
        _roles(tuple(roles)),
        tuple([_sign(*row) for row in signs]),
        tuple(map(tuple, met)),
        tuple(map(tuple, partial)),
        reasons,
        settings,
        Examples(bytes(examples)),
    )


def _exemption(
    levels: list[str], before: int | None, unless: str, says: str | None, reason: dict[str, str]
) -> Exemption:
    return Exemption(tuple(map(Level, levels)), before, Verdict(unless), says, reason)


def _sign(before: list[Any], roles: list[str], behind: list[Any]) -> Sign:
    return Sign._make((*map(_field, before), _roles(tuple(roles)), *map(_field, behind)))


def _field(value: Any) -> Any:
    return tuple(value) if type(value) is list else value
