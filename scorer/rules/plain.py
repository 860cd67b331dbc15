"""Rubric <-> plain values that JSON can hold, with its longest texts and tables as bytes beside them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from scorer.model import Level, Role, Verdict
from scorer.rules.rubric import Band, Criterion, Element, Exemption, Layer, Rubric, Sign
from scorer.text.lexicon import Lexicon

_LONG = 4_000  # characters of a text that is kept beside the JSON: there it would be copied once more
_ROLES_AT = Sign._fields.index("roles")


class Plain(NamedTuple):
    """A rubric as plain values."""

    values: Any  # lists, mappings, strings, numbers
    parts: Sequence[bytes | memoryview]


def encoded(value: Any) -> bytes:
    """JSON of plain values; half of a character pair, which an escape in YAML can write, is kept."""
    return _bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def decoded(data: bytes | memoryview) -> Any:
    """Plain values of JSON; ValueError where it is none."""
    return json.loads(_text(data))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes | memoryview) -> str:
    return str(data, "utf-8", "surrogatepass")


def frozen(value: Any) -> Any:
    """Plain values with tuples for lists: the same whether they come from YAML or from a cache."""
    if isinstance(value, dict):
        return {key: frozen(part) for key, part in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, (list, tuple)) else value


def to_plain(rubric: Rubric) -> Plain:
    """What `from_plain` takes."""
    figure, literals, bounds, fours, *lexicon, tables = rubric.lexicon.to_plain()
    data, texts = _parted(rubric.data)
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
        ((figure, bounds, *lexicon), [code for code, _ in tables]),
        data,
        list(texts),
    )
    examples = [encoded([dict(example) for example in criterion.examples]) for criterion in rubric.criteria]
    longest = map(_bytes, (literals, fours, *texts.values()))
    return Plain(values, [*(numbers for _, numbers in tables), *longest, *examples])


def _parted(data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[tuple[str, str], str]]:
    """The tables of a rubric without their longest texts, and those by the two keys that lead to them."""
    texts = {
        (name, key): text
        for name, table in data.items()
        if isinstance(table, Mapping)
        for key, text in table.items()
        if isinstance(text, str) and len(text) > _LONG
    }
    rest = {
        name: {key: value for key, value in table.items() if (name, key) not in texts}
        if isinstance(table, Mapping)
        else table
        for name, table in data.items()
    }
    return rest, texts


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
    name, version, digest, text, *listed, credit, reasons, lexicon, data, keys = plain.values
    layers, elements, criteria, bands = listed
    words, codes = lexicon
    tables = list(zip(codes, plain.parts, strict=False))
    literals, fours, *texts = plain.parts[len(codes) : len(codes) + 2 + len(keys)]
    examples = plain.parts[len(codes) + 2 + len(keys) :]
    data = frozen(data)
    for (table, key), long in zip(keys, texts, strict=True):
        data[table][key] = _text(long)
    return Rubric(
        id=name,
        version=version,
        sha256=digest,
        name=text,
        layers=tuple(Layer(*row) for row in layers),
        elements=tuple(Element(id_, layer, named, tuple(ids)) for id_, layer, named, ids in elements),
        criteria=tuple(_criterion_from_plain(row, kept) for row, kept in zip(criteria, examples, strict=True)),
        bands=tuple(Band(name, None if least is None else Fraction(least), text) for name, least, text in bands),
        credit={Verdict(verdict): Fraction(value) for verdict, value in credit.items()},
        reasons=reasons,
        lexicon=_lexicon(_text(literals), _text(fours), words, tables),
        data=data,
    )


def _lexicon(literals: str, fours: str, values: Any, tables: Sequence[tuple[str, bytes | memoryview]]) -> Lexicon:
    figure, bounds, names, rests, guards, wholes, source = values
    conditions = {name: (tuple(before), tuple(after)) for name, (before, after) in guards.items()}
    takes, patterns = wholes
    return Lexicon(figure, literals, bounds, fours, tuple(names), rests, conditions, (takes, patterns), source, tables)


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
