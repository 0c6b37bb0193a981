"""The doctor names the fault in every broken environment, and none in a healthy one."""

import ast
import json
import os
import shutil
import string
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import environments as made
import pytest

from scripts import doctor
from scripts.doctor import Binding, Done, Dot, Facts

DOCTOR = Path(doctor.__file__)
ROOT = DOCTOR.parent.parent
pty = pytest.importorskip("pty")  # not on Windows, and neither are the environments: they are made of links


# --- environments, broken in fact --------------------------------------------------------------
def off_the_path(folder):
    here = made.environment(folder, dot=False)
    made.draws(folder / "venv" / "bin" / "dot")
    return here


def conda(folder):
    here = off_the_path(folder)
    (folder / "venv" / "conda-meta").mkdir()
    for name in ("history", "graphviz-14.1.5-h0.json"):
        (folder / "venv" / "conda-meta" / name).write_text("{}", encoding="utf-8")
    return here


def activated_conda(folder):
    here = conda(folder)
    here.path.append(folder / "venv" / "bin")
    return here


def names_the_file(folder):
    here = made.environment(folder)
    here.path = [folder / "bin" / "dot"]
    return here


def with_dot(text, mode=0o755):
    """Whose `dot` is this script."""

    def make(folder):
        here = made.environment(folder, dot=False)
        made.script(folder / "bin" / "dot", text, mode=mode)
        return here

    return make


def that_wants(condition):
    """Whose `dot` draws if the environment that it's given is so; the reader's shell has all three variables."""

    def make(folder):
        here = made.environment(folder, dot=False)
        made.draws(folder / "hidden" / "dot")
        made.script(
            folder / "bin" / "dot", f'#!/bin/sh\n{condition} || exit 1\nexec {folder}/hidden/dot "$@"\n'
        )
        here.variables.update(GVBINDIR="/x", LD_LIBRARY_PATH="/x")
        return here

    return make


def with_graphviz(maker):
    """Whose `dot` is this Graphviz."""

    def make(folder):
        here = made.environment(folder, dot=False)
        maker(folder / "bin" / "dot")
        return here

    return make


def with_first(text, mode=0o755):
    """On whose PATH a bad `dot` stands before the good one."""

    def make(folder):
        here = made.environment(folder)
        made.script(folder / "first" / "dot", text, mode=mode)
        here.path.insert(0, folder / "first")
        return here

    return make


def with_wheel(wheel, *without, dot=True):
    """With one of the project's wheels in place of those packages."""

    def make(folder):
        here = made.environment(folder, *without, dot=dot)
        here.install(wheel)
        return here

    return make


def remains_of_keras(folder):
    here = made.environment(folder, "keras")
    (here.site_packages / "keras-3.15.1.dist-info").mkdir()
    return here


def half_of_pydot(folder):
    here = with_wheel("pydot-4.0.1", "pydot")(folder)
    (here.site_packages / "pydot" / "core.py").unlink()
    return here


def with_kernel(python, **variables):
    """Where Jupyter's default kernel is this Python."""

    def make(folder):
        here = made.environment(folder)
        made.kernel(folder / "jupyter", python)
        here.variables.update(JUPYTER_PATH=str(folder / "jupyter"), **variables)
        return here

    return make


def without(*packages, dot=True):
    return lambda folder: made.environment(folder, *packages, dot=dot)


CRASH = "#!/bin/sh\nkill -SEGV $$\n"
NO_LIBRARY = (
    "#!/bin/sh\necho 'dot: error while loading shared libraries: libgvc.so.6: cannot open' >&2\nexit 127\n"
)
ENVIRONMENTS = {
    "healthy": (without(), [], []),
    "healthy, conda activated": (activated_conda, [], []),
    "healthy, kernel of this Python": (
        lambda folder: with_kernel(str(folder / "venv/bin/python3"))(folder),
        [],
        [],
    ),
    "healthy, kernel named bare": (with_kernel("python"), [], []),
    "healthy, a file without permission before it": (with_first("", mode=0o644), [], []),
    "healthy, a file of another CPU before it": (with_first("\x7fELF"), [], []),
    "healthy, by the variables that pydot hands on": (that_wants('[ "$LD_LIBRARY_PATH" = /x ]'), [], []),
    "dot that needs a variable which pydot drops": (
        that_wants('[ "$GVBINDIR" ]'),
        ["dot-fails"],
        ["pygraphviz-draws"],
    ),
    "healthy, a dead relative that isn't used": (with_wheel("pydot_ng"), [], []),
    "healthy, an old pydot": (with_wheel("pydot-1.4.2", "pydot"), [], ["old-pydot"]),
    "healthy, graphviz of pip": (with_wheel("graphviz"), [], []),
    "no Keras": (without("keras"), ["no-keras"], []),
    "the remains of Keras": (remains_of_keras, ["no-keras"], []),
    "no backend": (without("tensorflow", "jax", "torch"), ["no-backend"], []),
    "no pydot": (without("pydot"), ["no-pydot"], []),
    "no pydot, no dot": (without("pydot", "pygraphviz", dot=False), ["no-pydot", "no-dot"], []),
    "half of pydot": (half_of_pydot, ["pydot-broken"], []),
    "a dead relative alone": (with_wheel("pydot_ng", "pydot"), ["dead-relative"], []),
    "an old pydot, no dot": (
        with_wheel("pydot-1.4.2", "pydot", "pygraphviz", dot=False),
        ["no-dot", "old-pydot"],
        [],
    ),
    "no dot": (without("pygraphviz", dot=False), ["no-dot"], []),
    "no dot, pygraphviz": (without(dot=False), ["no-dot"], ["pygraphviz-draws"]),
    "graphviz of pip alone": (
        with_wheel("graphviz", "pygraphviz", dot=False),
        ["no-dot"],
        ["graphviz-package-only"],
    ),
    "dot off the PATH": (off_the_path, ["dot-not-on-path"], ["pygraphviz-draws"]),
    "conda not activated": (conda, ["conda-not-activated"], []),
    "PATH names the file": (names_the_file, ["path-names-a-file"], []),
    "dot without permission": (
        with_dot("#!/bin/sh\n", mode=0o644),
        ["dot-not-executable"],
        ["pygraphviz-draws"],
    ),
    "dot of another CPU": (with_dot("\x7fELF"), ["dot-cannot-start"], ["pygraphviz-draws"]),
    "dot without interpreter": (with_dot("#!/gone/sh\n"), ["dot-cannot-start"], ["pygraphviz-draws"]),
    "dot without a library": (with_dot(NO_LIBRARY), ["dot-library-missing"], ["pygraphviz-draws"]),
    "dot that crashes": (with_dot(CRASH), ["dot-crashes"], ["pygraphviz-draws"]),
    "dot that fails": (with_dot("#!/bin/sh\nexit 3\n"), ["dot-fails"], ["pygraphviz-draws"]),
    "dot that writes nothing": (with_dot("#!/bin/sh\n"), ["dot-fails"], ["pygraphviz-draws"]),
    "dot without plugins": (with_graphviz(made.lacks_plugins), ["dot-no-plugins"], ["pygraphviz-draws"]),
    "dot with plugins unregistered": (
        with_graphviz(made.unregistered),
        ["dot-no-plugins"],
        ["pygraphviz-draws"],
    ),
    "dot without PNG": (with_graphviz(made.lacks_png), ["dot-no-png"], ["pygraphviz-draws"]),
    "a crashing dot before a good one": (with_first(CRASH), ["broken-dot-first"], []),
    "kernel of another Python": (with_kernel(sys.executable), [], ["other-kernel"]),
    "kernel of a Python that is gone": (with_kernel("/gone/python"), [], ["dead-kernel"]),
    "started by a kernel of another Python": (
        with_kernel(sys.executable, JPY_PARENT_PID="1"),
        ["wrong-python"],
        [],
    ),
}
DRAWS_ALL_THE_SAME = {"no-keras", "no-backend", "dead-relative", "wrong-python"}
"""Faults by which pydot alone still draws a graph of one node."""
DRAW = """
try:
    import pydot
except ImportError:
    import pydot_ng as pydot
for form, begin in ("ps", b"%!PS"), ("png", b"\\x89PNG"), ("svg", b"<?xml"):
    assert pydot.Dot("g").create(format=form).startswith(begin)
"""


ALONE = f"""
import sys
sys.path.append({str(DOCTOR.parent)!r})
import doctor
doctor.SYSTEMS_FOLDERS = ()
sys.exit(doctor.main(sys.argv[1:]))
"""
"""The doctor on a machine without a `dot` of its own, whatever this one has."""


def ask(environment, *options, program=("-c", ALONE), answer=None):
    """Run the doctor as its user would."""
    return subprocess.run(
        [environment.python, *program, *options],
        env=environment.settings,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        input=answer or "",
        timeout=300,
    )


@pytest.fixture(scope="module", params=ENVIRONMENTS)
def case(request, tmp_path_factory):
    """An environment, what the doctor says of it, and what it should."""
    make, faults, remarks = ENVIRONMENTS[request.param]
    environment = make(tmp_path_factory.mktemp("reader"))
    done = ask(environment, "--json")
    assert done.stderr == ""
    return Case(environment, done.returncode, json.loads(done.stdout), done.stdout, faults, remarks)


@dataclass
class Case:
    environment: made.Environment
    code: int
    told: dict
    text: str
    faults: list
    remarks: list


def test_the_fault_is_named(case):
    named = {severity: [] for severity in ("fault", "remark")}
    for finding in case.told["findings"]:
        named[finding["severity"]].append(finding["id"])
    assert named == {"fault": case.faults, "remark": case.remarks}
    assert case.told["healthy"] is (not case.faults)
    assert case.code == int(bool(case.faults))


def test_what_is_said_agrees_with_what_pydot_can_do(case):
    done = subprocess.run(
        [case.environment.python, "-c", DRAW], env=case.environment.settings, capture_output=True
    )
    assert (done.returncode == 0) is not bool(set(case.faults) - DRAWS_ALL_THE_SAME), done.stderr


def test_every_fault_comes_with_a_command(case):
    assert [
        each["id"] for each in case.told["findings"] if each["severity"] == "fault" and not each["command"]
    ] == []


def test_no_home_folder_is_told(case):
    assert str(case.environment.folder) not in case.text


def test_the_true_message_of_dot_is_shown(tmp_path):
    (finding,) = [
        each
        for each in json.loads(ask(with_graphviz(made.lacks_plugins)(tmp_path), "--json").stdout)["findings"]
        if each["severity"] == "fault"
    ]
    assert finding["said"] == (
        'Format: "ps" not recognized. No formats found. Perhaps "dot -c" needs to be run '
        "(with installer's privileges) to register the plugins?"
    )
    assert finding["command"] == "~/bin/dot -c"


def test_it_is_a_command_of_the_project_too_and_needs_no_environment_of_it(tmp_path):
    environment = without("pydot")(tmp_path)
    done = ask(environment, "--json", program=("-m", "scripts", "doctor"))
    assert [each["id"] for each in json.loads(done.stdout)["findings"]] == ["no-pydot"]
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("options", [["--lang", "fr"], ["--repair"], ["--json", "--fix"], ["x"]])
@pytest.mark.parametrize("program", [[DOCTOR], ["-m", "scripts", "doctor"]])
def test_a_wrong_command_is_exit_code_2(program, options):
    done = subprocess.run([sys.executable, *program, *options], cwd=ROOT, capture_output=True)
    assert done.returncode == 2


@pytest.mark.parametrize("lang", ["zh_CN.UTF-8", "C.UTF-8"])
def test_help_is_in_the_readers_language(lang):
    done = subprocess.run(
        [sys.executable, DOCTOR, "--help"], env={"LC_ALL": lang, "PYTHONUTF8": "1"}, capture_output=True
    )
    assert ("画不出图" in done.stdout.decode()) is lang.startswith("zh")


def test_a_terminal_without_chinese_is_no_crash(tmp_path):
    environment = without("pydot")(tmp_path)
    environment.variables |= {
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
    }
    done = ask(environment, "--lang", "zh")
    assert (done.returncode, done.stderr) == (1, "")
    assert "[no-pydot]" in done.stdout
    assert "[not-utf-8]" in done.stdout
    environment.variables["LANG"] = "zh_CN"
    assert "problem[no-pydot]" in ask(environment).stdout


@pytest.mark.slow
def test_keras_is_called_in_fact_if_asked(tmp_path):
    done = ask(made.environment(tmp_path), "--import", "--json")
    assert json.loads(done.stdout)["facts"]["plotted"] == "drew"
    assert done.returncode == 0


@pytest.mark.slow
def test_keras_own_message_is_shown_if_asked(tmp_path):
    told = json.loads(ask(without("pygraphviz", dot=False)(tmp_path), "--import", "--json").stdout)
    assert [each["id"] for each in told["findings"]] == ["no-dot", "plot-model-fails"]
    assert told["findings"][1]["said"] == (
        "ImportError: You must install graphviz (see instructions at https://graphviz.gitlab.io/download/) "
        "for `plot_model` to work."
    )


# --- --fix --------------------------------------------------------------------------------------
def answer_at_a_terminal(environment, answers):
    """Exit code and text of `--fix` at a terminal of its own, where these lines are typed."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{each}\n" for each in answers).encode())
    done = subprocess.run(
        [environment.python, "-c", ALONE, "--fix", "--lang", "en"],
        env=environment.settings,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )
    os.close(ours)
    os.close(theirs)
    return done.returncode, done.stdout


def without_permission(folder):
    here = made.environment(folder)
    (folder / "bin" / "dot").chmod(0o644)
    return here


def test_yes_fixes(tmp_path):
    code, said = answer_at_a_terminal(without_permission(tmp_path), ["y"])
    assert said.startswith(
        "[dot-not-executable] ~/bin/dot is not executable\n    chmod +x ~/bin/dot\n    Run it? [y/N] "
    )
    assert said.endswith(
        "No problem found: plot_model should draw here.\nFor details, see the chapter Graphviz of the executed Keras manual.\n"
    )
    assert code == 0


@pytest.mark.parametrize("answers", [["n"], [""], ["x"]])
def test_anything_but_yes_leaves_all_as_it_was(answers, tmp_path):
    code, said = answer_at_a_terminal(without_permission(tmp_path), answers)
    assert "problem[dot-not-executable]" in said
    assert code == 1
    assert (tmp_path / "bin" / "dot").stat().st_mode & 0o777 == 0o644


def test_without_a_terminal_nothing_is_run(tmp_path):
    done = ask(without_permission(tmp_path), "--fix", answer="y\n")
    assert done.returncode == 1
    assert (tmp_path / "bin" / "dot").stat().st_mode & 0o777 == 0o644


def test_plugins_are_registered_in_fact(tmp_path):
    code, said = answer_at_a_terminal(with_graphviz(made.unregistered)(tmp_path), ["y"])
    assert "\n    ~/bin/dot -c\n" in said
    assert code == 0


def test_pydot_is_installed_in_fact(tmp_path):
    environment = without("pydot")(tmp_path)
    environment.variables |= {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(made.WHEELS),
        "PIP_CONFIG_FILE": os.devnull,
    }
    code, said = answer_at_a_terminal(environment, ["y"])
    assert "\n    ~/venv/bin/python -m pip install -U pydot\n" in said
    assert code == 0, said


def test_a_command_that_fails_is_said_and_not_asked_again(tmp_path):
    environment = without("pydot")(tmp_path)
    environment.variables |= {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    code, said = answer_at_a_terminal(environment, ["y", "y"])
    assert "The command failed with exit code 1." in said
    assert said.count("Run it?") == 1
    assert code == 1


def test_what_needs_the_readers_own_shell_is_only_said(tmp_path):
    code, said = answer_at_a_terminal(with_first(CRASH)(tmp_path), ["y"])
    assert '    Run this yourself: export PATH="$HOME/bin:$PATH"\n' in said
    assert "Run it?" not in said
    assert code == 1


# --- systems that aren't here --------------------------------------------------------------------
KERAS = {"keras": "3.15.1", "tensorflow": "2.21.0", "pydot": "4.0.1"}
PYDOT = Binding("pydot", "4.0.1", exceptions=["PydotException"])
OLD_PYDOT = Binding("pydot", "1.4.2", exceptions=["InvocationException"])
NG = Binding("pydot_ng", "2.0.0", exceptions=["InvocationException"])
PLUS = Binding("pydotplus", "2.0.2", exceptions=["InvocationException"])
GOOD = Dot("/usr/bin/dot", "path", formats=["ps", "png", "svg"])


def facts(**differences):
    """A healthy machine, but for these."""
    healthy = {
        "packages": KERAS,
        "bindings": [PYDOT],
        "dots": [GOOD],
        "home": "/home/ada",
        "tools": ["apt-get", "sudo"],
    }
    return Facts(**{**healthy, **differences})


def faults(facts):
    return [each.id for each in doctor.judge(facts) if each.fault]


def remarks(facts):
    return [each.id for each in doctor.judge(facts) if not each.fault]


def command_for(**differences):
    """The command against the first fault, and whether --fix may run it."""
    first = doctor.judge(facts(**differences))[0].command
    return first.line, bool(first.argv)


def test_a_healthy_machine_has_no_findings():
    assert doctor.judge(facts()) == []


@pytest.mark.parametrize(
    ("packages", "bindings", "expected"),
    [
        ({"keras": "3.15.1"}, [PYDOT, NG], []),
        ({"keras": "3.8.0"}, [NG, PYDOT], []),
        ({"keras": "3.8.0"}, [NG], ["dead-relative"]),
        ({"keras": "3.7.0"}, [PYDOT, NG], ["dead-relative"]),
        ({"keras": "3.7.0"}, [PYDOT, PLUS], ["dead-relative"]),
        ({"keras": "2.15.0"}, [PYDOT, PLUS], ["dead-relative"]),
        ({"keras": "2.3.1"}, [PYDOT, NG], []),
        ({"keras": "2.3.1"}, [NG], ["no-pydot"]),
        ({"keras": "2.1.5"}, [PYDOT, NG], ["dead-relative"]),
        ({"keras": "2.4.3", "tensorflow": "2.4.1"}, [PYDOT, NG], ["dead-relative"]),
        ({"tensorflow": "2.3.0"}, [PYDOT], []),
        ({"tensorflow-cpu": "2.3.0"}, [], ["no-pydot"]),
        ({"tensorflow": "2.16.1"}, [PYDOT], ["no-keras"]),
        ({"tensorflow": "2.16.1", "tf-keras": "2.16.0"}, [PYDOT], []),
        ({}, [PYDOT], ["no-keras"]),
        ({}, [], ["no-keras"]),
        ({"keras": "3.0.0rc1"}, [PYDOT], []),
    ],
)
def test_which_package_a_keras_takes(packages, bindings, expected):
    assert faults(facts(packages=packages, bindings=bindings)) == expected


@pytest.mark.parametrize(
    ("keras", "binding", "dots", "expected"),
    [
        ("3.6.0", OLD_PYDOT, [], (["no-dot", "old-pydot"], [])),
        ("3.6.0", OLD_PYDOT, [GOOD], ([], ["old-pydot"])),
        ("3.5.0", OLD_PYDOT, [], (["no-dot"], [])),
        ("3.5.0", PYDOT, [], (["no-dot"], ["new-pydot-old-keras"])),
        ("3.5.0", PYDOT, [GOOD], ([], [])),
    ],
)
def test_a_message_that_hides_the_fault_is_explained(keras, binding, dots, expected):
    machine = facts(packages={"keras": keras}, bindings=[binding], dots=dots)
    assert (faults(machine), remarks(machine)) == expected


@pytest.mark.parametrize(
    ("machine", "command"),
    [
        ({}, ("sudo apt-get update && sudo apt-get install -y graphviz", False)),
        ({"admin": True, "tools": ["apt-get"]}, ("apt-get update && apt-get install -y graphviz", False)),
        ({"tools": ["apt-get"]}, ("/usr/bin/python3 -m pip install -U pygraphviz", True)),
        ({"tools": []}, ("/usr/bin/python3 -m pip install -U pygraphviz", True)),
        ({"tools": ["dnf", "sudo"]}, ("sudo dnf install -y graphviz graphviz-gd", False)),
        ({"tools": ["pacman", "sudo"]}, ("sudo pacman -S --noconfirm graphviz", False)),
        ({"tools": ["apk"], "admin": True}, ("apk add graphviz", False)),
        ({"platform": "darwin", "tools": ["brew", "sudo"]}, ("brew install graphviz", True)),
        ({"platform": "darwin", "tools": ["port", "sudo"]}, ("sudo port install graphviz", False)),
        ({"platform": "win32", "tools": ["scoop", "winget"]}, ("scoop install graphviz", True)),
        ({"platform": "win32", "tools": ["winget", "choco"]}, ("winget install Graphviz.Graphviz", False)),
        ({"platform": "win32", "tools": ["choco"]}, ("choco install -y graphviz", False)),
        (
            {"in_conda": True, "prefix": "/home/ada/conda/envs/k", "tools": ["conda", "brew"]},
            ("conda install -y -p ~/conda/envs/k -c conda-forge graphviz", True),
        ),
        ({"in_conda": True, "tools": ["brew"]}, ("brew install graphviz", True)),
    ],
)
def test_graphviz_is_installed_by_what_the_system_has(machine, command):
    assert command_for(dots=[], **machine) == command


@pytest.mark.parametrize(
    ("machine", "command"),
    [
        ({}, "/usr/bin/python3 -m pip install -U pydot"),
        ({"python": "/home/ada/.venv/bin/python"}, "~/.venv/bin/python -m pip install -U pydot"),
        ({"python": "/home/ada/my venv/bin/python"}, '"$HOME/my venv/bin/python" -m pip install -U pydot'),
        ({"python": "/o'k $x/python"}, "'/o'\"'\"'k $x/python' -m pip install -U pydot"),
        (
            {"platform": "win32", "python": r"C:\P y\python.exe"},
            r'"C:\P y\python.exe" -m pip install -U pydot',
        ),
        ({"pip": "uv"}, "uv pip install --python /usr/bin/python3 -U pydot"),
        ({"pip": "managed"}, "/usr/bin/python3 -m pip install --user --break-system-packages -U pydot"),
        ({"pip": "none"}, "/usr/bin/python3 -m ensurepip && /usr/bin/python3 -m pip install -U pydot"),
        (
            {"in_conda": True, "prefix": "/c/k", "tools": ["mamba"]},
            "mamba install -y -p /c/k -c conda-forge pydot",
        ),
    ],
)
def test_pydot_is_installed_into_this_python(machine, command):
    assert command_for(bindings=[], **machine)[0] == command


WINDOWS_DOT = r"C:\Program Files\Graphviz\bin\dot.exe"


@pytest.mark.parametrize(
    ("dots", "machine", "fault", "command"),
    [
        (
            [Dot("/opt/homebrew/bin/dot", "off")],
            {"platform": "darwin"},
            "dot-not-on-path",
            'export PATH="/opt/homebrew/bin:$PATH"',
        ),
        (
            [Dot(WINDOWS_DOT, "off")],
            {"platform": "win32"},
            "dot-not-on-path",
            "powershell -Command \"[Environment]::SetEnvironmentVariable('Path', "
            r"'C:\Program Files\Graphviz\bin;' + [Environment]::GetEnvironmentVariable('Path', 'User'), 'User')"
            '"',
        ),
        (
            [Dot("/c/envs/k/bin/dot", "off")],
            {"prefix": "/c/envs/k", "conda_graphviz": True},
            "conda-not-activated",
            "conda activate k",
        ),
        (
            [Dot("/c/own/bin/dot", "off")],
            {"prefix": "/c/own", "conda_graphviz": True},
            "conda-not-activated",
            "conda activate /c/own",
        ),
        (
            [Dot("/a/dot", "path", "dot-not-executable", mine=True)],
            {},
            "dot-not-executable",
            "chmod +x /a/dot",
        ),
        ([Dot("/a/dot", "path", "dot-not-executable")], {}, "dot-not-executable", "sudo chmod +x /a/dot"),
        (
            [Dot("/a/dot", "path", "dot-cannot-start"), Dot("/b/dot", "off")],
            {},
            "dot-cannot-start",
            'export PATH="/b:$PATH"',
        ),
        (
            [Dot("/usr/bin/dot", "path", "dot-crashes")],
            {},
            "dot-crashes",
            "sudo apt-get update && sudo apt-get install -y --reinstall graphviz",
        ),
        (
            [Dot("/a/dot", "path", "dot-crashes")],  # no package's: to install again would leave it there
            {},
            "dot-crashes",
            "sudo apt-get update && sudo apt-get install -y graphviz",
        ),
        ([Dot("/a/dot", "path", "dot-no-plugins")], {}, "dot-no-plugins", "sudo /a/dot -c"),
        (
            [Dot(WINDOWS_DOT, "path", "dot-no-png")],
            {"platform": "win32"},
            "dot-no-png",
            f'"{WINDOWS_DOT}" -c',
        ),
        (
            [Dot("/a/dot", "path", "dot-no-png")],
            {"tools": ["dnf", "sudo"]},
            "dot-no-png",
            "sudo dnf install -y graphviz-gd",
        ),
        (
            [Dot("C:\\a\\dot.exe", "path", "dot-cannot-start"), Dot("C:\\b\\dot.exe", "path")],
            {"platform": "win32"},
            "broken-dot-first",
            "powershell -Command \"[Environment]::SetEnvironmentVariable('Path', "
            r"'C:\b;' + [Environment]::GetEnvironmentVariable('Path', 'User'), 'User')"
            '"',
        ),
    ],
)
def test_each_fault_of_dot_has_its_command(dots, machine, fault, command):
    (found,) = doctor.judge(facts(dots=dots, **machine))
    assert (found.id, found.command.line) == (fault, command)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (Done(0xC0000135), "dot-library-missing"),
        (Done(0xC0000005), "dot-crashes"),
        (Done(139), "dot-crashes"),
        (Done(-6, err=b"dyld: Library not loaded: @rpath/libgvc.6.dylib"), "dot-library-missing"),
        (Done(hindrance=TimeoutError(110, "no end after 20 s")), "dot-fails"),
        (Done(hindrance=OSError(8, "Exec format error")), "dot-cannot-start"),
        (
            Done(1, err=b'There is no layout engine support for "dot"\nPerhaps "dot -c" needs'),
            "dot-no-plugins",
        ),
    ],
)
def test_the_end_of_a_program_is_understood(done, expected):
    assert doctor.trouble_of("/bin/sh", done) == expected


def test_a_program_that_does_not_end_is_stopped():
    done = doctor.run([sys.executable, "-c", "import signal; signal.pause()"], limit_s=1)
    assert doctor.what_it_said(done) == "no end after 1 s"


def test_faults_are_said_before_remarks():
    machine = facts(bindings=[OLD_PYDOT], kernel="/other/python", in_kernel=True)
    assert [each.id for each in doctor.judge(machine)] == ["wrong-python", "old-pydot"]


def test_a_folder_with_two_names_is_looked_at_once(tmp_path, monkeypatch):
    made.script(tmp_path / "bin" / "dot", "")
    (tmp_path / "also").symlink_to(tmp_path / "bin")
    monkeypatch.setenv("PATH", os.pathsep.join([f"{tmp_path}/bin", f"{tmp_path}/also"]))
    found = [path for path, place in doctor.find_dots(conda_graphviz=False) if place == "path"]
    assert found == [f"{tmp_path}/bin/dot"]


def test_another_conda_environment_explains_a_missing_keras():
    machine = facts(packages={}, conda_prefix="/home/ada/conda/envs/k", doctor="/home/ada/doctor.py")
    remark = doctor.judge(machine)[-1]
    assert (remark.id, remark.command.line) == ("conda-other-python", "~/conda/envs/k/bin/python ~/doctor.py")
    assert remarks(facts(conda_prefix="/home/ada/conda")) == []


# --- words ---------------------------------------------------------------------------------------
def test_every_finding_has_its_words_and_no_words_are_left_over():
    tree = ast.parse(DOCTOR.read_text(encoding="utf-8"))
    named = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
            named |= {each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)}
        if isinstance(node, ast.FunctionDef) and node.name == "trouble_of":
            returned = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
            named |= {
                part.value for value in returned for part in ast.walk(value) if isinstance(part, ast.Constant)
            }
    assert {each for each in named if isinstance(each, str) and each.count("-") and " " not in each} == set(
        doctor.WORDS
    )


def holes(texts):
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("finding", doctor.WORDS)
def test_both_languages_say_the_same(finding):
    words = doctor.WORDS[finding]
    assert list(words) == ["zh", "en"]
    assert holes(words["zh"]) == holes(words["en"])


@pytest.mark.parametrize("table", [doctor.NOTES, doctor.SAYS, doctor.HELP])
def test_every_other_sentence_is_in_both(table):
    assert [key for key, texts in table.items() if list(texts) != ["zh", "en"]] == []


SAMPLE = facts(
    bindings=[],
    dots=[Dot("/home/ada/bin/dot", "path", "dot-crashes", "exit code -11", mine=True)],
    python="/home/ada/.venv/bin/python",
    python_version="3.11.7",
)


def test_the_report_in_english():
    assert doctor.report(SAMPLE, doctor.judge(SAMPLE), "en") == (
        "Python 3.11.7  ~/.venv/bin/python\n"
        "keras 3.15.1\n"
        "pydot none\n"
        "dot  ~/bin/dot  draws nothing\n"
        "\n"
        "problem[no-pydot]: this Python has no pydot\n"
        "    why: Keras passes the model to Graphviz through pydot, and only looks for it when Keras is imported: restart the kernel after installing it.\n"
        "    fix: ~/.venv/bin/python -m pip install -U pydot\n"
        "\n"
        "problem[dot-crashes]: ~/bin/dot crashes when it draws\n"
        "    message: exit code -11\n"
        "    why: It can't even draw a graph of two nodes, so your model isn't the cause.\n"
        "    fix: sudo apt-get update && sudo apt-get install -y graphviz\n"
        "    note: The broken dot was not installed by the system. After installing, delete it or take it off the PATH.\n"
        "\n"
        "2 problems. Fix the first one, then run the doctor again.\n"
        "For details, see the chapter Graphviz of the executed Keras manual."
    )


def test_the_report_in_chinese():
    assert doctor.report(SAMPLE, doctor.judge(SAMPLE), "zh") == (
        "Python 3.11.7  ~/.venv/bin/python\n"
        "keras 3.15.1\n"
        "pydot 没有\n"
        "dot  ~/bin/dot  画不出任何格式\n"
        "\n"
        "问题[no-pydot]：这个 Python 没有安装 pydot\n"
        "    原因：Keras 通过 pydot 把模型交给 Graphviz，并且只在自身被导入时查找一次 pydot：安装后需要重启内核。\n"
        "    命令：~/.venv/bin/python -m pip install -U pydot\n"
        "\n"
        "问题[dot-crashes]：~/bin/dot 画图时崩溃\n"
        "    信息：exit code -11\n"
        "    原因：连两个节点的图也画不完，与你的模型无关。\n"
        "    命令：sudo apt-get update && sudo apt-get install -y graphviz\n"
        "    注意：损坏的 dot 不是由系统安装的：安装之后，请把它删除或移出 PATH。\n"
        "\n"
        "2 个问题。请先解决第一个，再诊断一次。\n"
        "详见 Keras 实测手册的 Graphviz 一章。"
    )


def test_a_command_for_windows_is_typed_as_it_stands():
    sample = facts(bindings=[], home=r"C:\Users\A B", python=r"C:\Users\A B\py\python.exe", platform="win32")
    said = doctor.report(sample, doctor.judge(sample), "en")
    assert r'    fix: "C:\Users\A B\py\python.exe" -m pip install -U pydot' in said
    assert "    note: In PowerShell, put & and a space in front of the line." in said


def test_a_wheel_that_draws_is_not_installed_again():
    packages = {**facts().packages, "pygraphviz": "2.0.4"}
    sample = facts(dots=[], tools=[], packages=packages, pygraphviz="draws")
    said = doctor.report(sample, doctor.judge(sample), "en")
    assert "fix:" not in said
    assert "    note: pygraphviz already draws. For plot_model itself, see the small dot of your own" in said


def test_installing_past_the_protection_of_the_system_s_python_is_said():
    sample = facts(bindings=[], pip="managed")
    assert "    note: This overrides the system's protection" in doctor.report(
        sample, doctor.judge(sample), "en"
    )


def test_a_reader_who_has_read_enough_sees_no_traceback():
    done = subprocess.run(
        f"{sys.executable} {DOCTOR} | head -1", shell=True, capture_output=True, text=True, cwd=DOCTOR.parent
    )
    assert done.stderr == ""


# --- the file ------------------------------------------------------------------------------------
def test_it_is_one_file_of_the_standard_library():
    tree = ast.parse(DOCTOR.read_text(encoding="utf-8"), feature_version=(3, 8))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("minor", [8, 9, 10, 12, 13])
def test_it_runs_on(minor, tmp_path):
    python = shutil.which(f"python3.{minor}")
    if not python or subprocess.run([python, "-V"], capture_output=True).returncode:
        pytest.skip(f"no Python 3.{minor} on the PATH")
    copy = shutil.copy(DOCTOR, tmp_path)
    done = subprocess.run([python, "-W", "error", copy, "--json"], capture_output=True, cwd=tmp_path)
    assert json.loads(done.stdout)["doctor"] == 1, done.stderr
    assert done.returncode in (0, 1)
