"""Decisions when the report or the rubric has changed under them: nothing misapplied, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import changed_seed, laid, opened, with_verdict
from reports import builtin, scored_seed, seed

from scorer.model import Finding, Scorecard, Verdict
from scorer.review.anchor import Bare, anchored, find
from scorer.review.mark import State
from scorer.review.subject import slim

CARD = scored_seed("001")


def by_another_rubric(card: Scorecard, key: str, verdict: Verdict) -> Scorecard:
    """The card as a changed rubric would give it."""

    def judged(finding: Finding) -> Finding:
        return finding._replace(verdict=verdict) if finding.criterion == key else finding

    return card._replace(rubric_sha256="f" * 64, findings=tuple(map(judged, card.findings)))


def quoted_partial(card: Scorecard) -> Finding:
    """A partial finding whose first words stand alone in the report."""
    text = card.report.source.text
    return next(
        f for f in card.findings if f.verdict is Verdict.PARTIAL and f.evidence and text.count(f.evidence[0].quote) == 1
    )


def test_changed_report_brings_the_decision_back_as_a_proposal_where_its_words_stand(tmp_path: Path) -> None:
    finding = quoted_partial(CARD)
    reviews = opened(tmp_path)
    start, end = finding.evidence[0].start, finding.evidence[0].end
    reviews.overrule(CARD, finding.criterion, Verdict.MET, "够了", quotes=[(start, end)])
    text = CARD.report.source.text
    first = text.split("\n")[0]
    later = changed_seed("001", first, "（修改稿）\n" + first)
    mark = laid(later, reviews).mark(finding.criterion)
    assert (mark.state, mark.open, mark.verdict, mark.proposal) == (
        State.PROPOSED, True, Verdict.PARTIAL, Verdict.MET,
    )  # fmt: skip
    assert [later.report.source.text[a:b] for a, b in mark.spans] == [finding.evidence[0].quote]
    assert laid(later, reviews).card == later  # a proposal never counts
    reviews.confirm(later, mark)
    confirmed = laid(later, reviews).mark(finding.criterion)
    assert (confirmed.state, confirmed.verdict) == (State.OVERRULED, Verdict.MET)
    assert laid(CARD, reviews).mark(finding.criterion).state is State.OVERRULED  # of the former version, still


def test_words_that_did_not_count_do_not_count_when_a_proposal_is_confirmed(tmp_path: Path) -> None:
    finding = quoted_partial(CARD)
    words, text = finding.evidence[0], CARD.report.source.text
    reviews = opened(tmp_path)
    taken = (text.index("法治"), text.index("法治") + 20)
    reviews.overrule(CARD, finding.criterion, Verdict.MET, quotes=[taken], refused=[(words.start, words.end)])
    later = changed_seed("001", text[-5:], text[-5:] + "\n完")
    line = reviews.confirm(later, laid(later, reviews).mark(finding.criterion))
    assert [(w.exact, w.counts) for w in line.decision.held[0].quotes] == [
        (text[slice(*taken)], True), (words.quote, False),
    ]  # fmt: skip


def test_changed_report_asks_to_look_again_where_the_words_are_gone(tmp_path: Path) -> None:
    finding = quoted_partial(CARD)
    words = finding.evidence[0]
    reviews = opened(tmp_path)
    reviews.overrule(CARD, finding.criterion, Verdict.MET, quotes=[(words.start, words.end)])
    gone = changed_seed("001", words.quote, words.quote[:-1] + "另" + words.quote[-1])
    mark = laid(gone, reviews).mark(finding.criterion)
    assert (mark.state, mark.open) == (State.LOOK_AGAIN, True)
    assert mark.why in ("words-gone", "program-changed")
    assert laid(gone, reviews).card == gone


def test_missing_that_was_agreed_is_not_carried_to_another_text_without_words(tmp_path: Path) -> None:
    key = with_verdict(CARD, Verdict.MISSING)
    findings = tuple(f._replace(near_misses=()) if f.criterion == key else f for f in CARD.findings)
    reviews = opened(tmp_path)
    reviews.agree(CARD._replace(findings=findings), key)
    later = changed_seed("001", "2024年", "2024 年")
    mark = laid(later, reviews).mark(key)
    assert (mark.state, mark.why, mark.open) == (State.LOOK_AGAIN, "no-words", True)


def test_waiver_and_third_line_of_an_earlier_version_are_told_and_do_not_count(tmp_path: Path) -> None:
    one, two, third = opened(tmp_path), opened(tmp_path, "李强", second=True), opened(tmp_path, "处长")
    finding = quoted_partial(CARD)
    waived = with_verdict(CARD, Verdict.MISSING)
    one.waive(CARD, waived, "张局", "2999-01-01")
    one.overrule(CARD, finding.criterion, Verdict.MET)
    two.overrule(CARD, finding.criterion, Verdict.MISSING)
    third.settle(CARD, finding.criterion, Verdict.MET)
    third.refresh()
    text = CARD.report.source.text
    later = changed_seed("001", text[-5:], text[-5:] + "\n完")
    view = laid(later, third, reader="")
    mark = view.mark(finding.criterion)
    assert mark.line is not None
    assert (mark.state, mark.proposal, mark.line.decision.who) == (State.PROPOSED, Verdict.MET, "处长")
    assert (view.mark(waived).state, view.mark(waived).why) == (State.LOOK_AGAIN, "waived-before")
    assert view.card == later


def test_what_is_met_and_was_agreed_is_not_asked_for_again_in_a_changed_report(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    met = [f.criterion for f in CARD.findings if f.verdict is Verdict.MET and not f.doubt]
    reviews.agree_all(CARD, met)
    text = CARD.report.source.text
    later = changed_seed("001", text[-5:], text[-5:] + "\n完")
    assert {laid(later, reviews).mark(key).state for key in met} == {State.UNSEEN}


def test_report_of_another_body_under_the_same_name_has_no_part_in_it(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    key = with_verdict(CARD, Verdict.MISSING)
    reviews.agree(CARD, key)
    other = scored_seed("004")
    source = other.report.source._replace(name=CARD.report.source.name)
    other = other._replace(report=other.report._replace(source=source))
    assert other.report.facts.jurisdiction != CARD.report.facts.jurisdiction
    assert not laid(other, reviews).touched


def test_renamed_and_changed_report_is_known_by_its_body_and_year(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    finding = quoted_partial(CARD)
    reviews.agree(CARD, finding.criterion)
    text = CARD.report.source.text
    later = changed_seed("001", text[-5:], text[-5:] + "\n完", "2024/final.txt")
    facts = CARD.report.facts
    assert (later.report.facts.jurisdiction, later.report.facts.year) == (facts.jurisdiction, facts.year)
    assert laid(later, reviews).mark(finding.criterion).state is State.PROPOSED


def test_card_kept_without_its_text_only_asks_to_look_again(tmp_path: Path) -> None:
    reviews = opened(tmp_path)
    finding = quoted_partial(CARD)
    reviews.agree(CARD, finding.criterion)
    text = CARD.report.source.text
    later = changed_seed("001", text[-5:], text[-5:] + "\n完")
    mark = laid(slim(later), reviews).mark(finding.criterion)
    assert (mark.state, mark.why) == (State.LOOK_AGAIN, "unread")


@pytest.mark.parametrize(
    ("person", "program_now", "state", "why"),
    [
        (Verdict.MET, Verdict.MET, State.CLOSED, "program-agrees"),
        (Verdict.MET, Verdict.MISSING, State.OVERRULED, ""),
        (Verdict.MET, Verdict.PARTIAL, State.LOOK_AGAIN, "program-changed"),
        (Verdict.MISSING, Verdict.PARTIAL, State.LOOK_AGAIN, "program-changed"),
        (Verdict.MISSING, Verdict.MISSING, State.AGREED, ""),
    ],
)
def test_changed_rubric(tmp_path: Path, person: Verdict, program_now: Verdict, state: State, why: str) -> None:
    key = with_verdict(CARD, Verdict.MISSING)
    reviews = opened(tmp_path)
    reviews.overrule(CARD, key, person)
    mark = laid(by_another_rubric(CARD, key, program_now), reviews).mark(key)
    assert (mark.state, mark.why) == (state, why)
    assert mark.open == (state is State.LOOK_AGAIN)
    if state in (State.CLOSED, State.LOOK_AGAIN):
        assert mark.verdict is program_now


def test_criterion_that_asks_for_something_else_is_looked_at_again(tmp_path: Path) -> None:
    from scorer.judging.scoring import score
    from scorer.review.overlay import lay_over

    key = with_verdict(CARD, Verdict.MISSING)
    reviews = opened(tmp_path)
    reviews.agree(CARD, key)
    criteria = tuple(c._replace(asks={"zh": "另一种要求"}) if c.id == key else c for c in builtin().criteria)
    rubric = builtin()._replace(criteria=criteria)
    card = CARD._replace(rubric_sha256="e" * 64)
    mark = lay_over(card, reviews.history, rubric, score, today="2026-03-02").mark(key)
    assert (mark.state, mark.why) == (State.LOOK_AGAIN, "demand-changed")


def test_words_are_found_again_by_what_stands_around_them() -> None:
    text = "一、开展清理3件。二、没有开展清理。三、开展清理，废止2件。"
    start = text.index("开展清理，")
    words = anchored(text, start, start + 4)
    moved = "（新）开展清理3件。又没有开展清理。\n三、开展\n清理，废止2件。"
    found = find(words, Bare.of(moved))
    assert found is not None
    assert "".join(moved[found[0] : found[1]].split()) == "开展清理"
    assert moved[found[1]] == "，"
    assert find(words, Bare.of("别处开展清理了一下")) is None  # short words, and nothing around them agrees


def test_every_quote_of_a_seed_is_found_in_the_seed_with_other_line_ends() -> None:
    for number in ("000", "001", "002", "003", "004"):
        card, text = scored_seed(number), seed(number).text
        bare = Bare.of("前言\r\n" + text.replace("。", "。\r\n"))
        for finding in card.findings:
            for e in finding.evidence:
                assert find(anchored(text, e.start, e.end), bare) is not None, (number, e.quote)
