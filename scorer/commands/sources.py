"""Paths of the command line -> the reports that can be read; the others are told on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.commands.inputs import expand
from scorer.commands.streams import complain
from scorer.errors import InputError
from scorer.reading.source import MAX_BYTES, read_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.locale.wording import Wording
    from scorer.model import Source


def read_sources(paths: Sequence[str], wording: Wording) -> tuple[list[Source], int]:
    """The reports of files and folders in their order, and how many paths could not be read."""
    inputs, faults = expand(paths)
    found = []
    for one in inputs:
        try:
            found.append(read_path(one.path))
        except InputError as error:
            faults.append(error)
    for fault in faults:
        complain(wording.error(fault), wording)
    return found, len(faults)


def report_bytes(path: str) -> bytes:
    """The bytes of a report as `read_path` would read them; `archive.zip!name` is a file in an archive."""
    try:
        with open(path, "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        from scorer.reading.archive import member

        data = member(path, None, MAX_BYTES) if "!" in path else None
        if data is not None:
            return data
        raise InputError("", file=path, code="missing") from None
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise InputError("", file=path, code="unreadable", values=values) from None
