"""What must hold within one page, one program or one list of the manual."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from scripts.checks.typography import faults, is_chinese
from scripts.core import Locale, Problem, Project
from scripts.sources import HAN, Page, Snippet, Words, localized_code, tokens

MOST_LINES = 25
"""Of a cell that a page shows, without empty ones: it fits on a screen."""
SHORTEST_REASON = 8
"""Letters of a reason why a block is not run."""
_STRINGS = "docs/strings.yml"


def check_ids(pages: Iterable[Page]) -> list[Problem]:
    """Headings with the id of another one on their page."""
    problems = []
    for page in pages:
        seen: dict[str, str] = {}
        for heading in page.headings:
            first = seen.setdefault(heading.id, heading.where)
            if heading.id and first != heading.where:
                what = f"a second heading with the id '{heading.id}'; the first is {first}"
                problems.append(Problem(heading.where, what, "Give it an id of its own, in every language."))
    return problems


def check_reasons(pages: Iterable[Page]) -> list[Problem]:
    """Blocks that are not run, and do not tell why."""
    return [
        Problem(
            f"{page.path}:{number + 1}",
            f"'{reason}' is no reason why a block is not run",
            f"Tell it in {SHORTEST_REASON} letters or more, or make it a run fence.",
        )
        for page in pages
        for number, reason in page.not_run
        if len(reason) < SHORTEST_REASON
    ]


def check_lengths(snippets: Mapping[str, Snippet], locales: Sequence[Locale]) -> list[Problem]:
    """Cells that are shown and do not fit on a screen."""
    problems = []
    for snippet in snippets.values():
        for cell in snippet.cells:
            texts = [localized_code(cell, locale.code).splitlines() for locale in locales]
            longest = max(len([line for line in lines if line.strip()]) for lines in texts)
            if "remove-cell" not in cell.tags and longest > MOST_LINES:
                what = f"cell '{cell.name}' has {longest} lines, and a screen shows {MOST_LINES}"
                problems.append(Problem(cell.where, what, "Make two cells of it."))
    return problems


def check_programs(snippets: Mapping[str, Snippet], locales: Sequence[Locale]) -> list[Problem]:
    """Cells whose code differs between readers, or uses the engine, which a reader does not have."""
    problems = []
    for snippet in snippets.values():
        for cell in snippet.cells:
            code = tokens(cell.code)
            if any(tokens(localized_code(cell, locale.code)) != code for locale in locales):
                what = f"cell '{cell.name}' is another program in one language"
                problems.append(Problem(cell.where, what, "Let the languages differ in comments alone."))
            if "scripts" in code:
                what = f"cell '{cell.name}' names scripts, which a reader does not have"
                problems.append(Problem(cell.where, what, "Let the program stand alone."))
    return problems


def check_labels(words: Words, project: Project) -> list[Problem]:
    """Entries of the catalogue without a translation; Chinese words around the pages that are set wrong."""
    problems = [
        Problem(_STRINGS, f"'{text}' has no translation", f"Add: {{{project.locales[0].code}: …}}")
        for text, entry in words.entries.items()
        if project.locales[0].code not in entry
    ]
    for locale in project.locales:
        if is_chinese(locale.html_lang):
            texts = [(_STRINGS, str(entry.get(locale.code, ""))) for entry in words.entries.values()]
            texts += [("pyproject.toml", str(text)) for text in locale.site.values()]
            problems += [
                Problem(where, *it) for where, text in texts if HAN.search(text) for it in faults(text)
            ]
    return problems


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
