"""A sign of a criterion looked for in a report: where it counts, where it almost does, and why not.

A sign is a topic with what it needs nearby (an act, a figure, an actor) and what spoils it. It is
worked out on sets of clauses; only the few clauses that pass are looked at word by word.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from scorer.model import Role
from scorer.rules.rubric import Sign
from scorer.statements.flags import Flags
from scorer.statements.objects import Objects
from scorer.text.clauses import bits
from scorer.text.words import Scan, Span

SENTENCE = -1  # the window of a sign: the sentence
PARAGRAPH = -2  # the paragraph
STATEMENT = -3  # the window of a sign that asks for one statement on its object
SLOGAN = "slogan"  # the flag of clauses that only strive
TIMES = ("other-year", "cumulative")  # flags that date a deed wherever in the window they stand
LONGEST_QUOTE = 90  # characters of plain text; a longer stretch is quoted by its topic clause alone

# Words in these roles never count; the reason under which they are shown.
ROLE_REASONS = {
    Role.PLAN: "in-plan",
    Role.PROBLEMS: "in-problems",
    Role.OPENING: "in-opening",
    Role.SIGNATURE: "in-chrome",
    Role.CHROME: "in-chrome",
    Role.MEASURES: "in-measures",
    Role.FIRST_RESPONSIBLE: "in-measures",
}


class Sighting(NamedTuple):
    """What one sign found: sets of clauses, by what they are good for."""

    sign: Sign
    full: int
    half: tuple[tuple[str, int], ...]  # (why, clauses)
    near: tuple[tuple[str, int], ...]
    left: int = 0  # clauses in which the topic stands and nothing speaks against it


class Context:
    """One report as the judges ask it: words, roles, flags."""

    def __init__(self, scan: Scan, roles: Mapping[Role, int], flags: Flags, headings: int = 0) -> None:
        self.scan = scan
        self.headings = headings  # clauses of headings on lines of their own: they announce, they do not report
        self.clauses = scan.clauses
        self.roles = roles
        self.flags = flags
        self._counted: dict[tuple[Role, ...], int] = {}
        self.objects = Objects(scan, flags, headings)
        self._bounds_of: dict[tuple[str, str], tuple[int, int]] = {}  # by criterion and sign

    def role_mask(self, roles: tuple[Role, ...]) -> int:
        """Clauses that stand in one of the roles; with the measures go deeds told in passing under problems."""
        mask = self._counted.get(roles)
        if mask is None:
            mask = 0
            for role in roles:
                mask |= self.roles.get(role, 0)
            if Role.MEASURES in roles and Role.PROBLEMS not in roles:
                mask |= self.roles.get(Role.PROBLEMS, 0) & self._in_passing
            self._counted[roles] = mask
        return mask

    @cached_property
    def _in_passing(self) -> int:
        """Deeds with a figure that a sentence grants before it comes to the shortcoming (尽管今年组织了2轮督察,但…)."""
        scan, clauses = self.scan, self.clauses
        figures = scan.mask("figure") & ~scan.mask("flag-lacking")
        aside = clauses.spread(scan.mask("lead-aside"), 2, 0) & clauses.spread(figures, 0, 1) if figures else 0
        granted = scan.mask("flag-granting")
        turned = scan.mask("flag-contrast")
        if not granted or not turned:
            return aside
        before = clauses.onward(granted & ~turned, turned) & ~turned
        return aside | before & clauses.spread(turned, 0, 6) & figures

    def reach(self, mask: int, sign: Sign) -> int:
        """Clauses whose window holds a clause of `mask`."""
        if sign.before == STATEMENT:
            return self.objects.reach(sign.owner, mask, *self._bounds(sign))
        if sign.before == PARAGRAPH:
            return self.clauses.fill_lines(mask)
        if sign.before == SENTENCE:
            return self.clauses.fill_sentences(mask)
        # A topic sees `after` clauses ahead, so a need is seen from that many clauses behind.
        return self.clauses.spread(mask, sign.before, sign.after)

    def look(self, sign: Sign) -> Sighting:
        """Look for a sign in the whole report."""
        scan, clauses, flags = self.scan, self.clauses, self.flags
        topic = scan.mask(sign.topic)
        if topic and sign.plain:
            topic &= flags.plain
        if not topic:
            return Sighting(sign, 0, (), ())
        if not sign.in_titles:
            names, is_name = flags.names.title_clauses, flags.names.in_titles
        elif not sign.studied:
            names, is_name = flags.names.studied_clauses, flags.names.is_studied
        else:
            names, is_name = flags.names.law_clauses, flags.names.in_laws
        if topic & names:
            topic = scan.clauses_of([span for span in scan.spans(sign.topic) if not is_name(span)])
        near: list[tuple[str, int]] = []
        if topic & flags.names.naming_clauses:
            told = scan.clauses_of([span for span in scan.spans(sign.topic) if not flags.names.is_only_named(span)])
            if listed := topic & ~told & self.role_mask(sign.roles):
                near.append(("other-object", listed))
            topic &= told
        left = topic & self.role_mask(sign.roles)
        outside = topic & ~left
        if outside:
            for role, why in ROLE_REASONS.items():
                if role not in sign.roles and (found := outside & self.roles.get(role, 0)):
                    near.append((why, found))
        if not left:
            return Sighting(sign, 0, (), tuple(near))
        opened = 0  # headings that only give the object
        if not sign.in_headings and (found := left & self.headings):
            opened = self._opened_by(sign, found)
            left &= ~(found & ~opened)
            if found & ~opened:
                near.append(("no-act", found & ~opened))
        if left and (found := left & self.spoilt(sign)):
            near.append(("other-object", found))
            left &= ~found
        if left and sign.owner in self.objects.named:
            away = left & self.objects.elsewhere(sign.owner)
            if away:
                near.append(("other-object", away))
                left &= ~away
        by_name = flags.by_name if left else {}
        spoilt = 0
        for name in sign.hard:
            mask = by_name.get(name, 0)
            if name == "negated" and "nothing" in sign.soft and left:  # that nothing happened is an outcome here
                mask &= ~flags.nothing
            spoilt |= mask
            if found := left & mask:
                near.append((name, found))
                left &= ~found
        if Role.PROBLEMS not in sign.roles and (found := left & flags.shortfall):
            near.append(("in-problems", found))
            left &= ~found
        if not left:
            return Sighting(sign, 0, (), tuple(near))
        weak = dated = 0
        for name in sign.soft:
            if name == SLOGAN:
                continue
            weak |= by_name[name]
            if name in TIMES or sign.before == STATEMENT:  # of a statement the act may stand in a clause of its own
                dated |= by_name[name]
        full = ahead = firm = left
        striving = by_name[SLOGAN] if SLOGAN in sign.soft and sign.needs else 0
        beyond = left & ~striving  # clauses that a word stands by, in no slogan: 落实审查制度。全年审查35件
        slogans = left & flags.closing if sign.before > 0 else 0
        if sign.who and left:
            full = ahead = firm = left & self.flags.subjects.who(sign.who)
        own = scan.mask(sign.topic)
        told = -1  # in a statement figure and further words stand with the act: in its clause or the next
        for need, claimed, part in zip(sign.needs, sign.claims, sign.parts, strict=True):
            if not full:
                break
            there = scan.mask(need) & ~spoilt & ~opened
            if part == "act":
                there &= ~self.objects.contents
            if part == "act" and sign.before == STATEMENT:
                told = clauses.spread(there, 1, 1)
            else:
                there &= told
            if claimed:
                there &= own | ~self._theirs(sign)
            full &= self.reach(there, sign)
            firm &= self.reach(there & ~dated, sign)
            if striving:
                beyond |= self.reach(there & ~striving, sign)
            if slogans:
                ahead &= clauses.spread(there, 0, sign.after)
        full &= ~slogans | ahead  # 98 % of all cases closed, and so 不断优化营商环境: the figure was another's
        full = self._apart(sign, full)
        half: list[tuple[str, int]] = []
        if lacking := left & ~full & opened:
            near.append(("no-act", lacking))
        if lacking := left & ~full & ~opened:
            (half if sign.alone == "partial" else near).append((sign.alone_why, lacking))
        if found := full & flags.blank:
            half.append(("blank", found))
            full &= ~found
        if full & weak or full & ~firm:  # its own clause is flagged, or all that it needs stands in flagged ones
            for name in sign.soft:
                flagged = by_name[name] if name != SLOGAN else 0
                if found := full & (flagged | (~firm & self.reach(flagged & dated, sign))):
                    half.append((name, found))
                    full &= ~found
        if found := full & ~beyond:
            half.append((SLOGAN, found))
            full &= ~found
        if sign.figures and full:
            enough = 0
            for clause in bits(full):
                if self._figures_near(sign, clause) >= sign.figures:
                    enough |= 1 << clause
            if few := full & ~enough:
                half.append(("few-figures", few))
            full = enough
        if sign.count > 1 and full.bit_count() < sign.count:
            if full:
                half.append(("too-few", full))
            full = 0
        return Sighting(sign, full, tuple(half), tuple(near), left)

    def _opened_by(self, sign: Sign, headings: int) -> int:
        """Headings that give the object of figures behind them, in their line: 2.文件统一登记。全年公布9件."""
        if not (sign.figures or sign.needs):
            return 0
        figures = self.scan.mask("figure")
        return headings & ~(self.clauses.line_starts >> 1) & (figures >> 1 | figures >> 2)

    def spoilt(self, sign: Sign) -> int:
        """Clauses in which words of the sign or of its criterion say that it is something else."""
        spoilt = self.scan.mask(sign.unless) if sign.unless else 0
        names = self.flags.names
        if sign.studied and spoilt & names.title_clauses:  # who stands in the name of a law is not who studied it
            named = names.in_titles
            spoilt = self.scan.clauses_of([span for span in self.scan.spans(sign.unless or "") if not named(span)])
        if sign.unless_whole_sentence:
            spoilt = self.clauses.fill_sentences(spoilt)
        spoilt |= self.scan.mask(sign.never) if sign.never else 0
        return spoilt | self.objects.in_another_sense(sign.owner)

    def _bounds(self, sign: Sign) -> tuple[int, int]:
        """Clauses that name another object by the words of the sign and not its own, and clauses with what it needs."""
        known = self._bounds_of.get((sign.owner, sign.id))
        if known is None:
            known = self._bounds_of[sign.owner, sign.id] = self._find_bounds(sign)
        return known

    def _find_bounds(self, sign: Sign) -> tuple[int, int]:
        until = self.scan.mask(sign.until) & ~self.scan.mask(sign.topic) if sign.until else 0
        acts = further = 0
        for need, numbers, part in zip(sign.needs, sign.claims, sign.parts, strict=True):
            if part == "act":
                acts = self.scan.mask(need)
            elif not numbers:
                further |= self.scan.mask(need)
        return until, acts | (further & self.clauses.onward(self.scan.mask(sign.topic), 0) if further else 0)

    def complete(self, sign: Sign, among: int) -> int:
        """Clauses of a set in which topic and needs stand together, wherever and whenever they are said."""
        together = self.scan.mask(sign.topic) & among
        for need in sign.needs:
            if not together:
                break
            together &= self.reach(self.scan.mask(need), sign)
        return together

    def _window(self, sign: Sign, clause: int) -> int:
        bit = 1 << clause
        if sign.before == STATEMENT:
            return self.objects.stretch(sign.owner, clause, *self._bounds(sign))
        if sign.before == PARAGRAPH:
            return self.clauses.fill_lines(bit)
        if sign.before == SENTENCE:
            return self.clauses.fill_sentences(bit)
        return self.clauses.spread(bit, sign.after, sign.before)

    def _theirs(self, sign: Sign) -> int:
        """Clauses whose figures belong to another criterion's object; in wide windows where it only runs on, too."""
        theirs = self.objects.claimed(sign.owner)
        wide = sign.before == PARAGRAPH or sign.figures > 1
        if wide and sign.owner in self.objects.named:
            theirs |= self.objects.elsewhere(sign.owner)
        return theirs

    def _figures_near(self, sign: Sign, clause: int) -> int:
        """How many figures the window of a clause holds."""
        window = self._window(sign, clause) & (self.scan.mask(sign.topic) | ~self._theirs(sign))
        return sum(len(self.scan.in_clause("figure", near)) for near in bits(window & self.scan.mask("figure")))

    def _apart(self, sign: Sign, full: int) -> int:
        """Drop clauses in which the only word found for a need is part of the topic itself."""
        if not full or not sign.needs:
            return full
        scan, kept = self.scan, full
        needs = [(need, scan.mask(need), scan.crosses(need) or scan.crosses(sign.topic)) for need in sign.needs]
        held = full if sign.before == STATEMENT else 0  # where a need is held; what others need stands beside them
        for _, there, crosses in needs:
            held |= full if crosses else there
        for clause in bits(full & held):
            bit = 1 << clause
            window = self._window(sign, clause)
            for need, there, crosses in needs:
                if there & window & ~bit and not crosses:
                    continue  # in another clause, so no part of the topic
                near = _by_nearness(window & there, clause)
                topics = scan.in_clause(sign.topic, clause)
                if not any(self._stands_apart(need, at, topic) for topic in topics for at in near):
                    kept &= ~bit
                    break
        return kept

    def _stands_apart(self, need: str, clause: int, topic: Span) -> bool:
        """Whether a word of a need begins in a clause that is no part of the topic's own words."""
        start, end = topic
        for low, high in self.scan.in_clause(need, clause):
            if high <= start or low >= end or (low <= start and end < high):
                return True
        return False

    def quote(self, sign: Sign, clause: int, *, whole: bool) -> Span:
        """Span of plain text to quote for a sign at a clause: the clauses of topic and needs, if not too long."""
        first = last = clause
        if whole and sign.needs:
            window = self._window(sign, clause)
            topic = next(iter(self.scan.in_clause(sign.topic, clause)), None)
            if topic:
                for need in sign.needs:
                    near = _by_nearness(window & self.scan.mask(need), clause)
                    nearest = next((at for at in near if self._stands_apart(need, at, topic)), clause)
                    first, last = min(first, nearest), max(last, nearest)
        start, end = self.clauses.span(first)[0], self.clauses.span(last)[1]
        if end - start > LONGEST_QUOTE:
            start, end = self.clauses.span(clause)
        if end - start > LONGEST_QUOTE:
            topic = next(iter(self.scan.in_clause(sign.topic, clause)), None)
            if topic:
                start = max(start, topic[0] - LONGEST_QUOTE // 2)
                end = min(end, max(topic[1], topic[0] + LONGEST_QUOTE // 2))
        return start, end


def _by_nearness(mask: int, clause: int) -> list[int]:
    """The clauses of a set, the nearest to a clause first; of two the one behind it."""
    return sorted(bits(mask), key=lambda at: (abs(at - clause), -at))
