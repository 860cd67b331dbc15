"""`score browse --web`: the same desk in a browser on this machine, behind a one-time token."""

from __future__ import annotations

import hmac
import shlex
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from scorer.errors import ScorerError
from tui.arguments import BrowseOptions
from tui.words import Words

HOST = "127.0.0.1"
COOKIE = "desk"
MOST_WINDOWS = 4  # desks at a time: each is a process of its own, of some 60 MB
FOLDER = Path(__file__).with_name("styles")
_LIMITS = {
    # Nothing from elsewhere, nothing to elsewhere.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


def command_line(words: Sequence[str]) -> str:
    """The command that runs one desk for one browser window."""
    kept: list[str] = []
    skip = False
    for word in words:
        if skip or word in ("--web", "--port") or word.startswith("--port="):
            skip = word == "--port" and not skip
            continue
        kept.append(word)
    command = [sys.executable, "-m", "scorer", "browse", *kept]
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


class Gate:
    """Who may come in: the first who shows the token, and from then on who shows the cookie given for it."""

    def __init__(self, host: str) -> None:
        self.host = host  # with its port, as browsers name it
        self.token = token_urlsafe(24)
        self.cookie = token_urlsafe(24)
        self.used = False

    def admits_token(self, token: str) -> bool:
        """Whether this token opens the gate; it does so once."""
        good = not self.used and hmac.compare_digest(token.encode(), self.token.encode())
        self.used = self.used or good
        return good

    def admits_cookie(self, cookie: str) -> bool:
        """Whether this is the cookie that was given for the token."""
        return self.used and hmac.compare_digest(cookie.encode(), self.cookie.encode())

    def own(self, host: str, origin: str | None) -> bool:
        """Whether a request names this server and comes from its own page: another site may not reach through."""
        return host == self.host and origin in (None, f"http://{self.host}")


class Windows:
    """How many windows have a desk; a window more than the limit gets a sentence instead of one."""

    def __init__(self, most: int = MOST_WINDOWS) -> None:
        self._most = most
        self._open = 0

    @property
    def full(self) -> bool:
        """Whether no further window may have a desk."""
        return self._open >= self._most

    @contextmanager
    def one(self) -> Iterator[bool]:
        """A window as long as it is open; whether it may have a desk."""
        if self.full:
            yield False
            return
        self._open += 1
        try:
            yield True
        finally:
            self._open -= 1


def application(gate: Gate, command: str, words: Words) -> Any:
    """The aiohttp application: one page, its script and style, one socket."""
    from aiohttp import web
    from textual_serve.server import Server

    server = Server(command, HOST, 0, title=words.say("browse.title"), public_url=f"http://{gate.host}")
    page = (FOLDER / "page.html").read_text(encoding="utf-8")
    script = (FOLDER / "focus.js").read_text(encoding="utf-8")
    for name, value in {
        "lang": words.lang,
        "title": server.title,
        "ended": words.say("browse.web-ended"),
        "socket": f"ws://{gate.host}/ws",
    }.items():
        page = page.replace("{{" + name + "}}", escape(value, quote=True))

    windows = Windows()
    full = words.say("browse.web-full", most=MOST_WINDOWS)

    async def index(request: web.Request) -> web.StreamResponse:
        if windows.full:
            return web.Response(status=503, text=full)
        return web.Response(text=page, content_type="text/html")

    async def desk(request: web.Request) -> web.StreamResponse:
        with windows.one() as admitted:
            if not admitted:
                return web.Response(status=503, text=full)
            response: web.StreamResponse = await server.handle_websocket(request)
            return response

    async def focus(request: web.Request) -> web.StreamResponse:
        return web.Response(text=script, content_type="text/javascript")

    async def guard(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        response: web.StreamResponse
        if not gate.own(request.headers.get("Host", ""), request.headers.get("Origin")):
            response = web.Response(status=403)
        elif request.path == "/" and gate.admits_token(request.query.get("token", "")):
            response = web.Response(status=303, headers={"Location": "/"})
            response.set_cookie(COOKIE, gate.cookie, httponly=True, samesite="Strict", path="/")
        elif gate.admits_cookie(request.cookies.get(COOKIE, "")):
            response = await handler(request)
        else:
            response = web.Response(status=403, text=words.say("browse.web-denied"))
        if not response.prepared:
            for name, value in _LIMITS.items():
                response.headers[name] = value.format(host=gate.host)
        return response

    app = web.Application(middlewares=[web.middleware(guard)])
    app.add_routes(
        [
            web.get("/", index),
            web.get("/focus.js", focus),
            web.get("/ws", desk),
            web.static("/static", server.statics_path),
        ]
    )
    return app


def serve(words: Sequence[str], options: BrowseOptions) -> int:
    """Serve the desk on the loopback address until Ctrl-C; prints the address to open."""
    wording = Words(options.lang)
    try:
        from aiohttp import web
        from textual_serve import server  # noqa: F401 - only whether it is there
    except ImportError:
        raise ScorerError(wording.say("browse.web-missing"), wording.say("browse.web-missing.mend")) from None
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((HOST, options.port))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ScorerError(wording.say("browse.port-taken", port=options.port, reason=reason)) from None
    gate = Gate(f"{HOST}:{listener.getsockname()[1]}")
    print(wording.say("browse.web-address", address=f"http://{gate.host}/?token={gate.token}"), flush=True)
    print(wording.say("browse.web-stop"), file=sys.stderr, flush=True)
    app = application(gate, command_line(words), wording)
    web.run_app(app, sock=listener, print=None, access_log=None, shutdown_timeout=2.0)
    return 0
