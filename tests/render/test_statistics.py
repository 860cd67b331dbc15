"""Statistics of entries: intervals, denominators, ranks."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from papers_data import seed_entries

from scorer.model import Level, Verdict
from scorer.render import statistics
from scorer.render.entry import Entry, Mark, province


def with_total(total: int | None, **changes: object) -> Entry:
    score = None if total is None else Fraction(total)
    return seed_entries()[0]._replace(total=score, incomplete=False, level=Level.COUNTY, **changes)  # type: ignore[arg-type]


def marked(*verdicts: Verdict) -> list[Entry]:
    first: Mark = seed_entries()[0].marks[0]
    return [with_total(50, marks=(first._replace(verdict=verdict),)) for verdict in verdicts]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (1, 1, 0.2065, 1.0),
     (15, 148, 0.0624, 0.1605)],
)  # fmt: skip
def test_wilson_interval_is_that_of_newcombe(hits: int, of: int, low: float, high: float) -> None:
    # Newcombe 1998, table I, method 3: 81/263, 15/148; the others by the closed form z²/(n+z²).
    assert statistics.wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


def test_limits_of_wilson_solve_the_equation_they_come_from() -> None:
    for limit in statistics.wilson(7, 19):
        assert abs(7 / 19 - limit) == pytest.approx(statistics.Z95 * sqrt(limit * (1 - limit) / 19))


def test_unclear_and_exempt_stand_outside_the_denominator() -> None:
    verdicts = (Verdict.MET, Verdict.MET, Verdict.PARTIAL, Verdict.MISSING, Verdict.UNCLEAR, Verdict.EXEMPT)
    (share,) = statistics.shares(marked(*verdicts))
    assert (share.judged, share.met_share, share.unclear, share.exempt) == (4, Fraction(1, 2), 1, 1)


def test_share_of_nothing_judged_is_no_number() -> None:
    (share,) = statistics.shares(marked(Verdict.UNCLEAR, Verdict.EXEMPT))
    assert share.met_share is None and share.interval is None


def test_criterion_that_nothing_is_judged_of_is_not_among_the_weakest() -> None:
    assert statistics.weakest(statistics.shares(marked(Verdict.UNCLEAR, Verdict.MET))) == []


def test_mean_and_spread() -> None:
    spread = statistics.spread([with_total(60), with_total(70), with_total(None), with_total(95)])
    assert spread is not None
    assert (spread.of, spread.mean) == (3, Fraction(75))
    assert [spread.least, spread.median, spread.most] == [60, 70, 95]
    assert spread.deviation == pytest.approx(sqrt((225 + 25 + 400) / 2))


def test_single_report_has_no_spread() -> None:
    spread = statistics.spread([with_total(60)])
    assert spread is not None and spread.deviation is None


def test_equal_totals_share_a_rank_and_the_next_rank_is_left_out() -> None:
    entries = [with_total(70), with_total(90), with_total(90), with_total(None)]
    ((_, level, table),) = statistics.ranked(entries)
    assert level is Level.COUNTY
    assert [(one.entry.total, one.rank) for one in table] == [(90, 1), (90, 1), (70, 3), (None, None)]


def test_totals_that_print_alike_are_equal() -> None:
    entries = [with_total(0)._replace(total=Fraction(total)) for total in ("80.04", "79.96", "79.94")]
    ((_, _, table),) = statistics.ranked(entries)
    assert [one.rank for one in table] == [1, 1, 3]


def test_report_that_lacks_a_gate_stands_behind_those_that_lack_none() -> None:
    ((_, _, table),) = statistics.ranked([with_total(95)._replace(incomplete=True), with_total(60)])
    assert [one.entry.total for one in table] == [60, 95]


def test_levels_and_rubric_versions_are_never_ranked_together() -> None:
    one = with_total(70)
    other_version = one._replace(rubric=("fazhi-annual-report", "0.9.0", "ff"))
    entries = [one, one._replace(level=Level.PROVINCE), other_version, one._replace(level=None)]
    tables = statistics.ranked(entries)
    assert len(tables) == 4
    assert [row.rank for _, level, table in tables for row in table if level] == [1, 1, 1]
    assert [row.rank for _, level, table in tables for row in table if level is None] == [None]


def test_statistics_never_mix_rubric_versions() -> None:
    one = with_total(70)
    other = one._replace(rubric=("fazhi-annual-report", "0.9.0", "ff"))
    made = statistics.tallies([one, one, other])
    assert [tally.reports for tally in made if tally.by == statistics.ALL] == [2, 1]


def test_groups_are_levels_years_and_provinces() -> None:
    made = statistics.tallies(seed_entries())
    groups = {by: [tally.group for tally in made if tally.by == by] for by in ("level", "year", "region")}
    assert groups["level"] == ["prefecture", "county"]
    assert groups["year"] == ["2021", "2022", "2023", "2024"]
    assert sorted(groups["region"]) == sorted(["海南省", "陕西省", "江苏省", "青海省", "福建省"])


@pytest.mark.parametrize(
    ("full", "region"),
    [
        ("海南省海口市美兰区", "海南省"),
        ("内蒙古自治区呼和浩特市", "内蒙古自治区"),
        ("上海市浦东新区", "上海市"),
        ("浦东新区", ""),
        ("", ""),
    ],
)
def test_region_is_the_province_of_the_full_name(full: str, region: str) -> None:
    assert province(full) == region
