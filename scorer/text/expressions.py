"""Regular expressions compiled at first use: compiling all of them takes longer than judging one report."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")


class Expression:
    """Stands for a compiled expression; its methods are put in place on first use."""

    def __init__(self, source: str) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


@cache
def expression(source: str) -> re.Pattern[str]:
    """The expression of a source, without flags; to the caller no different from a compiled one."""
    return cast("re.Pattern[str]", Expression(source))
