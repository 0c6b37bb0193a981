"""Whether each file that readers download has a name of its own."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from scripts.core import Problem, Project
from scripts.sources import Page, Snippet


def check_downloads(
    pages: Iterable[Page], snippets: Mapping[str, Snippet], project: Project
) -> list[Problem]:
    """Files that readers download under one name."""
    found: dict[str, str] = {}
    problems = []
    folders = [f"{locale.code}/downloads" for locale in project.locales]
    named = [
        (f"{folder}/{Path(name).name}", name, "pyproject.toml")
        for folder in folders
        for name in project.downloads
    ]
    for address, source, where in [*named, *_offered(pages, snippets), *_placed(project)]:
        other = found.setdefault(address, source)
        if other != source:
            what = f"{source} and {other} would both be {address} of the site"
            problems.append(Problem(where, what, "Give one of them another name."))
    return problems


def _offered(pages: Iterable[Page], snippets: Mapping[str, Snippet]) -> Iterator[tuple[str, str, str]]:
    """What a page is downloaded as: address in the site, its source, and where that is."""
    for page in pages:
        folder = f"{page.locale.code}/downloads"
        yield f"{folder}/{page.name}", f"the text of {page.path}", page.path
        if page.chapter in snippets:
            path = snippets[page.chapter].path
            yield f"{folder}/{page.chapter}", path, path
            yield f"{folder}/{page.notebook}", f"the notebook of {page.path}", page.path
            yield f"{page.locale.code}/notebooks/{page.notebook}", f"the notebook of {page.path}", page.path


def _placed(project: Project) -> Iterator[tuple[str, str, str]]:
    """Files of docs/<locale> that stand where downloads and notebooks do."""
    for locale in project.locales:
        for kind in ("downloads", "notebooks"):
            for path in sorted((project.docs / locale.code / kind).rglob("*")):
                if path.is_file() and path.suffix != ".md":
                    where = project.name_of(path)
                    yield path.relative_to(project.docs).as_posix(), where, where
