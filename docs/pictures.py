"""The pictures of the READMEs: a page of each paper and the desk, made from the reports of seeds/.

Needs LibreOffice, poppler-utils, Chromium and Chinese fonts (Debian: libreoffice-writer libreoffice-calc poppler-utils
chromium fonts-noto-cjk); no test and no run of the program needs them.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SEED = "seeds/003_108f9e6d3c976853.txt"
TOOLS = ("soffice", "pdftoppm", "pdftotext", "chromium")
DOTS = 64  # an inch, of pages
CELL = 12.2  # units of a column in the picture of a terminal


def main() -> int:
    """Make every picture anew."""
    lacking = [tool for tool in TOOLS if not shutil.which(tool)]
    if lacking:
        print(f"not installed: {', '.join(lacking)}", file=sys.stderr)
        return 2
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        papers(folder)
        page(folder)
        desk(folder)
    return 0


def score(*words: str) -> None:
    """Run the program at the root of the project, where the paths are those of the READMEs."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "scorer", *words], cwd=ROOT, env=environment, check=True)


def papers(folder: Path) -> None:
    """A page of each paper of Word and Excel, by way of PDF."""
    score(SEED, "--format", "docx", "--output", str(folder / "score-sheet.docx"))
    score("seeds/", "--format", "docx", "--output", str(folder / "meeting.docx"))
    score("seeds/", "--format", "xlsx", "--output", str(folder / "workbook.xlsx"))
    office = ["--office", "青海省司法厅", "--due", "2022-05-31", "--date", "2022-04-15"]
    score("notice", SEED, *office, "--output", str(folder / "notice.docx"))
    made = sorted(folder.glob("*.docx")) + sorted(folder.glob("*.xlsx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, made)], check=True, stdout=subprocess.DEVNULL)
    picture(folder, "score-sheet", 1)
    picture(folder, "meeting", 1)
    picture(folder, "notice", 1)
    picture(
        folder,
        "workbook",
        page_with(folder / "workbook.pdf", "具=具备"),
        "-x",
        "0",
        "-y",
        "0",
        "-W",
        "1058",
        "-H",
        "250",
    )


def picture(folder: Path, name: str, number: int, *part: str) -> None:
    """One page of a PDF, or a part of it, as a picture in the folder of pictures."""
    pages = ["-f", str(number), "-l", str(number), "-singlefile", "-r", str(DOTS), "-png", *part]
    subprocess.run(["pdftoppm", *pages, str(folder / f"{name}.pdf"), str(PICTURES / name)], check=True)


def page_with(path: Path, words: str) -> int:
    """The first page of a PDF that holds the words."""
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, encoding="utf-8")
    return next(number for number, text in enumerate(done.stdout.split("\f"), 1) if words in text)


def page(folder: Path) -> None:
    """The upper part of the HTML page."""
    score("seeds/", "--format", "html", "--output", str(folder / "page.html"))
    browser(folder / "page.html", PICTURES / "page.png", 1100, 900)


def browser(source: Path, target: Path, across: int, down: int) -> None:
    """A file as a browser shows it."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={across},{down}"]
    subprocess.run(
        ["chromium", *flags, f"--screenshot={target}", source.as_uri()],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def desk(folder: Path) -> None:
    """A report on the desk, with its proof beside it."""
    os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(folder)
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    drawing = asyncio.run(drawn())
    made = folder / "desk.html"
    style = "body{margin:0} svg{width:1000px;height:auto;display:block}"
    made.write_text(f'<meta charset="utf-8"><style>{style}</style>{in_cells(drawing)}', encoding="utf-8")
    across, down = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)[0])
    browser(made, PICTURES / "desk.png", 1000, round(1000 * down / across))


async def drawn() -> str:
    """The desk's screen as SVG."""
    from scorer.pipeline import load_rubric
    from tui.app import DeskApp
    from tui.arguments import BrowseOptions
    from tui.settings import Settings, State

    options = BrowseOptions(["seeds/"], lang="zh")
    app = DeskApp(options, load_rubric("fazhi-annual-report"), Settings(), State(hinted=True))
    async with app.run_test(size=(120, 34)) as pilot:
        await pilot.pause(3)
        await pilot.press("down", "enter")
        await pilot.pause(3)
        return app.export_screenshot()


def in_cells(drawing: str) -> str:
    """The drawing with lengths of text counted in columns: Rich counts characters, and squeezes Chinese to half."""
    from scorer.render.cells import width

    def stretched(match: re.Match[str]) -> str:
        head, text = match.groups()
        columns = width(unescape(text).replace("\xa0", " "))
        return re.sub(r'textLength="[\d.]+"', f'textLength="{CELL * columns:.1f}"', head) + text

    return re.sub(r"(<text [^>]*>)([^<]*)", stretched, drawing)


if __name__ == "__main__":
    sys.exit(main())
