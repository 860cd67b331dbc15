"""A line of the log: a decision as bytes, sealed to the lines before it.

    {"v":1,"at":…,"who":…,"do":…, … ,"prev":[hash…],"sums":"…","hash":"…"}

`hash` is the SHA-256 of all bytes of the line before `,"hash":`; `prev` holds the hashes of the lines that
nothing followed yet when this one was written: one, or several where two desks wrote at once. `sums` are two
characters for every 16 bytes before it, each over all bytes so far: they tell where a changed line changed.
"""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from scorer.model import Verdict
from scorer.review.decision import Act, Decision, Held, Measure, Version, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERSION = 1
BLOCK = 16  # bytes to a sum
SEAL = b',"hash":"'
SUMS = b',"sums":"'
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VERDICTS = frozenset({"", *(verdict.value for verdict in Verdict)})


class Line(NamedTuple):
    """A decision as it stands in a log."""

    decision: Decision
    hash: str
    prev: tuple[str, ...]


class Unreadable(ValueError):
    """Bytes that are no line: torn, changed, or of a newer version."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why  # torn, changed, newer


def seal(decision: Decision, prev: Sequence[str]) -> bytes:
    """A decision as the bytes of its line, without the line end."""
    body = json.dumps({**_plain(decision), "prev": list(prev)}, ensure_ascii=False, separators=(",", ":"))
    data = body[:-1].encode("utf-8", "backslashreplace")
    data += SUMS + sums(data).encode() + b'"'
    return data + SEAL + sha256(data).hexdigest().encode() + b'"}'


def sums(data: bytes) -> str:
    """Two characters for each block, over all bytes up to its end."""
    parts, crc = [], 0
    for at in range(0, len(data), BLOCK):
        crc = zlib.crc32(data[at : at + BLOCK], crc)
        parts.append(_DIGITS[crc & 63] + _DIGITS[crc >> 6 & 63])
    return "".join(parts)


def parts(data: bytes) -> tuple[bytes, str, str]:
    """What is sealed of a line, its sums and its hash; empty texts where they cannot be made out."""
    sealed, found, rest = data.rpartition(SEAL)
    if not found:
        return data, "", ""
    told = sealed.rpartition(SUMS)[2].rstrip(b'"')
    return sealed, told.decode("ascii", "replace"), rest[:64].decode("ascii", "replace")


def unseal(data: bytes) -> Line:
    """The bytes of a line -> Line; `Unreadable` says why not."""
    sealed, _, digest = parts(data)
    whole = len(data) == len(sealed) + len(SEAL) + 66
    if not whole and not data.endswith(b"}"):
        raise Unreadable("torn")
    if not whole or not data.endswith(b'"}'):
        raise Unreadable("newer" if not digest and _is_newer(data) else "changed")
    if sha256(sealed).hexdigest() != digest:
        raise Unreadable("changed")
    try:
        plain = json.loads(data)
        if int(plain["v"]) > VERSION:
            raise Unreadable("newer")
        return Line(_decision(plain), digest, tuple(map(str, plain["prev"])))
    except Unreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable("changed") from None


def _is_newer(data: bytes) -> bool:
    """Whether a line that is not sealed as ours says that it is of a later version."""
    try:
        return int(json.loads(data)["v"]) > VERSION
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _plain(decision: Decision) -> dict[str, Any]:
    """A decision in the order of its line; what is empty is left out."""
    plain: dict[str, Any] = {"v": VERSION, "at": decision.at, "who": decision.who, "do": decision.act.value}
    if decision.report:
        plain["report"] = {k: v for k, v in decision.report._asdict().items() if v}
    if decision.rubric:
        plain["rubric"] = decision.rubric._asdict()
    if decision.act is Act.AGREE_ALL:
        plain["criteria"] = [_held(held) for held in decision.held]
    elif decision.held:
        plain |= _held(decision.held[0])
    for name in ("note", "approver", "until", "of"):
        if value := getattr(decision, name):
            plain[name] = value
    if decision.second:
        plain["second"] = True
    return plain


def _held(held: Held) -> dict[str, Any]:
    plain: dict[str, Any] = {"criterion": held.key}
    plain |= {name: value for name in ("program", "verdict", "asks") if (value := getattr(held, name))}
    if held.quotes:
        plain["quotes"] = [_words(words) for words in held.quotes]
    return plain


def _words(words: Words) -> dict[str, Any]:
    plain = words._asdict()
    if words.counts:
        del plain["counts"]
    return plain


def _decision(plain: Mapping[str, Any]) -> Decision:
    report, rubric = plain.get("report"), plain.get("rubric")
    rows = plain.get("criteria", [plain] if "criterion" in plain else [])
    return Decision(
        act=Act(plain["do"]),
        who=str(plain["who"]),
        at=str(plain["at"]),
        report=None if report is None else Version(**report),
        rubric=None if rubric is None else Measure(**rubric),
        held=tuple(_read_held(row) for row in rows),
        note=str(plain.get("note", "")),
        approver=str(plain.get("approver", "")),
        until=str(plain.get("until", "")),
        second=bool(plain.get("second", False)),
        of=str(plain.get("of", "")),
    )


def _read_held(row: Mapping[str, Any]) -> Held:
    program, verdict = str(row.get("program", "")), str(row.get("verdict", ""))
    if not {program, verdict} <= _VERDICTS:
        raise ValueError(verdict)
    quotes = tuple(Words(**words) for words in row.get("quotes", ()))
    return Held(str(row["criterion"]), program, verdict, quotes, str(row.get("asks", "")))
