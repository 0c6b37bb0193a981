"""Who only fixes prose sees the manual as it was published, and runs nothing."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from manuals import add_builder, environment, mkdocs, served

TINY = Path(__file__).parent / "tiny"
GUARDED = """
import runpy, sys

class Guard:
    def find_spec(self, name, path=None, target=None):
        if name in ("tensorflow", "keras", "numpy", "matplotlib", "IPython", "ipykernel", "pygraphviz"):
            sys.exit(f"{name} is imported")

sys.meta_path.insert(0, Guard())
sys.path.insert(0, "")
from scripts.builder import current_build
current_build.prose = True
sys.argv = ["mkdocs", "build"]
runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
"""
"""MkDocs, in a Python that ends where something heavy is imported."""


def clone(root: Path) -> Path:
    shutil.copytree(TINY, root)
    add_builder(root)
    return root


def build(root: Path, published: str) -> str:
    """What a build without runs says."""
    done = subprocess.run(
        [sys.executable, "-c", GUARDED],
        cwd=root,
        env=environment(MANUAL_PUBLISHED=published),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = clone(tmp_path_factory.mktemp("published") / "manual")
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stdout
    return root / "site"


def test_a_clone_without_runs_shows_what_was_published_byte_for_byte(published, tmp_path):
    root = clone(tmp_path / "manual")
    with served(published) as url:
        said = build(root, url)
    assert "is not run here" not in said
    ours, theirs = files(root / "site"), files(published)
    assert [name for name in sorted(ours.keys() | theirs.keys()) if ours.get(name) != theirs.get(name)] == []


def test_a_clone_that_reaches_nobody_says_on_its_pages_what_was_not_run(tmp_path):
    root = clone(tmp_path / "manual")
    said = build(root, "http://127.0.0.1:9/")
    assert "No runs from http://127.0.0.1:9/: " in said
    assert "snippets/outputs.py is not run here, and its run can't be fetched." in said
    for locale, words in (("zh", "这里没有运行"), ("en", "Not run here")):
        article = BeautifulSoup(
            (root / f"site/{locale}/outputs/index.html").read_bytes(), "html.parser"
        ).article
        assert article.select_one(".run .highlight")
        assert article.select_one(".run .run-output").text.startswith(words)
        assert not article.select("svg.figure-plot, .run-text, .run-caption")
        assert words in (root / f"site/{locale}/downloads/outputs.md").read_text(encoding="utf-8")
    assert "… in all, accuracy …." in article.text


def test_the_zip_has_no_runs_and_the_site_has(published):
    assert (published / "runs/index.json").is_file()
    with zipfile.ZipFile(published / "manual-offline.zip") as archive:
        assert not [name for name in archive.namelist() if "/runs/" in name]
