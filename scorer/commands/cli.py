"""Arguments, streams, exit codes; no rules. What only some runs need is imported where it is used."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from scorer.commands.options import DASK, Job, Options
from scorer.commands.streams import complain, drop_output
from scorer.commands.writing import write_file, write_folder, write_stdout, write_tables
from scorer.errors import EXIT_OK, ScorerError
from scorer.locale.wording import LANGUAGES, Wording
from scorer.render.formats import FORMATS, TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.commands.batch import Worker
    from scorer.commands.shelf import Shelf
    from scorer.render.formats import Format
    from scorer.rules.rubric import Rubric

EXIT_INTERRUPTED = 130  # as shells report a program ended by Ctrl-C
EXIT_PIPE = 141  # as shells report a program whose reader went away
COLUMNS = 80
MOST_COLUMNS = 100
COMMANDS = {
    "browse": "tui.browse",
    "rubric": "scorer.commands.rubric.command",
    "compare": "scorer.commands.compare",
    "review": "scorer.commands.review.command",
    "notice": "scorer.commands.notice",
    "bundle": "scorer.commands.bundle",
    "verify": "scorer.commands.verify",
}


class Ended(BaseException):
    """A signal asked the run to end: drafts are taken away and processes let go on the way out."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.signal = signal


def _end_orderly() -> None:
    """Let TERM and HUP unwind the run as Ctrl-C does; not where they are ignored (nohup), nor off the main thread."""
    import signal

    def end(number: int, _: object) -> None:
        raise Ended(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            try:
                signal.signal(number, end)
            except ValueError:  # only the main thread may
                return


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    wording = Wording(language(words))
    _end_orderly()
    try:
        command, rest = sub_command(words)
        if command:
            return run_command(command, rest, wording)
        return run(options_of(words, wording), wording)
    except ScorerError as error:
        complain(wording.error(error), wording)
        return error.exit_code
    except Ended as ended:
        return 128 + ended.signal  # as shells report it
    except KeyboardInterrupt:
        complain(wording.say("cli.interrupted"), wording)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return EXIT_PIPE


def options_of(words: Sequence[str], wording: Wording) -> Options:
    """The options of a run; paths and a format need no parser, which costs as much as scoring does."""
    options = plain_options(words)
    if options is not None:
        return options
    from scorer.commands.arguments import parse

    return parse(words, wording)


def plain_options(words: Sequence[str]) -> Options | None:
    """The options of words that are paths, or `--format` with a known name; None where there is anything else."""
    paths: list[str] = []
    chosen = "table"
    waiting = False
    for word in words:
        if waiting or word.startswith("--format="):
            chosen, waiting = word if waiting else word.removeprefix("--format="), False
            if chosen not in FORMATS:
                return None
        elif word == "--format":
            waiting = True
        elif word.startswith("-") and word != "-":
            return None
        else:
            paths.append(word)
    return None if waiting or not paths else Options(paths, chosen)


def language(words: Sequence[str]) -> str:
    """The language asked for, else the locale's, else Chinese."""
    for at, word in enumerate(words):
        value = words[at + 1] if word == "--lang" and at + 1 < len(words) else word.removeprefix("--lang=")
        if value != word and value in LANGUAGES:
            return value
    return locale_language()


def locale_language() -> str:
    """English for an English locale, Chinese for any other."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if name.lower().startswith("en") else "zh"


def sub_command(words: Sequence[str]) -> tuple[str, list[str]]:
    """The sub-command that the first word names (a language may stand before it), and the words that follow."""
    at = 0
    if words and words[0] == "--lang":
        at = 2
    elif words and words[0].startswith("--lang="):
        at = 1
    if len(words) > at and words[at] in COMMANDS:
        return words[at], [*words[:at], *words[at + 1 :]]
    return "", []


def run_command(command: str, rest: list[str], wording: Wording) -> int:
    """Hand over to the module of a sub-command: its `main` takes the words and returns the exit code."""
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec(COMMANDS[command]) is None:
        raise ScorerError(wording.say("cli.no-command", command=command))
    module = import_module(COMMANDS[command])
    code = module.main(rest)
    return int(code or EXIT_OK)


def run(options: Options, wording: Wording) -> int:
    """Score what the options name and print the result."""
    from scorer.commands.batch import base_name, results
    from scorer.commands.inputs import STDIN, expand
    from scorer.commands.patterns import Patterns
    from scorer.commands.tally import Tally, watched
    from scorer.pipeline import load_rubric

    rubric = load_rubric(base_name(options.rubric))
    if options.explain:
        options = options._replace(explain=criterion_id(options.explain, rubric, wording))
    if options.paths.count(STDIN) > 1:
        raise ScorerError(wording.say("cli.stdin-twice"))
    patterns = Patterns(options.include, options.exclude)
    if options.engine == DASK:
        from scorer.commands.cluster.run import run as run_on_cluster

        return run_on_cluster(options, make_worker(options, rubric, to_folder=True), patterns, wording)
    inputs, faults = expand(options.paths, options.limits, patterns)
    if options.reviews or options.store:
        from scorer.review.stores import store_at

        for note in store_at(options.reviews, options.store).notes:
            complain(wording.note(note), wording)
    to_folder = bool(options.output) and writes_to_folder(options.output)
    worker = make_worker(options, rubric, to_folder)
    tally = Tally(options, wording, faults)
    shelf = shelf_of(options, worker)
    scored = results(worker, [one.path for one in inputs], options.jobs, shelf)
    outcomes = tally.watch(watched(scored, len(inputs), options, wording))
    try:
        if options.format in TABLES:
            write_tables(outcomes, inputs, options, wording)
        elif to_folder:
            tally.unwritten += write_folder(outcomes, worker, inputs, options, wording)
        elif options.output:
            write_file(outcomes, worker, inputs, options, wording)
        else:
            write_stdout(outcomes, worker)
    finally:
        tally.tell_unread()
        if shelf is not None:
            shelf.close()
            tally.tell_resumed(shelf.found, shelf.kept)
    return tally.exit_code()


def shelf_of(options: Options, worker: Worker) -> Shelf | None:
    """Where results of earlier runs stand, if they were asked for."""
    if not (options.resume or options.kept):
        return None
    from scorer.commands.shelf import Shelf

    return Shelf(worker.basis(), options.kept)


def writes_to_folder(path: str) -> bool:
    """Whether an output path means a folder."""
    from scorer.commands.outputs import is_folder

    return is_folder(path)


def make_worker(options: Options, rubric: Rubric, to_folder: bool) -> Worker:
    """A worker that renders for where the result goes."""
    from scorer.commands.batch import Worker
    from scorer.commands.inputs import STDIN

    for_programs = format_of(options, Wording(options.lang or locale_language())).FOR_PROGRAMS
    alone = len(options.paths) == 1 and (options.paths[0] == STDIN or not os.path.isdir(options.paths[0]))
    on_terminal = not options.output and sys.stdout.isatty()
    job = Job(
        rubric=options.rubric,
        lang=options.lang or ("zh" if for_programs else locale_language()),
        format=options.format,
        year=options.year,
        level=options.level,
        submitted=options.submitted,
        published=options.published,
        max_bytes=options.max_bytes,
        limits=tuple(options.limits),
        many=not alone and not to_folder,
        details=options.details,
        colour=on_terminal and "NO_COLOR" not in os.environ,
        width=terminal_columns() if on_terminal else COLUMNS,
        explain=options.explain,
        similar=options.similar or bool(options.explain),
        reviews=options.reviews,
        store=options.store,
        anonymous=options.anonymous,
        debug=options.debug,
        today=day() if options.reviews or options.store else "",
    )
    return Worker(job, rubric)


def format_of(options: Options, wording: Wording) -> Format:
    """The module of the format asked for; a ScorerError where what it is written with is not installed."""
    from scorer.render.formats import BINARY, DATA_EXTRA, EXTRA, load_format

    if options.format in TABLES:
        from importlib.util import find_spec

        from scorer.locale.many import words as words_of_many

        if not options.output:
            raise ScorerError(words_of_many("tables.output", wording.lang, format=options.format))
        if find_spec("pyarrow") is None:
            raise _no_library("pyarrow", options.format, DATA_EXTRA, wording)

    if options.format in BINARY and not options.output and sys.stdout.isatty():
        from scorer.locale.papers import words

        raise ScorerError(words("cli.binary", wording.lang, format=options.format))
    try:
        return load_format(options.format)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] in ("scorer", "rubric"):
            raise
        raise _no_library(error.name, options.format, EXTRA, wording) from error


def _no_library(library: str, name: str, wanted: str, wording: Wording) -> ScorerError:
    """The fault of a format whose library is not installed."""
    from scorer.locale.papers import words

    told = words("cli.no-library", wording.lang, library=library, format=name)
    return ScorerError(told, wording.say("error.library.mend", wanted=wanted))


def day() -> str:
    """Today, as waivers count it."""
    from datetime import date

    return date.today().isoformat()


def terminal_columns() -> int:
    """Columns of the terminal, within what a card looks well in."""
    try:
        return max(60, min(os.get_terminal_size(sys.stdout.fileno()).columns, MOST_COLUMNS))
    except OSError:
        return COLUMNS


def criterion_id(name: str, rubric: Rubric, wording: Wording) -> str:
    """The criterion of an id or a name, or `sections`; a fault that suggests the nearest where there is none."""
    from scorer.render.formats import SECTIONS

    if name == SECTIONS:
        return name
    names = {c.id: c.id for c in rubric.criteria}
    names |= {text: c.id for c in rubric.criteria for text in c.name.values()}
    if name in names:
        return names[name]
    from difflib import get_close_matches

    near = list(dict.fromkeys(names[found] for found in get_close_matches(name, names, 3, 0.4)))
    if near:
        mend = wording.say("cli.nearest", names=wording.say("card.comma").join(near))
    else:
        mend = wording.say("cli.all-criteria", names=wording.say("card.comma").join(c.id for c in rubric.criteria))
    raise ScorerError(wording.say("cli.no-criterion", value=name), mend)
