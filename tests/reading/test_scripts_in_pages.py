"""Scripts, styles and comments of a saved page, whose signs are no markup."""

from __future__ import annotations

import pytest
from readers_data import page
from reports import seed

from scorer.reading.source import read_bytes

MINIFIED = "for(var t=0;t<r.length;t++){" + ";".join(f"var a{n}=b{n}+1" for n in range(2000)) + "}"
SILENT = (
    f"<script>{MINIFIED}</script>",
    f'<SCRIPT type="text/javascript">{MINIFIED}</SCRIPT >',
    f"<!-- {MINIFIED} -->",
    "<style>" + "".join(f".a{n}<b{n} .c{n}{{color:red}}" for n in range(2000)) + "</style>",
    f"<script>/* <!-- */ {MINIFIED}</script>",
)


@pytest.mark.parametrize("silent", SILENT, ids=("script", "capitals", "comment", "style", "comment-in-script"))
def test_what_a_browser_does_not_show_changes_nothing(silent: str) -> None:
    plain = page(seed("001").text)
    read = read_bytes(plain.encode(), "a.html")
    more = plain.replace("</head>", f"{silent}</head>").replace("</body>", f"{silent}</body>")
    with_it = read_bytes(more.encode(), "a.html")
    assert len(more) > len(plain) + len(silent)
    assert with_it.text == read.text
    assert with_it.furniture == read.furniture


def test_an_open_script_ends_the_page_and_not_the_program() -> None:
    source = read_bytes((page(seed("001").text) + "<script>" * 50_000).encode(), "a.html")
    assert source.text.strip()
