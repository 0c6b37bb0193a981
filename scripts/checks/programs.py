"""The form of programs and blocks of code: length, independence, reasons."""

from collections.abc import Iterable, Mapping, Sequence

from scripts.core import Locale, Problem
from scripts.sources import Page, Snippet, localized_code, tokens

MOST_LINES = 25
"""Of a cell that a page shows, without empty ones: it fits on a screen."""
SHORTEST_REASON = 8
"""Letters of a reason why a block is not run."""


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
