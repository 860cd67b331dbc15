"""What each clause is about: the object it names, or the one carried on to it from a clause before.

A Chinese report names its object once (规范性文件) and tells of it over several clauses (…印发…，…报备). The object
runs on within the paragraph until a clause names the object of another criterion, a new subject takes over, or
对…/就… opens another matter. A figure or an act belongs to the object of its clause: that is the claim.
"""

from __future__ import annotations

from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.statements.flags import Flags
    from scorer.text.words import Scan

PREFIX = "object-"  # of the classes that name the objects of criteria: object-CRITERION
OWN = "own-"  # of the classes whose words keep a clause with its criterion and claim nothing of others: own-CRITERION
ELSE = "else-"  # of the classes whose words say that a criterion's words have another sense: else-CRITERION
CARRIED = 8  # clauses that an object runs on
BEHIND = 1  # clauses before the object in which its figure or act may stand


class Objects:
    """The objects of one report as sets of clauses, by criterion."""

    def __init__(self, scan: Scan, flags: Flags, headings: int = 0) -> None:
        self._scan = scan
        self._flags = flags
        self._headings = headings
        self._foreign: dict[str, int] = {}
        self._elsewhere: dict[str, int] = {}

    @cached_property
    def named(self) -> dict[str, int]:
        """By criterion: the clauses that name its object."""
        scan = self._scan
        return {name.removeprefix(PREFIX): scan.mask(name) for name in scan.lexicon.beginning(PREFIX)}

    @cached_property
    def turns(self) -> int:
        """Clauses in which another subject, or 对…/就…, takes over; headings stand for themselves."""
        scan, clauses = self._scan, self._scan.clauses
        heads = 0
        for start, _ in scan.spans("turn-head"):
            clause = clauses.at(start)
            if start - clauses.span(clause)[0] <= 1:
                heads |= 1 << clause
        return heads | self._flags.subjects.other_subjects | self._headings

    @cached_property
    def _carried_on(self) -> int:
        """Clauses that go on with the matter before them by their first words: 均经常务会议讨论, 分别涉及信访、应急."""
        return self._headed("carry-on")

    @cached_property
    def contents(self) -> int:
        """Clauses that say what the matter before them contains (分别涉及备案管理、信访): their words are no acts."""
        return self._headed("contents")

    def _headed(self, name: str) -> int:
        """Clauses that begin with a word of a class and no paragraph."""
        clauses = self._scan.clauses
        heads = 0
        for start, _ in self._scan.spans(name):
            clause = clauses.at(start)
            if start == clauses.span(clause)[0]:
                heads |= 1 << clause
        return heads & ~clauses.line_starts

    @cached_property
    def _claiming(self) -> dict[str, int]:
        """By criterion: the clauses that name its object and do not only go on with another."""
        return {name: mask & ~self._carried_on for name, mask in self.named.items()}

    @cached_property
    def _claimed_at_all(self) -> int:
        """Clauses that any criterion claims."""
        return reduce(or_, self._claiming.values(), 0)

    def spoken_of(self, owner: str) -> int | None:
        """Clauses that name the owner's object or hold words of its own; None for an owner without an object."""
        own = self.named.get(owner)
        if f"{OWN}{owner}" in self._scan.lexicon.numbers:
            own = (own or 0) | self._scan.mask(f"{OWN}{owner}")
        return own

    def in_another_sense(self, owner: str) -> int:
        """Clauses that speak of a field in which the owner's words mean something else (考生成绩复议), to the end of
        the sentence or until the body speaks of itself.
        """
        if f"{ELSE}{owner}" not in self._scan.lexicon.numbers:
            return 0
        return self._scan.clauses.onward(self._scan.mask(f"{ELSE}{owner}"), self._flags.subjects.own_subjects)

    def claimed(self, owner: str) -> int:
        """Clauses that name the object of another criterion and not the owner's."""
        return self._claimed_at_all & ~self.named.get(owner, 0)

    def foreign(self, owner: str) -> int:
        """Clauses that name the object of another criterion that is not on the same thing.

        Criteria whose objects take in the same class are: a review of the documents does not end what is told of them.
        """
        known = self._foreign.get(owner)
        if known is None:
            known, takes = 0, self._scan.lexicon.takes
            own = set(takes(PREFIX + owner)) if owner in self.named else set()
            for name, mask in self._claiming.items():
                if mask and name != owner and own.isdisjoint(takes(PREFIX + name)):
                    known |= mask
            known &= ~self.named.get(owner, 0)
            self._foreign[owner] = known
        return known

    @cached_property
    def _spoken(self) -> dict[str, int]:
        """By criterion: the clauses that name its object or hold words of its own."""
        return {owner: self.spoken_of(owner) or 0 for owner in self.named}

    def _others(self, owner: str) -> int:
        """Clauses that speak of the object of another criterion."""
        others = 0
        for name, mask in self._spoken.items():
            if name != owner:
                others |= mask
        return others

    def openings(self, owner: str, names: int) -> int:
        """Clauses of `names` in a first sentence of a paragraph that speaks of no other object and tells no figure."""
        clauses, opening = self._scan.clauses, names & self._firsts
        return opening and opening & ~clauses.fill_sentences(self._firsts & self._others(owner))

    @cached_property
    def _firsts(self) -> int:
        """First sentences of paragraphs in which no figure stands."""
        clauses = self._scan.clauses
        first = clauses.onward(clauses.line_starts, 0)
        return first & ~clauses.fill_sentences(first & self._scan.mask("figure"))

    def behind(self, owner: str, opening: int, acts: int) -> int:
        """The clauses of the paragraph that are told of the owner's object behind a sentence that opens on it.

        They end where another object is spoken of, unless one of `acts` goes on with the deed inside a sentence
        (审结57件,其中调解21件).
        """
        clauses = self._scan.clauses
        others = self._others(owner) & ~(self.spoken_of(owner) or 0)
        stop = others & (clauses.sentence_starts | ~acts) | self.turns | clauses.line_starts
        told, step = 0, 1 << opening.bit_length() - 1
        for _ in range(CARRIED):
            step = (step << 1) & ~stop & clauses.all
            told |= step
        return told

    def elsewhere(self, owner: str) -> int:
        """Clauses on which the object of another criterion runs on within the sentence."""
        known = self._elsewhere.get(owner)
        if known is None:
            own = self.spoken_of(owner) or 0
            claimed = self.claimed(owner)
            stop = own | self.turns | self._flags.subjects.own_subjects
            known = self._scan.clauses.onward(claimed, stop) & ~own & ~claimed
            self._elsewhere[owner] = known
        return known

    def reach(self, owner: str, there: int, until: int = 0, acts: int = 0) -> int:
        """Clauses whose statement, on the owner's object, takes in a clause of `there`.

        It ends where a clause of `until` names another object, but not where one of `acts` goes on with the deed.
        """
        clauses = self._scan.clauses
        stop = self.foreign(owner) & ~acts | self.turns | clauses.line_starts | until
        result = step = there
        for _ in range(CARRIED):
            step = (step & ~stop) >> 1
            if not step:
                break
            result |= step
        step = there & ~self.claimed(owner) & ~until
        for _ in range(BEHIND):
            step = (step << 1) & ~clauses.sentence_starts & clauses.all
            result |= step
        return result

    def stretch(self, owner: str, clause: int, until: int = 0, acts: int = 0) -> int:
        """The clauses of the statement that a clause opens on the owner's object; see `reach`."""
        clauses = self._scan.clauses
        bit = 1 << clause
        stop = self.foreign(owner) & ~acts | self.turns | clauses.line_starts | until
        result = step = bit
        for _ in range(CARRIED):
            step = (step << 1) & ~stop & clauses.all
            if not step:
                break
            result |= step
        if not bit & clauses.sentence_starts:
            result |= (bit >> 1) & ~self.claimed(owner) & ~until
        return result
