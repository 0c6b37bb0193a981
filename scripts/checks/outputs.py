"""What pages ask of runs: values, pictures, and words in figures that every language has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scripts.core import SVG, Problem, Run, count_of, did_you_mean
from scripts.figures import xml_fault
from scripts.rendering import untranslated_words
from scripts.sources import Fence, Page, Snippet, Words, format_value

_NO_XML = "Correct what it shows: close each element, write & as &amp; and < in text as &lt;."


def check_values(pages: Iterable[Page], runs: Mapping[str, Run]) -> list[Problem]:
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
                format_value(value, run.values[value.name])
            except ValueError as wrong:
                problems.append(
                    Problem(
                        value.where,
                        f"can't write {value.name} as '{value.format}': {wrong}",
                        "Use a format that Python's format() knows for it.",
                    )
                )
    return problems


def check_pictures(pages: Iterable[Page], runs: Mapping[str, Run]) -> list[Problem]:
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
    texts = len(fence.alts)
    if drawn > texts:
        return Problem(
            fence.where,
            f"cell '{fence.cell}' draws {count_of(drawn, 'picture')}, and {texts} of them have text",
            "Write a line `alt: what it shows` for each, in the page's language.",
        )
    said = " ".join(output.text.strip() for output in run.outputs[fence.cell])[:300]
    return Problem(
        fence.where,
        f"cell '{fence.cell}' should draw {count_of(texts, 'picture')}, and draws {drawn or 'none'}",
        f"{f'It said: {said}{chr(10)}' if said else ''}"
        "Let the cell's last line be the picture, or take the alt text away.",
    )


def check_words(
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
                if SVG in output.data and (wrong := xml_fault(output.data[SVG]))
            ]
            problems += [
                Problem(
                    cell.where,
                    f"the figure says '{text}', which docs/strings.yml lacks",
                    f"Add: {text!r}: {{zh: …}}",
                )
                for text in untranslated_words(outputs, catalogue, locales[0])
            ]
    return problems
