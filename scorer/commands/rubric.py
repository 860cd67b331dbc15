"""`score rubric …`: arguments, streams, exit codes; what each command finds out stands in `scorer.rubrics`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from scorer.commands.options import Options
from scorer.errors import EXIT_DEMAND, EXIT_OK, EXIT_USAGE, RubricError, ScorerError
from scorer.locale.rubric import Say

if TYPE_CHECKING:
    from scorer.locale.wording import Wording
    from scorer.model import Source
    from scorer.rules.rubric import Rubric

DEFAULT = Options([]).rubric
COMMANDS = ("check", "test", "show", "new", "diff", "measure")
COLUMNS = 100


def main(words: Sequence[str]) -> int:
    """Run one sub-command of `score rubric`; returns its exit code."""
    from scorer.commands.cli import language
    from scorer.locale.wording import Wording

    words = list(words)
    wording = Wording(language(words))
    say = Say(wording.lang)
    leading: list[str] = []
    while words[:1] and words[0].startswith("--lang"):
        taken = 1 if "=" in words[0] else 2
        leading, words = leading + words[:taken], words[taken:]
    if not words or words[0] in ("-h", "--help"):
        print(overview(say))
        return EXIT_OK if words else EXIT_USAGE
    command = words[0]
    if command not in COMMANDS:
        mend = say("known-commands", names=", ".join(COMMANDS))
        raise ScorerError(say("no-command", value=command), mend)
    arguments = parser(command, wording, say).parse_args([*leading, *words[1:]])
    run: Callable[[argparse.Namespace, Wording, Say], int] = RUNS[command]
    return run(arguments, wording, say)


def overview(say: Say) -> str:
    """Help of `score rubric` itself."""
    from scorer.render.cells import pad

    rows = "\n".join(f"  {pad(name, 10)}{say(name)}" for name in COMMANDS)
    return f"{say('usage')}\n\n{say('about')}\n\n{say('commands')}\n{rows}\n\n{say('steps')}"


def parser(command: str, wording: Wording, say: Say) -> argparse.ArgumentParser:
    """The parser of one sub-command, with help in the language."""
    from scorer.commands.arguments import Checked, Formatter, Parser, speak
    from scorer.rules.files import names
    from scorer.workshop.pages import agreement, changes, outcomes, remarks, rubric_page

    speak(wording)
    made = Parser(
        prog=f"score rubric {command}", description=say(command), formatter_class=Formatter, add_help=False,
        allow_abbrev=False,
    )  # fmt: skip
    made.wording = wording
    given = made.add_argument_group(say("positionals")).add_argument
    add = made.add_argument_group(say("options")).add_argument
    rubric = say("arg.rubric", names=", ".join(names()))
    checked = Checked(wording)

    def forms(known: Sequence[str]) -> None:
        text = say("arg.format", names=", ".join(known), default=known[0])
        add("--format", choices=known, default=known[0], metavar="NAME", help=text)

    if command in ("check", "test", "show"):
        given("rubric", nargs="?", default=DEFAULT, metavar="NAME|DIR", help=rubric)
    if command == "check":
        add("--strict", action="store_true", help=say("arg.strict"))
        add("--all", action="store_true", help=say("arg.all"))
        add("--reports", metavar="DIR", default="", help=say("arg.reports"))
        forms(remarks.FORMATS)
    elif command == "test":
        given("criteria", nargs="*", metavar="CRITERION", help=say("arg.criteria"))
        add("--coverage", action="store_true", help=say("arg.coverage"))
        forms(outcomes.FORMATS)
    elif command == "show":
        given("criteria", nargs="*", metavar="CRITERION", help=say("arg.criteria"))
        add("--origin", action="store_true", help=say("arg.origin"))
        forms(rubric_page.FORMATS)
        add("--output", metavar="FILE", default="", help=say("arg.output"))
    elif command == "new":
        given("dir", metavar="DIR", help=say("arg.dir"))
        add("--extends", metavar="NAME|DIR", default=DEFAULT, help=say("arg.extends"))
    elif command == "diff":
        given("old", metavar="OLD", help=say("arg.old"))
        given("new", metavar="NEW", help=say("arg.new"))
        given("reports", nargs="*", metavar="REPORT|DIR", help=say("arg.diff-reports"))
        forms(changes.FORMATS)
    else:
        given("labels", metavar="LABELS_DIR", help=say("arg.labels"))
        add("--rubric", metavar="NAME|DIR", default=DEFAULT, help=rubric)
        add("--reports", metavar="DIR", default="", help=say("arg.labels-reports"))
        add("--criterion", metavar="ID", action="append", default=[], help=say("arg.criteria"))
        add("--labelled-facts", action="store_true", help=say("arg.labelled-facts"))
        add("--store", metavar="SET", default="", help=say("arg.store"))
        add("--fail-under", type=checked.number, metavar="N", help=say("arg.fail-under"))
        forms(agreement.FORMATS)
    add("--lang", type=checked.lang, metavar="zh|en", help=say("arg.lang"))
    add("-h", "--help", action="help", help=say("arg.help"))
    return made


def write(text: str) -> None:
    """The result, on standard output, in UTF-8 where the terminal cannot say otherwise."""
    from scorer.commands.cli import encoded

    sys.stdout.buffer.write(encoded(text, sys.stdout.encoding or "utf-8"))
    sys.stdout.flush()


def sources(paths: Sequence[str], wording: Wording) -> list[Source]:
    """The reports of files and folders; those that cannot be read are told and left out."""
    from scorer.commands.cli import complain
    from scorer.commands.inputs import expand
    from scorer.errors import InputError
    from scorer.reading.source import read_path

    inputs, faults = expand(list(paths))
    found = []
    for one in inputs:
        try:
            found.append(read_path(one.path))
        except InputError as error:
            faults.append(error)
    for fault in faults:
        complain(wording.error(fault), wording)
    return found


def known_criteria(names: Sequence[str], rubric: Rubric, wording: Wording) -> list[str]:
    """Ids of criteria given by id or name."""
    from scorer.commands.cli import criterion_id

    return [criterion_id(name, rubric, wording) for name in names]


def check(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """What is wrong or weak in a rubric."""
    from scorer.pipeline import load_rubric
    from scorer.workshop.check import remarks
    from scorer.workshop.pages.remarks import rendered

    reports = sources([arguments.reports], wording) if arguments.reports else []
    found = remarks(arguments.rubric, load_rubric, reports, below=arguments.all)
    if os.path.isfile(arguments.rubric) and os.path.basename(arguments.rubric) != "rubric.yaml":  # one file of it
        name = os.path.normpath(arguments.rubric).replace(os.sep, "/")
        found = [one for one in found if one.severity == "error" or os.path.normpath(one.file) == name]
    write(rendered(arguments.rubric, found, arguments.format, wording.lang))
    if any(one.severity == "error" for one in found):
        return EXIT_USAGE
    return EXIT_DEMAND if arguments.strict and found else EXIT_OK


def test(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """Run the examples."""
    from scorer.locale.wording import Wording as Words
    from scorer.pipeline import load_rubric
    from scorer.rules import files as rubric_files
    from scorer.rules.yaml_lines import At
    from scorer.workshop.examples import run, silent_signs
    from scorer.workshop.pages.outcomes import record, table

    rubric, only = load_rubric(arguments.rubric), []
    only = known_criteria(arguments.criteria, rubric, wording)
    outcomes = list(run(rubric, only))
    silent = [pair for pair in silent_signs(rubric, outcomes) if not only or pair[0] in only]
    places: dict[tuple[str, str | int], tuple[str, int]] = {}
    if arguments.format == "json" or silent or not all(one.right for one in outcomes):
        checked = rubric_files.check(rubric_files.collect(arguments.rubric), known_good=True)
        wanted: list[tuple[str, str | int, tuple[str | int, ...]]] = []
        wanted += [(one.criterion, one.number, ("examples", one.number - 1)) for one in outcomes]
        wanted += [(criterion, sign, ("signs", sign)) for criterion, sign in silent]
        for criterion, key, path in wanted:
            lines = checked.lines[criterion]
            at = At.of(lines.of(path), lines.file)
            places[(criterion, key)] = (at.file, int(at))
    words = Words(wording.lang, rubric)
    signs = sum(len(c.signs) for c in rubric.criteria if c.examples and (not only or c.id in only))
    if arguments.format == "json":
        write(record(arguments.rubric, outcomes, silent, places))
    else:
        write(table(arguments.rubric, outcomes, silent, places, signs, words, coverage=arguments.coverage))
    failed = not all(one.right for one in outcomes) or (arguments.coverage and silent)
    return EXIT_DEMAND if failed else EXIT_OK


def show(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """A rubric as a person reads it, or where its values come from."""
    from scorer.locale.wording import Wording as Words
    from scorer.pipeline import load_rubric

    names, rubric = list(arguments.criteria), None
    try:
        rubric = load_rubric(arguments.rubric)
    except RubricError as error:
        # `show CRITERION` means a criterion of the national rubric.
        if error.faults[0].code != "rubric.no-file" or names:
            raise
        rubric = load_rubric(DEFAULT)
        try:
            names = known_criteria([arguments.rubric], rubric, wording)
        except ScorerError:
            raise error from None
        arguments.rubric = DEFAULT
    only = known_criteria(names, rubric, wording)
    words = Words(wording.lang, rubric)
    text = (
        origin(arguments.rubric, rubric, only, words, say)
        if arguments.origin
        else page(arguments.format, rubric, only, words)
    )
    if not arguments.output:
        write(text)
        return EXIT_OK
    from scorer.commands.cli import cannot_write
    from scorer.commands.outputs import whole_file

    try:
        with whole_file(arguments.output) as stream:
            stream.write(text.encode())
    except OSError as error:
        raise cannot_write(arguments.output, error, wording) from error
    return EXIT_OK


def page(form: str, rubric: Rubric, only: Sequence[str], words: Wording) -> str:
    """A rubric or some criteria of it in one of the formats."""
    from scorer.workshop.pages import rubric_page

    if form == "json":
        return rubric_page.record(rubric, words, only)
    blocks = rubric_page.page(rubric, words, only)
    if form == "markdown":
        return rubric_page.markdown(blocks, "" if only else Say(words.lang)("show.generated", id=rubric.id))
    if form == "html":
        return rubric_page.html(blocks, words.of(rubric.name), words.lang)
    return rubric_page.terminal(blocks, COLUMNS)


def origin(name: str, rubric: Rubric, only: Sequence[str], words: Wording, say: Say) -> str:
    """Every value with its file and line."""
    from scorer.rules import files as rubric_files
    from scorer.workshop.origin import origins
    from scorer.workshop.pages.rubric_page import origin_lines

    checked = rubric_files.check(rubric_files.collect(name), known_good=True)
    lines = []
    chain = " → ".join(f"{link['id']} {link['version']}" for link in checked.chain)
    if chain:
        lines += [say("show.order", chain=chain), ""]
    if not only:
        lines += ["rubric.yaml", *origin_lines(origins(checked), say)]
    for criterion in rubric.criteria:
        if not only or criterion.id in only:
            lines += ["", f"{words.of(criterion.name)}  {criterion.id}"]
            lines += origin_lines(origins(checked, criterion.id), say)
    own = [(name, at) for name, at in checked.origin.items() if not only and not at[0].startswith("rubric/words/")]
    if own:
        lines += ["", "words"]
        lines += [f"  <{name}>    {file}:{line}" for name, (file, line) in own]
    return "\n".join(lines) + "\n"


def new(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """Start an overlay."""
    from scorer.commands.outputs import whole_file
    from scorer.pipeline import load_rubric
    from scorer.rules.rubric import HOME
    from scorer.workshop.scaffold import files

    folder, extends = arguments.dir.rstrip("/" + os.sep) or arguments.dir, arguments.extends
    if os.path.exists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise ScorerError(say("new.exists", path=folder), say("new.exists-mend"))
    rubric = load_rubric(extends)
    if not os.path.isdir(os.path.join(HOME, extends)):
        extends = "../" + os.path.basename(os.path.abspath(extends))
        beside = os.path.join(os.path.dirname(os.path.abspath(folder)), os.path.basename(extends))
        if os.path.realpath(beside) != os.path.realpath(arguments.extends):
            from scorer.rules.faults import fault
            from scorer.rules.files import names

            raise RubricError([fault("extends", folder, 0, name=arguments.extends, names="、".join(names()))])
    schema = os.path.join(HOME, "schema.json").replace(os.sep, "/")
    for name, text in files(folder, extends, rubric, schema).items():
        with whole_file(os.path.join(folder, *name.split("/"))) as stream:
            stream.write(text.encode())
    write(say("new.made", path=folder) + "\n")
    return EXIT_OK


def diff(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """Two rubrics, and what they do to reports."""
    from scorer.locale.wording import Wording as Words
    from scorer.pipeline import load_rubric
    from scorer.rules import files as rubric_files
    from scorer.workshop.diff import changes, moves
    from scorer.workshop.pages.changes import markdown, record, table

    pair = [load_rubric(name) for name in (arguments.old, arguments.new)]
    if pair[0].sha256 == pair[1].sha256:
        found, moved = [], []
    else:
        old, new = (
            rubric_files.check(rubric_files.collect(name), known_good=True) for name in (arguments.old, arguments.new)
        )
        found = changes(old, new)
        moved = list(moves(sources(arguments.reports, wording), *pair)) if arguments.reports else []
    words = Words(wording.lang, pair[1])
    if arguments.format == "json":
        ids = [{"id": one.id, "version": one.version, "sha256": one.sha256} for one in pair]
        write(record(ids[0], ids[1], found, moved))
    elif arguments.format == "markdown":
        write(markdown(found, moved, words))
    else:
        write(table(found, moved, words, COLUMNS))
    return EXIT_OK


def measure(arguments: argparse.Namespace, wording: Wording, say: Say) -> int:
    """Agreement with labels."""
    from scorer.commands.cli import tell
    from scorer.locale.wording import Wording as Words
    from scorer.model import Level, Scorecard
    from scorer.pipeline import load_rubric, score_source
    from scorer.reading.source import read_path
    from scorer.workshop.examples import finding_of
    from scorer.workshop.measure import VERDICTS, Labelled, agreement, read_labels
    from scorer.workshop.pages import agreement as shown
    from scorer.workshop.pages.rubric_page import escaped

    rubric = load_rubric(arguments.rubric)
    labelled, sentences, passed = read_labels(arguments.labels, read_path, arguments.reports)
    if not labelled and not sentences:
        raise ScorerError(
            say("measure.none", folder=arguments.labels), say("measure.none-mend", names=", ".join(passed) or "–")
        )
    if passed:
        tell(say("measure.passed", names=", ".join(passed)), wording)

    def judged(one: Labelled) -> Scorecard:
        if not arguments.labelled_facts:
            return score_source(one.source, rubric)
        levels = {level.value: level for level in Level}
        return score_source(
            one.source, rubric, year=one.facts.get("year"), level=levels.get(str(one.facts.get("level")))
        )

    only = known_criteria(arguments.criterion, rubric, wording) or [criterion.id for criterion in rubric.criteria]
    by_id = {criterion.id: criterion for criterion in rubric.criteria if criterion.id in only}
    told = [one for one in sentences if one.body["criterion"] in by_id]
    findings = [(one, finding_of(rubric, by_id[one.body["criterion"]], one.body)) for one in told]
    found = agreement(labelled, judged, only, findings)
    words = Words(wording.lang, rubric)
    if arguments.format == "json":
        write(shown.record(rubric, found, VERDICTS))
    elif arguments.format == "markdown":
        write(shown.markdown(rubric, found, words, escaped))
    else:
        write(shown.table(rubric, found, words, COLUMNS))
    if arguments.store:
        store(arguments, rubric, {name: found.of(name) for name in found.criteria()}, wording, say)
    share = 100 * found.right / len(found.judged) if found.judged else 0
    return EXIT_DEMAND if arguments.fail_under is not None and share < arguments.fail_under else EXIT_OK


def store(arguments: argparse.Namespace, rubric: Rubric, parts: dict[str, object], wording: Wording, say: Say) -> None:
    """Keep the record beside the rubric."""
    from scorer.commands.cli import cannot_write, tell
    from scorer.commands.outputs import whole_file
    from scorer.rules.record import place, written
    from scorer.workshop.measure import Agreement

    path = place(arguments.rubric)
    counts = {name: (part.right, len(part.judged)) for name, part in parts.items() if isinstance(part, Agreement)}
    ids = {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256}
    try:
        with whole_file(path) as stream:
            stream.write(written(ids, arguments.store, counts))
    except OSError as error:
        raise cannot_write(path, error, wording) from error
    tell(say("measure.stored", path=path), wording)


RUNS: dict[str, Callable[[argparse.Namespace, Wording, Say], int]] = {
    "check": check,
    "test": test,
    "show": show,
    "new": new,
    "diff": diff,
    "measure": measure,
}
