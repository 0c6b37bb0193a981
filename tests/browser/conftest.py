"""The built site on loopback, and Chromium to look at it."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Complaints:
    """What a page did that it should not do."""

    texts: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.texts.append(f"error: {error}"))
        page.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.texts.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:")):
            self.texts.append(f"foreign request: {url}")


class _Host(http.server.SimpleHTTPRequestHandler):
    """As a host for many projects serves the site: below a path, with a 404.html for what is not there.

    Most have but the root's, some take the nearest one.
    """

    nearest = False

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/manual"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        nearest = "/".join(self.path.split("/")[2:3]) if self.nearest else ""
        page = Path(self.directory) / nearest / "404.html"
        if code != HTTPStatus.NOT_FOUND or not self.path.endswith("/"):
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # the browser went to the next page
            super().handle()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium; without one the test skips, or fails where MANUAL_REQUIRE_BROWSER is 1."""
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    if program is None:
        reason = f"no Chromium on the PATH ({', '.join(NAMES)})"
        if os.environ.get("MANUAL_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGS)
        yield browser
        browser.close()


@contextmanager
def served(site: Path, *, nearest: bool = False) -> Iterator[str]:
    """Where the site is served, with a slash at its end."""
    host = type("_Nearest", (_Host,), {"nearest": nearest})
    handler = functools.partial(host, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/manual/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(chromium: Browser, site: Path) -> Iterator[str]:
    """Where the real site is served, with a slash at its end."""
    with served(site) as there:
        yield there


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    return served


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a fresh browser profile: `reader(locale="zh-CN", color_scheme="dark")`."""
    made: list[BrowserContext] = []

    def make(width: int = 1200, height: int = 800, **options: Any) -> BrowserContext:
        made.append(chromium.new_context(viewport={"width": width, "height": height}, **options))
        made[-1].set_default_timeout(10_000)
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()
