"""What every language must have: the same pages, headings, fences and values."""

from collections.abc import Callable, Sequence

from scripts.core import Problem, Project
from scripts.sources import Page


def check_languages(pages: Sequence[Page], project: Project) -> list[Problem]:
    """Pages, headings, fences and values that one locale has and another lacks."""
    problems = []
    by_locale = {
        locale.code: {page.name: page for page in pages if page.locale == locale}
        for locale in project.locales
    }
    for name in sorted(set().union(*by_locale.values()) if by_locale else ()):
        twins = [found.get(name) for found in by_locale.values()]
        for code, page in zip(by_locale, twins, strict=True):
            if page is None:
                problems.append(
                    Problem(f"docs/{code}/{name}", "is missing; another language has it", "Write it.")
                )
        present = [page for page in twins if page]
        for other in present[1:]:
            problems += _differences(present[0], other)
    return problems


def _differences(one: Page, other: Page) -> list[Problem]:
    kinds: dict[str, Callable[[Page], list[tuple[str, str]]]] = {
        "headings": lambda page: [(f"{'#' * h.level} {{#{h.id}}}", h.where) for h in page.headings],
        "fences": lambda page: [(f"{f.src} ({' '.join(f.show)})", f.where) for f in page.fences],
        "values": lambda page: [(v.text, v.where) for v in sorted(page.values, key=lambda v: v.text)],
    }
    for kind, of in kinds.items():
        ours, theirs = of(one), of(other)
        for index in range(max(len(ours), len(theirs))):
            left = ours[index] if index < len(ours) else ("nothing", one.path)
            right = theirs[index] if index < len(theirs) else ("nothing", other.path)
            if left[0] != right[0]:
                return [
                    Problem(
                        left[1],
                        f"{kind} differ from {right[1]}: {left[0]} here, {right[0]} there",
                        "Both languages have the same, in the same order.",
                    )
                ]
    return []
