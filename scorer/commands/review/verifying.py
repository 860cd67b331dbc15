"""`score review verify`: was a log changed, and where."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scorer.commands.review.desk import open_store
from scorer.commands.streams import write
from scorer.errors import EXIT_DEMAND, EXIT_OK
from scorer.locale.review import sentence
from scorer.render.cells import clean
from scorer.review.fault import failed
from scorer.review.proof import Flaw, prove

if TYPE_CHECKING:
    from scorer.commands.review.arguments import Arguments
    from scorer.locale.wording import Wording


def declare(of: Arguments) -> None:
    """What the command takes."""
    of.given("logs", nargs="*", metavar="FILE", help=of.say("logs"))
    of.store()


def run(arguments: argparse.Namespace, wording: Wording) -> int:
    """A line for each log, and one for each flaw; exit code 1 where anything was changed."""
    lines, broken = [], False
    for name, data in logs(arguments, wording).items():
        proof = prove(data)
        broken = broken or not proof.holds
        key = "verify.holds" if proof.holds else "verify.broken"
        lines.append(sentence(key, wording.lang, log=clean(name), count=str(proof.lines)))
        lines += ["  " + words(flaw, wording.lang) for flaw in proof.flaws]
    write("".join(line + "\n" for line in lines))
    return EXIT_DEMAND if broken else EXIT_OK


def logs(arguments: argparse.Namespace, wording: Wording) -> dict[str, bytes]:
    """The bytes of each log that is to be proved."""
    if not arguments.logs:
        return open_store(arguments, wording).raw()
    found = {}
    for path in arguments.logs:
        try:
            with open(path, "rb") as stream:
                found[path] = stream.read()
        except OSError as error:
            raise failed(error, path) from error
    return found


def words(flaw: Flaw, lang: str) -> str:
    """A flaw as a sentence."""
    exact = flaw.first == flaw.last
    key = "verify.stretch" if flaw.code == "changed" and not exact else f"verify.{flaw.code}"
    text = sentence(key, lang, line=str(flaw.line), first=str(flaw.first), last=str(flaw.last))
    return text + (sentence("verify.was", lang, was=clean(flaw.was)) if flaw.was else "")
