"""The opinion on one report, ready to be sent back: only what people confirmed, with words, mend and basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.review import sentence
from scorer.locale.wording import score_words
from scorer.model import Verdict
from scorer.render import checked
from scorer.render.cells import clean, cut
from scorer.render.legal import citations
from scorer.render.markdown import safe
from scorer.render.nearest import nearest
from scorer.review.decision import check_key
from scorer.review.mark import DONE, State

if TYPE_CHECKING:
    from scorer.locale.wording import Wording
    from scorer.model import Finding
    from scorer.review.mark import Mark, Reviewed
    from scorer.rules.rubric import Rubric

_WORDS = 2  # quotes under one point
_COLUMNS = 120
_GAPS = (Verdict.MISSING, Verdict.PARTIAL)


def opinion(reviewed: Reviewed, rubric: Rubric, wording: Wording) -> str:
    """Markdown for the body that sent the report; what nobody confirmed is left out, and how much that is is told."""
    lang, colon = wording.lang, wording.say("card.colon")
    card = reviewed.card
    facts = card.report.facts
    title = facts.title or card.report.source.name.rsplit("/", 1)[-1]
    parts = [f"# {sentence('opinion.title', lang)}", ""]
    if facts.jurisdiction:
        parts.append(f"- {sentence('opinion.place', lang)}{colon}{safe(facts.jurisdiction)}")
    parts.append(f"- {sentence('opinion.about', lang)}{colon}{safe(title)}")
    if card.total is not None:
        result = f"{score_words(card.total)} · {safe(wording.band(card.band))}"
        parts.append(f"- {sentence('opinion.result', lang)}{colon}{result}")
    rows = list(zip(card.findings, reviewed.marks, strict=True))
    gaps = [row for verdict in _GAPS for row in rows if row[0].verdict is verdict and row[1].state in DONE]
    parts += ["", f"## {sentence('opinion.gaps', lang)}", ""]
    for number, (finding, mark) in enumerate(gaps, 1):
        parts += _gap(number, finding, mark, reviewed, rubric, wording)
    if not gaps:
        parts.append(sentence("opinion.no-gaps", lang))
    parts += _checks(reviewed, wording)
    parts += _waived(reviewed, wording)
    people = dict.fromkeys(line.decision.who for mark in reviewed.all for line in mark.voices)
    parts += ["", "---", "", sentence("opinion.by", lang, people=safe(wording.say("card.comma").join(people)))]
    if reviewed.open:
        parts += ["", sentence("opinion.open", lang, count=str(len(reviewed.open)))]
    return "\n".join(parts) + "\n"


def _gap(number: int, finding: Finding, mark: Mark, reviewed: Reviewed, rubric: Rubric, wording: Wording) -> list[str]:
    lang, colon = wording.lang, wording.say("card.colon")
    verdict = wording.verdict(finding.verdict)
    lines = [f"{number}. **{safe(wording.criterion(finding.criterion))}** {verdict}"]
    own = mark.line.decision.note if mark.line is not None and not mark.changed else ""
    reasons = [wording.reason(finding), own]
    reason = wording.say("card.comma").join(safe(text) for text in reasons if text)
    lines.append(f"   - {sentence('opinion.reason', lang)}{colon}{reason}")
    for words in nearest(finding, _WORDS):
        place = safe(wording.say("card.line", line=words.line))
        quote = wording.say("card.quote", quote=safe(cut(clean(words.quote), _COLUMNS)))
        lines.append(f"   - {sentence('opinion.found', lang)}{colon}{place} {quote}")
    if mend := wording.mend(finding.criterion):
        lines.append(f"   - {sentence('opinion.mend', lang)}{colon}{safe(mend)}")
    bases = citations(rubric.criterion(finding.criterion), reviewed.card.report.facts.year)
    named = wording.say("card.comma").join(safe(basis.text) for basis in bases if basis.law)
    if named:
        lines.append(f"   - {sentence('opinion.basis', lang)}{colon}{named}")
    return lines


def _checks(reviewed: Reviewed, wording: Wording) -> list[str]:
    """Contradictions that a person confirmed."""
    confirmed = {m.key for m in reviewed.checks if m.state in DONE and m.verdict is Verdict.MISSING}
    shown = [check for check in reviewed.card.checks if check_key(check) in confirmed]
    if not shown:
        return []
    lines = ["", f"## {sentence('opinion.checks', wording.lang)}", ""]
    for check in shown:
        quote = wording.say("card.quote", quote=safe(cut(clean(check.quote), _COLUMNS)))
        told = [safe(wording.say("card.line", line=check.line)), quote]
        told += [safe(part) for part in (check.computation, checked.message(check, wording.lang)) if part]
        lines.append("- " + " · ".join(told))
    return lines


def _waived(reviewed: Reviewed, wording: Wording) -> list[str]:
    """What was let go, and by whom."""
    waived = [mark for mark in reviewed.marks if mark.state is State.WAIVED and mark.line is not None]
    if not waived:
        return []
    lines = ["", f"## {sentence('opinion.waived', wording.lang)}", ""]
    for mark in waived:
        assert mark.line is not None
        decision = mark.line.decision
        told = sentence("card.waived", wording.lang, approver=decision.approver, until=decision.until)
        note = wording.say("card.colon") + decision.note if decision.note else ""
        lines.append(f"- **{safe(wording.criterion(mark.key))}** {safe(told + note)}")
    return lines
