"""Bad input: each folder in cases/ is a tiny manual, and what a build says of it.

`pytest tests/test_cases.py --update` writes the messages anew; read the difference before you keep it.
A line `# write FILE: TEXT` in a case's setup.txt makes what a repository can't hold: bytes (`\\xff`), links (`-> target`).
"""

import re
import shutil
from pathlib import Path

import pytest
from manuals import SETTINGS, WORDS, add_builder, mkdocs

from scripts.build import build
from scripts.core.problem import Problems
from scripts.core.project import Project, read_project
from scripts.sources.snippet import read_snippets
from scripts.store import disk

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())
THROUGH_MKDOCS = ["fences-and-values", "raises", "picture-missing", "kills-itself"]

_MARKERS = re.compile(r"\n +[~^]+(?=\n)")
"""Under the lines of a traceback; which lines have some depends on the Python."""


def make(name: str, root: Path) -> Project:
    """The case as a whole manual in `root`."""
    (root / "docs").mkdir(parents=True)
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "docs" / "strings.yml").write_text(WORDS, encoding="utf-8")
    shutil.copytree(CASES / name, root, dirs_exist_ok=True)
    for line in (
        (root / "setup.txt").read_text(encoding="utf-8").splitlines() if (root / "setup.txt").exists() else []
    ):
        path, _, content = line.partition(": ")
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if content.startswith("-> "):
            target.symlink_to(content.removeprefix("-> "))
        else:
            target.write_bytes(content.encode("latin-1").decode("unicode_escape").encode("latin-1"))
    return read_project(root)


def said_of(project: Project) -> str:
    with pytest.raises(Problems) as found:
        build(project)
    return steady(str(found.value), project.root) + "\n"


def steady(text: str, root: Path) -> str:
    """The text without what differs between machines and Pythons."""
    return _MARKERS.sub("", text).replace(str(root), "ROOT")


@pytest.mark.parametrize("name", NAMES)
def test_bad_input_is_answered_with_the_whole_message(name, tmp_path, request, capsys):
    said = said_of(make(name, tmp_path / "manual"))
    expected = CASES / name / "expected.txt"
    if request.config.getoption("--update"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert not (tmp_path / "manual" / "build" / "zh").exists()


@pytest.mark.parametrize("name", THROUGH_MKDOCS)
def test_mkdocs_ends_with_1_and_the_same_words_and_leaves_the_site(name, tmp_path):
    root = tmp_path / "manual"
    make(name, root)
    add_builder(root)
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("before", encoding="utf-8")
    done = mkdocs(root, "build")
    expected = (CASES / name / "expected.txt").read_text(encoding="utf-8")
    assert done.returncode == 1, done.stdout
    assert steady(done.stdout, root).endswith(expected)
    assert {path.name: path.read_text(encoding="utf-8") for path in (root / "site").rglob("*")} == {
        "index.html": "before"
    }


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("raises", ["good.py"]),
        ("raises-nothing", []),
        ("picture-missing", ["good.py"]),
        ("kills-itself", []),
        ("hangs", []),
    ],
)
def test_a_run_that_failed_is_not_kept_and_a_good_one_beside_it_is(name, kept, tmp_path):
    project = make(name, tmp_path / "manual")
    said_of(project)
    assert list(disk.load_runs(project, read_snippets(project)[0])[0]) == kept


def test_every_row_of_the_table_has_a_case():
    assert set(NAMES) >= {
        "raises",
        "raises-nothing",
        "raises-another-text",
        "picture-missing",
        "fences-and-values",
        "hangs",
        "eats-memory",
        "prints-without-end",
        "prints-past-python",
        "kills-itself",
        "exits",
        "syntax-error",
        "not-utf-8",
        "leaves-snippets",
        "empty",
        "marks",
    }
