"""Whether each heading of a page has an id of its own."""

from collections.abc import Iterable

from scripts.core import Problem
from scripts.sources import Page


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
