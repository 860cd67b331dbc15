"""The body that a title, signature or addressee names: its place, and what kind of body it is."""

from typing import NamedTuple

from scorer.facts.document import literals
from scorer.facts.places import Place, Places
from scorer.model import Level
from scorer.text.expressions import expression
from scorer.text.lexicon import Lexicon

LONGEST_SUBJECT = 12  # characters of the name of a department behind its place
LONGEST_BODY = 60

LEADING_YEAR = expression(r"(?:20\d\d|[*Xx×]{2,4}\d{0,3})(?:年度|年)?")
_DIGIT_OR_MASK = expression(r"\d|[*×]{2}")
_NO_NAME = expression(r"[。,;:!?《》|\d]")  # what no name of a body holds


class Body(NamedTuple):
    """A body as a line names it; `kind` is government, department, street, zone, or bare for a place alone."""

    place: Place | None
    kind: str
    agent: bool = False  # an office that signs for its government


def body_of(text: str, lexicon: Lexicon, places: Places) -> Body:
    """The body that a title, signature or addressee names first."""
    name = name_in(text, lexicon)
    place, at = places.read(name)
    tail = name[at:] if place else name
    if place and place.level is Level.STREET:
        return Body(place, "street")
    if not tail:
        return Body(place, "bare" if place else "")
    agent = tail.endswith(literals(lexicon, "fact-organ-agent"))
    longest, kind = 0, "bare" if place else ""
    for name in ("zone", "street", "department", "government"):
        ending = next((word for word in literals(lexicon, f"fact-organ-{name}") if tail.endswith(word)), "")
        if len(ending) > longest:  # 行政公署 is no 署, 改革委员会 no 委员会
            longest, kind = len(ending), name
    return Body(place, kind, agent)


def name_in(text: str, lexicon: Lexicon) -> str:
    """The name of the body that a title, signature or addressee begins with."""
    rest = _without_lead(text.strip(" —-–─《》“”\"'()[]【】"), lexicon)
    return rest[: _end_of_name(rest, lexicon)]


def _without_lead(text: str, lexicon: Lexicon) -> str:
    """A name without the years and words (关于) before it."""
    leads = literals(lexicon, "fact-name-lead")
    rest = text
    while True:
        lead = next((word for word in leads if rest.startswith(word)), "")
        if not lead:
            year = LEADING_YEAR.match(rest)
            lead = year.group() if year and year.group() else ""
        if not lead:
            return rest
        rest = rest[len(lead) :].lstrip()


def _end_of_name(text: str, lexicon: Lexicon) -> int:
    """Where the name of the body ends in a title."""
    cut = len(text)
    for parts, before, _ in lexicon.members("fact-name-cut"):
        at = text.find(lexicon.literals[parts[0]], 1)
        if 0 < at < cut and not text.endswith(before, 0, at):
            cut = at
    digit = _DIGIT_OR_MASK.search(text)
    return min(cut, digit.start()) if digit else cut


def is_organ(text: str, lexicon: Lexicon) -> bool:
    """Whether a short text is the name of one or two bodies and nothing else."""
    if not 3 <= len(text) <= LONGEST_BODY or _NO_NAME.search(text):
        return False
    kinds = ("government", "zone", "street", "department")
    return any(text.endswith(literals(lexicon, f"fact-organ-{kind}")) for kind in kinds)


def department_at(text: str, lexicon: Lexicon) -> int:
    """Length of the name of a department that a text begins with; 0 if it begins with none."""
    head = text[:LONGEST_SUBJECT]
    endings = literals(lexicon, "fact-organ-subject")
    return next((length for length in range(2, len(head) + 1) if head.endswith(endings, 0, length)), 0)
