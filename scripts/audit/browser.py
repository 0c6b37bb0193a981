"""The machine's Chromium, and a built site served to it on loopback."""

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from scripts.publishing import CHROMIUM_ARGS, CHROMIUM_NAMES, find_chromium

OWN = ("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:", "file:")
"""How addresses begin that ask no other host."""
_TEXT = re.compile(r"text/|application/(json|javascript|xml)|image/svg")
_BELOW = re.compile(r"^/manual(?=/)")

__all__ = [
    "CHROMIUM_ARGS",
    "CHROMIUM_NAMES",
    "OWN",
    "Browser",
    "BrowserContext",
    "Lacking",
    "Page",
    "Route",
    "find",
    "opened",
    "served",
]


class Lacking(Exception):
    """What a machine lacks (`what`) and where to get it (`fix`), a sentence each."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what, fix)
        self.what, self.fix = what, fix

    def __str__(self) -> str:
        return f"{self.what}\n    {self.fix}"


def find() -> str:
    """The path of the machine's Chromium.

    Raises:
        Lacking: there is none.
    """
    program = find_chromium()
    if program is None:
        raise Lacking(
            f"No Chromium on the PATH ({', '.join(CHROMIUM_NAMES)}).",
            "Install one (Debian: apt install chromium), then type the command again.",
        )
    return program


@contextmanager
def opened() -> Iterator[Browser]:
    """The machine's Chromium, without a window; only one in a thread.

    Raises:
        Lacking: there is none.
    """
    program = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGS))
        yield browser
        browser.close()


class _Host(http.server.SimpleHTTPRequestHandler):
    """As a host for many projects serves the site: below a path, packed, a 404.html for what isn't there.

    Most have but the root's, some take the nearest one.
    """

    protocol_version = "HTTP/1.1"
    nearest = False

    def translate_path(self, path: str) -> str:
        return super().translate_path(_BELOW.sub("", path))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        packs = "gzip" in self.headers.get("Accept-Encoding", "") and _TEXT.match(self.guess_type(str(path)))
        if path.is_file() and packs:
            self._answer(HTTPStatus.OK, self.guess_type(str(path)), path.read_bytes(), packed=True)
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        nearest = "/".join(_BELOW.sub("", self.path).split("/")[1:2]) if self.nearest else ""
        page = Path(self.directory) / nearest / "404.html"
        if code != HTTPStatus.NOT_FOUND or not self.path.endswith("/"):
            super().send_error(code, message, explain)
            return
        self._answer(HTTPStatus(code), "text/html", page.read_bytes())

    def _answer(self, code: HTTPStatus, kind: str, content: bytes, *, packed: bool = False) -> None:
        content = gzip.compress(content, 6) if packed else content
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # the browser went to the next page
            super().handle()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(site: Path, *, nearest: bool = False) -> Iterator[str]:
    """Where the site is served, with a slash at its end.

    Args:
        nearest: whether what is not there is answered by the 404.html of its language.
    """
    host = type("_Nearest", (_Host,), {"nearest": nearest})
    handler = functools.partial(host, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False  # a kept connection is not waited for
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/manual/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
