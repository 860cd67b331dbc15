"""What must hold for any file whatever: it is refused in one clear line, or its scorecard is sound in every format."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from bases import TESTS

from scorer.commands.batch import Worker
from scorer.commands.inputs import expand
from scorer.commands.options import Job
from scorer.errors import InputError
from scorer.model import Scorecard, Source
from scorer.pipeline import load_rubric, score_source
from scorer.reading.source import read_bytes
from scorer.render.formats import Scored, scored

SCHEMA_IN = 5  # of so many scorecards one is held against the schema, which takes as long as scoring
FORMATS = ("table", "markdown", "json", "csv")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LIVE = re.compile(r"(?<!\\)<(?:script|img)|(?<!\\)\]\(javascript", re.IGNORECASE)


@cache
def worker(format_: str) -> Worker:
    """One that scores by the built-in rubric."""
    return Worker(Job("fazhi-annual-report", "zh", format_), load_rubric("fazhi-annual-report"))


@cache
def validator() -> Any:
    """The schema of the scorecard."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((TESTS.parent / "scorer" / "scorecard.schema.json").read_text("utf-8")))


def probed(name: str, data: bytes, folder: Path) -> Iterator[str]:
    """What is wrong with the handling of one file, in words; nothing where all holds. Exceptions are the caller's."""
    if name.endswith(".zip"):
        path = folder / name
        path.write_bytes(data)
        inputs, faults = expand([str(path)])
        results = [*faults, *(worker("json").score(one.path) for one in inputs)]
        yield from (what for result in results if isinstance(result, InputError) for what in _told(result))
        return
    try:
        source = read_bytes(data, name)
    except InputError as error:
        yield from _told(error)
        return
    yield from sound(source, score_source(source, worker("json").rubric), schema=len(data) % SCHEMA_IN == 0)


def _told(error: InputError) -> Iterator[str]:
    """What is wrong with a refusal."""
    if error.code == "fault":
        yield f"fault of the program: {error.values['what']}"
    text = worker("table").look.wording.error(error)
    if _CONTROL.search(text):
        yield f"control signs in the message of {error.code}"
    if len(text) > 5000:
        yield f"a message of {len(text)} characters: {error.code}"


def sound(source: Source, card: Scorecard, *, schema: bool = True) -> Iterator[str]:
    """What is wrong with a scorecard: quotes, sections, schema where asked, control signs, formulas, live markup."""
    texts = {name: _rendered(card, name) for name in FORMATS}
    value = json.loads(texts["json"])
    yield from _misquoted(value, source.text, "")
    at = 0
    for section in value["report"]["sections"]:
        if not at <= section["start"] <= section["end"] <= len(source.text):
            yield "sections overlap or leave the text"
        at = section["end"]
    if schema:
        yield from (f"schema: {error.message[:100]}" for error in validator().iter_errors(value))
    for name in ("table", "markdown", "csv"):
        if found := _CONTROL.search(texts[name].replace("\r\n", "\n")):
            yield f"{name}: control sign {found.group()!r}"
    rows = list(csv.reader(StringIO(texts["csv"])))
    if len({len(row) for row in rows if row}) > 1:
        yield "csv: rows of unequal length"
    if any(re.match(r"[=+@\t]|-(?![\d.]+$)", cell) for row in rows for cell in row):
        yield "csv: a live formula"
    if _LIVE.search(texts["markdown"]):
        yield "markdown: live markup"


def _rendered(card: Scorecard, name: str) -> str:
    one: Scored = scored(card, worker(name).format.piece(card, worker(name).look))
    return "".join(worker(name).format.whole([one], worker(name).look))  # type: ignore[arg-type]


def _misquoted(value: Any, text: str, where: str) -> Iterator[str]:
    """Quotes of a JSON scorecard that do not stand where it says."""
    if isinstance(value, dict):
        if {"quote", "start", "end", "line"} <= set(value):
            if text[value["start"] : value["end"]] != value["quote"]:
                yield f"{where}: the quote does not stand there"
            if text.count("\n", 0, value["start"]) + 1 != value["line"]:
                yield f"{where}: another line"
        for key, inner in value.items():
            yield from _misquoted(inner, text, f"{where}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _misquoted(inner, text, where)
