import random
from pathlib import Path

import pytest

from scripts.audit.weight import compressed, measures, page_bytes, read_budget
from scripts.core.problem import Problems
from scripts.core.project import Project

BUDGET = {"page_kb": 1, "figure_kb": 0.5, "notebook_times": 2}
NOISE = random.Random(1).randbytes(900).hex()  # 1,800 characters, about half of that compressed
HEAD = '<link rel="stylesheet" href="../../a.css"><link rel="canonical" href="../../never.html">'
LATER = '<script type="text/plain" id="material" src="../../never.js"></script>'


def site(folder: Path, body: str = "", notebook: str = "") -> Path:
    for place, text in (("en/one", HEAD + LATER + body), ("en/notebooks/one", notebook)):
        (folder / place).mkdir(parents=True)
        (folder / place / "index.html").write_text(text, encoding="utf-8")
    (folder / "a.css").write_text("p{}" * 10, encoding="utf-8")
    return folder


def test_a_page_weighs_what_a_browser_loads_for_it_at_once(tmp_path: Path):
    page = site(tmp_path) / "en/one/index.html"
    assert page_bytes(page) == compressed(page.read_bytes()) + compressed(b"p{}" * 10)


def test_what_is_loaded_twice_counts_once(tmp_path: Path):
    page = (
        site(tmp_path, '<img alt="" src="../../a.css?x"><img src="data:image/png;base64,AAAA">')
        / "en/one/index.html"
    )
    assert page_bytes(page) == compressed(page.read_bytes()) + compressed(b"p{}" * 10)


def test_the_worst_are_named_and_a_broken_limit_shows(tmp_path: Path):
    figure = f'<div class="run-figure"><svg>{NOISE}</svg></div>'
    found = measures(site(tmp_path, figure, notebook=NOISE), BUDGET)
    assert [(each.what, each.where, each.holds) for each in found] == [
        ("page with all that it loads", "en/one", False),
        ("figure", "en/one, figure 1", False),
        ("notebook view, of its chapter", "en/notebooks/one", True),
    ]


def test_a_file_that_a_page_loads_and_the_site_lacks_is_told_with_the_page(tmp_path: Path):
    with pytest.raises(Problems) as wrong:
        measures(site(tmp_path, '<img alt="" src="../../gone.png">'), BUDGET)
    assert str(wrong.value) == (
        "en/one/index.html: loads ../../gone.png, which the site does not have\n"
        "    Correct the address in the page's Markdown or in docs/theme, or add the file in docs.\n"
        "1 problem"
    )


@pytest.mark.parametrize("text", ["page_kb: 300", "page_kb: 1\nfigure_kb: two\nnotebook_times: 2", "- 1"])
def test_a_budget_is_whole(tmp_path: Path, text: str):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/budget.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as wrong:
        read_budget(Project(tmp_path))
    assert str(wrong.value).startswith(
        "docs/budget.yml: is not a number above zero for each of page_kb, figure_kb, notebook_times"
    )


def test_a_manual_without_a_budget_is_not_weighed(tmp_path: Path):
    assert read_budget(Project(tmp_path)) is None
