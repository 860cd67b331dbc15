"""What people decided, in the papers: the verdict in effect, and the program's beside it."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook
from papers_data import look
from reports import SEEDS, builtin, scored_seed

from scorer.commands.cli import main
from scorer.locale.wording import Wording
from scorer.model import Verdict
from scorer.reading.source import read_bytes
from scorer.render.entry import Entry, entry
from scorer.render.formats import load_format, scored
from scorer.render.notice.letter import sort_marks
from scorer.render.voices import Voices
from scorer.review.mark import Reviewed

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))

from desk import laid, opened, with_verdict  # noqa: E402


@pytest.fixture
def reviewed(tmp_path: Path) -> tuple[Reviewed, str]:
    """A seed of which a missing criterion was overruled."""
    card = scored_seed("003")
    criterion = with_verdict(card, Verdict.MISSING)
    reviews = opened(tmp_path)
    reviews.overrule(card, criterion, Verdict.MET, note="第9行写了", quotes=[(0, 5)])
    return laid(card, reviews), criterion


def entry_of(reviewed: Reviewed) -> Entry:
    wording = Wording("zh", builtin())
    return entry(reviewed.card, wording, builtin(), Voices(reviewed, wording))


def rendered_reviewed(name: str, reviewed: Reviewed) -> bytes:
    shown = look(False)._replace(voices=Voices(reviewed, look().wording), reviews=True)
    module = load_format(name)
    made = [scored(reviewed.card, module.piece(reviewed.card, shown))]
    return b"".join(part if isinstance(part, bytes) else part.encode() for part in module.whole(made, shown))


def test_entry_has_both_voices(reviewed: tuple[Reviewed, str]) -> None:
    one = entry_of(reviewed[0])
    mark = one.mark(reviewed[1])
    assert (mark.verdict, mark.program) == (Verdict.MET, Verdict.MISSING)
    assert "王敏" in mark.remark and "第9行写了" in mark.remark
    assert one.program_total == reviewed[0].program.total != one.total
    assert [m.id for m in one.marks if m.program is not None] == [reviewed[1]]


def test_entry_without_a_review_has_one_voice() -> None:
    one = entry(scored_seed("003"), look().wording, builtin())
    assert one.review == "" and one.program_total is None
    assert {(mark.program, mark.remark) for mark in one.marks} == {(None, "")}


def test_word_sheet_shows_the_program_beside_the_person(reviewed: tuple[Reviewed, str]) -> None:
    text = read_bytes(rendered_reviewed("docx", reviewed[0]), "a.docx").text
    assert "程序：缺失" in text and "七、复核意见" in text and "第9行写了" in text and "程序总分" in text


def test_workbook_has_columns_of_the_review(reviewed: tuple[Reviewed, str]) -> None:
    book = load_workbook(BytesIO(rendered_reviewed("xlsx", reviewed[0])))
    heads = [cell.value for cell in book["总表"][2]]
    assert "程序总分" in heads and "复核" in heads
    rows = list(book["依据"].iter_rows(values_only=True))
    at = rows[0].index("程序判定")
    assert any(row[4] == "具备" and row[at] == "缺失" and "王敏" in row[at + 1] for row in rows[1:])


def test_page_shows_the_program_beside_the_person(reviewed: tuple[Reviewed, str]) -> None:
    tree = html.document_fromstring(rendered_reviewed("html", reviewed[0]).decode())
    cells = [cell.text_content() for cell in tree.xpath("//td[@class='v']") if "程序" in cell.text_content()]
    assert cells == ["具备程序：缺失"]


@pytest.mark.parametrize("name", ["brief", "sarif", "junit"])
def test_other_formats_follow_the_verdict_in_effect(name: str, reviewed: tuple[Reviewed, str]) -> None:
    made = rendered_reviewed(name, reviewed[0]).decode()
    assert made
    if name == "sarif":
        assert f'"ruleId": "{reviewed[1]}"' not in made


def test_decided_criterion_is_no_longer_asked_in_a_notice(tmp_path: Path) -> None:
    card = scored_seed("003")
    criterion = with_verdict(card, Verdict.MISSING)
    reviews = opened(tmp_path)
    before = entry_of(laid(card, reviews))
    reviews.agree(card, criterion)
    after = entry_of(laid(card, reviews))
    doubted = before._replace(marks=tuple(m._replace(doubtful=True) for m in before.marks))
    assert criterion in [mark.id for mark in sort_marks(doubted)["questions"]]
    assert criterion not in [mark.id for mark in sort_marks(after)["questions"]]


@pytest.mark.parametrize("name", ["brief", "html"])
def test_paper_tells_the_review_status_once(
    name: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    card = scored_seed("003")
    reviews = opened(tmp_path)
    reviews.overrule(card, with_verdict(card, Verdict.MISSING), Verdict.MET, note="第9行写了", quotes=[(0, 5)])
    words = [str(SEEDS / card.report.source.name), "--format", name, "--reviews", str(tmp_path / "reviews")]
    assert main(words) == 0
    told = capsysbinary.readouterr().out.decode()
    status = entry_of(laid(card, reviews)).review.split("，")[0]
    assert status and told.count(status) == 1
    assert "85.6" in told  # the program's total beside the one in effect
