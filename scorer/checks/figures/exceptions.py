"""What is said of an exception to what is said of all or of none: the words of the deed, the bodies named, the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.statements.numerals import MANY
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from scorer.statements.readings import Figures

KINDS = (  # what is counted, and the ends of the names of such bodies
    (("部门", "单位", "机关"), "局委办心队院厅馆站所"),
    (("乡镇", "镇街", "街镇", "街道", "镇"), "镇乡道"),
    (("村", "社区"), "村区"),
)
MENDED = expression(
    r"[已均全][^,。]{0,4}?补[办考签录交审报训]|[已均][^,。]{0,2}?(?:重新|整改到位|催办|纠正|调离|清退|停岗)"
)
_ALSO = ("但", "而", "其中", "目前", "只是", "唯独", "唯有", "唯", "仅", "年末", "岁末")
_LONGEST_NAME, _SHORT_NAME = 10, 4
_PAIR, _DENIED = 2, 14


def negated(core: str, said: str) -> bool:
    """Whether the deed is denied in some words."""
    at = said.find(core[-_PAIR:])
    if at < 0:
        return any(word in said for word in ("未", "没有", "无", "避免", "防止"))
    head = said[:at].rpartition("|")[2]
    own = core[:-_PAIR]
    denials = ("未", "没有", "无", "不", "避免", "防止", "免", "即将", "可能", "临近")
    return any(word in head[-6:] and word not in own for word in denials)


def covered(core: str, said: str) -> float:
    """How much of a deed comes again in some words, by pairs of characters."""
    found = [False] * len(core)
    for at in range(len(core) - 1):
        if core[at : at + _PAIR] in said:
            found[at] = found[at + 1] = True
    return sum(found) / max(1, len(core))


def same_group(figures: Figures, one: str, other: str, *, strictly: bool = False) -> bool:
    """Whether two deeds hold words for the same thing: 通过 and 合格; `strictly` if one is no more than that."""
    for group in figures.words.claim_same:
        if any(word in other for word in group):
            held = [word for word in group if word in one]
            if held and (not strictly or len(max(held, key=len)) >= len(one.removeprefix("行政")) - 1):
                return True
    return False


def rebutted(figures: Figures, said: str, end: int) -> bool:
    """Whether it is said that it was not so: 均不属实."""
    behind = figures.text[end : end + _DENIED]
    return any(word in said or word in behind for word in figures.words.claim_rebutted)


def named_until(clause: str, said: str) -> int:
    """Where the names end with which a clause begins, if they are of those spoken of (县水务局 of 部门); 0 for none."""
    also = next((word for word in _ALSO if clause.startswith(word)), "")
    *names, last = clause[len(also) :].split("、")
    ends = "".join(ends for words, ends in KINDS if any(word in said for word in words))
    at = next((at for at in range(_LONGEST_NAME, 1, -1) if last[at - 1 : at] and last[at - 1] in ends), 0)
    several = names and all(len(name) <= _SHORT_NAME for name in names)
    if several and at and any(char in MANY for char in last[1:at]):
        return len(clause) - len(last) + at  # 石桥、柳湾两镇
    if not at or any(not _PAIR <= len(name) <= _LONGEST_NAME or name[-1] not in ends for name in names):
        return 0
    return len(clause) - len(last) + at
