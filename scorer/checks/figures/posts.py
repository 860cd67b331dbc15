"""Posts, those who hold them and those that are empty: 核定编制45名,实有39人,空编6名."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, computed
from scorer.statements.numerals import plain
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_POSTS = expression(r"(?:编制|编制数|核编|定编|编制总数|编制共)(?:为|共|有)?$")
_HELD = expression(r"(?:实有|在编|实有在编|在编人员|实际在编|实有人员)(?:为|共)?$")
_EMPTY = expression(r"^(?:尚|还|仍|目前|现)?(?:有)?(空编|缺编|空缺|空余编制|超编)(?:为|达|有)?$")


def find_posts(figures: Figures) -> Iterator[Computed]:
    """Every three counts of persons that follow each other as posts, holders and what lies between them."""
    for line in figures.lines:
        for posts, held, left in zip(line.readings, line.readings[1:], line.readings[2:], strict=False):
            three = (posts, held, left)
            if any(not r.counts or r.quantity.paren >= 0 or not figures.words.alike(r.unit, "名") for r in three):
                continue
            match = _EMPTY.search(left.label)
            if match is None or not _POSTS.search(posts.label) or not _HELD.search(held.label):
                continue
            a, b, c = (r.quantity.number for r in three)
            value = b.value - a.value if match.group(1) == "超编" else a.value - b.value
            verdict = CONSISTENT if value == c.value else INCONSISTENT
            shown = f"{plain(a.value)}-{plain(b.value)} = {plain(a.value - b.value)}, {plain(c.value)}"
            yield computed(three, "difference", verdict, shown, sure=a.exact and b.exact and c.exact)
