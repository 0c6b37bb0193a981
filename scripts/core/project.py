"""A manual's folders, locales and limits."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from scripts.core.problem import Problem, Problems, did_you_mean, stop_if


@dataclass(frozen=True)
class Limits:
    """What one run may use; what exceeds a limit is ended."""

    time_s: float = 120
    memory_mb: int = 4000
    output_kb: int = 1000

    def but(self, settings: Mapping[str, Any], where: str) -> "Limits":
        """These limits with some changed.

        Raises:
            Problems: an unknown name, or a limit that is not a number above zero.
        """
        known = [f.name for f in fields(self)]
        for name, value in settings.items():
            if name not in known:
                raise Problems.of(where, f"unknown limit '{name}'", did_you_mean(name, known))
            if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                raise Problems.of(where, f"limit {name} is {value!r}", "Give a number above zero.")
        return replace(self, **settings)


@dataclass(frozen=True)
class Locale:
    """A language of the manual."""

    code: str
    """As in paths and in the marks of comments: `zh`, `en`, `zh-tw`."""
    name: str
    """As its readers call it: 中文."""
    html_lang: str
    """As in `<html lang>`: `zh-CN`."""
    site: Mapping[str, Any] = field(default_factory=dict)
    """What a site builder needs: site_name, site_description, permalink_title."""

    @property
    def is_chinese(self) -> bool:
        """Whether Chinese is set here: no spaces between lines, full-width punctuation."""
        return self.html_lang.partition("-")[0] == "zh"


@dataclass(frozen=True)
class Project:
    """A manual on disk: where things are, and what `[tool.manual]` in pyproject.toml sets."""

    root: Path
    limits: Limits = field(default_factory=Limits)
    workers: int = 2
    preload: tuple[str, ...] = ()
    """Modules that the server of the runs imports once."""
    datasets: Mapping[str, str] = field(default_factory=dict)
    """Name of a Keras data set's file -> SHA-256 of the file in snippets/data/."""
    downloads: tuple[str, ...] = ()
    """Files, by path from the root, that readers download as they are."""
    name: str = "manual"
    """How the manual is called where it is downloaded as a whole."""
    audit: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Audit (`keyboard`, `lighthouse`) -> addresses of the pages that it looks at."""
    pdf: str = ""
    """The start of the names of PDFs, one a locale: `manual` makes manual-en.pdf; empty makes none."""
    dot: str = "wheel"
    """The Graphviz of the runs: `wheel` (in pygraphviz) or the path of a program."""
    locales: tuple[Locale, ...] = ()
    url: str = ""
    """Where the site will be found, with a slash at its end; empty if that is not known."""
    published: str = ""
    """The address of a manual that offers its runs, with a slash at its end; empty if there is none."""
    prose: bool = False
    """Nothing is run; what the store and the published manual lack is shown as not run."""
    epoch: int | None = None
    """SOURCE_DATE_EPOCH: seconds; if set, what differs from build to build is masked."""
    update: bool = False
    """A build accepts the outputs of its runs."""

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def snippets(self) -> Path:
        return self.root / "snippets"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def store(self) -> Path:
        return self.root / ".store"

    def locale(self, code: str) -> Locale:
        return next(locale for locale in self.locales if locale.code == code)

    def name_of(self, path: Path) -> str:
        """A file's name in messages: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def text_of(self, path: Path) -> str:
        """The content of a file in UTF-8, with or without a byte order mark.

        Raises:
            Problems: it is in another encoding.
        """
        try:
            return path.read_text(encoding="utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as wrong:
            raise Problems.of(
                self.name_of(path), f"is not UTF-8 (byte {wrong.start})", "Save the file as UTF-8."
            ) from wrong


_FILE = "pyproject.toml"
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)*")
_KINDS: Mapping[str, tuple[type, str]] = {
    "limits": (dict, "Write a table: [tool.manual.limits]."),
    "workers": (int, "Give the number of runs at a time: workers = 2."),
    "preload": (list, 'Write a list: preload = ["keras"].'),
    "datasets": (dict, "Write a table: [tool.manual.datasets]."),
    "downloads": (list, 'Write a list of paths from the root: downloads = ["scripts/doctor.py"].'),
    "dot": (str, 'Write dot = "wheel", or the path of a program.'),
    "name": (str, 'Write how the download of the whole is called: name = "manual".'),
    "audit": (dict, 'Write a table of lists of addresses: audit = {keyboard = ["en/"]}.'),
    "pdf": (str, 'Write the start of the names of the PDFs: pdf = "manual".'),
    "published": (str, 'Write the address of a finished manual: published = "https://…/".'),
    "locales": (dict, "Write a table for each language: [tool.manual.locales.en]."),
}
"""Settings of [tool.manual], what they are in TOML, and how to write them."""


def read_project(root: Path, *, prose: bool = False, update: bool = False) -> Project:
    """The project whose pyproject.toml is in `root`.

    MANUAL_DOT and MANUAL_PUBLISHED go before its settings, and SOURCE_DATE_EPOCH is read here alone.

    Args:
        prose, update: what the command asked for; see `Project`.

    Raises:
        Problems: no file, no `[tool.manual]`, an unknown setting or a bad value.
    """
    try:
        settings = dict(tomllib.loads((root / _FILE).read_text(encoding="utf-8"))["tool"]["manual"])
    except FileNotFoundError as missing:
        raise Problems.of("", f"no {_FILE} in {root}", "Work in the project's root.") from missing
    except (KeyError, TypeError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise Problems.of(_FILE, f"can't be read: {wrong}", "Fix [tool.manual].") from wrong
    stop_if(_bad_settings(settings))
    return Project(
        root=root.resolve(),
        limits=Limits().but(settings.get("limits", {}), _FILE),
        workers=settings.get("workers", os.cpu_count() or 2),
        preload=tuple(settings.get("preload", ())),
        datasets=settings.get("datasets", {}),
        downloads=_downloads(root, settings.get("downloads", ())),
        dot=os.environ.get("MANUAL_DOT") or settings.get("dot", "wheel"),
        name=settings.get("name", "manual"),
        audit=settings.get("audit", {}),
        pdf=settings.get("pdf", ""),
        locales=_locales(settings.get("locales", {})),
        published=_published(os.environ.get("MANUAL_PUBLISHED") or settings.get("published", "")),
        prose=prose,
        epoch=_epoch(os.environ.get("SOURCE_DATE_EPOCH")),
        update=update and not prose,
    )


def _bad_settings(settings: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for name, value in settings.items():
        if name not in _KINDS:
            what = f"unknown setting '{name}' in [tool.manual]"
            problems.append(Problem(_FILE, what, did_you_mean(name, _KINDS)))
        elif type(value) is not _KINDS[name][0] or (type(value) is int and value < 1):
            problems.append(Problem(_FILE, f"{name} is {value!r}", _KINDS[name][1]))
    return problems


def _downloads(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    stop_if(
        [
            Problem(_FILE, f"downloads names '{name}', which is no file", "Give its path from the root.")
            for name in names
            if not (root / str(name)).is_file()
        ]
    )
    return tuple(names)


def _locales(settings: Mapping[str, Any]) -> tuple[Locale, ...]:
    if not settings:
        raise Problems.of(_FILE, "no language in [tool.manual]", _KINDS["locales"][1])
    return tuple(_locale(code, given) for code, given in settings.items())


def _locale(code: str, given: Any) -> Locale:
    where = f"[tool.manual.locales.{code}]"
    if not _CODE.fullmatch(code):
        fix = "Use small letters, digits and hyphens, as in zh or zh-tw."
        raise Problems.of(_FILE, f"'{code}' can't be the code of a language", fix)
    known = [f.name for f in fields(Locale) if f.name != "code"]
    if not isinstance(given, dict):
        raise Problems.of(_FILE, f"locales.{code} is {given!r}", f"Write a table: {where}.")
    for name in given:
        if name not in known:
            raise Problems.of(_FILE, f"unknown setting '{name}' in {where}", did_you_mean(name, known))
    site = given.get("site", {})
    missing = [name for name in ("name", "html_lang") if name not in given]
    missing += [f"site.{name}" for name in ("site_name", "site_description") if name not in site]
    if missing:
        raise Problems.of(_FILE, f"no {missing[0]} in {where}", "Write it as the other languages have it.")
    return Locale(code, **given)


def _published(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise Problems.of(_FILE, f"published is {url!r}", _KINDS["published"][1])
    return f"{url.rstrip('/')}/" if url else ""


def _epoch(text: str | None) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise Problems.of("", f"SOURCE_DATE_EPOCH is {text!r}", "Give whole seconds since 1970-01-01.")
    return int(text)
