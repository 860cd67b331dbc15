"""Overlays: the files of one rubric laid over another, with the place that every value comes from.

What an overlay states goes before what stands below it; what it does not state stays.

- Mappings are laid over key by key; a list or a plain value takes the place of the one below.
- Examples, legal bases, exemptions and rows of verdicts are added behind those below; an example
  with the text of one below takes its place.
- `{add: […], drop: […]}` changes a list of words; `disabled: true` takes a sign out with its rows.
- `disabled` of rubric.yaml keeps a criterion on the card as exempt, with the reason given.
- A criterion is changed under `change: ID`; a file with an `id` that is known below is a conflict,
  and so is a value stated both in rubric.yaml and in a criterion's file of the same overlay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from scorer.model import Level
from scorer.rules.draft import Draft, folded
from scorer.rules.laying import adjusted, lay_over
from scorer.rules.merged import Fixed, Merged, Shifted
from scorer.rules.naming import renamed
from scorer.rules.weights import scale
from scorer.rules.yaml_lines import At, Lines

SHORT = {"weights": "weight", "gates": "gate", "names": "name"}  # rubric.yaml of an overlay -> key of the criterion
PLAIN = ("weights_sum", "credit", "counts_in", "flags", "reasons", "checks", "id", "version", "name")

Parsed = tuple[str, dict[str, Any], Lines]  # part, mapping and lines of one file


@dataclass(slots=True)
class Layering:
    """One rubric with overlays being laid over it."""

    draft: Draft
    chain: list[dict[str, Any]] = field(default_factory=list)  # what each layer says of itself, the lowest first
    off: dict[str, dict[str, Any]] = field(default_factory=dict)  # criteria switched off: reason, file, line
    scaled_at: At | None = None  # where the lowest `balance: scale` stands
    touched: dict[str, int] = field(default_factory=dict)  # criterion: layer that last stated its weight
    # Of the overlay being laid: where a file of a criterion states what rubric.yaml may state as well.
    stated: dict[tuple[str, str], At] = field(default_factory=dict)

    def criterion(self, name: str) -> tuple[dict[str, Any], Merged] | None:
        """A criterion of the draft with its lines."""
        for body, lines in self.draft.criteria:
            if body["id"] == name and isinstance(lines, Merged):
                return body, lines
        return None

    def changeable(self, name: str, at: At) -> tuple[dict[str, Any], Merged] | None:
        """A criterion to be changed; a fault where there is none or it is switched off."""
        found = self.criterion(name)
        if found is None:
            close = "、".join(get_close_matches(name, [body["id"] for body, _ in self.draft.criteria], 3, 0.5))
            self.draft.add("change-unknown", at.file, at, id=name, close=close or "score rubric show")
        elif name in self.off:
            where = f"{self.off[name]['file']}:{self.off[name]['line']}"
            self.draft.add("change-off", at.file, at, id=name, where=where)
            return None
        return found


def start(draft: Draft) -> Layering:
    """Take the lowest rubric as it was read."""
    draft.rubric_lines = Merged(draft.rubric_lines)
    draft.criteria = [(body, Merged(lines)) for body, lines in draft.criteria]
    return Layering(draft, [_link(draft.rubric)])


def lay(layering: Layering, parsed: Sequence[Parsed]) -> None:
    """Lay the parsed files of one overlay over what stands: words, then criteria, then rubric.yaml."""
    layering.stated = {}
    for part, body, lines in parsed:
        if part == "words":
            _lay_words(layering.draft, body["words"], lines)
    for part, body, lines in parsed:
        if part == "criteria":
            (_change_criterion if "change" in body else _add_criterion)(layering, body, lines)
    for part, body, lines in parsed:
        if part == "rubric":
            _lay_rubric(layering, body, lines)


def balance(layering: Layering) -> None:
    """Scale the weights that neither the lowest scaling overlay nor one above it states."""
    draft, at = layering.draft, layering.scaled_at
    scaling = [index for index, link in enumerate(layering.chain) if link.get("balance") == "scale"]
    wanted = draft.rubric.get("weights_sum")
    if not scaling or wanted is None or at is None:
        return
    fixed = {name for name, layer in layering.touched.items() if layer >= scaling[0]}
    before = {body["id"]: body["weight"] for body, _ in draft.criteria}
    scale(draft.criteria, fixed, Fraction(str(wanted)))
    for body, lines in draft.criteria:
        if body["weight"] != before[body["id"]] and isinstance(lines, Merged):
            lines.replaced(("weight",), before[body["id"]])
            lines.forget(("weight",))
            lines.note(("weight",), at)


def _lay_words(draft: Draft, classes: Mapping[str, Any], lines: Lines) -> None:
    for name, body in classes.items():
        at = At.of(lines.of(("words", name)), lines.file)
        if name not in draft.words:
            if not ({"any", "patterns"} & set(body)) or any(isinstance(value, dict) for value in body.values()):
                close = "、".join(get_close_matches(name, list(draft.words), 3, 0.5))
                draft.add("class-unknown", at.file, at, name=name, close=close)
                continue
            draft.words[name] = {}
        elif draft.shared(name):
            draft.replaced.append(name)
        new = dict(draft.words[name])
        for key, value in body.items():
            if key == "replaces":  # said anyway: what an overlay states replaces
                continue
            stated = folded({key: value})[key] if not isinstance(value, dict) else value
            new[key] = adjusted(draft, new.get(key, []), stated, At.of(lines.of(("words", name, key)), lines.file))
        draft.words[name] = new
        draft.origin[name] = (lines.file, int(at))
        draft.word_lines[name] = lines


def _add_criterion(layering: Layering, body: dict[str, Any], lines: Lines) -> None:
    draft = layering.draft
    found = layering.criterion(body["id"])
    if found is not None:
        draft.add("already", lines.file, lines.of(("id",)), id=body["id"], where=found[1].file)
        return
    draft.criteria.append((body, Merged(lines)))
    draft.add_words(body.get("words", {}), lines)
    layering.touched[body["id"]] = len(layering.chain)


def _change_criterion(layering: Layering, body: dict[str, Any], lines: Lines) -> None:
    draft = layering.draft
    known = layering.changeable(body["change"], At.of(lines.of(("change",)), lines.file))
    if known is None:
        return
    old, merged = known
    for key in SHORT.values():
        if key in body:
            layering.stated[(old["id"], key)] = At.of(lines.of((key,)), lines.file)
    if "weight" in body:
        layering.touched[old["id"]] = len(layering.chain)
    if "words" in body:
        _lay_words(draft, body["words"], lines)
    if "element" in body and body["element"] != old["element"]:
        for row in draft.rubric["elements"]:
            row["criteria"] = [name for name in row["criteria"] if name != old["id"]]
    change = {key: value for key, value in body.items() if key not in ("change", "words", "signs")}
    lay_over(draft, old, change, merged, lines)
    if "signs" in body:
        old.setdefault("signs", {})
        stated = {name: sign for name, sign in body["signs"].items() if not sign.get("disabled")}
        kept = {name: renamed(draft, old, name, sign, lines) for name, sign in stated.items()}
        lay_over(draft, old["signs"], kept, merged, lines, ("signs",), ("signs",))
        for name in body["signs"]:
            if name not in kept:
                _sign_off(draft, old, name, At.of(lines.of(("signs", name)), lines.file))


def _sign_off(draft: Draft, body: dict[str, Any], name: str, at: At) -> None:
    """Take a sign out of a criterion, with the rows and exemptions that ask for it."""
    signs = body.get("signs", {})
    if name not in signs:
        draft.add("unknown-sign", at.file, at, id=body["id"], where="signs", sign=name, known="、".join(signs))
        return
    del signs[name]
    rows_left = {verdict: [r for r in rows if name not in r] for verdict, rows in body.get("verdicts", {}).items()}
    body["verdicts"] = {verdict: rows for verdict, rows in rows_left.items() if rows}
    body["exempt"] = [rule for rule in body.get("exempt", ()) if rule.get("says") != name]


def _lay_rubric(layering: Layering, body: dict[str, Any], lines: Lines) -> None:
    draft = layering.draft
    for key in ("layers", "elements", "bands"):
        for index, row in enumerate(body.get(key, ())):
            _lay_row(draft, key, row, index, lines)
    if "bands" in body:
        draft.rubric["bands"].sort(key=lambda row: -float(row.get("least", 1000)))
    lay_over(draft, draft.rubric, {key: body[key] for key in PLAIN if key in body}, _merged(draft), lines)
    _lay_short(layering, body, lines)
    _narrow(layering, body.get("only", {}), lines)
    for name, reason in body.get("disabled", {}).items():
        at = At.of(lines.of(("disabled", name)), lines.file)
        known = layering.changeable(name, at)
        if known:
            layering.off[name] = {"reason": reason, "file": at.file, "line": int(at)}
            _switch_off(*known, reason, at)
    if body.get("balance") == "scale" and layering.scaled_at is None:
        layering.scaled_at = At.of(lines.of(("balance",)), lines.file)
    link = {**_link(body), "applies": body.get("applies", {}), "balance": body.get("balance", "exact")}
    layering.chain.append(link)
    _list_new(draft)


def _merged(draft: Draft) -> Merged:
    lines = draft.rubric_lines
    assert isinstance(lines, Merged)  # since `start`
    return lines


def _lay_row(draft: Draft, key: str, row: dict[str, Any], index: int, lines: Lines) -> None:
    """A layer, element or band changed or added; the row stands at `key`, `index` of its file."""
    rows, merged = draft.rubric[key], _merged(draft)
    for number, known in enumerate(rows):
        if known["id"] == row["id"]:
            change = {k: v for k, v in row.items() if k not in ("id", "criteria")}
            lay_over(draft, known, change, merged, lines, (key, number), (key, index))
            if key == "elements":
                known["criteria"] += [name for name in row.get("criteria", ()) if name not in known["criteria"]]
            return
    rows.append({"criteria": [], **row} if key == "elements" else row)
    merged.take((key, len(rows) - 1), row, lines, (key, index))


def _lay_short(layering: Layering, body: dict[str, Any], lines: Lines) -> None:
    """`weights: {ID: …}` and its like: one key of many criteria."""
    draft = layering.draft
    for short, key in SHORT.items():
        for name, value in body.get(short, {}).items():
            at = At.of(lines.of((short, name)), lines.file)
            if (name, key) in layering.stated:
                where = layering.stated[(name, key)].place
                draft.add("stated-twice", at.file, at, id=name, key=key, where=where)
                continue
            known = layering.changeable(name, at)
            if known:
                shifted = Shifted(lines, (short, name), key)
                lay_over(draft, known[0], {key: value}, known[1], shifted, (), (short, name))
                if key == "weight":
                    layering.touched[name] = len(layering.chain)


def _narrow(layering: Layering, only: Mapping[str, Any], lines: Lines) -> None:
    """`only: {ID: {from, levels}}`: exemptions for the years before and for the other levels."""
    for name, rule in only.items():
        at = At.of(lines.of(("only", name)), lines.file)
        known = layering.changeable(name, at)
        if known:
            rows = list(_narrowed(rule))
            first = len(known[0].setdefault("exempt", []))
            known[0]["exempt"] += rows
            for index, row in enumerate(rows):
                known[1].take(("exempt", first + index), row, Fixed(lines.file, at), ())


def _narrowed(rule: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if "from" in rule:
        yield {"before": rule["from"], "unless": "met", "reason": rule["reason"]}
    if "levels" in rule:
        others = [level.value for level in Level if level.value not in rule["levels"]]
        yield {"levels": others, "reason": rule["reason"]}


def _switch_off(body: dict[str, Any], merged: Merged, reason: dict[str, str], at: At) -> None:
    """Keep the criterion on the card as exempt with the reason."""
    for key in ("signs", "verdicts", "exempt", "gate"):
        body.pop(key, None)
    body["kind"] = "off"
    body["reasons"] = {**body.get("reasons", {}), "off": reason}
    body["examples"] = []
    merged.note(("kind",), at)
    merged.note(("reasons", "off"), at)


def _list_new(draft: Draft) -> None:
    """New criteria stand at the end of the element that they name, if nothing lists them."""
    rows = draft.rubric["elements"]
    listed = {name for row in rows for name in row["criteria"]}
    for body, lines in draft.criteria:
        if body["id"] not in listed:
            for index, row in enumerate(rows):
                if row["id"] == body["element"]:
                    at = At.of(lines.of(("element",)), lines.file)
                    draft.rubric_lines.note(("elements", index, "criteria", len(row["criteria"])), at)
                    row["criteria"] = [*row["criteria"], body["id"]]


def _link(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": body["id"], "version": str(body["version"]), "name": dict(body["name"])}
