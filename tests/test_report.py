"""The figures of sources and site: lines, sum and exit code."""

import pytest

from scripts.audit import report
from scripts.audit.browser import Lacking
from scripts.audit.measure import Measure, none_of
from scripts.audit.report import Part
from scripts.checks.registry import CHECKS

FENCE = '```run src="{}"\nalt: x\n```\n'
FENCE_X = FENCE.format("a.py#x")


@pytest.fixture
def told(manual, monkeypatch, capsys):
    """What `check` says of a tiny manual, and its exit code, with `measures` of its site."""

    def make(measures, *, site=True, page=FENCE_X):
        project = manual({"a.py": "# %% x\n1\n"}, {"a.md": page})
        if site:
            (project.root / "site").mkdir()
            (project.root / "site" / "index.html").write_text("x", encoding="utf-8")
        monkeypatch.setattr(report, "parts", lambda: (Part("A part", lambda site, project: measures()),))
        code = report.whole(project.root, project.root / "site")
        return code, capsys.readouterr().out

    return make


def test_quick_checks_find_nothing_wrong_in_a_manual_that_is_right(manual, capsys):
    project = manual({"a.py": "# %% x\n1\n"}, {"a.md": FENCE.format("a.py#x")})
    assert report.quick(project.root) == 0
    assert capsys.readouterr().out.endswith("figures, none broken.\n")


def test_a_problem_of_the_sources_is_told_with_its_place_and_is_code_1(manual, capsys):
    project = manual({"a.py": "# %% x\n1\n"}, {"a.md": FENCE.format("a.py#y")})
    assert report.quick(project.root) == 1
    said = capsys.readouterr().out
    assert "docs/en/a.md:5: no cell 'y' in snippets/a.py\n    Did you mean" in said or "no cell 'y'" in said
    assert "names of no program or cell: 2 ≤ 0: BROKEN" in said
    assert said.splitlines()[-1].endswith(" broken: names of no program or cell; cells that no page shows.")


def test_all_figures_that_hold_are_code_0(told):
    code, said = told(lambda: [Measure("a", 1, 2)])
    assert code == 0
    assert "\nA part\n  a: 1 ≤ 2: holds\n" in said


def test_a_broken_figure_is_code_1(told):
    code, said = told(lambda: [none_of("faults", ["here", "there"])])
    assert code == 1
    assert "faults: 2 ≤ 0 (here; there): BROKEN" in said
    assert said.endswith(f"{len(CHECKS) + 1} figures, 1 broken: faults (here; there).\n")


def test_a_site_that_holds_does_not_hide_what_is_wrong_with_the_sources(told):
    code, said = told(lambda: [Measure("a", 1, 2)], page=FENCE.format("a.py#y"))
    assert code == 1
    assert "none broken" not in said
    assert said.splitlines()[-1].endswith("broken: names of no program or cell; cells that no page shows.")


def test_what_the_machine_lacks_is_said_and_code_2(told):
    def lacks():
        raise Lacking("No Chromium.", "Install one.")

    code, said = told(lacks)
    assert code == 2
    assert "A part\nNo Chromium.\n    Install one.\n" in said
    assert said.endswith("none broken. Not measured: A part.\n")


def test_without_a_site_it_says_how_to_build_one(told):
    code, said = told(list, site=False)
    assert code == 2
    assert said.endswith("Type: python3 -m scripts build\n")
