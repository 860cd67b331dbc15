"""Two voices on a scorecard: the program's verdicts untouched, and what is in effect after people's decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.model import Check, Finding, Report, Scorecard, Verdict
from scorer.review import sample as lot
from scorer.review.anchor import Bare
from scorer.review.decision import Act, asked, check_key, verdict_of
from scorer.review.effect import findings_in_effect, interval
from scorer.review.ground import Footing, Ground, Today, asks_digest, ground
from scorer.review.mark import Mark, Reviewed, State
from scorer.review.readers import visible
from scorer.review.stake import Stake, Stakes

if TYPE_CHECKING:
    from scorer.review.history import History, Said
    from scorer.rules.rubric import Rubric

Weigh = Callable[[Report, "Rubric", Sequence[Finding], tuple[Check, ...]], Scorecard]  # judging.scoring.score

_ASKED = frozenset({Verdict.PARTIAL, Verdict.MISSING, Verdict.UNCLEAR})


def lay_over(
    card: Scorecard,
    history: History,
    rubric: Rubric,
    weigh: Weigh,
    *,
    today: str,
    reader: str = "",
    second: bool = False,
    sample: Fraction | None = None,
) -> Reviewed:
    """The card with the decisions that stand on it.

    `today` is the ISO day by which waivers end; `reader` is whose screen it is (empty: nobody's, all is seen);
    `second` a reader who decides without seeing the others; `sample` the share of met criteria that is asked for.
    """
    share = sample if sample is not None else lot.SECOND if second else lot.FIRST
    moves = Stakes(card, rubric)
    layer = _Layer(card, history, today, reader, second, share, moves)
    marks = tuple(layer.mark(f.criterion, f.verdict, layer.asks(f)) for f in card.findings)
    keys = dict.fromkeys(check_key(check) for check in card.checks if asked(check))
    wrong = {check_key(check): verdict_of(check) for check in card.checks}
    checks = tuple(layer.mark(key, wrong[key], layer.asks_of_check(key)) for key in keys)
    after = card
    if any(mark.changed for mark in marks):
        weighed = weigh(card.report, rubric, findings_in_effect(card, marks), card.checks)
        scored = card.total is not None  # a document of another kind gets no total from people either
        after = weighed if scored else card._replace(findings=weighed.findings, points=weighed.points)
    elif any(mark.decided for mark in marks):
        after = card._replace(findings=tuple(findings_in_effect(card, marks)))
    low, high = interval(after, marks, rubric)
    return Reviewed(card, after, marks, checks, low, high, layer.stakes_of_open((*marks, *checks)))


def _asks_of(rubric: Rubric) -> dict[str, str]:
    """Digests of what the criteria ask for."""
    return {criterion.id: asks_digest(criterion.asks.get("zh", "")) for criterion in rubric.criteria}


class _Layer:
    """Decides for one criterion after the other what is in effect."""

    def __init__(
        self,
        card: Scorecard,
        history: History,
        today: str,
        reader: str,
        second: bool,
        share: Fraction,
        moves: Stakes,
    ) -> None:
        self._card, self._history, self._day = card, history, today
        self._reader, self._second, self._share, self._moves = reader, second, share, moves
        self._sha256 = card.report.source.sha256
        facts = card.report.facts
        place = facts.jurisdiction_full or facts.jurisdiction or ""
        self._touched = history.touches(self._sha256, card.report.source.name, place, facts.year or 0)
        self._earlier = history.earlier(card) if self._touched else []
        self._asks = _asks_of(moves.rubric) if self._touched else {}
        text = card.report.source.text if self._earlier else ""
        self._bare = Bare.of(text) if text else None

    def asks(self, finding: Finding) -> tuple[str, ...]:
        """Why a person is asked for a finding; empty where the program's word is enough."""
        key = finding.criterion
        if self._second:
            return self._asks_second(key)
        found = []
        if finding.verdict in _ASKED:
            found.append("verdict")
        if getattr(finding, "doubt", None):
            found.append("program-doubt")
        if finding.verdict is Verdict.MET and lot.drawn(self._sha256, key, self._share):
            found.append("sample")
        return tuple(found)

    def asks_of_check(self, key: str) -> tuple[str, ...]:
        """Why a person is asked for a contradiction."""
        return self._asks_second(key) if self._second else ("verdict",)

    def _asks_second(self, key: str) -> tuple[str, ...]:
        """A second reader sees what was doubted, what moves the band, and a sample of the rest."""
        found = []
        others = [said for who, said in self._history.latest(self._sha256, key).items() if who != self._reader]
        if any(line.decision.act is Act.DOUBT for line, _ in others):
            found.append("doubt")
        stake = self._moves.of(key)
        if stake is not None and (stake.band or stake.gate):
            found.append("band")
        if lot.drawn(self._sha256, key, self._share, lot="second"):
            found.append("sample")
        return tuple(found)

    def stakes_of_open(self, marks: Sequence[Mark]) -> dict[str, Stake]:
        """What hangs on each criterion that is open."""
        found = ((mark.key, self._moves.of(mark.key)) for mark in marks if mark.open)
        return {key: stake for key, stake in found if stake is not None}

    def mark(self, key: str, program: Verdict, asks: tuple[str, ...]) -> Mark:
        """What is in effect for one criterion or check."""
        plain = Mark(key, program, program, State.OPEN if asks else State.UNSEEN, "", bool(asks), asks=asks)
        if not self._touched:
            return plain
        today = Today(self._sha256, self._card.rubric_sha256, program, self._asks.get(key, ""), self._bare)
        said = self._seen(self._history.latest(self._sha256, key), key)
        waiver = next((s for s in said.values() if s[0].decision.act is Act.WAIVE), None)
        if waiver is not None:
            line = waiver[0]
            if line.decision.until >= self._day:
                voices = tuple(one[0] for one in said.values())
                return plain._replace(verdict=Verdict.EXEMPT, state=State.WAIVED, open=False, line=line, voices=voices)
            said = {**said, **self._seen(self._history.before_waiver(self._sha256, key), key)}
            ended = {who: s for who, s in said.items() if s[0].decision.act is Act.WAIVE}
            said = {who: s for who, s in said.items() if who not in ended}
            if not said:
                return plain._replace(state=State.LOOK_AGAIN, why="waiver-ended", open=True, line=line, voices=(line,))
        settled = self._history.settled(self._sha256, key)
        if settled is not None and self._may_see_settled(said):
            found = ground(settled, today)
            if found.footing is Footing.STANDS:
                voices = (*(one[0] for one in said.values()), settled[0])
                verdict = Verdict(settled[1].verdict)
                return plain._replace(verdict=verdict, state=State.SETTLED, open=False, line=settled[0], voices=voices)
        if said:
            return self._of_readers(plain, said, today)
        return self._of_earlier(plain, today)

    def _seen(self, said: dict[str, Said], key: str) -> dict[str, Said]:
        return visible(said, self._history, self._reader, second=self._second)

    def _may_see_settled(self, said: dict[str, Said]) -> bool:
        return not self._second or self._reader in said or self._history.handed_in(self._reader)

    def _of_readers(self, plain: Mark, said: dict[str, Said], today: Today) -> Mark:
        """The last words of the readers on this very version."""
        voices = tuple(line for line, _ in said.values())
        plain = plain._replace(voices=voices)
        if self._second and self._reader and self._reader not in said:
            return plain  # what others decided is none of her own work
        footings = {who: ground(one, today) for who, one in said.items()}
        standing = {who: one for who, one in said.items() if footings[who].footing is Footing.STANDS}
        if not standing:
            who = self._reader if self._reader in said else next(reversed(said))
            return _outdated(plain, said[who], footings[who])
        doubts = {who: one for who, one in standing.items() if one[0].decision.act is Act.DOUBT}
        decided = {who: one for who, one in standing.items() if who not in doubts}
        own = standing.get(self._reader)
        if not decided or (own is not None and self._reader in doubts):
            line = own[0] if own is not None else next(reversed(doubts.values()))[0]
            return plain._replace(state=State.DOUBTED, open=True, line=line)
        verdicts = {held.verdict for _, held in decided.values()}
        line, held = decided.get(self._reader) or next(reversed(decided.values()))
        if len(verdicts) > 1:
            verdict = Verdict(held.verdict) if self._reader in decided else plain.program
            return plain._replace(verdict=verdict, state=State.DISPUTED, why="readers-differ", open=True, line=line)
        verdict = Verdict(held.verdict)
        state = State.AGREED if verdict is plain.program else State.OVERRULED
        return plain._replace(verdict=verdict, state=state, open=False, line=line)

    def _of_earlier(self, plain: Mark, today: Today) -> Mark:
        """What was said of an earlier version of the report: it never counts, and may come back as a proposal."""
        found: list[tuple[Said, Ground]] = []
        for sha256 in self._earlier:
            said = self._seen(self._history.latest(sha256, plain.key), plain.key)
            settled = self._history.settled(sha256, plain.key)
            own = said.get(self._reader)
            told = [settled] if settled and self._may_see_settled(said) else [own] if own else list(said.values())
            found += [(one, ground(one, today)) for one in told]
        if not found:
            return plain
        # Of several earlier versions the one where the words still stand, then the latest told.
        last, how = max(found, key=lambda pair: (pair[1].footing is Footing.PROPOSED, pair[0][0].decision.at))
        if plain.state is State.UNSEEN and last[1].verdict == plain.program:
            return plain  # nobody is asked, and the person said the same: nothing to confirm
        return _outdated(plain, last, how)


def _outdated(plain: Mark, said: Said, how: Ground) -> Mark:
    """A decision whose ground has changed: told, and never counted."""
    line, held = said
    told = plain._replace(why=how.why, line=line, voices=plain.voices or (line,), spans=how.spans)
    if how.footing is Footing.CLOSED:
        return told._replace(state=State.CLOSED, open=False)
    if how.footing is Footing.PROPOSED:
        proposal = Verdict(held.verdict) if held.verdict else None
        return told._replace(state=State.PROPOSED, open=True, proposal=proposal)
    return told._replace(state=State.LOOK_AGAIN, open=True)


__all__ = ["Mark", "Reviewed", "State", "Weigh", "lay_over"]
