"""What readers take along of the manual as text: each page as Markdown, llms.txt and llms-full.txt."""

import posixpath
from collections.abc import Mapping, Sequence

from scripts.core import Locale, Project, Run, keep_only, page_address, resolve_link, write
from scripts.rendering import (
    CellIndex,
    Link,
    RenderContext,
    expand_lists,
    lists_on,
    page_to_markdown,
    to_plain_markdown,
)
from scripts.sources import Page, Snippet
from scripts.staging.downloads import datasets
from scripts.staging.tree import fill_values, join_lines
from scripts.store import offer_runs


def write_exports(
    project: Project,
    manners: Sequence[RenderContext],
    pages: Sequence[Page],
    snippets: Mapping[str, Snippet],
    runs: Mapping[str, Run],
) -> None:
    """Write build/take: what the finished site holds beside the pages, by the same paths; the runs too.

    Args:
        pages: of all locales, in the order in which they are read.
    """
    files: dict[str, str | bytes] = {
        "llms.txt": languages(project),
        **offer_runs(project, snippets, runs),
        **_data(project, runs),
    }
    for manner in manners:
        locale = project.locale(manner.locale)
        full, own = [], [page for page in pages if page.locale == locale]
        for page in own:
            lines = fill_values(page, runs)
            if lists_on(page):
                lines = expand_lists(lines, CellIndex(own, snippets, runs, manner, project))
            lines = join_lines(page_to_markdown(page, lines, snippets, runs, manner), locale)
            files[f"{locale.code}/downloads/{page.name}"] = _text(lines, _link(project, page, ""))
            full.append(_text(lines, _link(project, page, "downloads/")))
        files[f"{locale.code}/llms-full.txt"] = "\n\n".join(full)
        files[f"{locale.code}/llms.txt"] = llms(project, locale, own, manner)
    folder = project.build / "take"
    paths = {folder / name: text for name, text in files.items()}
    for path, text in paths.items():
        write(path, text)
    keep_only(folder, set(paths))


def _data(project: Project, runs: Mapping[str, Run]) -> dict[str, bytes]:
    """The data sets that a run read: both languages offer the same file."""
    names = sorted({name for run in runs.values() for name in datasets(run, project)})
    return {f"downloads/{name}": (project.snippets / "data" / name).read_bytes() for name in names}


def llms(project: Project, locale: Locale, pages: Sequence[Page], manner: RenderContext) -> str:
    """The pages of one language in the form of llmstxt.org."""
    base = f"{project.url}{locale.code}/" if project.url else ""
    others = [
        f"- [{other.site['site_name']}]({project.url or '../'}{other.code}/llms.txt): {other.name}"
        for other in project.locales
        if other is not locale
    ]
    return "\n".join(
        [
            f"# {locale.site['site_name']}",
            "",
            f"> {locale.site['site_description']}",
            "",
            f"## {manner.label('Chapters')}",
            "",
            *(
                f"- [{page.title}]({base}downloads/{page.name}): {page.about.get('description', '')}"
                for page in pages
            ),
            "",
            "## Optional",  # a word of the form, not of the language
            "",
            f"- [llms-full.txt]({base}llms-full.txt): {manner.label('all chapters in one file')}",
            *others,
            "",
        ]
    )


def languages(project: Project) -> str:
    """The llms.txt of the site's root: each language's own."""
    names = [locale.site["site_name"] for locale in project.locales]
    lines = [f"# {' · '.join(names)}"]
    for locale in project.locales:
        base = f"{project.url}{locale.code}/"
        lines += [
            "",
            f"## {locale.name}",
            "",
            f"- [llms.txt]({base}llms.txt): {locale.site['site_description']}",
            f"- [llms-full.txt]({base}llms-full.txt)",
        ]
    return "\n".join([*lines, ""])


def _text(lines: Sequence[str], link: Link) -> str:
    return "\n".join(to_plain_markdown(lines, link)).strip("\n") + "\n"


def _link(project: Project, page: Page, below: str) -> Link:
    """Addresses of pages on the published site, or of the files beside this one.

    A file has no ids to lead to, so that a link into one of its own sections is words alone.

    Args:
        below: where the files are, for a reader at the site's top; empty for one beside this file.
    """

    def link(name: str, anchor: str) -> str:
        if not name and not project.url:
            return ""
        base = f"{project.url}{page.locale.code}/" if project.url else ""
        there = resolve_link(page.name, name)
        if project.url:
            return f"{base}{page_address(there)}{anchor}"
        own = f"downloads/{posixpath.dirname(page.name)}"
        if there.startswith("downloads/"):
            return there if below else posixpath.relpath(there, own)
        return below + there if below else name

    return link
