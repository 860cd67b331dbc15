"""The READMEs say what this version does."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from readme_blocks import DOCS, READMES, ROOT, commands, pages, refreshed

from scorer import __version__
from scorer.commands import bundle, compare, notice, verify
from scorer.commands.arguments import parse
from scorer.commands.options import Options
from scorer.commands.review.command import COMMANDS as REVIEW_COMMANDS
from scorer.commands.review.command import parser as review_parser
from scorer.commands.rubric.command import COMMANDS, parser
from scorer.errors import ScorerError
from scorer.locale.rubric import Say
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.render.formats import FORMATS


@pytest.fixture(params=READMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def readme(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def help_text(capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        parse(["--help"], Wording("en"))
    return capsys.readouterr().out


def rubric_options() -> set[str]:
    """Options of `score rubric …` that the READMEs may name; its own help explains them all."""
    readmes = "".join((ROOT / name).read_text(encoding="utf-8") for name in READMES)
    known = {
        option
        for command in COMMANDS
        for action in parser(command, Wording("en"), Say("en"))._actions
        for option in action.option_strings
    }
    return known & set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", readmes))


def review_options() -> set[str]:
    """Options of `score review …` that the READMEs may name."""
    readmes = "".join((ROOT / name).read_text(encoding="utf-8") for name in READMES)
    known = {
        option
        for command in REVIEW_COMMANDS
        for action in review_parser(command, Wording("en"))._actions
        for option in action.option_strings
    }
    return known & set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", readmes))


def test_review_commands_of_the_readme_are_understood(readme: str) -> None:
    shown = re.findall(r"^score review (.*)$", readme, re.MULTILINE)
    assert {line.split()[0] for line in shown} == set(REVIEW_COMMANDS)
    for line in shown:
        command, *words = line.split("#")[0].split()
        review_parser(command, Wording("en")).parse_args(words)


def test_rubric_commands_of_the_readme_are_understood(readme: str) -> None:
    shown = re.findall(r"^score rubric (.*)$", readme, re.MULTILINE)
    assert {line.split()[0] for line in shown} == set(COMMANDS)
    for line in shown:
        command, *words = line.split("#")[0].split()
        parser(command, Wording("en"), Say("en")).parse_args(words)


@pytest.mark.parametrize("path", pages())
def test_page_of_the_rubric_is_fresh(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == pages()[path], "run `make readme`"


def test_readme_names_every_option_and_no_other(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", help_text(capsys))) | rubric_options()
    options |= review_options()
    for module in (compare, notice, bundle, verify):
        known = module.parser_of(Wording("en"))
        options |= set(re.findall(r"--[a-z][a-z-]+", known.format_help()))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", readme))
    assert named == options


def test_readme_names_every_format_and_criterion(readme: str) -> None:
    for name in FORMATS:
        assert f"`{name}`" in readme
    for criterion in load_rubric(Options([]).rubric).criteria:
        assert f"`{criterion.id}`" in readme, criterion.id


def test_commands_of_the_readme_are_understood(readme: str) -> None:
    shown = re.findall(r"^score (?!browse|rubric|compare|review|notice|bundle|verify)(.*)$", readme, re.MULTILINE)
    assert len(shown) > 5
    for line in shown:
        words = line.split("#")[0].split("|head")[0].split()
        try:
            parse(words, Wording("en"))
        except ScorerError as error:
            pytest.fail(f"score {line}: {error}")


@pytest.mark.parametrize("module", [bundle, verify], ids=["bundle", "verify"])
def test_bundle_commands_of_the_pages_are_understood(module: ModuleType) -> None:
    pages = [ROOT / name for name in (*READMES, "docs/bundle.md", "docs/bundle.zh-CN.md")]
    word = module.__name__.rpartition(".")[2]
    for page in pages:
        shown = re.findall(rf"^score {word} (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert shown, page
        for line in shown:
            module.parser_of(Wording("en")).parse_args(line.split("#")[0].split())


def test_readme_shows_what_this_version_prints(name: str, readme: str) -> None:
    assert len(commands(readme)) >= 2
    assert refreshed(readme, READMES[name]) == readme, "run `make readme`"


@pytest.mark.parametrize("path", DOCS)
def test_page_of_the_house_shows_what_this_version_does(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert refreshed(text, DOCS[path]) == text, "run `make readme`"


def test_changelog_tells_of_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
