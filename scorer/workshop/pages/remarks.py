"""What a check of a rubric found: for a terminal, as JSON, as SARIF and as annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scorer import __version__
from scorer.locale.rubric import Say

if TYPE_CHECKING:
    from scorer.workshop.check import Remark

FORMATS = ("table", "json", "sarif", "github")


def rendered(name: str, remarks: Sequence[Remark], form: str, lang: str) -> str:
    """The remarks in one of the formats."""
    return {"table": _table, "json": _json, "sarif": _sarif, "github": _github}[form](name, remarks, lang)


def _table(name: str, remarks: Sequence[Remark], lang: str) -> str:
    say = Say(lang)
    if not remarks:
        return say("check.none", name=name) + "\n"
    lines = []
    for one in remarks:
        place = f"{one.file}:{one.line}" if one.line else one.file
        lines.append(f"{place}: {say('severity.' + one.severity)} [{one.code}] {one.why(lang)}".lstrip(": "))
        lines.append(f"  {one.mend(lang)}")
    errors = sum(one.severity == "error" for one in remarks)
    lines.append(say("check.count", name=name, errors=errors, warnings=len(remarks) - errors))
    return "\n".join(lines) + "\n"


def _json(name: str, remarks: Sequence[Remark], lang: str) -> str:
    rows = [
        {
            "code": one.code,
            "severity": one.severity,
            "file": one.file,
            "line": one.line,
            "why": one.why(lang),
            "mend": one.mend(lang),
        }
        for one in remarks
    ]
    return (
        json.dumps({"schema": "rubric-check/1", "rubric": name, "remarks": rows}, ensure_ascii=False, indent=1) + "\n"
    )


def _sarif(name: str, remarks: Sequence[Remark], lang: str) -> str:
    rules = {one.code: {"id": one.code} for one in remarks}
    results = [
        {
            "ruleId": one.code,
            "level": one.severity,
            "message": {"text": f"{one.why(lang)}\n{one.mend(lang)}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": one.file or name},
                        "region": {"startLine": max(1, one.line)},
                    }
                }
            ],
        }
        for one in remarks
    ]
    driver = {"name": "score rubric check", "version": __version__, "rules": list(rules.values())}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _github(name: str, remarks: Sequence[Remark], lang: str) -> str:
    lines = []
    for one in remarks:
        text = _escaped(f"{one.why(lang)}\n{one.mend(lang)}")
        place = f"file={_escaped(one.file or name, True)},line={max(1, one.line)},title={one.code}"
        lines.append(f"::{one.severity} {place}::{text}\n")
    return "".join(lines)


def _escaped(text: str, value: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if value else text
