"""Source -> Plain: the text that is matched, with the way back to every character.

One form for each sign. Full-width letters, digits and ，；：（）！？ become half-width ,;:()!? as most
reports write them; 。、《》“”‘’〔〕 stay, 「」『』 become “”‘’, and 〈〉 become <>. All dashes become -, all
waves ~, all middle dots ·; every kind of space becomes one ASCII space. Traditional characters become
Simplified, 二〇二三年 becomes 2023年. All of that is one character for one character.

Web noise is dropped: the pinyin of 进(jìn)一步, spaces within a sentence, doubled ,, and 。。, question
marks at the start of a paragraph, characters without width, the CR of CRLF, and the line ends of a text
that was wrapped at a fixed width.
"""

from __future__ import annotations

from functools import cache
from os.path import dirname, join
from typing import TYPE_CHECKING

from scorer.model import Plain, Source
from scorer.text.expressions import OneOf, expression
from scorer.text.folios import find_folios
from scorer.text.garble import find_garbled
from scorer.text.lexicon import LONG
from scorer.text.numbering import with_marks
from scorer.text.unfold import find_paragraphs
from scorer.text.watermarks import find_watermarks
from scorer.text.years import in_digits

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

_FOLDS = {
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "-": "‐‑‒–—―−─━﹘﹣⸺",
    "~": "〜∼",
    "·": "•‧∙⋅・･",
    "…": "⋯",
    "。": "｡",
    "、": "､﹑",
    "“": "「﹁｢〝„",
    "”": "」﹂｣〞〟‟",
    "‘": "『﹃‚",
    "’": "』﹄‛",
    "《": "«≪⟪︽",
    "》": "»≫⟫︾",
    "<": "〈〈⟨‹︿",
    ">": "〉〉⟩›﹀",
    "〔": "﹝❲",
    "〕": "﹞❳",
    "(": "﹙︵❨",
    ")": "﹚︶❩",
    ",": "﹐",
    ".": "﹒",
    ";": "﹔",
    ":": "﹕",
    "?": "﹖",
    "!": "﹗",
    "%": "﹪",
    "+": "﹢",
    # Traditional characters that some Simplified fonts and converters leave behind; never good Simplified.
    "于": "於",
    "后": "後",
    "么": "麽",
}
_FULL_WIDTH = range(0xFF01, 0xFF5F)  # the printable ASCII characters, 0xFEE0 further on
_WITHOUT_WIDTH = "\u00ad\u180e\u200b\u200c\u200d\u2060\ufe00-\ufe0f\ufeff"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c"
# Radicals and compatibility forms of Han characters.
_LOOKALIKES = frozenset(map(chr, (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))))

_HAN = "\u3400-\u9fff〇"
_BEFORE_STOP, _BEHIND_STOP = "%”》)", "“《("  # beside Chinese characters
_STOPS = "、。《》“”‘’〔〕"
_NUMERALS = "一二三四五六七八九十百千"

_FEW = 12  # kinds of characters outside GB2312: names and signs in a Simplified text, hundreds in a Traditional one
_STRAY = 0.02  # share of Traditional characters up to which a text is called Simplified
_TRADITIONAL = 0.75  # share from which it is called Traditional

_MARKER = expression(rf" *(?:[{_NUMERALS}]+[、,.]|\([{_NUMERALS}\d]+\)|\d{{1,2}}[、.)](?!\d)|[①-⑳]|第[{_NUMERALS}]+\D)")
_RETURN_OR_WIDTHLESS = expression(f"\r(?=\n)|[{_WITHOUT_WIDTH}]")
_STRAY_MARKS = expression("(?<![^\n])(?: *[?\ufffd])+ *|(?<=、)[?\ufffd]+")
_SOUND = f"[a-zɡüêǖ {_TONES}'’]"
_PINYIN = expression(
    rf"(?<=[{_HAN}])[(\[] ?(?:{_SOUND}{{0,40}}[{_TONES}]{_SOUND}{{0,12}}|[a-z]{{1,6}})[)\]]"
    f"|(?<=[{_HAN}])[a-zɡ]{{0,5}}[{_TONES}][a-zɡ{_TONES}]{{0,5}}(?=[{_HAN}])"
)
_ANGLED = expression(r"<<[^<>\n]{2,80}(?:<[^<>\n]{2,60}>[^<>\n]{0,20})?>>")
_BLANKS = expression(" +")
_INDENT = expression("(?:^|(?<=\n)) +")
_BROKEN_YEAR = expression(r"(?<!\d)2 ?0 ?\d ?\d(?= ?年)")
_DOUBLED = expression(r"(?<=([,。、;:]))\1+")
_HEAD_LINES = 8  # lines among which a title may be as long as a full line
_WRAP_LINES = 12  # fewer lines do not show a habit
_WRAP_LONGEST = 100  # characters; a paragraph on one line is longer somewhere


def normalise(source: Source, *, garbled: bool = False) -> Plain:
    """The matched form of a text; no file, and nothing but its characters, decides.

    Broken stretches are dropped unless `garbled` asks for them.
    """
    text, seen = _fold(source.text)
    text, script = _simplify(text)
    text = with_marks(in_digits(text))
    text = _stops(text)
    origin: Sequence[int] | None = None
    broken = [] if garbled else find_garbled(source.text)
    if broken:  # the end of a paragraph stands for each, so that no quote runs over it
        text = _put(text, [(start, "\n") for start, _ in broken])
        text, origin = _drop(text, origin, [(start + 1, end) for start, end in broken])
    text, origin = _drop(text, origin, find_watermarks(text))
    text, origin = _drop(text, origin, find_folios(text))
    if "<<" in text:
        text, doubled = _titles(text)
        text, origin = _drop(text, origin, doubled)
    if "\r" in text or seen & _without_width():
        text, origin = _drop(text, origin, _spans(_RETURN_OR_WIDTHLESS, text))
    if not seen.isdisjoint(_TONES):
        text, origin = _drop(text, origin, _pinyin(text))
    if " " in text:
        text, origin = _drop(text, origin, _spaces(text))
    text, origin = _drop(text, origin, _doubled(text))
    if "?" in text or "\ufffd" in text:
        text, origin = _drop(text, origin, _spans(_STRAY_MARKS, text))
    text, origin = _drop(text, origin, _wraps(text))
    text, origin = _insert(text, origin, find_paragraphs(text))
    if text.startswith(" ") or "\n " in text:  # after the wraps: an indent tells where a paragraph begins
        text, origin = _drop(text, origin, _spans(_INDENT, text))
    return Plain(source, text, _packed(origin), script)


def _packed(origin: Sequence[int] | None) -> Sequence[int] | None:
    """The same numbers, those of a long text in a tenth of the memory."""
    if origin is None or len(origin) <= LONG:
        return origin
    from array import array  # few texts are long

    return array("I", origin)


def _stops(text: str) -> str:
    """A half-width stop behind a Chinese sentence as a full stop; behind 一 or (三 that opens a line it is a marker.

    Written out: an expression that holds all the Chinese characters takes long to compile.
    """
    at, found = text.find("."), []
    while at >= 0:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        ended = before and (_is_han(before) or before in _BEFORE_STOP)
        marker = at == 1 or "\n" in text[max(0, at - 3) : at - 1]
        begins = not after or _is_han(after) or after in _BEHIND_STOP or after.isspace()
        if ended and begins and not marker:
            found.append(at)
        at = text.find(".", at + 1)
    if not found:
        return text
    characters = list(text)
    for at in found:
        characters[at] = "。"
    return "".join(characters)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character == "〇"


def fold(text: str) -> str:
    """Width and punctuation in the one form of `Plain.text`, character by character; for words to look for."""
    return _fold(text)[0]


def _fold(text: str) -> tuple[str, frozenset[str]]:
    """The folded text, and which characters it held that folding or cleaning cares for."""
    seen = _watched().within(text)
    table = _folds()
    for char in seen:
        if char in table or char in _LOOKALIKES:
            text = text.replace(char, table.get(char) or _han(char))
    return text, seen


@cache
def _folds() -> dict[str, str]:
    table = {char: to for to, chars in _FOLDS.items() for char in chars}
    return {chr(code): chr(code - 0xFEE0) for code in _FULL_WIDTH} | table


@cache
def _watched() -> OneOf:
    return OneOf((*_folds(), *_without_width(), *_TONES, *_LOOKALIKES))


@cache
def _without_width() -> frozenset[str]:
    return frozenset(_WITHOUT_WIDTH.replace("\ufe00-\ufe0f", "".join(map(chr, range(0xFE00, 0xFE10)))))


def _han(char: str) -> str:
    """The Han character of a radical or compatibility form."""
    from unicodedata import normalize  # few texts hold any

    plain = normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _simplify(text: str) -> tuple[str, str]:
    """The text in Simplified characters, and its script.

    GB2312 holds no Traditional character but those that are good Simplified too (著, 徵): a text that it
    can hold is left as it is, at the cost of one pass in C, and so is one with a few rare characters more.
    """
    strange = _strange(text)
    if not strange:
        return text, "simplified"
    traditional, simple, pairs = _traditional()
    ours = text.encode("gb2312", "ignore").decode("gb2312")
    only_traditional = len(text) - len(ours)
    found: dict[int, str] = {}
    if len(strange) < _FEW or only_traditional < _FEW + len(text) // 8:
        kinds = strange if len(strange) < _FEW else set(text).difference(ours)
        found = {ord(char): simple[at] for char in kinds if (at := traditional.find(char)) >= 0}
        only_traditional = sum(text.count(chr(code)) for code in found)
    only_simple = len(ours) - len(ours.encode("big5", "ignore").decode("big5"))
    if only_traditional <= _STRAY * (only_traditional + only_simple):
        return text.translate(found) if found else text, "simplified"
    text = text.translate(_table())
    for wrong, right in pairs:
        text = text.replace(wrong, right)
    certain = only_traditional >= _TRADITIONAL * (only_traditional + only_simple)
    return text, "traditional" if certain else "mixed"


def _strange(text: str) -> str:
    """The first few characters that GB2312 does not hold, each once."""
    strange = ""
    rest = text.replace("·", "").replace("〇", "")
    while len(strange) < _FEW:
        try:
            rest.encode("gb2312")
        except UnicodeEncodeError as error:
            strange += rest[error.start]
            rest = rest.replace(rest[error.start], "")
        else:
            break
    return strange


@cache
def _traditional() -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Characters and below them their Simplified forms, and the pairs that these get wrong; see data/README.md."""
    with open(join(dirname(dirname(__file__)), "data", "traditional.txt"), encoding="utf-8") as stream:
        traditional, simple, *pairs = stream.read().splitlines()
    return traditional, simple, tuple((pair[:2], pair[3:]) for pair in pairs)


@cache
def _table() -> dict[int, str]:
    traditional, simple, _ = _traditional()
    return dict(zip(map(ord, traditional), simple, strict=True))


def _put(text: str, signs: list[tuple[int, str]]) -> str:
    """The text with other signs at the places named, which are ascending."""
    chars = list(text)
    for at, sign in signs:
        chars[at] = sign
    return "".join(chars)


def _titles(text: str) -> tuple[str, list[tuple[int, int]]]:
    """<<…>> as 《…》: the text with one sign of each pair changed, and where the others stand."""
    found = [match.span() for match in _ANGLED.finditer(text)]
    text = _put(text, [sign for start, end in found for sign in ((start, "《"), (end - 1, "》"))])
    return text, [span for start, end in found for span in ((start + 1, start + 2), (end - 2, end - 1))]


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _pinyin(text: str) -> list[tuple[int, int]]:
    """进(jìn): the sound after a character, in brackets or bare; once there are tones, 的(de) without one too."""
    return _spans(_PINYIN, text)


def _spaces(text: str) -> list[tuple[int, int]]:
    """Spaces beside a Han character or its punctuation, and within 20 23年.

    A wide gap outside a sentence divides the items of a line (日期  来源  字号) and stays, and so does
    what leads or ends a line.
    """
    spans = []
    edges = "\n\r|<>"
    last = len(text)
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else "\n"
        after = text[end] if end < last else "\n"
        if before in edges or after in edges:
            continue
        if _is_chinese(before) or _is_chinese(after):
            if end - start == 1 or _in_sentence(text, start, end):
                spans.append((start, end))
        elif before.isdigit() and after.isdigit() and _within_year(text, start, end):
            spans.append((start, end))
    return spans


def _within_year(text: str, start: int, end: int) -> bool:
    around = _BROKEN_YEAR.finditer(text[max(start - 6, 0) : end + 8])
    return any(match.start() <= min(start, 6) < match.end() for match in around)


def _is_chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char in _STOPS or char == "〇"


def _in_sentence(text: str, start: int, end: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return "。" in line or "," in line


def _doubled(text: str) -> list[tuple[int, int]]:
    """All but the first of ,, or 。。"""
    return _spans(_DOUBLED, text) if any(mark * 2 in text for mark in ",。、;:") else []


def _wraps(text: str) -> list[tuple[int, int]]:
    """The line ends inside the sentences of a text that was wrapped at a fixed width; none for any other text."""
    lines = text.split("\n")
    if len(lines) < _WRAP_LINES or max(map(len, lines)) > _WRAP_LONGEST:
        return []
    # Widths in half characters: a line of figures holds more characters than a line of words.
    widths = [len(line.encode("gbk", "replace")) for line in lines]
    used = sorted(width for line, width in zip(lines, widths, strict=True) if line.strip())
    if len(used) < _WRAP_LINES:
        return []
    margin = used[len(used) * 9 // 10]
    longest = sorted(map(len, lines))[len(lines) * 9 // 10]  # some programs wrap by characters
    full = [width > margin - 7 or len(line) >= longest - 1 for line, width in zip(lines, widths, strict=True)]
    cut = [line.rstrip()[-1:] not in "。:!?" for line in lines]
    full_and_cut = sum(a and b for a, b in zip(full, cut, strict=True))
    if margin < 36 or used[-1] > margin + 8 or full_and_cut * 5 < len(used) or full_and_cut * 2 < sum(full):
        return []
    indented = sum(line.startswith("  ") for line in lines) >= max(3, len(used) // 20)
    spans = []
    at = 0
    for number, line in enumerate(lines[:-1]):
        end = at + len(line)
        following = lines[number + 1]
        titled = number < _HEAD_LINES and line.endswith(("报告", "年报", "总结"))
        goes_on = (
            full[number]
            and not titled
            and following.strip()
            and not following.startswith("  ")
            and not _MARKER.match(following)
        )
        if goes_on and (cut[number] or indented) and "|" not in line + following:
            spans.append((at + len(line.rstrip()), end + 1))
        at = end + 1
    return spans


def _insert(text: str, origin: Sequence[int] | None, places: Sequence[int]) -> tuple[str, Sequence[int] | None]:
    """The text with a line end before each of the places, which are ascending; it leads back to what it follows."""
    if not places:
        return text, origin
    way: Sequence[int] = range(len(text)) if origin is None else origin
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for place in places:
        pieces.append(text[at:place])
        kept += [*way[at:place], way[place - 1]]
        at = place
    return "\n".join([*pieces, text[at:]]), [*kept, *way[at:]]


def _drop(
    text: str, origin: Sequence[int] | None, spans: Iterable[tuple[int, int]]
) -> tuple[str, Sequence[int] | None]:
    """The text without the spans, which are in order and apart, and the way back of what is left."""
    pieces = []
    kept: list[int] = []
    at = 0
    way: Sequence[int] = range(len(text)) if origin is None else origin
    for start, end in spans:
        pieces.append(text[at:start])
        kept += way[at:start]
        at = end
    if not at:
        return text, origin
    pieces.append(text[at:])
    kept += way[at:]
    return "".join(pieces), kept
