"""What is left of a template or of last year: unfilled places, stale phrases, years that do not fit.

Digits masked on many places are the work of a web page and no template: they are told, but not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.left import Left
from scorer.checks.periods import find_outdated
from scorer.model import Role
from scorer.text.blanks import MANY
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from scorer.model import Facts, Section
    from scorer.text.words import Scan

_CROSSES = expression(
    r"(?=[XxＸ×〇○])(?:(?<![A-Za-z+])[XxＸ×〇○]{2,}(?=[省市县区镇乡街局委办厅州旗村政年月日号件次人名个万%项份场期家起宗部条])"
    r"|(?<![A-Za-z+\d])[Xx×](?=[年月日](?![A-Za-z])))",
    *"XxＸ×〇○",
)
_NAMED = expression(
    r"(?:县长|市长|区长|省长|镇长|乡长|书记|主任|局长|主席|厅长)[Xx×ⅹ]{2,}|(?<![A-Za-z])[Xx×]{2,}(?=同志|主持|书记|县长|市长|区长|局长)",
    *(one + other for one in "Xx×ⅹ" for other in "Xx×ⅹ"),
)
_ASKED = expression(
    r"[(\[【](?:此处|请(?:补充|填写|填入|核实|删除|替换)|待(?:补充|填写|填报|核实|确认|完善|定))[^()\[\]【】\n]{0,20}[)\]】]",
    *(mark + word for mark in "([【" for word in ("此处", "请", "待")),
)
_UNCOUNTED = expression(r"(?<=[\u4e00-\u9fff])[?]{1,3}(?=[件份场次人名个起宗项户家])", "?")
_GOES_ON = frozenset("一二两三四五以")  # “十四五”开局三年 is another phrase than “十四五”开局
_STARS = expression(r"[*＊]{2,}(?=[^*＊]|$)", "**", "*＊", "＊*", "＊＊")
_BLANKS = expression(r"_{3,}|﹍{2,}|□{2,}", "___", "﹍﹍", "□□")


def find_leftovers(scan: Scan, sections: Sequence[Section], facts: Facts, rubric: Mapping[str, Any]) -> Iterator[Left]:
    """Place-holders and stale phrases, in no order; `rubric` holds the tables `periods` and `times`.

    What stands in the furniture of a page is told, and never sure: nobody wrote it.
    """
    chrome = [(section.start, section.end) for section in sections if section.role is Role.CHROME]
    for left in _placeholders(scan):
        yield left._replace(sure=left.sure and not any(a <= left.start < b for a, b in chrome))
    if facts.year is not None:
        yield from _stale(scan.text, sections, facts.year, rubric["periods"])
        for old in find_outdated(scan, sections, facts.year, rubric["times"]):
            found = Left.around(scan.text, (old.start, old.end), old.code, sure=old.sure)
            values = (*found.values, *old.values, ("year", str(facts.year)))
            yield found._replace(values=values)


def _placeholders(scan: Scan) -> Iterator[Left]:
    """Places that nobody filled in."""
    text = scan.text
    for pattern, code in ((_NAMED, "placeholder"), (_ASKED, "to-fill"), (_UNCOUNTED, "placeholder")):
        for match in pattern.finditer(text):
            yield Left.around(text, match.span(), code)
    marks = [match.span() for match in (*_CROSSES.finditer(text), *_BLANKS.finditer(text))]
    for span in marks:
        yield Left.around(text, span, "placeholder")
    stars = [match.span() for match in _STARS.finditer(text)]
    for span in stars[:MANY]:
        yield Left.around(text, span, "masked", sure=len(stars) < MANY)
    told = {*stars, *marks}
    for span in scan.blanks:
        if span not in told:
            yield Left.around(text, span, "placeholder")
    for name in scan.lexicon.beginning("leftover-"):
        if name != "leftover-case":
            for start, end in scan.spans(name):
                near = max(0, start - 40), min(len(text), end + 40)
                if name != "leftover-someplace" or not scan.has("leftover-case", *near):
                    yield Left.around(text, (start, end), name.removeprefix("leftover-"))


def _stale(text: str, sections: Sequence[Section], year: int, periods: Sequence[Mapping[str, Any]]) -> Iterator[Left]:
    """Phrases whose time is over, or has not come, in a report of this year."""
    told: set[int] = set()
    for period in periods:
        late = "until" in period and year > period["until"]
        # The plan speaks of the year that follows.
        early = "from" in period and year < period["from"]
        if not late and not early:
            continue
        where = period.get("where", "any")
        for word in period["words"]:
            at = text.find(word)
            if at < 0 or at in told or text[at + len(word) : at + len(word) + 1] in _GOES_ON:
                continue
            role = next((section.role for section in sections if section.start <= at < section.end), Role.CHROME)
            if role is Role.CHROME or (where != "any" and (role is Role.PLAN) != (where == "plan")):
                continue
            if early and not late and role is Role.PLAN and year + 1 >= period["from"]:
                continue
            told.add(at)
            code = "stale" if late else "too-early"
            left = Left.around(text, (at, at + len(word)), code)
            limit = str(period["until"] if late else period["from"])
            yield left._replace(values=(*left.values, ("limit", limit), ("year", str(year))))
