"""What a site builder must be told to build one staged tree, as plain data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.core import Locale
from scripts.rendering import (
    NOTHING_STALE,
    RenderContext,
    card_path,
    fences,
    main_versions,
    run_day,
    run_versions,
    term_link_options,
)
from scripts.staging.tree import Built, Staged


@dataclass(frozen=True)
class Settings:
    """Of the site of one locale."""

    locale: Locale
    docs: Path
    site: Path
    custom_fences: Sequence[Mapping[str, Any]]
    """For pymdownx.superfences."""
    hover: Mapping[str, Any]
    """For scripts.rendering.term_links."""
    headings: Mapping[str, Sequence[str]]
    """Page -> its headings' ids, in order."""
    articles: Mapping[str, Mapping[str, str]]
    """Page -> its `card`, and of its run the `day` and the `software`, if it has one."""
    others: Sequence[Mapping[str, str]]
    """The languages to switch to: code, name, html_lang."""
    versions: Sequence[str]
    """What the programs ran on, for the last line of a page: `Keras 3.15.1`."""
    label: Callable[[str], str]
    """A word of the engine or of the navigation -> what readers of the language see."""

    @property
    def top(self) -> dict[str, str]:
        """By the names that MkDocs and its like have for them."""
        return {
            "docs_dir": str(self.docs),
            "site_dir": str(self.site),
            "site_name": self.locale.site["site_name"],
            "site_description": self.locale.site["site_description"],
        }

    @property
    def extra(self) -> dict[str, Any]:
        """For the templates in docs/theme."""
        return {
            "locale": self.locale.code,
            "html_lang": self.locale.html_lang,
            "others": self.others,
            "articles": self.articles,
            "versions": self.versions,
        }

    @property
    def extensions(self) -> dict[str, dict[str, Any]]:
        """Extension of Python-Markdown -> options."""
        return {
            "pymdownx.superfences": {"custom_fences": list(self.custom_fences)},
            "scripts.rendering.term_links": dict(self.hover),
            "toc": {"permalink_title": self.locale.site.get("permalink_title", "#")},
        }


def make_site_settings(built: Built, site: Path, stale: Mapping[str, str] = NOTHING_STALE) -> list[Settings]:
    """One a locale, in the order of [tool.manual]; their sites go into folders of `site`.

    Args:
        stale: see `fences`.
    """
    return [_of(staged, built, site, stale) for staged in built.staged]


def _of(staged: Staged, built: Built, site: Path, stale: Mapping[str, str]) -> Settings:
    others = [
        {"code": other.locale.code, "name": other.locale.name, "html_lang": other.locale.html_lang}
        for other in built.staged
        if other is not staged
    ]
    return Settings(
        staged.locale,
        staged.docs,
        site / staged.locale.code,
        fences(built.snippets, built.runs, staged.manner, stale),
        term_link_options(
            staged.manner.terms, staged.locale.code, staged.glossary, staged.manner.label("More on {}")
        ),
        staged.headings,
        {name: _article(name, built, staged.manner) for name in staged.headings},
        others,
        main_versions(next(iter(built.runs.values()))) if built.runs else [],
        staged.manner.label,
    )


def _article(name: str, built: Built, manner: RenderContext) -> dict[str, str]:
    found = {"card": card_path(name)}
    if run := built.runs.get(name.removesuffix(".md") + ".py"):
        software = ", ".join(f"{package} {version}" for package, version in run_versions(run).items())
        found |= {"day": run_day(run, manner), "software": software}
    return found
