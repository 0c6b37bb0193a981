"""A downloaded program runs to its end; data that a run read are offered."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from manuals import ROOT

from scripts.build import build
from scripts.core.project import read_project
from scripts.core.run import Run
from scripts.sources.snippet import read_snippets
from scripts.staging.downloads import datasets, download_program

FAILS = '# %% {name} tags=["raises-exception"] shows="{shows}"\n{code}\n'


def run_alone(tmp_path, text, *, before="", timeout=60):
    """The program in a plain Python, in an empty folder."""
    path = tmp_path / "alone" / "program.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(before + text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-X", "utf8", path],
        cwd=path.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("def f():\n    raise ValueError('a\\nb')\n\nf()", "ValueError: a\nb"),
        ('text = """one\n two\n"""\nraise ValueError(text)', "ValueError: one\n two\n"),
        ('n = 1\ntext = f"""{n}\n  {n:\n}"""\nraise ValueError("x")', "ValueError: x"),
        ("# a comment alone\n\nraise KeyError(3)", "KeyError: 3"),
        ("x = (\n1,\n  2)\nraise ValueError(x)", "ValueError: (1, 2)"),
        ("if True:\n    raise SystemError(1)\nelse:\n    pass", "SystemError: 1"),
        ("for = 1", "SyntaxError: invalid syntax (<string>, line 1)"),
    ],
)
def test_a_deliberate_error_is_printed_and_the_next_cell_runs(manual, tmp_path, code, said):
    if "{n:" in code and sys.version_info < (3, 12):
        code = code.replace("  {n:\n}", "  {n}")
    snippets, problems = read_snippets(
        manual({"a.py": FAILS.format(name="x", shows="e", code=code) + "# %% y\nprint('on')\n"})
    )
    assert problems == []
    done = run_alone(tmp_path, download_program(snippets["a.py"], "en"))
    assert (done.stdout, done.returncode) == (f"{said}\non\n", 0), done.stderr


def test_a_program_without_errors_is_as_it_was_but_for_the_other_languages_comments(manual):
    text = "# %% x\n# zh: 中\n# en: E\nn = 1\n\n# %% y\nn\n"
    snippets, _ = read_snippets(manual({"a.py": text}))
    assert download_program(snippets["a.py"], "en") == "# %% x\n# E\nn = 1\n\n# %% y\nn\n"


def test_without_graphviz_the_program_says_so_and_goes_on(manual, tmp_path):
    text = "# %% x\ndef plot_model(model):\n    raise ImportError('no dot')\n\nplot_model(1)\n\n# %% y\nprint('on')\n"
    snippets, _ = read_snippets(manual({"a.py": text}))
    done = run_alone(tmp_path, download_program(snippets["a.py"], "en"))
    assert (done.stdout, done.returncode) == ("ImportError: no dot\non\n", 0), done.stderr


def test_the_data_sets_that_a_run_read_are_its_data(project):
    reads = {"snippets/data/mnist.npz": "0", "snippets/data/README.md": "0", "snippets/curves.py": "0"}
    assert datasets(Run("a.py", {}, reads=reads), project) == ["mnist.npz"]


SERVED = """import sys
sys.path.insert(0, {root!r})
import keras
from pathlib import Path
from scripts.execution.inputs import serve_datasets
serve_datasets({datasets!r}, Path({root!r}) / "snippets" / "data")
"""
"""Where Keras finds its data sets, as if they had been downloaded before."""


SNIPPETS, _ = read_snippets(read_project(ROOT))
CHAPTERS = sorted(name for name in SNIPPETS if (ROOT / f"docs/en/{name[:-3]}.md").is_file())


@pytest.fixture(scope="module")
def ended(project, tmp_path_factory):
    """Chapter -> how its program ended; two run at a time, since most of them keep one core busy."""
    before = SERVED.format(root=str(ROOT), datasets=dict(project.datasets))

    def run(name):
        folder = tmp_path_factory.mktemp("downloaded")
        return run_alone(folder, download_program(SNIPPETS[name], "en"), before=before, timeout=900)

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(CHAPTERS, pool.map(run, CHAPTERS), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", CHAPTERS)
def test_every_program_that_readers_download_runs_to_its_end(ended, name):
    assert ended[name].returncode == 0, ended[name].stderr[-2000:]


@pytest.mark.slow
def test_the_data_of_the_chapters_are_beside_the_downloads(project):
    build(project)
    assert (project.build / "take" / "downloads" / "mnist.npz").read_bytes() == (
        project.snippets / "data" / "mnist.npz"
    ).read_bytes()
