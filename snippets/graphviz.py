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
import os
import pathlib
import tempfile
from unittest.mock import patch

def path_of(folder):
    return patch.dict(os.environ, PATH=str(folder))

empty_folder = pathlib.Path(tempfile.mkdtemp())

# %% pygraphviz
import pygraphviz
from IPython.display import Image

with path_of(empty_folder):
    graph = keras.utils.model_to_dot(net, show_layer_names=True, dpi=72)
    pygraphviz.AGraph(string=graph.to_string()).draw("by-pygraphviz.png", prog="dot")
Image("by-pygraphviz.png")

# %% own-dot
import sys

def fake_dot(content):
    dot = pathlib.Path(tempfile.mkdtemp()) / "dot"
    dot.write_text(content)
    dot.chmod(0o755)
    return dot.parent

own_dot = fake_dot(f"""#!{sys.executable}
import sys
import pygraphviz
form = next(word[2:] for word in sys.argv if word.startswith("-T"))
graph = pygraphviz.AGraph(sys.argv[-1])
sys.stdout.buffer.write(graph.draw(format=form, prog="dot"))
""")
with path_of(own_dot):
    keras.utils.plot_model(net, to_file="own-dot.png", show_layer_names=True, dpi=72)
both = [pathlib.Path(file).read_bytes() for file in ("by-pygraphviz.png", "own-dot.png")]
print("same image as above:", both[0] == both[1])

# %% model-to-dot
with path_of(empty_folder):
    graph = keras.utils.model_to_dot(net, show_layer_names=True, dpi=72)
    graph.write("net.dot")
print(len(graph.get_nodes()), "boxes,", len(graph.get_edges()), "arrows")
print(pathlib.Path("net.dot").read_text().splitlines()[:3])

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
first, last = model.get_layer("half"), model.get_layer("pool")
stretch = keras.Model(first.output, last.output)
keras.utils.plot_model(stretch, "stretch.png", rankdir="LR", show_layer_names=True)

# %% big-formats
def pixels(file):
    header = pathlib.Path(file).read_bytes()
    width, height = (int.from_bytes(header[at : at + 4], "big") for at in (16, 20))
    return f"{width} x {height} pixels"

for dpi in (48, 96, 200):
    image = keras.utils.plot_model(model, "two_blocks.png", expand_nested=True, dpi=dpi)
    print(f"dpi={dpi}: {pixels('two_blocks.png')}")

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
pygraphviz_version = pygraphviz.__version__
