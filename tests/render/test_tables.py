"""Parquet tables: the same facts as the JSON scorecard, whole or not there, and the questions of the docs answered."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from readme_blocks import DATA, ROOT, refreshed
from reports import SEEDS

from scorer.commands.cli import main
from scorer.locale.columns import KINDS, TEXTS
from scorer.render.tables.columns import TABLES

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tables of the seeds in it, and their scorecards as JSON."""
    place = tmp_path_factory.mktemp("place")
    assert main([str(SEEDS), "--format", "parquet", "--output", str(place / "tables")]) == 0
    assert main([str(SEEDS), "--format", "json", "--output", str(place / "cards.json")]) == 0
    return place


@pytest.fixture(scope="module")
def cards(place: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((place / "cards.json").read_text(encoding="utf-8"))
    return found


def asked(query: str) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = duckdb.sql(query).fetchall()
    return rows


def test_tables_tell_what_the_scorecards_tell(place: Path, cards: list[dict[str, object]]) -> None:
    tables = place / "tables"
    assert sorted(path.name for path in tables.iterdir()) == sorted(f"{table}.parquet" for table in TABLES)
    told: dict[str, list[tuple[object, ...]]] = {"reports": [], "verdicts": [], "quotes": [], "checks": []}
    for card in json.loads(json.dumps(cards)):
        path = card["report"]["path"]
        told["reports"].append((path, card["report"]["year"], card["score"]["total"], card["score"]["layers"]))
        told["checks"] += [(path, check["id"], check["start"], check["message"]) for check in card["checks"]]
        for one in card["criteria"]:
            told["verdicts"].append((path, one["id"], one["verdict"], one["weight"], one["points"], one["mend"]))
            for words in one["evidence"]:
                told["quotes"].append((path, one["id"], words["quote"], words["start"], words["line"], None))
            for words in one["near_misses"]:
                told["quotes"].append((path, one["id"], words["quote"], words["start"], words["line"], words["why"]))
    columns = {
        "reports": "path, year, total, layers",
        "verdicts": "path, criterion, verdict, weight, points, mend",
        "quotes": "path, criterion, quote, start_at, line, why",
        "checks": "path, name, start_at, message",
    }
    for table, names in columns.items():
        assert asked(f"SELECT {names} FROM '{tables}/{table}.parquet'") == told[table]
        assert told[table]


@pytest.mark.parametrize("page", DATA)
def test_questions_of_the_page_are_answered(
    place: Path, cards: list[dict[str, object]], page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    queries = re.findall(r"```sql\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    most, lacking, means = (asked(query) for query in queries)
    assert ("county", "petitions") in [row[:2] for row in most]
    plain = json.loads(json.dumps(cards))
    gaps = [
        (card["report"]["jurisdiction"], one["id"], one["near_misses"][0]["quote"] if one["near_misses"] else None)
        for card in plain
        for one in card["criteria"]
        if one["verdict"] == "missing" and card["report"]["path"] and one["id"] in ("causes", "duty-reports")
    ]
    assert gaps and set(gaps) <= {(row[0], row[2], row[6]) for row in lacking}
    assert sum(int(str(row[2])) for row in means) == len(cards)
    wrong = [card["report"]["year"] for card in plain if card["figures"]["inconsistent"]]
    assert wrong and {row[1] for row in means if float(str(row[5])) > 0} == set(wrong)


@pytest.mark.parametrize("page", DATA)
def test_page_tells_of_every_column(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert refreshed(text, DATA[page]) == text, "run `make readme`"
    assert set(TEXTS) == {*TABLES, *(f"{table}.{name}" for table, columns in TABLES.items() for name in columns)}
    assert {kind for columns in TABLES.values() for kind in columns.values()} == set(KINDS)
    assert all(f"begin columns: {table}" in text for table in TABLES)


def test_tables_are_replaced_whole_and_nothing_else_is(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = place / "tables"
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    words = [str(SEEDS), "--format", "parquet", "--lang", "zh", "--output"]
    assert main([*words, str(tables)]) == 0
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before
    (place / "other").mkdir()
    (place / "other" / "letter.txt").touch()
    for target in (place / "other", place / "cards.json"):
        assert main([*words, str(target)]) == 2
    assert [path.name for path in (place / "other").iterdir()] == ["letter.txt"]
    assert not [path for path in place.iterdir() if path.name.startswith(".")]
    capsys.readouterr()
    assert main(words[:-1]) == 2
    assert "--output" in capsys.readouterr().err


def test_broken_off_writing_leaves_the_earlier_tables(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = place / "tables"
    before = {path.name: path.read_bytes() for path in tables.iterdir()}

    def broken(*_: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scorer.render.tables.parquet._table", broken)
    assert main([str(SEEDS), "--format", "parquet", "--output", str(tables)]) == 2
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before
    assert not [path for path in place.iterdir() if path.name.startswith(".")]


def test_no_report_is_four_empty_tables_and_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()
    assert main([str(empty), "--format", "parquet", "--output", str(tmp_path / "tables")]) == 3
    assert asked(f"SELECT count(*) FROM '{tmp_path}/tables/quotes.parquet'") == [(0,)]
    odd = str(tmp_path / "\udcff.txt")
    Path(odd).write_bytes(next(SEEDS.glob("004*")).read_bytes())
    assert main([odd, "--format", "parquet", "--output", str(tmp_path / "tables")]) == 0
    assert asked(f"SELECT path FROM '{tmp_path}/tables/reports.parquet'") == [(f"{tmp_path}/?.txt",)]
