"""Published addresses that are no more, and where they lead now: docs/redirects.yml."""

import html
import posixpath
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.core import Locale, Problem, Problems, Project, page_folder, parse_yaml, stop_if, write
from scripts.sources.page import Page, broken_reference
from scripts.sources.strings import read_words

REDIRECTS_FILE = "docs/redirects.yml"
_HEAD = """\
# Addresses of pages that are no more, and what took their place: `old.md: new.md` or `old.md: new.md#id`.
# `python3 -m scripts rename` and `remove` write this list; the site has a page at each of these addresses.
"""
_FORM = "Write `old.md: new.md` or `old.md: new.md#id`."
_MOVED = "This page has moved:"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_PAGE = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
{canonical}<noscript><meta http-equiv="refresh" content="0; url={address}index.html{anchor}"></noscript>
</head>
<body>
<p>{moved}</p>
<p><a href="{address}{anchor}">{title}</a></p>
<script>
// To the section that was asked for; the zip's own addresses are those of its links
const link = document.querySelector("a");
location.replace(link.href.split("#")[0] + (link.hash || location.hash));
</script>
</body>
</html>
"""


def read_redirects(project: Project) -> dict[str, str]:
    """Old page -> what took its place; empty if there is no file.

    Raises:
        Problems: it is not YAML of that form.
    """
    path = project.root / REDIRECTS_FILE
    if not path.is_file():
        return {}
    content = parse_yaml(project.text_of(path), REDIRECTS_FILE) or {}
    if not isinstance(content, dict):
        raise Problems.of(REDIRECTS_FILE, f"is a {type(content).__name__}", _FORM)
    stop_if(
        [
            Problem(REDIRECTS_FILE, f"can't read the entry '{old}'", _FORM)
            for old, new in content.items()
            if not (isinstance(old, str) and old.endswith(".md"))
            or not (isinstance(new, str) and new.partition("#")[0].endswith(".md"))
        ]
    )
    return content


def add_redirect(redirects: Mapping[str, str], old: str, new: str, *, has_sections: bool) -> dict[str, str]:
    """The list when `old` makes way for `new`; what led to `old` leads on, and a page redirects nowhere.

    Args:
        new: page.md or page.md#id.
        has_sections: the new page has the ids of the old one.
    """
    out = {}
    for name, place in {**redirects, old: new}.items():
        page, mark, id = place.partition("#")
        out[name] = place if page != old else f"{new}{mark}{id}" if has_sections else new
    return drop_redirect(out, new.partition("#")[0])


def drop_redirect(redirects: Mapping[str, str], page: str) -> dict[str, str]:
    """The list without the redirect of an address at which there is a page."""
    return {name: place for name, place in redirects.items() if name != page}


def redirects_to_yaml(redirects: Mapping[str, str], text: str = "") -> str:
    """The file; comments at the head of its former `text` stay."""
    lines = text.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    entries = "".join(f"{name}: {place}\n" for name, place in sorted(redirects.items()))
    return ("".join(lines[:first]) or _HEAD) + entries


def check_redirects(pages: Sequence[Page], project: Project) -> list[Problem]:
    """Redirects to what a language does not have, and from where there is a page.

    Raises:
        Problems: see `read_redirects`.
    """
    problems = []
    for old, place in read_redirects(project).items():
        if any(page.name == old for page in pages):
            problems.append(
                Problem(REDIRECTS_FILE, f"'{old}' redirects, and is a page", "Take the line away.")
            )
        else:
            problems += broken_reference(REDIRECTS_FILE, f"'{old}'", place, pages, project)
    return problems


def write_redirects(project: Project, site: Path) -> None:
    """A page at each old address of the finished `site`, and of its notebook; old names of its downloads.

    Raises:
        Problems: see `read_redirects`, or there is no page where one leads.
    """
    redirects, words = read_redirects(project), read_words(project)
    for locale in project.locales:
        said = words.say(_MOVED, locale.code) or _MOVED
        for redirect in redirects.items():
            _write_one(project, site, locale, redirect, said)


def _write_one(project: Project, site: Path, locale: Locale, redirect: tuple[str, str], said: str) -> None:
    name, _, id = redirect[1].partition("#")
    page, notebook, anchor = page_folder(name), page_folder(f"notebooks/{name}"), f"#{id}" if id else ""
    has_notebook = (site / locale.code / notebook / "index.html").is_file()
    olds = page_folder(redirect[0]), page_folder(f"notebooks/{redirect[0]}")
    for address, there in zip(olds, (page, notebook if has_notebook else page), strict=True):
        target = site / locale.code / there / "index.html"
        if not target.is_file():
            what = f"'{redirect[0]}' leads to '{redirect[1]}', and the site has no {locale.code}/{there}"
            raise Problems.of(REDIRECTS_FILE, what, _FORM)
        canonical = (
            f'<link rel="canonical" href="{project.url}{locale.code}/{page}">\n' if project.url else ""
        )
        text = _PAGE.format(
            lang=locale.html_lang,
            title=_title(target),
            canonical=canonical,
            address=posixpath.relpath(f"/{there}", f"/{address}") + "/",
            anchor=anchor,
            moved=html.escape(said),
        )
        write(site / locale.code / address / "index.html", text)
    old, new = redirect[0].removesuffix(".md"), name.removesuffix(".md")
    for end in ("py", "ipynb", "md"):
        file = site / locale.code / "downloads" / f"{new}.{end}"
        if file.is_file() and not anchor and new != "index":
            shutil.copyfile(file, file.with_name(f"{old}.{end}"))


def _title(page: Path) -> str:
    found = _TITLE.search(page.read_text(encoding="utf-8"))
    return found[1].strip() if found else page.parent.name
