"""The real pages and programs, read but not run."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.checks.registry import CHECKS, kept_runs, read_sources
from scripts.checks.typography import faults
from scripts.sources.strings import read_words
from scripts.sources.terms import HAN

THEME = Path(__file__).parents[1] / "docs" / "theme" / "partials" / "language.html"
COVERAGE = Path(__file__).with_name("coverage.txt")
ROWS = {*map(str, range(29)), "four cases", "further reading"}
"""Blocks of the cheat sheet that this manual takes the place of, and its two parts without code."""


@pytest.fixture(scope="module")
def sources(project):
    found = read_sources(project)
    return replace(found, runs=kept_runs(found))


@pytest.fixture(scope="module")
def pages(sources):
    return sources.pages


@pytest.fixture(scope="module")
def snippets(sources):
    return sources.snippets


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_sources_have_none_of_what_check_looks_for(sources, check):
    assert list(map(str, check.problems(sources))) == []


def test_chinese_words_of_the_theme_are_set_well():
    texts = re.findall('"([^"]*)"', THEME.read_text(encoding="utf-8"))
    assert [fault for text in texts if HAN.search(text) for fault in faults(text)] == []


def test_the_engine_s_own_words_are_in_the_catalogue(project):
    words = read_words(project)
    own = [
        "Output",
        "Error",
        "Warning",
        "all 30 lines",
        "Data table, CSV",
        "from 0.9 to 1e-05",
        "layers: 3",
        "and 4 more",
        "Where it is explained",
        "run on",
        "45 cells in 1.5 s",
        "45 cells in … s",
        "1 cell in 1.5 s",
        "program",
        "notebook",
        "data",
        "This chapter as a notebook",
        "Every line of code was run",
        "This section is behind; what is up to date is in",
        "page",
        "[figure: …]",
        "Chapters",
        "all chapters in one file",
        "Software",
        "Version",
        "Program",
        "Date",
        "Seconds",
        "Cells",
    ]
    assert [word for word in own if words.say(word, "zh") in (None, word)] == []


def coverage():
    """Row -> targets: `page.md#heading` or `snippet.py#cell`."""
    rows = {}
    for line in COVERAGE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            row, _, targets = (part.strip() for part in line.split("|"))
            rows[row] = targets.split()
    return rows


def test_every_block_of_the_cheat_sheet_is_covered():
    assert coverage().keys() == ROWS
    assert [row for row, targets in coverage().items() if not targets] == []


def test_what_covers_a_block_is_there_in_both_languages(pages, snippets, project):
    headings = {
        locale.code: {
            f"{page.name}#{heading.id}"
            for page in pages
            if page.locale == locale
            for heading in page.headings
        }
        for locale in project.locales
    }
    shown = {
        locale.code: {fence.src for page in pages if page.locale == locale for fence in page.fences}
        for locale in project.locales
    }
    gone = [
        f"{row}: {target}"
        for row, targets in coverage().items()
        for target in targets
        for code in headings
        if target not in headings[code] | shown[code]
    ]
    assert gone == []
