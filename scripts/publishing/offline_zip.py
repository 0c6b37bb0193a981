"""The whole manual as one zip, which works from the file system: pages, search and the language switch."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from scripts.core import write
from scripts.publishing.download_sizes import add_sizes

ZIP_ENDING = "-offline.zip"
"""After the manual's name, which is also the folder that it unpacks to."""

# For a server, for who builds, for who looks into Material's sources, or the same once more: zip and PDFs
_LEFT_OUT = re.compile(r"^runs/|(^|/)(404\.html|sitemap\.xml(\.gz)?)$|\.map$|^[^/]+\.(?:pdf|zip)$")
_LINK = re.compile(r'(<(?:a|link|area)\b[^>]*?\shref=")([^"#?:/][^"#?:]*)')
_BESIDE = re.compile(r'<a\b[^>]*\shref="(?:\.\./)+[^"/:]+\.(?:pdf|zip)"[^>]*>(.*?)</a>', re.DOTALL)
"""A link to what lies beside the zip, not in it."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A zip has no earlier date; with one for all files the same manual gives the same bytes."""


def pack_offline_zip(site: Path, name: str) -> Path:
    """Write the zip of a finished site into it; its own file.

    Args:
        name: of the manual: `keras-manual` makes keras-manual-offline.zip.
    """
    files: dict[str, bytes] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        inside = path.relative_to(site).as_posix()
        if _LEFT_OUT.search(inside):
            continue
        if path.suffix == ".html":
            files[inside] = offline_page(path.read_text(encoding="utf-8"), path.parent).encode()
        else:
            files[inside] = path.read_bytes()
    made = site / f"{name}{ZIP_ENDING}"
    write(made, _zip(files, name))
    return made


def offline_page(text: str, folder: Path) -> str:
    """A page in `folder` for a reader without a server: addresses name files."""

    def file(found: re.Match[str]) -> str:
        start, address = found.groups()
        there = folder / unquote(address)
        is_page = there.is_dir() and (there / "index.html").is_file()
        return f"{start}{address.rstrip('/')}/index.html" if is_page else found[0]

    return add_sizes(_LINK.sub(file, _BESIDE.sub(r"\1", text)), folder)


def _zip(files: Mapping[str, bytes], folder: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every machine
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()
