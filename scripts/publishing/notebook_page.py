"""A notebook's page as mkdocs-jupyter makes it, without the half megabyte of style that it brings along."""

import base64
from collections.abc import Sequence
from typing import Any

from bs4 import BeautifulSoup, Tag

_DROP = [
    "style",
    "script",
    ".zeroclipboard-container",
    ".celltoolbar",
    "a.anchor-link",
    ".jp-InputPrompt",
    ".jp-OutputPrompt",
    ".jp-Collapser",
    ".jp-InputCollapser",
    ".jp-OutputCollapser",
]

NotebookPage = tuple[str, list[dict[str, Any]]]
"""HTML, and the tokens of a table of contents."""


def clean_notebook_page(html: str, ids: Sequence[str]) -> NotebookPage:
    """The notebook's HTML with the site's own style, and its table of contents.

    mkdocs-jupyter inlines JupyterLab's style sheets and scripts, some from foreign hosts, and
    gives Chinese headings an empty id. None of that is left.

    Args:
        ids: of the headings, in order, as the chapter's page has them; what is in a box is none of them.

    Returns:
        HTML, and the tokens that a builder makes a table of contents from: nested dicts with
        level, id, name, children.
    """
    soup = BeautifulSoup(html, "html.parser")
    for selector in _DROP:
        for element in soup.select(selector):
            element.decompose()
    headings = _with_ids(soup, ids)
    for box in soup.select(".jp-RenderedText pre, .jp-RenderedText"):
        if box.attrs.pop("data-mime-type", None) == "application/vnd.jupyter.stderr":
            box["class"] = " ".join([*box.get_attribute_list("class"), "raised"])
    figures: dict[str, str] = {}
    for image in soup.select(
        'img[src^="data:image/svg+xml;base64,"]'
    ):  # nbconvert's; as an image it has no theme
        mark = f"figure-{len(figures)}-stands-here"
        figures[mark] = base64.b64decode(str(image["src"]).partition(",")[2]).decode()
        image.replace_with(mark)
    for pre in soup.select(".jp-OutputArea pre"):
        pre["lang"] = "en"
    for pre in soup.select("pre"):  # who has no mouse scrolls it
        pre["tabindex"] = "0"
    slimmed = str(soup)
    for mark, figure in figures.items():
        slimmed = slimmed.replace(mark, figure)
    return slimmed, _tokens([(int(h.name[1]), str(h["id"]), h.get_text(strip=True)) for h in headings])


def _with_ids(soup: BeautifulSoup, ids: Sequence[str]) -> list[Tag]:
    """The headings to which the chapter's ids belong, with these."""
    found: list[Tag] = []
    for heading in soup.select(".jp-RenderedMarkdown :is(h1, h2, h3, h4, h5, h6)"):
        heading.attrs.pop("id", None)
        if len(found) < len(ids) and not heading.find_parent(["blockquote", "li"]):
            heading["id"] = ids[len(found)]
            found.append(heading)
    return found


def _tokens(headings: Sequence[tuple[int, str, str]]) -> list[dict[str, Any]]:
    tree: list[dict[str, Any]] = []
    path: list[dict[str, Any]] = []
    for level, name, text in headings:
        token = {"level": level, "id": name, "name": text, "html": text, "data-toc-label": "", "children": []}
        while path and path[-1]["level"] >= level:
            path.pop()
        (path[-1]["children"] if path else tree).append(token)
        path.append(token)
    return tree
