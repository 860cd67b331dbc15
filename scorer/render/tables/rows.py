"""Scorecard -> the rows of the four tables, as JSON; `parquet` puts them into files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer import __version__
from scorer.render.record import encode, record
from scorer.render.tables.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from scorer.model import Scorecard
    from scorer.render.formats import Look, Scored

    Plain = Mapping[str, Any]

EXTENSION = ""
FILE_START = b""
FOR_PROGRAMS = True


def piece(card: Scorecard, look: Look) -> str:
    """The rows of one report by table, each row a list in the order of the columns."""
    plain = record(card, look)
    path = plain["report"]["path"]
    rows = {
        "reports": [_report(plain)],
        "verdicts": list(_verdicts(plain)),
        "quotes": list(_quotes(plain)),
        "checks": [
            {**check, "place": place, "name": check["id"], "start_at": check["start"], "end_at": check["end"]}
            for place, check in enumerate(plain["checks"], 1)
        ],
    }
    return encode(
        {
            table: [[{"path": path, **row}[column] for column in columns] for row in rows[table]]
            for table, columns in TABLES.items()
        }
    )


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """A line of rows for each report."""
    for one in scored:
        yield one.body + "\n"


def _report(plain: Plain) -> dict[str, Any]:
    facts, score, rubric, review = plain["report"], plain["score"], plain["rubric"], plain.get("review", {})
    return {
        **facts,
        **score,
        "baseline_complete": score["baseline"]["complete"],
        "baseline_missing": score["baseline"]["missing"],
        "elements": {element["id"]: element["score"] for element in plain["elements"]},
        "figures_tested": plain["figures"]["tested"],
        "figures_inconsistent": plain["figures"]["inconsistent"],
        "warnings": [warning["code"] for warning in plain["warnings"]],
        "rubric": rubric["id"],
        "rubric_version": rubric["version"],
        "rubric_sha256": rubric["sha256"],
        "program_version": __version__,
        "reviewed_total": review["score"]["total"] if review else None,
        "reviewed_band": review["score"]["band"] if review else None,
        "open": len(review["open"]) if review else None,
    }


def _verdicts(plain: Plain) -> Iterator[dict[str, Any]]:
    layers = {element["id"]: element["layer"] for element in plain["elements"]}
    lifts = {lift["criterion"]: lift["points"] for lift in plain["lifts"]}
    for criterion in plain["criteria"]:
        review = criterion.get("review", {})
        yield {
            **criterion,
            "criterion": criterion["id"],
            "layer": layers.get(criterion["element"]),
            "lift": lifts.get(criterion["id"], 0),
            "review_state": review.get("state"),
            "reviewed_verdict": review.get("verdict"),
        }


def _quotes(plain: Plain) -> Iterator[dict[str, Any]]:
    for criterion in plain["criteria"]:
        for kind, found in (("evidence", criterion["evidence"]), ("near-miss", criterion["near_misses"])):
            for place, words in enumerate(found, 1):
                yield {
                    "page": None,
                    "sign": None,
                    "why": None,
                    "recognised": False,
                    **words,
                    "criterion": criterion["id"],
                    "kind": kind,
                    "place": place,
                    "start_at": words["start"],
                    "end_at": words["end"],
                }
