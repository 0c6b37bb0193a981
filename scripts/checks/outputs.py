"""What must hold between pages, snippets and runs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from scripts.core.problem import Problem, counted, did_you_mean
from scripts.core.project import Project
from scripts.core.run import SVG, Run
from scripts.figures.svg import fault
from scripts.rendering.html import missing_words
from scripts.rendering.lists import lists
from scripts.sources.page import Fence, Page, Value, leads_nowhere
from scripts.sources.snippet import Snippet
from scripts.sources.strings import Words
from scripts.sources.terms import Terms
from scripts.staging.tree import written

_NO_XML = "Correct what it shows: close each element, write & as &amp; and < in text as &lt;."


def references(
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


def values(pages: Iterable[Page], runs: Mapping[str, Run]) -> list[Problem]:
    """Values in prose that their run does not have, or that do not take their format."""
    problems = []
    for page in pages:
        for value in page.values:
            run = runs.get(value.snippet)
            if run is None:
                continue
            if value.name not in run.values:
                problems.append(
                    Problem(
                        value.where,
                        f"no value '{value.name}' in snippets/{value.snippet}",
                        did_you_mean(value.name, run.values),
                    )
                )
                continue
            try:
                written(value, run.values[value.name])
            except ValueError as wrong:
                problems.append(
                    Problem(
                        value.where,
                        f"can't write {value.name} as '{value.format}': {wrong}",
                        "Use a format that Python's format() knows for it.",
                    )
                )
    return problems


def pictures(pages: Iterable[Page], runs: Mapping[str, Run]) -> list[Problem]:
    """Fences whose pictures and alt texts do not match; a picture that was asked for may be missing."""
    return [
        _picture(fence, drawn, runs[fence.snippet])
        for fence, drawn in _drawn(pages, runs)
        if drawn != len(fence.alts)
    ]


def lacks_pictures(pages: Iterable[Page], run: Run) -> bool:
    """Whether a page expects more pictures of the run than there are; such a run is not worth keeping."""
    return any(drawn < len(fence.alts) for fence, drawn in _drawn(pages, {run.snippet: run}))


def _drawn(pages: Iterable[Page], runs: Mapping[str, Run]) -> Iterator[tuple[Fence, int]]:
    """Fences that show outputs, with the number of pictures among them."""
    for page in pages:
        for fence in page.fences:
            run = runs.get(fence.snippet)
            if run and "output" in fence.show and fence.cell in run.outputs:
                yield fence, sum(output.is_picture for output in run.outputs[fence.cell])


def _picture(fence: Fence, drawn: int, run: Run) -> Problem:
    if drawn > len(fence.alts):
        return Problem(
            fence.where,
            f"cell '{fence.cell}' draws {counted(drawn, 'picture')}, and {len(fence.alts)} of them have text",
            "Write a line `alt: what it shows` for each, in the page's language.",
        )
    said = " ".join(output.text.strip() for output in run.outputs[fence.cell])[:300]
    return Problem(
        fence.where,
        f"cell '{fence.cell}' should draw {counted(len(fence.alts), 'picture')}, and draws {drawn or 'none'}",
        f"{f'It said: {said}{chr(10)}' if said else ''}"
        "Let the cell's last line be the picture, or take the alt text away.",
    )


def words(
    snippets: Mapping[str, Snippet], runs: Mapping[str, Run], catalogue: Words, locales: Sequence[str]
) -> list[Problem]:
    """Texts in figures that docs/strings.yml lacks; SVG that is not XML, which no browser could read."""
    problems = []
    for name, run in runs.items():
        for cell in snippets[name].cells:
            outputs = run.outputs[cell.name]
            problems += [
                Problem(cell.where, f"cell '{cell.name}' shows an SVG that is not XML: {wrong}", _NO_XML)
                for output in outputs
                if SVG in output.data and (wrong := fault(output.data[SVG]))
            ]
            problems += [
                Problem(
                    cell.where,
                    f"the figure says '{text}', which docs/strings.yml lacks",
                    f"Add: {text!r}: {{zh: …}}",
                )
                for text in missing_words(outputs, catalogue, locales[0])
            ]
    return problems


def terms(terms: Terms, pages: Sequence[Page], project: Project) -> list[Problem]:
    """Terms and layers that lead to a page or a heading that a language lacks; terms that no page lists."""
    problems = []
    places = [(term.where, "see", term.see) for term in terms.terms]
    places += [(term.where, "not_in", place) for term in terms.terms for place in term.not_in]
    places += [(layer.where, f"the layer {layer.name}", layer.see) for layer in terms.layers]
    for where, key, place in places:
        problems += leads_nowhere(where, key, place, pages, project)
    if terms.terms and len([page for page in pages if "glossary" in lists(page)]) != len(project.locales):
        what, fix = "not one page a language lists the terms", 'Write ```build show="glossary"``` on one.'
        problems.append(Problem("docs/terms.yml", what, fix))
    return problems


def orphans(pages: Sequence[Page], snippets: Mapping[str, Snippet], project: Project) -> list[Problem]:
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


def order(pages: Iterable[Page], snippets: Mapping[str, Snippet]) -> list[Problem]:
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


def parity(pages: Sequence[Page], project: Project) -> list[Problem]:
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
