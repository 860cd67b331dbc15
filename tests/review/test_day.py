"""A day's review by two readers, replayed: killed ten times, a report and the rubric changed, two desks at once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

from desk import DAY, opened
from reports import HERE, builtin

from scorer.judging.scoring import score
from scorer.model import Scorecard, Verdict
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes, read_path
from scorer.review.mark import DONE, State
from scorer.review.overlay import lay_over
from scorer.review.proof import prove
from scorer.review.readers import agreement
from scorer.review.reviews import Reviews

REPORTS = sorted((HERE / "labelled").glob("*.txt"))[:30]

# Decides as a person would, and says so only when the decision is kept.
READER = """
import random, sys
from scorer.judging.scoring import score
from scorer.model import Verdict
from scorer.pipeline import load_rubric, score_source
from scorer.reading.source import read_path
from scorer.review.overlay import lay_over
from scorer.review.reviews import Reviews
folder, who, second, seed, *paths = sys.argv[1:]
rubric, dice = load_rubric("fazhi-annual-report"), random.Random(int(seed))
reviews = Reviews.open(folder, who, rubric, second=second == "second")
for path in paths:
    card = score_source(read_path(path), rubric)
    view = lay_over(card, reviews.history, rubric, score, today="2026-03-02", reader=who, second=reviews.second)
    for key in view.open:
        verdict = dice.choice([view.mark(key).program, Verdict.MET, Verdict.PARTIAL])
        line = reviews.overrule(card, key, verdict, "理由")
        print(card.report.source.sha256, key, verdict.value, line.hash, flush=True)
"""


def reader(folder: Path, who: str, seed: int, *, second: bool = False) -> subprocess.Popen[str]:
    words = [str(folder), who, "second" if second else "first", str(seed), *map(str, REPORTS)]
    return subprocess.Popen([sys.executable, "-c", READER, *words], stdout=subprocess.PIPE, text=True)


def told(out: str) -> list[tuple[str, str, str, str]]:
    """Decisions that a reader was told are kept; the last line may be half of one."""
    rows = [tuple(line.split()) for line in out.split("\n")[:-1]]
    return [(row[0], row[1], row[2], row[3]) for row in rows if len(row) == 4]


def cards() -> list[Scorecard]:
    return [score_source(read_path(str(path)), builtin()) for path in REPORTS]


def test_a_day_of_two_readers(tmp_path: Path) -> None:
    folder, dice = tmp_path / "reviews", random.Random(11)
    promised: dict[tuple[str, str], str] = {}
    hashes: set[str] = set()
    for round_ in range(10):
        process = reader(folder, "王敏", round_)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(dice.uniform(0, 0.2))
        process.send_signal(signal.SIGKILL)
        for sha256, key, verdict, digest in told(first + process.communicate()[0]):
            promised[sha256, key] = verdict
            hashes.add(digest)
    rest = [reader(folder, "王敏", 20), reader(folder, "李强", 21, second=True)]
    for process in rest:
        out, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        hashes |= {row[3] for row in told(out)}
        if process is rest[0]:
            promised |= {row[:2]: row[2] for row in told(out)}
    all_cards = cards()
    reviews = opened(tmp_path)
    assert hashes <= {line.hash for line in reviews.lines}
    assert all(prove(path.read_bytes()).holds for path in folder.iterdir())
    for card in all_cards:
        view = lay_over(card, reviews.history, builtin(), score, today=DAY, reader="王敏")
        assert {mark.state for mark in view.all if mark.open} <= {State.DISPUTED}  # nothing but what is to be settled
        for mark in view.all:
            expected = promised.get((card.report.source.sha256, mark.key))
            assert expected is None or mark.verdict.value == expected
    found = agreement(reviews.history, "王敏", "李强")
    assert found.pairs > 20 and found.kappa is not None
    _changed_report(all_cards[0], reviews)
    _changed_rubric(all_cards[1], reviews)
    _two_desks(all_cards[2], tmp_path)


def _changed_report(card: Scorecard, reviews: Reviews) -> None:
    """The corrected report comes back: nothing counts before it is confirmed, and every word claimed stands there."""
    text = card.report.source.text
    at = len(text) // 2
    changed = score_source(
        read_bytes((text[:at] + "另有新的内容。" + text[at:]).encode(), card.report.source.name), builtin()
    )
    view = lay_over(changed, reviews.history, builtin(), score, today=DAY, reader="王敏")
    assert view.card == changed
    assert not [mark.key for mark in view.all if mark.state in DONE]
    came_back = [mark for mark in view.all if mark.state is State.PROPOSED]
    assert came_back and any(mark.state is State.LOOK_AGAIN for mark in view.all)
    for mark in came_back:
        assert mark.line is not None
        held = mark.line.decision.of_key(mark.key)
        assert held is not None
        spans = ["".join(changed.report.source.text[a:b].split()) for a, b in mark.spans]
        assert spans == ["".join(words.exact.split()) for words in held.quotes]


def _changed_rubric(card: Scorecard, reviews: Reviews) -> None:
    """A rubric that now calls everything met: what was overruled to met closes, the rest is open."""
    findings = tuple(
        f._replace(verdict=Verdict.MET) if f.verdict in (Verdict.PARTIAL, Verdict.MISSING) else f for f in card.findings
    )
    other = card._replace(rubric_sha256="a" * 64, findings=findings)
    view = lay_over(other, reviews.history, builtin(), score, today=DAY, reader="王敏", sample=Fraction(0))
    before = lay_over(card, reviews.history, builtin(), score, today=DAY, reader="王敏")
    for mark, finding in zip(view.marks, card.findings, strict=True):
        if finding.verdict not in (Verdict.PARTIAL, Verdict.MISSING):
            continue
        to_met = before.mark(mark.key).verdict is Verdict.MET
        assert mark.state is (State.CLOSED if to_met else State.LOOK_AGAIN)
        assert mark.verdict is Verdict.MET
        assert mark.open is not to_met


def _two_desks(card: Scorecard, tmp_path: Path) -> None:
    """Two desks of one person on one log: each sees the other's lines, undo takes back the last of either."""
    one, two = opened(tmp_path, "张丽"), opened(tmp_path, "张丽")
    keys = [finding.criterion for finding in card.findings]
    for number, key in enumerate(keys):
        (one if number % 2 else two).agree(card, key)
    taken = [desk.undo() for desk in (one, two, one)]
    assert [line.decision.held[0].key for line in taken if line] == keys[:-4:-1]
    assert len(opened(tmp_path, "张丽").history.lines("张丽")) == len(keys) + 3
