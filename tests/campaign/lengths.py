"""Twice the text, about twice the steps: repeated words of every kind within an ordinary report.

Steps are calls of functions, the same on every machine; expressions run inside one call, so the processor's time is
looked at as well, loosely, where a person runs the campaign.
"""

from __future__ import annotations

import time
from functools import cache
from typing import NamedTuple

from bases import report
from counting import calls_of
from probe import worker

from scorer.errors import InputError
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes
from scorer.text.lexicon import MANY

MOST_STEPS = 2.3  # times the steps for twice the text
MOST_TIME = 3.0
SHORTEST = 0.4  # seconds below which times say nothing
LENGTH = 20_000  # characters of repeated words, in a campaign
UNITS = [
    "受理案件20件、", "受理案件20件，", "受理案件20件。", "共受理120件，其中办结20件，", "占50%，",
    "从10件下降到5件，", "1", "1 ", "一", "十", "1.", "1/2 ", "1.2万件，", "约12件，", "2023年", "2023年3月1日，",
    "2021-2025", "20\n", "甲\t12\t34\n", "《行政处罚法》、", "《", "》", "（", "“", "“三项制度”", "、", "，", "。",
    "；", "\n", " ", "　", "—", "…", "*", "#", "|", "-", "[", "一、", "（一）", "一是", "第一，", "一、主要做法\n",
    "（一）加强行政执法监督\n受理12件。\n", "一是力量薄弱；二是水平不高。\n", "存在不足。", "法治队伍力量薄弱，",
    "主要原因是认识不足，\n", "下一步，将加强行政执法监督，", "推进行政复议工作。\n",
    "主要负责人履行推进法治建设第一责任人职责，", "开展合法性审查，", "市司法局、", "市司法局、市财政局等4个部门，",
    "某省某市某县", "人民政府", "首页 > ", "XX", "____", "\u200b", "a", "a@b.c ", "http://a.b/c ", "甲、乙等领域",
    "不", "的", "和",
]  # fmt: skip


class Growth(NamedTuple):
    """What a text and one of twice the length took."""

    unit: str
    once: float
    twice: float

    @property
    def times(self) -> float:
        """How often the second took what the first did."""
        return self.twice / max(self.once, 1e-9)


def grown(unit: str, length: int) -> bytes:
    """A report with a unit repeated to a length in its middle."""
    text = report()
    middle = text.find("\n", len(text) // 2)
    return f"{text[:middle]}\n{unit * (length // max(1, len(unit)))}{text[middle:]}".encode()


def _scored(data: bytes) -> None:
    try:
        score_source(read_bytes(data, "a.txt"), worker("json").rubric, seconds=600)
    except InputError:
        return  # refused, which takes no time


def steps(data: bytes) -> int:
    """Calls that a file takes from its bytes to the scorecard."""
    return calls_of(lambda: _scored(data))


@cache
def _settle() -> None:
    """Score so many texts that the words are looked for as in a long run, with an automaton."""
    for _ in range(MANY + 1):
        _scored(grown("", 0))


def in_steps(unit: str, length: int) -> Growth:
    """What a length more takes in steps, and twice the length on top of it.

    Differences, so that what the report itself takes counts in neither; the words and expressions that the texts need
    are made ready before, so that what ran earlier in the process changes no count.
    """
    _settle()
    texts = [grown(unit, times * length) for times in (1, 2, 4)]
    for text in texts:
        _scored(text)
    once, twice, fourfold = map(steps, texts)
    return Growth(unit, twice - once, fourfold - twice)


def in_time(unit: str, length: int = LENGTH) -> Growth:
    """Growth in the processor's time."""
    taken = []
    for data in (grown(unit, length), grown(unit, 2 * length)):
        begun = time.process_time()
        _scored(data)
        taken.append(time.process_time() - begun)
    return Growth(unit, *taken)
