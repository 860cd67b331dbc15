"""Paths of the command line -> the reports that can be read; the others are told on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.commands.inputs import expand
from scorer.commands.streams import complain
from scorer.errors import InputError
from scorer.reading.source import read_path

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
