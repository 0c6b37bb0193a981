"""The sitemap of a finished site, from what its pages say of themselves."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from bs4 import BeautifulSoup

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def sitemap(site: Path, url: str) -> str:
    """Every page of the site at `url` that is nobody's copy, with the same page in other languages.

    No dates: that of a run is not that of the prose, and a wrong one keeps search engines away.
    """
    return _HEAD + "".join(_entries(site, url)) + "</urlset>\n"


def _entries(site: Path, url: str) -> Iterator[str]:
    for path in sorted(site.rglob("index.html")):
        head = BeautifulSoup(path.read_text(encoding="utf-8").partition("</head>")[0], "html.parser")
        canonical = head.select_one("link[rel~=canonical]")
        own = url + path.parent.relative_to(site).as_posix().removeprefix(".")
        if canonical is None or str(canonical["href"]).rstrip("/") != own.rstrip("/"):
            continue
        others = [
            (link["hreflang"], escape(str(link["href"])))
            for link in head.select("link[rel~=alternate][hreflang]")
        ]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{at}"/>\n' for code, at in others
        )
        yield f"<url>\n<loc>{escape(str(canonical['href']))}</loc>\n{links}</url>\n"
