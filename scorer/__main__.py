"""`python -m scorer` is `score`: the command line is run, and left."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn


def start() -> NoReturn:
    """Run the command line and end the process with its exit code.

    All is written and closed by then. To take a rubric apart again, object by object, takes as long as to load it:
    the process ends without, unless it has started threads or other processes, which Python waits for.
    """
    # Reports leave next to nothing in circles: looking for them all the time takes a tenth of the run.
    gc.set_threshold(100_000, 20, 20)
    from scorer.commands.cli import main

    code = main()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        sys.exit(code)  # Python says what could not be written, as it does for every program
    if "threading" in sys.modules:
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    start()
