"""A page made of a notebook: its code becomes a program, its prose the page of its language."""

import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from scripts.authoring import create
from scripts.authoring.import_cells import Imported, code_cell
from scripts.authoring.import_prose import Prose, description
from scripts.checks import UNDESCRIBED, UNTRANSLATED
from scripts.core import Problem, Problems, Project, did_you_mean, stop_if
from scripts.sources import HAN

_LETTER = re.compile(r"[^\W\d_]")
_FROM_NOTICE = {
    "zh": ("尚未翻译", "本页正文还没有译成中文；代码与输出都已齐全。"),
    "en": (
        "Not translated yet",
        "The text of this page still waits for its translation; code and output are whole.",
    ),
}


@dataclass
class Chapter:
    """What was read of a notebook."""

    parts: list[str | Imported] = field(default_factory=list)
    """In order: prose with ids, and cells."""
    title: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Wanted:
    """What is asked of a new page."""

    id: str
    titles: Mapping[str, str] = field(default_factory=dict)
    """Locale -> title; where there is none, the notebook's own."""
    after: str = ""
    language: str = ""
    """Of the notebook's prose; empty to guess it."""


def from_notebook(project: Project, file: Path, wanted: Wanted) -> tuple[list[Path], list[str]]:
    """Make a page of a notebook; the files that were written, and what its author should look at.

    The pages of other languages are skeletons: the same headings and cells, with the text marked.

    Raises:
        Problems: the name can't be, the notebook can't be read, or it holds what a page or a program
            can't; nothing was changed.
    """
    stop_if(create.bad_name(project, wanted.id))
    book = _read(file)
    own = _language(project, book, file.name, wanted.language)
    chapter, problems = _chapter(book, file.name)
    title = wanted.titles.get(own) or chapter.title
    titles = {locale.code: wanted.titles.get(locale.code) or title for locale in project.locales}
    stop_if(problems + create.bad_titles(project, titles))
    files = {project.snippets / f"{wanted.id}.py": _program(chapter)}
    for locale in project.locales:
        skeleton_in = locale.code if locale.code != own else ""
        has_title = not skeleton_in or bool(wanted.titles.get(locale.code))
        lines = _page(chapter, (wanted.id, titles[locale.code]), skeleton_in, has_title=has_title)
        files[project.docs / locale.code / f"{wanted.id}.md"] = lines
    return create.add(project, wanted.id, files, wanted.after), chapter.remarks


def _read(file: Path) -> Any:
    if not file.is_file():
        raise Problems.of("", f"there is no file {file.absolute()}", "Give the notebook's path.")
    try:
        with warnings.catch_warnings():  # an old notebook lacks ids of cells, which no page needs
            warnings.simplefilter("ignore")
            book = nbformat.read(file, as_version=4)
    except (nbformat.ValidationError, ValueError, AttributeError) as wrong:
        said = str(wrong).splitlines()[0][:200]
        raise Problems.of(file.name, f"is no notebook: {said}", "Save it in Jupyter as .ipynb.") from wrong
    language = book.metadata.get("kernelspec", {}).get("language", "python")
    if language.lower() != "python":
        raise Problems.of(file.name, f"is a notebook of {language}", "Programs here are Python.")
    return book


def _language(project: Project, book: Any, name: str, given: str) -> str:
    """The locale of the prose: as given, else by the share of Chinese in its letters."""
    known = [locale.code for locale in project.locales]
    if given:
        if given not in known:
            raise Problems.of("", f"no language '{given}' in this manual", did_you_mean(given, known))
        return given
    prose = "".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    letters = len(_LETTER.findall(prose))
    if not letters:
        raise Problems.of(name, "has no prose to know its language by", "Say it: --language zh or en.")
    guess = "zh" if sum(map(len, HAN.findall(prose))) > letters / 10 else "en"
    if guess not in known:
        raise Problems.of(name, "is in a language that can't be guessed", f"Say it: --language {known[0]}")
    return guess


def _chapter(book: Any, name: str) -> tuple[Chapter, list[Problem]]:
    chapter, prose, problems = Chapter(), Prose(), []
    names: list[str] = []
    for number, cell in enumerate(book.cells, 1):
        where = f"{name}, cell {number}"
        if cell.cell_type == "markdown":
            text, found = prose.read(cell, where)
            chapter.parts += [text] if text else []
        elif cell.cell_type == "code" and cell.source.strip():
            made, found = code_cell(cell, where, prose.heading, names)
            chapter.parts += [made] if made.code else []
            chapter.remarks += made.remarks
            prose.heading = ""
        else:
            found = []
        problems += found
    chapter.title = prose.title
    chapter.remarks += prose.remarks
    made_of = [part for part in chapter.parts if isinstance(part, Imported)]
    if not made_of:
        problems.append(Problem(name, "has no code", "Write such a page with: python3 -m scripts new"))
    if not any("set_random_seed" in part.code for part in made_of):
        chapter.remarks.append(
            "the program sets no seed: keras.utils.set_random_seed(1) before the first model"
        )
    return chapter, problems


def _program(chapter: Chapter) -> str:
    cells = [part.text for part in chapter.parts if isinstance(part, Imported)]
    return "\n".join([create.SETUP, *cells])


def _page(chapter: Chapter, heading: tuple[str, str], skeleton_in: str, *, has_title: bool) -> str:
    """The page; in the language `skeleton_in`, if there is one, each text is marked as not translated.

    Args:
        heading: the page's id and title.
        has_title: the title is in the page's language.
    """
    id, title = heading
    about = create.yaml_scalar(description(_texts(chapter.parts)) or title)
    head = ["---", f"title: {create.yaml_scalar(title)}"]
    head += [f"description: {about}{f'  # {UNTRANSLATED}' if skeleton_in else ''}", "---", ""]
    head += [] if has_title else [UNTRANSLATED, ""]
    head += [f"# {title} {{#{id}}}", "", *(_notice(skeleton_in) if skeleton_in else [])]
    body: list[str] = []
    for part in chapter.parts:
        if isinstance(part, str):
            body += [f"{UNTRANSLATED}\n\n{part}" if skeleton_in else part, ""]
        elif "remove-cell" not in part.tags:
            body += [f'```run src="{id}.py#{part.name}"', *[f"alt: {UNDESCRIBED}"] * part.pictures, "```", ""]
    return "\n".join([*head, *body]).rstrip("\n") + "\n"


def _notice(locale: str) -> list[str]:
    title, text = _FROM_NOTICE.get(locale, _FROM_NOTICE["en"])
    return [f'!!! warning "{title}"', f"    {text}", ""]


def _texts(parts: Sequence[str | Imported]) -> list[str]:
    return [part for part in parts if isinstance(part, str)]
