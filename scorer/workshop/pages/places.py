"""Where the values of a rubric come from: file, line, and what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.rubric import Say
from scorer.render.cells import clean
from scorer.workshop.origin import origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scorer.locale.wording import Wording
    from scorer.rules.checked import Checked
    from scorer.rules.rubric import Rubric
    from scorer.workshop.origin import Origin


def page(checked: Checked, rubric: Rubric, only: Sequence[str], wording: Wording) -> str:
    """Every value of a rubric, or of some criteria of it, with its file and line."""
    say = Say(wording.lang)
    lines = []
    chain = " → ".join(f"{link['id']} {link['version']}" for link in checked.chain)
    if chain:
        lines += [say("show.order", chain=chain), ""]
    if not only:
        lines += ["rubric.yaml", *_lines(origins(checked), say)]
    for criterion in rubric.criteria:
        if not only or criterion.id in only:
            lines += ["", f"{wording.of(criterion.name)}  {criterion.id}"]
            lines += _lines(origins(checked, criterion.id), say)
    own = [(name, at) for name, at in checked.origin.items() if not only and not at[0].startswith("rubric/words/")]
    if own:
        lines += ["", "words"]
        lines += [f"  <{name}>    {file}:{line}" for name, (file, line) in own]
    return "\n".join(lines) + "\n"


def _lines(found: Iterable[Origin], say: Say) -> list[str]:
    """Values with the file and line that decide, and what stood there before."""
    lines = []
    for one in found:
        lines.append(f"  {one.path} = {clean(one.value)}    {one.place}")
        for place, value in reversed(one.earlier):
            lines.append("      " + say("show.before-value", value=clean(value), place=place))
    return lines
