"""A rubric while its files are read: its mappings, the line of every value, and all faults so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from scorer.errors import ScorerError
from scorer.rules.faults import fault
from scorer.rules.yaml_lines import Lines
from scorer.text.normalise import fold


@dataclass(slots=True)
class Draft:
    """What the files read so far come to."""

    faults: list[ScorerError] = field(default_factory=list)
    rubric: dict[str, Any] = field(default_factory=dict)
    rubric_lines: Lines = field(default_factory=lambda: Lines("rubric.yaml"))
    criteria: list[tuple[dict[str, Any], Lines]] = field(default_factory=list)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    word_lines: dict[str, Lines] = field(default_factory=dict)
    origin: dict[str, tuple[str, int]] = field(default_factory=dict)  # file and line of each word class
    replaced: list[str] = field(default_factory=list)  # shared word classes that the rubric has its own words for

    def add(self, code: str, file: str, line: int, **values: object) -> None:
        """Note a fault."""
        self.faults.append(fault(code, file, line, **values))

    def shared(self, name: str) -> bool:
        """Whether a known word class stands in the shared vocabulary."""
        return self.origin[name][0].startswith("rubric/words/")

    def add_words(self, classes: Mapping[str, Any], lines: Lines) -> None:
        """Take over the word classes of a file; one that is known already must say that it replaces the other."""
        for name, body in classes.items():
            line = lines.of(("words", name))
            if name in self.words and not (body.get("replaces") and self.shared(name)):
                file, number = self.origin[name]
                self.add("twice-words", lines.file, line, name=name, other=f"{file}:{number}")
                continue
            if name in self.words:
                self.replaced.append(name)
            self.words[name] = folded(body)
            self.word_lines[name] = lines
            self.origin[name] = (lines.file, line)


_OF_CLASS = ("any", "unless_preceded_by", "unless_followed_by")  # lists of words of a word class
_OF_SIGN = ("object", "topic", "act", "who", "until", "unless")  # of a sign


def spread(body: dict[str, Any]) -> None:
    """Turn words in one text with blanks between (`any: 召开 举办`) into their list, in the mapping itself.

    `body` is the mapping of a file that fits its shape: with `words`, `signs` or both.
    """
    for words in (body.get("words") or {}).values():
        for key in _OF_CLASS:
            if key in words:
                words[key] = _spread(words[key])
    for key in {*body} & {"until", "unless"}:
        body[key] = _spread(body[key])
    for sign in (body.get("signs") or {}).values():
        for key in _OF_SIGN:
            if key in sign:
                sign[key] = _spread(sign[key])
        for key in ("with", "needs"):
            if key in sign:
                sign[key] = [_spread(words) for words in sign[key]]


def _spread(words: Any) -> Any:
    if isinstance(words, dict):  # add and drop of an overlay
        return {key: _spread(part) for key, part in words.items()}
    return words.split() if isinstance(words, str) else words


def folded(body: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of a word class in normalised form; patterns stay as they are."""
    lists = {key: list(map(str, words)) for key, words in body.items() if key != "replaces"}
    return {key: words if key == "patterns" else _folded(words) for key, words in lists.items()}


def _folded(words: list[str]) -> list[str]:
    """Words in normalised form: folded together, since that is done character by character."""
    together = fold("".join(words))
    ends = list(accumulate(map(len, words), initial=0))
    return [together[start:end] for start, end in pairwise(ends)]


def listed(value: Any) -> list[str]:
    """A word or a list of words as YAML states them, as a list."""
    return [str(word) for word in value] if isinstance(value, list) else [str(value)]
