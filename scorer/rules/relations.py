"""What is wrong between rubric.yaml and the criteria of a draft: elements, signs, reasons, settings, weights, bands."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scorer.rules.draft import Draft, listed
from scorer.rules.merged import Merged
from scorer.rules.vocabulary import check_entry
from scorer.rules.weights import sums
from scorer.rules.yaml_lines import Lines
from scorer.text.normalise import fold

# By kind of criterion: the numbers and names that its judgement in code asks for.
SETTINGS = {
    "measures": ("figures", "acts"),
    "problems": ("least",),
    "plan": ("least",),
    "title": ("names",),
    "addressee": ("both",),
    "submitted": ("due",),
    "published": ("due",),
    "share": ("permille",),
}


def check_criteria(draft: Draft) -> None:
    """Note the faults of every relation; sums of weights only where there is no other fault."""
    element_of = _listed_criteria(draft)
    elements = {row["id"] for row in draft.rubric["elements"]}
    for body, lines in draft.criteria:
        _check_criterion(draft, body, lines, elements, element_of)
    for index, band in enumerate(draft.rubric["bands"]):
        if ("least" in band) == ("gate_missing" in band):
            draft.add("band", draft.rubric_lines.file, draft.rubric_lines.of(["bands", index]), band=band["id"])
    if not draft.faults:
        _check_weights(draft)


def _listed_criteria(draft: Draft) -> dict[str, str]:
    """Criterion -> element that lists it; faults of the listing itself are noted."""
    lines = draft.rubric_lines
    layers = [row["id"] for row in draft.rubric["layers"]]
    have = {body["id"] for body, _ in draft.criteria}
    element_of: dict[str, str] = {}
    for index, row in enumerate(draft.rubric["elements"]):
        if row["layer"] not in layers:
            line = lines.of(["elements", index])
            known = "、".join(layers)
            draft.add("unknown-layer", lines.file, line, element=row["id"], layer=row["layer"], known=known)
        for position, name in enumerate(row["criteria"]):
            line = lines.of(["elements", index, "criteria", position])
            if name in element_of:
                draft.add("twice-listed", lines.file, line, id=name)
            element_of[name] = row["id"]
            if name not in have:
                draft.add("no-criterion", lines.file, line, element=row["id"], id=name)
    return element_of


def _check_criterion(
    draft: Draft, body: dict[str, Any], lines: Lines, elements: set[str], element_of: Mapping[str, str]
) -> None:
    name, element, kind = body["id"], body["element"], body.get("kind", "signs")
    if not lines.file.endswith(f"/{name}.yaml"):
        draft.add("file-name", lines.file, lines.of(["id"]), id=name)
    if element not in elements:
        known = "、".join(row["id"] for row in draft.rubric["elements"])
        draft.add("unknown-element", lines.file, lines.of(["element"]), id=name, element=element, known=known)
    elif element_of.get(name) != element:
        draft.add("not-listed", lines.file, lines.of(["element"]), id=name, element=element)
    for setting in SETTINGS.get(kind, ()):
        if setting not in body.get("settings", {}):
            draft.add("settings", lines.file, lines.of(["settings"]), id=name, name=setting)
    if kind == "signs":
        _check_signs(draft, name, body, lines)


def _check_signs(draft: Draft, name: str, body: dict[str, Any], lines: Lines) -> None:
    signs: Mapping[str, Any] = body.get("signs", {})
    verdicts = body.get("verdicts", {})
    if not signs or not verdicts.get("met"):
        draft.add("no-signs", lines.file, lines.of(["verdicts" if "verdicts" in body else "id"]), id=name)
        return
    used: list[tuple[str, str, tuple[str | int, ...]]] = [
        (sign, f"verdicts.{verdict}", ("verdicts", verdict, index))
        for verdict, rows in verdicts.items()
        for index, row in enumerate(rows)
        for sign in row
    ]
    used += [
        (rule["says"], "exempt", ("exempt", index))
        for index, rule in enumerate(body.get("exempt", ()))
        if "says" in rule
    ]
    for sign, where, path in used:
        if sign not in signs:
            known = "、".join(signs)
            draft.add("unknown-sign", lines.file, lines.of(path), id=name, where=where, sign=sign, known=known)
    asked = {sign for sign, _, _ in used}
    for sign, sign_body in signs.items():
        line = lines.of(["signs", sign])
        if sign not in asked:
            draft.add("unused-sign", lines.file, line, id=name, sign=sign, known="、".join(sorted(asked)))
        reason = sign_body.get("reason")
        if reason and reason not in body.get("reasons", {}):
            draft.add("unknown-reason", lines.file, line, id=name, sign=sign, reason=reason)
        _check_lists(draft, name, sign, sign_body, lines)
    for part in ("until", "unless"):
        for position, entry in enumerate(listed(body.get(part, []))):
            check_entry(draft, fold(entry), f"{name} {part}", lines.file, lines.of([part, position]))


def _check_lists(draft: Draft, name: str, sign: str, body: dict[str, Any], lines: Lines) -> None:
    """The lists of words of one sign."""
    about = "object" if "object" in body else "topic"
    if "object" in body and "topic" in body:
        draft.add("twice-named", lines.file, lines.of(["signs", sign, "topic"]), id=name, sign=sign)
    lists: list[tuple[tuple[str | int, ...], Any]]
    lists = [((part,), body[part]) for part in (about, "act", "who", "until", "unless") if part in body]
    lists += [((part, index), words) for part in ("with", "needs") for index, words in enumerate(body.get(part, ()))]
    topic = {word for word in listed(body.get(about, [])) if not word.startswith("<")}
    for part, words in lists:
        place = ".".join(map(str, part))
        for position, entry in enumerate(listed(words)):
            line = lines.of(["signs", sign, *part, position])
            check_entry(draft, fold(entry), f"{name} signs.{sign}.{place}", lines.file, line)
            if part[0] in ("act", "with", "needs") and entry in topic:
                draft.add("overlap", lines.file, line, id=f"{name} signs.{sign}", word=entry)


def _check_weights(draft: Draft) -> None:
    wanted = draft.rubric.get("weights_sum")
    if wanted is None:
        return
    lines = draft.rubric_lines
    yearly = [body["id"] for body, _ in draft.criteria if isinstance(body["weight"], list)]
    totals = sums(body["weight"] for body, _ in draft.criteria)
    for total, years in totals.items():
        if total != Fraction(str(wanted)):
            draft.add(
                "weights-laid" if isinstance(lines, Merged) else "weights", lines.file, lines.of(["weights_sum"]),
                year=f"{years[0]}-{years[-1]}" if len(years) > 1 else years[0], sum=_decimal(total), wanted=wanted,
                who="、".join(yearly) if len(totals) > 1 else "criteria/*.yaml",
            )  # fmt: skip


def _decimal(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else f"{float(value):.2f}"
