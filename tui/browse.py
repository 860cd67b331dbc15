"""`score browse`: the words of the command line -> the desk, run; and what is told where it broke."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from scorer.commands.inputs import expand
from scorer.errors import ScorerError
from tui.app import DeskApp
from tui.arguments import parse
from tui.crash import crash_report, log_path, write_log
from tui.rubrics import base_name, load
from tui.settings import read_settings, read_state, settings_path, state_path
from tui.words import Words


def main(words: Sequence[str]) -> int:
    """Run the desk; returns the exit code."""
    options = parse(words)
    if options.web:
        from tui.web import serve

        return serve(words, options)
    wording = Words(options.lang)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and "TEXTUAL_DRIVER" not in os.environ:
        raise ScorerError(wording.say("browse.no-terminal"), wording.say("browse.no-terminal.mend"))
    if not any(map(os.path.exists, options.paths)):  # else the desk looks through them, once its first screen stands
        faults = expand(options.paths)[1]
        if len(faults) == len(options.paths):
            raise faults[0]
    rubric = load(base_name(options.rubric))
    settings = read_settings(Path(options.settings) if options.settings else settings_path())
    app = DeskApp(options, rubric, settings, read_state(state_path()))
    app.run()
    if app.crash:
        place = write_log(log_path(), crash_report(app.crash))
        if place:
            print(f"score: {wording.say('browse.crashed', path=place)}", file=sys.stderr)
        else:
            print(f"score: {wording.say('browse.crashed-unlogged')}\n{app.crash}", file=sys.stderr)
        return 70
    return 0
