"""The files of a new page: its program, one page a language, and its place in the navigation."""

import importlib.util
import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from scripts.checks import check_languages, check_order, check_orphans, demanded_problems, read_sources
from scripts.core import Problem, Problems, Project, did_you_mean, stop_if, write_all
from scripts.rendering import missing_characters
from scripts.sources import (
    NAVIGATION_FILE,
    REDIRECTS_FILE,
    Page,
    add_to_navigation,
    drop_redirect,
    read_redirects,
    redirects_to_yaml,
)

RESERVED = ("index", "readme", "notebooks", "downloads", "assets", "search")
"""Addresses that a site has for other things."""
SETUP = '# %% setup tags=["remove-cell"]\nimport os\n\nos.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"\n'
_TEMPLATES = Path(__file__).parent / "templates"
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ABOUT = {
    "zh": "{}：一个小模型，构建本站时运行过。",
    "en": "{}: a small model, run when this site was built.",
}


def bad_name(project: Project, id: str) -> list[Problem]:
    """Why no new page can have this name; empty if it can."""
    if not _ID.fullmatch(id):
        near = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-0123456789") or "my-page"
        fix = f"Use small letters, digits and hyphens, a letter first: '{near}'."
        return [Problem("", f"'{id}' can't be the name of a page", fix)]
    if id in RESERVED:
        return [Problem("", f"'{id}' is an address of something else in the site", "Choose another name.")]
    if there := [path for path in places(project, id) if path.exists()]:
        return [Problem(project.name_of(there[0]), "is there already", "Choose another name, or edit it.")]
    if importlib.util.find_spec(id):
        what = f"'{id}' is the name of a Python module, which snippets/{id}.py would stand in the way of"
        return [Problem("", what, f"Add a word: '{id}-page'.")]
    return []


def bad_titles(project: Project, titles: Mapping[str, str]) -> list[Problem]:
    """Languages without a title, and titles that no page can have."""
    problems = []
    for locale in project.locales:
        title, flag = titles.get(locale.code, ""), f"--title-{locale.code}"
        if not title.strip():
            problems.append(Problem("", f"no title in {locale.name}", f'Give it: {flag} "…"'))
        elif "\n" in title or title != title.strip() or re.search(r"[`{}<>]", title):
            fix = f"Give {flag} one line of plain words."
            problems.append(Problem("", f"the title in {locale.name} can't be a heading: {title!r}", fix))
        else:
            card_of = Page("", flag, locale, (), {"title": title})
            problems += missing_characters([card_of])
    return problems


def places(project: Project, id: str) -> list[Path]:
    """Where a page's files are: the program, then the page of each language."""
    pages = [project.docs / locale.code / f"{id}.md" for locale in project.locales]
    return [project.snippets / f"{id}.py", *pages]


def existing(project: Project, id: str) -> str:
    """The name of a page that must be there; `id` may end in .md.

    Raises:
        Problems: there is none, or it is the home page, which stays.
    """
    name = id.removesuffix(".md")
    known = {path.stem for locale in project.locales for path in (project.docs / locale.code).glob("*.md")}
    if name not in known:
        raise Problems.of("", f"there is no page '{name}'", did_you_mean(name, known))
    if name == "index":
        raise Problems.of("", "the home page is where a site begins", "Edit docs/*/index.md instead.")
    return name


def new(project: Project, id: str, titles: Mapping[str, str], after: str = "") -> list[Path]:
    """Make a page of a small model, with its program and its entry; the files that were written.

    Args:
        titles: by locale.
        after: the page in the navigation that it comes after; without one it is the last.

    Raises:
        Problems: the name, a title or the place can't be; nothing was changed.
    """
    stop_if(bad_name(project, id) + bad_titles(project, titles))
    files = {project.snippets / f"{id}.py": (_TEMPLATES / "snippet.txt").read_text(encoding="utf-8")}
    for locale in project.locales:
        template = _TEMPLATES / f"{locale.code}.md"
        if not template.is_file():
            fix = "Write one as the others are."
            raise Problems.of(
                f"scripts/authoring/templates/{locale.code}.md", f"no new page in {locale.name} is there", fix
            )
        title, about = titles[locale.code], _ABOUT[locale.code].format(titles[locale.code])
        said = {"TITLE": yaml_scalar(title), "DESCRIPTION": yaml_scalar(about), "HEADING": title, "ID": id}
        text = template.read_text(encoding="utf-8")
        words = re.compile(rf"\b({'|'.join(said)})\b")
        filled = (said.get(part, part) for part in words.split(text))
        files[project.docs / locale.code / f"{id}.md"] = "".join(filled)
    return add(project, id, files, after)


def add(project: Project, id: str, files: Mapping[Path, str], after: str = "") -> list[Path]:
    """Write the files of a page, its entry in the navigation, and no redirect from its address.

    Raises:
        Problems: something in the files, or the place, is wrong; nothing was changed.
    """
    stop_if(problems_if_written(project, files))
    settings = project.root / NAVIGATION_FILE
    entry = add_to_navigation(
        project.text_of(settings), f"{id}.md", f"{after.removesuffix('.md')}.md" if after else ""
    )
    changes = {**files, settings: entry, **redirects_without(project, id)}
    write_all(changes)
    return list(changes)


def redirects_without(project: Project, id: str) -> dict[Path, str]:
    """The list of redirects as it has to be when there is a page `id`, if that changes it."""
    path, found = project.root / REDIRECTS_FILE, read_redirects(project)
    if f"{id}.md" not in found:
        return {}
    return {path: redirects_to_yaml(drop_redirect(found, f"{id}.md"), project.text_of(path))}


def problems_if_written(project: Project, files: Mapping[Path, str]) -> list[Problem]:
    """What the engine would find wrong with a page's files, had they been written."""
    with tempfile.TemporaryDirectory() as folder:
        trial = replace(project, root=Path(folder).resolve())
        write_all({trial.root / path.relative_to(project.root): text for path, text in files.items()})
        sources = read_sources(trial)
        problems, pages, snippets = demanded_problems(sources), sources.pages, sources.snippets
    problems += check_languages(pages, trial) + check_orphans(pages, snippets, trial)
    return problems + check_order(pages, snippets)


def yaml_scalar(text: str) -> str:
    """The text as a value in YAML: bare where that says the same."""
    try:
        is_bare = yaml.safe_load(f"key: {text}") == {"key": text}
    except yaml.YAMLError:
        is_bare = False
    return text if is_bare else json.dumps(text, ensure_ascii=False)
