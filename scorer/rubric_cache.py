"""A checked rubric kept as plain values, so that scoring starts without YAML and without the schema.

The key is the content of the rubric's files, this program's own files that build it, and the Python
version; two runs that race write the same bytes, and a folder that cannot be written is done without.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from fractions import Fraction
from hashlib import sha256
from typing import Any

from scorer import __version__
from scorer.model import Level, Role, Verdict
from scorer.rubric import Band, Criterion, Element, Exemption, Layer, Rubric
from scorer.signs import Sign
from scorer.words import Lexicon

_FORMAT = "2"


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


def _path(digest: str) -> str:
    key = sha256(f"{digest} {__version__} {_FORMAT} {_built_by()} {sys.version}".encode()).hexdigest()[:32]
    return os.path.join(folder(), f"rubric-{key}.bin")


def _built_by() -> str:
    """Size and time of the modules that build a rubric: a changed program makes its cache anew."""
    here = os.path.dirname(os.path.abspath(__file__))
    parts = []
    for name in ("rubric.py", "words.py", "rubric_files.py", "rubric_cache.py", "places.py", "signs.py"):
        try:
            state = os.stat(os.path.join(here, name))
        except OSError:
            continue
        parts.append(f"{name}{state.st_size}{state.st_mtime_ns}")
    return "".join(parts)


def fetch(digest: str) -> Rubric | None:
    """The rubric kept for a digest; None if there is none, or it is not this user's own whole file."""
    path = _path(digest)
    try:
        with open(path, "rb") as stream:
            if hasattr(os, "getuid") and os.fstat(stream.fileno()).st_uid != os.getuid():
                return None
            data = stream.read()
    except OSError:
        return None
    seal, body = data[:32], data[32:]
    if sha256(body).digest() != seal:
        return None
    return _from_plain(marshal.loads(body))


def keep(digest: str, rubric: Rubric) -> None:
    """Keep a rubric for the next run; silently not, where the folder cannot be written."""
    body = marshal.dumps(_to_plain(rubric))
    path = _path(digest)
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path))
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(sha256(body).digest() + body)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
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
        [role.value for role in c.counts_in],
        [_sign_to_plain(sign) for sign in c.signs],
        (c.met, c.partial),
        dict(c.reasons),
        dict(c.settings),
        [dict(example) for example in c.examples],
    )


_SIGN_FIELDS = tuple(name for name in Sign._fields if name != "roles")


def _sign_to_plain(sign: Sign) -> Any:
    return tuple(getattr(sign, name) for name in _SIGN_FIELDS), [role.value for role in sign.roles]


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


_ROLES = {role.value: role for role in Role}


def _criterion_from_plain(plain: Any) -> Criterion:
    texts, weights, gate_from, basis, exemptions, roles, signs, (met, partial), reasons, settings, examples = plain
    return Criterion(
        *texts,
        weights=tuple((first, last, Fraction(weight)) for first, last, weight in weights),
        gate_from=gate_from,
        basis=tuple(basis),
        exemptions=tuple(Exemption(tuple(map(Level, levels)), before, Verdict(unless), says, reason)
            for levels, before, unless, says, reason in exemptions),
        counts_in=tuple(_ROLES[role] for role in roles),
        signs=tuple(
            Sign(**dict(zip(_SIGN_FIELDS, fields, strict=True)), roles=tuple(_ROLES[role] for role in sign_roles))
            for fields, sign_roles in signs
        ),
        met=met,
        partial=partial,
        reasons=reasons,
        settings=settings,
        examples=tuple(examples),
    )
