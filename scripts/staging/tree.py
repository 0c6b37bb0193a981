"""Pages and runs become plain trees that a site builder reads, one a locale."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.core import Locale, Project, Run, keep_only, page_folder, path_to_top, write
from scripts.rendering import (
    CellIndex,
    RenderContext,
    card_path,
    draw_card,
    expand_lists,
    lists_on,
    make_notebook,
)
from scripts.sources import HAN, THIS_PAGE, Page, Snippet, fenced_lines, format_value
from scripts.staging.downloads import chapter_card, download_program

_CJK = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_SHARED = r"\u2014\u2018\u2019\u201c\u201d\u2026"  # dashes, quotes and dots that English has too
_BETWEEN = re.compile(f"[{_CJK}]\n[{_CJK}]")
_BETWEEN_IN_CHINESE = re.compile(f"[{_CJK}{_SHARED}]\n[{_CJK}{_SHARED}]")
_WHY_NOT = re.compile(r'\s+not-run="(?:[^"\\]|\\.)*"')
_MARKDOWN = re.compile(r"[^\w ]|_")
_NUMBER = re.compile(r"[-+]?[\d,.]*\d%?")

NOT_RUN = "…"
"""Stands for a value whose program was not run."""


@dataclass(frozen=True)
class Staged:
    """A tree under build/, and what a site builder must be told of it."""

    locale: Locale
    docs: Path
    manner: RenderContext
    headings: Mapping[str, Sequence[str]]
    """Page -> ids of its headings in order, for the chapter's notebook."""
    glossary: str
    """The page that lists the terms; empty if there is none."""


@dataclass
class Built:
    """What a site builder needs, and where the time went."""

    snippets: Mapping[str, Snippet]
    runs: Mapping[str, Run]
    pages: Sequence[Page]
    """Of all locales, as a reader goes through them."""
    staged: Sequence[Staged]
    seconds: dict[str, float] = field(default_factory=dict)
    """Step -> seconds: the import, each run that was made, staging."""


def stage_tree(
    project: Project,
    manner: RenderContext,
    pages: Sequence[Page],
    snippets: Mapping[str, Snippet],
    runs: Mapping[str, Run],
) -> Staged:
    """Write build/<locale>: pages with values filled in, programs, notebooks; all other files as they are.

    Only what changed is written, so that a server which watches the tree rests.
    """
    locale = project.locale(manner.locale)
    target = project.build / locale.code
    book = CellIndex(pages, snippets, runs, manner, project)
    files: dict[Path, str | bytes] = {}
    for path in sorted((project.docs / locale.code).rglob("*")):
        if path.is_file() and path.suffix != ".md":
            files[target / path.relative_to(project.docs / locale.code)] = path.read_bytes()
    for name in project.downloads:
        files[target / "downloads" / Path(name).name] = (project.root / name).read_bytes()
    for page in pages:
        if page.chapter in runs:
            files[target / "downloads" / page.chapter] = download_program(snippets[page.chapter], locale.code)
            text = notebook_text(page, snippets[page.chapter], runs, manner)
            for folder in ("notebooks", "downloads"):
                files[target / folder / page.notebook] = text
        if project.url:  # a card is found by its whole address alone
            files[target / card_path(page.name)] = draw_card(page, manner)
        files[target / page.name] = page_text(page, book)
    for path, content in files.items():
        write(path, content)
    keep_only(target, set(files))
    headings = {page.name: [heading.id for heading in page.headings] for page in pages}
    terms_page = next((page.name for page in pages if "glossary" in lists_on(page)), "")
    return Staged(locale, target, manner, headings, terms_page)


def page_text(page: Page, book: CellIndex) -> str:
    """A page as a site builder reads it."""
    lines = _notices(page, _origins(page, fill_values(page, book.runs)), book.manner, book.project)
    lines = _listed(page, _with_card(page, lines, book.runs, book.manner, book.project), book)
    return "\n".join(join_lines(lines, page.locale)) + "\n"


def notebook_text(page: Page, snippet: Snippet, runs: Mapping[str, Run], manner: RenderContext) -> str:
    """The notebook of a chapter, as JSON."""
    notebook = make_notebook(page, fill_values(page, runs), snippet, runs[snippet.name], manner)
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def fill_values(page: Page, runs: Mapping[str, Run]) -> list[str]:
    """The page's lines with each value in its place, or NOT_RUN."""
    lines = list(page.lines)
    for value in page.values:
        number = int(value.where.rpartition(":")[2]) - 1
        run = runs.get(value.snippet)
        in_fence = any(fence.start < number < fence.end for fence in page.fences)  # its text is no Markdown
        text = NOT_RUN
        if run:
            text = format_value(value, run.values[value.name])
            text = text if in_fence else escape_value(text)
        lines[number] = lines[number].replace(value.text, text, 1)
    return lines


def escape_value(text: str) -> str:
    """The text in Markdown, as nothing but itself; a number stays readable."""
    return text if _NUMBER.fullmatch(text) else _MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", text)


def join_lines(lines: Sequence[str], locale: Locale) -> list[str]:
    """Lines of a Chinese paragraph on one line: browsers show a line feed between characters as a space.

    A mark that English has too is Chinese on a page in Chinese, beside a Chinese character.
    """
    out: list[str] = []
    code = fenced_lines(lines)
    for number, line in enumerate(lines):
        after_text = out and number not in code and number - 1 not in code
        text = line.lstrip()
        between = _BETWEEN
        if locale.is_chinese and after_text and HAN.search(out[-1] + text):
            between = _BETWEEN_IN_CHINESE
        if after_text and text and between.fullmatch(f"{out[-1][-1:]}\n{text[0]}"):
            out[-1] += text
        else:
            out.append(line)
    return out


def _origins(page: Page, lines: Sequence[str]) -> list[str]:
    """Each fence says where it comes from, so that an error can name page and line under any site builder."""
    staged = list(lines)
    for number, fence in enumerate(page.fences, 1):
        head = staged[fence.start]
        staged[fence.start] = head.replace("run ", f'run at="{fence.where}" number="{number}" ', 1)
    for number, _ in page.not_run:
        staged[number] = _WHY_NOT.sub("", staged[number])
    return staged


def _notices(page: Page, lines: Sequence[str], manner: RenderContext, project: Project) -> list[str]:
    """Under the heading of each section that is behind its twin, what says so and leads there."""
    noted = list(lines)
    label = manner.html("This section is behind; what is up to date is in")
    for heading in reversed(page.headings):
        if code := page.behind.get(heading.id):
            twin, below, lead = project.locale(code), heading.below, heading.lead
            href = f"{path_to_top(page.name)}../{code}/{page_folder(page.name)}#{heading.id}"
            lang, name = html.escape(twin.html_lang), html.escape(twin.name)
            link = f'<a href="{href}" lang="{lang}" hreflang="{lang}">{name}</a>'
            notice = ["", f"{label} {link}", "{ .behind data-search-exclude }", ""]
            noted[below:below] = [f"{lead}{line}".rstrip() for line in notice]
    return noted


def _with_card(
    page: Page, lines: Sequence[str], runs: Mapping[str, Run], manner: RenderContext, project: Project
) -> list[str]:
    """Under the title of a chapter, what ran it, when, how long, and its downloads."""
    title = next((heading for heading in page.headings if heading.level == 1), None)
    if title is None or page.chapter not in runs:
        return list(lines)
    below = title.below
    up = "../" * page.name.count("/")  # from a page in a folder of its own
    view = f"[{manner.html('This chapter as a notebook')}]({up}notebooks/{page.notebook})"
    offered = chapter_card(page, runs[page.chapter], project, manner)
    return [*lines[:below], *offered, *lines[below:], "", view, "{ .run-end }"]


def _listed(page: Page, lines: Sequence[str], book: CellIndex) -> list[str]:
    """The lists in their places; a page without one says its name, so that terms on it can be marked."""
    if lists_on(page):
        return expand_lists(lines, book)
    return [*lines, "", f"[{THIS_PAGE}]: {page.name}"] if book.manner.terms.terms else list(lines)
