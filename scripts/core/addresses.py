"""Where a finished page is, as seen from the top of its locale's site: each page has a folder of its own."""

import posixpath
import re


def page_folder(page: str) -> str:
    """Of the page with this name: `overfitting.md` is in `overfitting/`, `index.md` at the top itself."""
    return re.sub(r"(^|/)index/$", r"\1", page.removesuffix(".md") + "/")


def page_address(name: str) -> str:
    """Of a page by its name, or of a file, which keeps its own: `downloads/doctor.py`."""
    return page_folder(name) if name.endswith(".md") else name


def resolve_link(page: str, link: str) -> str:
    """The name of what a link on `page` leads to, from the top; an empty link leads to the page itself."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) if link else page


def path_to_top(page: str) -> str:
    """From the finished page up to the top: `../` for each folder that it is in."""
    return "../" * page_folder(page).count("/")
