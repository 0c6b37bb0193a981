"""The API index: each name of Keras that a program uses, with the sections that run it."""

from collections.abc import Sequence
from itertools import groupby

from scripts.rendering.keras_io import keras_io_page
from scripts.rendering.shown_cells import CellIndex, Section, section_links, shown_fences
from scripts.sources import keras_names_used

MOST = 6
"""A name that more sections run is followed by its chapters, each from the first section that does."""
GROUPS = (
    "models",
    "layers",
    "losses",
    "metrics",
    "optimizers",
    "regularizers",
    "callbacks",
    "datasets",
    "utils",
    "saving",
    "ops",
)
"""Modules in the order of the index; others follow by name. What stands in `keras` itself is a model's."""
_TOP = "models"


def api_entries(book: CellIndex) -> list[str]:
    """A section for each module, and in it one for each name."""
    found = _sections(book)
    lines = []
    for module, names in groupby(sorted(found, key=_place), _module):
        title = book.manner.html(f"module {module}")
        heading = f"`keras.{module}`" if title.startswith("module ") else f"{title} · `keras.{module}`"
        lines += [f"## {heading} {{#{module}}}", ""]
        lines += [line for name in names for line in _entry(name, found[name], book)]
    return lines


def _sections(book: CellIndex) -> dict[str, list[Section]]:
    """Name -> the sections that show a cell in which it is used, each once."""
    names = {snippet.name: keras_names_used(snippet) for snippet in book.snippets.values()}
    found: dict[str, dict[Section, None]] = {}
    for fence, section in shown_fences(book, "code"):
        for name in names[fence.snippet].get(fence.cell, ()):
            found.setdefault(name, {})[section] = None
    return {name: list(sections) for name, sections in found.items()}


def _entry(name: str, sections: Sequence[Section], book: CellIndex) -> list[str]:
    label = book.manner.html
    by_page: dict[str, list[Section]] = {}
    for section in sections:
        by_page.setdefault(section.page.name, []).append(section)
    places = section_links(sections)
    if len(sections) > MOST:
        firsts = [f"[{of[0].page.title}]({of[0].target}) ({len(of)})" for of in by_page.values()]
        places = f"{label(f'{len(sections)} sections')}{' · '.join(firsts)}"
    official = f"[keras.io]({keras_io_page(name)})"
    return [f"### `{name}` {{#{anchor(name)} .entry}}", "", f"{places} · {official}", "{ .entry-facts }", ""]


def anchor(name: str) -> str:
    """The id of the name's section: `keras-layers-Dense`."""
    return name.replace(".", "-")


def _module(name: str) -> str:
    """`layers` of keras.layers.Dense."""
    parts = name.split(".")
    return parts[1] if len(parts) > 2 and parts[1].islower() else _TOP


def _place(name: str) -> tuple[int, str, str]:
    """Where the name stands in the index."""
    module = _module(name)
    return GROUPS.index(module) if module in GROUPS else len(GROUPS), module, name
