"""Examples of a rubric as they ran: the failures in full, for a terminal or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scorer.locale.rubric import Say
from scorer.render.cells import clean

if TYPE_CHECKING:
    from scorer.locale.wording import Wording
    from scorer.workshop.examples import Outcome

FORMATS = ("table", "json")
Place = tuple[str, int]


def table(
    name: str,
    outcomes: Sequence[Outcome],
    silent: Sequence[tuple[str, str]],
    places: Mapping[tuple[str, str | int], Place],
    signs: int,
    wording: Wording,
    *,
    coverage: bool,
) -> str:
    """Each failure with the text, what fired where, and the verdict wanted and got; then the count."""
    say = Say(wording.lang)
    lines: list[str] = []
    for one in outcomes:
        if one.right:
            continue
        file, line = places[(one.criterion, one.number)]
        lines.append(f"{file}:{line}: {say('test.head', criterion=one.criterion, number=one.number)}")
        lines.append(f"  {say('test.text')}  {clean(one.text)}")
        lines.append(f"  {say('test.role')}  {wording.find('role.' + one.role, one.role)}")
        for what, wanted in one.faults:
            if what == "verdict":
                reason = wording.find("reason." + one.reason, wording.why(one.reason))
                verdicts = [wording.find("verdict." + verdict, verdict) for verdict in (wanted, one.got)]
                told = f"  {say('test.wanted')}  {verdicts[0]}    {say('test.got')}  {verdicts[1]}"
                lines.append(f"{told}    {say('test.why')}  {reason}")
            else:
                lines.append(f"  {say('test.' + ('quote' if what == 'quote' else 'near'), value=wanted)}")
        lines.append(f"  {say('test.seen') if one.seen else say('test.nothing')}")
        for seen in one.seen:
            gives = say({"full": "test.full", "half": "test.half", "near": "test.miss"}[seen.gives])
            why = f" · {wording.why(seen.why)}" if seen.why else ""
            role = wording.find("role." + seen.role, seen.role)
            lines.append(f"    {seen.sign}: {gives}{why} · {role} · “{clean(seen.clause)}”")
            detail = [say("test.words") + " / ".join(seen.words)] if seen.words else []
            detail += [say("test.flags") + ", ".join(seen.flags)] if seen.flags else []
            if detail:
                lines.append(f"      {' · '.join(detail)}")
        lines.append("")
    if coverage:
        for criterion, sign in silent:
            file, line = places[(criterion, sign)]
            lines.append(f"{file}:{line}: {criterion} signs.{sign}: {say('test.silent')}")
    right = sum(one.right for one in outcomes)
    lines.append(say("test.count", name=name, right=right, all=len(outcomes)))
    if coverage:
        lines.append(say("test.coverage", fired=signs - len(silent), all=signs))
    return "\n".join(lines) + "\n"


def record(
    name: str,
    outcomes: Sequence[Outcome],
    silent: Sequence[tuple[str, str]],
    places: Mapping[tuple[str, str | int], Place],
) -> str:
    """All examples as JSON."""
    rows = []
    for one in outcomes:
        file, line = places[(one.criterion, one.number)]
        rows.append(
            {
                "criterion": one.criterion,
                "number": one.number,
                "file": file,
                "line": line,
                "text": one.text,
                "role": one.role,
                "wanted": one.wanted,
                "got": one.got,
                "right": one.right,
                "reason": one.reason,
                "faults": [{"what": what, "wanted": wanted} for what, wanted in one.faults],
                "fired": sorted(one.fired),
                "seen": [
                    {
                        "sign": s.sign,
                        "clause": s.clause,
                        "words": list(s.words),
                        "gives": s.gives,
                        "why": s.why,
                        "role": s.role,
                        "flags": list(s.flags),
                    }
                    for s in one.seen
                ],
            }
        )
    dead = [{"criterion": c, "sign": s, "file": places[(c, s)][0], "line": places[(c, s)][1]} for c, s in silent]
    plain = {"schema": "rubric-test/1", "rubric": name, "examples": rows, "silent": dead}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
