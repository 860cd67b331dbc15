"""What can keep a decision from being written, as faults that the person can mend."""

from __future__ import annotations

import errno

from scorer.errors import ScorerError

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


class ReviewFault(ScorerError):
    """A decision was not written, or a log cannot be used; nothing that stood in it is lost."""

    @property
    def is_read_only(self) -> bool:
        """Whether the place may not be written to, so that another one may serve."""
        return self.code == "review.read-only"


def fault(code: str, file: str = "", **values: str) -> ReviewFault:
    """The fault of a code; locale/review.py has its words."""
    return ReviewFault(code, file=file, code=f"review.{code}", values=values)


def failed(error: OSError, path: str) -> ReviewFault:
    """What the system answered, as a fault."""
    code = "full" if error.errno in _FULL else "read-only" if error.errno in _READ_ONLY else "failed"
    return fault(code, path, reason=error.strerror or str(error))
