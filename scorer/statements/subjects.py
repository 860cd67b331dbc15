"""Who does it: the reporting body, another one, an organ above it; a subject runs on until another is named."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scorer.statements.denials import opened
from scorer.statements.superiors import ABOVE, by_superiors, level_of_own_words, of_wider_places, wider_places

if TYPE_CHECKING:
    from scorer.model import Level
    from scorer.statements.names import Names
    from scorer.text.words import Scan

_NUMBERING = "0123456789一二三四五六七八九十第是、.,:() "  # what may number a sentence before its subject
_OWN = frozenset("我本")  # what an organ beside it does is done to this body only where it says so: 到我局, 对本局
LEAD = 12  # characters that may lead to a subject: 今年5月,经过申报,
NAMED_BEHIND = 2  # clauses behind a deed in which it may be named whom it is done to


class Subjects:
    """The subjects of one report as sets of clauses."""

    def __init__(self, scan: Scan, names: Names, level: Level | None, place: str) -> None:
        self.scan = scan
        self.clauses = scan.clauses
        self._names = names
        self._place = place
        level = level or level_of_own_words(scan)
        self._spoken = f"own-spoken-{level}" if f"own-spoken-{level}" in scan.lexicon.numbers else ""
        above = ABOVE[level]
        # A county-level city says 市 of its own organs.
        self._above = [name for name in above if not (name == "prefecture" and place.endswith("市"))]

    @cached_property
    def other_body(self) -> int:
        """Another body is the subject; runs on until the reporting body speaks of itself."""
        own = self._own_subject | self._own("own-place")
        foreign = self.other_subjects
        return opened(self.scan, self.clauses.onward(foreign & ~self._to_this_body, own) & ~(own & ~foreign))

    @cached_property
    def on_this_body(self) -> int:
        """Another body does it, but to the reporting body (市里对我区进行督察): half a deed."""
        foreign = self._subjects("came-to-us") | self._superiors | self._by_organs
        # 我市案卷优秀率为78%: how the body came off is no act of its own.
        own = self._own_subject & self.scan.mask("act") & ~foreign
        done = self.clauses.onward(foreign & self._to_this_body, own)
        by, within = by_superiors(self.scan, self._above)
        return done | by | self.clauses.onward(within, own)

    @cached_property
    def _to_this_body(self) -> int:
        """Clauses that say, or come to say, that it is done to the reporting body: 组织案卷评查,抽了我镇4份卷."""
        return self.clauses.spread(self._names.mask("own-object"), 0, NAMED_BEHIND)

    def _own(self, name: str) -> int:
        """Clauses of a word class but for what names a higher level as its own: 全省 in a report of a county."""
        wider = {end for _, end in wider_places(self.scan, self._above)}
        spans = [span for span in self.scan.spans(name) if span[1] not in wider and not self._names.holds(*span)]
        return self.scan.clauses_of(spans)

    @cached_property
    def _own_subject(self) -> int:
        """Clauses that name the reporting body, as officials write it or as a body of its level says it (镇里)."""
        return self._own("own-subject") | (self._own(self._spoken) if self._spoken else 0)

    @cached_property
    def superior(self) -> int:
        """Told of a higher organ or a wider place alone; runs on until the body speaks of itself."""
        own = self._own_subject | self._own("own-place")
        foreign = of_wider_places(self.scan) | self._superiors & ~self._to_this_body
        return opened(self.scan, self.clauses.onward(foreign & ~own, own))

    @cached_property
    def other_subjects(self) -> int:
        """Clauses that another body opens as their subject."""
        return self._subjects("other-subject") | self._superiors

    @cached_property
    def _superiors(self) -> int:
        """Clauses that an organ above the reporting body opens as their subject."""
        mask = 0
        for above in self._above:
            mask |= self._subjects(f"subject-{above}")
        return mask

    @cached_property
    def _by_organs(self) -> int:
        """Clauses in which an organ of any level does something to this body: that of justice is beside a bureau."""
        organs = 0
        for level in ("province", "prefecture", "county"):
            organs |= self._subjects(f"subject-{level}")
        spans = [span for span in self.scan.spans("own-object") if _OWN & {*self.scan.text[slice(*span)]}]
        heads = [span for span in spans if span[0] == self.clauses.span(self.clauses.at(span[0]))[0]]
        at_head = self.scan.clauses_of(heads)
        here = self.scan.clauses_of(spans) & ~at_head
        behind = self.clauses.spread(at_head, 0, 1) & ~at_head  # 市农业农村局组织案卷评查,抽我局6本
        return organs & (here | behind)

    @cached_property
    def own_subjects(self) -> int:
        """Clauses that begin with the reporting body, or with one of its leading bodies, as their subject."""
        clauses = self.clauses
        spans = [*self.scan.spans("own-subject"), *self.scan.spans("leading-body")]
        return self.scan.clauses_of([span for span in spans if span[0] == clauses.span(clauses.at(span[0]))[0]])

    def _leads(self, start: int, end: int) -> bool:
        """Whether words only lead to a subject; what this body has done to another names that one behind its verb."""
        own = ("own-subject", self._spoken) if self._spoken else ("own-subject",)
        return self.scan.has("subject-lead", start, end) and not any(self.scan.has(name, start, end) for name in own)

    def who(self, name: str) -> int:
        """Clauses whose subject is of a word class: it runs on in the sentence until another is named."""
        own = self._subjects(name)
        return self.clauses.onward(own, (self.other_subjects | self._subjects("subject-office")) & ~own)

    def _subjects(self, name: str) -> int:
        """Clauses at whose head a word of the class stands as the subject."""
        scan, clauses = self.scan, self.clauses
        mask = 0
        for start, end in scan.spans(name):
            if self._names.holds(start, end):
                continue
            clause = clauses.at(start)
            head = clauses.span(clause)[0]
            lead = scan.text[head:start].lstrip(_NUMBERING).removeprefix(self._place)
            if scan.has("flag-site", end, end + 3):
                continue  # 通过县政府网站: where it is published, not who does it
            if len(lead) <= 2 or (len(lead) <= LEAD and self._leads(head, start)):
                mask |= 1 << clause
        return mask
