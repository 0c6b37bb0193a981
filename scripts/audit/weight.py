"""How heavy the pages of a finished site are, as they travel, against its budget."""

import gzip
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from scripts.audit.measure import Measure
from scripts.core import Problem, Problems, Project, parse_yaml, stop_if

NAME = "budget.yml"
KEYS = ("page_kb", "figure_kb", "notebook_times")
_LOADED = re.compile(
    r"""<(?:link\b(?=[^>]*\brel="(?:stylesheet|icon)")[^>]*?\bhref|(?:script|img)\b(?![^>]*\btype="text/plain")[^>]*?\bsrc)"""
    r"""="([^"]+)""",
)
_FIGURE = re.compile(r'<div class="run-figure[^"]*">(.*?)</div>', re.DOTALL)


def read_budget(project: Project) -> Mapping[str, float] | None:
    """The limits in docs/budget.yml; None if a manual has no such file.

    Raises:
        Problems: a limit is missing, unknown or no number above zero.
    """
    path = project.docs / NAME
    if not path.is_file():
        return None
    budget = parse_yaml(project.text_of(path), project.name_of(path))
    if (
        not isinstance(budget, dict)
        or set(budget) != set(KEYS)
        or not all(isinstance(limit, int | float) and limit > 0 for limit in budget.values())
    ):
        what = "is not a number above zero for each of " + ", ".join(KEYS)
        raise Problems.of(project.name_of(path), what, "Write `page_kb: 100` and so on, nothing else.")
    return budget


def page_bytes(page: Path) -> int:
    """Bytes of a page with all that a browser loads for it at once, each file compressed."""
    return sum(compressed(path.read_bytes()) for path in [page, *_loaded(page)])


def compressed(content: bytes) -> int:
    """Bytes as a server sends them: gzip at the level that most servers take."""
    return len(gzip.compress(content, compresslevel=6, mtime=0))


def measures(site: Path, budget: Mapping[str, float]) -> list[Measure]:
    """The heaviest three chapters, the heaviest figure, and the notebook that is most above its chapter.

    Raises:
        Problems: a page loads a file that the site does not have.
    """
    pages = {path.parent.relative_to(site).as_posix(): path for path in sorted(site.glob("*/**/index.html"))}
    stop_if([problem for name, path in pages.items() for problem in _lacking(name, path)])
    weights = {name: page_bytes(path) for name, path in pages.items()}
    chapters = {name: weight for name, weight in weights.items() if "/notebooks/" not in name}
    figures = {
        f"{name}, figure {number}": compressed(figure.encode())
        for name, path in pages.items()
        for number, figure in enumerate(_FIGURE.findall(path.read_text(encoding="utf-8")), 1)
    }
    times = {
        name: weight / weights[name.replace("/notebooks/", "/")]
        for name, weight in weights.items()
        if "/notebooks/" in name
    }
    return [
        *_worst("page with all that it loads", chapters, 3, budget["page_kb"], "KB"),
        *_worst("figure", figures, 1, budget["figure_kb"], "KB"),
        *_worst("notebook view, of its chapter", times, 1, budget["notebook_times"], "times"),
    ]


def _loaded(page: Path) -> list[Path]:
    """The files that a browser loads for a page at once, each once."""
    html = page.read_text(encoding="utf-8")
    addresses = {urlsplit(unquote(address)).path for address in _LOADED.findall(html) if ":" not in address}
    return [page.parent / name for name in sorted(addresses)]


def _lacking(name: str, page: Path) -> list[Problem]:
    return [
        Problem(
            f"{name}/index.html",
            f"loads {os.path.relpath(path, page.parent)}, which the site does not have",
            "Correct the address in the page's Markdown or in docs/theme, or add the file in docs.",
        )
        for path in _loaded(page)
        if not path.is_file()
    ]


def _worst(what: str, values: Mapping[str, float], count: int, limit: float, unit: str) -> Sequence[Measure]:
    by_value: list[Any] = sorted(values.items(), key=lambda pair: -pair[1])[:count]
    divisor = 1000 if unit == "KB" else 1
    return [Measure(what, round(value / divisor, 1), limit, unit, where) for where, value in by_value]
