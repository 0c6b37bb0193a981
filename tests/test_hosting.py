"""What can't be run here is read: the workflow files, the container file."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from manuals import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
CONTAINER = ROOT / "Containerfile"


def lint(program, *args):
    """What a linter of requirements-test.in says; it skips where there is none."""
    found = shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program)
    if found is None:
        pytest.skip(f"no {program}; requirements-test.in has it")
    done = subprocess.run([found, *map(str, args)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def steps():
    return [
        step
        for path in WORKFLOWS
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
        for step in job["steps"]
    ]


def test_the_workflow_files_are_of_the_form_that_github_reads():
    code, said = lint("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    assert code == 0, said


def test_the_container_file_is_clean():
    assert lint("hadolint", CONTAINER) == (0, "")


def test_actions_are_github_s_own_and_pinned_by_their_major_version():
    used = [step["uses"] for step in steps() if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", name)] == []


def test_a_workflow_may_do_no_more_than_it_needs():
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {"contents": "read"}, path
        writing = [name for name, job in workflow["jobs"].items() if "write" in str(job.get("permissions"))]
        assert writing == (["publish"] if path.name == "pages.yml" else []), path


def test_what_a_workflow_types_is_there():
    scripts = {name for step in steps() for name in re.findall(r"bash (\S+)", step.get("run", ""))}
    assert scripts
    assert [name for name in scripts if not (ROOT / name).is_file()] == []


@pytest.mark.skipif(shutil.which("sed") is None, reason="no sed")
def test_the_weekly_run_drops_the_pins_of_tensorflow_and_keras_and_no_more():
    (command,) = (line for step in steps() for line in step.get("run", "").splitlines() if "sed" in line)
    before = (ROOT / "requirements.in").read_text(encoding="utf-8")
    (expression,) = re.findall(r"'(.*?)'", command)
    after = subprocess.run(
        ["sed", "-E", expression], input=before, capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout
    changed = [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert [line.split(" ;")[0] for line in changed] == ["keras", "tensorflow-cpu", "tensorflow"]


def test_what_the_container_takes_is_let_in_and_nothing_else():
    text = CONTAINER.read_text(encoding="utf-8")
    taken = re.findall(r"^COPY (\S+) ", text, re.MULTILINE)
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert let_in == ["*", *(f"!{name}" for name in sorted(taken, reverse=True))]
    assert (ROOT / ".ci/nginx.conf").is_file()


def test_a_commit_is_checked_by_the_ruff_that_the_tests_have():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0][
        "hooks"
    ]
    pinned = [
        line
        for line in (ROOT / "requirements-test.txt").read_text(encoding="utf-8").splitlines()
        if line.startswith("ruff==")
    ]
    assert [each["additional_dependencies"] for each in hooks if each["language"] == "python"] == [
        pinned,
        pinned,
    ]
