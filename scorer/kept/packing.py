"""Values of the program as bytes that can be kept: plain JSON, packed; nothing in it can run."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from scorer import model

Reader = Callable[[Any], Any]
# What modules import for their types alone.
_NAMES: dict[str, Any] = {"Fraction": Fraction, "Mapping": Mapping, "Sequence": Sequence}
_NAMES |= {name: value for name, value in vars(model).items() if isinstance(value, type)}


def pack(value: Any) -> bytes:
    """A value of the model (tuples, fractions, enums, texts, numbers) as bytes."""
    return zlib.compress(json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 1)


def unpack(kind: Any, data: bytes, *named: type) -> Any:
    """The value again, by its type; ValueError or TypeError where the bytes are of no such value.

    `named`: types of the program that its annotations name without importing them.
    """
    try:
        return reader(kind, named)(json.loads(zlib.decompress(data)))
    except (zlib.error, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    return value


@lru_cache(4096)
def _exact(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)


@cache
def reader(kind: Any, named: tuple[type, ...] = ()) -> Reader:
    """What makes a value of a type out of plain JSON."""
    if kind is Fraction:
        return lambda pair: _exact(*pair)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind), named)
    if get_origin(kind) in (Union, UnionType):
        inner = next(reader(one, named) for one in get_args(kind) if one is not type(None))
        return lambda value: None if value is None else inner(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    fields = getattr(kind, "_fields", None)
    if fields is not None:
        hints = get_type_hints(kind, localns={**_NAMES, **{one.__name__: one for one in named}})
        readers = [reader(hints[name], named) for name in fields]
        return lambda values: kind(*[read(one) for read, one in zip(readers, values, strict=True)])
    return lambda value: value


def _tuple_reader(kinds: tuple[Any, ...], named: tuple[type, ...]) -> Reader:
    readers = [reader(one, named) for one in kinds if one is not Ellipsis]
    if Ellipsis in kinds:
        return lambda values: tuple(map(readers[0], values))
    return lambda values: tuple([read(one) for read, one in zip(readers, values, strict=True)])
