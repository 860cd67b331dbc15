"""What the words around two values and around what is told of them are of, without times, moving and measuring."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scorer.text.expressions import expression

if TYPE_CHECKING:
    from scorer.statements.readings import Figures, Reading

GENERIC = (
    "", "案件", "案", "业务", "办件", "收案", "事项", "问题", "件", "人", "规模", "这一", "数字", "总体", "整体",
    "场次", "人次", "量",
)  # fmt: skip
DEEDS = ("发案", "收案", "立案", "办案", "办件", "发生", "人次", "场次", "户次", "件次")
_TWO = 2
_TIMES = expression(
    r"20\d\d年(?:度|末|底)?|(?:近|前)?[一二两三四五六七八九十\d]{1,2}年(?:间|来|里|内|时间|前)?|上一?年度?|去年|今年|本年度?|当年|全年|同期|年末|年底|目前|截至"
)
_FILLERS = (
    "提升至", "提高至", "上升至", "下降至", "减少至", "增加至", "总体", "分别", "人数", "户数", "次数", "幅度",
    "比例", "达到", "相比", "累计", "共计", "数量", "总量", "总数", "件数", "实现", "现有", "已有", "这一数字",
    "该数字", "升至", "降至", "增至", "减至", "增加", "减少", "上升", "下降", "提高", "提升", "增长", "回落",
    "测评结果", "实际", "了", "达", "为", "约", "近", "共", "则", "又", "也", "比", "较", "的", "数", "量", "幅",
    "出", "即", "仅", "只", "有", "均", "由", "从", "自", "至", "到", "是", "在", "与", "和", "其", "该", "“",
    "”", "已", "总",
)  # fmt: skip


def is_named(figures: Figures, own: str, pair: tuple[Reading, Reading]) -> bool:
    """Whether the subject of a change is that of two values."""
    told = words_of(figures, pair[0]) + words_of(figures, pair[1])
    for deed in DEEDS:
        own = own.removesuffix(deed) if len(own) > len(deed) + 1 else own
    if own[0] == "全" and own[1:2] in told:
        own = own[2:]  # 全区 of 某区
    return all(char in told for char in own) and any(own[at : at + _TWO] in told for at in range(len(own) - 1))


@lru_cache(maxsize=256)
def core(words: str) -> str:
    """Some words without times, moving and measuring: what they are of."""
    words = _TIMES.sub("", words) if any(time in words for time in ("年", "同期", "目前", "截至")) else words
    for filler in _FILLERS:
        words = words.replace(filler, "")
    return words


def words_of(figures: Figures, reading: Reading) -> str:
    """The words around a quantity, back over 、 and over one clause before it that has no number."""
    q = reading.quantity
    return figures.text[q.name : q.start] + reading.behind
