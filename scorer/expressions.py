"""Regular expressions that are compiled when they are first used, and only where no compiled form is kept.

Compiling them all takes longer than scoring a report. `rubric_cache` keeps their codes beside the rubric, so that
most runs compile none and do not even import `re`.
"""

from __future__ import annotations

try:
    from _sre import compile as from_code  # type: ignore[import-not-found]
except ImportError:  # not this kind of Python: every expression is compiled where it is used
    from_code = None

TYPE_CHECKING = False  # typing is slow to import, and only a checker asks
if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from typing import Any

# What `_sre` needs beside the source: flags, code, number of groups, names of groups, and the same by number.
Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")
_made: dict[str, Expression] = {}
_kept: Mapping[str, Code] = {}


class Expression:
    """Stands for a compiled expression; its methods are put in place on first use."""

    def __init__(self, source: str) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = _compiled(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def expression(source: str) -> re.Pattern[str]:
    """The expression of a source, without flags; to the caller no different from a compiled one."""
    made = _made.get(source)
    if made is None:
        made = _made[source] = Expression(source)
    return made  # type: ignore[return-value]


def _compiled(source: str) -> re.Pattern[str]:
    code = _kept.get(source)
    if code is not None and from_code is not None:
        made: re.Pattern[str] = from_code(source, *code)
        return made
    from re import compile as compile_source

    return compile_source(source)


def codes() -> dict[str, Code]:
    """Compiled forms of all expressions so far, for a cache of this very Python; none where it has them elsewhere."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        found: dict[str, Code] = {}
        for source in _made:
            parsed = _parser.parse(source)
            state = parsed.state
            names: list[str | None] = [None] * state.groups
            for name, group in state.groupdict.items():
                names[group] = name
            code = [int(step) for step in _compiler._code(parsed, 0)]  # named numbers, which no cache can keep
            found[source] = (int(state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names))
    except (ImportError, AttributeError):
        return {}
    return found


def use(kept: Mapping[str, Code]) -> None:
    """Take the compiled forms of a cache that this very Python wrote."""
    global _kept
    _kept = kept
