"""`score verify BUNDLE [REPORT…]`: does a bundle hold, and if not, what was changed."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import partial
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from scorer.bundle.archive import Opened, first_difference
from scorer.bundle.fault import unusable
from scorer.bundle.proof import AtHand, Flaw, Recomputation, Sealed, check_seal, flaw, log_flaws, read_contents
from scorer.bundle.seal import MANIFEST, SIGNATURE, digest
from scorer.bundle.versions import here
from scorer.commands.inputs import expand
from scorer.commands.review.verifying import words as log_words
from scorer.commands.sources import report_bytes
from scorer.commands.streams import complain, write
from scorer.errors import EXIT_DEMAND, EXIT_INPUT, EXIT_OK, InputError, RubricError
from scorer.locale.bundle import words
from scorer.locale.wording import LANGUAGES, Wording
from scorer.pipeline import load_rubric, rubric_of
from scorer.render.cells import clean, cut
from scorer.review.folder import Folder
from scorer.review.history import History
from scorer.rules.files import collect, names
from scorer.rules.files import digest as rubric_digest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from scorer.bundle.contents import Contents, PackedReport, PackedRubric
    from scorer.bundle.signature import Key
    from scorer.review.proof import Flaw as LogFlaw
    from scorer.rules.files import RubricFile
    from scorer.rules.rubric import Rubric

_WIDEST = 60  # columns of a value that is shown
_MOST_LACKING = 10  # reports not at hand that are named


def main(arguments: Sequence[str]) -> int:
    """Run the sub-command: words of the command line -> exit code."""
    from scorer.commands.cli import language

    wording = Wording(language(arguments))
    options = parser_of(wording).parse_args(list(arguments))
    keys = _keys(options.key) if options.key else ()
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(open(options.bundle, "rb"))
        except OSError as error:
            values = {"reason": error.strerror or str(error)}
            raise InputError("", file=options.bundle, code="unreadable", values=values) from error
        return _verify(stream, options, keys, wording)


def parser_of(wording: Wording) -> argparse.ArgumentParser:
    """The options of the sub-command, its help and faults in the language."""
    from scorer.commands.arguments import Formatter, Parser, speak

    speak(wording)
    say = partial(words, lang=wording.lang)
    made = Parser(
        prog="score verify", usage=say("verify.usage"), description=say("verify.about"), epilog=say("verify.codes"),
        formatter_class=Formatter, add_help=False, allow_abbrev=False,
    )  # fmt: skip
    made.wording = wording
    made.add_argument("bundle", metavar="BUNDLE", help=say("verify.bundle"))
    made.add_argument("paths", nargs="*", metavar="REPORT", help=say("verify.reports"))
    made.add_argument("--key", default="", metavar="PUB", help=say("verify.key"))
    made.add_argument("--lang", choices=LANGUAGES, metavar="zh|en", help=say("lang"))
    made.add_argument("-h", "--help", action="help", help=say("help"))
    return made


class Result(NamedTuple):
    """What a verification found."""

    contents: Contents | None
    flaws: list[Flaw]
    logs: dict[str, tuple[LogFlaw, ...]]  # flaws of changed logs, by member
    signed: Signed
    scored: int  # scorecards that were worked out again
    lacking: list[str]  # reports that were not at hand


class Signed(NamedTuple):
    """What the signature says: a key of the sentence, and its fingerprint; the flaw, if there is one."""

    told: str
    fingerprint: str = ""
    flaw: bool = False


def _verify(stream: BinaryIO, options: argparse.Namespace, keys: Sequence[Key], wording: Wording) -> int:
    """Print what holds and what does not; the exit code."""
    shelf = Shelf(options.paths, wording)
    opened = Opened(stream, options.bundle)
    result = _result(opened, stream, keys, shelf)
    write("".join(line + "\n" for line in _lines(result, options.bundle, wording.lang)))
    if result.flaws or result.signed.flaw:
        return EXIT_DEMAND
    return EXIT_INPUT if result.lacking or shelf.unread else EXIT_OK


def _result(opened: Opened, stream: BinaryIO, keys: Sequence[Key], shelf: Shelf) -> Result:
    with TemporaryFile() as again:
        sealed = check_seal(opened, again)
        signed = _signature(opened, sealed, keys)
        contents = read_contents(opened, sealed)
        if contents is None:
            changed = [flaw("changed", name) for name in sorted(sealed.changed)]
            return Result(None, [*sealed.flaws, *changed], {}, signed, 0, [])
        scored = Recomputation(opened, sealed, contents, _history(opened, contents), shelf.find)
        flaws = [*sealed.flaws, *scored.flaws(_built, _own_files)]
        if not flaws and contents.made_by == here():
            at = first_difference(stream, again)
            flaws += [] if at is None else [flaw("archive", opened.name, at=str(at))]
        logs = log_flaws(opened, sealed, contents)
        flaws = [*(one for one in flaws if one.name not in logs), *(flaw("log", member) for member in logs)]
        return Result(contents, list(dict.fromkeys(flaws)), logs, signed, scored.count, scored.lacking)


def _keys(path: str) -> tuple[Key, ...]:
    """The public keys in a file."""
    from scorer.bundle.signature import public_keys

    try:
        with open(path, "rb") as stream:
            return public_keys(stream.read(), path)
    except OSError as error:
        raise unusable("unreadable", path, reason=error.strerror or str(error)) from error


def _signature(opened: Opened, sealed: Sealed, keys: Sequence[Key]) -> Signed:
    """Whose signature of the manifest the bundle carries."""
    if SIGNATURE not in opened:
        return Signed("not-signed", flaw=bool(keys))
    try:
        from scorer.bundle.signature import signer

        manifest, signature = (opened.read(name) if name in sealed.whole else None for name in (MANIFEST, SIGNATURE))
        key = signer(manifest or b"", signature or b"")
    except ModuleNotFoundError as error:
        if keys:
            raise unusable("library", library=error.name or "cryptography") from error
        return Signed("signature-unread")
    if key is None:
        return Signed("bad-signature", flaw=True)
    if keys and key not in keys:
        return Signed("other-key", key.fingerprint, flaw=True)
    return Signed("signed-by" if keys else "signed-unknown", key.fingerprint)


def _history(opened: Opened, contents: Contents) -> History | None:
    """What people decided, by the logs of the bundle; None where the scorecards were made without."""
    if not contents.scoring.reviewed:
        return None
    with TemporaryDirectory() as folder:
        for member in contents.reviews:
            data = opened.read(member) if member in opened else None
            if data is not None:
                with open(os.path.join(folder, os.path.basename(member)), "wb") as stream:
                    stream.write(data)
        return History.of(Folder(folder).lines)


def _built(packed: PackedRubric, files: list[RubricFile]) -> Rubric:
    """The rubric that the files of a bundle make; where this program has the very same files, as it keeps it."""
    if packed.id in names():
        own = load_rubric(packed.id)
        if own.sha256 == rubric_digest(files):
            return own
    return rubric_of(files)


def _own_files(name: str) -> list[RubricFile]:
    """The files of a rubric that this program brings; none of another name."""
    try:
        return collect(name) if name in names() else []
    except RubricError:
        return []


class Shelf:
    """Reports that the caller gave, by hash and by name; they are read when they are asked for."""

    def __init__(self, paths: Sequence[str], wording: Wording) -> None:
        self._by_hash: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        inputs, faults = expand(paths)
        for one in inputs:
            try:
                self._by_hash.setdefault(digest(report_bytes(one.path)), one.path)
                self._by_name.setdefault(_name(one.path), one.path)
            except InputError as error:
                faults.append(error)
        for fault in faults:
            complain(wording.error(fault), wording)
        self.unread = len(faults)

    def find(self, report: PackedReport) -> AtHand | None:
        """The report itself, under whatever name, else a file of its name, which is then another or a changed one."""
        path = self._by_hash.get(report.sha256)
        same = path is not None
        path = path or self._by_name.get(_name(report.path))
        return None if path is None else AtHand(path, report_bytes(path), same)


def _name(path: str) -> str:
    return path.rpartition("/")[2].rpartition("!")[2]


def _lines(result: Result, path: str, lang: str) -> Iterator[str]:
    """What was found, in sentences: each flaw by file and field, and the end of it."""
    say = partial(words, lang=lang)
    contents = result.contents
    if contents is not None:
        rubrics = say("comma").join(f"{rubric.id} {rubric.version}" for rubric in contents.rubrics)
        made = contents.made_by
        yield say("verify.head", path=clean(path), count=len(contents.reports), rubrics=clean(rubrics),
                  program=clean(made.program), python=clean(made.python))  # fmt: skip
    for one in result.flaws:
        values = {key: cut(clean(value), _WIDEST) or "–" for key, value in one.values}
        yield f"  {clean(one.name)}{say('colon')}{say('flaw.' + one.code, **values)}"
        for broken in result.logs.get(one.name, ()):
            yield f"    {log_words(broken, lang)}"
    if contents is not None and any(one.code == "field" for one in result.flaws):
        differing = [key for key, value in here()._asdict().items() if value != contents.made_by._asdict()[key]]
        if differing:
            yield "  " + say("other-program", what=say("comma").join(differing))
    for name in result.lacking[:_MOST_LACKING]:
        yield "  " + say("lacking", path=clean(name))
    if len(result.lacking) > _MOST_LACKING:
        yield "  " + say("more-lacking", count=len(result.lacking) - _MOST_LACKING)
    yield say(result.signed.told, fingerprint=result.signed.fingerprint)
    end = "verify.broken" if result.flaws or result.signed.flaw else "verify.part" if result.lacking else "verify.holds"
    yield say(end, count=result.scored, lacking=len(result.lacking))
