"""Where a finished page is, as seen from the top of its locale's site: each page has a folder of its own."""

import re


def folder(page: str) -> str:
    """Of the page with this name: `overfitting.md` is in `overfitting/`, `index.md` at the top itself."""
    return re.sub(r"(^|/)index/$", r"\1", page.removesuffix(".md") + "/")


def top(page: str) -> str:
    """From the finished page up to the top: `../` for each folder that it is in."""
    return "../" * folder(page).count("/")
