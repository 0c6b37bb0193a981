"""A page gets another name, or goes: no link dangles, and its published address leads on."""

from pathlib import Path

from scripts.authoring.create import bad_name, existing, places
from scripts.authoring.mentions import Mention, find_mentions, with_links_led_to, with_page_renamed
from scripts.core import Problem, Problems, Project, did_you_mean, stop_if, write_all
from scripts.sources import (
    NAVIGATION_FILE,
    REDIRECTS_FILE,
    add_redirect,
    read_page,
    read_redirects,
    redirects_to_yaml,
    remove_from_navigation,
    rename_in_navigation,
)


def rename(project: Project, old: str, new: str) -> list[Path]:
    """Give a page another name, in every language, and all that names it; the files that changed.

    Raises:
        Problems: there is no page `old`, or there can be none called `new`; nothing was changed.
    """
    old = existing(project, old)
    stop_if(bad_name(project, new))
    changed = with_page_renamed(project, old, new)
    changes: dict[Path, str | None] = dict(changed)
    for before, after in zip(places(project, old), places(project, new), strict=True):
        if before.is_file():
            changes[after] = changed.get(before, project.text_of(before))
            changes[before] = None
    settings = project.root / NAVIGATION_FILE
    changes[settings] = rename_in_navigation(project.text_of(settings), f"{old}.md", f"{new}.md")
    changes |= _redirected(project, f"{old}.md", f"{new}.md", has_sections=True)
    write_all(changes)
    return list(changes)


def remove(project: Project, id: str, to: str = "") -> list[Path]:
    """Take a page away, in every language; the files that changed.

    Args:
        to: page.md or page.md#id, where links to the page and its published address shall lead.
            Without it there must be no link, and the address leads to the home page.

    Raises:
        Problems: there is no such page, `to` leads nowhere, or others still need it; nothing was changed.
    """
    id = existing(project, id)
    target = _target(project, id, to) if to else ""
    own = places(project, id)
    stop_if(
        [
            Problem(f"{project.name_of(found.path)}:{found.line}", _needed(found), _fix(found, target))
            for found in find_mentions(project, id)
            if found.path not in own and not (target and _can_lead(found, target))
        ]
    )
    changes: dict[Path, str | None] = dict(with_links_led_to(project, id, target)) if target else {}
    changes |= dict.fromkeys(path for path in own if path.is_file())
    settings = project.root / NAVIGATION_FILE
    changes[settings] = remove_from_navigation(project.text_of(settings), f"{id}.md")
    changes |= _redirected(project, f"{id}.md", target or "index.md", has_sections=False)
    write_all(changes)
    return list(changes)


def _redirected(project: Project, old: str, new: str, *, has_sections: bool) -> dict[Path, str]:
    path = project.root / REDIRECTS_FILE
    found = add_redirect(read_redirects(project), old, new, has_sections=has_sections)
    return {path: redirects_to_yaml(found, project.text_of(path) if path.is_file() else "")}


def _target(project: Project, id: str, to: str) -> str:
    """`to` as page.md or page.md#id, when every language has it."""
    name, mark, heading = to.partition("#")
    page = f"{name.removesuffix('.md')}.md"
    for locale in project.locales:
        folder = project.docs / locale.code
        known = {path.name for path in folder.glob("*.md")} - {f"{id}.md"}
        if page not in known:
            fix = did_you_mean(page, known)
            raise Problems.of(
                "", f"--to leads to '{page}', and docs/{locale.code} has no such page left", fix
            )
        path = folder / page
        read, _ = read_page(project.text_of(path), name=page, path=project.name_of(path), locale=locale)
        ids = {found.id for found in read.headings}
        if mark and heading not in ids:
            raise Problems.of(
                read.path, f"--to leads to '#{heading}', which it lacks", did_you_mean(heading, ids)
            )
    return f"{page}{mark}{heading}"


def _can_lead(found: Mention, target: str) -> bool:
    """Whether the place may name the target instead; a block of tests/coverage.txt leads to a section."""
    return found.is_link and found.kind != "not_in" and ("#" in target or found.path.suffix != ".txt")


def _needed(found: Mention) -> str:
    if found.kind == "cell":
        return f"shows a cell or a value of {found.text.rstrip('#')}"
    return f"leads to {found.text}" if found.is_link else f"names {found.text}"


def _fix(found: Mention, target: str) -> str:
    if not found.is_link or found.kind == "not_in":
        return "Take it away first."
    return (
        "Say to which section with --to PAGE#ID."
        if target
        else "Say where it shall lead with --to PAGE[#ID]."
    )
