"""Agreement of a rubric with reports that people labelled: by verdict, by criterion, and where they part.

A label file is YAML with the file name of a report under `report` (or `seed`) and, under `criteria`,
the verdict of each criterion that was read; `quotes`, `also_accepted` and `notes` may stand beside it.
It may also be a list of sentences, each with `text`, `criterion`, `verdict`, and `role`, `year`, `level` if need be.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scorer.errors import InputError, ScorerError
from scorer.model import Finding, Scorecard, Source, Verdict
from scorer.rules.yaml_lines import read_yaml

_SENTENCE = {"text", "criterion", "verdict"}
VERDICTS = tuple(verdict.value for verdict in Verdict)
LARGEST = 1_000_000  # bytes of one label file
MOST_QUOTES = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """One report with the verdicts that people gave it."""

    file: str
    source: Source
    facts: Mapping[str, Any]
    criteria: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the verdict that people gave it for one criterion."""

    name: str  # file and id or number
    body: Mapping[str, Any]  # as an example of a rubric: text, criterion, verdict, role, year, level


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of one report: the label, what the rubric found, and the words of both."""

    report: str
    criterion: str
    label: str
    found: str
    right: bool  # the label, or a verdict that the labels accept too
    said: tuple[str, ...]  # quotes of the label
    quotes: tuple[tuple[int, str], ...]  # (line, words) of the finding
    reason: str


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall, F1 and F2 (recall counts double), as shares; None where nothing could be asked."""

    labelled: int
    found: int
    hits: int

    @property
    def precision(self) -> float | None:
        return self.hits / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.hits / self.labelled if self.labelled else None

    def f(self, beta: int) -> float | None:
        """F-measure; with beta 2 a miss weighs more than a false alarm."""
        if not self.labelled and not self.found:
            return None
        square = beta * beta
        return (1 + square) * self.hits / (square * self.labelled + self.found)


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that a set of labels says of a rubric."""

    judged: tuple[Judged, ...]
    reports: int
    sentences: int = 0

    @property
    def right(self) -> int:
        """Verdicts that agree."""
        return sum(one.right for one in self.judged)

    def confusion(self) -> Counter[tuple[str, str]]:
        """Counts by (label, found); a verdict that is accepted too counts as the label."""
        return Counter((one.label, one.label if one.right else one.found) for one in self.judged)

    def kappa(self) -> float | None:
        """Cohen's kappa: agreement beyond chance; None where there is nothing but one verdict."""
        return kappa([(one.label, one.label if one.right else one.found) for one in self.judged])

    def verdict(self, verdict: str) -> Measure:
        """How well one verdict is found."""
        counts = self.confusion()
        labelled = sum(n for (label, _), n in counts.items() if label == verdict)
        found = sum(n for (_, got), n in counts.items() if got == verdict)
        return Measure(labelled, found, counts[(verdict, verdict)])

    def of(self, criterion: str) -> Agreement:
        """The part of one criterion."""
        return Agreement(tuple(one for one in self.judged if one.criterion == criterion), self.reports)

    def criteria(self) -> list[str]:
        """Criteria that were labelled, in the order of the rubric."""
        return list(dict.fromkeys(one.criterion for one in self.judged))

    def presence(self) -> Measure:
        """How well content (met or partial) is told from its absence."""
        pairs = [(one.label, one.label if one.right else one.found) for one in self.judged]
        there = ("met", "partial")
        hits = sum(label in there and got in there for label, got in pairs)
        return Measure(sum(label in there for label, _ in pairs), sum(got in there for _, got in pairs), hits)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs (label, found)."""
    count = len(pairs)
    if not count:
        return None
    agreed = sum(one == two for one, two in pairs) / count
    left, right = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    chance = sum(left[verdict] * right[verdict] for verdict in left) / (count * count)
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def agreement(
    labelled: Sequence[Labelled],
    judge: Callable[[Labelled], Scorecard],
    criteria: Sequence[str],
    sentences: Sequence[tuple[Sentence, Finding]] = (),
) -> Agreement:
    """Score every labelled report and hold the verdicts against the labels, and those of sentences as well."""
    found = [
        _held(one.name, one.body["criterion"], one.body, finding)
        for one, finding in sentences
        if one.body["criterion"] in criteria
    ]
    for one in labelled:
        card = judge(one)
        findings = {finding.criterion: finding for finding in card.findings}
        for name in criteria:
            label = one.criteria.get(name)
            if label is None or name not in findings:
                continue
            found.append(_held(one.source.name, name, label, findings[name]))
    order = {name: at for at, name in enumerate(criteria)}
    found.sort(key=lambda one: order[one.criterion])
    return Agreement(tuple(found), len(labelled), len(sentences))


def _held(report: str, criterion: str, label: Mapping[str, Any], finding: Finding) -> Judged:
    """One finding beside its label."""
    got = finding.verdict.value
    quotes = [(e.line, e.quote) for e in finding.evidence] or [(n.line, n.quote) for n in finding.near_misses]
    said = tuple(map(str, label.get("quotes") or ([label["text"]] if "text" in label else ())))[:MOST_QUOTES]
    right = got in (label["verdict"], *(label.get("also_accepted") or ()))
    return Judged(report, criterion, label["verdict"], got, right, said, tuple(quotes[:MOST_QUOTES]), finding.reason)


def read_labels(
    folder: str, read: Callable[[str], Source], reports: str = ""
) -> tuple[list[Labelled], list[Sentence], list[str]]:
    """The label files of a folder with their reports, labelled sentences, and names of YAML files that are no labels.

    A report is looked for in `reports`, else beside its labels, in a folder `seeds` or `reports` there or
    one or two levels up.
    """
    found: list[Labelled] = []
    sentences: list[Sentence] = []
    passed: list[str] = []
    for path in _yaml_files(folder):
        shown = path.replace(os.sep, "/")
        with open(path, "rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ScorerError("", file=shown, code="labels-large", values={"limit": str(LARGEST)})
        body, lines, faults = read_yaml(data.decode("utf-8", "replace"), shown)
        if faults:
            raise faults[0]
        if isinstance(body, list) and all(isinstance(row, dict) and set(row) >= _SENTENCE for row in body):
            for number, row in enumerate(body):
                _known_verdict(row["verdict"], str(row["criterion"]), shown, lines.of((number, "verdict")))
                sentences.append(Sentence(f"{os.path.basename(path)} {row.get('id') or number + 1}", row))
            continue
        if (
            not isinstance(body, dict)
            or not isinstance(body.get("criteria"), dict)
            or not ({"report", "seed"} & set(body))
        ):
            passed.append(os.path.basename(path))
            continue
        criteria = {}
        for name, label in body["criteria"].items():
            label = {"verdict": label} if isinstance(label, str) else label
            verdict = label.get("verdict") if isinstance(label, dict) else None
            _known_verdict(verdict, name, shown, lines.of(("criteria", name)))
            criteria[name] = label
        name = str(body.get("report") or body.get("seed"))
        source = read(_report_path(name, path, reports, shown))
        found.append(Labelled(shown, source, body.get("facts") or {}, criteria))
    return found, sentences, passed


def _known_verdict(verdict: Any, name: str, file: str, line: int) -> None:
    if verdict not in VERDICTS:
        values = {"name": name, "known": ", ".join(VERDICTS)}
        raise ScorerError("", file=file, line=line, code="labels-verdict", values=values)


def _yaml_files(folder: str) -> Iterator[str]:
    if os.path.isfile(folder):
        yield folder
        return
    if not os.path.isdir(folder):
        raise InputError("", file=folder, code="missing")
    for entry in sorted(os.listdir(folder)):
        if entry.endswith((".yaml", ".yml")) and not entry.startswith("."):
            yield os.path.join(folder, entry)


def _report_path(name: str, labels: str, reports: str, shown: str) -> str:
    base = os.path.dirname(os.path.abspath(labels))
    places = [reports] if reports else [base]
    for up in ("", "..", os.path.join("..", "..")) if not reports else ():
        places += [os.path.join(base, up, "seeds"), os.path.join(base, up, "reports")]
    for place in places:
        path = os.path.join(place, name)
        if os.path.isfile(path):
            return os.path.relpath(path)
    raise ScorerError("", file=shown, line=1, code="labels-report", values={"name": name})
