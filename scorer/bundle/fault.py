"""What keeps a bundle from being made or read, as faults that the user can mend; locale/bundle.py has their words."""

from __future__ import annotations

from scorer.errors import InputError, ScorerError


def refused(code: str, file: str, **values: str) -> InputError:
    """A bundle that is not read any further."""
    return InputError(code, file=file, code=f"bundle.{code}", values=values)


def unusable(code: str, file: str = "", **values: str) -> ScorerError:
    """Something else that the caller gave: a key, an option."""
    return ScorerError(code, file=file, code=f"bundle.{code}", values=values)
