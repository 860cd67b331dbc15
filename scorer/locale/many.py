"""Sentences of runs over many reports, in Chinese and English."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "include": (
        "文件夹里只取合乎这一样式的文件（写法同 .gitignore），可重复，如 --include '2024/**/*.docx'",
        "of folders take only files of this pattern (as in .gitignore), may be repeated: --include '2024/**/*.docx'",
    ),
    "exclude": (
        "文件夹里不取合乎这一样式的文件，可重复，如 --exclude '草稿/'",
        "of folders leave out files of this pattern, may be repeated: --exclude 'drafts/'",
    ),
    "engine": (
        "在哪里评：local 本机（默认）；dask 交给已有的 Dask 集群，PATH 和 --output 可以是 s3:// 等地址",
        "where to score: local (default), or dask: an existing Dask cluster; PATH and --output may be s3://…",
    ),
    "scheduler": ("Dask 调度器的地址，如 tcp://10.0.0.1:8786", "address of the Dask scheduler: tcp://10.0.0.1:8786"),
    "chunk": ("集群上一个任务大约评多少份；默认 100", "reports, about, that a task of the cluster scores; default 100"),
    "engine-scheduler": ("--engine dask 和 --scheduler 要一起用", "--engine dask goes with --scheduler"),
    "engine-format": ("--engine dask 只写 --format parquet", "--engine dask writes --format parquet only"),
    "bad-chunk": ("应为 1 到 10000 之间的整数：{value}", "a whole number between 1 and 10000 is needed: {value}"),
    "no-scheduler": ("连不上调度器 {address}：{reason}", "the scheduler {address} cannot be reached: {reason}"),
    "scheduler-lost": ("调度器 {address} 中途断开", "the scheduler {address} is gone in the midst of the run"),
    "scheduler-lost.mend": (
        "已写好的块都是完整的；调度器恢复后加 --resume 再运行一次",
        "the parts that are written are whole; run again with --resume when it is back",
    ),
    "no-workers": ("调度器 {address} 没有可用的工作进程", "the scheduler {address} has no workers"),
    "no-cluster": ("--engine dask 缺少程序库 {library}", "--engine dask lacks the library {library}"),
    "output-in-use": (
        "{path} 里有别的文件，不能写入；请换一个空文件夹",
        "{path} holds other files; name an empty folder",
    ),
    "parts": (
        "已写入 {path}（{parts} 块，其中 {earlier} 块是以前写的；行数：{rows}）",
        "written to {path} ({parts} parts, {earlier} of them by earlier runs; rows: {rows})",
    ),
    "progress.scoring": ("评分中", "scoring"),
    "progress.rate": ("每秒 {value} 份", "{value} a second"),
    "progress.each": ("每份 {value} 秒", "{value} s each"),
    "progress.left": ("还需", "left"),
    "resume": (
        "接着评：文件、评分标准、选项和程序都没变的，用以前的结果；新结果存下来",
        "take what earlier runs scored where file, rubric, options and program are the same; keep what is scored now",
    ),
    "kept": (
        "结果存放的文件夹（即 --resume）；默认在用户的缓存文件夹",
        "folder where results are kept (implies --resume); default: the user's cache folder",
    ),
    "resumed": (
        "{found} 份用了以前的结果，{kept} 份新存下来",
        "{found} taken from earlier runs, {kept} kept for the next",
    ),
    "tables": ("已写入 {path}（行数：{rows}）", "written to {path} (rows: {rows})"),
    "tables.output": (
        "{format} 要写进一个文件夹：用 --output 给出",
        "{format} is written to a folder: name it with --output",
    ),
    "unread": ("{count} 份没有评成，原因如下", "{count} could not be scored"),
}


def words(key: str, lang: str, **values: object) -> str:
    """The sentence of a key in a language, with its values filled in."""
    text = TEXTS[key][lang == "en"]
    return text.format(**values) if values else text
