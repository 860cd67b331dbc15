"""`python -m scorer` is `score`."""

from __future__ import annotations

import sys

from scorer.cli import main

sys.exit(main())
