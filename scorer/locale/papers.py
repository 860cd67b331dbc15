"""Sentences of the papers, in Chinese and English."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # sheets of the workbook
    "sheet.overview": ("总表", "Overview"),
    "sheet.matrix": ("矩阵", "Matrix"),
    "sheet.quotes": ("依据", "Quotes"),
    "sheet.checks": ("核对", "Checks"),
    "sheet.statistics": ("统计", "Statistics"),
    # columns
    "rank": ("名次", "Rank"),
    "body": ("地区或单位", "Body"),
    "level": ("级别", "Level"),
    "region": ("省份", "Province"),
    "year": ("年度", "Year"),
    "total": ("总分", "Total"),
    "low": ("最低", "Low"),
    "high": ("最高", "High"),
    "unclear": ("待核项", "Unclear"),
    "band": ("等次", "Band"),
    "baseline": ("法定内容", "Baseline"),
    "baseline.complete": ("齐全", "complete"),
    "baseline.lacks": ("缺：{names}", "lacks {names}"),
    "signed": ("成文日期", "Signed"),
    "published": ("公开日期", "Published"),
    "rubric": ("评分标准", "Rubric"),
    "file": ("文件", "File"),
    "criterion": ("评分点", "Criterion"),
    "element": ("要素", "Element"),
    "verdict": ("判定", "Verdict"),
    "points": ("得分", "Points"),
    "weight": ("权重", "Weight"),
    "kind": ("类别", "Kind"),
    "kind.evidence": ("依据", "evidence"),
    "kind.near": ("相近文字", "near miss"),
    "kind.unanswered": ("未回应的问题", "unanswered"),
    "quote": ("原文", "Quote"),
    "why": ("为何不算", "Why it does not count"),
    "line": ("行", "Line"),
    "page": ("页", "Page"),
    "role": ("部分", "Section"),
    "heading": ("标题", "Heading"),
    "check": ("结果", "Result"),
    "sure": ("确定程度", "Certainty"),
    "sure.yes": ("确定", "certain"),
    "sure.no": ("存疑", "doubtful"),
    "computation": ("计算", "Computation"),
    "message": ("说明", "Message"),
    "group": ("分组", "Group"),
    "group.all": ("全部", "all"),
    "group.level": ("级别", "level"),
    "group.year": ("年度", "year"),
    "group.region": ("省份", "province"),
    "group.unsaid": ("未写明", "not stated"),
    "reports": ("份数", "Reports"),
    "unscored": ("未评分", "Not scored"),
    "complete": ("法定内容齐全", "Baseline complete"),
    "mean": ("平均分", "Mean"),
    "deviation": ("标准差", "Std. dev."),
    "least": ("最低分", "Lowest"),
    "median": ("中位数", "Median"),
    "most": ("最高分", "Highest"),
    "met": ("具备", "Met"),
    "partial": ("部分", "Partial"),
    "missing": ("缺失", "Missing"),
    "exempt": ("免评", "Exempt"),
    "judged": ("计入份数", "Judged"),
    "share": ("具备率", "Share met"),
    "share.low": ("95%下限", "95% low"),
    "share.high": ("95%上限", "95% high"),
    # places and legal bases
    "place.page": ("第{page}页", "page {page}, "),
    "place.short": ("第{line}行", "l. {line}"),
    "place.short-page": ("第{page}页第{line}行", "p. {page} l. {line}"),
    "basis.law": ("{names}", "{names}"),
    "basis.reference": ("参照{names}", "for reference: {names}"),
    "basis.and": ("；", "; "),
    "basis.none": ("质量提示，未见全国性规定", "a hint of quality; no national rule was found"),
    # a score sheet
    "card.name": ("{rubric}评分表", "Scorecard: {rubric}"),
    "card.of": ("{body}（{year}年度）", "{body}, report year {year}"),
    "card.of-no-year": ("{body}（年度不明）", "{body}, report year unknown"),
    "card.result": ("一、评分结果", "1. Result"),
    "card.verdicts": ("二、逐项判定", "2. Verdicts"),
    "card.gaps": ("三、缺失与不足", "3. Missing and partial"),
    "card.unclear": ("四、待核对事项", "4. To be checked by hand"),
    "card.checks": ("五、数据与引用核对", "5. Figures and references"),
    "card.evidence": ("六、原文依据", "6. Quoted words"),
    "card.no-gaps": ("各项均已具备。", "Nothing is missing."),
    "card.no-unclear": ("没有待核对事项。", "Nothing is left to check."),
    "card.no-checks": ("没有发现不一致。", "No contradiction was found."),
    "card.interval": ("{low}至{high}（{count}项待核）", "{low} to {high} ({count} unclear)"),
    "card.gap": ("{name}（{verdict}，权重{weight}）", "{name} ({verdict}, weight {weight})"),
    "card.reason": ("理由：", "Reason: "),
    "card.nearest": ("最接近的文字：", "Nearest words: "),
    "card.touched": ("已写到：", "Already written: "),
    "card.unanswered": ("下步安排没有回应：", "Not answered by the plan: "),
    "card.basis": ("依据：", "Basis: "),
    "card.mend": ("应补充：", "To add: "),
    "card.document": ("报告", "Report"),
    "card.source": ("文件", "File"),
    "card.layers": ("分层得分", "Layers"),
    "card.lift": ("补正可提分", "Can be gained"),
    "card.points": ("得分/权重", "Points"),
    "card.where": ("所在行", "Where"),
    "card.unscored": (
        "这份文件看来不是这一种年度报告，没有评分。",
        "The document seems to be of another kind; it was not scored.",
    ),
    "card.foot": (
        "评分标准 {id} {version}（{sha}）；文件校验值 {file}。行号为原文件行号。",
        "Rubric {id} {version} ({sha}); file {file}. Lines are those of the file.",
    ),
    # a meeting
    "meeting.name": ("{rubric}评分汇总", "Overview: {rubric}"),
    "meeting.count": ("共{count}份", "{count} reports"),
    "meeting.state": ("一、总体情况", "1. Overall"),
    "meeting.ranks": ("二、分级排名", "2. Ranks by level"),
    "meeting.fails": ("三、普遍短板", "3. What fails most"),
    "meeting.summary": (
        "本次评分{count}份，平均{mean}分（标准差{deviation}，最低{least}，最高{most}），法定内容齐全的{complete}份。",
        "{count} reports scored, mean {mean} (standard deviation {deviation}, lowest {least}, highest {most});"
        " baseline complete in {complete}.",
    ),
    "meeting.unscored": (
        "另有{count}份不是这一种年度报告，未评分。",
        "{count} more are of another kind and not scored.",
    ),
    "meeting.bands": ("等次分布：{bands}。", "Bands: {bands}."),
    "meeting.band": ("{band}{count}份", "{band} {count}"),
    "meeting.rubric": ("{rubric} {version}版", "{rubric} {version}"),
    "meeting.level": ("{level}（{count}份）", "{level} ({count} reports)"),
    "meeting.no-level": ("级别不明", "level unknown"),
    "meeting.fail-note": (
        "分母为能够判定的份数；具备率后的区间为95%威尔逊区间。待核、免评不计入。",
        "The denominator is the reports judged; the interval of the share is Wilson's, 95 %. Unclear and exempt stand"
        " outside.",
    ),
    "meeting.main-gaps": ("主要缺项（{shown}/{all}）", "Main gaps ({shown} of {all})"),
    "meeting.elements": ("各要素得分", "Elements"),
    "card.range": ("区间", "Interval"),
    "share.interval": ("95%区间", "95% interval"),
    # people's decisions
    "review": ("复核", "Review"),
    "review.program": ("程序：{verdict}", "program: {verdict}"),
    "review.program-verdict": ("程序判定", "Program"),
    "review.program-total": ("程序总分", "Program's total"),
    "review.remark": ("复核意见", "Reviewer"),
    "review.heading": ("七、复核意见", "7. Reviewers"),
    # command line
    "cli.binary": (
        "{format} 不能显示在终端上；请用 --output 写入文件",
        "{format} is no text for a terminal; write it to a file with --output",
    ),
    "cli.no-library": ("缺少 {library}，写不出 {format}", "{library} is not installed, so {format} cannot be written"),
    "cli.brief": (
        "Markdown 每份一页，供打印（同 --format brief）；多份时先列总览",
        "Markdown of one printed page a body (as --format brief); of many with an overview first",
    ),
    "cli.brief-format": ("--brief 只用于 markdown", "--brief goes with markdown only"),
    # brief Markdown
    "brief.mends": ("最该补的五处", "Five most useful mends"),
    "brief.fails": ("哪里缺什么", "What is missing where"),
    "brief.lacking": ("缺失的单位", "Missing at"),
    "brief.models": ("可供借鉴的写法", "Words to learn from"),
    # the page
    "page.overview": ("总览", "Overview"),
    "page.league": ("排名", "League table"),
    "page.way.overview": ("总览", "Overview"),
    "page.way.league": ("排名", "League table"),
    "page.way.statistics": ("统计", "Statistics"),
    "page.ways": ("页内导航", "On this page"),
    "page.skip": ("跳到正文", "Skip to the content"),
    "page.bands": ("等次分布（份数）", "Bands (reports)"),
    "page.fails": ("最常缺失与不足的评分点（红为缺失，黄为部分）", "What fails most (red missing, yellow partial)"),
    "page.fail": ("缺{missing} 部{partial}／{of}", "{missing} missing, {partial} partial of {of}"),
    "page.elements": ("单位 × 要素得分", "Bodies by elements"),
    "page.level-year": ("级别 × 年度平均分（n 为份数）", "Mean by level and year (n: reports)"),
    "page.all": ("全部{count}份，{version}版", "All {count} reports, version {version}"),
    "page.text": ("{body}：报告原文", "{body}: text of the report"),
    "page.mend": ("应补充", "To add"),
    "page.checks": ("数据与引用核对", "Figures and references"),
    "page.filter": ("筛选", "Filter"),
    "page.every": ("全部", "all"),
    "page.shown": ("显示 {count} 行", "{count} rows shown"),
    "page.sort": ("按此列排序", "Sort by this column"),
    "card.verdict-list": ("逐项判定", "Verdicts"),
    # letters of a matrix, read in black and white
    "letter.met": ("具", "M"),
    "letter.partial": ("部", "P"),
    "letter.missing": ("缺", "X"),
    "letter.exempt": ("免", "E"),
    "letter.unclear": ("核", "?"),
    # notes
    "note.matrix": (
        "具=具备，部=部分，缺=缺失，核=待核对（文件看不出），免=免评（不适用）",
        "M met, P partial, X missing, ? unclear (the file cannot show it), E exempt (does not apply)",
    ),
    "note.ranks": (
        "名次只在同一评分标准版本、同一级别内排列；缺必备内容的排在不缺的之后；总分相同的名次相同。",
        "Ranks hold within one version of the rubric and one level only; bodies that lack a required part stand behind"
        " those that do not; equal totals share a rank.",
    ),
    "note.statistics": (
        "只在同一评分标准版本内统计。具备率=具备÷计入份数（具备、部分、缺失之和）；待核、免评不计入。"
        "上下限为95%威尔逊（Wilson）区间。",
        "Within one version of the rubric only. Share met = met ÷ judged (met, partial and missing); unclear and exempt"
        " stand outside. Limits are Wilson's 95 % interval.",
    ),
}


_DIGITS = "〇一二三四五六七八九"


def ordinal(number: int, lang: str) -> str:
    """The mark of a heading of the second level, 1 to 99: （十二）, or (12)."""
    if lang == "en":
        return f"({number}) "
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return f"（{head}{_DIGITS[ones] if ones else ''}）"


def words(key: str, lang: str, **values: object) -> str:
    """The sentence of a key in a language, with its values filled in."""
    text = TEXTS[key][1 if lang == "en" else 0]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
