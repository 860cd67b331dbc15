"""The browser's way in: loopback only, one token once, nothing from outside."""

from __future__ import annotations

import asyncio
import re
import shlex
from pathlib import Path

import pytest

import tui.web
from scorer.errors import ScorerError
from tui.arguments import BrowseOptions
from tui.web import Gate, Windows, command_line
from tui.words import Words


def test_the_token_opens_once_and_the_cookie_from_then_on() -> None:
    gate = Gate("127.0.0.1:8000")
    assert not gate.admits_cookie(gate.cookie)
    assert not gate.admits_token("")
    assert gate.admits_token(gate.token)
    assert not gate.admits_token(gate.token)
    assert gate.admits_cookie(gate.cookie)
    assert not gate.admits_cookie("")


def test_other_hosts_and_pages_do_not_reach_through() -> None:
    gate = Gate("127.0.0.1:8000")
    assert gate.own("127.0.0.1:8000", None)
    assert gate.own("127.0.0.1:8000", "http://127.0.0.1:8000")
    assert not gate.own("desk.example:8000", None)
    assert not gate.own("127.0.0.1:8000", "http://desk.example")


def test_the_page_names_no_address_outside() -> None:
    for name in ("page.html", "focus.js"):
        text = (tui.web.FOLDER / name).read_text(encoding="utf-8")
        assert not re.findall(r"//(?!\s)[\w.]+", text)


def test_the_window_runs_the_same_desk_without_the_server() -> None:
    words = shlex.split(command_line(["a b/", "--web", "--port", "80", "--lang", "en", "--port=81"]))
    assert words[-4:] == ["browse", "a b/", "--lang", "en"]


def test_a_port_in_use_is_told_of() -> None:
    import socket

    pytest.importorskip("textual_serve")
    with socket.socket() as taken:
        taken.bind((tui.web.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ScorerError, match=str(port)):
            tui.web.serve([], BrowseOptions(web=True, port=port))


def test_the_server_lets_in_only_who_has_the_token(tmp_path: Path) -> None:
    pytest.importorskip("textual_serve")
    from aiohttp import ClientSession, CookieJar, web

    async def run() -> None:
        gate = Gate("")
        runner = web.AppRunner(tui.web.application(gate, "true", Words("zh")))
        await runner.setup()
        site = web.TCPSite(runner, tui.web.HOST, 0)
        await site.start()
        gate.host = f"{tui.web.HOST}:{runner.addresses[0][1]}"
        base = f"http://{gate.host}"
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser, ClientSession() as stranger:
            assert (await browser.get(base + "/")).status == 403
            answer = await browser.get(f"{base}/?token={gate.token}")
            assert answer.status == 200
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert (await browser.get(base + "/static/js/textual.js")).status == 200
            assert (await stranger.get(f"{base}/?token={gate.token}")).status == 403
            assert (await stranger.get(base + "/ws")).status == 403
            assert (await browser.get(base + "/", headers={"Host": "desk.example"})).status == 403
        await runner.cleanup()

    asyncio.run(run())


def test_one_window_more_than_the_limit_has_no_desk_until_one_is_closed() -> None:
    windows = Windows(2)
    with windows.one() as first:
        with windows.one() as second, windows.one() as third:
            assert (first, second, third) == (True, True, False) and windows.full
        assert not windows.full
        with pytest.raises(ConnectionResetError), windows.one():
            raise ConnectionResetError  # a browser that is gone gives its place back
        assert not windows.full


def test_the_server_tells_a_window_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    server = pytest.importorskip("textual_serve.server")
    from aiohttp import ClientSession, CookieJar, web

    async def waiting(_: object, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.receive()
        return socket

    monkeypatch.setattr(server.Server, "handle_websocket", waiting)

    async def run() -> None:
        gate = Gate("")
        runner = web.AppRunner(tui.web.application(gate, "true", Words("zh")))
        await runner.setup()
        site = web.TCPSite(runner, tui.web.HOST, 0)
        await site.start()
        gate.host = f"{tui.web.HOST}:{runner.addresses[0][1]}"
        base = f"http://{gate.host}"
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
            assert (await browser.get(f"{base}/?token={gate.token}")).status == 200
            open_ = [await browser.ws_connect(base + "/ws") for _ in range(tui.web.MOST_WINDOWS)]
            answer = await browser.get(base + "/")
            assert answer.status == 503 and str(tui.web.MOST_WINDOWS) in await answer.text()
            assert (await browser.get(base + "/ws")).status == 503
            await open_[0].close()
            await asyncio.sleep(0.2)
            assert (await browser.get(base + "/")).status == 200
            for socket in open_[1:]:
                await socket.close()
        await runner.cleanup()

    asyncio.run(run())
