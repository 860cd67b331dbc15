"""`score notice FILE…`: a notice of correction for each body, as Word and Markdown."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from scorer.commands.inputs import expand
from scorer.commands.options import AUTO, Options
from scorer.commands.outputs import Names, is_folder, whole_file
from scorer.commands.streams import cannot_write, complain, tell, write
from scorer.errors import EXIT_INPUT, EXIT_OK, InputError, ScorerError
from scorer.locale.notice import words
from scorer.locale.papers import words as paper_words
from scorer.locale.wording import LANGUAGES, Wording
from scorer.render.entry import entry
from scorer.render.formats import EXTRA
from scorer.render.notice.letter import Letter, Occasion, Phrases, letter, names_in
from scorer.render.notice.plain import markdown

if TYPE_CHECKING:
    import argparse

    from scorer.model import Scorecard
    from scorer.render.voices import Voices
    from scorer.review.history import History
    from scorer.rules.rubric import Rubric

FORMATS = ("docx", "markdown")
NATIONAL = Options([]).rubric
_SUFFIX = {"docx": ".docx", "markdown": ".md"}
_OWN_PHRASES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "render/notice/phrases.yaml")


class Drafted(NamedTuple):
    """The notice of one report; `place` is where it goes in a folder, without a suffix."""

    place: str
    letter: Letter


def main(arguments: Sequence[str]) -> int:
    """Run the sub-command: words of the command line -> exit code."""
    from scorer.commands.cli import language

    gc.set_threshold(700, 10, 10)  # documents of the template leave much in circles
    wording = Wording(language(arguments))
    say = partial(words, lang=wording.lang)
    options = parser_of(wording).parse_args(list(arguments))
    if options.new_template or options.new_phrases:
        return begin(options, wording)
    if not options.paths:
        raise ScorerError(say("no-path"))
    if not options.office:
        raise ScorerError(say("no-office"))
    forms = [options.format] if options.format else list(FORMATS)
    into_folder = bool(options.output) and is_folder(options.output)
    if not options.format and not into_folder:
        suffix = os.path.splitext(options.output)[1]
        forms = ["docx"] if suffix == ".docx" else ["markdown"]
    if not options.output and forms == ["docx"]:
        raise ScorerError(say("binary"))
    if options.template and "docx" not in forms:
        raise ScorerError(say("template-markdown"))
    writer = Writer(options, wording)
    drafted = list(writer.drafted())
    if not into_folder:
        write_one(drafted, forms[0], writer, options)
    else:
        for form in forms:
            write_folder(drafted, form, writer, options)
        tell(say("written", count=len(drafted), path=options.output), wording)
    return EXIT_INPUT if writer.unread else EXIT_OK


def parser_of(wording: Wording) -> argparse.ArgumentParser:
    """The options of the sub-command, its help and faults in the language."""
    from scorer.commands.arguments import Checked, Formatter, Parser, speak

    speak(wording)
    say = partial(words, lang=wording.lang)
    checked = Checked(wording)
    made = Parser(
        prog="score notice",
        usage=say("usage"),
        description=say("about"),
        formatter_class=Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    made.wording = wording
    made.add_argument("paths", nargs="*", metavar="FILE", help=say("paths"))
    add = made.add_argument
    add("--office", default="", metavar="NAME", help=say("office"))
    add("--due", type=checked.day, metavar="DATE", help=say("due"))
    add("--date", type=checked.day, metavar="DATE", help=say("date"))
    add("--format", default="", choices=FORMATS, metavar="NAME", help=say("format"))
    add("--output", default="", metavar="FILE|DIR", help=say("output"))
    add("--template", default="", metavar="FILE", help=say("template"))
    add("--phrases", default="", metavar="FILE", help=say("phrases"))
    add("--new-template", default="", metavar="FILE", help=say("new-template"))
    add("--new-phrases", default="", metavar="FILE", help=say("new-phrases"))
    add("--reviews", default="", metavar="DIR", help=say("reviews"))
    add("--rubric", default=NATIONAL, metavar="NAME|DIR", help=wording.say("cli.rubric"))
    add("--lang", choices=LANGUAGES, metavar="zh|en", help=say("lang"))
    add("-h", "--help", action="help", help=say("help"))
    return made


def begin(options: argparse.Namespace, wording: Wording) -> int:
    """Write a template, or phrases, to begin with; nothing that is there is overwritten."""
    say = partial(words, lang=wording.lang)
    for path in (options.new_template, options.new_phrases):
        if path and os.path.exists(path):
            raise ScorerError(say("exists", path=path), say("exists.mend"))
    if options.new_template:
        content = library("word", wording).starter(Wording("zh"))
        put(options.new_template, content, wording)
    if options.new_phrases:
        put(options.new_phrases, content_of(_OWN_PHRASES, wording), wording)
    return EXIT_OK


class Writer:
    """Phrases, template and occasion, ready to draft; counts what could not be read."""

    def __init__(self, options: argparse.Namespace, wording: Wording) -> None:
        self._options = options
        self.wording = wording
        self._phrases = read_phrases(options.phrases, wording)
        self._template = content_of(options.template, wording) if options.template else b""
        today = options.date or date.today().isoformat()
        self._occasion = Occasion(options.office, in_words(options.due or ""), in_words(today))
        self._history = history_of(options.reviews) if options.reviews else None
        self._wordings: dict[str, Wording] = {}  # by the id of the rubric
        self.unread = 0

    def drafted(self) -> Iterator[Drafted]:
        """A notice for each report that needs one; the others are told on standard error."""
        from scorer.pipeline import load_rubric, score_fitting, score_source
        from scorer.reading.source import read_path
        from scorer.rules.profile import Profiles

        name = self._options.rubric
        asked = load_rubric(NATIONAL if name == AUTO else name)
        profiles = Profiles(asked, load_rubric) if name == AUTO else None
        inputs, faults = expand(self._options.paths)
        self.unread = len(faults)
        for fault in faults:
            complain(self.wording.error(fault), self.wording)
        for one in inputs:
            try:
                source = read_path(one.path)
            except InputError as error:
                self.unread += 1
                complain(self.wording.error(error), self.wording)
                continue
            card, rubric = score_fitting(source, profiles) if profiles else (score_source(source, asked), asked)
            chinese = self._chinese(rubric)
            card, voices = self._voiced(card, rubric, chinese)
            made = letter(entry(card, chinese, rubric, voices), self._phrases, self._occasion, chinese)
            if made is None:
                key = "unscored" if card.total is None else "nothing"
                tell(words(key, self.wording.lang, path=one.path), self.wording)
            else:
                yield Drafted(one.place + words("suffix", "zh"), made)

    def _chinese(self, rubric: Rubric) -> Wording:
        """The Chinese words of a rubric: notices are in Chinese whatever the language of the messages."""
        from scorer.commands.batch import records

        if rubric.id not in self._wordings:
            self._wordings[rubric.id] = Wording("zh", rubric, records(rubric, self._options.rubric))
        return self._wordings[rubric.id]

    def _voiced(self, card: Scorecard, rubric: Rubric, chinese: Wording) -> tuple[Scorecard, Voices | None]:
        """The card with people's decisions, where they are asked for."""
        if self._history is None:
            return card, None
        from scorer.judging.scoring import score
        from scorer.render.voices import Voices
        from scorer.review.overlay import lay_over

        reviewed = lay_over(card, self._history, rubric, score, today=date.today().isoformat())
        return reviewed.card, Voices(reviewed, chinese)

    def content(self, drafted: Drafted, form: str) -> bytes:
        """A notice in a format."""
        if form == "markdown":
            return markdown(drafted.letter).encode("utf-8", "backslashreplace")
        if not self._template:
            return bytes(library("word", self.wording).document(drafted.letter, Wording("zh")))
        module = library("template", self.wording)
        try:
            return bytes(module.fill(self._template, drafted.letter))
        except module.TemplateFault as error:
            say = partial(words, lang=self.wording.lang)
            file = self._options.template
            raise ScorerError(say("bad-template", reason=error), say("bad-template.mend"), file=file) from error


def history_of(folder: str) -> History:
    """What people decided, by the logs of a folder."""
    from scorer.review.history import History
    from scorer.review.stores import store_at

    return History.of(store_at(folder, "").lines)


def library(name: str, wording: Wording) -> Any:
    """A module of the notice that needs the extra; a ScorerError with the line that installs it."""
    from importlib import import_module

    try:
        return import_module(f"scorer.render.notice.{name}")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] == "scorer":
            raise
        message = paper_words("cli.no-library", wording.lang, library=error.name, format="docx")
        raise ScorerError(message, wording.say("error.library.mend", wanted=EXTRA)) from error


def in_words(day: str) -> str:
    """An ISO date as 2024年3月15日."""
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def content_of(path: str, wording: Wording) -> bytes:
    """The bytes of a file that the caller names."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ScorerError(words("unreadable", wording.lang, reason=reason), file=path) from error


def read_phrases(path: str, wording: Wording) -> Phrases:
    """The program's phrases with those of the office laid over them; each fault names file and line."""
    from scorer.rules.yaml_lines import read_yaml

    own, _, _ = read_yaml(content_of(_OWN_PHRASES, wording).decode(), _OWN_PHRASES)
    if not path:
        return dict(own)
    value, lines, faults = read_yaml(content_of(path, wording).decode("utf-8", "replace"), path)
    say = partial(words, lang=wording.lang)
    if faults:
        raise faults[0]
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise ScorerError(say("bad-phrases"), file=path, line=1)
    for name, text in value.items():
        line = lines.of((name,))
        if name not in own:
            known = wording.say("card.comma").join(own)
            raise ScorerError(
                say("unknown-phrase", name=name), say("unknown-phrase.mend", known=known), file=path, line=line
            )
        for placeholder in names_in(text):
            if placeholder not in names_in(own[name]):
                known = wording.say("card.comma").join("{" + one + "}" for one in names_in(own[name])) or "–"
                fault = say("unknown-value", name=name, value="{" + placeholder + "}")
                raise ScorerError(fault, say("unknown-phrase.mend", known=known), file=path, line=line)
    return {**own, **value}


def write_one(drafted: Sequence[Drafted], form: str, writer: Writer, options: argparse.Namespace) -> None:
    """One file, or standard output."""
    say = partial(words, lang=writer.wording.lang)
    if form == "docx" and len(drafted) != 1 and drafted:
        raise ScorerError(say("one-file", count=len(drafted)), say("one-file.mend"))
    content = b"\n".join(writer.content(one, form) for one in drafted)
    if not options.output:
        write(content.decode("utf-8"))
        sys.stdout.flush()
    elif drafted:
        from scorer.commands.writing import refuse_inputs

        refuse_inputs(options.output, expand(options.paths)[0], writer.wording)
        put(options.output, content, writer.wording)


def write_folder(drafted: Sequence[Drafted], form: str, writer: Writer, options: argparse.Namespace) -> None:
    """A file for each body, each whole or not at all."""
    names = Names(options.output, _SUFFIX[form])
    for one in drafted:
        put(names.path(one.place), writer.content(one, form), writer.wording)


def put(path: str, content: bytes, wording: Wording) -> None:
    """A file, whole or not at all."""
    try:
        with whole_file(path) as stream:
            stream.write(content)
    except OSError as error:
        raise cannot_write(path, error, wording) from error
