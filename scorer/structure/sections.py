"""Outline -> stretches of the report with one role each.

Headings of the top level give the roles; where there is none, or where wording turns inside a
section ("同时还存在…", "下一步,…"), sentences do. What a turning sentence starts holds until the next
top heading when it opens a paragraph or announces a list, else until the end of its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from scorer.model import Heading, Plain, Role, Section
from scorer.structure.outline import BULLETS, LineOf, Mark, Outline
from scorer.text.clauses import bits
from scorer.text.expressions import expression
from scorer.text.words import Scan

_COUNT = expression(r"\d(?![\d.]*(?:年|月|日|[〕)\]]|号))")
_YEAR_IN_HEADING = expression(r"(?<!\d)(20[0-4]\d)年?")
_SHORT = 26  # characters of a top heading in which one noun of shortfall is enough
_YEAR_OPENS = expression(r"(?<!\d)(20[0-4]\d)年(?!\d|第?[一二三四])")
_PURE = 18  # characters of a lower heading that names nothing but a part of the report
_CUE_REACH = 14  # characters from the start of a sentence in which a time word opens it
_REACH = 300  # characters behind a heading in which a report of the year tells what was done
_FRAME = 40  # characters of an addressee, a number, a subtitle
_LONG = 60  # characters of a line that is a paragraph, not a frame line

# A lower heading without a word of these names no part of the report.
_NAMES_OF_PARTS = ("role-heading-problems", "role-have", "role-heading-plan", "role-heading-own-chapter")

Change = tuple[int, Role, Heading | None]


def divide(plain: Plain, scan: Scan, outline: Outline) -> tuple[Section, ...]:
    """Sections in order, without gap or overlap, over the whole plain text."""
    walk = _Walk(plain, scan, outline)
    changes = walk.run()
    return _sections(plain, outline, changes)


def heading_roles(scan: Scan, start: int, end: int, year: int | None, late: bool = False) -> frozenset[Role]:
    """Roles that the words of a heading name; empty for a heading that only names a topic.

    `late` says that problems or a plan stand above: words that may also mean this year's tasks then mean next year's.
    """
    text = scan.text
    problem = scan.first("role-heading-problems", start, end)
    if problem is None and scan.has("role-have", start, end):
        problem = scan.first("role-shortfall", start, end)
    if problem is None and end - start <= _SHORT:
        problem = scan.first("role-shortfall", start, end)
        if problem is not None and scan.has("role-heading-handled", start, end):
            problem = None
    if problem is not None and scan.has("role-heading-handled", start, problem[0]):
        problem = None
    years = [int(found.group(1)) for found in _YEAR_IN_HEADING.finditer(text, start, end)]
    next_year = year is not None and (year + 1) in years
    this_year = year is not None and year in years
    plans = scan.inside("role-heading-plan", start, end)
    measure = scan.first("role-heading-measures", start, end)
    plan = next_year or (bool(plans) and _plans_ahead(scan, start, end, plans, measure is not None, this_year, late))
    if plan and not late and measure is not None and problem is None:
        # "Work of this year and plans for the next": the year's work comes first, sentences tell where it ends.
        both = this_year or (bool(plans) and measure[1] <= plans[0][0])
        plan = not both or (next_year and not this_year)
    roles = set()
    if problem is not None:
        roles.add(Role.PROBLEMS)
        if next_year or any(span[1] > problem[1] or span[0] < problem[0] for span in plans):
            roles.add(Role.PLAN)
        elif measure is not None and measure[1] <= problem[0]:
            roles.add(Role.MEASURES)
    elif plan:
        roles.add(Role.PLAN)
    elif _falls_short(scan, start, end):
        roles.add(Role.PROBLEMS)
    elif scan.has("role-heading-first-responsible", start, end) or (
        scan.has("role-main-leader", start, end) and scan.has("role-heading-duty", start, end)
    ):
        roles.add(Role.FIRST_RESPONSIBLE)
    elif measure is not None:
        roles.add(Role.MEASURES)
    return frozenset(roles)


def _plans_ahead(
    scan: Scan, start: int, end: int, plans: list[tuple[int, int]], measures: bool, this_year: bool, late: bool
) -> bool:
    """Whether words of planning in a heading mean what is to come, not this year's tasks."""
    if scan.has("role-heading-next", start, end):
        return not (this_year and measures)
    # A noun of planning names the chapter when it closes the heading or is joined to another one.
    named = [span for span in plans if span[1] >= end - 4 or scan.has("role-joins", span[1], span[1] + 1)]
    if not named:
        return False
    weak = {span[0] for span in scan.inside("role-heading-plan-weak", start, end)}
    if any(span[0] not in weak for span in named):
        return not (this_year and measures)
    acts = "," in scan.text[start:end] or scan.has("role-forward", start, min(end, start + 4))
    return not measures and (late or not (this_year or acts or end - start > _PURE))


def _falls_short(scan: Scan, start: int, end: int) -> bool:
    """Whether a heading ends by saying that something is wanting (…还不够到位)."""
    near = scan.inside("role-deficit", max(start, end - 9), end)
    if not near or near[-1][1] < end - 7:
        return False
    return not scan.has("role-heading-handled", start, end) and not scan.has("role-forward", start, min(end, start + 4))


class _Walk:
    """One pass over the paragraphs; `role` is what stands now, `base` what the heading gave."""

    def __init__(self, plain: Plain, scan: Scan, outline: Outline) -> None:
        self.text = plain.text
        self.scan = scan
        self.outline = outline
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
        clauses = scan.clauses
        self.sentence_first = bits(clauses.sentence_starts)
        self.starts = [clauses.starts[index] for index in self.sentence_first]
        self.sentences = clauses.sentences
        mask = scan.mask
        self.handled = handled = mask("role-handled")
        self.cue = mask("role-problems-cue") | (mask("role-have") & mask("role-shortfall"))
        self.cue_free = self.cue & ~handled
        self.deficit = mask("role-deficit")
        self.will = mask("role-will")
        self.done = mask("role-done")
        self.measures_cue = mask("role-measures-cue")
        self.root = mask("role-root-cause")
        self.found = mask("role-found")
        self.plan_cue = mask("role-plan-cue")
        self.plan_answer = mask("role-plan-answer")
        self.closing = mask("role-closing")
        self.propose = mask("role-propose")
        self.figure = mask("figure")
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
            self._overlay(start, end, Role.SIGNATURE)
        self._fall_back()
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
        short = heading.end - mark.text_start <= _PURE or (heading.level == 2 and not heading.run_in)
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
        if mark.heading.end - mark.text_start > _PURE and Role.FIRST_RESPONSIBLE not in roles:
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
        stop = self._paragraph_end(mark)
        body = self.scan.clauses.between(mark.body, stop)
        if self._reports(body, mark.body, stop):
            return False
        return bool(body & self.will) or self._goes_forward(stop - len(self.text[mark.body : stop].lstrip()), stop)

    def _other_matters(self, mark: Mark) -> bool:
        """A chapter of other matters that reports nothing done: what stands above goes on."""
        if not self.scan.has("role-heading-other", mark.text_start, mark.heading.end):
            return False
        stop = self._paragraph_end(mark)
        return not self._reports(self.scan.clauses.between(mark.body, stop), mark.body, stop)

    def _turned_by_text(self, mark: Mark) -> Role | None:
        """Role of a chapter with a slogan for a heading, when its first sentences are a cue."""
        stop = self._paragraph_end(mark)
        low, high = bisect_left(self.starts, mark.body), bisect_left(self.starts, stop)
        for index in range(low, min(high, low + 3)):
            at = self.starts[index]
            sentence = self.sentences[index]
            end = self._stop(index, len(self.text))
            if self._plans(sentence, at, end):
                return Role.PLAN
            if sentence & self.cue_free and sentence & self.deficit:
                return Role.PROBLEMS
            if self._reports(sentence, at, end):
                return None
        return None

    def _topic_behind_problems(self, mark: Mark) -> Role:
        """A heading without a name of its own behind the problems: one more, or what is done about them."""
        start, end = mark.text_start, mark.heading.end
        if self.scan.has("role-deficit", start, end):
            return Role.PROBLEMS
        stop = self._paragraph_end(mark)
        body = self.scan.clauses.between(mark.body, stop)
        if body & self.deficit and not body & self.will:
            return Role.PROBLEMS
        if self.scan.has("role-forward", start, min(end, start + 4)) and not _COUNT.search(self.text, mark.body, stop):
            return Role.PLAN
        if _COUNT.search(self.text, mark.body, stop) and body & self.done:
            return Role.MEASURES
        return Role.PROBLEMS

    def _paragraph_end(self, mark: Mark) -> int:
        """End of the first paragraph of text under a heading."""
        start = mark.body
        while start < len(self.text) and self.text[start] in " \n":
            start += 1
        stop = self.text.find("\n", start)
        return len(self.text) if stop < 0 else stop

    def _has_text(self, start: int, end: int) -> bool:
        return bool(self.text[start:end].strip())

    def _interrupted(self, mark: Mark) -> bool:
        """Whether a lower heading goes on with what an empty chapter heading broke off, and reports things done."""
        if mark.number < 2 or self.before_numbers.get(mark.rank) != mark.number - 1:
            return False
        stop = min(mark.body + _REACH, len(self.text))
        body = self.scan.clauses.between(mark.heading.start, stop)
        return not body & self.cue_free and self._reports(body, mark.body, stop)

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
        low = bisect_right(self.starts, start) - 1
        high = bisect_left(self.starts, end)
        current = self.role
        first = opens
        for index in range(max(low, 0), high):
            at = max(self.starts[index], start)
            stop = self._stop(index, end)
            sentence = self.sentences[index]
            new, holds = self._sentence(sentence, at, stop, role, first)
            if sentence & self.closing and stop - at < _FRAME and self.scan.has("role-closing", at, min(at + 12, stop)):
                self._emit(at, Role.SIGNATURE, keep=False)
                self.changes.append((stop, self.base, self.heading))
                current = self.base
                continue
            if holds and new is Role.PROBLEMS and not first and index - low <= 2 and opens:
                first = self._leads_up(start, at)
                if first:
                    self._emit(start, new)
                    current = new
            if holds and (first or self.text[at:stop].rstrip().endswith(":")):
                self.sticky = True
            if self.joint and new is Role.PLAN and sentence & self.deficit:
                self._emit(at, Role.PROBLEMS)
                at = self._turn(sentence, at)
            if new is not current or index == max(low, 0) or self.role is not new:
                self._emit(at, new)
            role = current = new
            first = False
        if not self.sticky and not self.joint:
            self.role = self.base
            if current is not self.base:
                self.changes.append((end, self.base, self.heading))

    def _turn(self, sentence: int, at: int) -> int:
        """Where a sentence that names a shortcoming goes on to what will be done: the clause of intention."""
        weak = sentence & self.deficit
        later = sentence & self.will & ~((weak & -weak) * 2 - 1)
        return self.scan.clauses.starts[bits(later)[0]] if later else at

    def _stop(self, index: int, end: int) -> int:
        """End of a sentence, or `end` if that comes first."""
        return min(self.starts[index + 1], end) if index + 1 < len(self.starts) else end

    def _sentence(self, sentence: int, start: int, end: int, role: Role, opens: bool) -> tuple[Role, bool]:
        """Role of a sentence behind one of `role`, and whether it is a cue; `opens`: first of its paragraph."""
        plan = self._plans(sentence, start, end)
        deficit = bool(sentence & self.deficit)
        cue = bool(sentence & self.cue_free) and (opens or not sentence & self.found)
        if cue and self._reports(sentence, start, end):
            # What was then done about it is the point of the sentence.
            cue = (sentence & self.cue_free).bit_length() >= (sentence & self.handled).bit_length()
        if not cue and deficit and not self._reports(sentence, start, end) and not sentence & self.handled:
            cue = self.scan.has("role-contrast", start, min(end, start + 6))
        if self.joint:
            near = min(end, start + _CUE_REACH)
            if self.scan.has("role-joint-plan", start, near):
                return Role.PLAN, False
            if self.scan.has("role-joint-problem", start, near):
                return Role.PROBLEMS, False
            if plan or sentence & self.will or (not deficit and self._goes_forward(start, end)):
                return Role.PLAN, False
            return (Role.PROBLEMS, False) if deficit or cue else (role, False)
        if self.base is Role.PLAN:
            if role is Role.PROBLEMS:
                return (Role.PLAN, True) if plan or sentence & self.will else (role, False)
            if cue and not plan and not sentence & self.will and Role.PROBLEMS not in self.seen:
                return Role.PROBLEMS, True
            return Role.PLAN, False
        if plan:
            return Role.PLAN, True
        if self.base is Role.PROBLEMS:
            if role is Role.PLAN and cue and deficit and not sentence & self.will:
                return Role.PROBLEMS, True
            return role, False
        if role is Role.PLAN:
            if cue and deficit and not sentence & self.will and Role.PROBLEMS not in self.seen:
                return Role.PROBLEMS, True
            if self.sticky and not opens:
                return role, False
            if sentence & self.measures_cue or (self._reports(sentence, start, end) and not sentence & self.will):
                return self.base, False
            return role, False
        if role is Role.PROBLEMS:
            if sentence & self.will and not cue:
                return Role.PLAN, True
            if not deficit and not sentence & self.cue and sentence & self.done:
                if self.scan.has("role-contrast", start, min(end, start + 6)):
                    return self.base, False
                if not self.sticky and self._reports(sentence, start, end):
                    return self.base, False
            if not self.sticky and sentence & self.handled and self._answers(start, end):
                return self.base, False
            return role, False
        if cue:
            return Role.PROBLEMS, True
        if sentence & self.propose and not self._reports(sentence, start, end):
            return Role.PLAN, False
        if sentence & self.root and deficit and not _COUNT.search(self.text, start, end):
            return Role.PROBLEMS, False
        if self.heading is None:
            led = self.scan.has("role-leader-start", start, min(end, start + _CUE_REACH))
            return (Role.FIRST_RESPONSIBLE if led else Role.MEASURES), False
        return role, False

    def _leads_up(self, start: int, end: int) -> bool:
        """Whether a paragraph began with praise without figures only to come to what is missing."""
        if _COUNT.search(self.text, start, end) or self.scan.clauses.between(start, end) & self.figure:
            return False
        return end - start <= 40 or self.scan.has("role-achievement", start, end)

    def _plans(self, sentence: int, start: int, end: int) -> bool:
        """Whether a sentence opens with next year or what is to come, and speaks of intentions."""
        year = self.outline.year
        opens = bool(sentence & self.plan_cue) and self.scan.has("role-plan-cue", start, min(end, start + _CUE_REACH))
        if not opens:
            named = _YEAR_OPENS.search(self.text, start, min(end, start + 12))
            if named is not None:
                if year is not None and int(named.group(1)) == year + 1:
                    return not self.scan.has("role-already", start, end)
                opens = bool(sentence & self.will) and (year is None or int(named.group(1)) > year)
        if not opens:
            if not sentence & self.plan_answer or not self._answers(start, end):
                return False
            if sentence & self.will:
                return True
            return self.scan.has("role-will-near", start, min(end, start + _CUE_REACH * 2))
        near = self.scan.has("role-will-near", start, min(end, start + _CUE_REACH * 3))
        return near or not self._reports(sentence, start, end)

    def _answers(self, start: int, end: int) -> bool:
        """Whether a sentence turns to what was done or will be done about the problems just named."""
        return self.scan.has("role-plan-answer", start, min(end, start + _CUE_REACH))

    def _reports(self, sentence: int, start: int, end: int) -> bool:
        """Whether a sentence reports something done, with a figure."""
        if not sentence & self.done:
            return False
        return bool(sentence & self.figure) or _COUNT.search(self.text, start, end) is not None

    def _goes_forward(self, start: int, end: int) -> bool:
        """Whether a sentence begins with a verb of going on (进一步…, 持续…), behind its numbering."""
        return self.scan.has("role-forward", start, min(end, start + 8))

    # -- opening -----------------------------------------------------------------------------------

    def _late_opening(self, start: int, end: int) -> bool:
        """A guiding paragraph under the first heading, when nothing stood above it."""
        sentence = self.scan.clauses.between(start, end)
        if sentence & self.scan.mask("role-opening-end"):
            return True
        if end - start <= _LONG:
            return False
        return bool(sentence & self.scan.mask("role-guiding")) and _COUNT.search(self.text, start, end) is None

    def _opening(self, start: int, end: int) -> None:
        """What stands before the first heading: frame lines and the guiding paragraph, then the year's work."""
        self._emit(start, Role.OPENING)
        long = end - start > _LONG
        if self.framed:
            framing = self.scan.mask("role-guiding") | self.scan.mask("role-opening-end")
            self.opened = self.opened or long or bool(self.scan.clauses.between(start, end) & framing)
            return
        low = max(bisect_right(self.starts, start) - 1, 0)
        high = bisect_left(self.starts, end)
        whole = self.scan.clauses.between(start, end)
        if self.opened and not whole & self.scan.mask("role-opening-end") and self.text[end - 1] not in ":)":
            self._leave_opening(start, end)
            return
        # Up to the last sentence with the formula, unless a figure comes before it.
        closes = self.scan.mask("role-opening-end")
        framing = self.scan.mask("role-guiding") | closes
        last = max((index for index in range(low, high) if self.sentences[index] & framing), default=low - 1)
        formula = self.scan.mask("role-formula") & ~self.cue_free
        for index in range(low, high):
            at = max(self.starts[index], start)
            stop = self._stop(index, end)
            sentence = self.sentences[index]
            if sentence & closes:
                continue
            if (index <= last or sentence & formula) and not self._reports(sentence, at, stop):
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

    def _fall_back(self) -> None:
        """What wording alone can tell, where a part that a report should have was not found."""
        if Role.PROBLEMS not in self.seen:
            self._fall_back_to_problems()
        if Role.PLAN not in self.seen and Role.PROBLEMS in self.seen:
            self._fall_back_to_plan()

    def _fall_back_to_problems(self) -> None:
        """Late paragraphs that open with a shortcoming, or tell of shortcomings in half of their sentences."""
        late = len(self.text) * 2 // 5
        closing = set(self.outline.closing)
        for start, end in self.outline.paragraphs:
            if start < late or end - start <= _FRAME // 2 or (start, end) in closing:
                continue
            low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
            total = high - low
            whole = self.scan.clauses.between(start, end)
            if not total or whole & self.will or self._plans(self.sentences[low], start, end):
                continue
            weak = sum(1 for index in range(low, high) if self.sentences[index] & self.deficit & ~self.handled)
            figures = len(_COUNT.findall(self.text, start, end))
            short = self._opens_short(low, end)
            if (weak * 2 >= total and (whole & self.deficit).bit_count() >= 2 and figures <= 2) or short:
                self._overlay(start, end, Role.PROBLEMS)
                self.seen.add(Role.PROBLEMS)

    def _opens_short(self, index: int, end: int) -> bool:
        """Whether a paragraph opens with an item of a list that says what is wanting (一是…力量不足。)."""
        start = self.starts[index]
        stop = self._stop(index, end)
        sentence = self.sentences[index]
        if stop - start > 40 or sentence & self.handled or not sentence & self.deficit:
            return False
        if _COUNT.search(self.text, start, stop):
            return False
        return not self.scan.has("role-forward", start, min(stop, start + 6))

    def _fall_back_to_plan(self) -> None:
        """Paragraphs behind the problems that only go forward: no shortcoming, nothing done, no figure."""
        self.changes.sort(key=lambda change: change[0])
        offsets = [change[0] for change in self.changes]
        closing = set(self.outline.closing)
        headings = {mark.heading.start: mark for mark in self.outline.marks}
        behind = False
        for start, end in self.outline.paragraphs:
            heading = headings.get(start)
            if heading is not None and not heading.heading.run_in:
                continue
            role = self.changes[max(bisect_right(offsets, start) - 1, 0)][1]
            if role is Role.PROBLEMS and self.scan.clauses.between(start, end) & (self.deficit | self.cue):
                behind = True
                continue
            if not behind or (start, end) in closing or role not in (Role.PROBLEMS, Role.MEASURES):
                continue
            whole = self.scan.clauses.between(start, end)
            if whole & self.deficit and not whole & self.will or self._reports(whole, start, end):
                continue
            low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
            forward = sum(1 for at in self.starts[low:high] if self._goes_forward(at, end))
            if whole & self.root or not (whole & self.will or (forward > 1 and forward * 2 >= high - low)):
                continue
            self._overlay(start, end, Role.PLAN)

    def _overlay(self, start: int, end: int, role: Role) -> None:
        self.changes.sort(key=lambda change: change[0])
        after = [change for change in self.changes if change[0] <= end][-1]
        self.changes = [change for change in self.changes if not start <= change[0] <= end]
        self.changes += [(start, role, None), (end, after[1], after[2])]
        self.changes.sort(key=lambda change: change[0])


def _sections(plain: Plain, outline: Outline, changes: list[Change]) -> tuple[Section, ...]:
    """Changes with the furniture laid over them -> sections that cover the whole text."""
    length = len(plain.text)
    if not length:
        return ()
    text = plain.text
    bounds: dict[int, tuple[Role, Heading | None]] = {}
    for at, role, heading in changes:
        # The blanks before a change belong to what stands before it.
        while 0 < at < length and text[at] in " \n":
            at += 1
        if at < length:
            bounds[at] = (role, heading)
    points = sorted(bounds)
    for start, end in outline.chrome:
        index = bisect_right(points, end) - 1
        resumed = bounds[points[index]] if index >= 0 else (Role.OPENING, None)
        for point in points:
            if start <= point < end:
                del bounds[point]
        if end < length and end not in bounds:
            bounds[end] = resumed
        bounds[start] = (Role.CHROME, None)
        points = sorted(bounds)
    if points and points[0] != 0:
        bounds[0] = bounds.pop(points[0])
        points = sorted(bounds)
    line_of = LineOf(plain)
    sections: list[Section] = []
    runs: list[tuple[int, int, Role, Heading | None]] = []
    for index, point in enumerate(points):
        end = points[index + 1] if index + 1 < len(points) else length
        role, heading = bounds[point]
        if runs and runs[-1][2] is role and runs[-1][3] is heading:
            runs[-1] = (runs[-1][0], end, role, heading)
        else:
            runs.append((point, end, role, heading))
    for start, end, role, heading in runs:
        body = text[start:end]
        opening = start + len(body) - len(body.lstrip())
        last = start + max(len(body.rstrip()) - 1, 0)
        sections.append(Section(role, start, end, line_of(min(opening, end - 1)), line_of(last), heading))
    return tuple(sections)
