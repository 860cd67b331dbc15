"""Score a report that stands in a string, and print verdicts and the words they rest on."""

from scorer.pipeline import load_rubric, score_source
from scorer.reading.source import read_bytes

TEXT = """长宁县2023年法治政府建设年度报告
一、主要举措和成效
县长主持召开县政府常务会议3次,听取法治政府建设情况汇报,审议行政规范性文件5件,全部经合法性审查后报市政府备案。
二、存在的问题
基层执法力量不足,部分执法人员办案能力不强。
三、2024年工作安排
加强乡镇执法队伍建设,组织执法培训。
"""

rubric = load_rubric("fazhi-annual-report")  # a built-in name, or the folder of your own
source = read_bytes(TEXT.encode(), "report.txt")  # read_path("report.docx") for a file; every format by its content
card = score_source(source, rubric)  # year=, level=, submitted=, published= go before what the report says

print(f"{card.report.facts.jurisdiction} {card.report.facts.year}: {float(card.total or 0):.1f}, {card.band}")
for finding in card.findings[:9]:  # the statutory content comes first
    print(f"{finding.verdict.value:8} {finding.criterion}")
    for words in finding.evidence[:1]:
        assert source.text[words.start : words.end] == words.quote
        print(f"         line {words.line}: {words.quote}")
