"""Every page of the site, visited once: hosts that it asks, widths that it fits, readers it shuts out."""

import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from scripts.audit import axe
from scripts.audit.browser import OWN, BrowserContext, Route, opened, served
from scripts.audit.measure import Measure, none_of
from scripts.publishing import ZIP_ENDING

WIDTHS = (360, 768, 1440)
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_UNFOLD = "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"
_EXCESS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Seen:
    """What was wrong on the pages, a line each."""

    foreign: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    shut: list[str] = field(default_factory=list)

    def add(self, other: "Seen") -> None:
        self.foreign += other.foreign
        self.wide += other.wide
        self.shut += other.shut


def measures(site: Path) -> list[Measure]:
    """Of every page of the site, and of every page of its zip, unpacked.

    Raises:
        Lacking: there is no Chromium.
    """
    names = site_pages(site)
    with served(site) as address:
        seen = _in_parallel(names, lambda name, context: _visit(name, f"{address}{name}", context))
    # a language's own 404.html takes its folder for the host's root
    for folder in sorted(path.parent for path in site.glob("*/404.html")):
        with served(folder) as address:
            missing = f"{address.removesuffix('manual/')}404.html"
            seen.add(_in_parallel([f"{folder.name}/404.html"], _visitor(missing)))
    return [
        none_of("requests to other hosts", seen.foreign),
        none_of("requests to other hosts, of the unpacked zip", _asked_by_files(site)),
        *(
            none_of(f"pages too wide at {width} px", [f for f in seen.wide if f.endswith(f" {width} px")])
            for width in WIDTHS
        ),
        none_of("axe's violations, light and dark", seen.shut),
    ]


def site_pages(site: Path) -> list[str]:
    """Addresses below the site's: of both languages, and the root's own."""
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    return sorted(path.removesuffix("index.html") for path in paths if not path.endswith("/404.html"))


def _visit(name: str, address: str, context: BrowserContext) -> Seen:
    seen, page = Seen(), context.new_page()
    page.on("request", lambda request: _note(seen, name, request.url))
    if not name:  # the root's script would go on to a language
        page.route(address, _without_script)
    page.goto(address)
    page.evaluate(_UNFOLD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate(_EXCESS) > 0:
            seen.wide.append(f"{name} at {width} px")
    seen.shut += [f"{name} {fault}" for fault in axe.faults(page)]
    page.close()
    return seen


def _visitor(address: str) -> Callable[[str, BrowserContext], Seen]:
    """Visits `address`, under whatever name."""
    return lambda name, context: _visit(name, address, context)


def _without_script(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=_SCRIPT.sub("", answer.text()))


def _note(seen: Seen, name: str, url: str) -> None:
    if not url.startswith(OWN):
        seen.foreign.append(f"{name} asks {url}")


def _asked_by_files(site: Path) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="un packed ") as folder:
        whole = next(site.glob(f"*{ZIP_ENDING}"))
        zipfile.ZipFile(whole).extractall(folder)
        root = Path(folder) / whole.name.removesuffix(ZIP_ENDING)
        names = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.html"))]
        return _in_parallel(names, lambda name, context: _open(name, (root / name).as_uri(), context)).foreign


def _open(name: str, address: str, context: BrowserContext) -> Seen:
    seen, page = Seen(), context.new_page()
    page.on("request", lambda request: _note(seen, name, request.url))
    page.goto(address)
    page.close()
    return seen


def _in_parallel(names: Sequence[str], visit: Callable[[str, BrowserContext], Seen]) -> Seen:
    """The visits of all names, by as many browsers as there are processors, two at most."""

    def some(own: Sequence[str]) -> list[Seen]:
        with opened() as browser:
            context = browser.new_context(reduced_motion="reduce")
            return [visit(name, context) for name in own]

    workers = min(os.cpu_count() or 1, 2, len(names))
    seen = Seen()
    with ThreadPoolExecutor(workers) as pool:
        for each in chain.from_iterable(pool.map(some, [names[start::workers] for start in range(workers)])):
            seen.add(each)
    return seen
