"""Faults of a rubric in words: what is wrong and how to mend it, in both languages."""

from __future__ import annotations

from scorer.errors import ScorerError

# code: (message, mend) in Chinese, (message, mend) in English; {names} are filled in.
TEXTS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "yaml": (
        ("YAML 读不下去: {what}", "报告原话带有逗号、冒号、< 或 # 时要加双引号;检查缩进"),
        ("this is no YAML: {what}", "quote report text that holds a comma, colon, < or #; check the indentation"),
    ),
    "encoding": (("文件不是 UTF-8", "用编辑器另存为 UTF-8"), ("the file is not UTF-8", "save it as UTF-8")),
    "empty": (("文件是空的", "写上内容,或删去文件"), ("the file is empty", "fill it in or delete it")),
    "alias": (
        ("用了别名(& 和 *)", "把内容原样写出来"),
        ("an alias (& and *) is used", "write the content out"),
    ),
    "deep": (("层次太深或内容太多", "不超过 20 层"), ("too deep or too large", "no more than 20 levels")),
    "key": (("键必须是一个词", "改成一个词"), ("a key must be one word", "make it one word")),
    "doubled": (
        ("键 {key} 写了两次", "只留一个,否则前一个会丢掉"),
        ("key {key} is written twice", "keep one; the first would be lost"),
    ),
    "tag": (
        ("用了标签 {tag}", "去掉标签,只写文字、数字、true 或 false"),
        ("a tag {tag} is used", "remove it; write text, numbers, true or false"),
    ),
    "number": (
        ("数 {number}… 太长，或不是普通的数", "写成不超过 {limit} 位的数;是文字就加双引号"),
        ("the number {number}… is too long or no plain one", "write at most {limit} signs; quote what is text"),
    ),
    "other-ending": (
        ("只读 .yaml 文件,这个文件不会被读到", "改名为 {name}"),
        ("only .yaml files are read; this one is not", "rename it {name}"),
    ),
    "other-place": (
        ("只读 rubric.yaml 和 criteria/、words/ 里的文件,这个文件不会被读到", "移到 criteria/ 或 words/,不再分文件夹"),
        (
            "only rubric.yaml and the files of criteria/ and words/ are read; this one is not",
            "move it into criteria/ or words/, without further folders",
        ),
    ),
    "bare-word": (
        ("没有引号的 {word} 会被当成真假值", '写成 "{word}",或者写 true / false'),
        ("{word} without quotes reads as true or false", 'write "{word}", or true / false'),
    ),
    "shape": (("{where}: {what}", "{mend}"), ("{where}: {what}", "{mend}")),
    "no-file": (
        ("没有名为 {name} 的标准", "可用的有:{names};或给出文件夹的路径"),
        ("there is no rubric {name}", "there are: {names}; or give the path of a folder"),
    ),
    "no-rubric-file": (
        ("文件夹里没有 rubric.yaml", "给出一套标准的文件夹"),
        ("the folder has no rubric.yaml", "give the folder of a rubric"),
    ),
    "outside": (
        ("{name} 指向文件夹之外", "只用文件夹里的文件,不用符号链接"),
        ("{name} leads out of the folder", "use files of the folder, no symbolic links"),
    ),
    "too-large": (("文件超过 {limit} 字节", "拆成几个文件"), ("the file is larger than {limit} bytes", "split it")),
    "file-name": (
        ("文件名应是 {id}.yaml", "改文件名或 id"),
        ("the file should be named {id}.yaml", "rename the file or change the id"),
    ),
    "unknown-element": (
        ("{id}:没有要素 {element}", "要素写在 rubric.yaml 的 elements 里:{known}"),
        ("{id}: there is no element {element}", "elements stand in rubric.yaml: {known}"),
    ),
    "not-listed": (
        ("{id}:要素 {element} 的 criteria 里没有它", "在 rubric.yaml 里补上,或删去这个文件"),
        ("{id} is not among the criteria of element {element}", "add it in rubric.yaml or delete the file"),
    ),
    "no-criterion": (
        ("要素 {element} 列了 {id},但没有这个文件", "补上 criteria/{id}.yaml,或从清单里去掉"),
        ("element {element} lists {id}, which has no file", "add criteria/{id}.yaml or take it off the list"),
    ),
    "twice-listed": (("{id} 列在两个要素里", "只留一处"), ("{id} is listed in two elements", "keep one place")),
    "unknown-layer": (
        ("要素 {element} 的层 {layer} 没有定义", "已有:{known}"),
        ("element {element}: layer {layer} is not defined", "there are: {known}"),
    ),
    "unknown-sign": (
        ("{id} {where}:没有标志 {sign}", "已有:{known}"),
        ("{id} {where}: there is no sign {sign}", "there are: {known}"),
    ),
    "unused-sign": (
        ("{id} signs.{sign}:没有结论用到它", "写进 verdicts,或删去;结论用到的有:{known}"),
        ("{id} signs.{sign}: no verdict uses it", "name it in verdicts or delete it; verdicts use: {known}"),
    ),
    "twice-named": (
        ("{id} signs.{sign}:object 和 topic 是一回事,写了两次", "只留 object"),
        ("{id} signs.{sign}: object and topic are two names of one thing", "keep object only"),
    ),
    "needs-below": (
        ("{id} signs.{sign}:下层用 {parts} 写,再写 needs 会两样都要", "needs 改写成 act、with 或 figure: true"),
        (
            "{id} signs.{sign}: the sign below says {parts}; needs would be asked for as well",
            "write act, with or figure: true in place of needs",
        ),
    ),
    "no-signs": (
        ("{id}:没有 signs 或 verdicts", "至少写一个标志和 met 一行"),
        ("{id}: no signs or verdicts", "write at least one sign and a met row"),
    ),
    "unknown-reason": (
        ("{id} signs.{sign}:没有理由 {reason}", "在 reasons 里写上,中英文各一句"),
        ("{id} signs.{sign}: there is no reason {reason}", "write it under reasons in both languages"),
    ),
    "twice-words": (
        ("词组 {name} 已在 {other} 里定义", "换一个名字,或合并"),
        ("class {name} is already defined in {other}", "rename or merge it"),
    ),
    "unknown-class": (("{id}:没有名为 <{name}> 的词组", "{mend}"), ("{id}: there is no class <{name}>", "{mend}")),
    "cycle": (
        ("词组 <{name}> 包含了自己:{path}", "去掉其中一处引用"),
        ("class <{name}> contains itself: {path}", "remove one reference"),
    ),
    "too-many-words": (
        ("{id}:展开后超过 {limit} 个词", "拆成几个词组,或少嵌套一层"),
        ("{id}: expands to more than {limit} words", "split it or nest less"),
    ),
    "brackets": (
        ("{id}:“{entry}”的尖括号不成对", "词组写成 <名字>,整条加双引号"),
        ("{id}: unbalanced angle brackets in “{entry}”", "write a class as <name> and quote the entry"),
    ),
    "gap": (
        ("{id}:“{entry}”的 … 要夹在词中间,最多三个", "前后都写上词"),
        ("{id}: … in “{entry}” must stand between words, three at most", "put words before and behind it"),
    ),
    "parts": (
        ("{id}:“{entry}”的括号里不能再有括号,几个部分也不能都是空的", "写成 (报|送)备(案|)"),
        ("{id}: brackets within brackets, or nothing left of the word, in “{entry}”", "write (报|送)备(案|)"),
    ),
    "pattern": (
        ("{id}:正则表达式不能用:{what}", "“{entry}”:{mend}"),
        ("{id}: the pattern cannot be used: {what}", "“{entry}”: {mend}"),
    ),
    "overlap": (
        ("{id}:词“{word}”同时是 topic 和 needs", "从 needs 里去掉,否则一个词就算齐了"),
        ("{id}: the word “{word}” is both topic and need", "take it out of needs, or one word would satisfy both"),
    ),
    "weights": (
        ("{year} 年度的分值合计是 {sum},不是 {wanted}", "调整 weight;涉及:{who}"),
        ("the weights of report year {year} add up to {sum}, not {wanted}", "change weights; among: {who}"),
    ),
    "weights-laid": (
        (
            "改动后 {year} 年度的分值合计是 {sum},不是 {wanted}",
            "在 weights 里减少别的分值,或写 balance: scale 让没有改过的分值按比例调",
        ),
        (
            "with the changes the weights of report year {year} add up to {sum}, not {wanted}",
            "lower others under weights, or write balance: scale to scale those that are not stated",
        ),
    ),
    "band": (
        ("等次 {band}:要写 least 或 gate_missing: true", "补上其中一个"),
        ("band {band}: least or gate_missing: true is needed", "write one of them"),
    ),
    "too-many": (
        ("超过 {files} 个文件或 {limit} 字节", "删去用不到的文件"),
        ("more than {files} files or {limit} bytes", "remove what is not needed"),
    ),
    "too-many-layers": (
        ("extends 成了环,或超过 {limit} 层", "少叠几层"),
        ("extends goes in a circle or is more than {limit} layers deep", "use fewer layers"),
    ),
    "extends": (
        ("extends:没有 {name}", "写内置标准的名字({names}),或相邻的文件夹 ../名字、./名字"),
        (
            "extends: there is no {name}",
            "name a built-in rubric ({names}) or a folder beside or inside this one: ../name, ./name",
        ),
    ),
    "change-unknown": (
        ("change:没有评分点 {id}", "相近的有:{close}"),
        ("change: there is no criterion {id}", "close: {close}"),
    ),
    "change-off": (
        ("{id} 已在 {where} 停用,不能再改", "去掉这处改动,或先去掉停用"),
        ("{id} is switched off at {where} and cannot be changed", "remove this change or the switching off"),
    ),
    "already": (
        ("{id} 下层已经有了({where})", "改它就把 id: 写成 change:;新的换一个名字"),
        (
            "{id} already exists below ({where})",
            "to change it write change: in place of id:; give a new one another name",
        ),
    ),
    "stated-twice": (
        ("{id} 的 {key} 在 {where} 也写了", "只留一处"),
        ("{key} of {id} is stated at {where} too", "keep one place"),
    ),
    "class-unknown": (
        ("没有词组 <{name}> 可改", "相近的有:{close};新词组要写 any"),
        ("there is no class <{name}> to change", "close: {close}; a new class needs any"),
    ),
    "drop-unknown": (("drop:原来没有“{word}”", "相近的有:{close}"), ("drop: there is no “{word}”", "close: {close}")),
    "settings": (("{id}:settings 里少了 {name}", "补上 {name}"), ("{id}: settings lacks {name}", "add {name}")),
}


def fault(code: str, file: str, line: int, **values: object) -> ScorerError:
    """A fault of a rubric file at a line (the first is 1), worded in Chinese; `in_language` gives the other."""
    message, mend = TEXTS[code][0]
    named = {key: str(value) for key, value in values.items()}
    return ScorerError(
        message.format_map(named),
        mend.format_map(named),
        file=getattr(line, "file", file),  # a line of a rubric laid over another knows its own file
        line=int(line),
        code="rubric." + code,
        values=named,
    )


def in_language(error: ScorerError, lang: str) -> tuple[str, str]:
    """Message and mend of an error; as it was raised where it is no fault of a rubric."""
    code = error.code.removeprefix("rubric.")
    if code == error.code or code not in TEXTS:
        return error.message, error.mend
    message, mend = TEXTS[code][1 if lang == "en" else 0]
    return message.format_map(error.values), mend.format_map(error.values)
