"""The words of `score rubric`, both languages side by side."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # the command
    "about": (
        "评分标准是数据,由使用的人自己改。每条子命令加 --help 看用法。",
        "A rubric is data and belongs to its users. Every sub-command has its own --help.",
    ),
    "usage": ("score rubric 子命令 …", "score rubric COMMAND …"),
    "commands": ("子命令", "commands"),
    "steps": (
        (
            "从头走一遍:\n"
            "  score rubric new 本市 --extends fazhi-annual-report    生成一份带说明的改动\n"
            "  score rubric check 本市                                写错的地方:文件、行、怎样改\n"
            "  score rubric test 本市                                 例句各得什么结论,哪个词出现在哪里\n"
            "  score rubric show 本市 --origin                        每个值来自哪个文件哪一行\n"
            "  score rubric diff fazhi-annual-report 本市 报告/        哪些结论和分数会变\n"
            "  score rubric measure 标注/ --rubric 本市               和人工标注比\n"
            "  score 报告/ --rubric 本市                              用它评分\n"
            "\n"
            "退出码:0 没有问题;1 有提示(--strict)、例句不符或达不到 --fail-under;2 用法或标准有错。"
        ),
        (
            "From start to end:\n"
            "  score rubric new ours --extends fazhi-annual-report     a commented overlay\n"
            "  score rubric check ours                                 what is wrong: file, line, how to mend it\n"
            "  score rubric test ours                                  verdicts of the examples, which word fired "
            "where\n"
            "  score rubric show ours --origin                         file and line of every value\n"
            "  score rubric diff fazhi-annual-report ours reports/     which verdicts and scores move\n"
            "  score rubric measure labels/ --rubric ours              agreement with labels\n"
            "  score reports/ --rubric ours                            score with it\n"
            "\n"
            "Exit codes: 0 nothing to mend; 1 warnings (--strict), examples that fail, or below --fail-under; 2 "
            "wrong usage or a broken rubric."
        ),
    ),
    "check": (
        "检查一套标准:写法、引用、词、例句、分值、译文、依据",
        "check a rubric: form, references, words, examples, weights, translations, bases",
    ),
    "test": ("跑评分点旁边的例句", "run the examples beside the criteria"),
    "show": (
        "把标准写成人读的样子;--origin 说明每个值的出处",
        "the rubric as a person reads it; --origin tells where each value comes from",
    ),
    "new": ("新建一份改动(叠在已有标准上)", "start an overlay on a rubric"),
    "diff": ("比较两套标准,以及报告的结论和分数怎样变", "compare two rubrics, and what they do to reports"),
    "measure": (
        "和人工标注的报告比:准确率、召回率、F1、F2、kappa",
        "agreement with labelled reports: precision, recall, F1, F2, kappa",
    ),
    "no-command": ("没有子命令 {value}", "there is no command {value}"),
    "known-commands": ("可用:{names}", "there are: {names}"),
    # arguments
    "arg.rubric": (
        "内置标准的名字({names})或文件夹;默认 fazhi-annual-report",
        "name of a built-in rubric ({names}) or a folder; default fazhi-annual-report",
    ),
    "arg.criteria": ("只看这些评分点", "only these criteria"),
    "arg.format": ("输出格式:{names};默认 {default}", "output format: {names}; default {default}"),
    "arg.lang": ("语言:zh 或 en", "language: zh or en"),
    "arg.help": ("显示本帮助并退出", "show this help and exit"),
    "arg.strict": ("有提示时退出码为 1", "exit code 1 where there are warnings"),
    "arg.all": ("下层标准自己的问题也列出", "what lower rubrics themselves lack, too"),
    "arg.reports": (
        "一个文件夹的报告:没有例句的标志看在报告里是否出现",
        "a folder of reports: signs without an example may fire there",
    ),
    "arg.coverage": ("有标志没有例句使它出现,也算不通过", "fail a sign that no example makes fire"),
    "arg.origin": ("每个值来自哪个文件哪一行,原来是什么", "file and line of every value, and what it was before"),
    "arg.output": ("写入文件", "write to a file"),
    "arg.dir": ("新文件夹的名字", "name of the new folder"),
    "arg.extends": (
        "叠在哪套标准上:内置标准的名字,或相邻文件夹 ../名字",
        "the rubric below: a built-in name, or a folder beside the new one, ../name",
    ),
    "arg.old": ("原来的标准", "the rubric as it was"),
    "arg.new": ("新的标准", "the rubric as it is to be"),
    "arg.diff-reports": ("报告文件或文件夹:哪些结论会变", "reports or folders: which verdicts move"),
    "arg.labels": (
        (
            "标注的文件夹(或一个文件)。每份是 YAML:report: 报告文件名(或 seed:),criteria: 下面每个评分点写 verdict,"
            "可写 quotes、also_accepted;facts.year、facts.level 可与 --labelled-facts 一起用。也可以是一串句子,"
            "每句写 text、criterion、verdict,可写 role、year、level"
        ),
        (
            "folder of labels (or one file). Each is YAML: report: name of the report (or seed:), and under "
            "criteria: a verdict for each criterion, with quotes and also_accepted if wanted; facts.year and "
            "facts.level go with --labelled-facts. Or a list of sentences, each with text, criterion, verdict, and "
            "role, year, level if need be"
        ),
    ),
    "arg.labels-reports": (
        "报告所在的文件夹;默认在标注旁边、上一两级的 seeds/ 或 reports/ 里找",
        "folder of the reports; by default beside the labels, or in seeds/ or reports/ there or above",
    ),
    "arg.measured": ("用哪套标准;默认 fazhi-annual-report", "the rubric to measure; default fazhi-annual-report"),
    "arg.labelled-facts": ("年度和级别用标注里的,不用识别出的", "year and level as labelled, not as detected"),
    "arg.store": (
        "把成绩存在标准旁边(record.json),名字是这批标注的名字;以后评分时印在结论旁边",
        (
            "store the record beside the rubric (record.json) under this name of the labels; scoring then prints "
            "it beside the verdicts"
        ),
    ),
    "arg.fail-under": ("一致率低于百分之 N 时退出码为 1", "exit code 1 where fewer than N per cent agree"),
    "positionals": ("参数", "arguments"),
    "options": ("选项", "options"),
    "see-help": ("用 score rubric {command} --help 查看用法", "see score rubric {command} --help"),
    # check
    "severity.error": ("错误", "error"),
    "severity.warning": ("提示", "warning"),
    "check.none": ("{name}:没有问题", "{name}: nothing to mend"),
    "check.count": ("{name}:{errors} 处错误,{warnings} 条提示", "{name}: {errors} errors, {warnings} warnings"),
    # test
    "test.head": ("{criterion} 例句 {number}", "{criterion} example {number}"),
    "test.text": ("例句", "text"),
    "test.role": ("段落", "role"),
    "test.wanted": ("应得", "wanted"),
    "test.got": ("得到", "got"),
    "test.why": ("理由", "reason"),
    "test.quote": ("引文里没有“{value}”", "no quote holds “{value}”"),
    "test.near": ("不作数的话里没有理由 {value}", "no near miss for {value}"),
    "test.seen": ("各标志看到的", "what the signs saw"),
    "test.nothing": ("没有标志看到任何词", "no sign saw a word"),
    "test.full": ("成立", "fires"),
    "test.half": ("一半", "half"),
    "test.miss": ("不算", "does not count"),
    "test.words": ("词:", "words: "),
    "test.flags": ("情形:", "flags: "),
    "test.silent": ("没有例句使它出现", "no example makes it fire"),
    "test.count": ("{name}:{right}/{all} 条例句相符", "{name}: {right} of {all} examples right"),
    "test.coverage": ("{fired}/{all} 个标志有例句", "{fired} of {all} signs fired by an example"),
    # show
    "show.version": ("标准 {id},版本 {version}", "Rubric {id}, version {version}"),
    "show.on": ("叠在 {names} 上", "Laid over {names}"),
    "show.applies": ("--rubric auto 用于:{what}", "Chosen by --rubric auto for: {what}"),
    "show.off": ("停用的评分点", "Criteria switched off"),
    "show.disabled": ("停用", "Switched off"),
    "show.credit": (
        "得分:有 {met},部分 {partial},缺 {missing};不适用的不进分母,看不出的列为区间。",
        (
            "Credit: met {met}, partial {partial}, missing {missing}; what does not apply leaves the denominator, "
            "what cannot be seen makes an interval."
        ),
    ),
    "show.bands": ("等次", "Bands"),
    "show.band": ("{name}:{least} 分以上", "{name}: from {least}"),
    "show.band-gate": ("{name}:缺了必备项", "{name}: a required item is missing"),
    "show.weight": ("分值", "Weight"),
    "show.gate": ("必备:缺了就是不完整", "Required: without it the report is incomplete"),
    "show.gate-from": ("{year} 年度起必备", "Required from report year {year}"),
    "show.asks": ("要求", "Asks"),
    "show.mend": ("怎样补", "How to mend"),
    "show.basis": ("依据", "Basis"),
    "show.counts": ("只算写在", "Counts in"),
    "show.exempt": ("不适用", "Does not apply"),
    "show.before": ("{year} 年度以前", "before report year {year}"),
    "show.signs": ("什么算写到", "What counts"),
    "show.examples": ("例句", "Examples"),
    "show.generated": (
        "由 `score rubric show {id} --format markdown` 生成,不要手改。",
        "Generated by `score rubric show {id} --format markdown`; do not edit.",
    ),
    "show.before-value": ("原为 {value}({place})", "was {value} ({place})"),
    "show.order": (
        (
            "由下到上:{chain}。上层写到的换掉下层的,没写到的不动;例句、依据、免评、结论行接在后面;词用 add、drop "
            "增减;同一层里写两处是冲突,报错。"
        ),
        (
            "From bottom to top: {chain}. What an upper one states replaces what stands below, the rest stays; "
            "examples, bases, exemptions and rows of verdicts are added behind; words change by add and drop; a "
            "value stated twice in one layer is a conflict and an error."
        ),
    ),
    # new
    "new.exists": ("{path} 已经有文件了", "{path} already holds files"),
    "new.exists-mend": ("换一个名字", "choose another name"),
    "new.made": (
        "已生成 {path};改好后:score rubric check {path}",
        "made {path}; edit it, then: score rubric check {path}",
    ),
    # diff
    "diff.changes": ("标准的变化", "Changes of the rubric"),
    "diff.none": ("两套标准一样", "the rubrics are the same"),
    "diff.added": ("新增", "added"),
    "diff.removed": ("去掉", "removed"),
    "diff.reports": ("报告的变化", "Changes of the reports"),
    "diff.scaled": (
        "{count} 个没有改过的分值按比例调:{factor}",
        "{count} weights that are not stated are scaled: {factor}",
    ),
    "diff.same": ("{count} 份报告的结论和分数都没有变", "no verdict and no score of {count} reports moves"),
    "diff.summary": (
        "{count} 份报告:{moved} 份分数有变,平均 {mean};{flips} 个结论有变",
        "{count} reports: {moved} totals move, by {mean} on average; {flips} verdicts flip",
    ),
    "diff.flip": ("{old} → {new}", "{old} → {new}"),
    "diff.none-verdict": ("(没有)", "(none)"),
    "diff.criterion": ("评分点", "criterion"),
    "diff.report": ("报告", "report"),
    "diff.total": ("总分", "total"),
    "diff.by-criterion": ("按评分点", "By criterion"),
    # measure
    "measure.head": (
        "{name} {version} 与 {reports} 份标注、{sentences} 个句子:{right}/{all} 相符({share}),kappa {kappa}",
        (
            "{name} {version} on {reports} labelled reports and {sentences} sentences: {right} of {all} agree "
            "({share}), kappa {kappa}"
        ),
    ),
    "measure.presence": (
        "写没写到(有或部分):准确率 {precision},召回率 {recall},F1 {f1},F2 {f2}",
        "Content there (met or partial): precision {precision}, recall {recall}, F1 {f1}, F2 {f2}",
    ),
    "measure.verdict": ("结论", "verdict"),
    "measure.labelled": ("标注", "labelled"),
    "measure.found": ("判出", "found"),
    "measure.precision": ("准确率", "precision"),
    "measure.recall": ("召回率", "recall"),
    "measure.right": ("相符", "right"),
    "measure.of": ("共", "of"),
    "measure.criterion": ("评分点", "criterion"),
    "measure.confusion": ("混淆表(行是标注,列是判出)", "Confusion (rows: labelled, columns: found)"),
    "measure.by-verdict": ("按结论", "By verdict"),
    "measure.by-criterion": ("按评分点", "By criterion"),
    "measure.disagreements": ("不一致的地方", "Disagreements"),
    "measure.label": ("标注 {label},判出 {found}", "labelled {label}, found {found}"),
    "measure.said": ("标注引的话", "label quotes"),
    "measure.quoted": ("程序引的话", "program quotes"),
    "measure.none": ("{folder} 里没有标注", "no labels in {folder}"),
    "measure.none-mend": (
        "标注是 YAML,要有 report(或 seed)和 criteria;不是标注的:{names}",
        "a label file is YAML with report (or seed) and criteria; no labels: {names}",
    ),
    "measure.passed": ("不是标注,跳过:{names}", "no labels, passed over: {names}"),
    "measure.stored": ("成绩已存入 {path}", "record stored in {path}"),
    "measure.line": ("第{line}行", "line {line}"),
}


class Say:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        self._index = int(lang == "en")

    def __call__(self, key: str, **values: object) -> str:
        text = TEXTS[key][self._index]
        return text.format(**values) if values else text
