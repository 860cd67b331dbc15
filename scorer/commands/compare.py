"""`score compare A B …`: reports side by side – verdicts, what makes the difference, figures, promises, copies."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from scorer.commands.sources import read_sources
from scorer.commands.streams import cannot_write, complain
from scorer.comparison.compared import Compared, side_by_side
from scorer.comparison.recycled import Sketch, formulas_of, sketch
from scorer.errors import EXIT_INPUT, EXIT_OK, InputError, ScorerError
from scorer.locale.checks import sentence
from scorer.locale.wording import LANGUAGES, Wording
from scorer.pipeline import load_rubric, read_report, score_case
from scorer.reading.source import read_path
from scorer.render.comparison.page import page
from scorer.render.comparison.record import record, record_of_copies
from scorer.text.normalise import normalise

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from scorer.model import Source
    from scorer.rules.rubric import Rubric

FORMATS = ("table", "markdown", "json")
_WORTH_PROCESSES = 200  # reports below which starting processes costs more than it saves


def main(words: Sequence[str] | None = None) -> int:
    """The sub-command: words of the command line -> exit code."""
    from scorer.commands.cli import language

    arguments = list(words or ())
    wording = Wording(language(arguments))
    options = parser_of(wording).parse_args(arguments)
    return _search_copies(options, wording) if options.recycled else _compare(options, wording)


def _compare(options: argparse.Namespace, wording: Wording) -> int:
    sources, unread = read_sources(options.paths, wording)
    if len(sources) < 2:
        raise ScorerError(sentence("compare.few", wording.lang))
    rubric = load_rubric(options.rubric)
    asked = bool(options.reviews or options.store)
    made = compare_sources(sources, rubric, whole=asked)
    if asked:
        made = reviewed(made, rubric, options, wording)
    _put(record(made, rubric, wording.lang), options, wording)
    return EXIT_INPUT if unread else EXIT_OK


def _search_copies(options: argparse.Namespace, wording: Wording) -> int:
    """`--recycled`: reports are read but not scored; unreadable ones are passed over."""
    from scorer.commands.batch import processors
    from scorer.commands.inputs import expand

    inputs, faults = expand(options.paths)
    for fault in faults:
        complain(wording.error(fault), wording)
    sketches = sketch_files([one.path for one in inputs], load_rubric(options.rubric), processors())
    _put(record_of_copies([one.name for one in sketches], sketches), options, wording)
    return EXIT_INPUT if faults or len(sketches) < len(inputs) else EXIT_OK


def _put(result: dict[str, Any], options: argparse.Namespace, wording: Wording) -> None:
    """Write the result where the options say."""
    if options.format == "json":
        text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    else:
        text = page(result, wording.lang, markdown=options.format == "markdown")
    if options.output:
        from scorer.commands.outputs import whole_file

        try:
            with whole_file(options.output) as stream:
                stream.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise cannot_write(options.output, error, wording) from error
    else:
        sys.stdout.write(text)


def parser_of(wording: Wording) -> argparse.ArgumentParser:
    """The options of the sub-command, its help and faults in the language."""
    from scorer.commands.arguments import Parser, speak

    speak(wording)
    lang = wording.lang
    parser = Parser(
        prog="score compare", usage=sentence("compare.usage", lang), description=sentence("compare.about", lang)
    )
    parser.wording = wording
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--recycled", action="store_true", help=sentence("compare.only-recycled", lang))
    parser.add_argument("--output", default="", metavar="FILE")
    parser.add_argument("--rubric", default="fazhi-annual-report", metavar="NAME|DIR")
    parser.add_argument("--reviews", default="", metavar="DIR", help=wording.say("cli.reviews"))
    parser.add_argument("--store", default="", metavar="URL", help=wording.say("cli.store"))
    parser.add_argument("--lang", choices=LANGUAGES)
    return parser


def compare_sources(sources: Sequence[Source], rubric: Rubric, *, whole: bool = False) -> list[Compared]:
    """Score the sources, and put them in the order of comparison; with their `whole` cards if people look at them."""
    made = []
    formulas = formulas_of(rubric.lexicon)
    for source in sources:
        case, report = read_report(source, rubric)
        made.append(Compared.of(score_case(case, report, rubric), case, formulas, whole=whole))
    return side_by_side(made)


def reviewed(made: Sequence[Compared], rubric: Rubric, options: argparse.Namespace, wording: Wording) -> list[Compared]:
    """The reports with people's verdicts in effect; the program's totals stay beside them."""
    from scorer.commands.review.desk import Judged, laid, open_store
    from scorer.review.history import History

    history = History.of(open_store(options, wording).lines)
    views = laid([Judged(one.card, rubric) for one in made], history)
    return [one._replace(card=view.card, program=view.program) for one, view in zip(made, views, strict=True)]


def sketch_files(paths: Sequence[str], rubric: Rubric, jobs: int) -> list[Sketch]:
    """Sketches of the files that can be read, in their order."""
    formulas = formulas_of(rubric.lexicon)
    if jobs > 1 and len(paths) > _WORTH_PROCESSES:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(jobs) as pool:
            made = list(pool.map(_sketch_file, paths, [formulas] * len(paths), chunksize=32))
    else:
        made = [_sketch_file(path, formulas) for path in paths]
    return [one for one in made if one is not None]


def _sketch_file(path: str, formulas: re.Pattern[str] | None) -> Sketch | None:
    try:
        return sketch(normalise(read_path(path)), formulas)
    except InputError:
        return None
