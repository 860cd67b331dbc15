"""Words in which a criterion is read aloud, in Chinese and English."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # lists of words
    "mark": ("/", " / "),
    "of": ("{few}等{all}词", "{few} and {more} more words"),
    "figure": ("数字", "a figure"),
    "and": ("、", ", "),
    "last": ("、", " and "),
    "with": ("、", ", with "),
    # the parts of a sign
    "names": ("写到{parts}", "names {parts}"),
    "object": ("{words}（对象）", "{words} (object)"),
    "act": ("{words}（做了什么）", "{words} (what was done)"),
    "figures": ("至少{count}个数字", "at least {count} figures"),
    "who": ("，主语是{words}（谁）", "; the subject is {words} (who)"),
    "count": ("，至少{count}处", ", in at least {count} places"),
    # where the parts stand
    "within.clause": ("，都在同一分句内", ", all in one clause"),
    "within.sentence": ("，都在同一句内", ", all in one sentence"),
    "within.paragraph": ("，都在同一段内", ", all in one paragraph"),
    "within.statement": ("，说的都是这个对象", ", all said of this object"),
    "within.after": (
        "，都在对象所在分句到后{after}个分句内",
        ", in the clause of the object or up to {after} behind it",
    ),
    "within.before": ("，都在对象前{before}个分句内", ", in the clause of the object or up to {before} before it"),
    "within.around": (
        "，都在对象前{before}个到后{after}个分句内",
        ", up to {before} before or {after} behind the clause of the object",
    ),
    # what spoils it, and what else counts
    "until": ("；到另外说起{words}为止", ", up to where {words} is named"),
    "unless": ("；同一分句里有{words}的不算", "; not in a clause with {words}"),
    "unless-sentence": ("；同一句里有{words}的不算", "; not in a sentence with {words}"),
    "no-titles": ("；书名号里的不算", "; names of documents do not count"),
    "studied": ("；学习、宣传的法规名称也算", "; names of laws that were studied count too"),
    "plain": ("；只在大白话里算", "; only where the text speaks plainly"),
    "headings": ("；标题里的也算", "; headings count too"),
    "roles": ("；只看{roles}", "; only in {roles}"),
    "ignored": ("；{flags}也算", "; counts all the same where it is {flags}"),
    "halved": ("；{flags}至多算部分", "; counts half at most where it is {flags}"),
    "spoiled": ("；{flags}不算", "; does not count where it is {flags}"),
    "alone": ("；只写到对象的算部分", "; the object alone counts half"),
    "because": ("（{reason}）", " ({reason})"),
    "both": ("，并且", "; and also "),
    # verdicts
    "rows.met": ("具备", "Met"),
    "rows.partial": ("部分", "Partial"),
    "rows.exempt": ("不适用", "Does not apply"),
    "any": ("下面任一种写法：", "any one of these:"),
    "number": ("写法{number}", "way {number}"),
    "else": ("哪一种写法都不算的：同一分句里有{words}", "None of these counts in a clause with {words}"),
    "never": ("不算：{flags}", "Does not count: {flags}"),
    "half": ("至多算部分：{flags}", "Counts half at most: {flags}"),
    # what takes words out of account; `flags` of the rubric
    "flag.negated": ("没有做的", "denied"),
    "flag.promise": ("打算做的", "a promise"),
    "flag.other-body": ("别的机关做的", "done by another body"),
    "flag.other-year": ("其他年度的", "of another year"),
    "flag.cumulative": ("多年累计的", "a sum over several years"),
    "flag.habit": ("惯常做法", "a habit"),
    "flag.nothing": ("没有发生的", "that nothing happened"),
    "flag.purpose": ("只是目的的", "a purpose"),
    "flag.norm": ("只是规定的", "a norm"),
    "flag.superior": ("只说上级或更大范围的", "told of a higher body or a wider place alone"),
    "flag.on-this-body": ("上级做的", "done by a higher body"),
    "flag.praise": ("赞语和认识", "praise"),
    "flag.under-way": ("还没有办成的", "under way"),
    "flag.slogan": ("只喊口号的", "a slogan"),
    # built-in ways of judging
    "kind.measures": (
        "写到至少{figures}个数字或有名称的文件，并有至少{acts}件具体的事，算具备；只写了做事、数字不够，算部分",
        "at least {figures} figures or named documents with at least {acts} concrete deeds are met; deeds with fewer"
        " are partial",
    ),
    "kind.problems": (
        "自己的不足，不同的至少{least}处，每处写到具体环节，算具备；少于这个数，或者只有套话，算部分",
        "at least {least} distinct shortcomings of one's own, each with its object, are met; fewer, or formulas only,"
        " are partial",
    ),
    "kind.causes": (
        "至少为一处不足写明原因，算具备；只是带出原因，算部分",
        "a cause stated for at least one shortcoming is met; a cause only implied is partial",
    ),
    "kind.plan": (
        "下一年度的具体安排至少{least}项，算具备；只有一项或者只有套话，算部分",
        "at least {least} concrete arrangements for the next year are met; one, or formulas only, are partial",
    ),
    "kind.plan-answers": (
        "写到的每处具体不足，下一年度安排里都有回应，算具备；回应了一部分，算部分",
        "met where the plan answers every concrete shortcoming; partial where it answers some",
    ),
    "kind.title": (
        "标题写明地区、年度，并写到{names}，算具备；缺了其中之一，算部分",
        "a title with the place, the year and {names} is met; partial where one of them lacks",
    ),
    "kind.years": (
        "标题、各级标题和开头说的都是报告年度，安排说的是下一年度，算具备；安排没有写年度，算部分；年度不一致，算缺失",
        "met where title, headings and opening speak of the report year and the plan of the next; partial where"
        " the plan names no year; missing where the years conflict",
    ),
    "kind.issuer": ("落款写明单位，算具备", "a report signed by a named body is met"),
    "kind.addressee": (
        "写明主送机关，党委和政府（或人大）都写到，算具备；只写到其一，算部分",
        "met where party committee and government (or congress) are addressed; partial where only one is",
    ),
    "kind.submitted": (
        "落款日期在{due}之前，算具备；逾期算缺失",
        "signed before {due} is met; later is missing",
    ),
    "kind.published": (
        "页面上的公开日期在{due}之前，算具备；逾期算缺失",
        "published before {due}, by the date of the page, is met; later is missing",
    ),
    "kind.share": (
        "问题部分占正文千分之{met}以上，算具备；千分之{partial}以上，算部分",
        "problems take at least {met} per mille of the body: met; at least {partial}: partial",
    ),
    "due": ("{month}月{day}日", "{day}/{month}"),
    "due.level": ("（{level}{due}）", " ({level} {due})"),
    "kind.figures": (
        "报告里的数据彼此对得上，算具备；只是舍入不对，算部分；有对不上的，算缺失",
        "met where the figures agree with each other; partial where they are only rounded the wrong way; missing where"
        " they contradict each other",
    ),
    "kind.references": (
        "引用的文件名称、年份正确，没有模板残留，算具备；只有提示，算部分；有写错的，算缺失",
        "met where instruments have the right name and year and nothing is left of a template; partial with remarks"
        " only; missing with a fault",
    ),
}


def spoken(key: str, lang: str, **values: object) -> str:
    """The words of a key in a language, with its values filled in; KeyError for a key that is not known."""
    text = TEXTS[key][lang == "en"]
    return text.format(**values) if values else text
