"""A second reader: blind until she hands in, her own queue, agreement, and the third line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from desk import laid, opened, with_verdict
from reports import builtin, scored_seed

from scorer.model import Verdict
from scorer.review.mark import State
from scorer.review.queue import queue
from scorer.review.rates import Rates
from scorer.review.readers import agreement, differences

CARD = scored_seed("001")
CARDS = [scored_seed(number) for number in ("000", "001", "002", "003", "004")]


def test_second_reader_does_not_see_the_first_until_she_decided_or_handed_in(tmp_path: Path) -> None:
    one = opened(tmp_path)
    keys = [finding.criterion for finding in CARD.findings if finding.verdict is Verdict.PARTIAL][:2]
    for key in keys:
        one.overrule(CARD, key, Verdict.MET)
    two = opened(tmp_path, "李强", second=True)
    blind = laid(CARD, two, second=True, sample=Fraction(1))
    assert all(blind.mark(key).state is State.OPEN and not blind.mark(key).voices for key in keys)
    assert blind.card == CARD
    two.overrule(CARD, keys[0], Verdict.MISSING)
    own = laid(CARD, two, second=True, sample=Fraction(1))
    assert own.mark(keys[0]).state is State.DISPUTED
    assert len(own.mark(keys[0]).voices) == 2
    assert not own.mark(keys[1]).voices
    two.hand_in()
    assert laid(CARD, two, second=True, sample=Fraction(1)).mark(keys[1]).voices
    two.undo()
    assert not laid(CARD, two, second=True, sample=Fraction(1)).mark(keys[1]).voices


def test_first_readers_share_the_work_and_do_not_see_the_second(tmp_path: Path) -> None:
    one, colleague = opened(tmp_path), opened(tmp_path, "张丽")
    two = opened(tmp_path, "李强", second=True)
    key, other = [f.criterion for f in CARD.findings if f.verdict is Verdict.PARTIAL][:2]
    colleague.agree(CARD, key)
    two.overrule(CARD, other, Verdict.MET)
    one.refresh()
    seen = laid(CARD, one)
    assert seen.mark(key).state is State.AGREED
    assert seen.mark(other).state is State.OPEN


def test_second_queue_holds_doubts_what_moves_the_band_and_a_sample(tmp_path: Path) -> None:
    one = opened(tmp_path)
    key = with_verdict(CARD, Verdict.PARTIAL)
    one.doubt(CARD, key)
    two = opened(tmp_path, "李强", second=True)
    blind = laid(CARD, two, second=True, sample=Fraction(1, 5))
    asked = {mark.key: mark.asks for mark in blind.marks if mark.open}
    assert "doubt" in asked[key]
    assert {reason for reasons in asked.values() for reason in reasons} <= {"doubt", "band", "sample"}
    assert 0 < len(asked) < len(CARD.findings)
    items = queue([blind], builtin(), Rates.of(two.history))
    assert {item.key for item in items} >= set(asked)


def test_agreement_equals_a_reckoning_by_hand(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path, "李强", second=True)
    rows: list[tuple[str, str]] = []
    verdicts = (Verdict.MET, Verdict.PARTIAL, Verdict.MISSING)
    for number, card in enumerate(CARDS):
        for at, finding in enumerate(card.findings[:20]):
            first, second = verdicts[(at + number) % 3], verdicts[(at * at + number) % 3]
            one.overrule(card, finding.criterion, first)
            two.overrule(card, finding.criterion, second)
            rows.append((first.value, second.value))
    one.refresh()
    found = agreement(one.history, "王敏", "李强")
    count = len(rows)
    observed = Fraction(sum(a == b for a, b in rows), count)
    names = [verdict.value for verdict in verdicts]
    chance = sum(
        Fraction(sum(a == name for a, _ in rows), count) * Fraction(sum(b == name for _, b in rows), count)
        for name in names
    )
    assert (found.pairs, found.share) == (count, float(observed))
    assert found.kappa is not None
    assert abs(found.kappa - float((observed - chance) / (1 - chance))) < 1e-12
    assert sum(part.pairs for part in found.by_criterion.values()) == count
    assert sum(part.agreed for part in found.by_criterion.values()) == found.agreed
    assert len(differences(one.history, "王敏", "李强")) == found.pairs - found.agreed


def test_difference_is_open_until_a_third_line_settles_it_and_both_stay(tmp_path: Path) -> None:
    one, two, third = opened(tmp_path), opened(tmp_path, "李强", second=True), opened(tmp_path, "处长")
    key = with_verdict(CARD, Verdict.MISSING)
    one.overrule(CARD, key, Verdict.MET)
    two.overrule(CARD, key, Verdict.PARTIAL)
    third.refresh()
    disputed = laid(CARD, third, reader="")
    mark = disputed.mark(key)
    assert (mark.state, mark.open, mark.verdict) == (State.DISPUTED, True, Verdict.MISSING)
    assert disputed.low is not None and disputed.high is not None and disputed.low < disputed.high
    third.settle(CARD, key, Verdict.PARTIAL, "只解释了第一条")
    mark = laid(CARD, third, reader="").mark(key)
    assert (mark.state, mark.open, mark.verdict, len(mark.voices)) == (State.SETTLED, False, Verdict.PARTIAL, 3)
    (difference,) = differences(third.history, "王敏", "李强")
    assert difference.settled is not None and difference.settled.decision.who == "处长"


def test_doubt_that_the_second_reader_answers_is_no_longer_open(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path, "李强", second=True)
    key = with_verdict(CARD, Verdict.PARTIAL)
    one.doubt(CARD, key)
    two.overrule(CARD, key, Verdict.MET)
    one.refresh()
    assert laid(CARD, one, reader="").mark(key).state is State.OVERRULED
    assert laid(CARD, one).mark(key).state is State.DOUBTED  # hers, until the second hands in or she decides
