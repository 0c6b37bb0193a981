"""Tiny manuals, and the real site."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from manuals import ROOT, mkdocs, silent, write_manual

from scripts.core.project import Project, read_project
from scripts.core.run import Run
from scripts.execution import executor
from scripts.sources.snippet import read_snippets


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the messages of tests/cases anew")
    parser.addoption("--times", action="store_true", help="write tests/times.json anew")
    parser.addoption("--pictures", action="store_true", help="take the README's pictures anew")


@pytest.fixture
def manual(tmp_path: Path) -> Callable[..., Project]:
    """Makes a tiny manual: `manual({"a.py": …}, {"index.md": …})`."""

    def make(*args: Mapping[str, str | bytes], **more: object) -> Project:
        return write_manual(tmp_path, *args, **more)

    return make


@pytest.fixture
def ran(manual: Callable[..., Project]) -> Callable[..., Run]:
    """Runs one program in a process of its own: `ran("# %% a\\n1")` is its Run."""

    def make(text: str, **more: object) -> Run:
        project = manual({"a.py": text, **more.pop("snippets", {})}, **more)
        snippets, problems = read_snippets(project)
        assert problems == []
        runs, problems = executor.run_snippets([snippets["a.py"]], project, silent)
        assert list(map(str, problems)) == []
        return runs[0]

    return make


@pytest.fixture
def failed(manual: Callable[..., Project]) -> Callable[..., str]:
    """Runs one program that must not come to its end: `failed("# %% a\\n1/0")` is the message."""

    def make(text: str, **more: object) -> str:
        project = manual({"a.py": text}, **more)
        snippets, problems = read_snippets(project)
        assert problems == []
        runs, problems = executor.run_snippets([snippets["a.py"]], project, silent)
        assert (runs, len(problems)) == ([], 1)
        return str(problems[0])

    return make


@pytest.fixture(scope="session")
def project() -> Project:
    """The real manual."""
    return read_project(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site: the folder MANUAL_SITE, or built here, once for all processes of the tests."""
    if given := os.environ.get("MANUAL_SITE"):
        return Path(given)
    folder = tmp_path_factory.getbasetemp()
    built = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "site-is-built"
    with FileLock(f"{built}.lock"):
        if not built.exists():
            done = mkdocs(ROOT, "build")
            assert done.returncode == 0, done.stdout
            built.touch()
    return ROOT / "site"
