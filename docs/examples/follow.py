"""One report followed through the rooms: what each step makes of it."""

from pathlib import Path

from scorer.pipeline import load_rubric, read_report, score_case
from scorer.reading.source import read_path

SEED = Path(__file__).parents[2] / "seeds" / "000_f8ffb23c104489f7.txt"

rubric = load_rubric("fazhi-annual-report")
source = read_path(str(SEED))
case, report = read_report(source, rubric)
card = score_case(case, report, rubric)
scan, flags = case.context.scan, case.context.flags

print(f"1 reading     {source.encoding}, {len(source.text)} characters")
figures = [report.plain.text[slice(*span)] for span in scan.spans("figure")[:3]]
print(f"2 text        {report.plain.script}, {len(scan.clauses.starts)} clauses, the first figures: {figures}")
print(f"3 structure   {len(report.headings)} headings")
for section in report.sections:
    print(f"              lines {section.first_line}-{section.last_line}: {section.role.value}")
print(f"4 facts       {report.facts.title}: {report.facts.jurisdiction}, {report.facts.level}, {report.facts.year}")
promised = flags.times.promised
start, end = scan.clauses.span((promised & -promised).bit_length() - 1)  # the first clause that promises
print(f"5 statements  no deed, but a promise: {report.plain.text[start:end].strip()}")
finding = card.findings[3]
quote = finding.evidence[0]
print(f"6 judging     {finding.criterion}: {finding.verdict.value}, line {quote.line}: {quote.quote[:30]}…")
looked_at = sorted({check.id for check in card.checks})
print(f"7 checks      {', '.join(looked_at)}")
print(f"8 render      {float(card.total or 0):.0f} of 100, {card.band}")
