"""Saved web pages (.html, .mhtml): the whole text in order, all but the document's body set apart as furniture.

The body is the element by which the systems of government sites are known, else the smallest one that holds
nearly all the prose. What pages say in <meta> of date, issuer and number is handed on as metadata.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scorer.errors import InputError
from scorer.model import Note
from scorer.reading.encodings import decode
from scorer.reading.limits import Limits, over, too_deep
from scorer.reading.lines import Lines, row, tidy
from scorer.reading.reader import damaged, fault, library
from scorer.reading.reading import Reading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KNOWN = re.compile(
    r"(?:^|[\s_-])(?:TRS_Editor|TRS_UEDITOR|trs_paper_default|view|vsb_content\w*|v_news_content|zoom|zoomcon\w*|"
    r"UCAP-CONTENT|pages_content|article[-_]?(?:content|body|con|text)|artical_?content|news_?(?:content|con|text)|"
    r"conTxt|detail[-_]?content|xl_?(?:content|con|main)|content_?text|bt_content|ewb-article-\w+|j-fontContent|"
    r"ivs_content|art[-_]?con\w*|mainText|printContent|print_?area|arc_?con\w*|easysite-news-text)(?:$|[\s])",
    re.IGNORECASE,
)
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "select", "option", "textarea", "object", "iframe",
     "input", "audio", "video", "canvas", "math", "map", "datalist", "rt", "rp")
)  # fmt: skip
_FRAMES = frozenset(("nav", "footer", "aside", "button", "form", "menu"))
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
     "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead",     "tr", "ul", "ucapcontent", "legend", "caption")
)  # fmt: skip
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumb\w*|crumbs?|position|location|share\w*|bdshare\w*|footer|foot|copyright|sidebar|"
    r"related|relate|xgwd|pagination|prev-?next|toolbar|tools|fj|attach\w*|appendix|qrcode|ewm|editor-?in-?charge)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TITLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:title|tit|bt|arti?cle_?title|xl_?title|main_?title)(?:$|[\s_-])", re.IGNORECASE
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HAN = re.compile("[\u3400-\u9fff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DATA_URI = re.compile(rb"data:[a-z/+.-]{3,40};base64,[A-Za-z0-9+/=\s]{64,}", re.IGNORECASE)
_UNREAD = re.compile(rb"<!--|<(script|style)\b[^<>]{0,2000}>", re.IGNORECASE)
_ENDS = {b"": re.compile(rb"-->"), b"script": re.compile(rb"(?=</script)", re.IGNORECASE),
         b"style": re.compile(rb"(?=</style)", re.IGNORECASE)}  # fmt: skip
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{4000,}")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PROSE = re.compile(r"[。；;，,]")
_META = {
    "pubdate": "published_on", "publishdate": "published_on", "publish_date": "published_on",
    "publicdate": "published_on",
    "article:published_time": "published_on", "datepublished": "published_on", "dc.date": "published_on",
    "contentsource": "issuer", "source": "issuer", "publisher": "issuer", "dc.publisher": "issuer",
    "articletitle": "title", "og:title": "title", "dc.title": "title",
    "documentnumber": "document_number", "docnumber": "document_number", "filenumber": "document_number",
    "wenhao": "document_number", "indexno": "index",
}  # fmt: skip
_MOST_LOOKS = 300  # elements whose text is weighed: each look reads all of it
_MOST_ATTRIBUTES = 200  # of one element
_MOST_PARTS = 5_000  # of a web archive
_CELL = 60  # characters above which a cell is text of its own
_LEAST_PROSE = 24  # characters of a line that may count as prose
_NEARLY_ALL = 0.9
_ENOUGH = 0.5  # share of the prose that an element known by name must hold


class _Line(NamedTuple):
    """A line of the page, the element that holds it, how much of it is links, and whether it frames the page."""

    text: str
    holder: HtmlElement
    linked: int
    frame: bool


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a saved web page."""
    library("lxml", name)
    from lxml import html

    notes: list[Note] = []
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        data, charset = _of_mail(data, name)
    else:
        charset = ""
    data = _without_scripts(_DATA_URI.sub(b"", data))
    if len(data) > limits.markup:
        raise over(limits, "markup", name)
    for tag in _LONG_TAG.findall(data):
        if len(_QUOTED.sub(b"", tag).split()) > _MOST_ATTRIBUTES:
            raise too_deep(name)  # the parser compares each attribute of an element with all others
    text, encoding = _decoded(data, charset, name)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = html.document_fromstring(_DECLARED.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (ValueError, AssertionError) as error:
        raise damaged("HTML", name) from error
    except Exception as error:
        if type(error).__module__.startswith("lxml"):
            raise damaged("HTML", name) from error
        raise
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise too_deep(name)  # what lies deeper than the parser goes would be lost
    metadata = _metadata(root)
    page = _Page(name, limits)
    body = root.find("body")
    page.walk(root if body is None else body)
    if page.hidden:
        notes.append(Note("hidden-text", page.hidden))
    lines = _arranged(page.lines, root, dict(metadata).get("title", ""))
    out, furniture = lines.text()
    if not out.strip():
        message = "网页里没有文字，正文可能由脚本另行载入"
        raise fault("no-text", message, "在浏览器中打开后另存为网页，或复制正文存为 .txt", name)
    return Reading(out, encoding, tuple(notes), furniture=furniture, metadata=metadata)


def _without_scripts(data: bytes) -> bytes:
    """The markup without what stands in scripts, styles and comments: `a<b` in a script is no element."""
    parts: list[bytes] = []
    at = 0
    while found := _UNREAD.search(data, at):
        kind = (found.group(1) or b"").lower()
        end = _ENDS[kind].search(data, found.end())
        if end is None:
            break
        parts.append(data[at : found.end() if kind else found.start()])
        at = end.end()
    return b"".join((*parts, data[at:]))


def _of_mail(data: bytes, name: str) -> tuple[bytes, str]:
    """The page in a web archive, and its encoding as declared."""
    from email import message_from_bytes, policy

    if data.count(b"\n--") > _MOST_PARTS:
        raise damaged("MHTML", name)
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        for number, part in enumerate(message.walk()):
            if number > 2000:
                break
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    return payload, part.get_content_charset() or ""
    except (ValueError, LookupError, RecursionError) as error:
        raise damaged("MHTML", name) from error
    raise damaged("MHTML", name)


def _decoded(data: bytes, charset: str, name: str) -> tuple[str, str]:
    """The markup as characters: by mark, by declaration where it holds, else by likeness."""
    declared = _CHARSET.search(data[:8192])
    # No codec has a NUL in its name; asking for one is a ValueError.
    said = charset.partition("\0")[0] or (declared.group(1).decode("ascii") if declared else "")
    said = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8"}.get(
        said.lower(), said.lower()
    )
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        for codec in (said, "utf-8", "gb18030"):
            if codec:
                try:
                    return data.decode(codec), codec
                except (UnicodeDecodeError, LookupError):
                    continue
        # The markup is ASCII in every encoding; only the rest tells them apart.
        bare = re.sub(rb"[\x20-\x7e\s]+", b" ", data)
        try:
            encoding = decode(bare[:40000], name)[1]
            return data.decode(encoding, "replace"), encoding
        except InputError:
            return data.decode("utf-8", "replace"), "utf-8"
    return decode(data, name)


def _metadata(root: HtmlElement) -> tuple[tuple[str, str], ...]:
    """What the page says of the document in its head."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower().strip()
        value = " ".join((meta.get("content") or "").split())
        if key in _META and value:
            found.setdefault(_META[key], value[:300])
    return tuple(found.items())


class _Page:
    """The lines of a page in the order in which they are shown."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.lines: list[_Line] = []
        self.hidden = 0
        self._name = name
        self._limits = limits
        self._parts: list[str] = []
        self._linked = 0
        self._looks = 0
        self._size = 0

    def walk(self, root: HtmlElement) -> None:
        """Gather the lines below an element, without recursion: pages may nest as deep as they like."""
        stack: list[tuple[HtmlElement, bool, bool, bool, bool]] = [(root, True, False, False, False)]
        while stack:
            element, opening, frame, link, pre = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            block = tag.lower() in _BLOCKS
            if not opening:
                if block:
                    self._end(element, frame)
                parent = element.getparent()
                if element is not root and parent is not None:
                    # Whether the text behind it is linked is the parent's affair; it was kept beside it.
                    self._put(element.tail, link, pre)
                continue
            if not tag or tag in _SILENT or self._is_hidden(element):
                stack.append((element, False, frame, link, pre))
                continue
            if tag == "br":
                self._end(element.getparent(), frame)
                stack.append((element, False, frame, link, pre))
                continue
            if tag == "table" and self._table(element, frame or self._is_frame(element)):
                stack.append((element, False, frame, link, pre))
                continue
            if block:
                self._end(element.getparent() if element is not root else element, frame)
            inside = frame or self._is_frame(element)
            linked = link or tag == "a"
            stack.append((element, False, frame if not block else inside, link, pre))
            self._put(element.text, linked, pre or tag == "pre")
            for child in reversed(element):
                stack.append((child, True, inside, linked, pre or tag == "pre"))

    def _is_hidden(self, element: HtmlElement) -> bool:
        style = element.get("style")
        if element.get("hidden") is not None or (style and _HIDDEN.search(style)):
            if (element.text_content() or "").strip():
                self.hidden += 1
            return True
        return False

    def _is_frame(self, element: HtmlElement) -> bool:
        """Whether an element is known as part of the page's frame by its tag or name."""
        if element.tag not in _FRAMES:
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            if len(names) < 2 or not _FRAME_NAMES.search(names):
                return False
        # One that holds much prose is so named for another reason, such as a form around the whole page.
        self._looks += 1
        if self._looks > _MOST_LOOKS:
            return True
        text = element.text_content()
        return len(text) <= 1000 or text.count("。") < 8

    def _put(self, text: str | None, link: bool, pre: bool) -> None:
        if not text:
            return
        self._size += len(text)
        if self._size > self._limits.characters:
            raise over(self._limits, "characters", self._name)
        self._parts.append(text.replace("\r", "").replace("\n", "\0") if pre else text)
        if link:
            self._linked += len(text.strip())

    def _end(self, holder: HtmlElement | None, frame: bool) -> None:
        if self._parts and holder is not None:
            text = "".join(self._parts)
            for line in text.split("\0"):
                shown = tidy(line)
                if shown.strip():
                    self.lines.append(_Line(shown, holder, self._linked, frame))
        self._parts.clear()
        self._linked = 0

    def _table(self, table: HtmlElement, frame: bool) -> bool:
        """A table of short values as rows; False where it only lays out other text."""
        if table.find(".//table") is not None:
            return False
        cells = list(table.iter("td", "th"))
        if len(cells) < 2:
            return False
        if any(len(cell.text_content().strip()) > _CELL for cell in cells[:400]):
            return False
        self._end(table.getparent(), frame)
        for line in table.iter("tr"):
            values = [tidy(_shown(cell)) for cell in line if cell.tag in ("td", "th")]
            linked = sum(len(link.text_content().strip()) for link in line.iter("a"))
            shown = row(values)
            if shown:
                self._size += len(shown)
                self.lines.append(_Line(shown, line, linked, frame))
        return True


def _shown(cell: HtmlElement) -> str:
    """The text of a cell without scripts."""
    return "".join(cell.xpath(".//text()[not(ancestor::script or ancestor::style)]"))


def _arranged(lines: list[_Line], root: HtmlElement, title: str) -> Lines:
    """Lines of the page, all outside the body as furniture."""
    body = _body(lines, root)
    within = set() if body is None else set(body.iter())
    inside = [body is None or line.holder in within for line in lines]
    kept = [own and not line.frame and not _is_links(line) for line, own in zip(lines, inside, strict=True)]
    first = next((index for index, keep in enumerate(kept) if keep), 0)
    bare = re.sub(r"\s", "", title)
    heads = [
        index
        for index, line in enumerate(lines[:first])
        if not line.frame and line.linked * 2 < len(line.text) and _heads(line, bare)
    ]
    for index in heads[-3:]:
        # The title stands over the body in an element of its own, often in two lines.
        kept[index] = True
    out = Lines()
    for line, keep in zip(lines, kept, strict=True):
        out.add(line.text, not keep)
    return out


def _heads(line: _Line, title: str) -> bool:
    """Whether a line outside the body is the title of the document."""
    words = re.sub(r"\s", "", line.text)
    if not _HAN.search(words):
        return False
    if title:
        return len(words) > 5 and (words == title or (words in title and line.holder.tag in ("h1", "h2")))
    names = f"{line.holder.get('class') or ''} {line.holder.get('id') or ''}"
    return 5 < len(words) <= 80 and (line.holder.tag == "h1" or _TITLE_NAMES.search(names) is not None)


def _is_links(line: _Line) -> bool:
    """A line that is nothing but links, and no sentence."""
    linked = line.linked >= 0.8 * len(line.text) and len(line.text) > 1
    return linked and "。" not in line.text and line.holder.tag not in _HEADINGS


def _body(lines: list[_Line], root: HtmlElement) -> HtmlElement | None:
    """The element that holds the document; None where the page is nothing else."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for line in lines:
        if len(line.text) >= _LEAST_PROSE and _PROSE.search(line.text) and 3 * line.linked < len(line.text):
            total += len(line.text)
            weights[line.holder] = weights.get(line.holder, 0) + len(line.text)
    if not total:
        return None
    for element in reversed(list(root.iter())):
        above = element.getparent()
        if element in weights and above is not None:
            weights[above] = weights.get(above, 0) + weights[element]
    known = [element for element, weight in weights.items() if weight >= _ENOUGH * total and _is_known(element)]
    if known:
        # The innermost of those that hold as much as any.
        most = max(weights[element] for element in known)
        return min((e for e in known if weights[e] >= 0.95 * most), key=lambda e: weights[e] - _depth(e) / 1000)
    holder = root
    while True:
        inner = max((child for child in holder if child in weights), key=lambda child: weights[child], default=None)
        if inner is None or weights[inner] < _NEARLY_ALL * total:
            break
        holder = inner
    if holder.tag in ("p", "span", "font", "td", "strong", "b") and holder.getparent() is not None:
        # A document in one paragraph: its title and date stand beside it.
        holder = holder.getparent()
    return None if holder.tag in ("body", "html") else holder


def _is_known(element: HtmlElement) -> bool:
    """Whether an element bears a name under which the systems of government sites keep the document."""
    names = (element.get("id") or "", element.get("class") or "")
    return element.tag == "ucapcontent" or any(_KNOWN.search(name) for name in names)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
