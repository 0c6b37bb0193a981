"""How large a download is, after each link to one that asks for it: `<a data-size href="all.zip">`."""

import re
from pathlib import Path

from scripts.core import Problem, stop_if, write

_LINK = re.compile(
    r'(?P<link><a\b(?=[^>]*\sdata-size\b)[^>]*\shref="(?P<address>[^"#?]+)"[^>]*>.*?</a>)'
    r'(?: <span class="size">.*?</span>)?',
    re.DOTALL,
)


def write_download_sizes(site: Path) -> None:
    """Write the sizes into all pages of a finished site.

    Raises:
        Problems: a link leads to no file.
    """
    problems = []
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(site).as_posix()
        problems += [
            Problem(where, f"no file {address} to tell the size of", "Fix the link that has data-size.")
            for address in (found["address"] for found in _LINK.finditer(text))
            if not (path.parent / address).is_file()
        ]
        write(path, add_sizes(text, path.parent))
    stop_if(problems)


def add_sizes(text: str, folder: Path) -> str:
    """The HTML of a page in `folder`, with the size of each file that is there."""

    def sized(found: re.Match[str]) -> str:
        file = folder / found["address"]
        size = f' <span class="size">({format_size(file.stat().st_size)})</span>' if file.is_file() else ""
        return found["link"] + size

    return _LINK.sub(sized, text)


def format_size(count: int) -> str:
    """A number of bytes as a reader wants it: `3.4 MB`, `215 KB`."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"
