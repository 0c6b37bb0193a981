"""A PDF for each language, printed from the finished site, and no link to one that could not be made."""

import re
from pathlib import Path

from scripts import book, chromium
from scripts.files import keep_only, write
from scripts.project import Project


def name(project: Project, locale: str) -> str:
    """The file of a locale, at the root of the site."""
    return f"{project.pdf}-{locale}.pdf"


def write_pdfs(project: Project, site: Path) -> str:
    """Add to a finished site the PDFs that `[tool.manual] pdf` asks for.

    One whose document and whose browser are as they were is taken from build/pdf.

    Returns:
        Why there are none, in one line, after the links to them were taken out; empty if all is well.
    """
    if not project.pdf:
        return ""
    program = chromium.find_chromium()
    if program is None:
        without_pdfs(project, site)
        return f"No PDF: no Chromium on the PATH ({', '.join(chromium.NAMES)})."
    from scripts import radicals  # its pypdf takes a sixth of a second, which only printing needs

    kept = project.build / "pdf"
    browser = re.sub(r"[^0-9.]+", "-", chromium.version(program)).strip("-")
    made = {}
    try:
        for locale in project.locales:
            source = book.read(site, locale.code, project.url)
            made[locale.code] = kept / f"{source.key}-{browser}.pdf"
            if not made[locale.code].is_file():
                printed = chromium.print_pdf(program, book.document(source))
                write(made[locale.code], radicals.written(printed))
    except chromium.NotPrinted as failed:
        without_pdfs(project, site)
        return f"No PDF: {failed}."
    keep_only(kept, set(made.values()))
    for code, path in made.items():
        write(site / name(project, code), path.read_bytes())
    return ""


def without_pdfs(project: Project, site: Path) -> None:
    """Take the links to the PDFs out of the home pages, each with the item of the list that it stands in."""
    if not project.pdf:
        return
    file = "|".join(re.escape(name(project, locale.code)) for locale in project.locales)
    item = re.compile(rf'<li>(?:(?!</?li>).)*?href="[^"]*(?:{file})"(?:(?!</?li>).)*</li>\n?', re.DOTALL)
    for locale in project.locales:
        home = site / locale.code / "index.html"
        if home.is_file():
            write(home, item.sub("", home.read_text(encoding="utf-8")))
