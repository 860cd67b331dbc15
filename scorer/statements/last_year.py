"""Whether a report calls its own year 去年 throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.text.words import Scan

_THROUGHOUT = 5  # figures of 去年 by which a report calls its own year so


def tells_last_year(scan: Scan) -> bool:
    """Whether the figures of a report stand by 去年 and hardly any by 今年."""
    figures = scan.mask("figure")
    last = (scan.mask("said-last-year") & figures).bit_count()
    return last >= _THROUGHOUT and last >= 3 * (scan.mask("said-this-year") & figures).bit_count()
