"""Paragraphs and headings, one by one -> where the role changes.

Headings of the top level give the roles; where there is none, or where wording turns inside a
section ("同时还存在…", "下一步,…"), sentences do. What a turning sentence starts holds until the next
top heading when it opens a paragraph or announces a list, else until the end of its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from scorer.model import Heading, Role
from scorer.structure.changes import Change, overlay
from scorer.structure.headings import Mark
from scorer.structure.markers import BULLETS
from scorer.structure.names import PURE, heading_roles
from scorer.structure.outline import Outline
from scorer.structure.turns import Stand, turned
from scorer.structure.wording import COUNT, Wording
from scorer.text.words import Scan

_REACH = 300  # characters behind a heading in which a report of the year tells what was done
_FRAME = 40  # characters of an addressee, a number, a subtitle
_LONG = 60  # characters of a line that is a paragraph, not a frame line

# A lower heading without a word of these names no part of the report.
_NAMES_OF_PARTS = ("role-heading-problems", "role-have", "role-heading-plan", "role-heading-own-chapter")


class Walk:
    """One pass over the paragraphs; `role` is what stands now, `base` what the heading gave."""

    def __init__(self, scan: Scan, outline: Outline, words: Wording) -> None:
        self.text = scan.text
        self.scan = scan
        self.outline = outline
        self.words = words
        self.changes: list[Change] = []
        self.base = Role.OPENING
        self.role = Role.OPENING
        self.heading: Heading | None = None
        self.joint = False
        self.sticky = False  # the role of a cue holds on behind its paragraph
        self.before_empty: tuple[Role, Heading | None, bool] | None = None
        self.last_number: dict[int, int] = {}
        self.before_numbers: dict[int, int] = {}  # numbering as it stood before the last chapter heading
        self.inner_rank = 0  # family of markers that began behind a cue
        self.sub: Mark | None = None  # the lower heading that gave the role
        self.seen: set[Role] = set()
        self.framed = self._is_framed()
        self.opened = False  # an opening paragraph has been read

    # -- the walk ----------------------------------------------------------------------------------

    def run(self) -> list[Change]:
        outline = self.outline
        marks = outline.marks
        closing = set(outline.closing)
        titles = set(outline.title_spans)
        index = 0
        self._emit(0, Role.OPENING)
        for start, end in outline.paragraphs:
            if (start, end) in closing:
                self._emit(start, Role.SIGNATURE, keep=False)
                continue
            if (start, end) in titles:
                if self.base is not Role.OPENING:
                    self.base = Role.OPENING
                    self.heading, self.joint, self.sticky = None, False, False
                self._emit(start, Role.OPENING)
                continue
            at = start
            first = True
            while index < len(marks) and marks[index].heading.start < end:
                mark = marks[index]
                opens_at = mark.heading.start
                if self.text[at:opens_at].strip(BULLETS):
                    self._sentences(at, opens_at, first)
                    first = False
                else:
                    opens_at = at
                following = marks[index + 1] if index + 1 < len(marks) else None
                self._open(mark, following, opens_at)
                at = mark.body
                first = not mark.heading.run_in or mark.heading.level == 1
                index += 1
            if at < end:
                self._sentences(at, end, first)
        for start, end in closing.difference(outline.paragraphs):
            overlay(self.changes, start, end, Role.SIGNATURE)
        return self.changes

    def _emit(self, at: int, role: Role, keep: bool = True) -> None:
        """From `at` on the role holds; `keep` makes it the state of the walk."""
        if keep:
            self.role = role
        if at > 0 or not self.changes:
            self.seen.add(role)
        heading = self.heading if role is not Role.SIGNATURE else None
        last = self.changes[-1] if self.changes else None
        if last is None or last[1] is not role or last[2] is not heading:
            self.changes.append((at, role, heading))

    def _is_framed(self) -> bool:
        """Whether a chapter of the year's work is the first: all that stands before it is then opening."""
        first = next((mark for mark in self.outline.marks if mark.heading.level == 1), None)
        if first is None:
            return False
        roles = heading_roles(self.scan, first.text_start, first.heading.end, self.outline.year)
        before = [1 for start, end in self.outline.paragraphs if end <= first.heading.start and end - start > _LONG]
        return not roles & {Role.PROBLEMS, Role.PLAN} and len(before) <= 4

    # -- headings ----------------------------------------------------------------------------------

    def _open(self, mark: Mark, following: Mark | None, at: int) -> None:
        """Take the role that a heading gives, from `at` on."""
        heading = mark.heading
        late = Role.PROBLEMS in self.seen or Role.PLAN in self.seen
        top = heading.level == 1
        roles: frozenset[Role] = frozenset()
        short = heading.end - mark.text_start <= PURE or (heading.level == 2 and not heading.run_in)
        if top or (short and any(self.scan.has(name, mark.text_start, heading.end) for name in _NAMES_OF_PARTS)):
            roles = heading_roles(self.scan, mark.text_start, heading.end, self.outline.year, late)
        if not top and roles and self._stands_for_part(mark, roles):
            top = True
            self.sub = mark
        elif not top and self.sub is not None and mark.rank <= self.sub.rank and mark.rank == self.sub.rank:
            top = True
        if top:
            self._open_top(mark, roles, following)
        else:
            self._open_lower(mark)
            self.seen.add(self.role)
        if not top or roles:
            self.before_numbers = dict(self.last_number) if top else {}
        self.last_number[mark.rank] = mark.number
        for rank in [rank for rank in self.last_number if rank > mark.rank]:
            del self.last_number[rank]
        self.changes.append((at, self.role, self.heading))

    def _stands_for_part(self, mark: Mark, roles: frozenset[Role]) -> bool:
        """Whether a lower heading names a part of the report and nothing else."""
        if mark.heading.end - mark.text_start > PURE and Role.FIRST_RESPONSIBLE not in roles:
            return False
        if Role.PROBLEMS in roles:
            start, end = mark.text_start, mark.heading.end
            if not self.scan.has("role-heading-problems", start, end) and not self.scan.has("role-have", start, end):
                return False
            return self.base in (Role.MEASURES, Role.OPENING, Role.FIRST_RESPONSIBLE)
        if Role.FIRST_RESPONSIBLE in roles:
            own_line = not mark.heading.run_in and mark.heading.level == 2
            return own_line and self.scan.has("role-heading-own-chapter", mark.text_start, mark.heading.end)
        if Role.PLAN in roles:
            return self.base is not Role.PLAN or Role.PROBLEMS in self.seen
        return False

    def _open_top(self, mark: Mark, roles: frozenset[Role], following: Mark | None) -> None:
        before = (self.base, self.heading, self.joint)
        role, joint = self._role_of(mark, roles)
        if not roles and self.before_empty is not None:
            role, _, joint = self.before_empty
            if role is Role.OPENING:
                role = Role.MEASURES
        empty = following is not None and not self._has_text(mark.body, following.heading.start)
        nested = following is not None and (
            following.number <= 1
            and (following.heading.level > mark.heading.level or (before[0] is not Role.OPENING and following.rank > 0))
        )
        self.before_empty = before if empty and not nested and roles else None
        self.base = self.role = role
        self.joint = joint
        self.sticky = False
        self.inner_rank = 0
        self.heading = mark.heading
        if mark.heading.level == 1:
            self.sub = None

    def _role_of(self, mark: Mark, roles: frozenset[Role]) -> tuple[Role, bool]:
        if Role.PROBLEMS in roles:
            if Role.PLAN in roles:
                return Role.PROBLEMS, True
            if Role.MEASURES in roles:
                return Role.MEASURES, False
            return Role.PROBLEMS, False
        if roles:
            (role,) = roles
            if role is Role.MEASURES and self.base in (Role.PROBLEMS, Role.PLAN):
                if self._other_matters(mark):
                    return self.base, self.joint
                if self._only_forward(mark):
                    return Role.PLAN, False
            return role, False
        turned = self._turned_by_text(mark)
        if turned is not None:
            return turned, False
        if self.base in (Role.OPENING, Role.MEASURES, Role.FIRST_RESPONSIBLE):
            return Role.MEASURES, False
        if self.base is Role.PROBLEMS:
            return self._topic_behind_problems(mark), self.joint
        return self.base, False

    def _only_forward(self, mark: Mark) -> bool:
        """Whether the first paragraph behind a heading goes forward and reports nothing done."""
        stop = self.words.paragraph_end(mark.body)
        body = self.scan.clauses.between(mark.body, stop)
        if self.words.reports(body, mark.body, stop):
            return False
        return bool(body & self.words.will) or self.words.goes_forward(
            stop - len(self.text[mark.body : stop].lstrip()), stop
        )

    def _other_matters(self, mark: Mark) -> bool:
        """A chapter of other matters that reports nothing done: what stands above goes on."""
        if not self.scan.has("role-heading-other", mark.text_start, mark.heading.end):
            return False
        stop = self.words.paragraph_end(mark.body)
        return not self.words.reports(self.scan.clauses.between(mark.body, stop), mark.body, stop)

    def _turned_by_text(self, mark: Mark) -> Role | None:
        """Role of a chapter with a slogan for a heading, when its first sentences are a cue."""
        stop = self.words.paragraph_end(mark.body)
        low, high = bisect_left(self.words.starts, mark.body), bisect_left(self.words.starts, stop)
        for index in range(low, min(high, low + 3)):
            at = self.words.starts[index]
            sentence = self.words.sentences[index]
            end = self.words.stop(index, len(self.text))
            if self.words.plans(sentence, at, end):
                return Role.PLAN
            if sentence & self.words.cue_free and sentence & self.words.deficit:
                return Role.PROBLEMS
            if self.words.reports(sentence, at, end):
                return None
        return None

    def _topic_behind_problems(self, mark: Mark) -> Role:
        """A heading without a name of its own behind the problems: one more, or what is done about them."""
        start, end = mark.text_start, mark.heading.end
        if self.scan.has("role-deficit", start, end):
            return Role.PROBLEMS
        stop = self.words.paragraph_end(mark.body)
        body = self.scan.clauses.between(mark.body, stop)
        if body & self.words.deficit and not body & self.words.will:
            return Role.PROBLEMS
        if self.scan.has("role-forward", start, min(end, start + 4)) and not COUNT.search(self.text, mark.body, stop):
            return Role.PLAN
        if COUNT.search(self.text, mark.body, stop) and body & self.words.done:
            return Role.MEASURES
        return Role.PROBLEMS

    def _has_text(self, start: int, end: int) -> bool:
        return bool(self.text[start:end].strip())

    def _interrupted(self, mark: Mark) -> bool:
        """Whether a lower heading goes on with what an empty chapter heading broke off, and reports things done."""
        if mark.number < 2 or self.before_numbers.get(mark.rank) != mark.number - 1:
            return False
        stop = min(mark.body + _REACH, len(self.text))
        body = self.scan.clauses.between(mark.heading.start, stop)
        return not body & self.words.cue_free and self.words.reports(body, mark.body, stop)

    def _open_lower(self, mark: Mark) -> None:
        """A lower heading goes on with its numbering: what a cue had opened before is over."""
        if self.before_empty is not None and self._interrupted(mark):
            self.base, self.heading, self.joint = self.before_empty
            self.base = Role.MEASURES if self.base is Role.OPENING else self.base
            self.role = self.base
        self.before_empty = None
        if self.joint:
            end = mark.heading.end
            forward = self.scan.has("role-forward", mark.text_start, min(end, mark.text_start + 4))
            weak = self.scan.has("role-deficit", mark.text_start, end) or self.scan.has(
                "role-shortfall", mark.text_start, end
            )
            self.role = Role.PLAN if forward and not weak else Role.PROBLEMS
            return
        if mark.number == 1 and self.sticky:
            self.inner_rank = mark.rank
        last = self.last_number.get(mark.rank) if mark.rank != self.inner_rank else None
        goes_on = self.sticky and last is not None and mark.number == last + 1
        if goes_on and (self.role is Role.PLAN or not self.scan.has("role-deficit", mark.text_start, mark.heading.end)):
            self.role = self.base
            self.sticky = False

    # -- sentences ---------------------------------------------------------------------------------

    def _sentences(self, start: int, end: int, opens: bool) -> None:
        """Roles of the sentences of one stretch of a paragraph."""
        role = self.role if self.joint or self.sticky else self.base
        if self.base is Role.OPENING:
            self._opening(start, end)
            return
        if opens and not self.opened and self.base is Role.MEASURES and self._late_opening(start, end):
            self._emit(start, Role.OPENING, keep=False)
            self.opened = True
            self.changes.append((end, self.base, self.heading))
            return
        if end - start > _LONG:
            self.opened = True
        low = bisect_right(self.words.starts, start) - 1
        high = bisect_left(self.words.starts, end)
        current = self.role
        first = opens
        for index in range(max(low, 0), high):
            at = max(self.words.starts[index], start)
            stop = self.words.stop(index, end)
            sentence = self.words.sentences[index]
            stand = Stand(self.base, self.joint, self.sticky, self.heading is not None, Role.PROBLEMS in self.seen)
            new, holds = turned(self.words, stand, sentence, at, stop, role, first)
            if (
                sentence & self.words.closing
                and stop - at < _FRAME
                and self.scan.has("role-closing", at, min(at + 12, stop))
            ):
                self._emit(at, Role.SIGNATURE, keep=False)
                self.changes.append((stop, self.base, self.heading))
                current = self.base
                continue
            if holds and new is Role.PROBLEMS and not first and index - low <= 2 and opens:
                first = self.words.leads_up(start, at)
                if first:
                    self._emit(start, new)
                    current = new
            if holds and (first or self.text[at:stop].rstrip().endswith(":")):
                self.sticky = True
            if self.joint and new is Role.PLAN and sentence & self.words.deficit:
                self._emit(at, Role.PROBLEMS)
                at = self.words.turn(sentence, at)
            if new is not current or index == max(low, 0) or self.role is not new:
                self._emit(at, new)
            role = current = new
            first = False
        if not self.sticky and not self.joint:
            self.role = self.base
            if current is not self.base:
                self.changes.append((end, self.base, self.heading))

    # -- opening -----------------------------------------------------------------------------------

    def _late_opening(self, start: int, end: int) -> bool:
        """A guiding paragraph under the first heading, when nothing stood above it."""
        sentence = self.scan.clauses.between(start, end)
        if sentence & self.scan.mask("role-opening-end"):
            return True
        if end - start <= _LONG:
            return False
        return bool(sentence & self.scan.mask("role-guiding")) and COUNT.search(self.text, start, end) is None

    def _opening(self, start: int, end: int) -> None:
        """What stands before the first heading: frame lines and the guiding paragraph, then the year's work."""
        self._emit(start, Role.OPENING)
        long = end - start > _LONG
        if self.framed:
            framing = self.scan.mask("role-guiding") | self.scan.mask("role-opening-end")
            self.opened = self.opened or long or bool(self.scan.clauses.between(start, end) & framing)
            return
        low = max(bisect_right(self.words.starts, start) - 1, 0)
        high = bisect_left(self.words.starts, end)
        whole = self.scan.clauses.between(start, end)
        if self.opened and not whole & self.scan.mask("role-opening-end") and self.text[end - 1] not in ":)":
            self._leave_opening(start, end)
            return
        # Up to the last sentence with the formula, unless a figure comes before it.
        closes = self.scan.mask("role-opening-end")
        framing = self.scan.mask("role-guiding") | closes
        last = max((index for index in range(low, high) if self.words.sentences[index] & framing), default=low - 1)
        formula = self.scan.mask("role-formula") & ~self.words.cue_free
        for index in range(low, high):
            at = max(self.words.starts[index], start)
            stop = self.words.stop(index, end)
            sentence = self.words.sentences[index]
            if sentence & closes:
                continue
            if (index <= last or sentence & formula) and not self.words.reports(sentence, at, stop):
                continue
            if stop - at <= _FRAME and self.text[stop - 1] not in "。!?":
                continue
            self._leave_opening(at, end)
            return
        self.opened = self.opened or long

    def _leave_opening(self, start: int, end: int) -> None:
        self.opened = True
        self.base = self.role = Role.MEASURES
        self._sentences(start, end, True)

    # -- where no problems were found ---------------------------------------------------------------
