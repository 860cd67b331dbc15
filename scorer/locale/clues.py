"""What speaks for the role of a stretch, in Chinese and English; the names are those of `rubric/structure.yaml`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # words of the heading
    "heading-measures": ("标题点名工作情况", "heading names the work done"),
    "heading-first-responsible": ("标题点名第一责任人", "heading names the first responsible persons"),
    "heading-problems": ("标题点名问题", "heading names problems"),
    "heading-reasons": ("标题点名原因", "heading names reasons"),
    "heading-joint": ("标题问题、打算并提", "heading names problems and plans"),
    "heading-plan": ("标题点名下步安排", "heading names the plan"),
    "heading-topic": ("一级标题只点题目", "chapter named after a topic"),
    # the chapter it stands in
    "under-topic": ("在只点题目的一章里", "in a chapter named after a topic"),
    "under-measures": ("在工作情况一章里", "in a chapter of work done"),
    "under-first-responsible": ("在第一责任人一章里", "in a chapter of the first responsible persons"),
    "under-problems": ("在问题一章里", "in a chapter of problems"),
    "under-plan": ("在下步安排一章里", "in a chapter of plans"),
    # the text
    "deeds": ("办成的事和数字", "deeds and figures"),
    "told": ("说的是过去", "told of the past"),
    "shortfalls": ("说不足的句子", "sentences that fall short"),
    "several-shortfalls": ("几处不足，没有办成的事", "several shortfalls, nothing done"),
    "promises": ("说打算的句子", "sentences of intention"),
    "forward": ("“进一步”之类的句子", "sentences that go forward"),
    "cue-problems": ("以说不足起头", "opens with what falls short"),
    "cue-plan": ("以下一步起头", "opens with what comes next"),
    "leader": ("以主要负责人起头", "opens with the leaders"),
    "item-short": ("首句就是一条不足", "first sentence is a shortfall"),
    "announced-problems": ("上一段报出下面是问题", "announced as problems"),
    "announced-plan": ("上一段报出下面是打算", "announced as plans"),
    "this-year": ("以本年起头", "opens with the report year"),
    # the place
    "frame": ("在开头套话里", "within the opening"),
    "list-of-remedies": ("问题之后另起一串要办的事", "a list of what is to be done begins behind the problems"),
    "late-without-deeds": ("后半部分里没有办成的事", "late, and no deed is told"),
    "beginning": ("在全文最前", "at the very beginning"),
}


def clue(name: str, lang: str) -> str:
    """The name of a clue in a language; a clue without a name is shown by its key."""
    texts = TEXTS.get(name)
    if texts is None:
        return name
    return texts[lang == "en"]
