"""Where decisions are kept, by what the caller gives: a folder of logs, or the address of an office's database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scorer.review.fault import fault
from scorer.review.folder import Folder

if TYPE_CHECKING:
    from scorer.review.reviews import Store


def store_at(folder: str, address: str = "", *, new: bool = False, spare: str = "") -> Store:
    """The decisions of a folder or a database; a folder that is not there is a fault unless it may be `new`."""
    if address:
        try:
            from scorer.review.office import Office
        except ImportError as error:
            raise fault("office-library", library=error.name or "sqlalchemy") from None
        return Office.at(address)
    if not new and not os.path.isdir(folder):
        raise fault("not-here", value=folder)
    return Folder(folder, spare)
