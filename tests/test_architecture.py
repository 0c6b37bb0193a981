"""The seams between the engine's packages, and its types: what pyproject.toml says of both."""

import subprocess
import sys

import pytest
from manuals import ROOT

LINT = ["-c", "from importlinter.cli import lint_imports_command as run; run()"]


@pytest.mark.parametrize("argv", [LINT, ["-m", "mypy"]], ids=["seams", "types"])
def test_seams_and_types_hold(argv):
    done = subprocess.run([sys.executable, *argv], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_heavy_is_imported_with_the_engine():
    code = "import sys, scripts.builder; print([m for m in ('tensorflow', 'keras', 'IPython', 'matplotlib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
