"""Sentences of `score notice`, in Chinese and English; the notice itself is always Chinese."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "usage": (
        "score notice FILE… --office 名称 [--due DATE] [选项]",
        "score notice FILE… --office NAME [--due DATE] [options]",
    ),
    "about": (
        "为每个单位起草一份补正意见（Word 和 Markdown）：缺什么、哪里对不上、找到了哪些文字、依据、补什么、何时报送。",
        "Drafts a notice of correction for each body (Word and Markdown, in Chinese): what is missing or contradicts"
        " itself, the words found, the legal basis, what to add, by when.",
    ),
    "paths": ("报告文件或文件夹", "reports or folders"),
    "office": ("发出意见的单位，如 某市司法局", "the office that sends the notice"),
    "due": ("补正期限（年-月-日）", "the day by which the answer is due"),
    "date": ("成文日期（年-月-日）；默认今天", "the day of the notice; today by default"),
    "format": (
        "docx、markdown；默认写入文件夹时两种都写，否则 markdown",
        "docx, markdown; by default both into a folder, else markdown",
    ),
    "output": ("写入文件；若为文件夹则每份报告各写一份", "a file; or a folder, which gets a notice for each report"),
    "template": (
        "本单位的 Word 模板（占位符见 --new-template）",
        "the office's own Word template (placeholders: see --new-template)",
    ),
    "phrases": ("本单位的用语（YAML，见 --new-phrases）", "the office's own phrases (YAML, see --new-phrases)"),
    "new-template": ("写出一份可修改的 Word 模板后退出", "write a Word template to begin with, and stop"),
    "new-phrases": ("写出一份可修改的用语文件后退出", "write the phrases to begin with, and stop"),
    "reviews": ("采用这个文件夹里的复核意见", "take the decisions of reviewers in this folder"),
    "lang": ("提示语的语言：zh 或 en", "language of messages: zh or en"),
    "help": ("显示本帮助并退出", "show this help and stop"),
    "no-office": ("请用 --office 写明发出意见的单位", "say with --office who sends the notice"),
    "no-path": ("请给出报告文件或文件夹", "name reports or folders"),
    "bad-format": ("没有这种格式：{value}；可用：docx、markdown", "no such format: {value}; known: docx, markdown"),
    "one-file": ("有 {count} 份意见，一个文件放不下", "{count} notices do not go into one file"),
    "one-file.mend": ("--output 给文件夹", "give a folder to --output"),
    "binary": ("docx 请用 --output 写入文件或文件夹", "write docx to a file or folder with --output"),
    "template-markdown": ("模板只用于 docx", "a template goes with docx only"),
    "exists": ("文件已存在：{path}", "the file is there already: {path}"),
    "exists.mend": ("换一个名字", "choose another name"),
    "unreadable": ("无法读取：{reason}", "cannot be read: {reason}"),
    "bad-template": ("模板无法填写：{reason}", "the template cannot be filled: {reason}"),
    "bad-template.mend": (
        "用 --new-template 写出一份模板，对照其中的占位符",
        "compare its placeholders with those of --new-template",
    ),
    "bad-phrases": ("应为“名称: 句子”", "`name: sentence` is expected"),
    "unknown-phrase": ("没有名为 {name} 的句子", "no phrase is called {name}"),
    "unknown-phrase.mend": ("可用：{known}", "known: {known}"),
    "unknown-value": ("{name}：不认识的占位符 {value}", "{name}: {value} is not known here"),
    "nothing": ("{path}：没有需要补正的内容，不写补正意见", "{path}: nothing to correct, no notice"),
    "unscored": ("{path}：不是这一种年度报告，不写补正意见", "{path}: another kind of document, no notice"),
    "written": ("已写入 {count} 份补正意见：{path}", "{count} notices written: {path}"),
    "suffix": ("-补正意见", "-补正意见"),
}


def words(key: str, lang: str, **values: object) -> str:
    """The sentence of a key in a language, with its values filled in."""
    text = TEXTS[key][1 if lang == "en" else 0]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
