"""Each program runs in a process of its own; what goes beyond a limit is ended, named, and leaves nothing behind."""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from manuals import ROOT, SETTINGS, environment, silent

from scripts.execution import executor
from scripts.sources.snippet import read_snippets

LOG = "It said last:"


def limits(text):
    return f"# ---\n# limits: {{{text}}}\n# ---\n"


def processes_with(word):
    """Command lines of all processes that hold `word` in their arguments."""
    found = []
    for process in psutil.process_iter():
        try:
            line = process.cmdline()
        except psutil.Error:
            continue
        if process.status() != psutil.STATUS_ZOMBIE and any(word in part for part in line):
            found.append(line)
    return found


def test_all_run_whatever_happens_to_some(manual):
    project = manual({"a.py": "# %% x\n1 / 0\n", "b.py": "# %% x\nn = 2\n", "c.py": "# %% x\nn = 3\n"})
    runs, problems = executor.run_snippets(read_snippets(project)[0].values(), project, silent)
    assert {run.snippet: run.values for run in runs} == {"b.py": {"n": 2}, "c.py": {"n": 3}}
    assert [problem.where for problem in problems] == ["snippets/a.py:2"]


def test_threads_of_the_caller_s_watch_the_runs(manual):
    project = manual({"a.py": "# %% x\nn = 2\n"})
    with ThreadPoolExecutor(1) as pool:
        runs, problems = executor.run_snippets(read_snippets(project)[0].values(), project, silent, pool)
    assert ([run.values for run in runs], problems) == ([{"n": 2}], [])


def test_what_runs_is_told_in_order(manual):
    project, told = manual({"a.py": "# %% x\n1\n# %% y\n2\n"}), []
    executor.run_snippets(read_snippets(project)[0].values(), project, lambda *words: told.append(words[:2]))
    assert told == [("a.py", "waiting"), ("a.py", "cell"), ("a.py", "cell"), ("a.py", "done")]


def test_no_run_sees_another_s_names_files_or_environment(manual):
    text = (
        "# %% x\nimport os, builtins\nfound = (os.listdir(), getattr(builtins, 'n', 0), os.environ.get('N', ''))\n"
        "builtins.n = 5\nos.environ['N'] = 'set'\nopen('left', 'w', encoding='utf-8').close()\nfound = repr(found)\n"
    )
    project = manual({f"{name}.py": text for name in "abc"})
    runs, _ = executor.run_snippets(read_snippets(project)[0].values(), project, silent)
    assert [run.values["found"] for run in runs] == ["([], 0, '')"] * 3


def test_the_builder_s_own_environment_does_not_reach_outputs_and_is_put_back(manual, monkeypatch):
    monkeypatch.setenv("COLUMNS", "33")
    before = dict(os.environ)
    project = manual({"a.py": "# %% x\nimport os\nwide = os.environ['COLUMNS']\n"})
    runs, _ = executor.run_snippets(read_snippets(project)[0].values(), project, silent)
    assert runs[0].values == {"wide": "80"}
    assert dict(os.environ) == before


def test_a_run_that_hangs_is_ended_at_its_limit(failed):
    began = time.monotonic()
    assert failed(
        limits("time_s: 1") + "# %% x\n1\n\n# %% hang\nimport time\nwhile True: time.sleep(1)\n"
    ) == (
        "snippets/a.py:7: cell 'hang' went over the limit time_s = 1 and was ended\n"
        "    Make it smaller, or raise the limit in the snippet's header: `# limits: {time_s: …}`."
    )
    assert time.monotonic() - began < 20


def test_a_run_that_ignores_signals_is_ended_too(failed):
    text = (
        "# %% hang\nimport signal, time\nfor s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):\n"
        "    signal.signal(s, signal.SIG_IGN)\nwhile True: pass\n"
    )
    assert "went over the limit time_s = 1" in failed(limits("time_s: 1") + text)


def test_a_run_that_eats_memory_is_ended(failed):
    assert failed(
        limits("memory_mb: 500") + "# %% eat\nheld = []\nwhile True: held.append(bytearray(10_000_000))\n"
    ) == (
        "snippets/a.py:4: cell 'eat' went over the limit memory_mb = 500 and was ended\n"
        "    Make it smaller, or raise the limit in the snippet's header: `# limits: {memory_mb: …}`."
    )


@pytest.mark.parametrize(
    "line",
    [
        "while True: print('x' * 100)",
        "import os\nwhile True: os.write(1, b'x' * 100)",
        "import subprocess\nsubprocess.run(['yes'])",
        "while True: display('x' * 100)",
    ],
    ids=["print", "descriptor", "subprocess", "display"],
)
def test_a_run_that_prints_without_end_is_ended(failed, line):
    assert failed(limits("output_kb: 50") + f"# %% print\n{line}\n") == (
        "snippets/a.py:4: cell 'print' went over the limit output_kb = 50 and was ended\n"
        "    Make it smaller, or raise the limit in the snippet's header: `# limits: {output_kb: …}`."
    )


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("os.kill(os.getpid(), 9)", "was killed by SIGKILL"),
        ("os._exit(3)", "ended its own process (exit code 3)"),
        ("os._exit(0)", "ended its own process (exit code 0)"),
        ("import ctypes; ctypes.string_at(0)", "was killed by SIGSEGV"),
    ],
)
def test_a_run_that_kills_its_own_process_is_noticed_at_once(failed, line, how):
    began = time.monotonic()
    assert failed(f"# %% x\n1\n# %% die\nimport os\n{line}\n") == (
        f"snippets/a.py:3: cell 'die' {how}\n    A run must come to its end; take the exit away."
    )
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (None, "the run closed its line to the build before its first cell"),
        (-9, "the run was killed by SIGKILL before its first cell"),
        (3, "the run ended its own process (exit code 3) before its first cell"),
    ],
)
def test_a_run_that_ends_says_how(manual, tmp_path, code, said):
    project = manual({"a.py": "# %% x\n1\n"})
    process = SimpleNamespace(join=lambda _: None, exitcode=code)
    watch = executor._Watch(read_snippets(project)[0]["a.py"], process, tmp_path, 0.0)
    assert str(watch._died()) == f"snippets/a.py: {said}\n    Try: python -m scripts build"
    watch.cell, how = "x", said.removeprefix("the run ").removesuffix(" before its first cell")
    (tmp_path / "log").write_text("", encoding="utf-8")
    assert str(watch._died()) == (
        f"snippets/a.py:1: cell 'x' {how}\n    A run must come to its end; take the exit away."
    )


def test_a_mistake_of_the_engine_s_own_reaches_the_build(failed):
    said = failed("# %% x\n1\n", settings=re.sub("preload = .*", "preload = ['no_such']", SETTINGS))
    assert said.startswith(
        "snippets/a.py:1: the run could not be run\n    The engine is wrong here:\n    Traceback"
    )


def test_what_it_said_past_python_is_in_the_message_of_its_death(failed):
    assert failed("# %% die\nimport os\nos.write(2, b'first\\nlast\\n')\nos._exit(3)\n") == (
        f"snippets/a.py:1: cell 'die' ended its own process (exit code 3)\n    {LOG}\n    first\n    last"
    )


def test_a_run_over_its_limit_before_its_first_cell_is_named(failed):
    assert failed(limits("memory_mb: 1") + "# %% x\nimport time\ntime.sleep(60)\n").partition("\n")[0] in (
        "snippets/a.py: the run went over the limit memory_mb = 1 and was ended",
        "snippets/a.py:4: cell 'x' went over the limit memory_mb = 1 and was ended",
    )


@pytest.mark.parametrize(
    "end", ["", "1 / 0", "os._exit(1)", "time.sleep(600)"], ids=["done", "raises", "exits", "hangs"]
)
def test_no_process_of_a_run_is_left_behind(manual, end, tmp_path):
    text = (
        limits("time_s: 2") + f"# %% x\nimport os, subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', '{tmp_path}'])\n"
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', '{tmp_path}'], start_new_session=True)\n{end}\n"
    )
    project = manual({"a.py": text})
    executor.run_snippets(read_snippets(project)[0].values(), project, silent)
    assert processes_with(str(tmp_path)) == []


def test_a_fork_of_a_run_is_not_left_behind(ran):
    text = "# %% x\nimport os, time\nchild = os.fork()\nif not child:\n    time.sleep(600)\n"
    child = ran(text).values["child"]
    end = time.monotonic() + 30  # it was told to end; a loaded machine takes a moment to do so
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_no_folder_of_a_run_is_left_behind(ran):
    assert not Path(
        ran("# %% x\nfrom pathlib import Path\nplace = Path.cwd().as_posix()\n").values["place"]
    ).exists()


def test_a_run_begins_in_an_empty_folder_of_its_own(ran):
    run = ran(
        "# %% x\nimport os\nnumber = len(os.listdir())\nopen('a.txt', 'w', encoding='utf-8').write('x')\n"
    )
    assert run.values == {"number": 0}


def test_the_folder_that_a_killed_build_left_goes_with_the_next(manual):
    project = manual({"a.py": "# %% x\n1\n"})
    left = project.build / "runs" / "left" / "cwd"
    left.mkdir(parents=True)
    executor.run_snippets(read_snippets(project)[0].values(), project, silent)
    assert list((project.build / "runs").iterdir()) == []


def test_a_run_that_closes_all_its_files_is_ended(failed):
    text = "# %% x\nimport os, time\nos.closerange(3, 200)\nwhile True: time.sleep(1)\n"
    began = time.monotonic()
    assert failed(limits("time_s: 60") + text).startswith("snippets/a.py:4: cell 'x' ")
    assert time.monotonic() - began < 20


def test_a_value_of_the_program_s_own_class_does_not_reach_the_build(ran):
    text = "# %% x\nimport enum\nclass Kind(enum.IntEnum):\n    a = 1\nkind, n = Kind.a, 2\n"
    assert ran(text).values == {"n": 2}


def test_a_variable_that_the_builder_sets_while_runs_are_under_way_stays(manual, monkeypatch):
    monkeypatch.setenv("SET_MEANWHILE", "before")
    project, during = manual({"a.py": "# %% x\n1\n"}), []

    def told(*_):
        os.environ["SET_MEANWHILE"] = "during"
        during.append(os.environ.get("KERAS_HOME"))

    executor.run_snippets(read_snippets(project)[0].values(), project, told)
    assert os.environ["SET_MEANWHILE"] == "during"
    assert set(during) == {os.environ.get("KERAS_HOME")}


RUN = """
import sys
from pathlib import Path
from scripts.execution import executor
from scripts.core.project import read_project
from scripts.sources.snippet import read_snippets
executor.START_S = 2
sys.path += sys.argv[2:]
project = read_project(Path(sys.argv[1]))
_, problems = executor.run_snippets(read_snippets(project)[0].values(), project, lambda *_: None)
print(*problems, sep="\\n")
"""
"""Builds with another server of processes than this one's."""


@pytest.mark.parametrize(
    ("text", "is_in_server", "said"),
    [
        (
            "import time\ntime.sleep(600)\n",
            True,
            "pyproject.toml: the import of preload = ['slow'] crashed, or",
        ),
        ("import os\nos._exit(1)\n", True, "pyproject.toml: the import of preload = ['slow'] crashed, or"),
        (
            "import time\ntime.sleep(600)\n",
            False,
            "snippets/a.py: the run did not come to its first cell within 2 s and was ended",
        ),
    ],
    ids=["hangs in the server", "crashes in the server", "hangs in the run"],
)
def test_what_hangs_before_the_first_cell_is_ended(manual, tmp_path, text, is_in_server, said):
    project = manual(
        {"a.py": "# %% x\n1\n"},
        settings=re.sub("preload = .*", "preload = ['slow']", SETTINGS),
        files={"own/slow.py": text},
    )
    own = str(project.root / "own")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(project.root), *([] if is_in_server else [own])],
        cwd=ROOT,
        env=environment(**({"PYTHONPATH": own} if is_in_server else {})),
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith(said)
    assert "\n    Try: python -c 'import slow'\n" in done.stdout
