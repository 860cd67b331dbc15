"""A mapping held against `rubric/schema.json`: what does not fit, in words, at its line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from scorer.errors import ScorerError
from scorer.rules.draft import listed
from scorer.rules.faults import fault
from scorer.rules.rubric import HOME
from scorer.rules.yaml_lines import Lines

_LONGEST = 200  # signs of a value in a message


def misfits(value: Any, shape: str, lines: Lines) -> Iterator[ScorerError]:
    """Faults of a value that should have a shape of the schema's `$defs`; none where it fits.

    jsonschema-rs says in no time whether it does; jsonschema, which takes long to load, tells in words what does not.
    """
    if _surely_fits(value, shape):
        return
    for error in _validator(shape).iter_errors(value):
        deepest = _deepest(error)
        path = list(deepest.absolute_path)
        where = ".".join(str(step) for step in path) or "文件"
        what, mend = _in_words(deepest)
        unknown = _unknown_key(deepest)
        line = lines.of([*path, unknown] if unknown else path)
        yield fault("shape", lines.file, line, where=where, what=what, mend=mend)


def _surely_fits(value: Any, shape: str) -> bool:
    """Whether jsonschema-rs finds nothing; False where it is not installed, or cannot take the value."""
    try:
        return bool(_quick(shape).is_valid(value))
    except (ImportError, SystemError):  # the latter for half of a character pair, which an escape in YAML can write
        return False


@cache
def _quick(shape: str) -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(_schema(shape))


@cache
def _validator(shape: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(_schema(shape))


def _schema(shape: str) -> dict[str, Any]:
    with open(os.path.join(HOME, "schema.json"), encoding="utf-8") as stream:
        schema = json.load(stream)
    return {"$defs": schema["$defs"], "$ref": f"#/$defs/{shape}"}


def _deepest(error: Any) -> Any:
    """The most telling error below an anyOf: the one that lies deepest."""
    while error.context:
        error = max(error.context, key=lambda inner: (len(inner.absolute_path), inner.validator != "type"))
    return error


def _unknown_key(error: Any) -> str | None:
    if error.validator != "additionalProperties":
        return None
    known = error.schema.get("properties", {})
    return next((str(key) for key in error.instance if key not in known), None)


def _in_words(error: Any) -> tuple[str, str]:
    """What a schema error says and how to mend it, in both languages."""
    unknown = _unknown_key(error)
    if unknown:
        known = list(error.schema.get("properties", {}))
        close = get_close_matches(unknown, known, 1, 0.5)
        if not unknown.isascii() or " " in unknown:  # {zh: 写明次数,写明日期}: the comma ended the value
            return (
                f"不认识的键 {unknown} · unknown key {unknown}",
                f'话里有逗号时整句加双引号 · quote a text that holds a comma: "…,{unknown}"',
            )
        hint = (
            f"是不是 {close[0]}? · did you mean {close[0]}?" if close else f"可用的键 · known keys: {'、'.join(known)}"
        )
        return f"不认识的键 {unknown} · unknown key {unknown}", hint
    if error.validator == "required":
        absent = [key for key in error.validator_value if key not in error.instance]
        return f"缺少 · missing: {'、'.join(absent)}", "补上 · add it"
    if error.validator == "enum":
        return (
            f"不能是 · cannot be {_clipped(error.instance)}",
            f"可以是 · can be: {'、'.join(map(str, error.validator_value))}",
        )
    if error.validator == "type" and error.instance is None:
        return "后面是空的 · nothing follows", "写上内容,或删去这一行 · fill it in or delete the line"
    if error.validator == "type":
        kinds = {
            "string": "文字 text",
            "object": "键和值 mapping",
            "array": "清单 list",
            "integer": "整数 integer",
            "boolean": "true / false",
            "number": "数字 number",
        }
        wanted = " / ".join(kinds.get(kind, kind) for kind in listed(error.validator_value))
        return f"{_clipped(error.instance)} 的类型不对 · wrong type", f"应是 · should be: {wanted}"
    if error.validator == "pattern":
        return f"{_clipped(error.instance)} 的写法不对 · wrong form", error.schema.get(
            "description", f"应符合 · should match {error.validator_value}"
        )
    return _clip(error.message), error.schema.get("description", "对照 schema.json · see schema.json")


def _clipped(value: Any) -> str:
    """A value as it is written, no longer than a message can bear."""
    return _clip(repr(value))


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
