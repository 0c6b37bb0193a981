"""The run fence in Markdown: its options, the cell they name, the cell's code and outputs as HTML."""

import html
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from markdown import Markdown
from pymdownx.highlight import Highlight
from pymdownx.superfences import SuperFencesException

from scripts.core import Problem, Run
from scripts.rendering.html import Place, RenderContext, not_run, render
from scripts.rendering.tables import build_table
from scripts.sources import FENCE_PARTS, Snippet, figure_texts, localized_code

NOTHING_STALE: Mapping[str, str] = {}


class FenceFailed(SuperFencesException):  # type: ignore[misc]
    """Carries the `Problem` of a fence that could not be formatted, as its only argument.

    superfences swallows every other exception, and would publish the raw fence.
    """


def fences(
    snippets: Mapping[str, Snippet],
    runs: Mapping[str, Run],
    manner: RenderContext,
    stale: Mapping[str, str] = NOTHING_STALE,
) -> list[dict[str, Any]]:
    """What pymdownx.superfences takes as `custom_fences`, for the pages of one locale.

    Args:
        stale: snippet whose outputs are those of an earlier state of it -> what is said of them.
    """
    formats = {
        "run": partial(format_run, snippets, runs, manner, stale),
        "build": partial(format_build, runs, manner),
    }
    return [
        {"name": name, "class": name, "validator": _take_all, "format": partial(_or_failed, made)}
        for name, made in formats.items()
    ]


def _or_failed(made: Callable[..., str], *args: Any, **more: object) -> str:
    """What the formatter `made` gives for a fence.

    Raises:
        FenceFailed: it raised, whatever it raised.
    """
    try:
        return made(*args, **more)
    except Exception as error:
        _, language, _, options, *_ = args
        name = options.get("src", language)
        what = f"the fence {name} can't be shown: {type(error).__name__}: {error}"
        fix = "Change what the cell shows; if it is right as it is, this is a mistake of the engine."
        raise FenceFailed(Problem(options.get("at", ""), what, fix)) from error


def format_run(  # noqa: PLR0913 (superfences gives five)
    snippets: Mapping[str, Snippet],
    runs: Mapping[str, Run],
    manner: RenderContext,
    stale: Mapping[str, str],
    body: str,
    _language: str,
    _class: str,
    options: Mapping[str, str],
    md: Markdown,
    **_others: object,
) -> str:
    """A formatter of pymdownx.superfences, once the first four arguments are bound.

    Raises:
        KeyError: the fence was not checked before; it names its place.
    """
    name, _, cell_name = options["src"].partition("#")
    if name not in snippets or (cell := snippets[name].cell(cell_name)) is None:
        raise KeyError(f"{options.get('at')}: no cell {options['src']}")
    show = options.get("show", " ".join(FENCE_PARTS)).split()
    alts, caption, _ = figure_texts(body.splitlines())
    parts = []
    if "code" in show and "hide-input" not in cell.tags:
        parts.append(Highlight(md, guess_lang=False).highlight(localized_code(cell, manner.locale), "python"))
    if "output" in show and "hide-output" not in cell.tags:
        place = Place(f"f{options.get('number', '0')}", _page(options.get("at", "")))
        shown = not_run(manner)
        if run := runs.get(name):
            shown = render(run.outputs[cell.name], manner, place, alts=alts, caption=caption)
        if name in stale:
            parts.append(f'<p class="run-again" role="status">{manner.html(stale[name])}</p>')
        parts.append(f'<div class="run-output">{shown}</div>' if shown else "")
    kind = "run run-stale" if name in stale else "run"
    return f'<div class="{kind}" data-src="{html.escape(options["src"])}">{"".join(parts)}</div>'


def format_build(
    runs: Mapping[str, Run],
    manner: RenderContext,
    _body: str,
    _language: str,
    _class: str,
    options: Mapping[str, str],
    _md: Markdown,
    **_: object,
) -> str:
    """The fence ```build show="versions"``` or ```build show="runs"```: a table about this build."""
    return build_table(options["show"], list(runs.values()), manner)


def _page(at: str) -> str:
    """The name of the page: `functional.md` of `docs/en/functional.md:41`; empty if not known."""
    return "/".join(at.rpartition(":")[0].split("/")[2:])


def _take_all(
    _language: str,
    inputs: Mapping[str, str],
    options: dict[str, str],
    _attrs: Mapping[str, str],
    _md: Markdown,
) -> bool:
    """Staging has checked the options; here all are taken."""
    options.update(inputs)
    return True
