"""The results as the READMEs show them: a table in either language, in ratios."""

from __future__ import annotations

from bench.results import Results, Row

BASE, ONE, JSON, DOUBLED = "python", "score", "score-json", "score-doubled"
# By command: English, Chinese.
NAMES = {
    BASE: ("`python -c pass`", "`python -c pass`"),
    ONE: ("`score FILE`", "`score 文件`"),
    JSON: ("`score … --format json`, `jsonl`", "`score … --format json`、`jsonl`"),
    DOUBLED: ("the same, every criterion twice", "同上，评分点加倍"),
    "rg-words": ("ripgrep, the words as fixed strings (`-F -f`)", "ripgrep，词作为定长串（`-F -f`）"),
    "rg-one-by-one": ("ripgrep, pattern by pattern", "ripgrep，逐个表达式"),
    "regex": ("a plain loop of `regex`", "`regex` 的简单循环"),
    "yara": ("yara-python", "yara-python"),
    "textlint": ("textlint with prh", "textlint 加 prh"),
}
_HEADS = (
    ("command", "one report, × an empty Python", "each further report, ms", "× `score`"),
    ("命令", "一份报告，空 Python 的倍数", "每多一份，毫秒", "`score` 的倍数"),
)
_ABOUT = (
    "Processor time, the least of several interleaved runs; Python {python}, {processors} processors, {reports} reports"
    " ({peer_reports} for the peers). The peers only find the rubric's {terms} words in {classes} classes;"
    " `score` judges.",
    "处理器时间，取交替多次中最小的；Python {python}，{processors} 个处理器，报告 {reports} 份"
    "（同类程序 {peer_reports} 份）。"
    "同类程序只是找出评分标准 {classes} 类 {terms} 个词，`score` 还要判定。",
)
_DOUBLED = (
    "Twice the criteria take {doubled} times as long for each further report.",
    "评分点加倍，每多一份的时间是 {doubled} 倍。",
)
_JOBS = ("Two processes take {cpu} times the processor time of one", "两个进程的处理器时间是一个的 {cpu} 倍")
_SPEED = (" and score {speed} times as many reports a second.", "，每秒评的份数是 {speed} 倍。")
_UNTIMED = ("; how much sooner they end was not measured.", "；快多少没有测。")
_BUSY = (
    "The machine was busy (load {load}) when this was measured: it tells orders of magnitude only.",
    "测的时候机器很忙（负载 {load}），只能看数量级。",
)
_MISSING = ("Not installed and not measured: {names}.", "没有安装、没有测的：{names}。")
_COMMA = (", ", "、")


def table(results: Results, lang: str) -> str:
    """Markdown in a language, `en` or `zh`."""
    at = 0 if lang == "en" else 1
    base, own = results.row(BASE), results.row(JSON)
    lines = ["| " + " | ".join(_HEADS[at]) + " |", "|---|---|---|---|"]
    lines += [_line(row, base, own, at) for row in results.rows]
    counts = {key: str(value) for key, value in results._asdict().items()}
    lines += ["", _ABOUT[at].format(**counts)]
    doubled = _over(results.row(DOUBLED).further, own.further)
    lines.append(_DOUBLED[at].format(doubled=doubled))
    jobs = _JOBS[at].format(cpu=f"{results.two_jobs_cpu:.2f}")
    speed = results.two_jobs_speed
    lines.append(jobs + (_UNTIMED[at] if speed is None else _SPEED[at].format(speed=f"{speed:.2f}")))
    if results.busy:
        lines.append(_BUSY[at].format(load=results.load))
    if results.missing:
        lines.append(_MISSING[at].format(names=_COMMA[at].join(NAMES[name][at] for name in results.missing)))
    return "\n".join(lines) + "\n"


def _line(row: Row, base: Row, own: Row, at: int) -> str:
    further = "–" if row.further is None else f"{row.further:.1f}"
    cells = [NAMES[row.id][at], f"{row.one / base.one:.1f}", further, _over(row.further, own.further)]
    return "| " + " | ".join(cells) + " |"


def _over(one: float | None, other: float | None) -> str:
    return "–" if one is None or not other else f"{one / other:.2f}"
