"""Role of a sentence behind another: what a cue, a promise or a report of deeds turns it to."""

from typing import NamedTuple, Self

from scorer.model import Heading, Role
from scorer.structure.changes import Change
from scorer.structure.wording import COUNT, CUE_REACH, Wording


class Stand(NamedTuple):
    """What holds where a sentence stands."""

    base: Role = Role.OPENING  # of its block
    role: Role = Role.OPENING  # what the sentences before turned it to
    heading: Heading | None = None
    joint: bool = False  # problems and plan in one chapter
    reasons: bool = False  # of the problems before
    sticky: bool = False  # the role of a cue holds on to the end of its block
    late: bool = False  # problems were read before

    def change(self, at: int, role: Role) -> Change:
        """From a place on another role, under the heading that stands above."""
        return Change(at, role, self.heading, self.reasons and role is Role.PROBLEMS)

    def behind(self, role: Role) -> Self:
        """What holds once the role has changed."""
        return self._replace(role=role, late=self.late or role is Role.PROBLEMS)


def turned(
    words: Wording, stand: Stand, sentence: int, start: int, end: int, role: Role, opens: bool
) -> tuple[Role, bool]:
    """Role of a sentence behind one of `role`, and whether it is a cue; `opens`: first of its paragraph."""
    plan = words.plans(sentence, start, end)
    deficit = bool(sentence & words.deficit)
    cue = bool(sentence & words.cue_free) and (opens or not sentence & words.found)
    if cue and words.reports(sentence, start, end):
        # What was then done about it is the point of the sentence.
        cue = (sentence & words.cue_free).bit_length() >= (sentence & words.handled).bit_length()
    if not cue and deficit and not words.reports(sentence, start, end) and not sentence & words.handled:
        cue = words.scan.has("role-contrast", start, min(end, start + 6))
    if stand.joint:
        near = min(end, start + CUE_REACH)
        if words.scan.has("role-joint-plan", start, near):
            return Role.PLAN, False
        if words.scan.has("role-joint-problem", start, near):
            return Role.PROBLEMS, False
        if plan or sentence & words.will or (not deficit and words.goes_forward(start, end)):
            return Role.PLAN, False
        if role is Role.PLAN and not cue and (sentence & words.handled or words.goes_forward(start, end)):
            return role, False  # a shortcoming that is named to be put right
        return (Role.PROBLEMS, False) if deficit or cue else (role, False)
    if stand.base is Role.PLAN:
        if role is Role.PROBLEMS:
            return (Role.PLAN, True) if plan or sentence & words.will else (role, False)
        if cue and not plan and not sentence & words.will and not stand.late:
            return Role.PROBLEMS, True
        return Role.PLAN, False
    if plan:
        return Role.PLAN, True
    if stand.base is Role.PROBLEMS:
        if role is Role.PLAN and cue and deficit and not sentence & words.will:
            return Role.PROBLEMS, True
        return role, False
    if role is Role.PLAN:
        if cue and deficit and not sentence & words.will and not stand.late:
            return Role.PROBLEMS, True
        if stand.sticky and not opens:
            return role, False
        if sentence & words.measures_cue or (words.reports(sentence, start, end) and not sentence & words.will):
            return stand.base, False
        return role, False
    if role is Role.PROBLEMS:
        if sentence & words.will and not cue:
            return Role.PLAN, True
        if not deficit and not sentence & words.cue and sentence & words.done:
            if words.scan.has("role-contrast", start, min(end, start + 6)):
                return stand.base, False
            if not stand.sticky and words.reports(sentence, start, end):
                return stand.base, False
        if not stand.sticky and sentence & words.handled and words.answers(start, end):
            return stand.base, False
        return role, False
    if cue:
        return Role.PROBLEMS, True
    if sentence & words.propose and not words.reports(sentence, start, end):
        return Role.PLAN, False
    if sentence & words.root and deficit and not COUNT.search(words.text, start, end):
        return Role.PROBLEMS, False
    return role, False
