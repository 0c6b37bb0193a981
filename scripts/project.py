"""A manual's folders, locales and limits."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.problem import Problem, Problems, did_you_mean


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
                raise Problems([Problem(where, f"unknown limit '{name}'", did_you_mean(name, known))])
            if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                raise Problems([Problem(where, f"limit {name} is {value!r}", "Give a number above zero.")])
        return replace(self, **settings)


@dataclass(frozen=True)
class Locale:
    """A language of the manual."""

    code: str
    """As in paths and in the marks of comments: `zh`, `en`."""
    name: str
    """As its readers call it: 中文."""
    html_lang: str
    """As in `<html lang>`: `zh-CN`."""
    site: Mapping[str, Any] = field(default_factory=dict)
    """Settings that a site builder needs: name, description, search."""


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
    dot: str = "wheel"
    """The Graphviz of the runs: `wheel` (in pygraphviz) or the path of a program."""
    locales: tuple[Locale, ...] = ()
    epoch: int | None = None
    """SOURCE_DATE_EPOCH: seconds; if set, what differs from build to build is masked."""

    @cached_property
    def docs(self) -> Path:
        return self.root / "docs"

    @cached_property
    def snippets(self) -> Path:
        return self.root / "snippets"

    @cached_property
    def build(self) -> Path:
        return self.root / "build"

    @cached_property
    def store(self) -> Path:
        return self.root / ".store"

    def locale(self, code: str) -> Locale:
        return next(locale for locale in self.locales if locale.code == code)

    def name_of(self, path: Path) -> str:
        """A file's name in messages: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def read_project(root: Path) -> Project:
    """The project whose pyproject.toml is in `root`.

    Raises:
        Problems: no file, no `[tool.manual]`, an unknown setting or a bad value.
    """
    path = root / "pyproject.toml"
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))["tool"]["manual"]
    except FileNotFoundError as missing:
        raise Problems(
            [Problem("", f"no pyproject.toml in {root}", "Work in the project's root.")]
        ) from missing
    except (KeyError, tomllib.TOMLDecodeError) as wrong:
        raise Problems(
            [Problem("pyproject.toml", f"can't be read: {wrong}", "Mend [tool.manual].")]
        ) from wrong
    known = {"limits", "workers", "preload", "datasets", "dot", "locales"}
    unknown = [name for name in settings if name not in known]
    if unknown:
        raise Problems(
            [
                Problem(
                    "pyproject.toml", f"unknown setting '{name}' in [tool.manual]", did_you_mean(name, known)
                )
                for name in unknown
            ]
        )
    return Project(
        root=root.resolve(),
        limits=Limits().but(settings.get("limits", {}), "pyproject.toml"),
        workers=settings.get("workers", os.cpu_count() or 2),
        preload=tuple(settings.get("preload", ())),
        datasets=settings.get("datasets", {}),
        dot=os.environ.get("MANUAL_DOT") or settings.get("dot", "wheel"),
        locales=tuple(Locale(code, **rest) for code, rest in settings.get("locales", {}).items()),
        epoch=_epoch(os.environ.get("SOURCE_DATE_EPOCH")),
    )


def _epoch(text: str | None) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise Problems(
            [Problem("", f"SOURCE_DATE_EPOCH is {text!r}", "Give whole seconds since 1970-01-01.")]
        )
    return int(text)
