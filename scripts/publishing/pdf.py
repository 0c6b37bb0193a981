"""A PDF for each language, printed from the finished site, and no link to one that could not be made."""

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from scripts.core import Locale, Project, keep_only, write
from scripts.publishing import chromium, print_document

_CODE = [Path(__file__).with_name(f"{name}.py") for name in ("pdf", "print_document", "chromium", "pdf_text")]
"""All that makes a PDF; the styles are part of its source."""
_DATE = re.compile(rb"\(D:\d{14}\+00'00'\)")


def pdf_name(project: Project, locale: str) -> str:
    """The file of a locale, at the root of the site."""
    return f"{project.pdf}-{locale}.pdf"


def write_pdfs(project: Project, site: Path) -> str:
    """Add to a finished site the PDFs that `[tool.manual] pdf` asks for.

    One whose document, browser and code are as they were is taken from build/pdf.

    Returns:
        Why there are none, in one line, after the links to them were taken out; empty if all is well.
    """
    if not project.pdf:
        return ""
    program = chromium.find_chromium()
    if program is None:
        remove_pdf_links(project, site)
        return f"No PDF: no Chromium on the PATH ({', '.join(chromium.CHROMIUM_NAMES)})."
    kept = project.build / "pdf"
    browser = re.sub(r"[^0-9.]+", "-", chromium.version(program)).strip("-")
    code = hashlib.sha256(b"".join(path.read_bytes() for path in _CODE)).hexdigest()[:8]
    epoch = "" if project.epoch is None else f"-{project.epoch}"

    def make(locale: Locale) -> tuple[str, Path]:
        source = print_document.read_site(site, locale.code, project.url)
        path = kept / f"{source.key}-{code}-{browser}{epoch}.pdf"
        if not path.is_file():
            write(path, _printed(program, source, project.epoch))
        return locale.code, path

    try:
        with ThreadPoolExecutor(project.workers) as pool:  # a browser each: half the time on two cores
            made = dict(pool.map(make, project.locales))
    except chromium.NotPrinted as failed:
        remove_pdf_links(project, site)
        return f"No PDF: {failed}."
    keep_only(kept, set(made.values()))
    for code, path in made.items():
        write(site / pdf_name(project, code), path.read_bytes())
    return ""


def _printed(program: str, source: print_document.Source, epoch: int | None) -> bytes:
    """The PDF of a locale: printed twice, since only a printed document tells the pages of its contents."""
    from scripts.publishing import pdf_text  # its pypdf takes a sixth of a second, which only printing needs

    numbers = pdf_text.page_numbers(chromium.print_pdf(program, print_document.printable_document(source)))
    made = chromium.print_pdf(program, print_document.printable_document(source, numbers))
    return pdf_text.restore_characters(made if epoch is None else _dated(made, epoch))


def _dated(pdf: bytes, epoch: int) -> bytes:
    """The PDF as if it had been made at `epoch`; a date is as long as any other, so that no place moves."""
    at = datetime.fromtimestamp(epoch, UTC).strftime("%Y%m%d%H%M%S").encode()
    return _DATE.sub(b"(D:%b+00'00')" % at, pdf)


def remove_pdf_links(project: Project, site: Path) -> None:
    """Take the links to the PDFs out of the home pages, each with the item of the list that it stands in."""
    if not project.pdf:
        return
    file = "|".join(re.escape(pdf_name(project, locale.code)) for locale in project.locales)
    item = re.compile(rf'<li>(?:(?!</?li>).)*?href="[^"]*(?:{file})"(?:(?!</?li>).)*</li>\n?', re.DOTALL)
    for locale in project.locales:
        home = site / locale.code / "index.html"
        if home.is_file():
            write(home, item.sub("", home.read_text(encoding="utf-8")))
