"""The environments, `.venv` and `.venv-prose`: pinned requirements, made where they are missing.

The standard library alone, and of ours only pins.py and turn.py. It must parse, and say its sentence,
on Pythons as old as 3.6: so no walrus, no `match`, and types of newer Pythons only between quotes.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Callable

from scripts.bootstrap import lock, pins

OLDEST, NEWEST = (3, 11), (3, 13)
REQUIREMENTS, TEST_REQUIREMENTS = "requirements.txt", "requirements-test.txt"
PROSE_REQUIREMENTS = "requirements-prose.txt"
LOCK, STAMP = ".venv.lock", "manual-requirements.json"

# Set for other Pythons or other folders, they'd send imports or installs astray.
FOREIGN = (
    "PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV",
    "PIP_PREFIX", "PIP_ROOT", "PIP_TARGET",
    "UV_PREFIX", "UV_PYTHON", "UV_SYSTEM_PYTHON", "UV_TARGET",
)  # fmt: skip
UNREACHABLE = re.compile(
    r"connection broken|failed to establish|connection (?:refused|reset)|connect error|dns error|timed? ?out"
    r"|error sending request|name resolution|certificate|sslerror|proxyerror|could not fetch|failed to fetch",
    re.IGNORECASE,
)
MIRROR = "Check the network, or name a mirror by its address: PIP_INDEX_URL (pip), UV_DEFAULT_INDEX (uv)."


class EnvProblem(Exception):
    """Why there is no environment (`what`) and what to do (`fix`), a sentence each."""

    def __init__(self, what: str, fix: str):
        super().__init__(what, fix)
        self.what, self.fix = what, fix

    def __str__(self) -> str:
        return "{}\n    {}".format(self.what, self.fix)


def run_in_environment(
    root: "str | Path", argv: "list[str]", tests: bool = False, prose: bool = False
) -> int:
    """Run `python ARGV` in the environment, at `root`; its exit code.

    Where there is `exec` (POSIX) this process becomes that one, and nothing returns.

    Raises:
        EnvProblem: the environment can't be made.
    """
    python = ensure_environment(root, tests=tests, prose=prose)
    environment = os.environ.copy() if python == sys.executable else _own(os.environ)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        return subprocess.call([python] + argv, cwd=str(root), env=environment)
    os.chdir(str(root))
    return os.execve(python, [python] + argv, environment)


def ensure_environment(root: "str | Path", tests: bool = False, prose: bool = False) -> str:
    """The python that has every pin of `root`, with those of the tests if asked; what stands is left alone.

    The running one if it fits, be it `.venv`'s or somebody's own; else that of `.venv`, made or fixed.
    With `prose` only the pins of the pages are asked for, and `.venv-prose` is made.
    Two processes wait for each other, and a killed one leaves nothing that is taken for whole.

    Raises:
        EnvProblem: this Python won't do, `venv` is missing, the registry can't be reached, the disk is full.
    """
    venv = Path(root) / (".venv-prose" if prose else ".venv")
    files = [Path(root) / (PROSE_REQUIREMENTS if prose else REQUIREMENTS)]
    if tests:
        files.append(Path(root) / TEST_REQUIREMENTS)
    if is_supported(sys.version_info) and not _missing(files):
        return sys.executable
    if not _is_ready(venv, files):
        check_python(sys.version_info)
        waiting = "Waiting for another command that is making {} ...".format(venv.name)
        try:
            with lock.hold_lock(Path(root) / LOCK, lambda: _say(waiting)) as held:
                if not _is_ready(venv, files):
                    _make(venv, files, held)
        except OSError as error:
            raise EnvProblem(
                "{} can't be made: {}.".format(venv, error.strerror or error),
                "See that the disk has room and the folder may be written to, then type the command again.",
            ) from error
    return sys.executable if _is_running(venv) else str(_python(venv))


def is_supported(version: "tuple[Any, ...]") -> bool:
    """Whether the pins have wheels for this version of Python."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def check_python(version: "tuple[Any, ...]") -> None:
    """Raise EnvProblem if `version` of Python is too old or too new."""
    if not is_supported(version):
        raise EnvProblem(
            "Python {}.{} is too {}: the manual needs 3.11, 3.12 or 3.13.".format(
                version[0], version[1], "old" if tuple(version[:2]) < OLDEST else "new"
            ),
            "Install one of those and begin the command with it: python3.{} -m scripts".format(NEWEST[1]),
        )


def check_venv(find: "Callable[[str], object]" = importlib.util.find_spec) -> None:
    """Raise EnvProblem if this Python can't make environments; Debian's can't as it comes."""
    absent = [name for name in ("venv", "ensurepip") if find(name) is None]
    if absent:
        raise EnvProblem(
            "This Python has no `{}`, so it can't make .venv.".format(absent[0]),
            "Install it (Debian, Ubuntu: apt install python{}.{}-venv), or put uv on the PATH.".format(
                *sys.version_info[:2]
            ),
        )


def _missing(files: "list[Path]") -> "list[str]":
    try:
        return pins.missing(files)
    except pins.BadPin as bad:
        raise EnvProblem(
            "A line of the requirements is no pin: {}".format(bad), "Remake the file as its first lines say."
        ) from bad


def _stamp(files: "list[Path]") -> "dict[str, str]":
    return {
        path.name: hashlib.sha256("\n".join(pins.pin_lines([path])).encode()).hexdigest() for path in files
    }


def _kept_stamp(venv: Path) -> "dict[str, str]":
    try:
        stamp: "dict[str, str]" = json.loads((venv / STAMP).read_text(encoding="utf-8"))
        return stamp
    except (OSError, ValueError):
        return {}


def _is_ready(venv: Path, files: "list[Path]") -> bool:
    """Whether `.venv` was finished with these pins, and maybe those of the tests, and its Python lives."""
    return set(_stamp(files).items()) <= set(_kept_stamp(venv).items()) and _is_whole(venv)


def _is_whole(venv: Path) -> bool:
    """Whether `.venv` was finished once, by the Python it has now: an upgrade may have changed that."""
    version = _version(venv)
    return version != "" and _kept_stamp(venv).get("python") == version


def _is_running(venv: Path) -> bool:
    return os.path.realpath(sys.prefix) == os.path.realpath(str(venv))


def _has_all(venv: Path, files: "list[Path]") -> bool:
    """Whether `.venv` has the pins, as it may where somebody made it by hand: its own Python answers."""
    ask = [str(_python(venv)), "-I", os.path.abspath(pins.__file__)] + [str(path) for path in files]
    try:
        return subprocess.call(ask, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _python(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def _version(venv: Path) -> str:
    """The version of `.venv`'s Python, "" if that Python is gone."""
    ask = [str(_python(venv)), "-I", "-S", "-c", "import platform; print(platform.python_version())"]
    try:
        return subprocess.check_output(ask, stderr=subprocess.DEVNULL, universal_newlines=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _make(venv: Path, files: "list[Path]", lock: "IO[str]") -> None:
    """Make `.venv`, or bring it up to the pins; the stamp goes before any change and comes back last."""
    stamp = venv / STAMP
    if not _has_all(venv, files):
        uv = shutil.which("uv")
        if not _is_whole(venv):
            _say("Making {} with Python {} ...".format(venv.name, platform.python_version()))
            _call(_make_command(venv, uv), lock)
        with contextlib.suppress(FileNotFoundError):
            stamp.unlink()
        _say("Installing {} packages with {} ...".format(len(pins.pins(files)), "uv" if uv else "pip"))
        _install(venv, files, uv, lock)
    draft = stamp.with_suffix(".draft")
    draft.write_text(json.dumps(dict(_stamp(files), python=_version(venv))), encoding="utf-8")
    os.replace(str(draft), str(stamp))


def _make_command(venv: Path, uv: "str | None") -> "list[str]":
    """What makes an empty `.venv`; half an environment is emptied, not fixed (uv: by UV_VENV_CLEAR)."""
    # Not sys.executable: run from a `.venv` to be made anew, that is the file about to go.
    base = getattr(sys, "_base_executable", None) or sys.executable
    if uv:
        return [uv, "venv", "--quiet", "--python", base, str(venv)]
    check_venv()
    return [base, "-m", "venv", "--clear", str(venv)]


def _install(venv: Path, files: "list[Path]", uv: "str | None", lock: "IO[str]") -> None:
    python = str(_python(venv))
    # The pins are whole, and what they leave out shall stay out.
    named = ["--no-deps"] + [word for path in files for word in ("-r", str(path))]
    if uv:
        _call([uv, "pip", "install", "--python", python] + named, lock)
        return
    if subprocess.call([python, "-I", "-c", "import pip"], stderr=subprocess.DEVNULL) != 0:
        _call([python, "-I", "-m", "ensurepip"], lock)  # uv made it, and uv is gone
    _call([python, "-I", "-m", "pip", "install"] + named, lock)


def _call(argv: "list[str]", lock: "IO[str]") -> None:
    """Run a command of the set-up, its words in sight; raise EnvProblem if it fails."""
    # The child holds the lock too: it may outlive a parent that is killed, and must not be disturbed.
    held: "dict[str, Any]" = {} if os.name == "nt" else {"pass_fds": [lock.fileno()]}
    said = []
    with subprocess.Popen(argv, env=_for_installers(), stderr=subprocess.PIPE, **held) as child:
        for line in child.stderr or ():
            said.append(line.decode("utf-8", "replace").rstrip())
            sys.stderr.write(said[-1] + "\n")
            sys.stderr.flush()
    if child.returncode != 0:
        raise _diagnosis(argv[argv.index("-m") + 1] if "-m" in argv else "uv", said)


def _diagnosis(installer: str, said: "list[str]") -> EnvProblem:
    """The problem behind the words of a failed installer."""
    last = _last_sentence([line for line in said if line.strip()])
    said = [line.strip() for line in said if line.strip()]
    disk = [line for line in said if "No space left" in line or "Disk quota" in line]
    network = [line for line in said if UNREACHABLE.search(line)]
    if disk:
        return EnvProblem("The disk is full: {}".format(disk[-1]), "Free 3 GB, then type the command again.")
    if network:
        return EnvProblem("The package registry can't be reached: {}".format(network[-1]), MIRROR)
    return EnvProblem(
        "{} failed: {}".format(installer, last or "no word of why"),
        "A mirror may be behind: name another by its address: PIP_INDEX_URL (pip), UV_DEFAULT_INDEX (uv).",
    )


def _last_sentence(said: "list[str]") -> str:
    """Its lines are one: uv breaks a sentence where the terminal ends, and indents the rest of it."""
    begin = max((at for at, line in enumerate(said) if not line.startswith("   ")), default=0)
    return " ".join(line.strip(" \u2570\u2500\u25b6\u00d7") for line in said[begin:])


def _for_installers() -> "dict[str, str]":
    environment = _own(os.environ)
    environment.update(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_USER="0", UV_VENV_CLEAR="1")
    mirror = _mirror_of_pip()
    if mirror and not any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX")):
        environment["UV_DEFAULT_INDEX"] = mirror
    return environment


def _mirror_of_pip() -> str:
    """The index that pip's settings name, "" if none; uv doesn't read them, and needs the mirror too."""
    if "PIP_INDEX_URL" in os.environ:
        return os.environ["PIP_INDEX_URL"]
    ask = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    try:
        return subprocess.check_output(ask, stderr=subprocess.DEVNULL, universal_newlines=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _own(environment: "Mapping[str, str]") -> "dict[str, str]":
    return {name: value for name, value in environment.items() if name not in FOREIGN}


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
