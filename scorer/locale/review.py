"""Sentences of the review, in Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.errors import ScorerError

TEXTS: dict[str, tuple[str, str]] = {
    # where a criterion stands
    "state.unseen": ("只有程序看过", "seen by the program only"),
    "state.open": ("待看", "open"),
    "state.agreed": ("认可", "agreed"),
    "state.overruled": ("改判", "overruled"),
    "state.doubted": ("存疑", "in doubt"),
    "state.waived": ("豁免", "waived"),
    "state.settled": ("已定", "settled"),
    "state.disputed": ("两读不一", "readers differ"),
    "state.closed": ("新标准已同", "closed by the new rubric"),
    "state.proposed": ("待确认", "to confirm"),
    "state.look-again": ("要重看", "look again"),
    # why it stands so
    "why.readers-differ": ("两位复核人判得不一样，还没有定", "two readers differ, and nobody has settled it"),
    "why.waiver-ended": ("豁免已经到期", "the waiver has ended"),
    "why.program-agrees": ("换了评分标准，程序现在也这样判", "by the new rubric the program says the same"),
    "why.program-changed": ("程序现在判得和当时不一样", "the program now judges otherwise than it did then"),
    "why.demand-changed": ("这一项的要求改过了", "what is asked for has changed"),
    "why.words-gone": ("报告换稿，当时的引文没有了", "the report changed, and the words are gone"),
    "why.no-words": ("报告换稿，当时没有引文可以对照", "the report changed, and there were no words to go by"),
    "why.doubted": ("报告换稿，上一稿存疑", "the report changed, and was in doubt before"),
    "why.unread": ("报告换稿，还没有对照原文", "the report changed, and its text was not compared yet"),
    "why.": ("报告换稿，当时的引文还在", "the report changed, and the words still stand"),
    # why it is asked for, short
    "reason.gate": ("定等次", "gate"),
    "reason.band": ("动等次", "band"),
    "reason.disputed": ("两读不一", "readers differ"),
    "reason.baseline": ("法定", "baseline"),
    "reason.check": ("数据", "contradiction"),
    "reason.look-again": ("要重看", "look again"),
    "reason.proposal": ("待确认", "to confirm"),
    "reason.doubt": ("存疑", "in doubt"),
    "reason.program-doubt": ("程序存疑", "program unsure"),
    "reason.unclear": ("待核", "unclear"),
    "reason.often-wrong": ("程序常错", "often wrong"),
    "reason.missing": ("缺失", "missing"),
    "reason.partial": ("部分", "partial"),
    "reason.sample": ("抽查", "sample"),
    "reason.copies": ("同文", "copies"),
    # what a line does
    "act.agree": ("认可", "agree"),
    "act.overrule": ("改判", "overrule"),
    "act.agree-all": ("成批认可", "agree to all"),
    "act.doubt": ("存疑", "doubt"),
    "act.note": ("批注", "note"),
    "act.waive": ("豁免", "waive"),
    "act.settle": ("定夺", "settle"),
    "act.hand-in": ("交卷", "hand in"),
    "act.undo": ("撤销", "undo"),
    "act.redo": ("恢复", "redo"),
    # on a card
    "card.title": ("复核", "Review"),
    "card.status": (
        "定了 {done} 项，改判 {changed}，存疑 {doubted}，待看 {open}",
        "{done} decided, {changed} judged otherwise, {doubted} in doubt, {open} open",
    ),
    "card.interval": (
        "；待看的都定下来之前，总分在 {low} 到 {high} 之间",
        "; until all is decided the total is between {low} and {high}",
    ),
    "card.open": ("待看 {open} 项", "{open} open"),
    "card.waived": ("经{approver}批准免评，到 {until}", "waived by {approver} until {until}"),
    "check.figures": ("数据核对", "figures"),
    "check.years": ("年份核对", "years"),
    "check.leftovers": ("模板残留核对", "leftovers"),
    "check.references": ("引用核对", "references"),
    "check.substance": ("内容核对", "substance"),
    # faults
    "fault.full": ("磁盘满了，这一条没有存上；以前的都在", "the disk is full, this was not written; all before stands"),
    "fault.full.mend": ("腾出空间后再存一次", "make room and decide again"),
    "fault.read-only": ("这里不能写（{reason}），这一条没有存上", "cannot write here ({reason}), this was not written"),
    "fault.read-only.mend": ("换一个文件夹（--reviews），或请管理员开放写入", "name another folder (--reviews)"),
    "fault.failed": ("没有存上：{reason}", "not written: {reason}"),
    "fault.failed.mend": ("检查磁盘和网络，再存一次", "check disk and network, and decide again"),
    "fault.newer": (
        "这份记录由更新的程序写过，只能看，不能写",
        "a newer program wrote in this log: it can only be read",
    ),
    "fault.newer.mend": ("升级本程序后再写", "upgrade this program"),
    "fault.nameless": ("还不知道复核人是谁", "it is not known who decides"),
    "fault.nameless.mend": ("用 --reviewer 写明姓名", "give a name with --reviewer"),
    "fault.long-name": ("姓名太长，文件名超过 {limit} 字节", "the name is too long: its file would pass {limit} bytes"),
    "fault.long-name.mend": ("用短一些的姓名", "use a shorter name"),
    "fault.no-criterion": ("没有“{value}”这个评分点或核对项", "there is no criterion or check “{value}”"),
    "fault.no-criterion.mend": ("用 score review list 看有哪些", "score review list shows those there are"),
    "fault.no-approver": ("豁免要写明是谁批准的", "a waiver needs who approved it"),
    "fault.no-approver.mend": ("用 --approver 写明", "name the person with --approver"),
    "fault.bad-day": ("“{value}”不是日期", "“{value}” is no date"),
    "fault.bad-day.mend": ("写成 2026-12-31", "write it as 2026-12-31"),
    "fault.no-report": ("没有读到报告“{value}”", "report “{value}” was not found"),
    "fault.no-report.mend": ("给出报告的路径", "give the path of the report"),
    "fault.no-verdict": ("不知道“{value}”是什么判定", "“{value}” is no verdict"),
    "fault.no-verdict.mend": ("可用：{known}", "use one of {known}"),
    "fault.one-report": ("这里要一份报告，读到 {count} 份", "one report is wanted here, there are {count}"),
    "fault.one-report.mend": ("给出一份报告的路径", "give the path of one report"),
    "fault.not-here": ("没有记录可看：{value}", "there are no decisions at {value}"),
    "fault.not-here.mend": ("用 --reviews 或 --store 指明", "say where they are with --reviews or --store"),
    "fault.two-readers": ("要比较两位复核人；记录里有：{people}", "two readers are wanted; known are: {people}"),
    "fault.two-readers.mend": ("写成 score review agreement 甲 乙", "write score review agreement ONE TWO"),
    "fault.bad-import": ("第 {line} 行不是本程序的记录", "line {line} is no line of a log"),
    "fault.bad-import.mend": (
        "只收 score review export 导出的 jsonl 或别处的记录文件",
        "take what score review export wrote",
    ),
    "fault.nothing-to-undo": ("没有可以撤销的", "there is nothing to undo"),
    "fault.nothing-to-undo.mend": (
        "记录都已撤销，或这位复核人还没有记录",
        "everything is undone, or this person has no lines",
    ),
    "fault.office-library": ("缺少 {library}，连不了数据库", "{library} is not installed, no database can be used"),
    "fault.office-library.mend": ("安装：pip install '.[office]'", "install it: pip install '.[office]'"),
    "fault.office-unreached": ("连不上数据库：{reason}", "the database cannot be reached: {reason}"),
    "fault.office-unreached.mend": (
        "检查 --store 的地址、账号和网络",
        "check the address of --store, the account, the network",
    ),
    "fault.office-newer": ("数据库由更新的程序建立（{version}）", "a newer program made the database ({version})"),
    "fault.office-newer.mend": ("升级本程序后再用", "upgrade this program"),
    "fault.office-address": ("“{value}”不是数据库地址", "“{value}” is no address of a database"),
    "fault.office-address.mend": ("写成 postgresql://用户@主机/库", "write postgresql://user@host/database"),
}


def sentence(key: str, lang: str, **values: str) -> str:
    """The sentence of a key in a language, with its values filled in."""
    text = TEXTS[key][1 if lang == "en" else 0]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def in_language(fault: ScorerError, lang: str) -> tuple[str, str]:
    """Message and mend of a fault of the review."""
    key = "fault." + fault.code.removeprefix("review.")
    return sentence(key, lang, **fault.values), sentence(key + ".mend", lang, **fault.values)
