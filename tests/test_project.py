"""A manual's settings are read whole, or what is wrong with them is said."""

from pathlib import Path

import pytest
from manuals import SETTINGS

from scripts.core.problem import Problems
from scripts.core.project import Limits, read_project


def message(root: Path, text: str) -> str:
    (root / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as found:
        read_project(root)
    return str(found.value).replace(str(root), "ROOT")


def test_settings_are_what_pyproject_says(manual):
    project = manual(
        settings=SETTINGS + '[tool.manual.limits]\ntime_s = 3\n[tool.manual.datasets]\n"m.npz" = "00"\n'
    )
    assert project.limits == Limits(time_s=3)
    assert project.datasets == {"m.npz": "00"}
    assert [locale.code for locale in project.locales] == ["zh", "en"]
    assert (project.workers, project.dot, project.epoch) == (2, "wheel", None)


def test_a_file_is_named_from_the_root_with_slashes(manual):
    project = manual()
    assert project.name_of(project.docs / "zh" / "a.md") == "docs/zh/a.md"


def test_the_graphviz_of_the_runs_can_be_set_from_outside(manual, monkeypatch):
    monkeypatch.setenv("MANUAL_DOT", "/usr/bin/dot")
    assert manual().dot == "/usr/bin/dot"


def test_source_date_epoch_is_whole_seconds(manual, monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert manual().epoch == 1700000000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert message(tmp_path, SETTINGS) == (
        "SOURCE_DATE_EPOCH is 'yesterday'\n    Give whole seconds since 1970-01-01.\n1 problem"
    )


def test_a_folder_without_settings_is_said(tmp_path):
    with pytest.raises(Problems) as found:
        read_project(tmp_path)
    assert str(found.value) == f"no pyproject.toml in {tmp_path}\n    Work in the project's root.\n1 problem"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool.ruff]\n", "pyproject.toml: can't be read: 'manual'\n    Fix [tool.manual].\n1 problem"),
        (
            "[tool.manual]\nworker = 2\n",
            "pyproject.toml: unknown setting 'worker' in [tool.manual]\n    Did you mean 'workers'?\n1 problem",
        ),
        (
            '[tool.manual]\ndownloads = ["no.py"]\n',
            "pyproject.toml: downloads names 'no.py', which is no file\n    Give its path from the root.\n1 problem",
        ),
        (
            "[tool.manual.limits]\ntime = 2\n",
            "pyproject.toml: unknown limit 'time'\n    Did you mean 'time_s'?\n1 problem",
        ),
        (
            "[tool.manual.limits]\ntime_s = 0\n",
            "pyproject.toml: limit time_s is 0\n    Give a number above zero.\n1 problem",
        ),
        (
            "[tool.manual]\nworkers = '2'\n",
            "pyproject.toml: workers is '2'\n    Give the number of runs at a time: workers = 2.\n1 problem",
        ),
        (
            "[tool.manual]\nworkers = 0\nlimits = 3\n",
            "pyproject.toml: limits is 3\n    Write a table: [tool.manual.limits].\n"
            "pyproject.toml: workers is 0\n    Give the number of runs at a time: workers = 2.\n2 problems",
        ),
        (
            "[tool]\nmanual = 3\n",
            "pyproject.toml: can't be read: 'int' object is not iterable\n    Fix [tool.manual].\n1 problem",
        ),
        (
            "[tool.manual]\n",
            "pyproject.toml: no language in [tool.manual]\n"
            "    Write a table for each language: [tool.manual.locales.en].\n1 problem",
        ),
        (
            "[tool.manual.locales]\nen = 'English'\n",
            "pyproject.toml: locales.en is 'English'\n    Write a table: [tool.manual.locales.en].\n1 problem",
        ),
        (
            "[tool.manual.locales.zh_TW]\nname = '中文'\n",
            "pyproject.toml: 'zh_TW' can't be the code of a language\n"
            "    Use small letters, digits and hyphens, as in zh or zh-tw.\n1 problem",
        ),
        (
            "[tool.manual.locales.en]\nnam = 'English'\n",
            "pyproject.toml: unknown setting 'nam' in [tool.manual.locales.en]\n"
            "    Did you mean 'name'?\n1 problem",
        ),
        (
            "[tool.manual.locales.en]\nname = 'English'\nhtml_lang = 'en'\n",
            "pyproject.toml: no site.site_name in [tool.manual.locales.en]\n"
            "    Write it as the other languages have it.\n1 problem",
        ),
        (
            "[tool.manual.limits]\ntime_s = true\n",
            "pyproject.toml: limit time_s is True\n    Give a number above zero.\n1 problem",
        ),
    ],
)
def test_a_bad_setting_is_named(tmp_path, text, said):
    assert message(tmp_path, text) == said


@pytest.mark.parametrize("address", ["https://x.example/manual", "https://x.example/manual/"])
def test_the_published_manual_is_an_address_with_a_slash_at_its_end(manual, monkeypatch, address):
    monkeypatch.setenv("MANUAL_PUBLISHED", address)
    assert manual().published == "https://x.example/manual/"


@pytest.mark.parametrize("address", ["file:///etc/", "x.example"])
def test_a_published_manual_that_no_web_address_names_is_a_problem(manual, monkeypatch, address):
    monkeypatch.setenv("MANUAL_PUBLISHED", address)
    with pytest.raises(Problems) as caught:
        manual()
    assert str(caught.value).splitlines()[0] == f"pyproject.toml: published is {address!r}"


def test_who_runs_nothing_accepts_nothing(manual):
    project = read_project(manual().root, prose=True, update=True)
    assert (project.prose, project.update) == (True, False)
