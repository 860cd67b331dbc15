"""The filter knows everything that the list shows, and rows tell reports apart."""

from __future__ import annotations

from desk_helpers import CHINESE, RUBRICS, seed_entries
from reports import scored_text

from scorer.model import Verdict
from tui.digest import Digest
from tui.standing import Standing
from tui.view.entry import Entry, told_apart
from tui.view.filters import fitting


def found(text: str, entries: list[Entry] | None = None) -> list[Entry]:
    return fitting(entries or seed_entries(), text, RUBRICS)


def holds(entry: Entry, verdict: Verdict, criterion: str = "") -> bool:
    assert entry.digest is not None
    return any(v is verdict and criterion in ("", id_) for id_, v in entry.digest.verdicts)


def test_verdicts_are_found_bare_and_of_a_criterion() -> None:
    assert found("部分") == [e for e in seed_entries() if holds(e, Verdict.PARTIAL)]
    assert found("待核") == [e for e in seed_entries() if holds(e, Verdict.UNCLEAR)]
    name = CHINESE.criterion("causes")
    expected = [e for e in seed_entries() if holds(e, Verdict.MISSING, "causes")]
    assert expected and found(f"缺失:{name}") == expected == found(f"缺失：{name[:3]}")


def test_numbers_are_compared() -> None:
    low = found("总分<86")
    assert low and all(e.digest and e.digest.total is not None and e.digest.total < 86 for e in low)
    assert {e.path for e in found("总分＞=86")} == {e.path for e in seed_entries()} - {e.path for e in low}
    assert found("年度=2021") == [e for e in seed_entries() if e.year == "2021"]
    layer = CHINESE.layer("baseline")
    expected = [e for e in seed_entries() if e.digest and dict(e.digest.layers)["baseline"] < 90]  # type: ignore[operator]
    assert found(f"{layer}<90") == expected


def test_a_part_can_be_denied() -> None:
    counties = found("县级")
    assert counties and {e.path for e in found("!县级")} == {e.path for e in seed_entries()} - {
        e.path for e in counties
    }
    assert found("!总分<1000") == []


def test_what_is_open_is_found_by_its_number() -> None:
    entries = [e._replace(standing=Standing(open=at)) for at, e in enumerate(seed_entries())]
    assert [e.standing.open for e in found("待看>2", entries) if e.standing] == [3, 4]
    assert len(found("待看", entries)) == len(entries) - 1


def test_names_tell_apart_what_is_alike_and_copies_are_counted() -> None:
    card = scored_text("临江县2023年法治政府建设年度报告\n一、举措\n开展普法。\n", year=2023)
    other = scored_text("临江县2023年法治政府建设年度报告\n一、举措\n开展普法、督察。\n", year=2023)
    paths = {"in/上报0021.txt": card, "in/上报0022.txt": card, "in/上报0021改.txt": other}
    entries = told_apart([Entry.of(path, Digest.of(c, path, (1, 1)), CHINESE) for path, c in paths.items()])
    assert [e.file for e in entries] == ["0021", "0022", "0021改"]
    assert [e.same for e in entries] == [2, 2, 1]
    assert [e.file for e in told_apart(entries[:1])] == ["上报0021.txt"]
