"""The languages in step: the state of each section that was found to say the same, in docs/agreement.yml."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from scripts.core import Problem, Project, did_you_mean, parse_yaml, stop_if, write
from scripts.sources.page import Page
from scripts.sources.section import Section, pair_sections

AGREEMENT_FILE = "docs/agreement.yml"
_COMMAND = "python3 -m scripts agree"
# a digest may look like a number; libyaml, where it is there, because each save in `serve` waits for this
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_HEAD = f"""\
# What each section was when its languages were last found to say the same. The command writes this file:
# {_COMMAND} page.md#section
# differ: sections in which a language alone has a number, an identifier or a link, each with its reason.

"""


@dataclass(frozen=True)
class Agreement:
    """The file."""

    agreed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Key of a section -> locale -> its digest."""
    differ: Mapping[str, str] = field(default_factory=dict)
    """Key of a section whose facts are not compared -> the reason."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Key -> its line, from 1."""


def read_agreement(project: Project) -> Agreement | None:
    """The agreement; None in a manual that has none, where nothing is compared.

    Raises:
        Problems: it is not YAML, or not of the form that the command writes.
    """
    path = project.root / AGREEMENT_FILE
    if not path.is_file():
        return None
    text = project.text_of(path)
    content = parse_yaml(text, AGREEMENT_FILE, loader=_LOADER) or {}
    keys = (re.match(r"  (\S+): ", line) for line in text.split("\n"))
    lines = {found[1]: number for number, found in enumerate(keys, 1) if found}
    stop_if(_wrong(content, lines))
    return Agreement(content.get("agreed") or {}, content.get("differ") or {}, lines)


def check_agreement(pages: Iterable[Page], project: Project) -> list[Problem]:
    """Sections that changed in one language and not in the other, at the heading of the one behind;
    those that changed in all, that are new or that are gone."""
    agreement, problems = read_agreement(project), []
    if agreement is None:
        return []
    found = pair_sections(pages)
    for key, sections in found.items():
        if len(sections) == len(project.locales):  # one that a language lacks is told of by parity
            problems += _state(key, sections, agreement.agreed.get(key))
    for key in [*agreement.differ, *agreement.agreed]:
        if key not in found:
            fix = f"If it was taken away or renamed, type: {_COMMAND} {key}"
            problems.append(
                Problem(
                    f"{AGREEMENT_FILE}:{agreement.lines.get(key, 1)}", f"no page has the section {key}", fix
                )
            )
    return problems


def mark_behind(pages: Sequence[Page], project: Project) -> list[Page]:
    """The pages, each knowing which of its sections are behind their twins.

    Raises:
        Problems: see `read_agreement`.
    """
    agreement = read_agreement(project)
    behind: dict[tuple[str, str], dict[str, str]] = {}
    if agreement is None:
        return list(pages)
    for key, sections in pair_sections(pages).items():
        changed = _changed(sections, agreement.agreed.get(key))
        for code in sections if changed else ():
            if code not in changed:
                page, _, id = key.partition("#")
                behind.setdefault((page, code), {})[id] = changed[0]
    return [replace(page, behind=behind.get((page.name, page.locale.code), {})) for page in pages]


def record_agreement(pages: Sequence[Page], project: Project, places: Sequence[str]) -> list[str]:
    """Write that the languages say the same in these places; what was written, one line a section.

    Args:
        places: `page.md` or `page.md#section`; none stands for the whole manual.

    Raises:
        Problems: a place that is unknown, or that one language lacks; the file is as it was.
    """
    agreement = read_agreement(project) or Agreement()
    found = pair_sections(pages)
    keys = list(dict.fromkeys([*found, *agreement.agreed, *agreement.differ]))
    chosen = [key for key in keys if not places or key in places or key.partition("#")[0] in places]
    stop_if(_unknown(places, keys) + _lacking(chosen, found, project))
    agreed, differ, said = dict(agreement.agreed), dict(agreement.differ), []
    for key in chosen:
        now = {code: section.digest for code, section in found.get(key, {}).items()}
        if not now:
            agreed.pop(key, None)
            differ.pop(key, None)
            said.append(f"{key}: taken out")
        elif now != agreed.get(key):
            said.append(f"{key}: {_told(found[key], agreed.get(key))}")
            agreed[key] = now
    write(project.root / AGREEMENT_FILE, _written(agreed, differ))
    return said


def carry_agreement(
    agreement: Agreement | None,
    before: Sequence[Page],
    after: Sequence[Page],
    project: Project,
    names: Mapping[str, str],
) -> None:
    """What was in step stays so after a command has changed all languages alike; nothing without a file.

    Args:
        agreement: read before the command, which must change nothing if that can't be.
        before: the pages as they were, `after` as they are.
        names: former name of a page -> its name; a page that is gone has none.
    """
    if agreement is None:
        return
    old, now = pair_sections(before), pair_sections(after)
    agreed, differ = {}, {}
    for key, entry in agreement.agreed.items():
        new, is_in_step = _renamed(key, names), key in old and not _changed(old[key], entry)
        if new in now:
            agreed[new] = {code: it.digest for code, it in now[new].items()} if is_in_step else entry
    for key, why in agreement.differ.items():
        if (new := _renamed(key, names)) in now:
            differ[new] = why
    write(project.root / AGREEMENT_FILE, _written(agreed, differ))


def _renamed(key: str, names: Mapping[str, str]) -> str:
    page, mark, id = key.partition("#")
    return names.get(page, page) + mark + id


def _state(key: str, sections: Mapping[str, Section], agreed: Mapping[str, str] | None) -> list[Problem]:
    """What is wrong with one section, if anything."""
    changed, type_it = _changed(sections, agreed), f"type: {_COMMAND} {key}"
    first, *others = sections.values()
    if agreed is None:
        fix = f"See that it says what {others[0].where if others else 'it'} says, then {type_it}"
        return [Problem(first.where, "the languages of this section were not compared yet", fix)]
    if len(changed) == len(sections):
        what = f"changed, and so did {others[0].where}, since they were found to say the same"
        return [Problem(first.where, what, f"Compare the two, then {type_it}")]
    return [
        Problem(
            section.where,
            f"is behind: {sections[changed[0]].where} has changed since they were found to say the same",
            f"Bring it up to date, then {type_it}",
        )
        for code, section in sections.items()
        if changed and code not in changed
    ]


def _changed(sections: Mapping[str, Section], agreed: Mapping[str, str] | None) -> list[str]:
    """Locales whose text is not the agreed one; none if nothing was agreed."""
    return [c for c, section in sections.items() if agreed is not None and agreed.get(c) != section.digest]


def _told(sections: Mapping[str, Section], agreed: Mapping[str, str] | None) -> str:
    changed = _changed(sections, agreed)
    return f"agreed, {' and '.join(changed)} had changed" if changed else "agreed, new"


def _unknown(places: Sequence[str], keys: Sequence[str]) -> list[Problem]:
    known = {*keys, *(key.partition("#")[0] for key in keys)}
    return [
        Problem("", f"no page has the section {place}", _nearest(place, known))
        for place in places
        if place not in known
    ]


def _nearest(place: str, known: Iterable[str]) -> str:
    """Among the page's own sections, if there is such a page."""
    page = place.partition("#")[0]
    own = [key for key in known if key.partition("#")[0] == page]
    return did_you_mean(place, own or {key.partition("#")[0] for key in known})


def _lacking(
    keys: Sequence[str], found: Mapping[str, Mapping[str, Section]], project: Project
) -> list[Problem]:
    return [
        Problem(f"docs/{locale.code}/{key.partition('#')[0]}", f"lacks the section {key}", "Write it first.")
        for key in keys
        for locale in project.locales
        if key in found and locale.code not in found[key]
    ]


def _wrong(content: Any, lines: Mapping[str, int]) -> list[Problem]:
    fix = f"Take the line away and type: {_COMMAND} page.md#section"
    if not isinstance(content, dict) or not all(isinstance(part or {}, dict) for part in content.values()):
        return [Problem(AGREEMENT_FILE, "is not made of `agreed:` and `differ:`", fix)]
    problems = [
        Problem(AGREEMENT_FILE, f"unknown key '{key}'", did_you_mean(key, ("agreed", "differ")))
        for key in content
        if key not in ("agreed", "differ")
    ]
    for key, entry in (content.get("agreed") or {}).items():
        if not isinstance(entry, dict) or not all(
            re.fullmatch("[0-9a-f]{8}", str(it)) for it in entry.values()
        ):
            problems.append(
                Problem(f"{AGREEMENT_FILE}:{lines.get(key, 1)}", f"can't read the entry '{key}'", fix)
            )
    for key, reason in (content.get("differ") or {}).items():
        if not isinstance(reason, str) or not reason.strip():
            what, fix = f"no reason why '{key}' may differ", "Write page.md#section: the reason"
            problems.append(Problem(f"{AGREEMENT_FILE}:{lines.get(key, 1)}", what, fix))
    return problems


def _written(agreed: Mapping[str, Mapping[str, str]], differ: Mapping[str, str]) -> str:
    """One line a section, in the order of their names, so that two branches seldom meet in a line."""
    reasons = yaml.safe_dump(dict(differ), allow_unicode=True, width=10_000) if differ else ""
    lines = [f"  {line}" for line in reasons.splitlines()]
    entries = [
        f"  {key}: {{{', '.join(f'{code}: {agreed[key][code]}' for code in sorted(agreed[key]))}}}"
        for key in sorted(agreed)
    ]
    return _HEAD + "\n".join([*(["differ:", *lines, ""] if differ else []), "agreed:", *entries, ""])
