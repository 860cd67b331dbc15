"""Letter -> the office's own Word template: placeholders filled, nothing else of the template touched."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

if TYPE_CHECKING:
    from typing import Any

    from scorer.render.notice.letter import Letter


class TemplateFault(Exception):
    """The template cannot be filled; the message says why, in the words of the library."""


def fill(template: bytes, letter: Letter) -> bytes:
    """The template with the letter's values: title, to, opening, parts, closing, office, date, note, body, report, due.

    A template may loop over `parts` and their `matters`; it can call nothing of the program (sandboxed), and words of a
    report are escaped. Raises TemplateFault for a file that is no Word document, or a placeholder that is not known.
    """
    values: dict[str, Any] = letter._asdict()
    values["parts"] = [
        {"kind": part.kind, "heading": part.heading, "matters": [_item(item) for item in part.items]}
        for part in letter.parts
    ]
    made = BytesIO()
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(values, SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
        document.save(made)
    except (TemplateError, PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, TypeError, ValueError) as error:
        raise TemplateFault(" ".join(str(error).split())[:300]) from error
    return made.getvalue()


def _item(item: Any) -> dict[str, Any]:
    return {**item._asdict(), "sentences": item.sentences}
