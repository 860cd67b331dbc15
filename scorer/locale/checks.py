"""Sentences of the checks and of the comparison, in Chinese and English."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # verdicts
    "verdict.consistent": ("一致", "consistent"),
    "verdict.rounding": ("取整有出入", "rounding"),
    "verdict.inconsistent": ("不一致", "inconsistent"),
    "verdict.cannot-tell": ("无法判断", "cannot tell"),
    "verdict.leftover": ("模板残留", "leftover"),
    "verdict.wrong-reference": ("引用有误", "wrong reference"),
    "verdict.hint": ("提示", "hint"),
    "check.unsure": ("（不能确定，请核对原文）", " (not certain, please check the text)"),
    "check.other": ("对照：“{other}”", "beside: “{other}”"),
    "check.title": ("核对：数据、年份、引用、残留", "Checks: figures, years, references, leftovers"),
    "check.tested": (
        "数据可核对 {tested} 组，一致 {agreeing} 组",
        "{tested} sets of figures could be tested, {agreeing} agree",
    ),
    # figures
    "figures.rate": ("比例应为部分除以总数", "the rate is not the part over the whole"),
    "figures.rate.rounding": ("比例是截去尾数得到的，或总数是约数", "the rate was cut off, or its base is an about"),
    "figures.sum": ("各项之和与总数不符", "the parts do not add up to the total"),
    "figures.bound": ("部分大于总数", "a part is larger than its whole"),
    "figures.all-closed": (
        "写明全部办结，件数却少于收到的",
        "all are said to be closed, but fewer are counted than came in",
    ),
    "figures.from-to": ("升降的方向与前后两个数不符", "the direction does not fit the two values"),
    "figures.change": ("变化幅度与前后两个数不符", "the change does not fit the two values"),
    "figures.change.rounding": ("变化幅度的取整有出入", "the change was cut off or rounded the wrong way"),
    "figures.list": ("列出的名称比所说的个数多", "more names are listed than are counted"),
    "figures.twice": ("同一个数前后写得不一样", "the same quantity is told with two values"),
    "figures.over-100": ("这样的比率不会超过百分之百", "such a rate cannot exceed 100 %"),
    "figures.column": ("表中各行之和与合计不符", "the rows of the table do not add up to its total"),
    "figures.carry-over": (
        "年初、新收与办结、未结对不上",
        "what was there and came in is not what was closed and is left",
    ),
    "figures.shares": ("各项占比之和超过百分之百", "the shares are more than 100 % together"),
    "figures.multiple": ("倍数与前后两个数不符", "the multiple does not fit the two values"),
    "figures.points": (
        "两个百分比相差的是百分点，不是百分之几",
        "the difference of two percentages is percentage points, not per cent",
    ),
    "figures.ratio": ("配比与两个数不符", "the ratio does not fit the two numbers"),
    "figures.date": ("没有这一天", "there is no such day"),
    "figures.span": ("起止时间与所说的长短不符", "the dates do not fit the length of time told"),
    "figures.average": ("平均数与总数、个数不符", "the mean does not fit total and count"),
    "figures.rank": ("位次的升降与前后两个位次不符", "the move does not fit the two places"),
    "figures.difference": ("相差的数与前后两个数不符", "the difference does not fit the two values"),
    "figures.order": ("高低、先后与数字不符", "the order that words tell is not that of the figures"),
    "figures.tested": ("核对过的数据（逐组）", "Sets of figures that were tested"),
    "figures.line": ("第{line}行", "line {line}"),
    # what relates the figures of a set
    "relation.rate": ("比例", "rate"),
    "relation.sum": ("各项之和", "sum"),
    "relation.bound": ("部分不大于总数", "part within whole"),
    "relation.all-closed": ("全部办结", "all closed"),
    "relation.carry-over": ("结转", "carry-over"),
    "relation.from-to": ("升降方向", "direction"),
    "relation.change": ("变化幅度", "change"),
    "relation.multiple": ("倍数", "multiple"),
    "relation.points": ("百分点", "percentage points"),
    "relation.list": ("列举个数", "names listed"),
    "relation.twice": ("同一个数", "same quantity"),
    "relation.over-100": ("超过百分之百", "over 100 %"),
    "relation.average": ("平均数", "mean"),
    "relation.ratio": ("配比", "ratio"),
    "relation.column": ("表格合计", "table total"),
    "relation.shares": ("占比之和", "shares"),
    "relation.date": ("日期", "date"),
    "relation.span": ("起止时间", "span of time"),
    "relation.rank": ("位次升降", "move in rank"),
    "relation.difference": ("差额", "difference"),
    "relation.order": ("高低先后", "order"),
    # years
    "years.year-heading": (
        "标题写的是{said}年，报告年度是{year}年",
        "the heading says {said}, the report is for {year}",
    ),
    "years.year-plan": (
        "安排部分的标题写的是{said}年，应是{year}年",
        "the heading of the plan says {said}, it should be {year}",
    ),
    "years.year-plan-text": (
        "安排部分写的是{said}年，应是{year}年",
        "the plan speaks of {said}, it should be {year}",
    ),
    "years.year-cut-off": (
        "数据截至{said}年底，报告年度是{year}年",
        "the figures end with {said}, the report is for {year}",
    ),
    "years.year-opening": (
        "开头写的是{said}年，报告年度是{year}年",
        "the opening says {said}, the report is for {year}",
    ),
    "years.year-signed": (
        "落款日期{said}与报告年度{year}对不上",
        "the date of signature {said} does not fit report year {year}",
    ),
    # leftovers
    "leftovers.placeholder": ("有没填的空：{words}", "a place was not filled in: {words}"),
    "leftovers.masked": ("数字被遮盖：{words}", "digits are masked: {words}"),
    "leftovers.omitted": ("留有“略”字：{words}", "an omission was left in: {words}"),
    "leftovers.to-fill": ("留有待填的提示：{words}", "a note to fill in was left: {words}"),
    "leftovers.someplace": ("没有写明是哪个地方或单位：{words}", "the place or body is not named: {words}"),
    "leftovers.stale": (
        "“{words}”到{limit}年就应结束，报告年度是{year}年",
        "“{words}” was over by {limit}, the report is for {year}",
    ),
    "leftovers.too-early": (
        "“{words}”{limit}年才有，报告年度是{year}年",
        "“{words}” came only in {limit}, the report is for {year}",
    ),
    "leftovers.period-years": (
        "“{words}”的起止年份不对，应是{limit}",
        "the years of “{words}” are wrong, they are {limit}",
    ),
    # references
    "references.wrong-years": (
        "没有这个起止年份（{said}），应是{known}",
        "no such range of years ({said}); it is {known}",
    ),
    "references.misnamed": ("名称不准确，应是《{known}》", "the name is not exact; it is 《{known}》"),
    "references.wrong-session": (
        "这份文件由{known}作出，不是{said}",
        "it was adopted by {known}, not by {said}",
    ),
    "references.repealed": (
        "{until}起已不再有效，由《{replaced}》代替",
        "no longer in force from {until}, replaced by 《{replaced}》",
    ),
    "references.not-revised": (
        "{from}才修订，报告年度是{year}年",
        "revised only on {from}, the report is for {year}",
    ),
    "references.not-yet": ("{from}起才施行，报告年度是{year}年", "in force only from {from}, the report is for {year}"),
    # hints
    "substance.problems-short": (
        "问题部分只占正文的{share}%，不足{least}%",
        "the problems take {share} % of the body, less than {least} %",
    ),
    "substance.plan-short": (
        "安排部分只占正文的{share}%，不足{least}%",
        "the plan takes {share} % of the body, less than {least} %",
    ),
    "substance.problems-outside": (
        "{count}条问题说的是外部压力或别人的问题",
        "{count} problems are those of others or pressure from outside",
    ),
    "substance.problems-generic": ("{all}条问题中有{count}条是泛泛而谈", "{count} of {all} problems are generic"),
    "substance.plan-generic": ("{all}条安排中有{count}条没有对象或内容", "{count} of {all} directions name no object"),
    # compare
    "compare.usage": ("score compare [选项] 报告…", "score compare [options] REPORT…"),
    "compare.about": (
        "比较两份以上报告：结论、分差、同一数字、上年承诺、重复文字。",
        "Compare reports: verdicts, score, figures, promises of last year, repeated text.",
    ),
    "compare.only-recycled": ("只查重复文字，可用于上万份报告", "only repeated text; also for ten thousand reports"),
    "compare.few": ("至少要两份报告", "two reports at least are needed"),
    "compare.title": ("报告比较", "Comparison of reports"),
    "compare.reports": ("报告", "Reports"),
    "compare.report": ("报告", "Report"),
    "compare.place": ("地区或单位", "Body"),
    "compare.year": ("年度", "Year"),
    "compare.total": ("总分", "Total"),
    "compare.band": ("等次", "Band"),
    "compare.verdicts": ("各项结论", "Verdicts"),
    "compare.criterion": ("评分点", "Criterion"),
    "compare.same": ("{count} 项结论相同，不列", "{count} criteria are judged alike and not listed"),
    "compare.difference": ("{a} → {b}：{delta} 分", "{a} → {b}: {delta} points"),
    "compare.differences": ("分差从哪里来", "Where the difference comes from"),
    "compare.figures": ("同一数字", "Figures of the same quantity"),
    "compare.promises": ("上年安排的落实", "Last year's promises"),
    "compare.promised": (
        "{a} 的安排对照 {b} 的工作：{done} 项已做，{touched} 项提到，{none} 项没有下文",
        "Plan of {a}, work of {b}: {done} done, {touched} touched, {none} without a trace",
    ),
    "compare.recycled": ("重复文字", "Repeated text"),
    "compare.new": (
        "{name}：{count} 句中新写的占 {share}%，另有 {common} 句是各家通用的",
        "{name}: {share} % of {count} sentences are new; {common} more are common property",
    ),
    "compare.nothing": (
        "{name}：没有可以比较的句子（{common} 句是各家通用的）",
        "{name}: no sentence to judge ({common} are common property)",
    ),
    "compare.line": ("第{line}行", "line {line}"),
    "promise.done": ("已做", "done"),
    "promise.touched": ("提到", "touched"),
    "promise.no-trace": ("没有下文", "no trace"),
    "quantity.reconsideration-received": ("行政复议受理", "reconsideration cases received"),
    "quantity.reconsideration-closed": ("行政复议审结", "reconsideration cases closed"),
    "quantity.litigation-cases": ("行政应诉案件", "administrative lawsuits"),
    "quantity.attendance-rate": ("负责人出庭应诉率", "attendance of leaders in court"),
    "quantity.loss-rate": ("败诉率", "rate of lawsuits lost"),
    "quantity.documents-issued": ("制发规范性文件", "normative documents issued"),
    "quantity.documents-filed": ("规范性文件备案", "normative documents filed"),
    "quantity.mediation-cases": ("矛盾纠纷调解", "disputes mediated"),
    "quantity.mediation-rate": ("调解成功率", "rate of success of mediation"),
    "quantity.legal-aid-cases": ("法律援助案件", "legal aid cases"),
    "quantity.suggestions": ("人大代表建议", "suggestions of deputies"),
    "quantity.proposals": ("政协提案", "proposals of the consultative conference"),
    "quantity.files-reviewed": ("执法案卷评查", "case files reviewed"),
    "quantity.penalty-cases": ("行政处罚案件", "penalty cases"),
    "quantity.officers-trained": ("执法人员培训", "enforcement staff trained"),
}


def sentence(key: str, lang: str, **values: str) -> str:
    """The sentence of a key in a language, with its values filled in; the key where it is unknown."""
    pair = TEXTS.get(key)
    if pair is None:
        return key
    text = pair[1 if lang == "en" else 0]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
