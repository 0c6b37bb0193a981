"""Why `plot_model` can't draw on this machine, and the one command that fixes it.

    运行：python doctor.py    （加 --help 看其余的选项）

One file for a reader's own machine: standard library, Python 3.8 or later, nothing to
install, nothing sent anywhere. It looks (facts, plain data), judges them (findings),
says them in the reader's language; with --fix it asks, runs the command and looks again.
Exit codes: 0 it can draw, 1 something is wrong, 2 the command is.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import errno
import importlib
import importlib.metadata
import importlib.util
import json
import locale
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import AbstractSet, Iterator, Mapping, Sequence

# --- the words ---------------------------------------------------------------------------------
WORDS = {  # of each finding: what is wrong, and why that matters
    "no-keras": {
        "zh": ("这个 Python 没有安装 Keras", "如果你的程序使用另一个 Python，请用那一个来运行诊断；如果就是这个，请安装 Keras。"),
        "en": ("this Python has no Keras", "If your program uses another Python, run the doctor with that one. If it uses this one, install Keras."),
    },
    "no-backend": {
        "zh": ("Keras {keras} 没有后端", "Keras 3 导入时需要 TensorFlow、JAX 或 PyTorch，这里一个也没有安装。"),
        "en": ("Keras {keras} has no backend", "To import Keras 3, you need TensorFlow, JAX or PyTorch, and none of them is installed here."),
    },
    "no-pydot": {
        "zh": ("这个 Python 没有安装 pydot", "Keras 通过 pydot 把模型交给 Graphviz，并且只在自身被导入时查找一次 pydot：安装后需要重启内核。"),
        "en": ("this Python has no pydot", "Keras passes the model to Graphviz through pydot, and only looks for it when Keras is imported: restart the kernel after installing it."),
    },
    "pydot-broken": {
        "zh": ("{name} {version} 已经安装，但无法导入", "对 Keras 来说，这和没有安装一样。"),
        "en": ("{name} {version} is installed but can't be imported", "For Keras, this is the same as a missing package."),
    },
    "dead-relative": {
        "zh": ("Keras {keras} 在这里使用的不是 pydot，而是早已停止维护的 {name} {version}", "如果内层模型的名字中有连字符（如 resnet-50），plot_model 使用 expand_nested=True 时会失败。"),
        "en": ("Keras {keras} uses the abandoned {name} {version} here instead of pydot", "With it, plot_model(..., expand_nested=True) fails if the name of an inner model contains a hyphen, as in resnet-50."),
    },
    "old-pydot": {
        "zh": ("pydot {version} 对 Keras {keras} 来说太旧", "dot 出错时，你看到的是 AttributeError: module 'pydot' has no attribute 'PydotException'，而不是真正的原因。"),
        "en": ("pydot {version} is too old for Keras {keras}", "If `dot` fails, you see AttributeError: module 'pydot' has no attribute 'PydotException' instead of the real reason."),
    },
    "new-pydot-old-keras": {
        "zh": ("Keras {keras} 不认识 pydot {version} 的异常", "所以你看到的是 AttributeError: module 'pydot' has no attribute 'InvocationException'。dot 能画图之后它就不再出现，不必降级 pydot。"),
        "en": ("Keras {keras} doesn't know the exceptions of pydot {version}", "This is why you see AttributeError: module 'pydot' has no attribute 'InvocationException'. It no longer appears once `dot` draws. Don't downgrade pydot."),
    },
    "no-dot": {
        "zh": ("没有找到 Graphviz 的程序 dot", "pydot 只描述图，画图的是 dot。PATH 上没有它，本系统通常存放它的位置也没有。"),
        "en": ("Graphviz's program `dot` was not found", "pydot only describes the graph, and `dot` draws it. It is neither on the PATH nor in the usual folders of this system."),
    },
    "dot-not-on-path": {
        "zh": ("{path} 能画图，但它所在的文件夹不在 PATH 上", "Keras 只在 PATH 上查找 dot。"),
        "en": ("{path} works, but its folder is not on the PATH", "Keras only looks for `dot` on the PATH."),
    },
    "conda-not-activated": {
        "zh": ("Graphviz 已安装在 Conda 环境 {prefix} 中，但这个环境没有激活", "激活环境才会把它的程序加到 PATH 上，只运行它的 Python 是不够的。"),
        "en": ("Graphviz is installed in the Conda environment {prefix}, which is not activated", "Activating the environment puts its programs on the PATH. Running its Python alone does not."),
    },
    "path-names-a-file": {
        "zh": ("PATH 中写的是文件 {path}，而不是它所在的文件夹", "PATH 中只能写文件夹；遇到这种情况，Keras 只会提示安装 Graphviz。"),
        "en": ("the PATH contains the file {path} instead of its folder", "The PATH takes folders. Keras reports this only as a missing Graphviz."),
    },
    "dot-not-executable": {
        "zh": ("{path} 没有执行权限", "系统拒绝启动它；Keras 只会提示安装 Graphviz。"),
        "en": ("{path} is not executable", "The system refuses to start it. Keras reports this only as a missing Graphviz."),
    },
    "dot-cannot-start": {
        "zh": ("系统无法启动 {path}", "它可能是为别的系统或处理器编译的，也可能缺少解释器；Keras 只会提示安装 Graphviz。"),
        "en": ("the system can't start {path}", "It was built for another system or processor, or its interpreter is missing. Keras reports this only as a missing Graphviz."),
    },
    "dot-library-missing": {
        "zh": ("{path} 缺少它需要的动态库，或它要调用的程序", "多半是安装不完整，或混用了两个来源的软件包。"),
        "en": ("{path} lacks a library, or a program that it calls", "In most cases, the installation is incomplete, or packages from two sources are mixed."),
    },
    "dot-crashes": {
        "zh": ("{path} 画图时崩溃", "连两个节点的图也画不完，与你的模型无关。"),
        "en": ("{path} crashes when it draws", "It can't even draw a graph of two nodes, so your model isn't the cause."),
    },
    "dot-no-plugins": {
        "zh": ("{path} 的插件没有注册", "没有插件，dot 不能输出任何格式。用 dot -c 注册一次即可。"),
        "en": ("the plugins of {path} are not registered", "Without plugins, it can't write any format. Run `dot -c` once to register them."),
    },
    "dot-no-png": {
        "zh": ("{path} 不能输出 PNG", "plot_model 默认输出 PNG，而 dot 缺少输出 PNG 的插件。可以改为输出 SVG：to_file='model.svg'。"),
        "en": ("{path} can't write PNG", "plot_model writes PNG by default, and the plugin for it is missing. SVG works: to_file='model.svg'."),
    },
    "dot-fails": {
        "zh": ("{path} 能启动，但画不出图", "连两个节点的图也画不出，与你的模型无关。"),
        "en": ("{path} starts but doesn't draw", "It can't even draw a graph of two nodes, so your model isn't the cause."),
    },
    "broken-dot-first": {
        "zh": ("PATH 上先找到的 {path} 已损坏，可用的 {good} 排在它后面", "Keras 使用先找到的那一个。"),
        "en": ("{path}, which comes first on the PATH, is broken; {good} after it works", "Keras uses the one that it finds first."),
    },
    "plot-model-fails": {
        "zh": ("实际调用 plot_model 时失败了", "这是它在这个 Python 中给出的报错。"),
        "en": ("calling plot_model failed", "This is the error that it raised in this Python."),
    },
    "wrong-python": {
        "zh": ("笔记本的内核使用另一个 Python：{python}", "诊断检查的是 {this}，不是笔记本的 Python。"),
        "en": ("the notebook's kernel uses another Python: {python}", "The doctor looked at {this}, which is not the Python of your notebook."),
    },
    "other-kernel": {
        "zh": ("Jupyter 默认的内核使用另一个 Python：{python}", "诊断检查的是 {this}；如果笔记本报错，请用内核的 Python 运行诊断。"),
        "en": ("Jupyter's default kernel uses another Python: {python}", "The doctor looked at {this}. If the error is in a notebook, run the doctor with the kernel's Python."),
    },
    "dead-kernel": {
        "zh": ("Jupyter 默认的内核需要 {python}，但它已不存在", "重新注册内核，笔记本就能使用这个 Python。"),
        "en": ("Jupyter's default kernel needs {python}, which no longer exists", "Register the kernel again, so that notebooks use this Python."),
    },
    "conda-other-python": {
        "zh": ("激活的 Conda 环境是 {prefix}，而运行诊断的是另一个 Python", "如果你的程序使用那个环境，请用它的 Python 运行诊断。"),
        "en": ("the active Conda environment is {prefix}, but this Python is another one", "If your program uses that environment, run the doctor with its Python."),
    },
    "graphviz-package-only": {
        "zh": ("用 pip 安装的 graphviz {version} 不起作用", "Keras 从不导入它，其中也没有程序 dot。"),
        "en": ("the package graphviz {version} from pip doesn't help", "Keras never imports it, and it doesn't contain `dot`."),
    },
    "pygraphviz-draws": {
        "zh": ("pygraphviz {version} 自带 Graphviz，没有 dot 也能画图", "plot_model 不会使用它，需要自己写：pygraphviz.AGraph(string=keras.utils.model_to_dot(model, dpi=72).to_string()).draw('model.svg', prog='dot')"),
        "en": ("pygraphviz {version} contains Graphviz and draws without `dot`", "plot_model doesn't use it, so write: pygraphviz.AGraph(string=keras.utils.model_to_dot(model, dpi=72).to_string()).draw('model.svg', prog='dot')"),
    },
    "not-utf-8": {
        "zh": ("这里的文本编码是 {encoding}，不是 UTF-8", "层名中有中文时，plot_model 会失败，或者画出乱码。"),
        "en": ("the text encoding here is {encoding}, not UTF-8", "If a layer has a Chinese name, plot_model fails or its image is garbled."),
    },
}  # fmt: skip
NOTES = {  # what must be known about a command
    "administrator": {"zh": "需要管理员权限；如果你没有，请把这条命令交给管理员。", "en": "This needs an administrator. If you aren't one, pass the command on to one."},
    "no-admin": {"zh": "这里没有可用的包管理器或管理员权限，所以安装自带 Graphviz 的 pygraphviz。plot_model 不会自动使用它，用法见那一章的“没有管理员权限时画图”。", "en": "There is no package manager or no administrator here, so this installs pygraphviz, which contains Graphviz. plot_model doesn't use it by itself: see “Draw without administrator rights” in the chapter."},
    "own-dot": {"zh": "pygraphviz 已经能画图；要让 plot_model 也能画，见那一章“没有管理员权限时画图”中自己写的 dot（Linux、macOS）。", "en": "pygraphviz already draws. For plot_model itself, see the small dot of your own under “Draw without administrator rights” in the chapter (Linux, macOS)."},
    "not-ours": {"zh": "损坏的 dot 不是由系统安装的：安装之后，请把它删除或移出 PATH。", "en": "The broken dot was not installed by the system. After installing, delete it or take it off the PATH."},
    "managed": {"zh": "这会绕过系统对自带 Python 的保护，只安装到你的主目录；更稳妥的办法是使用虚拟环境。", "en": "This overrides the system's protection of its own Python and installs into your home folder. A virtual environment is safer."},
    "powershell": {"zh": "在 PowerShell 中，要在这一行前面加上 & 和一个空格。", "en": "In PowerShell, put & and a space in front of the line."},
    "this-shell": {"zh": "只对当前终端有效；要长期有效，请把它写入 ~/.zshrc 或 ~/.bashrc。", "en": "This is valid for the current terminal. To keep it, add it to ~/.zshrc or ~/.bashrc."},
    "new-terminal": {"zh": "之后请打开新终端，并重启 Jupyter 或编辑器。", "en": "Then open a new terminal, and restart Jupyter or the editor."},
}  # fmt: skip
SAYS = {
    ":": {"zh": "：", "en": ": "},
    "fault": {"zh": "问题", "en": "problem"},
    "remark": {"zh": "提示", "en": "remark"},
    "said": {"zh": "信息", "en": "message"},
    "why": {"zh": "原因", "en": "why"},
    "fix": {"zh": "命令", "en": "fix"},
    "note": {"zh": "注意", "en": "note"},
    "draws": {"zh": "能画", "en": "draws"},
    "draws nothing": {"zh": "画不出任何格式", "en": "draws nothing"},
    "off": {"zh": "不在 PATH 上", "en": "not on the PATH"},
    "none": {"zh": "没有", "en": "none"},
    "healthy": {"zh": "没有发现问题：plot_model 在这里应当能画图。", "en": "No problem found: plot_model should draw here."},
    "one": {"zh": "{} 个问题。解决之后，请再诊断一次。", "en": "{} problem. Fix it, then run the doctor again."},
    "several": {"zh": "{} 个问题。请先解决第一个，再诊断一次。", "en": "{} problems. Fix the first one, then run the doctor again."},
    "chapter": {"zh": "详见 Keras 实测手册的 Graphviz 一章。", "en": "For details, see the chapter Graphviz of the executed Keras manual."},
    "run it": {"zh": "运行它吗？", "en": "Run it?"},
    "failed": {"zh": "这条命令失败，退出码 {}。", "en": "The command failed with exit code {}."},
    "no terminal": {"zh": "（不是终端，没有运行）", "en": "(not a terminal, so not run)"},
    "by hand": {"zh": "这个问题需要自己解决：{}", "en": "Run this yourself: {}"},
}  # fmt: skip
HELP = {
    "doctor": {"zh": "找出 plot_model 画不出图的原因，并给出解决它的一条命令。", "en": "Find out why plot_model can't draw, and the one command that fixes it."},
    "lang": {"zh": "报告的语言（默认与系统相同）", "en": "language of the report (default: the system's)"},
    "import": {"zh": "还导入 Keras 并画一个模型（需要一些时间）", "en": "also import Keras and draw a model (takes a while)"},
    "json": {"zh": "输出 JSON，供提交 issue 时使用，主目录写成 ~", "en": "print JSON for an issue report, with the home folder written as ~"},
    "fix": {"zh": "逐条询问，只运行不需要管理员权限的命令", "en": "ask, then run the commands that need no administrator"},
}  # fmt: skip


# --- the facts ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Binding:
    """A package that Keras would call Graphviz by."""

    name: str
    version: str = ""
    said: str = ""
    """Why it can't be imported; empty: it can."""
    exceptions: Sequence[str] = ()
    """Those of PydotException, InvocationException that it has."""


@dataclass(frozen=True)
class Dot:
    """A file that pydot would call, or might if the PATH were right."""

    path: str
    place: str
    """`path`: on the PATH; `entry`: an item of the PATH is the file itself; `off`: elsewhere."""
    trouble: str = ""
    """Id of the finding; empty: it draws."""
    said: str = ""
    version: str = ""
    formats: Sequence[str] = ()
    mine: bool = False
    """The user owns the file."""


@dataclass(frozen=True)
class Facts:
    """What was looked at, as plain data."""

    platform: str = "linux"
    system: str = ""
    encoding: str = "utf-8"
    admin: bool = False
    tools: Sequence[str] = ()
    """Installers that there are, and `sudo`."""
    home: str = ""
    doctor: str = "doctor.py"
    python: str = "/usr/bin/python3"
    python_version: str = ""
    prefix: str = "/usr"
    pip: str = "pip"
    """How to install into this Python: pip, managed (pip refuses), uv, none."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """Versions by name, of those that matter."""
    backend: bool = True
    bindings: Sequence[Binding] = ()
    dots: Sequence[Dot] = ()
    pygraphviz: str = ""
    """`draws`, or what it said, or empty: not installed."""
    in_conda: bool = False
    conda_graphviz: bool = False
    """Conda installed Graphviz into this Python's environment."""
    conda_prefix: str = ""
    """The activated environment."""
    kernel: str = ""
    """Python of Jupyter's default kernel; empty: it is this one, or there is none."""
    kernel_exists: bool = True
    in_kernel: bool = False
    """A cell of a notebook started the doctor as a program."""
    plotted: str = ""
    """With --import: `drew`, or what plot_model said."""


PACKAGES = (
    "keras", "tf-keras", "tensorflow", "tensorflow-cpu", "tf-nightly",
    "pydot", "pydot-ng", "pydotplus", "graphviz", "pygraphviz",
)  # fmt: skip
TOOLS = (
    "conda", "mamba", "micromamba", "brew", "scoop", "winget", "choco", "port",
    "apt-get", "dnf", "yum", "pacman", "zypper", "apk", "uv", "sudo",
)  # fmt: skip
HOME = Path(os.path.expanduser("~"))  # where there is none, Path.home() would raise
CASE = re.IGNORECASE if os.name == "nt" else 0
SYSTEMS_FOLDERS: Sequence[str] = (
    "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/local/bin", "/snap/bin",
    "/home/linuxbrew/.linuxbrew/bin",
)  # fmt: skip
LIMIT_S = 20
GRAPH = "digraph { a [label=<<b>a</b>>]; a -> b }"  # Keras's labels are HTML-like, too
FORMATS = {"ps": b"%!PS", "png": b"\x89PNG\r\n\x1a\n", "svg": b"<svg"}  # Keras's own check asks for ps
IMPORT_BINDINGS = """
import importlib, json
for name in ("pydot", "pydot_ng", "pydotplus"):
    try:
        module = importlib.import_module(name)
        known = [each for each in ("PydotException", "InvocationException") if hasattr(module, each)]
        found = {"name": name, "version": getattr(module, "__version__", ""), "exceptions": known}
    except BaseException as error:
        if getattr(error, "name", None) == name:
            continue
        found = {"name": name, "said": "%s: %s" % (type(error).__name__, error)}
    print("\\n" + json.dumps(found))
"""
DRAW_WITHOUT_DOT = """
import pygraphviz
pygraphviz.AGraph(string='digraph { a -> b }').draw(format='svg', prog='dot')
"""
DRAW_A_MODEL = """
import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
try:
    import keras
except ImportError:
    from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(2), keras.layers.Dense(1)])
model.build((None, 3))
for name in ("model.png", "model.svg"):
    try:
        keras.utils.plot_model(model, to_file=name)
    except ValueError as error:  # IPython's, after the file was written
        if "Cannot embed" not in str(error):
            raise
    assert os.path.getsize(name)
"""


def look(call_keras: bool = False) -> Facts:
    """The state of this machine for the Python that runs this; changes nothing."""
    packages = {name: version for name in PACKAGES for version in installed(name)}
    backends = any(map(importlib.util.find_spec, ("tensorflow", "jax", "torch")))
    conda = Path(sys.prefix, "conda-meta")
    conda_graphviz = any(conda.glob("graphviz*.json"))
    kernel = default_kernel()
    return Facts(
        platform=sys.platform,
        system=system_name(),
        encoding=locale.getpreferredencoding(False).lower(),
        admin=is_administrator(),
        tools=[tool for tool in TOOLS if which(tool)],
        home=str(HOME),
        doctor=os.path.abspath(__file__),
        python=sys.executable,
        python_version=platform.python_version(),
        prefix=sys.prefix,
        pip=way_to_install(),
        packages=packages,
        backend=backends or "KERAS_BACKEND" in os.environ,
        bindings=look_at_bindings(packages),
        dots=[try_dot(path, place) for path, place in find_dots(conda_graphviz)],
        pygraphviz=failure(DRAW_WITHOUT_DOT) or "draws" if "pygraphviz" in packages else "",
        in_conda=conda.is_dir(),
        conda_graphviz=conda_graphviz,
        conda_prefix=os.environ.get("CONDA_PREFIX", ""),
        kernel=kernel,
        kernel_exists=os.path.exists(kernel or sys.executable),
        in_kernel="JPY_PARENT_PID" in os.environ and "ipykernel" not in sys.modules,
        plotted=failure(DRAW_A_MODEL, limit_s=600) or "drew" if call_keras else "",
    )


def installed(name: str) -> Iterator[str]:
    """The version of a distribution, if it is there and not the remains of one."""
    with contextlib.suppress(importlib.metadata.PackageNotFoundError, KeyError):
        version = importlib.metadata.version(name)
        if version:
            yield version


def which(tool: str) -> str:
    """Where a program is, also if the PATH is spoilt; empty: nowhere."""
    return shutil.which(tool) or shutil.which(tool, path=os.defpath) or ""


def system_name() -> str:
    """The system in words, without the machine's name."""
    name = "{} {}".format(platform.system(), platform.release())
    with contextlib.suppress(OSError):
        told = Path("/etc/os-release").read_text(encoding="utf-8")
        name = (re.findall(r'^PRETTY_NAME="?([^"\n]+)', told, re.MULTILINE) or [name])[0]
    return "{} {}".format(name, platform.machine())


def is_administrator() -> bool:
    """Whether installers may write to the system from here."""
    if os.name == "nt":
        return bool(ctypes.windll.shell32.IsUserAnAdmin())  # type: ignore[attr-defined, unused-ignore]
    return os.geteuid() == 0


def way_to_install() -> str:
    """See `Facts.pip`; a system's Python may be marked as its package manager's own (PEP 668)."""
    if not importlib.util.find_spec("pip"):
        return "uv" if which("uv") else "none"
    marked = Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists()
    return "managed" if marked and sys.prefix == sys.base_prefix else "pip"


def look_at_bindings(packages: Mapping[str, str]) -> list[Binding]:
    """pydot and its relatives, imported in fact, by a child of this Python."""
    printed = run([sys.executable, "-c", IMPORT_BINDINGS], limit_s=60).out.decode("utf-8", "replace")
    found = [json.loads(line) for line in printed.splitlines() if line.startswith('{"name"')]
    for each in found:
        each["version"] = packages.get(each["name"].replace("_", "-"), each.get("version", ""))
    return [Binding(**each) for each in found]


def failure(code: str, limit_s: int = 60) -> str:
    """Run `code` in a child of this Python; the last line of its error, empty if it went well."""
    with tempfile.TemporaryDirectory() as folder:
        done = run([sys.executable, "-c", code], limit_s=limit_s, folder=folder)
    lines = done.err.decode("utf-8", "replace").strip().splitlines()
    return (lines or [what_it_said(done)])[-1] if done.code or done.hindrance else ""


def find_dots(conda_graphviz: bool) -> Iterator[tuple[str, str]]:
    """Path and place of each file that pydot might call: those on the PATH first, in its order."""
    name = ("dot.bat" if conda_graphviz else "dot.exe") if os.name == "nt" else "dot"
    entries = [entry.strip('"') for entry in os.environ.get("PATH", "").split(os.pathsep) if entry]
    places = [(os.path.join(entry, name), "path") for entry in entries]
    places += [(entry, "entry") for entry in entries if os.path.basename(entry).lower() == name]
    places += [(str(folder / name), "off") for folder in usual_folders()]
    seen = set()
    for path, place in places:
        if os.path.isfile(path) and os.path.realpath(path) not in seen:
            seen.add(os.path.realpath(path))
            yield path, place


def usual_folders() -> list[Path]:
    """Where the installers of this system put Graphviz."""
    prefixes = [Path(sys.prefix), Path(os.environ.get("CONDA_PREFIX") or sys.prefix)]
    if os.name != "nt":
        return [
            *(prefix / "bin" for prefix in prefixes),
            *map(Path, SYSTEMS_FOLDERS),
            HOME / ".local/bin",
        ]
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")]
    found = [path for root in roots if root for path in sorted(Path(root).glob("Graphviz*/bin"))]
    found += [prefix / folder for prefix in prefixes for folder in ("Library/bin", "Scripts")]
    chocolatey = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData"), "chocolatey/bin")
    return [*found, HOME / "scoop/apps/graphviz/current/bin", chocolatey]


@dataclass(frozen=True)
class Done:
    """How a program ended."""

    code: int = 0
    out: bytes = b""
    err: bytes = b""
    hindrance: OSError | TimeoutError | None = None
    """The system didn't start it, or it had to be stopped."""


def run(
    argv: Sequence[str],
    text: str = "",
    env: Mapping[str, str] | None = None,
    limit_s: int = LIMIT_S,
    folder: str | None = None,
) -> Done:
    """Run a program with `text` as its input, without a window."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            argv,
            input=text.encode(),
            capture_output=True,
            check=False,
            env=env,
            cwd=folder,
            timeout=limit_s,
            creationflags=flags,
        )
    except subprocess.TimeoutExpired:
        return Done(hindrance=TimeoutError(errno.ETIMEDOUT, "no end after {} s".format(limit_s)))
    except OSError as error:
        return Done(hindrance=error)
    return Done(done.returncode, done.stdout, done.stderr)


def try_dot(path: str, place: str) -> Dot:
    """Let it draw, with the three variables that pydot hands to it and no others."""
    env = {name: os.environ.get(name, "") for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")}
    formats, trouble, said = [], "", ""
    for form, signature in FORMATS.items():
        done = run([path, "-T" + form], text=GRAPH, env=env)
        if done.code == 0 and (signature in done.out if form == "svg" else done.out.startswith(signature)):
            formats.append(form)
        elif not trouble:
            trouble, said = trouble_of(path, done), what_it_said(done)
        if done.hindrance:
            break
    about = run([path, "-V"], env=env).err.decode("utf-8", "replace") if formats else ""
    version = (re.findall(r"version (\S+)", about) or [""])[0]
    mine = os.name != "nt" and os.stat(path).st_uid == os.geteuid()
    return Dot(path, place, trouble, said, version, formats, mine)


def trouble_of(path: str, done: Done) -> str:
    """Which finding a `dot` that didn't draw is a case of."""
    said = done.err.decode("utf-8", "replace")
    if isinstance(done.hindrance, TimeoutError):
        return "dot-fails"
    if done.hindrance:
        forbidden = done.hindrance.errno == errno.EACCES and not os.access(path, os.X_OK)
        return "dot-not-executable" if forbidden else "dot-cannot-start"
    if done.code in (127, 0xC0000135) or "shared librar" in said or "Library not loaded" in said:
        return "dot-library-missing"
    if done.code < 0 or done.code in (134, 139) or done.code >= 0xC0000000:
        return "dot-crashes"
    if 'Perhaps "dot -c"' in said:
        return "dot-no-plugins"
    return "dot-no-png" if 'Format: "png" not recognized' in said else "dot-fails"


def what_it_said(done: Done) -> str:
    """The words of the program, or of the system about it, in one line."""
    if done.hindrance:
        return done.hindrance.strerror or str(done.hindrance)
    lines = [line.strip() for line in done.err.decode("utf-8", "replace").splitlines()]
    said = " ".join(line for line in lines if line and not line.startswith("Fontconfig"))
    return said[:300] or "exit code {}".format(done.code)


def default_kernel() -> str:
    """The Python of the kernel `python3` that Jupyter would take, empty if it is this one."""
    for folder in kernel_folders():
        try:
            told = json.loads(Path(folder, "kernels", "python3", "kernel.json").read_text(encoding="utf-8"))
            python = told["argv"][0]
        except (OSError, ValueError, LookupError, TypeError):
            continue
        # a bare `python` is the one in which Jupyter itself runs
        return "" if not os.path.isabs(python) or same_python(python, sys.executable) else python
    return ""


def same_python(one: str, other: str) -> bool:
    """Whether two paths are one environment's Python: its folder counts, for the files are often links."""
    folders = [os.path.realpath(os.path.dirname(each)) for each in (one, other)]
    return folders[0] == folders[1] and os.path.realpath(one) == os.path.realpath(other)


def kernel_folders() -> list[Path]:
    """Jupyter's data folders, in the order in which it looks (jupyter_core 5)."""
    user = Path(os.environ.get("XDG_DATA_HOME") or HOME / ".local/share", "jupyter")
    if sys.platform == "darwin":
        user = HOME / "Library/Jupyter"
    elif os.name == "nt":
        user = Path(os.environ.get("APPDATA", ""), "jupyter")
    given = [Path(each) for each in os.environ.get("JUPYTER_PATH", "").split(os.pathsep) if each]
    own = Path(sys.prefix, "share/jupyter")
    near = [own, user] if sys.prefix != sys.base_prefix else [user, own]
    return [*given, *near, Path("/usr/local/share/jupyter"), Path("/usr/share/jupyter")]


# --- the judgement -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Command:
    """The one that fixes a fault here."""

    line: str
    """As the reader types it."""
    argv: Sequence[str] = ()
    """The same for --fix; empty: it needs an administrator, or the reader's own shell."""
    note: str = ""
    """Of NOTES."""


@dataclass(frozen=True)
class Finding:
    """A fault (plot_model can't draw by it) or a remark."""

    id: str
    words: Mapping[str, str] = field(default_factory=dict)
    """What the sentences of WORDS leave open."""
    said: str = ""
    command: Command = Command("")
    fault: bool = True


def judge(facts: Facts) -> list[Finding]:
    """All that is wrong, what must be fixed first at the front; remarks last."""
    dots = judge_dots(facts)
    found = judge_packages(facts) + dots + judge_versions(facts, failing=bool(dots))
    if facts.plotted not in ("", "drew"):
        found.append(
            Finding("plot-model-fails", said=facts.plotted, fault=not any(each.fault for each in found))
        )
    found += judge_surroundings(facts, {each.id for each in found if each.fault})
    return sorted(found, key=lambda each: not each.fault)


def judge_packages(facts: Facts) -> list[Finding]:
    """Keras, and the binding that it would take."""
    kind, version = keras_of(facts.packages)
    binding = binding_of(facts)
    if not version:
        missing = ["keras", "tensorflow"] + ([] if binding and not binding.said else ["pydot"])
        return [Finding("no-keras", command=install(facts, missing))]
    words = {"keras": version}
    if kind == "keras" and numbers(version) >= (3,) and not facts.backend:
        return [Finding("no-backend", words, command=install(facts, ["tensorflow"]))]
    if not binding:
        return [Finding("no-pydot", command=install(facts, ["pydot"]))]
    words.update(name=binding.name, version=binding.version)
    if binding.said:
        return [Finding("pydot-broken", words, binding.said, install(facts, ["--force-reinstall", "pydot"]))]
    if binding.name == "pydot":
        return []
    has_pydot = any(each.name == "pydot" for each in facts.bindings)
    command = remove(facts, binding.name) if has_pydot else install(facts, ["pydot"])
    return [Finding("dead-relative", words, command=command)]


def keras_of(packages: Mapping[str, str]) -> tuple[str, str]:
    """Which Keras a program would import, `keras` or `tf.keras`, and its version; empty: none."""
    names = ("tensorflow", "tensorflow-cpu", "tf-nightly")
    tensorflow = next((packages[name] for name in names if name in packages), "")
    keras = packages.get("keras", "")
    if keras and not (2, 4) <= numbers(keras) < (2, 5):  # 2.4 only handed on to tf.keras
        return "keras", keras
    if "tf-keras" in packages:
        return "tf.keras", packages["tf-keras"]
    return ("tf.keras", tensorflow) if tensorflow and numbers(tensorflow) < (2, 6) else ("", "")


def numbers(version: str) -> tuple[int, ...]:
    """The first three numbers of a version, to compare."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def binding_of(facts: Facts) -> Binding | None:
    """What this Keras binds as `pydot`: the first, in its own order, that can be imported."""
    kind, version = keras_of(facts.packages)
    order = ["pydot_ng", "pydotplus", "pydot"]
    if kind == "keras" and (2, 1, 6) <= numbers(version) < (2, 4):
        order = ["pydot"]
    elif not version or numbers(version) >= (3, 8):
        order = ["pydot", "pydot_ng", "pydotplus"]
    there = [each for name in order for each in facts.bindings if each.name == name]
    broken = [each for each in there if each.name == "pydot"]
    return next(iter([each for each in there if not each.said] + broken), None)


def judge_dots(facts: Facts) -> list[Finding]:
    """What hinders pydot from drawing with `dot`: one fault, that of the file which it starts."""
    on_path = [dot for dot in facts.dots if dot.place == "path"]
    # on POSIX, Python goes on along the PATH past a file that the system doesn't start
    passed_over = () if facts.platform == "win32" else ("dot-not-executable", "dot-cannot-start")
    started = [dot for dot in on_path if dot.trouble not in passed_over]
    used = next(iter(started + on_path), None)
    if used and not used.trouble:
        return []
    good = next((dot for dot in facts.dots if not dot.trouble and dot.place != "entry"), None)
    if used and good and good.place == "path":
        words = {"path": used.path, "good": good.path}
        return [Finding("broken-dot-first", words, used.said, put_on_path(facts, good))]
    if used:
        return [Finding(used.trouble, {"path": used.path}, used.said, fix_dot(facts, used, good))]
    return [judge_no_dot(facts, good)]


def judge_no_dot(facts: Facts, good: Dot | None) -> Finding:
    """Nothing called `dot` is in a folder of the PATH; `good` is one elsewhere that draws."""
    entry = next((dot for dot in facts.dots if dot.place == "entry"), None)
    if entry:
        return Finding("path-names-a-file", {"path": entry.path}, command=put_on_path(facts, entry))
    if not good:
        return Finding("no-dot", command=install_graphviz(facts))
    if facts.conda_graphviz and good.path.startswith(facts.prefix):
        words = {"prefix": facts.prefix}
        return Finding("conda-not-activated", words, command=Command("conda activate " + conda_name(facts)))
    return Finding("dot-not-on-path", {"path": good.path}, command=put_on_path(facts, good))


def judge_versions(facts: Facts, failing: bool) -> list[Finding]:
    """Keras and pydot that don't know each other's exceptions: it shows when `dot` fails, as a false message."""
    version, binding = keras_of(facts.packages)[1], binding_of(facts)
    if not version or not binding or binding.said or binding.name != "pydot":
        return []
    words = {"keras": version, "version": binding.version}
    if numbers(version) >= (3, 6) and "PydotException" not in binding.exceptions:
        return [Finding("old-pydot", words, command=install(facts, ["pydot"]), fault=failing)]
    if numbers(version) < (3, 6) and "InvocationException" not in binding.exceptions and failing:
        return [Finding("new-pydot-old-keras", words, fault=False)]
    return []


def judge_surroundings(facts: Facts, faults: AbstractSet[str]) -> Iterator[Finding]:
    """Jupyter, Conda, and what a reader of these faults should know."""
    windows = facts.platform == "win32"
    words = {"python": facts.kernel, "this": facts.python}
    if facts.kernel and not facts.kernel_exists:
        register = command(facts, [facts.python, "-m", "ipykernel", "install", "--user"])
        yield Finding("dead-kernel", words, command=register, fault=False)
    elif facts.kernel:
        there = Command(command(facts, [facts.kernel, facts.doctor]).line)
        yield Finding(
            "wrong-python" if facts.in_kernel else "other-kernel", words, "", there, facts.in_kernel
        )
    if "no-keras" in faults and facts.conda_prefix and facts.conda_prefix != facts.prefix:
        python = facts.conda_prefix + ("\\python.exe" if windows else "/bin/python")
        there = Command(command(facts, [python, facts.doctor]).line)
        yield Finding("conda-other-python", {"prefix": facts.conda_prefix}, "", there, fault=False)
    if "no-dot" in faults and "graphviz" in facts.packages:
        yield Finding("graphviz-package-only", {"version": facts.packages["graphviz"]}, fault=False)
    if facts.pygraphviz == "draws" and any(each.startswith(("no-dot", "dot-")) for each in faults):
        yield Finding("pygraphviz-draws", {"version": facts.packages["pygraphviz"]}, fault=False)
    if facts.encoding.replace("-", "") not in ("utf8", "cp65001"):
        line, note = (
            ("setx PYTHONUTF8 1", "new-terminal") if windows else ("export PYTHONUTF8=1", "this-shell")
        )
        yield Finding("not-utf-8", {"encoding": facts.encoding}, "", Command(line, note=note), fault=False)


# --- the one command, here ---------------------------------------------------------------------
SYSTEMS_OWN = ("/usr/", "/bin/", "/opt/", "/snap/", "/home/linuxbrew/")
INSTALLERS = {  # needs an administrator; installs Graphviz; installs it again
    "brew": (False, "brew install graphviz", "brew reinstall graphviz"),
    "scoop": (False, "scoop install graphviz", "scoop update --force graphviz"),
    "winget": (True, "winget install Graphviz.Graphviz", "winget install --force Graphviz.Graphviz"),
    "choco": (True, "choco install -y graphviz", "choco install -y --force graphviz"),
    "port": (True, "port install graphviz", "port upgrade --force graphviz"),
    "apt-get": (
        True,
        "apt-get update && apt-get install -y graphviz",
        "apt-get update && apt-get install -y --reinstall graphviz",
    ),
    "dnf": (True, "dnf install -y graphviz graphviz-gd", "dnf reinstall -y graphviz"),
    "yum": (True, "yum install -y graphviz graphviz-gd", "yum reinstall -y graphviz"),
    "pacman": (True, "pacman -S --noconfirm graphviz", "pacman -S --noconfirm graphviz"),
    "zypper": (True, "zypper install -y graphviz graphviz-gd", "zypper install -y --force graphviz"),
    "apk": (True, "apk add graphviz", "apk fix graphviz"),
}


def command(facts: Facts, argv: Sequence[str], note: str = "") -> Command:
    """One that needs no administrator."""
    return Command(command_line(facts, argv), tuple(argv), note)


def for_administrator(facts: Facts, line: str) -> Command:
    """One that the doctor never runs."""
    if facts.platform != "win32" and not facts.admin:
        line = " && ".join("sudo " + part for part in line.split(" && "))
    return Command(line, note="" if facts.admin else "administrator")


def conda_install(facts: Facts) -> list[str]:
    """The beginning of a command that installs into this Conda environment; empty: it is none, or has no conda."""
    tool = next((tool for tool in ("conda", "mamba", "micromamba") if tool in facts.tools), "")
    return [tool, "install", "-y", "-p", facts.prefix, "-c", "conda-forge"] if facts.in_conda and tool else []


def install(facts: Facts, packages: Sequence[str], note: str = "") -> Command:
    """Install or upgrade packages of Python in this Python."""
    if conda_install(facts):  # its pydot brings Graphviz along
        return command(facts, [*conda_install(facts), *packages], note)
    if facts.pip == "uv":
        return command(facts, ["uv", "pip", "install", "--python", facts.python, "-U", *packages], note)
    anyway = ["--user", "--break-system-packages"] if facts.pip == "managed" else []
    note = note or ("managed" if anyway else "")
    fixes = command(facts, [facts.python, "-m", "pip", "install", *anyway, "-U", *packages], note)
    if facts.pip == "none":
        first = command_line(facts, [facts.python, "-m", "ensurepip"])
        return Command(first + " && " + fixes.line, note=note)
    return fixes


def remove(facts: Facts, package: str) -> Command:
    """Remove a package of Python from this Python."""
    if facts.pip == "uv":
        return command(facts, ["uv", "pip", "uninstall", "--python", facts.python, package])
    anyway = ["--break-system-packages"] if facts.pip == "managed" else []
    return command(facts, [facts.python, "-m", "pip", "uninstall", "-y", *anyway, package])


def install_graphviz(facts: Facts, again: bool = False) -> Command:
    """By what this system installs programs with; where nothing does, the wheel that has Graphviz inside."""
    if conda_install(facts):
        return command(facts, [*conda_install(facts), *(["--force-reinstall"] if again else []), "graphviz"])
    may = facts.admin or "sudo" in facts.tools or facts.platform == "win32"
    for tool, (needs_administrator, *lines) in INSTALLERS.items():
        if tool in facts.tools and not needs_administrator:
            return command(facts, lines[again].split())
        if tool in facts.tools and may:
            return for_administrator(facts, lines[again])
    if facts.pygraphviz == "draws":
        return Command("", note="own-dot")
    return install(facts, ["pygraphviz"], note="no-admin")


def fix_dot(facts: Facts, dot: Dot, good: Dot | None) -> Command:
    """Fix the file that pydot starts, or let it start a good one."""
    quoted = command_line(facts, [dot.path])
    if dot.trouble == "dot-not-executable":
        argv = ["chmod", "+x", dot.path]
        return command(facts, argv) if dot.mine else for_administrator(facts, "chmod +x " + quoted)
    if good:
        return put_on_path(facts, good)
    if dot.trouble == "dot-no-plugins" or (dot.trouble == "dot-no-png" and facts.platform == "win32"):
        return command(facts, [dot.path, "-c"]) if dot.mine else for_administrator(facts, quoted + " -c")
    gd = next((tool for tool in ("dnf", "yum", "zypper") if tool in facts.tools), "")
    if dot.trouble == "dot-no-png" and gd:
        return for_administrator(facts, gd + " install -y graphviz-gd")
    if facts.platform != "win32" and not conda_install(facts) and not dot.path.startswith(SYSTEMS_OWN):
        return Command(install_graphviz(facts).line, note="not-ours")
    return install_graphviz(facts, again=True)


def put_on_path(facts: Facts, dot: Dot) -> Command:
    """Put the folder of a `dot` in front of the PATH: what a child can't do for the reader's shell."""
    if facts.platform != "win32":
        folder = shorten(facts.home, os.path.dirname(dot.path), "$HOME")
        return Command('export PATH="{}:$PATH"'.format(folder), note="this-shell")
    old = "[Environment]::GetEnvironmentVariable('Path', 'User')"
    new = "'{};' + {}".format(dot.path.rpartition("\\")[0], old)
    line = "powershell -Command \"[Environment]::SetEnvironmentVariable('Path', {}, 'User')\"".format(new)
    return Command(line, note="new-terminal")


def conda_name(facts: Facts) -> str:
    """What `conda activate` takes: the name, or the folder of an environment that lies elsewhere."""
    folder, _, name = facts.prefix.replace("\\", "/").rpartition("/")
    return name if folder.endswith("/envs") else command_line(facts, [facts.prefix])


def command_line(facts: Facts, argv: Sequence[str]) -> str:
    """As one types it here, with the home folder as a shell knows it."""
    if facts.platform == "win32":
        return subprocess.list2cmdline(argv)
    words = []
    for word in argv:
        short = shorten(facts.home, word, "$HOME")
        if shlex.quote(word) == word:
            words.append(shorten(facts.home, word))
        else:
            words.append(
                '"{}"'.format(short) if re.fullmatch(r"(\$HOME)?[^\"$`\\!]*", short) else shlex.quote(word)
            )
    return " ".join(words)


def shorten(home: str, text: str, sign: str = "~") -> str:
    """`text` without the name of the home folder."""
    return (
        re.sub(re.escape(home) + r"(?![\w.-])", lambda _: sign, text, flags=CASE) if len(home) > 1 else text
    )


# --- the report --------------------------------------------------------------------------------
def words_of(finding: Finding, lang: str) -> list[str]:
    """What is wrong, and why it matters."""
    return [text.format(**finding.words) for text in WORDS[finding.id][lang]]


def report(facts: Facts, found: Sequence[Finding], lang: str) -> str:
    """The text for a reader at a terminal."""
    say = {key: texts[lang] for key, texts in SAYS.items()}
    lines = [*summary(facts, say), ""]
    for each in found:
        what, why = words_of(each, lang)
        note = note_of(facts, each.command, lang)
        lines.append("{}[{}]{}{}".format(say["fault" if each.fault else "remark"], each.id, say[":"], what))
        parts = {"said": each.said, "why": why, "fix": each.command.line, "note": note}
        lines += ["    " + say[key] + say[":"] + text for key, text in parts.items() if text]
        lines.append("")
    faults = len([each for each in found if each.fault])
    total = say["healthy"] if not faults else say["one" if faults == 1 else "several"].format(faults)
    text = "\n".join([*lines, total, say["chapter"]])
    # what stands here is typed, and Windows' shells know no ~
    return text if facts.platform == "win32" else shorten(facts.home, text)


def note_of(facts: Facts, command: Command, lang: str) -> str:
    """What must be known about a command, if anything."""
    notes = [command.note] if command.note else []
    if facts.platform == "win32" and command.line.startswith('"'):
        notes.append("powershell")
    return " ".join(NOTES[note][lang] for note in notes)


def summary(facts: Facts, say: Mapping[str, str]) -> Iterator[str]:
    """What was looked at."""
    yield "Python {}  {}".format(facts.python_version, facts.python)
    binding = binding_of(facts)
    yield (" ".join(keras_of(facts.packages)).strip() or "keras " + say["none"])
    yield "{} {}".format(binding.name, binding.version) if binding else "pydot " + say["none"]
    for dot in facts.dots:
        drawn = say["draws"] + " " + " ".join(dot.formats) if dot.formats else say["draws nothing"]
        place = [] if dot.place == "path" else [say["off"]]
        yield "  ".join([" ".join(["dot", dot.version]).strip(), dot.path, drawn, *place])
    if not facts.dots:
        yield "dot " + say["none"]


def as_json(facts: Facts, found: Sequence[Finding], lang: str) -> str:
    """One object for an issue report; the home folder is written ~."""
    findings = []
    for each in found:
        what, why = words_of(each, lang)
        severity = "fault" if each.fault else "remark"
        texts = {"what": what, "said": each.said, "why": why, "command": each.command.line}
        findings.append({"id": each.id, "severity": severity, **texts})
    looked = {key: value for key, value in asdict(facts).items() if key not in ("home", "doctor")}
    healthy = not any(each.fault for each in found)
    whole: object = {"doctor": 1, "healthy": healthy, "findings": findings, "facts": looked}
    for home in (facts.home, os.path.realpath(facts.home)):
        whole = without_home(home, whole)
    return json.dumps(whole, ensure_ascii=False, indent=2)


def without_home(home: str, value: object) -> object:
    """`value` with the home folder shortened in every text."""
    if isinstance(value, str):
        return shorten(home, value)
    if isinstance(value, dict):
        return {key: without_home(home, each) for key, each in value.items()}
    return [without_home(home, each) for each in value] if isinstance(value, (list, tuple)) else value


# --- fixing ------------------------------------------------------------------------------------
def fix(facts: Facts, lang: str, call_keras: bool) -> Facts:
    """Ask about each command that needs no administrator, run it, look again; the facts at the end."""
    asked = set()
    while True:
        fault = next((each for each in judge(facts) if each.fault and each.command not in asked), None)
        if not fault:
            return facts
        asked.add(fault.command)
        print("[{}] {}".format(fault.id, shorten(facts.home, words_of(fault, lang)[0])))
        if not fault.command.argv:
            what = fault.command.line or note_of(facts, fault.command, lang)
            print("    " + SAYS["by hand"][lang].format(what))
        elif agreed(fault.command.line, lang):
            code = run_in_sight(fault.command.argv)
            if code:
                print("    " + SAYS["failed"][lang].format(code))
            importlib.invalidate_caches()
            facts = look(call_keras)


def run_in_sight(argv: Sequence[str]) -> int:
    """Run a command in the reader's sight; its exit code."""
    try:
        return subprocess.run([which(argv[0]) or argv[0], *argv[1:]], check=False).returncode
    except OSError as error:
        return error.errno or 1


def agreed(line: str, lang: str) -> bool:
    """The reader's own yes, at a terminal."""
    print("    {}\n    {} [y/N] ".format(line, SAYS["run it"][lang]), end="", flush=True)
    answer = ""
    # a notebook's cell looks like a terminal, and nobody can answer there
    if not (sys.stdin and sys.stdin.isatty()) or "JPY_PARENT_PID" in os.environ:
        print(SAYS["no terminal"][lang])
    else:
        with contextlib.suppress(EOFError):
            answer = input()
    return answer.strip().lower() in ("y", "yes", "是")


# --- the command -------------------------------------------------------------------------------
def main(argv: Sequence[str], prog: str | None = None) -> int:
    """Look, judge, say; 0 nothing is wrong, 1 something is, 2 the command is."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    options = read_arguments(argv, prog)
    lang = options.lang or readers_language()
    if options.lang == "zh" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # asked for, so the terminal can
    facts = look(options.call_keras)
    if options.fix:
        facts = fix(facts, lang, options.call_keras)
    found = judge(facts)
    try:
        print((as_json if options.json else report)(facts, found, lang), flush=True)
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(any(each.fault for each in found))


def read_arguments(argv: Sequence[str], prog: str | None = None) -> argparse.Namespace:
    """The options; wrong ones end the program with 2."""
    helps = {key: texts[readers_language()] for key, texts in HELP.items()}
    parser = argparse.ArgumentParser(prog=prog, description=helps["doctor"])
    parser.add_argument("--lang", choices=("zh", "en"), help=helps["lang"])
    parser.add_argument("--import", action="store_true", dest="call_keras", help=helps["import"])
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--json", action="store_true", help=helps["json"])
    way.add_argument("--fix", action="store_true", help=helps["fix"])
    return parser.parse_args(argv)


def readers_language() -> str:
    """`zh` or `en`, as the locale says; English where the terminal has no Chinese characters."""
    try:
        "中".encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeError, LookupError):
        return "en"
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if os.name == "nt" and not named:
        language = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined, unused-ignore]
        return "zh" if language & 0x3FF == 4 else "en"
    return "zh" if (named or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
