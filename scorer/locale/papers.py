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


def words(key: str, lang: str, **values: object) -> str:
    """The sentence of a key in a language, with its values filled in."""
    text = TEXTS[key][1 if lang == "en" else 0]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
