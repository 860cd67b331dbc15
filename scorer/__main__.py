"""`python -m scorer` is `score`."""

from __future__ import annotations

import sys

from scorer.commands.cli import main

sys.exit(main())
