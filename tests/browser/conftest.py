"""The built site on loopback, and Chromium to look at it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from scripts.audit.browser import OWN, Lacking, find, opened, served


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
        if not url.startswith(OWN):
            self.texts.append(f"foreign request: {url}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium; without one the test skips, or fails in CI."""
    try:
        find()
    except Lacking as lacking:
        if os.environ.get("CI"):
            pytest.fail(str(lacking))
        pytest.skip(str(lacking))
    with opened() as browser:
        yield browser


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
