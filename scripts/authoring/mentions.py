"""Where a manual names a page: links, fences, values, terms, and the lists of the tests."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.core import Project, page_folder
from scripts.sources import REDIRECTS_FILE as REDIRECTS

_UP = r"(?P<up>(?:\.{1,2}/)*)"
_ID = r"(?P<id>#[\w-]+)?"
# A link of Markdown or HTML, whose address may be that of the page's notebook, program or text
_LINK = (
    rf"(?P<before>\]\(|\]: +|\bhref=\"){_UP}(?P<folder>notebooks/|downloads/)?"
    rf"NAME(?P<end>\.md|\.py|\.ipynb|/){_ID}(?=[)\"\s]|$)"
)
_CELL = r"(?P<before>\bsrc=\"|`\{run\} )NAME(?P<end>\.py)(?P<id>#)"
_PLACE = rf"(?P<before>(?<![\w./-]))NAME(?P<end>\.md|\.py){_ID}(?=[\s,\]\"':]|$)"
_FOUND = rf"(?P<before>\bfinds: *[\"']?)NAME(?P<end>/){_ID}(?=[\s\"'}},]|$)"
_ELSEWHERE = r"(?<![\w-])NAME(?:\.(?:md|py|ipynb)\b|/(?=[\"'#]))"
_TEXT = {".py", ".md", ".yml", ".toml", ".html", ".js", ".css", ".txt"}


@dataclass(frozen=True)
class Mention:
    """One place that names the page."""

    path: Path
    line: int
    """From 1."""
    text: str
    """What names it: `old.md#section`."""
    kind: str
    """`link`, `cell`, `place` (in terms.yml, coverage.txt), `not_in` (in terms.yml), `search`."""
    is_link: bool
    """Whether it leads to the page itself, and to no cell, program or notebook of it."""


def find_mentions(project: Project, name: str) -> list[Mention]:
    """Every place that has to change with the page `name` (without .md), in order."""
    return [
        Mention(
            path,
            number,
            found[0].removeprefix(found["before"]),
            "not_in" if "not_in:" in line else kind,
            _is_link(found),
        )
        for path, kind, pattern in _patterns(project, name)
        for number, line in enumerate(project.text_of(path).split("\n"), 1)
        for found in pattern.finditer(line)
    ]


def with_page_renamed(project: Project, name: str, new: str) -> dict[Path, str]:
    """The files that name the page, as they read when it is called `new`."""
    return _changed(project, name, lambda found: _with(found, f"{new}{found['end']}{found['id'] or ''}"))


def with_links_led_to(project: Project, name: str, to: str) -> dict[Path, str]:
    """The files that link to the page, as they read when links lead to `to`: page.md or page.md#id."""
    page, mark, id = to.partition("#")

    def other(found: re.Match[str]) -> str:
        if not _is_link(found):
            return found[0]
        return _with(found, f"{page if found['end'] == '.md' else page_folder(page)}{mark}{id}")

    return _changed(project, name, other)


def mentions_elsewhere(project: Project, name: str) -> list[str]:
    """What else names the page, for an author to look at: `tests/test_x.py: lines 3, 8`, one a file."""
    pattern = re.compile(_ELSEWHERE.replace("NAME", re.escape(name)))
    places = []
    for path in _all(project):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        if numbers := [str(number) for number, line in enumerate(lines, 1) if pattern.search(line)]:
            lines_are = "line" if len(numbers) == 1 else "lines"
            places.append(f"{project.name_of(path)}: {lines_are} {', '.join(numbers)}")
    return places


def _patterns(project: Project, name: str) -> Iterator[tuple[Path, str, re.Pattern[str]]]:
    def of(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("NAME", re.escape(name)), re.MULTILINE)

    for locale in project.locales:
        for path in sorted((project.docs / locale.code).rglob("*.md")):
            yield path, "link", of(_LINK)
            yield path, "cell", of(_CELL)
    tests = project.root / "tests"
    for path in (project.docs / "terms.yml", project.docs / "search.yml", tests / "coverage.txt"):
        if path.is_file():
            yield path, "place", of(_PLACE)
    for path in (tests / "searches.yml", tests / "messages.yml"):
        if path.is_file():
            yield path, "search", of(_FOUND)


def _changed(project: Project, name: str, other: Callable[[re.Match[str]], str]) -> dict[Path, str]:
    files: dict[Path, str] = {}
    for path, _, pattern in _patterns(project, name):
        before = files.get(path) or project.text_of(path)
        after = pattern.sub(other, before)
        if after != before:
            files[path] = after
    return files


def _is_link(found: re.Match[str]) -> bool:
    return found["end"] in (".md", "/") and not found.groupdict().get("folder")


def _with(found: re.Match[str], rest: str) -> str:
    parts = found.groupdict()
    return f"{parts['before']}{parts.get('up') or ''}{parts.get('folder') or ''}{rest}"


def _all(project: Project) -> Iterator[Path]:
    """Files that an author may have to change; the tests' small manuals have pages of their own."""
    others = [project.root / REDIRECTS, *(project.root / "tests" / folder for folder in ("cases", "tiny"))]
    folders = [project.root / folder for folder in ("docs", "snippets", "scripts", "tests", ".github")]
    paths = [path for folder in folders for path in sorted(folder.rglob("*"))]
    for path in [*paths, *sorted(project.root.iterdir())]:
        is_ours = path.is_file() and path.suffix in _TEXT
        if is_ours and not any(path.is_relative_to(other) for other in others):
            yield path
