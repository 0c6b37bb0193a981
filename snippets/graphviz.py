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
    graph = keras.utils.model_to_dot(net, show_layer_names=True, dpi=96)
    pygraphviz.AGraph(string=graph.to_string()).draw("from-wheel.png", prog="dot")
Image("from-wheel.png")

# %% fake-dot
def fake_dot(content, mode=0o755):
    dot = pathlib.Path(tempfile.mkdtemp()) / "dot"
    dot.write_text(content)
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
    picture = keras.utils.plot_model(net, to_file="own-dot.png", show_layer_names=True, dpi=96)
picture

# %% no-dot tags=["raises-exception"] shows="You must install graphviz (see instructions at https://graphviz.gitlab.io/download/) for `plot_model` to work."
with path_of(empty_folder):
    keras.utils.plot_model(net, to_file="net.png")

# %% no-dot-pydot tags=["raises-exception"] shows="\"dot\" not found in path."
with path_of(empty_folder):
    pydot.Dot().create_png()

# %% cured
keras.utils.plot_model(net, to_file="net.png", show_shapes=True, show_layer_names=True)

# %% fake-dots
unusable = {
    "not executable": fake_dot("#!/bin/sh\n", mode=0o644),
    "for another CPU": fake_dot("\x7fELF"),
    "its interpreter is missing": fake_dot("#!/no/such/program\n"),
    "PATH names the file, not its folder": fake_dot("#!/bin/sh\n") / "dot",
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

# %% no-pydot
import subprocess
import sys

# zh: 放进 None 之后，import pydot 就会失败，和没装一样
# en: with None in its place, import pydot fails as if it were not installed
program = """
import sys
sys.modules["pydot"] = None
import keras
net = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(2)])
for draw in (keras.utils.model_to_dot, keras.utils.plot_model):
    try:
        draw(net)
    except ImportError as error:
        print("ImportError:", error)
"""
run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
print(run.stdout.strip())

# %% printed-not-raised
# zh: 旧版 IPython 一启动就加载这个模块，新版要等你用到 %who 之类的命令
# en: older IPython loads this module when it starts, newer IPython at the first %who or the like
import IPython.core.magics.namespace

with path_of(empty_folder):
    returned = keras.utils.plot_model(net, to_file="silent.png")
print("returned:", returned, "| picture written:", pathlib.Path("silent.png").exists())

# %% pdf
print(keras.utils.plot_model(net, to_file="net.pdf"), pathlib.Path("net.pdf").exists())

# %% crashing
import io
import re

def complaint(folder):
    said = io.StringIO()
    with path_of(folder), contextlib.redirect_stdout(said):
        try:
            keras.utils.plot_model(net, to_file="crash.png")
        except AssertionError:
            print("AssertionError")
    # zh: 只删去临时文件名
    # en: only the names of temporary files are cut out
    return re.sub(r"\[.*?\]", "[…]", said.getvalue()).strip()

print(complaint(fake_dot("#!/bin/sh\nkill -SEGV $$\n")))

# %% library-missing
print(complaint(fake_dot("#!/bin/sh\necho 'libcgraph.so.6: not found' >&2\nexit 127\n")))

# %% splines
keras.utils.plot_model(net, to_file="net.png", show_layer_names=True, splines="spline")

# %% angle-bracket
def drawn_with(name):
    odd = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(2, name=name)])
    return keras.utils.plot_model(odd, to_file="odd.png", show_layer_names=True)

said = io.StringIO()
try:
    with contextlib.redirect_stdout(said):
        drawn_with("x<y")
except AssertionError as error:
    print("AssertionError:", re.sub(r"\[.*?\]", "[…]", str(error)))
# zh: dot 自己的说法，临时文件名和其余的行从略
# en: what dot itself said, without the rest of its lines
print(re.findall(r"Error: [^\\(]*", said.getvalue())[0])

# %% ampersand
try:
    picture = drawn_with("sin&cos")
except AssertionError:
    picture = "AssertionError"
picture

# %% names-mended
drawn_with("sin_and_cos")

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

# %% model-to-dot
with path_of(empty_folder):
    graph = keras.utils.model_to_dot(net, show_layer_names=True, dpi=72)
    graph.write("net.dot")
print(len(graph.get_nodes()), "boxes,", len(graph.get_edges()), "arrows")
print(pathlib.Path("net.dot").read_text().splitlines()[:3])

# %% values tags=["remove-cell"]
version = keras.__version__
pydot_version = pydot.__version__
pygraphviz_version = pygraphviz.__version__
ipython_version = IPython.__version__
assert pathlib.Path("crash.png").exists() is False
assert run.stdout.count("ImportError") == 2
