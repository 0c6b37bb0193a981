# ---
# limits: {time_s: 600}
# ---
# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% check
import shutil

import pydot

print("pydot:", pydot.__version__)
print("dot on the PATH:", shutil.which("dot") is not None)
print("they work together:", pydot.Dot().create_png()[1:4] == b"PNG")

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
import contextlib
import os
import pathlib
import tempfile

@contextlib.contextmanager
def path_of(folder):
    before = os.environ["PATH"]
    os.environ["PATH"] = str(folder)
    try:
        yield
    finally:
        os.environ["PATH"] = before

empty_folder = pathlib.Path(tempfile.mkdtemp())

# %% pygraphviz
import pygraphviz
from IPython.display import Image

with path_of(empty_folder):
    graph = keras.utils.model_to_dot(net, show_layer_names=True, dpi=72)
    pygraphviz.AGraph(string=graph.to_string()).draw("from-wheel.png", prog="dot")
Image("from-wheel.png")

# %% fake-dot
def fake_dot(content, mode=0o755):
    dot = pathlib.Path(tempfile.mkdtemp()) / "dot"
    dot.write_bytes(content if isinstance(content, bytes) else content.encode())
    dot.chmod(mode)
    return dot.parent

# %% own-dot
import sys

own_dot = fake_dot(f"""#!{sys.executable}
import sys
import pygraphviz
form = next(word[2:] for word in sys.argv if word.startswith("-T"))
graph = pygraphviz.AGraph(sys.argv[-1])
sys.stdout.buffer.write(graph.draw(format=form, prog="dot"))
""")
with path_of(own_dot):
    keras.utils.plot_model(net, to_file="own-dot.png", show_layer_names=True, dpi=72)
both = [pathlib.Path(file).read_bytes() for file in ("from-wheel.png", "own-dot.png")]
print("the same picture as above:", both[0] == both[1])

# %% environment
import subprocess
import sysconfig
import venv

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
    subprocess.run(command, check=True)

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
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()

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
    return subprocess.run([folder / "dot", "-c"], capture_output=True, text=True).stderr

whole = real_dot(*all_plugins)
register(whole)

# %% start
from concurrent.futures import ThreadPoolExecutor

start = ThreadPoolExecutor(max_workers=2).submit

def restarted(folder, *runs):
    return [run_in(folder, *steps) for steps in runs]

bare, old, fork = (environment("pydot") for _ in range(3))
pip_install(old, "pydot==1.4.2")
pip_install(fork, "pydot_ng")
no_dot, with_dot = f"PATH={empty_folder}", f"PATH={os.environ['PATH']}"

draw = "plot_model(net, 'bare.png', show_layer_names=True)"
steps = [draw, "model_to_dot(net)", "pip install pydot", draw]
without_pydot = start(restarted, bare, steps, [draw])
draw = "plot_model(net, 'old.png', show_layer_names=True)"
steps = [no_dot, draw, with_dot, draw]
with_old_pydot = start(restarted, old, [*steps, "pip install --upgrade pydot"], steps)
draw = "plot_model(outer, 'nested.png', expand_nested=True)"
steps = [no_dot, draw, f"PATH={whole}", draw, "pip install pydot"]
with_pydot_ng = start(restarted, fork, steps, [no_dot, draw, with_dot, draw])

# %% no-dot tags=["raises-exception"] shows="You must install graphviz (see instructions at https://graphviz.gitlab.io/download/) for `plot_model` to work."
with path_of(empty_folder):
    keras.utils.plot_model(net, to_file="net.png")

# %% cured
keras.utils.plot_model(net, to_file="net.png", show_shapes=True, show_layer_names=True)

# %% no-dot-pydot tags=["raises-exception"] shows="\"dot\" not found in path."
with path_of(empty_folder):
    pydot.Dot().create_png()

# %% fake-dots
unusable = {
    "not executable": fake_dot((own_dot / "dot").read_text(), mode=0o644),
    "for another CPU": fake_dot("\x7fELF"),
    "its interpreter is missing": fake_dot("#!/no/such/program\n"),
    "PATH names the file, not its folder": own_dot / "dot",
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

# %% unusable-mended
not_executable = unusable["not executable"]
(not_executable / "dot").chmod(0o755)
for case, folder in {"executable now": not_executable, "the folder": own_dot}.items():
    with path_of(folder):
        picture = keras.utils.plot_model(net, to_file="net.png")
    print(f"{case}: {type(picture).__name__}")

# %% conda
conda = environment()
(conda / "conda-meta").mkdir()
(conda / "conda-meta" / "history").touch()
(conda / "bin" / "dot").symlink_to(shutil.which("dot"))

draw = "plot_model(net, 'conda.png', show_layer_names=True)"
activated = f"PATH={conda / 'bin'}{os.pathsep}{os.environ['PATH']}"
print(run_in(conda, no_dot, draw, activated, draw))
Image("conda.png")

# %% tidy
import io
import re

def tidy(text):
    # zh: 去掉临时文件名、节点编号、图的内容和字体提示
    # en: without names of temporary files and nodes, the picture, remarks on fonts
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
            print("no complaint")
        except (AssertionError, ImportError) as error:
            print(f"{type(error).__name__}: {error}")
    return tidy(said.getvalue())

# %% crashing
print(complaint(fake_dot("#!/bin/sh\nkill -SEGV $$\n")))

# %% library-missing
# zh: 一个真的程序，只把它要找的库改成不存在的名字
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
register(unregistered)
with path_of(unregistered):
    keras.utils.plot_model(net, "registered.png", show_layer_names=True, dpi=72)
Image("registered.png")

# %% png-missing
without_pictures = real_dot("core", "dot_layout")
register(without_pictures)
print(complaint(without_pictures))

# %% svg-instead
with path_of(without_pictures):
    keras.utils.model_to_dot(net, dpi=72).write_svg("instead.svg")
print(pathlib.Path("instead.svg").read_text().count('class="node"'), "layers drawn")

# %% unknown-format
print(complaint(whole, to_file="net.xyz")[:250], "…")

# %% plugin-not-loaded
lonely = real_dot(*all_plugins, first="")
print(re.sub(r"/\S*/", "…/", register(lonely).splitlines()[-1]))

# %% no-pydot
before, after = without_pydot.result()
print(before)

# %% no-pydot-mended
print(after)
Image("bare.png")

# %% old-pydot
before, after = with_old_pydot.result()
print(before)

# %% old-pydot-mended
print(after)
Image("old.png")

# %% pydot-ng
before, after = with_pydot_ng.result()
print(tidy(before))

# %% pydot-ng-mended
print(after)
Image("nested.png")

# %% printed-not-raised
# zh: 旧版 IPython 一启动就加载这个模块，新版要等你用到 %who 之类的命令
# en: older IPython loads this module when it starts, newer IPython at the first %who or the like
import IPython.core.magics.namespace

with path_of(empty_folder):
    returned = keras.utils.plot_model(net, to_file="silent.png")
print("returned:", returned, "| picture written:", pathlib.Path("silent.png").exists())
del sys.modules["IPython.core.magics.namespace"]

# %% none-noticed
def plotted(model, to_file, **options):
    pathlib.Path(to_file).unlink(missing_ok=True)
    picture = keras.utils.plot_model(model, to_file=to_file, **options)
    if not pathlib.Path(to_file).exists():
        raise RuntimeError("plot_model wrote no picture")
    return picture

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

# %% names-mended
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
    surroundings = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": utf8}
    said = subprocess.check_output([sys.executable, "draw.py"], env=surroundings, text=True)
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
    said = subprocess.run(command, capture_output=True, text=True).stderr
    return tidy(said) or "no complaint"

def pixels(file):
    header = pathlib.Path(file).read_bytes()
    width, height = (int.from_bytes(header[at : at + 4], "big") for at in (16, 20))
    return f"{width} x {height} pixels"

print(drawn(mobile))
print(pixels("large.png"))

# %% too-large-mended
print(drawn(mobile, dpi=96))
print(pixels("large.png"))
print(drawn(mobile, "svg", dpi=72))

# %% no-folder tags=["raises-exception"] shows="No such file or directory: 'pictures/net.png'"
keras.utils.plot_model(net, to_file="pictures/net.png")

# %% no-folder-mended
pathlib.Path("pictures").mkdir()
keras.utils.plot_model(net, to_file="pictures/net.png", show_layer_names=True)

# %% unbuilt tags=["raises-exception"] shows="This model has not yet been built."
later = keras.Sequential([layers.Dense(2, name="later")])
keras.utils.plot_model(later, to_file="later.png")

# %% unbuilt-mended
later.build((None, 3))
keras.utils.plot_model(later, to_file="later.png", show_layer_names=True)

# %% svg tags=["raises-exception"] shows="Cannot embed the 'svg' image format"
keras.utils.plot_model(net, to_file="net.svg", dpi=72)

# %% svg-written
pathlib.Path("net.svg").read_text().startswith("<?xml")

# %% svg-mended
keras.utils.model_to_dot(net, show_shapes=True, dpi=72).write_svg("clean.svg")

# %% unknown-argument tags=["raises-exception"] shows="Unrecognized keyword arguments: {'expand_dim': True}"
keras.utils.plot_model(net, expand_dim=True)

# %% layer-range tags=["raises-exception"] shows="Argument `layer_range` is no longer supported."
keras.utils.plot_model(net, layer_range=["hidden", "answer"])

# %% model-to-dot
with path_of(empty_folder):
    graph = keras.utils.model_to_dot(net, show_layer_names=True, dpi=72)
    graph.write("net.dot")
print(len(graph.get_nodes()), "boxes,", len(graph.get_edges()), "arrows")
print(pathlib.Path("net.dot").read_text().splitlines()[:3])

# %% pip-graphviz tags=["raises-exception"] shows="failed to execute PosixPath('dot'), make sure the Graphviz executables are on your systems' PATH"
def pip_into(folder, package):
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*command, "--target", folder, package], check=True)

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

# %% big-model
def block(shape, filters, name):
    inputs = keras.Input(shape, name="in")
    x = layers.Conv2D(filters, 3, padding="same", activation="relu", name="conv")(inputs)
    shortcut = layers.Conv2D(filters, 1, name="match")(inputs)
    return keras.Model(inputs, layers.Add(name="sum")([x, shortcut]), name=name)

image = keras.Input((32, 32, 3), name="image")
x = block((32, 32, 3), 16, "block_1")(image)
x = layers.MaxPooling2D(name="half")(x)
x = block((16, 16, 16), 32, "block_2")(x)
x = layers.GlobalMaxPooling2D(name="pool")(x)
model = keras.Model(image, layers.Dense(10, name="digit")(x), name="two_blocks")

# %% big-outline
keras.utils.plot_model(model, "outline.png", rankdir="LR", show_layer_names=True)

# %% big-nested
options = {"rankdir": "LR", "show_layer_names": True}
keras.utils.plot_model(model, "all.png", expand_nested=True, splines="spline", **options)

# %% big-block
part = model.get_layer("block_2")
keras.utils.plot_model(part, "block.png", show_shapes=True, show_layer_names=True)

# %% big-range
first = mobile.get_layer("expanded_conv_1_expand")
last = mobile.get_layer("expanded_conv_1_project")
stretch = keras.Model(first.output, last.output)
keras.utils.plot_model(stretch, "stretch.png", rankdir="LR")

# %% big-formats
for dpi in (48, 96, 200):
    drawn(model, expand_nested=True, dpi=dpi)
    print(f"dpi={dpi}: {pixels('large.png')}")

# %% big-svg
graph = keras.utils.model_to_dot(model, expand_nested=True, rankdir="LR", dpi=72)
graph.write_svg("two_blocks.svg")

# %% big-summary
model.summary(line_length=76)

# %% big-text
def outline(model, indent=""):
    for layer in model.layers:
        print(f"{indent}{layer.name} ({type(layer).__name__}) {layer.output.shape}")
        if isinstance(layer, keras.Model):
            outline(layer, indent + "    ")

with path_of(empty_folder):
    outline(model)

# %% big-mermaid
def mermaid(model):
    names = {str(id(layer)): layer.name for layer in model.layers}
    lines = ["graph LR"]
    for edge in keras.utils.model_to_dot(model).get_edges():
        lines.append(f"    {names[edge.get_source()]} --> {names[edge.get_destination()]}")
    return "\n".join(lines)

with path_of(empty_folder):
    print(mermaid(model.get_layer("block_2")))

# %% values tags=["remove-cell"]
version = keras.__version__
pydot_version = pydot.__version__
pygraphviz_version = pygraphviz.__version__
ipython_version = IPython.__version__
asked = subprocess.run([whole / "dot", "-V"], capture_output=True, text=True)
graphviz_version = re.search(r"version ([\d.]+\d)", asked.stderr)[1]
mobile_layers = len(mobile.layers)
del no_dot  # a path of this machine
