"""Names that lead nowhere, cells that no page shows or that stand out of their order."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from scripts.core import Problem, Project, did_you_mean
from scripts.rendering import lists_on
from scripts.sources import Fence, Page, Snippet, Terms, Value, broken_reference


def check_references(
    pages: Iterable[Page], snippets: Mapping[str, Snippet], broken: Iterable[str] = ()
) -> list[Problem]:
    """Fences and values that name a snippet or a cell there is not; `broken` ones have their own problem."""
    names = {path.removeprefix("snippets/") for path in broken if path.startswith("snippets/")}
    problems, known = [], {*snippets, *names}
    for page in pages:
        places: list[Fence | Value] = [*page.fences, *page.values]
        for place in places:
            if place.snippet and place.snippet not in known:
                problems.append(
                    Problem(
                        place.where,
                        f"no snippet '{place.snippet}' in snippets/",
                        did_you_mean(place.snippet, known),
                    )
                )
        for fence in page.fences:
            snippet = snippets.get(fence.snippet)
            if snippet and fence.cell and snippet.cell(fence.cell) is None:
                problems.append(
                    Problem(
                        fence.where,
                        f"no cell '{fence.cell}' in {snippet.path}",
                        did_you_mean(fence.cell, [cell.name for cell in snippet.cells]),
                    )
                )
    return problems


def check_terms(terms: Terms, pages: Sequence[Page], project: Project) -> list[Problem]:
    """Terms and layers that lead to a page or a heading that a language lacks; terms that no page lists."""
    problems = []
    places = [(term.where, "see", term.see) for term in terms.terms]
    places += [(term.where, "not_in", place) for term in terms.terms for place in term.not_in]
    places += [(layer.where, f"the layer {layer.name}", layer.see) for layer in terms.layers]
    for where, key, place in places:
        problems += broken_reference(where, key, place, pages, project)
    if terms.terms and len([page for page in pages if "glossary" in lists_on(page)]) != len(project.locales):
        what, fix = "not one page a language lists the terms", 'Write ```build show="glossary"``` on one.'
        problems.append(Problem("docs/terms.yml", what, fix))
    return problems


def check_orphans(pages: Sequence[Page], snippets: Mapping[str, Snippet], project: Project) -> list[Problem]:
    """Cells that no page of a locale shows."""
    problems = []
    for locale in project.locales:
        shown = {fence.src for page in pages if page.locale == locale for fence in page.fences}
        problems += [
            Problem(
                cell.where,
                f"no page in docs/{locale.code} shows cell '{cell.name}'",
                'Show it with a run fence, or tag it ["remove-cell"].',
            )
            for snippet in snippets.values()
            for cell in snippet.cells
            if "remove-cell" not in cell.tags and f"{snippet.name}#{cell.name}" not in shown
        ]
    return problems


def check_order(pages: Iterable[Page], snippets: Mapping[str, Snippet]) -> list[Problem]:
    """Cells that a chapter shows after one that runs later: its notebook has to keep the order of the run."""
    problems = []
    for page in pages:
        name = page.chapter
        places = (
            {cell.name: number for number, cell in enumerate(snippets[name].cells)}
            if name in snippets
            else {}
        )
        shown = {
            fence.cell: fence
            for fence in reversed(page.fences)
            if fence.snippet == name and fence.cell in places
        }
        firsts = sorted(shown.values(), key=lambda fence: fence.start)
        for before, after in pairwise(firsts):
            if places[after.cell] < places[before.cell]:
                what = f"'{after.cell}' stands after '{before.cell}' here, and before it in snippets/{name}"
                problems.append(
                    Problem(after.where, what, "Put the cells in the order in which the page shows them.")
                )
    return problems
