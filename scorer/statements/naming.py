"""Names of bodies, offices and rooms in which a field only stands: 营商|环境局, 行政复议|科迁到二楼, 调解|室闲置."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.text.words import Scan

_BEFORE = 4  # characters between a field and what makes it an office (复议与应诉股)
_SUFFIX = 3  # characters of what makes it one


def name_ends(scan: Scan) -> dict[int, int]:
    """Where a field that is only a name may end, by character, and where what makes it a name begins.

    A bureau's name is no object whatever is said of it; an office's where its clause tells of the office itself.
    """
    ends = {at: start for start, end in scan.spans("bureau-tail") for at in range(start, end)}
    at = scan.clauses.at
    for start, end in scan.spans("office-used"):
        if at(start) == at(end - 1):
            ends.update(dict.fromkeys(range(start - _BEFORE, start + _SUFFIX), start))
    return ends
