"""Decisions made, undone, and laid over a card."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from desk import laid, opened, ticking, with_verdict
from reports import builtin, scored_seed, seed

from scorer.model import Verdict
from scorer.review.decision import Act
from scorer.review.fault import ReviewFault
from scorer.review.overlay import State
from scorer.review.queue import next_open, queue
from scorer.review.rates import Rates
from scorer.review.reviews import Reviews
from scorer.review.subject import slim

CARD = scored_seed("001")


def test_two_voices_stand_side_by_side(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    key = with_verdict(CARD, Verdict.MISSING)
    line = reviews.overrule(CARD, key, Verdict.MET, "写明了", quotes=[(100, 120)])
    reviewed = laid(CARD, reviews)
    mark = reviewed.mark(key)
    assert (mark.program, mark.verdict, mark.state, mark.line) == (Verdict.MISSING, Verdict.MET, State.OVERRULED, line)
    assert reviewed.program is CARD
    rows = list(zip(CARD.findings, CARD.weights, strict=True))
    clear = sum(w for f, w in rows if f.verdict not in (Verdict.UNCLEAR, Verdict.EXEMPT))
    gained = next(weight for finding, weight in rows if finding.criterion == key)
    assert reviewed.card.total == 100 * (sum(CARD.points) + gained) / clear
    assert line.decision.held[0].quotes[0].exact == seed("001").text[100:120]


def test_what_is_open_makes_an_interval_that_closes_when_all_is_decided(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    before = laid(CARD, reviews)
    assert before.low is not None and before.high is not None and before.program.total is not None
    assert before.low < before.program.total < before.high
    for key in before.open:
        mark = before.mark(key)
        reviews.overrule(CARD, key, Verdict.PARTIAL if mark.program is Verdict.UNCLEAR else mark.program)
    after = laid(CARD, reviews)
    assert not after.open
    assert after.low == after.card.total == after.high


def test_what_a_person_has_decided_is_in_doubt_no_more(tmp_path: Path) -> None:
    doubtful = [finding.criterion for finding in CARD.findings if finding.doubt]
    reviews = opened(tmp_path)
    reviews.agree(CARD, doubtful[0])
    reviewed = laid(CARD, reviews)
    assert [f.criterion for f in reviewed.card.findings if f.doubt] == doubtful[1:]
    assert [f.criterion for f in reviewed.program.findings if f.doubt] == doubtful
    assert reviewed.card.total == CARD.total


def test_undo_and_redo_work_across_restarts_and_say_where(tmp_path: Path) -> None:
    one, two = with_verdict(CARD, Verdict.MISSING), with_verdict(CARD, Verdict.PARTIAL)
    reviews = opened(tmp_path)
    reviews.agree(CARD, one)
    reviews.overrule(CARD, two, Verdict.MET)
    reviews = opened(tmp_path)
    taken = reviews.undo()
    assert taken is not None and taken.decision.held[0].key == two
    reviews = opened(tmp_path)
    assert laid(CARD, reviews).mark(two).state is State.OPEN
    assert laid(CARD, reviews).mark(one).state is State.AGREED
    again = reviews.redo()
    assert again == taken
    assert laid(CARD, opened(tmp_path)).mark(two).state is State.OVERRULED
    assert reviews.undo() and reviews.undo() and reviews.undo() is None
    reviews.agree(CARD, one)
    assert not reviews.can_redo  # a decision ends what could be done again


def test_undo_brings_back_the_decision_before(tmp_path: Path) -> None:
    key = with_verdict(CARD, Verdict.PARTIAL)
    reviews = opened(tmp_path)
    reviews.overrule(CARD, key, Verdict.MET)
    reviews.overrule(CARD, key, Verdict.MISSING)
    assert laid(CARD, reviews).mark(key).verdict is Verdict.MISSING
    reviews.undo()
    assert laid(CARD, reviews).mark(key).verdict is Verdict.MET


def test_doubt_stays_open_and_a_note_decides_nothing(tmp_path: Path) -> None:
    key = with_verdict(CARD, Verdict.PARTIAL)
    reviews = opened(tmp_path)
    reviews.note(CARD, key, "请看第三段")
    assert laid(CARD, reviews).mark(key).state is State.OPEN
    reviews.doubt(CARD, key, "拿不准")
    mark = laid(CARD, reviews).mark(key)
    assert (mark.state, mark.open, mark.verdict) == (State.DOUBTED, True, Verdict.PARTIAL)
    assert [line.decision.note for line in reviews.history.notes(CARD.report.source.sha256, key)] == ["请看第三段"]
    assert reviews.history.reasons(key) == ["拿不准", "请看第三段"]


def test_waiver_leaves_the_denominator_until_its_day(tmp_path: Path) -> None:
    key = with_verdict(CARD, Verdict.MISSING)
    reviews = opened(tmp_path)
    reviews.waive(CARD, key, "张局", "2026-06-30", "机构改革")
    mark = laid(CARD, reviews, today="2026-06-30").mark(key)
    assert (mark.state, mark.verdict, mark.open) == (State.WAIVED, Verdict.EXEMPT, False)
    late = laid(CARD, reviews, today="2026-07-01").mark(key)
    assert (late.state, late.why, late.verdict, late.open) == (State.LOOK_AGAIN, "waiver-ended", Verdict.MISSING, True)
    for approver, until in (("", "2026-06-30"), ("张局", "明年")):
        with pytest.raises(ReviewFault):
            reviews.waive(CARD, key, approver, until)


def test_agree_all_is_one_line_for_many_criteria(tmp_path: Path) -> None:
    keys = [finding.criterion for finding in CARD.findings if finding.verdict is Verdict.MET]
    reviews = opened(tmp_path)
    line = reviews.agree_all(CARD, keys)
    assert reviews.lines == [line]
    assert {laid(CARD, opened(tmp_path)).mark(key).state for key in keys} == {State.AGREED}


def test_renamed_files_and_copies_share_decisions(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    key = with_verdict(CARD, Verdict.MISSING)
    reviews.agree(CARD, key)
    source = CARD.report.source._replace(name="elsewhere/other.txt")
    copy = CARD._replace(report=CARD.report._replace(source=source))
    assert laid(copy, reviews).mark(key).state is State.AGREED


def test_person_is_asked_for_a_stable_sample_of_what_is_met(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    chosen = {"sample": Fraction(1, 3)}
    first, again = laid(CARD, reviews, **chosen), laid(CARD, opened(tmp_path, "李强"), **chosen)
    drawn = [mark.key for mark in first.marks if mark.asks == ("sample",)]
    assert drawn == [mark.key for mark in again.marks if mark.asks == ("sample",)]
    met = sum(finding.verdict is Verdict.MET for finding in CARD.findings)
    assert 0 < len(drawn) < met
    assert {first.mark(key).program for key in drawn} == {Verdict.MET}


def test_queue_puts_what_moves_the_band_first_and_says_why(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    cards = [scored_seed(number) for number in ("000", "001", "002", "003", "004")]
    laid_out = [laid(card, reviews) for card in cards]
    items = queue([*laid_out, laid_out[0]], builtin(), Rates.of(reviews.history))
    assert len(items) == sum(len(one.open) for one in laid_out)
    ranks = [item.rank for item in items]
    assert ranks == sorted(ranks)
    first_floor = [item for item in items if item.reasons[0] in ("gate", "band")]
    assert items[: len(first_floor)] == first_floor
    assert all("copies" in item.reasons for item in items if item.path == cards[0].report.source.name)


def test_criterion_that_is_often_overruled_comes_before_others_of_its_weight(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    cards = [scored_seed(number) for number in ("000", "001", "002", "003", "004")]
    found = [(c, f) for c in cards for f in c.findings if f.verdict is Verdict.PARTIAL]
    key = max({f.criterion for _, f in found}, key=lambda name: sum(f.criterion == name for _, f in found))
    for card, finding in found:
        if finding.criterion == key:
            reviews.overrule(card, key, Verdict.MET)
    rates = Rates.of(reviews.history)
    assert rates.wrong(key, Verdict.PARTIAL) > Rates.of(opened(tmp_path / "x").history).wrong(key, Verdict.PARTIAL)
    assert rates.seen(key) == (sum(f.criterion == key for _, f in found),) * 2


def test_next_open_goes_on_in_the_report_and_then_to_the_first_elsewhere(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    cards = [scored_seed("000"), scored_seed("001")]
    items = queue([laid(card, reviews) for card in cards], builtin(), Rates.of(reviews.history))
    own = laid(CARD, reviews)
    order = [mark.key for mark in own.all]
    sha256 = CARD.report.source.sha256
    step = next_open(items, sha256, order, own.open[0])
    assert step is not None and step.key == own.open[1]
    wrapped = next_open(items, sha256, order, own.open[-1])
    assert wrapped is not None and wrapped.key == own.open[0]
    others = [item for item in items if item.sha256 != sha256]
    assert next_open(others, sha256, order) == others[0]


def test_slim_card_takes_decisions_too(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    key = with_verdict(CARD, Verdict.PARTIAL)
    reviews.agree(slim(CARD), key)
    assert laid(slim(CARD), reviews).mark(key).state is State.AGREED
    after = laid(CARD, reviews).card
    assert after == CARD._replace(findings=after.findings)
    assert [f._replace(doubt=None) for f in after.findings] == [f._replace(doubt=None) for f in CARD.findings]


def test_another_person_sees_what_was_written_meanwhile(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path, "李强")
    key = with_verdict(CARD, Verdict.MISSING)
    one.agree(CARD, key)
    assert laid(CARD, two).mark(key).state is State.OPEN
    assert two.refresh() and not two.refresh()
    assert laid(CARD, two).mark(key).state is State.AGREED


def test_two_desks_of_one_person_follow_each_other(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    keys = [finding.criterion for finding in CARD.findings[:4]]
    for number, key in enumerate(keys):
        (one, two)[number % 2].agree(CARD, key)
    for desk in (one, two):
        desk.refresh()
        assert all(laid(CARD, desk).mark(key).state is State.AGREED for key in keys)
    taken = one.undo()
    assert taken is not None and taken.decision.held[0].key == keys[-1]


def test_nobody_named_may_read_and_not_write(tmp_path: Path) -> None:
    reviews = Reviews.open(str(tmp_path), "", builtin(), clock=ticking())
    with pytest.raises(ReviewFault):
        reviews.agree(CARD, "causes")
    assert reviews.named("王敏").agree(CARD, "causes").decision.act is Act.AGREE
