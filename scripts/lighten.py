"""The built pages, lighter: what a reader does not see, or can't use, goes."""

import re
from pathlib import Path

from scripts.files import write
from scripts.styles import Used, read_used, without_unused

# Pygments' classes of names, signs and white space: code is coloured by what stands out from them
_PLAIN = re.compile(r'<span class="(?:n|nn|nb|bp|na|p|o|w)">([^<]*)</span>')
_AS_IT_IS = re.compile(r"(<(pre|script|textarea|style)\b.*?</\2>)", re.DOTALL)
_LINES = re.compile(r"\s*\n\s*")
_COMMENT = re.compile(r"^\s*(?://.*)?\n?", re.MULTILINE)
_LATER = re.compile(r"md-search[\w-]*")
"""Classes of elements that the search's script makes once it is there."""


def lighten(site: Path) -> None:
    """Make the pages and style sheets of a site that stands lighter; what they show is the same."""
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        write(path, page(path.read_text(encoding="utf-8")))
    used = read_used(pages, site.glob("*/assets/*.js"))
    for assets in sorted(site.glob("*/assets")):
        _styles(assets, used)
        for path in sorted(assets.glob("*.js")):
            write(path, script(path.read_text(encoding="utf-8")))


def page(html: str) -> str:
    """A page without spans that style nothing, and without blank lines outside of code."""
    html = _PLAIN.sub(r"\1", html).replace("<pre><span></span>", "<pre>")
    parts = _AS_IT_IS.split(html)  # text, as it is, its tag, text, …
    return "".join(
        _LINES.sub("\n", part) if number % 3 == 0 else part
        for number, part in enumerate(parts)
        if number % 3 != 2
    )


def script(text: str) -> str:
    """A script of ours without indents, blank lines and lines that are comments."""
    return _COMMENT.sub("", text)


def _styles(assets: Path, used: Used) -> None:
    paths = sorted(assets.rglob("*.css"))
    bundles = [path.read_text(encoding="utf-8") for path in assets.glob("javascripts/bundle.*.js")]
    used = used.with_words({name for bundle in bundles for name in _LATER.findall(bundle)})
    # a class that Material's script sets for old browsers is a state that all know by now
    sheets = [path.read_text(encoding="utf-8").replace(".focus-visible", ":focus-visible") for path in paths]
    for path, sheet in zip(paths, without_unused(sheets, used), strict=True):
        write(path, sheet)
