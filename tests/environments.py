"""Environments for the doctor, healthy and broken, made in a folder in a second: nothing in them pretends.

An environment is a real `venv` whose packages are links to this one's, without those
that it should lack; its `dot` is Graphviz out of pygraphviz's wheel, called as the
program of that name calls it, so plugins can be missing in fact.
"""

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
WHEELS = ROOT / "snippets" / "data" / "wheels"
LIBRARIES = Path(importlib.util.find_spec("pygraphviz").origin).parents[1] / "pygraphviz.libs"
DOT = """#!{python} -ES
import ctypes, os, sys
from pathlib import Path
os.environ.update({settings!r})
{first}
libraries = Path({libraries!r})
ctypes.CDLL(str(next(libraries.glob("libcgraph*"))))
graphviz = ctypes.CDLL(str(next(libraries.glob("libgvc-*"))))
graphviz.gvContext.restype = graphviz.gvNextInputGraph.restype = ctypes.c_void_p
context = ctypes.c_void_p(graphviz.gvContext())
argv = [b"dot", *map(os.fsencode, sys.argv[1:])]
code = graphviz.gvParseArgs(context, len(argv), (ctypes.c_char_p * (len(argv) + 1))(*argv, None))
if code:
    sys.exit(code - 1)
while graph := graphviz.gvNextInputGraph(context):
    code |= graphviz.gvLayoutJobs(context, ctypes.c_void_p(graph))
    code |= graphviz.gvRenderJobs(context, ctypes.c_void_p(graph))
graphviz.gvFinalize(context)
sys.exit(max(code, graphviz.gvFreeContext(context)))
"""


@dataclass
class Environment:
    """A reader's machine, as far as the doctor looks at it."""

    folder: Path
    python: Path
    path: list[Path]
    """What the reader's PATH names."""
    variables: dict[str, str]
    """Others that are set."""

    @property
    def settings(self) -> dict[str, str]:
        """All that a program started here finds in its environment."""
        path = os.pathsep.join(map(str, self.path))
        return {"PATH": path, "HOME": str(self.folder), "LANG": "C.UTF-8", **self.variables}

    @property
    def site_packages(self) -> Path:
        return next(self.folder.glob("venv/lib/*/site-packages"))

    def install(self, wheel: str) -> None:
        """Unpack one of the project's wheels, by the beginning of its name."""
        (found,) = WHEELS.glob(f"{wheel}-*.whl")
        zipfile.ZipFile(found).extractall(self.site_packages)


def environment(folder: Path, *without: str, dot: bool = True) -> Environment:
    """A new environment without the packages whose names begin so; with `dot`, healthy otherwise."""
    venv.EnvBuilder(symlinks=True, with_pip=False).create(folder / "venv")
    made = Environment(folder, folder / "venv" / "bin" / "python", [folder / "bin"], {})
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith((*without, "__")):
            (made.site_packages / entry.name).symlink_to(entry)
    (folder / "bin").mkdir()
    if dot:
        draws(folder / "bin" / "dot")
    return made


def draws(dot: Path) -> None:
    """A whole Graphviz."""
    program(dot, "libgvplugin_*", first="import pygraphviz")


def lacks_plugins(dot: Path) -> None:
    """One whose folder of plugins is empty."""
    program(dot, "none")


def unregistered(dot: Path) -> None:
    """One whose plugins are there and not registered: `dot -c` helps."""
    program(dot, "libgvplugin_*", first="import pygraphviz", registered=False)


def lacks_png(dot: Path) -> None:
    """One with the plugins that need no other library: no gd, no cairo."""
    program(dot, "libgvplugin_[cd]o*")


def program(dot: Path, plugins: str, *, first: str = "", registered: bool = True) -> None:
    """A `dot` with those of the wheel's plugins, which calls Graphviz' libraries after the statement `first`."""
    folder = dot.parent / f"{dot.name}-plugins"
    folder.mkdir(parents=True)
    for library in LIBRARIES.glob(plugins):
        (folder / f"{library.name.partition('-')[0]}.so.8").symlink_to(library)
    first = f"sys.path.append({sysconfig.get_path('purelib')!r}); {first}" if first else ""
    settings = {"GVBINDIR": str(folder)}
    script(dot, DOT.format(python=sys.executable, settings=settings, first=first, libraries=str(LIBRARIES)))
    if registered and plugins != "none":
        subprocess.run([dot, "-c"], check=True)


def script(dot: Path, text: str, *, mode: int = 0o755) -> None:
    """A program by its text."""
    dot.parent.mkdir(exist_ok=True)
    dot.write_text(text, encoding="utf-8")
    dot.chmod(mode)


def kernel(folder: Path, python: str) -> None:
    """Jupyter's default kernel, in a data folder of Jupyter's."""
    (folder / "kernels" / "python3").mkdir(parents=True)
    told = {"argv": [python, "-m", "ipykernel_launcher"], "display_name": "Python 3", "language": "python"}
    (folder / "kernels" / "python3" / "kernel.json").write_text(json.dumps(told), encoding="utf-8")
