"""The environment is made once, whole, by pip or uv, and what hinders it is said in a sentence."""

import ast
import contextlib
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import __main__ as commands
from scripts.bootstrap import env, pins

ROOT = Path(__file__).parent.parent
UV = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
NEEDS_UV = pytest.mark.skipif(UV is None, reason="uv is not on the PATH")
NOWHERE = "http://127.0.0.1:9/simple"


@pytest.fixture(params=["pip", pytest.param("uv", marks=NEEDS_UV)])
def installer(request, monkeypatch, tmp_path):
    """The one installer that can be found, and no registry."""
    use(request.param, monkeypatch, tmp_path)
    return request.param


@pytest.fixture
def any_installer(monkeypatch, tmp_path):
    """The faster installer there is."""
    use("pip" if UV is None else "uv", monkeypatch, tmp_path)


def use(name, monkeypatch, tmp_path):
    """Let `name` alone be found, with two versions of one wheel for a registry."""
    tools = tmp_path / "tools"
    tools.mkdir()
    if name == "uv":
        (tools / Path(UV).name).symlink_to(UV)
    for variable in [each for each in os.environ if each.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(variable)
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    for version in ("1.0", "2.0"):
        write_wheel(wheels, "tiny", version)
    write_wheel(wheels, "tiny_tests", "1.0")
    settings = {
        "PATH": tools,
        "PIP_CONFIG_FILE": os.devnull,
        "UV_NO_CONFIG": "1",
        "UV_CACHE_DIR": tmp_path / "cache",
    }
    settings |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": wheels, "UV_NO_INDEX": "1", "UV_FIND_LINKS": wheels}
    for variable, value in settings.items():
        monkeypatch.setenv(variable, str(value))


def write_wheel(folder, name, version):
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"version = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)


@pytest.fixture
def root(tmp_path):
    """A project that needs `tiny`, and `tiny-tests` for its tests."""
    folder = tmp_path / "project with a space"
    folder.mkdir()
    write(folder, "# made by hand\ntiny==1.0\n    # via -r requirements.in\n")
    (folder / env.TEST_REQUIREMENTS).write_text("tiny-tests==1.0\n", encoding="utf-8")
    return folder


def write(root, text):
    (root / env.REQUIREMENTS).write_text(text, encoding="utf-8")


def version_of(python, name="tiny"):
    answer = subprocess.run(
        [python, "-c", f"import {name}; print({name}.version)"], capture_output=True, text=True
    )
    return answer.stdout.strip()


def command(root):
    return [
        sys.executable,
        "-c",
        f"from scripts.bootstrap import env; print(env.ensure_environment({str(root)!r}))",
    ]


def test_an_environment_that_has_the_pins_is_used_as_it_is(root):
    write(root, f"pytest=={pytest.__version__}\n")
    assert env.ensure_environment(root) == sys.executable
    assert not (root / ".venv").exists()


def test_an_environment_with_another_version_is_not_used(root):
    write(root, "pytest==1.0\n")
    assert pins.missing([root / env.REQUIREMENTS]) == ["pytest==1.0"]


def test_either_installer_makes_it_once(installer, root, capfd):
    python = env.ensure_environment(root)
    assert Path(python).parent.parent == root / ".venv"
    assert version_of(python) == "1.0"
    said = capfd.readouterr().err
    assert said.startswith("Making .venv with Python 3.")
    assert f"Installing 1 packages with {installer} ..." in said

    before = sorted((path, path.stat().st_mtime_ns) for path in (root / ".venv").rglob("*"))
    assert env.ensure_environment(root) == python
    assert sorted((path, path.stat().st_mtime_ns) for path in (root / ".venv").rglob("*")) == before
    assert capfd.readouterr() == ("", "")


def test_the_pins_of_the_tests_are_added_and_then_stay(any_installer, root, capfd):
    env.ensure_environment(root)
    assert version_of(env.ensure_environment(root, tests=True), "tiny_tests") == "1.0"
    capfd.readouterr()
    env.ensure_environment(root)
    env.ensure_environment(root, tests=True)
    assert capfd.readouterr() == ("", "")


def test_prose_alone_has_an_environment_of_its_own(installer, root):
    (root / env.PROSE_REQUIREMENTS).write_text("tiny-tests==1.0\n", encoding="utf-8")
    python = env.ensure_environment(root, prose=True)
    assert Path(python).parent.parent == root / ".venv-prose"
    assert (version_of(python, "tiny_tests"), version_of(python)) == ("1.0", "")
    assert not (root / ".venv").exists()


def test_a_new_pin_is_installed_and_a_new_comment_is_not(any_installer, root, capfd):
    env.ensure_environment(root)
    capfd.readouterr()
    write(root, "tiny==2.0\n")
    assert version_of(env.ensure_environment(root)) == "2.0"
    assert capfd.readouterr().err.startswith("Installing 1 packages")
    write(root, "# why\ntiny==2.0\n")
    env.ensure_environment(root)
    assert capfd.readouterr() == ("", "")


def test_a_failed_change_of_pins_leaves_nothing_taken_for_whole(any_installer, root):
    env.ensure_environment(root)
    write(root, "tiny==3.0\n")
    with pytest.raises(env.EnvProblem):
        env.ensure_environment(root)
    assert not (root / ".venv" / env.STAMP).exists()


def test_an_environment_made_by_hand_is_kept(any_installer, root, capfd):
    python = env.ensure_environment(root)
    (root / ".venv" / env.STAMP).unlink()
    capfd.readouterr()
    assert env.ensure_environment(root) == python
    assert capfd.readouterr() == ("", "")
    assert (root / ".venv" / env.STAMP).exists()


def test_half_a_package_is_not_taken_for_whole(any_installer, root):
    env.ensure_environment(root)
    (root / ".venv" / env.STAMP).unlink()
    for rest in [*(root / ".venv").rglob("tiny.py"), *(root / ".venv").rglob("tiny*/INSTALLER")]:
        rest.unlink()
    assert version_of(env.ensure_environment(root)) == "1.0"


def test_an_environment_whose_python_is_gone_is_made_again(any_installer, root, tmp_path):
    python = Path(env.ensure_environment(root))
    python.unlink()
    python.symlink_to(tmp_path / "gone")
    assert version_of(env.ensure_environment(root)) == "1.0"


def test_an_environment_whose_python_changed_is_made_again(any_installer, root):
    env.ensure_environment(root)
    stamp = root / ".venv" / env.STAMP
    text = stamp.read_text(encoding="utf-8").replace(platform.python_version(), "3.11.0a1")
    stamp.write_text(text, encoding="utf-8")
    (root / ".venv" / "left").touch()
    for installed in (root / ".venv").rglob("tiny*/INSTALLER"):
        installed.unlink()
    assert version_of(env.ensure_environment(root)) == "1.0"
    assert not (root / ".venv" / "left").exists()


@pytest.fixture
def stuck(any_installer, root, monkeypatch):
    """A command in the middle of installing, from a registry that takes the question and is silent."""
    with socket.create_server(("127.0.0.1", 0)) as silent, monkeypatch.context() as patch:
        for variable in ("PIP_NO_INDEX", "UV_NO_INDEX", "PIP_FIND_LINKS", "UV_FIND_LINKS"):
            patch.delenv(variable)
        patch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/simple")
        process = subprocess.Popen(command(root), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
        silent.settimeout(60)
        asked, _ = silent.accept()
        patch.undo()
        with asked:
            yield process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.skipif(os.name == "nt", reason="ends a group of processes by a POSIX signal")
def test_a_killed_installation_is_fixed_by_the_next(stuck, root):
    os.killpg(stuck.pid, signal.SIGKILL)
    stuck.wait()
    assert (root / ".venv").exists()
    assert version_of(env.ensure_environment(root)) == "1.0"


@pytest.mark.skipif(os.name == "nt", reason="the lock passes to children on POSIX alone")
def test_an_installer_that_outlives_its_command_is_not_disturbed(stuck, root):
    stuck.kill()
    stuck.wait()
    second = subprocess.Popen(command(root), cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert second.stderr.readline() == "Waiting for another command that is making .venv ...\n"
    os.killpg(stuck.pid, signal.SIGKILL)
    second.communicate()
    assert second.returncode == 0


def test_two_at_once_install_once(any_installer, root):
    both = [subprocess.Popen(command(root), cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [each.communicate()[1] for each in both]
    assert [each.returncode for each in both] == [0, 0]
    assert "".join(said).count("Installing 1 packages") == 1


def test_what_is_set_for_other_pythons_does_no_harm(installer, root, tmp_path, monkeypatch):
    (tmp_path / "foreign").mkdir()
    for module in ("tiny", "pip", "venv"):
        (tmp_path / "foreign" / f"{module}.py").write_text("raise SystemExit('foreign')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{tmp_path / 'foreign'}")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "target"))
    argv = ["-c", "import os, tiny; print(os.getcwd(), tiny.version)"]
    code = f"from scripts.bootstrap import env; env.run_in_environment({str(root)!r}, {argv!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == [f"{root} 1.0"], done.stderr


def test_a_command_keeps_its_exit_code(any_installer, root):
    code = f"from scripts.bootstrap import env; env.run_in_environment({str(root)!r}, ['-c', 'raise SystemExit(7)'])"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.DEVNULL).returncode == 7


def test_an_unreachable_registry_is_said_in_a_sentence(installer, root, monkeypatch):
    for variable in ("PIP_NO_INDEX", "UV_NO_INDEX", "PIP_FIND_LINKS", "UV_FIND_LINKS"):
        monkeypatch.delenv(variable)
    # uv reads no setting of pip: that it comes here shows that the mirror was handed on.
    monkeypatch.setenv("PIP_INDEX_URL", NOWHERE)
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with pytest.raises(env.EnvProblem) as caught:
        env.ensure_environment(root)
    assert caught.value.what.startswith("The package registry can't be reached: ")
    assert "refused" in caught.value.what
    assert caught.value.fix == env.MIRROR
    assert not (root / ".venv" / env.STAMP).exists()


def test_a_mirror_of_uv_goes_before_that_of_pip(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://pip.invalid")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://uv.invalid")
    assert env._for_installers()["UV_DEFAULT_INDEX"] == "http://uv.invalid"


def test_a_pin_that_the_registry_lacks_is_named(installer, root):
    write(root, "tiny==3.0\n")
    with pytest.raises(env.EnvProblem) as caught:
        env.ensure_environment(root)
    assert caught.value.what.startswith(f"{installer} failed: ")
    assert "tiny" in caught.value.what  # the whole sentence, whatever the width of the terminal


def test_a_full_disk_is_said():
    problem = env._diagnosis("pip", ["Collecting x", "ERROR: [Errno 28] No space left on device", ""])
    assert problem.what == "The disk is full: ERROR: [Errno 28] No space left on device"


def test_a_folder_that_cannot_be_written_to_is_said(root):
    (root / env.LOCK).mkdir()
    with pytest.raises(env.EnvProblem, match=r"\.venv can't be made: Is a directory\."):
        env.ensure_environment(root)


@pytest.mark.parametrize(("version", "word"), [((3, 6, 9), "old"), ((3, 10, 14), "old"), ((3, 14, 0), "new")])
def test_a_python_out_of_range_is_said_in_a_sentence(version, word):
    with pytest.raises(env.EnvProblem) as caught:
        env.check_python(version)
    assert str(caught.value) == (
        f"Python 3.{version[1]} is too {word}: the manual needs 3.11, 3.12 or 3.13.\n"
        "    Install one of those and begin the command with it: python3.13 -m scripts"
    )


def test_the_pythons_in_range_pass():
    for minor in (11, 12, 13):
        env.check_python((3, minor, 0))


def test_a_missing_venv_is_said_in_a_sentence():
    with pytest.raises(env.EnvProblem) as caught:
        env.check_venv(find=lambda name: None if name == "ensurepip" else name)
    minor = sys.version_info[1]
    assert str(caught.value) == (
        "This Python has no `ensurepip`, so it can't make .venv.\n"
        f"    Install it (Debian, Ubuntu: apt install python3.{minor}-venv), or put uv on the PATH."
    )


@pytest.mark.parametrize(
    ("marker", "holds"),
    [
        (f"sys_platform == '{sys.platform}'", True),
        (f"sys_platform != '{sys.platform}' or os_name == '{os.name}'", True),
        (f"(os_name == 'none' or os_name == '{os.name}') and implementation_name == 'none'", False),
        ("python_full_version >= '3.9'", True),
        ("python_full_version < '3.9.1'", False),
        ("python_version < '3.100'", True),
    ],
)
def test_a_marker_is_read(marker, holds):
    assert pins.applies(marker) is holds


@pytest.mark.parametrize("name", [env.REQUIREMENTS, env.TEST_REQUIREMENTS, env.PROSE_REQUIREMENTS])
def test_the_requirements_are_pinned_and_complete(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert [line for line in lines if not pins.PIN.fullmatch(line)] == []
    assert "://" not in text
    assert "/" not in text.replace("-r requirements", "").split("\n", 2)[1]
    assert "uv pip compile" in text.split("\n", 2)[1]
    assert pins.pins([ROOT / name])

    wanted = (ROOT / name).with_suffix(".in").read_text(encoding="utf-8").splitlines()
    pinned = {pins.PIN.fullmatch(line)["name"] for line in lines}
    asked = [line for line in wanted if line.strip() and not line.startswith("#")]
    assert {line.split(";")[0].split("=")[0].split(">")[0].strip() for line in asked} <= pinned
    for line, above in zip(wanted[1:], wanted, strict=False):
        assert line not in asked or above.startswith("#") or above in asked, f"no reason beside {line}"


def test_the_files_agree_on_every_pin():
    every = pins.pins(
        [ROOT / name for name in (env.REQUIREMENTS, env.TEST_REQUIREMENTS, env.PROSE_REQUIREMENTS)]
    )
    assert len(every) == len(dict(every))


def test_prose_needs_a_part_of_the_whole_and_nothing_that_runs_programs():
    prose, whole = (dict(pins.pins([ROOT / name])) for name in (env.PROSE_REQUIREMENTS, env.REQUIREMENTS))
    assert prose.items() <= whole.items()
    heavy = {
        "tensorflow",
        "tensorflow-cpu",
        "keras",
        "numpy",
        "matplotlib",
        "pygraphviz",
        "ipython",
        "ipykernel",
    }
    assert not heavy & prose.keys()


@pytest.mark.parametrize(
    "name",
    [
        "bootstrap/env.py",
        "bootstrap/pins.py",
        "bootstrap/lock.py",
        "bootstrap/__init__.py",
        "__main__.py",
        "__init__.py",
    ],
)
def test_old_pythons_can_read_it(name):
    ast.parse((ROOT / "scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("bootstrap/env.py", {"scripts"}),
        ("bootstrap/pins.py", set()),
        ("bootstrap/lock.py", set()),
        ("__main__.py", {"scripts"}),
    ],
)
def test_it_needs_nothing_but_python_before_the_environment_stands(name, ours):
    tree = ast.parse((ROOT / "scripts" / name).read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in top if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) == ours


def test_a_port_in_use_is_said_before_the_build():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(env.EnvProblem) as caught:
            commands.check_port("127.0.0.1", port)
    assert caught.value.what == f"Can't serve at 127.0.0.1:{port}: Address already in use."
    assert caught.value.fix == f"Choose another port, like: python3 -m scripts serve --port {port + 1}"


@pytest.mark.parametrize(
    "argv", [[], ["bake"], ["build", "--fast"], ["build", "--update", "--prose"], ["serve", "--port", "x"]]
)
def test_a_wrong_command_is_exit_code_2(argv):
    with pytest.raises(SystemExit) as caught:
        commands.read_arguments(argv)
    assert caught.value.code == 2


def test_what_follows_test_goes_to_pytest():
    assert commands.read_arguments(["test", "-k", "test", "--help"]).rest == ["-k", "test", "--help"]


def test_a_line_that_is_no_pin_is_said(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("keras\n", encoding="utf-8")
    with pytest.raises(env.EnvProblem) as caught:
        env._missing([file])
    assert str(caught.value) == (
        "A line of the requirements is no pin: keras\n    Remake the file as its first lines say."
    )


@pytest.mark.parametrize("command", ["serve", "build"])
def test_prose_is_asked_for_with_serve_and_build(command):
    assert commands.read_arguments([command, "--prose"]).prose
    assert not commands.read_arguments([command]).prose
