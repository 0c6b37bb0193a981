"""The whole manual as one zip, which works from the file system: pages, search and the language switch."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from scripts.files import write
from scripts.sizes import with_sizes

NAME = "keras-manual-offline.zip"
FOLDER = "keras-manual"
"""What the zip unpacks to."""

_SHIM = Path(__file__).with_suffix(".js")
# For a server, for who builds, for who looks into Material's sources, or the same once more: the PDFs
_LEFT_OUT = re.compile(r"^runs/|(^|/)(404\.html|sitemap\.xml(\.gz)?|wordcut\.js)$|\.map$|^[^/]+\.pdf$")
_LINK = re.compile(r'(<(?:a|link|area)\b[^>]*?\shref=")([^"#?:/][^"#?:]*)')
_BESIDE = re.compile(
    rf'<a\b[^>]*\shref="(?:\.\./)+(?:{re.escape(NAME)}|[^"/:]+\.pdf)"[^>]*>(.*?)</a>', re.DOTALL
)
"""A link to what lies beside the zip, not in it."""
_BUNDLE = re.compile(r'<script [^>]*src="([^"]*)bundle\.')
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A zip has no earlier date; with one for all files the same manual gives the same bytes."""


def pack(site: Path) -> Path:
    """Write the zip of a finished site into it; its own file."""
    files: dict[str, bytes] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name == NAME or _LEFT_OUT.search(name):
            continue
        if path.suffix == ".html":
            files[name] = page(path.read_text(encoding="utf-8"), path.parent).encode()
        elif name.endswith("search/search_index.json"):
            files[name.removesuffix("on")] = index(path.read_text(encoding="utf-8")).encode()
        else:
            files[name] = path.read_bytes()
        if path.match("bundle.*.js"):
            files[path.with_name("offline.js").relative_to(site).as_posix()] = _SHIM.read_bytes()
    write(site / NAME, _zip(files))
    return site / NAME


def page(text: str, folder: Path) -> str:
    """A page in `folder` for a reader without a server: addresses name files, `offline.js` comes first."""

    def file(found: re.Match[str]) -> str:
        start, address = found.groups()
        there = folder / unquote(address)
        is_page = there.is_dir() and (there / "index.html").is_file()
        return f"{start}{address.rstrip('/')}/index.html" if is_page else found[0]

    text = _BUNDLE.sub(r'<script src="\1offline.js"></script>\g<0>', _BESIDE.sub(r"\1", text))
    return with_sizes(_LINK.sub(file, text), folder)


def index(text: str) -> str:
    """The search index as a script, which is where Material looks for it on the file system."""
    found = json.loads(text)
    for doc in found["docs"]:
        place, mark, anchor = doc["location"].partition("#")
        doc["location"] = (
            (f"{place}index.html" if place.endswith("/") or not place else place) + mark + anchor
        )
    return f"var __index = {json.dumps(found)}"


def _zip(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every machine
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()
