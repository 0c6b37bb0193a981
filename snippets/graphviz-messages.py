# ---
# limits: {time_s: 600}
# ---
# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% net
import keras
from keras import layers

net = keras.Sequential(
    [
        keras.Input(shape=(3,), name="numbers"),
        layers.Dense(2, activation="relu", name="hidden"),
        layers.Dense(1, name="answer"),
    ],
    name="net",
)

# %% only-on-path
import os
import pathlib
import tempfile
from unittest.mock import patch

def path_of(folder):
    return patch.dict(os.environ, PATH=str(folder))

empty_folder = pathlib.Path(tempfile.mkdtemp())

# %% fake-dot
def fake_dot(content, mode=0o755):
    dot = pathlib.Path(tempfile.mkdtemp()) / "dot"
    dot.write_bytes(content if isinstance(content, bytes) else content.encode())
    dot.chmod(mode)
    return dot.parent

# %% environment
import subprocess
import sys
import sysconfig
import venv

# zh: 显式交给每个程序的环境变量；之后 PATH 怎样变化都不影响它们
# en: handed to each program explicitly; what happens to PATH later doesn't matter to them
variables = dict(os.environ)

def environment(*left_out):
    folder = pathlib.Path(tempfile.mkdtemp())
    venv.EnvBuilder(symlinks=True, with_pip=False).create(folder)
    target = next(folder.glob("lib/python*/site-packages"))
    for package in pathlib.Path(sysconfig.get_path("purelib")).iterdir():
        if not package.name.startswith(("__", *left_out)):
            (target / package.name).symlink_to(package)
    return folder

def pip_install(folder, package):
    command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", package]
    subprocess.run(command, check=True, env=variables)

# %% run-in
program = """
import os, shutil, subprocess, sys
import keras
from keras.utils import model_to_dot, plot_model

hidden = keras.layers.Dense(2, name="hidden")
net = keras.Sequential([keras.Input(shape=(3,)), hidden], name="my-net")
outer = keras.Sequential([keras.Input(shape=(3,)), net])
for step in sys.argv[1:]:
    if step.startswith("PATH="):
        os.environ["PATH"] = step[5:]
        print("dot on the PATH:", shutil.which("dot") is not None)
    elif step.startswith("pip "):
        subprocess.run([sys.executable, "-m", *step.split(), "--quiet"], check=True)
        print("$ python -m", step)
    else:
        print(step)
        try:
            print("   ", type(eval(step)).__name__)
        except Exception as error:
            print(f"    {type(error).__name__}: {error}")
"""

def run_in(folder, *steps):
    words = [folder / "bin" / "python", "-c", program, *steps]
    options = {"env": variables, "check": True, "capture_output": True, "text": True}
    return subprocess.run(words, **options).stdout.strip()

# %% real-dot-program
real_program = """
import ctypes, os, sys
folder = os.path.dirname(os.path.abspath(__file__))
os.environ.update(GVBINDIR=folder, FONTCONFIG_FILE=os.path.join(folder, "fonts.conf"))
{first}
cgraph, gvc = ctypes.CDLL({cgraph!r}), ctypes.CDLL({gvc!r})
gvc.gvContext.restype = gvc.gvNextInputGraph.restype = ctypes.c_void_p
context = ctypes.c_void_p(gvc.gvContext())
words = [b"dot", *map(os.fsencode, sys.argv[1:])]
wrong = gvc.gvParseArgs(context, len(words), (ctypes.c_char_p * (len(words) + 1))(*words))
if wrong:
    sys.exit(max(wrong, 0))
while graph := ctypes.c_void_p(gvc.gvNextInputGraph(context)):
    wrong = gvc.gvLayoutJobs(context, graph) or gvc.gvRenderJobs(context, graph) or wrong
gvc.gvFinalize(context)
sys.exit(1 if wrong else gvc.gvFreeContext(context))
"""

# %% real-dot
import matplotlib
import pygraphviz

libraries = pathlib.Path(pygraphviz.__file__).parents[1] / "pygraphviz.libs"
all_plugins = "core", "dot_layout", "neato_layout", "gd", "pango"
fonts = "<fontconfig><dir>{}/fonts/ttf</dir><cachedir>{}</cachedir></fontconfig>"

def library(name):
    return next(libraries.glob(f"lib{name}-*"))

def real_dot(*plugins, first="import pygraphviz"):
    names = {"cgraph": str(library("cgraph")), "gvc": str(library("gvc"))}
    folder = fake_dot(f"#!{sys.executable}" + real_program.format(first=first, **names))
    (folder / "fonts.conf").write_text(fonts.format(matplotlib.get_data_path(), folder))
    for name in plugins:
        plugin = library(f"gvplugin_{name}")
        number = plugin.name.split(".so.")[1][0]
        (folder / f"libgvplugin_{name}.so.{number}").symlink_to(plugin)
    return folder

def register(folder):
    return subprocess.run(
        [folder / "dot", "-c"], env=variables, capture_output=True, text=True
    ).stderr

whole = real_dot(*all_plugins)
register(whole)

# %% tidy
import contextlib
import io
import re

def tidy(text):
    # zh: 去掉临时文件名、节点编号、图的内容和字体提示
    # en: without names of temporary files and nodes, image data and notes about fonts
    text = re.sub(r"(/[\w.+-]+)*/tmp\w+", "…", text)
    text = re.sub(r"b(['\"])(\\x89PNG|<\?xml).*\n", "b'…'\n", text)
    text = re.sub(r"node \d+", "node …", text).replace("\\n'", "'").replace("\\n", "\n")
    return re.sub(r"Fontconfig warning.*\n?|\n(?=\n)", "", text).strip()

def complaint(folder, model=net, **options):
    said = io.StringIO()
    with path_of(folder), contextlib.redirect_stdout(said):
        try:
            options = {"to_file": "failed.png", "dpi": 96, **options}
            keras.utils.plot_model(model, **options)
            print("drawn")
        except (AssertionError, ImportError) as error:
            print(f"{type(error).__name__}: {error}")
    return tidy(said.getvalue())

# %% no-dot tags=["raises-exception"] shows="You must install graphviz (see instructions at https://graphviz.gitlab.io/download/) for `plot_model` to work."
with path_of(empty_folder):
    keras.utils.plot_model(net, to_file="net.png")

# %% with-dot
keras.utils.plot_model(net, to_file="net.png", show_shapes=True, show_layer_names=True)

# %% no-dot-pydot tags=["raises-exception"] shows="\"dot\" not found in path."
import pydot

with path_of(empty_folder):
    pydot.Dot().create_png()

# %% fake-dots
not_executable = real_dot(*all_plugins)
register(not_executable)
(not_executable / "dot").chmod(0o644)

unusable = {
    "not executable": not_executable,
    "for another CPU": fake_dot("\x7fELF"),
    "its interpreter is missing": fake_dot("#!/no/such/program\n"),
    "PATH names the file, not its folder": whole / "dot",
}
for case, folder in unusable.items():
    with path_of(folder):
        try:
            keras.utils.plot_model(net, to_file="net.png")
        except ImportError as error:
            print(f"{case}: {str(error)[:30]}…")

# %% unusable-reason
for case, folder in unusable.items():
    with path_of(folder):
        try:
            pydot.Dot().create_png()
        except OSError as error:
            print(f"{case}: {type(error).__name__}: {error}")

# %% unusable-fixed
(not_executable / "dot").chmod(0o755)
for case, folder in {"executable now": not_executable, "the folder": whole}.items():
    with path_of(folder):
        image = keras.utils.plot_model(net, to_file="net.png")
    print(f"{case}: {type(image).__name__}")

# %% conda
conda = environment()
(conda / "conda-meta").mkdir()
(conda / "conda-meta" / "history").touch()
(conda / "bin" / "dot").symlink_to(whole / "dot")

where = "import os, shutil; print(os.path.basename(shutil.which('dot') or 'no dot'))"
activated = f"{conda / 'bin'}{os.pathsep}{empty_folder}"
for state, path in {"started directly": empty_folder, "activated": activated}.items():
    command = [conda / "bin" / "python", "-c", where]
    found = subprocess.check_output(command, env={**variables, "PATH": str(path)}, text=True)
    print(f"{state}: {found.strip()}")

# %% crashing
print(complaint(fake_dot("#!/bin/sh\nkill -SEGV $$\n")))

# %% library-missing
import shutil

# zh: 一个真实的程序，只是把它依赖的库换成不存在的名字
# en: a real program; only the library that it asks for is renamed to one that isn't there
true = pathlib.Path(shutil.which("true")).read_bytes()
print(complaint(fake_dot(true.replace(b"libc.so.6", b"libgvc.so"))))

# %% plugins-missing
unregistered = real_dot(*all_plugins)
print(complaint(unregistered))

# %% layout-missing
half = real_dot("core")
register(half)
print(complaint(half))

# %% registered
from IPython.display import Image

register(unregistered)
with path_of(unregistered):
    keras.utils.plot_model(net, "registered.png", show_layer_names=True, dpi=72)
Image("registered.png")

# %% png-missing
without_png = real_dot("core", "dot_layout")
register(without_png)
print(complaint(without_png))

# %% svg-instead
with path_of(without_png):
    keras.utils.model_to_dot(net, dpi=72).write_svg("instead.svg")
print(pathlib.Path("instead.svg").read_text().count('class="node"'), "layers")

# %% unknown-format
print(complaint(whole, to_file="net.xyz")[:250], "…")

# %% plugin-not-loaded
lonely = real_dot(*all_plugins, first="")
print(re.sub(r"/\S*/", "…/", register(lonely).splitlines()[-1]))

# %% no-pydot
bare = environment("pydot")
draw = "plot_model(net, 'bare.png', show_layer_names=True)"
print(run_in(bare, draw, "model_to_dot(net)", "pip install pydot", draw))

# %% no-pydot-fixed
print(run_in(bare, draw))
Image("bare.png")

# %% old-pydot
old = environment("pydot")
pip_install(old, "pydot==1.4.2")
no_dot, with_dot = f"PATH={empty_folder}", f"PATH={whole}"
draw = "plot_model(net, 'old.png', show_layer_names=True)"
print(run_in(old, no_dot, draw, with_dot, draw, "pip install --upgrade pydot"))

# %% old-pydot-fixed
print(run_in(old, no_dot, draw, with_dot, draw))
Image("old.png")

# %% pydot-ng
fork = environment("pydot")
pip_install(fork, "pydot_ng")
draw = "plot_model(outer, 'nested.png', expand_nested=True)"
print(tidy(run_in(fork, no_dot, draw, with_dot, draw, "pip install pydot")))

# %% pydot-ng-fixed
print(run_in(fork, no_dot, draw, with_dot, draw))
Image("nested.png")

# %% printed-not-raised
# zh: 旧版 IPython 启动时就加载这个模块，新版在第一次使用 %who 之类的命令时才加载
# en: older IPython loads this module when it starts, newer IPython at the first %who or the like
import IPython.core.magics.namespace

with path_of(empty_folder):
    returned = keras.utils.plot_model(net, to_file="silent.png")
print("returned:", returned, "| file written:", pathlib.Path("silent.png").exists())
del sys.modules["IPython.core.magics.namespace"]

# %% none-noticed
def plotted(model, to_file, **options):
    pathlib.Path(to_file).unlink(missing_ok=True)
    image = keras.utils.plot_model(model, to_file=to_file, **options)
    if not pathlib.Path(to_file).exists():
        raise RuntimeError("plot_model wrote no file")
    return image

plotted(net, "net.png", show_layer_names=True)

# %% pdf
print(keras.utils.plot_model(net, to_file="net.pdf"), pathlib.Path("net.pdf").exists())

# %% angle-bracket
def named(name, **options):
    return keras.Sequential([keras.Input(shape=(3,)), layers.Dense(2, name=name, **options)])

print(complaint(whole, named("x<y"), show_layer_names=True))

# %% ampersand
print(complaint(whole, named("sin&cos"), show_layer_names=True))

# %% lambda
squared = named("squared", activation=lambda x: x * x)
print(complaint(whole, squared, show_layer_activations=True))

# %% names-fixed
def square(x):
    return x * x

options = {"show_layer_names": True, "show_layer_activations": True}
keras.utils.plot_model(named("sin_and_cos", activation=square), "names.png", **options)

# %% ascii
drawing = """
import sys, pydot
graph = pydot.Dot()
graph.add_node(pydot.Node("隐藏层"))
try:
    print(len(graph.create_svg()) > 0)
except Exception as error:
    print(f"{type(error).__name__}: {error}")
"""
pathlib.Path("draw.py").write_text(drawing, encoding="utf-8")
for utf8 in "01":
    settings = {"PATH": str(whole), "LC_ALL": "C", "PYTHONUTF8": utf8}
    said = subprocess.check_output([sys.executable, "draw.py"], env=settings, text=True)
    print(f"PYTHONUTF8={utf8}:", said.strip())

# %% gbk
chinese = keras.utils.model_to_dot(named("隐藏层"), show_layer_names=True, dpi=72)
for encoding in ("gbk", "utf-8"):
    with path_of(whole), contextlib.redirect_stdout(io.StringIO()) as said:
        try:
            print("隐藏层" in chinese.create_svg(encoding=encoding).decode())
        except AssertionError as error:
            print(f"AssertionError: {error}")
    print(f"{encoding}: {tidy(said.getvalue())}")

# %% splines-crash
mobile = keras.applications.MobileNetV3Small(weights=None)

with path_of(whole):
    keras.utils.model_to_dot(mobile, dpi=72).write_svg("mobile.svg")
print(len(mobile.layers), "layers, drawn:", pathlib.Path("mobile.svg").exists())

# %% splines
keras.utils.plot_model(net, to_file="net.png", show_layer_names=True, splines="spline")

# %% too-large
def drawn(model, form="png", **options):
    keras.utils.model_to_dot(model, show_layer_names=False, **options).write("large.dot")
    command = [whole / "dot", f"-T{form}", "large.dot", "-o", f"large.{form}"]
    said = subprocess.run(command, env=variables, capture_output=True, text=True).stderr
    return tidy(said) or "drawn"

def pixels(file):
    header = pathlib.Path(file).read_bytes()
    width, height = (int.from_bytes(header[at : at + 4], "big") for at in (16, 20))
    return f"{width} x {height} pixels"

print(drawn(mobile))
print(pixels("large.png"))

# %% too-large-fixed
print(drawn(mobile, dpi=96))
print(pixels("large.png"))
print(drawn(mobile, "svg", dpi=72))

# %% no-folder tags=["raises-exception"] shows="No such file or directory: 'images/net.png'"
keras.utils.plot_model(net, to_file="images/net.png")

# %% no-folder-fixed
pathlib.Path("images").mkdir()
keras.utils.plot_model(net, to_file="images/net.png", show_layer_names=True)

# %% unbuilt tags=["raises-exception"] shows="This model has not yet been built."
later = keras.Sequential([layers.Dense(2, name="later")])
keras.utils.plot_model(later, to_file="later.png")

# %% unbuilt-fixed
later.build((None, 3))
keras.utils.plot_model(later, to_file="later.png", show_layer_names=True)

# %% svg tags=["raises-exception"] shows="Cannot embed the 'svg' image format"
keras.utils.plot_model(net, to_file="net.svg", dpi=72)

# %% svg-written
pathlib.Path("net.svg").is_file()

# %% svg-fixed
keras.utils.model_to_dot(net, show_shapes=True, dpi=72).write_svg("clean.svg")

# %% unknown-argument tags=["raises-exception"] shows="Unrecognized keyword arguments: {'expand_dim': True}"
keras.utils.plot_model(net, expand_dim=True)

# %% layer-range tags=["raises-exception"] shows="Argument `layer_range` is no longer supported."
keras.utils.plot_model(net, layer_range=["hidden", "answer"])

# %% pip-graphviz tags=["raises-exception"] shows="failed to execute PosixPath('dot'), make sure the Graphviz executables are on your systems' PATH"
def pip_into(folder, package):
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*command, "--target", folder, package], check=True, env=variables)

packages = pathlib.Path(tempfile.mkdtemp())
pip_into(packages, "graphviz")
sys.path.insert(0, str(packages))
import graphviz

with path_of(empty_folder):
    graphviz.Source("digraph { a -> b }").pipe(format="svg")

# %% pip-graphviz-useless
files = [file for file in packages.rglob("*") if file.is_file()]
programs = [file for file in files if os.access(file, os.X_OK)]
print(len(files), "files, programs among them:", len(programs))
print(complaint(empty_folder))

# %% orders
def installed(*names):
    folder = pathlib.Path(tempfile.mkdtemp())
    for name in names:
        pip_into(folder, name)
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.py")}

first = installed("pydot", "graphviz")
second = installed("graphviz", "pydot")
print(len(first), "modules; the same in either order:", first == second)

# %% check-off tags=["raises-exception"] shows="\"dot\" not found in path."
from unittest.mock import patch
from keras.src.utils import model_visualization

without_check = patch.object(model_visualization, "check_graphviz", lambda: True)
with path_of(empty_folder), without_check:
    keras.utils.plot_model(net, to_file="net.png")

# %% values tags=["remove-cell"]
version = keras.__version__
pydot_version = pydot.__version__
ipython_version = IPython.__version__
asked = subprocess.run([whole / "dot", "-V"], env=variables, capture_output=True, text=True)
graphviz_version = re.search(r"version ([\d.]+\d)", asked.stderr)[1]
mobile_layers = len(mobile.layers)
del no_dot, with_dot, variables  # of this machine
