"""A checked rubric kept as plain values, so that scoring starts without YAML and without the schema.

What is kept is good as long as no file or folder of the rubric was touched since, told by size, times and number as
the file system has them; with the program's own files and the Python version in the key. Two runs that race write the
same bytes, and a folder that cannot be written is done without.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING
from zlib import crc32

from scorer import __version__
from scorer.model import Level, Role, Verdict
from scorer.rules.rubric import Band, Criterion, Element, Exemption, Layer, Rubric, Sign
from scorer.text.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

_FORMAT = "4"

Stamp = tuple[str, int, int, int, int]  # path; size, two times and number, all 0 where there is no such file


def folder() -> str:
    """Folder of the cache: SCORE_CACHE_DIR, else the user's cache folder."""
    named = os.environ.get("SCORE_CACHE_DIR")
    if named:
        return named
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "fazhi-scorecard")


def _path(name: str) -> str:
    """Where the rubric of a name or a folder is kept."""
    place = os.path.abspath(name) if os.path.exists(name) else name
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    key = sha256(f"{place} {here} {__version__} {_FORMAT} {_built_by(here)} {sys.version}".encode()).hexdigest()[:32]
    return os.path.join(folder(), f"rubric-{key}.bin")


def _built_by(here: str) -> str:
    """Size and time of the modules that build a rubric: a changed program makes its cache anew."""
    parts = []
    for room in ("rules", "text", "facts", "checks"):
        with os.scandir(os.path.join(here, room)) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    state = entry.stat()
                    parts.append(f"{entry.name}{state.st_size}{state.st_mtime_ns}")
    return "".join(parts)


def stamp(path: str) -> Stamp:
    """How a file or folder stands in the file system; whatever changes it changes this."""
    try:
        state = os.stat(path)
    except OSError:
        return path, 0, 0, 0, 0
    return path, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def fetch(name: str) -> Rubric | None:
    """The rubric kept for a name or a folder; None if it changed, or this is not this user's own whole file."""
    try:
        with open(_path(name), "rb") as stream:
            if hasattr(os, "getuid") and os.fstat(stream.fileno()).st_uid != os.getuid():
                return None
            data = stream.read()
    except OSError:
        return None
    if crc32(memoryview(data)[4:]).to_bytes(4, "big") != data[:4]:
        return None
    stamps, plain = marshal.loads(memoryview(data)[4:])
    if any(stamp(kept[0]) != kept for kept in stamps):
        return None
    return _from_plain(plain)


def keep(name: str, rubric: Rubric, stamps: Iterable[Stamp]) -> None:
    """Keep a rubric for the next run; silently not, where the folder cannot be written.

    `stamps` are of all files and folders that it was read from, taken before the reading that they vouch for.
    """
    body = marshal.dumps((tuple(stamps), _to_plain(rubric)))
    path = _path(name)
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with open(draft, "xb") as stream:
                stream.write(crc32(body).to_bytes(4, "big") + body)
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise
    except OSError:
        return


def _to_plain(rubric: Rubric) -> Any:
    return (
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
        rubric.lexicon.to_plain(),
        dict(rubric.data),
    )


def _criterion_to_plain(c: Criterion) -> Any:
    return (
        (c.id, c.element, c.layer, c.kind, c.name, c.asks, c.mend),
        [(first, last, str(weight)) for first, last, weight in c.weights],
        c.gate_from,
        [dict(row) for row in c.basis],
        [([level.value for level in e.levels], e.before, e.unless.value, e.says, e.reason) for e in c.exemptions],
        tuple(role.value for role in c.counts_in),
        [_sign_to_plain(sign) for sign in c.signs],
        (c.met, c.partial),
        dict(c.reasons),
        dict(c.settings),
        marshal.dumps([dict(example) for example in c.examples]),
    )


_ROLES_AT = Sign._fields.index("roles")


def _sign_to_plain(sign: Sign) -> Any:
    return sign[:_ROLES_AT], tuple(role.value for role in sign.roles), sign[_ROLES_AT + 1 :]


def _from_plain(plain: Any) -> Rubric:
    name, version, digest, text, layers, elements, criteria, bands, credit, reasons, lexicon, data = plain
    return Rubric(
        id=name,
        version=version,
        sha256=digest,
        name=text,
        layers=tuple(Layer(*row) for row in layers),
        elements=tuple(Element(*row) for row in elements),
        criteria=tuple(_criterion_from_plain(row) for row in criteria),
        bands=tuple(Band(name, None if least is None else Fraction(least), text) for name, least, text in bands),
        credit={Verdict(verdict): Fraction(value) for verdict, value in credit.items()},
        reasons=reasons,
        lexicon=Lexicon(*lexicon),
        data=data,
    )


class Examples(Sequence["Mapping[str, Any]"]):
    """Examples of a criterion that are read when they are first asked for; scoring never asks."""

    def __init__(self, kept: bytes) -> None:
        self._kept = kept

    def _read(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(marshal.loads(self._kept))

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


def _criterion_from_plain(plain: Any) -> Criterion:
    texts, weights, gate_from, basis, exemptions, roles, signs, (met, partial), reasons, settings, examples = plain
    name, element, layer, kind, *worded = texts
    title, asks, mend = worded
    return Criterion(
        name,
        element,
        layer,
        kind,
        title,
        asks,
        mend,
        tuple((first, last, _exact(weight)) for first, last, weight in weights),
        gate_from,
        tuple(basis),
        tuple(
            Exemption(tuple(map(Level, levels)), before, Verdict(unless), says, reason)
            for levels, before, unless, says, reason in exemptions
        ),
        _roles(roles),
        tuple(Sign._make((*before, _roles(where), *behind)) for before, where, behind in signs),
        met,
        partial,
        reasons,
        settings,
        Examples(examples),
    )
