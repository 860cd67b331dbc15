"""What one run is asked to do, and what that means for each report; the defaults are those of the command line."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.model import Level

# Annotations are values in this module, not strings: typing compiles each string of a NamedTuple, at every start.

AUTO = "auto"  # as a rubric: for each report the built-in overlay that fits its level and year

LOCAL, DASK = "local", "dask"  # engines


class Options(NamedTuple):
    """The options of `score PATH…`."""

    paths: list[str]
    format: str = "table"
    output: str = ""
    include: Sequence[str] = ()  # patterns of files in folders, as in .gitignore
    exclude: Sequence[str] = ()
    resume: bool = False  # take what earlier runs scored, and keep what this one scores
    kept: str = ""  # the folder where; "": the user's cache folder
    rubric: str = "fazhi-annual-report"
    year: int | None = None
    level: Level | None = None
    submitted: str | None = None  # ISO dates
    published: str | None = None
    explain: str = ""  # a criterion
    details: bool = False
    brief: bool = False  # markdown as one printed page a body
    similar: bool = False
    fail_under: Fraction | None = None
    require_baseline: bool = False
    max_bytes: int = 0  # 0: the limit of reading
    limits: Sequence[tuple[str, int]] = ()  # other limits of reading than theirs by default, by name
    jobs: int = 0  # 0: as many as are worth starting
    engine: str = LOCAL
    scheduler: str = ""  # of the cluster: tcp://host:8786
    chunk: int = 100  # reports, about, that one task of a cluster scores
    lang: str = ""  # "": the locale's
    quiet: bool = False
    debug: bool = False
    reviews: str = ""  # folder of people's decisions
    store: str = ""  # or the database of an office
    anonymous: bool = False  # people are told by numbers
    require_reviewed: bool = False
    mix: bool = False  # scorecards of another rubric may lie in the output folder


class Job(NamedTuple):
    """What is done with every report."""

    rubric: str
    lang: str
    format: str
    year: int | None = None
    level: Level | None = None
    submitted: str | None = None  # ISO dates
    published: str | None = None
    max_bytes: int = 0
    limits: tuple[tuple[str, int], ...] = ()
    many: bool = False
    details: bool = False
    colour: bool = False
    width: int = 80
    explain: str = ""
    similar: bool = False
    reviews: str = ""
    store: str = ""
    anonymous: bool = False
    today: str = ""  # ISO day by which waivers end
    debug: bool = False  # whether a fault of the program shows its traceback
