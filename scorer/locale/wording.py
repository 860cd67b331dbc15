"""Verdicts, labels and reasons as reviewers read them, the same in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction
    from typing import Any

    from scorer.errors import ScorerError
    from scorer.model import Finding, Level, Note, Role, Verdict
    from scorer.rules.record import Record
    from scorer.rules.rubric import Rubric

LANGUAGES = ("zh", "en")


def interface_texts(lang: str) -> dict[str, str]:
    """The interface's own sentences; only the language asked for is loaded."""
    if lang == "en":
        from scorer.locale.en import TEXTS
    else:
        from scorer.locale.zh import TEXTS
    return TEXTS


class Wording:
    """One language: the interface's sentences and the texts of one rubric."""

    def __init__(self, lang: str, rubric: Rubric | None = None, records: Mapping[str, Record] | None = None) -> None:
        self.lang = lang
        self._records = records or {}
        self._profile: Mapping[str, Any] = (rubric.data.get("profile") or {}) if rubric else {}
        self._texts = interface_texts(lang)
        self._criteria = {c.id: c for c in rubric.criteria} if rubric else {}
        self._names: dict[str, Mapping[str, str]] = {}
        if rubric:
            self._names = {
                **{"layer " + layer.id: layer.name for layer in rubric.layers},
                **{"element " + element.id: element.name for element in rubric.elements},
                **{"band " + band.id: band.name for band in rubric.bands},
            }
        self._reasons = rubric.reasons if rubric else {}

    def say(self, key: str, **values: object) -> str:
        """The sentence of a key, with its values filled in."""
        text = self._texts[key]
        return text.format(**values) if values else text

    def find(self, key: str, otherwise: str) -> str:
        """The sentence of a key that may be unknown here."""
        return self._texts.get(key, otherwise)

    def of(self, texts: Mapping[str, str]) -> str:
        """A text of the rubric in this language; Chinese where the other is not given."""
        return texts.get(self.lang) or texts.get("zh") or ""

    def verdict(self, verdict: Verdict) -> str:
        return self._texts["verdict." + verdict.value]

    def role(self, role: Role) -> str:
        return self._texts["role." + role.value]

    def level(self, level: Level) -> str:
        return self._texts["level." + level.value]

    def layer(self, id_: str) -> str:
        return self._name("layer", id_)

    def element(self, id_: str) -> str:
        return self._name("element", id_)

    def band(self, id_: str) -> str:
        return self._name("band", id_)

    def _name(self, kind: str, id_: str) -> str:
        found = self._names.get(f"{kind} {id_}")
        return self.of(found) if found else id_

    def criterion(self, id_: str) -> str:
        """The name of a criterion."""
        found = self._criteria.get(id_)
        return self.of(found.name) if found else id_

    def criteria(self, ids: Sequence[str]) -> str:
        """The names of several criteria in one line."""
        return self._texts["card.comma"].join(self.criterion(i) for i in ids)

    def element_of(self, criterion: str) -> str:
        """The id of the element that a criterion counts in."""
        found = self._criteria.get(criterion)
        return found.element if found else ""

    def layer_of(self, criterion: str) -> str:
        """The id of the layer that a criterion counts in."""
        found = self._criteria.get(criterion)
        return found.layer if found else ""

    def profile(self) -> str:
        """The overlay that a report is judged by, and what it stands on; empty for a rubric that stands alone."""
        chain = self._profile.get("chain", ())
        return " ← ".join(f"{self.of(link['name'])} {link['id']} {link['version']}" for link in reversed(chain))

    def record(self, criterion: str) -> str:
        """How far the verdicts of a criterion were confirmed; empty where the rubric was never measured."""
        if not self._records:
            return ""
        known = self._records.get(criterion)
        if known is None:
            return self.say("record.none")
        words = self.say("record.words", right=known.right, of=known.of, set=known.set)
        return self.say("record.review", words=words) if known.review else words

    def record_values(self, criterion: str) -> dict[str, object] | None:
        """The same for programs; None where the rubric was never measured."""
        if not self._records:
            return None
        known = self._records.get(criterion)
        if known is None:
            return {"right": 0, "of": 0, "set": None, "review": True}
        return {"right": known.right, "of": known.of, "set": known.set, "review": known.review}

    def to_review(self) -> list[str]:
        """Criteria with a poor or no record, where there is a record at all."""
        known = self._records
        return [name for name in self._criteria if name not in known or known[name].review] if known else []

    def mend(self, criterion: str) -> str:
        """What the reporting body should write."""
        found = self._criteria.get(criterion)
        return self.of(found.mend) if found else ""

    def asks(self, criterion: str) -> str:
        """What the criterion asks of a report."""
        found = self._criteria.get(criterion)
        return self.of(found.asks) if found else ""

    def why(self, code: str) -> str:
        """Why words that look like evidence do not count."""
        return self._texts.get("why." + code, code)

    def reason(self, finding: Finding) -> str:
        """Why a criterion was judged so: the criterion's sentence, else the rubric's, else the interface's."""
        values = dict(finding.detail)
        criterion = self._criteria.get(finding.criterion)
        for texts in (criterion.reasons if criterion else {}, self._reasons):
            if finding.reason in texts:
                return fill(self.of(texts[finding.reason]), values)
        if criterion and finding.verdict.value == "exempt":
            for rule in criterion.exemptions:
                code = "exempt-said" if rule.says else "exempt-level" if rule.levels else "exempt-year"
                if finding.reason == code and rule.reason:
                    return fill(self.of(rule.reason), values)
        known = self._texts.get("reason." + finding.reason) or self._texts.get("why." + finding.reason)
        if known is None or finding.reason in (finding.verdict.value, "absent"):
            near = "-near" if finding.verdict.value == "missing" and finding.near_misses else ""
            known = self._texts[f"reason.{finding.verdict.value}{near}"]
        return fill(known, values)

    def error(self, error: ScorerError) -> str:
        """A fault that the user can mend, with its place; every fault of a broken rubric on a line of its own."""
        faults: Sequence[ScorerError] = getattr(error, "faults", [error])
        return "\n".join(self._fault(fault) for fault in faults)

    def _fault(self, fault: ScorerError) -> str:
        place = fault.place
        if fault.code.startswith("rubric."):
            from scorer.rules.faults import in_language

            message, mend = in_language(fault, self.lang)
        elif fault.code.startswith("review."):
            from scorer.locale.review import in_language as review_words

            message, mend = review_words(fault, self.lang)
        elif fault.code.startswith("bundle."):
            from scorer.locale.bundle import in_language as bundle_words

            message, mend = bundle_words(fault, self.lang)
        else:
            message = fill(self._texts.get("error." + fault.code, fault.message), fault.values)
            mend = fill(self._texts.get(f"error.{fault.code}.mend", fault.mend), fault.values)
        return place + message + (f"\n  {mend}" if mend else "")

    def note(self, note: Note) -> str:
        """What reading noticed, as a sentence."""
        text = self._texts.get("note." + note.code)
        if text is None:
            return f"{note.code} {note.detail}".rstrip()
        detail = self._texts.get("kind." + note.detail, note.detail)
        return fill(text, {"count": str(note.count), "detail": detail})


def fill(text: str, values: Mapping[str, str]) -> str:
    """A sentence with its {names} filled in; a brace in a value stays as it is."""
    if "{" not in text:
        return text
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text


def rounded(value: Fraction, places: int) -> int:
    """Half up, as reviewers round; the only rounding there is. In units of the last place: 62.45 -> 625."""
    unit: int = 10**places
    return (2 * unit * value.numerator + value.denominator) // (2 * value.denominator)


def score_words(value: Fraction | None) -> str:
    """A score of 0-100 with one decimal; a dash where nothing was scored."""
    if value is None:
        return "–"
    whole, tenths = divmod(rounded(value, 1), 10)
    return f"{whole}.{tenths}"


def points_words(value: Fraction) -> str:
    """A weight or points with up to two decimals, without idle zeros."""
    whole, hundredths = divmod(rounded(value, 2), 100)
    return f"{whole}.{hundredths:02}".rstrip("0").rstrip(".")
