"""Legal bases of a criterion as they are cited: law only where its text was seen, everything else for reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from scorer.rules.rubric import Criterion

# A document number (国办发〔2018〕37号) stands behind the name; other brackets belong to it.
_NAMED = expression(r"^(.*?)(?:[(（]([^()（）]*〔[^()（）]*)[)）])?$")
_OWN_HINT = "本程序"  # the rubric says of some criteria that no national rule was found


class Citation(NamedTuple):
    """One basis in words, and whether it may be cited as law."""

    text: str  # 《优化营商环境条例》第六十三条
    law: bool  # False: 参照 – the text was not seen by those who wrote the rubric


def citations(criterion: Criterion, year: int | None) -> tuple[Citation, ...]:
    """The bases that were in force in a report year, those seen first; empty where no rule was found."""
    known = [basis for basis in criterion.basis if _applies(basis, year)]
    found = [Citation(name(basis), bool(basis.get("verified"))) for basis in known]
    return tuple(sorted(dict.fromkeys(found), key=lambda citation: not citation.law))


def _applies(basis: Mapping[str, Any], year: int | None) -> bool:
    if str(basis["instrument"]).startswith(_OWN_HINT):
        return False
    since = str(basis.get("in_force") or "")
    return year is None or not since or int(since[:4]) <= year


def name(basis: Mapping[str, Any]) -> str:
    """An instrument with its number and article; the article only where the text was seen."""
    match = _NAMED.match(str(basis["instrument"]))
    title, number = (match[1], match[2]) if match else (str(basis["instrument"]), None)
    text = title if title.startswith("《") else f"《{title.replace('(', '（').replace(')', '）')}》"
    if number:
        text += f"（{number}）"
    return text + str(basis.get("article") or "") if basis.get("verified") else text
