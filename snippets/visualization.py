# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% build
import keras
from keras import layers

image = keras.Input(shape=(784,), dtype="uint8", name="image")
scaled = layers.Rescaling(1 / 255, name="scale")(image)
hidden = layers.Dense(32, activation="relu", name="hidden")(scaled)
digit = layers.Dense(10, activation="softmax", name="digit")(hidden)
model = keras.Model(image, digit, name="digits")

# zh: 冻结其中一层，后面有一张图会标出来
# en: one layer is frozen; a graph below shows it
model.get_layer("hidden").trainable = False

# %% plot
keras.utils.plot_model(model, to_file="digits.png")

# %% returned
import matplotlib.pyplot as plt

picture = keras.utils.plot_model(model, to_file="digits.png")
height, width = plt.imread("digits.png").shape[:2]
print(type(picture).__name__)
print(f"digits.png: {width} x {height} pixels")

# %% options
import inspect

plot_model = inspect.signature(keras.utils.plot_model).parameters
model_to_dot = inspect.signature(keras.utils.model_to_dot).parameters

print(f"{'':24}{'plot_model':14}model_to_dot")
for option in dict.fromkeys([*plot_model, *model_to_dot]):
    defaults = [p[option].default if option in p else "" for p in (plot_model, model_to_dot)]
    # zh: model 和 **kwargs 没有默认值，不列
    # en: model and **kwargs have no default and are left out
    if inspect.Parameter.empty not in defaults:
        print(f"{option:24}{defaults[0]!s:14}{defaults[1]!s}".rstrip())

# %% show-layer-names
keras.utils.plot_model(model, show_layer_names=True)

# %% show-shapes
keras.utils.plot_model(model, show_shapes=True)

# %% show-dtype
keras.utils.plot_model(model, show_dtype=True)

# %% show-layer-activations
keras.utils.plot_model(model, show_layer_activations=True)

# %% show-trainable
keras.utils.plot_model(model, show_trainable=True)

# %% rankdir
keras.utils.plot_model(model, rankdir="LR")

# %% nested
encoder = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(64, activation="relu", name="squeeze"),
        layers.Dense(16, name="code"),
    ],
    name="encoder",
)
head = keras.Sequential([keras.Input(shape=(16,)), layers.Dense(10, name="guess")], name="head")
entrance = keras.Input(shape=(784,), name="pixels")
nested = keras.Model(entrance, head(encoder(entrance)), name="nested")
keras.utils.plot_model(nested, show_layer_names=True)

# %% expand-nested
keras.utils.plot_model(nested, show_layer_names=True, expand_nested=True)

# %% splines-ortho
entry = keras.Input(shape=(8,), name="entry")
first = layers.Dense(8, name="first")(entry)
second = layers.Dense(8, name="second")(first)
shortcuts = keras.Model(entry, layers.Add(name="add")([entry, first, second]), name="shortcuts")
keras.utils.plot_model(shortcuts, show_layer_names=True)

# %% splines
keras.utils.plot_model(shortcuts, show_layer_names=True, splines="spline")

# %% dpi
for dpi in (72, 96, 200):
    keras.utils.plot_model(model, to_file=f"digits-{dpi}.png", dpi=dpi)
    height, width = plt.imread(f"digits-{dpi}.png").shape[:2]
    print(f"dpi={dpi:<4} {width:4} x {height} pixels")

# %% pdf
import pathlib

print(keras.utils.plot_model(model, to_file="digits.pdf"))
print(pathlib.Path("digits.pdf").is_file())

# %% svg tags=["raises-exception"] shows="Cannot embed the 'svg' image format"
keras.utils.plot_model(model, to_file="digits.svg", dpi=72)

# %% svg-written
pathlib.Path("digits.svg").is_file()

# %% expand-dim tags=["raises-exception"] shows="Unrecognized keyword arguments: {'expand_dim'"
keras.utils.plot_model(model, expand_dim=True)

# %% layer-range tags=["raises-exception"] shows="Argument `layer_range` is no longer supported."
keras.utils.plot_model(model, layer_range=("hidden", "digit"))

# %% part
part = keras.Model(model.get_layer("hidden").input, model.get_layer("digit").output)
keras.utils.plot_model(part, show_shapes=True)

# %% unbuilt tags=["raises-exception"] shows="This model has not yet been built."
keras.utils.plot_model(keras.Sequential([layers.Dense(10)]))

# %% subclass
class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden, self.digit = layers.Dense(32, activation="relu"), layers.Dense(10)

    def call(self, batch):
        return self.digit(self.hidden(batch))


subclassed = Classifier()
subclassed(keras.ops.ones((1, 784)))
keras.utils.plot_model(subclassed, expand_nested=True)

# %% to-dot
graph = keras.utils.model_to_dot(model, dpi=72, show_shapes=True)
pathlib.Path("digits.svg").write_bytes(graph.create_svg())
print(type(graph), len(graph.get_edges()), "edges")

# %% to-string
import re

names = {}


# zh: 节点的名字是内存地址，每次都变；换成 n1、n2……
# en: nodes are named by memory address, new in each run; call them n1, n2 …
def renumber(found):
    return names.setdefault(found[0], f"n{len(names) + 1}")


text = re.sub(r"\b\d{9,}\b", renumber, graph.to_string())
for line in text.splitlines():
    print(line[:72])

# %% summary
model.summary(show_trainable=True, line_length=70, positions=[0.45, 0.72, 0.9])

# %% summary-nested
nested.summary(expand_nested=True, line_length=60, positions=[0.5, 0.8, 1.0])

# %% summary-range
model.summary(layer_range=("hidden", "digit"), line_length=60)

# %% summary-text
lines = []
model.summary(print_fn=lines.append, line_length=60)
pathlib.Path("digits.txt").write_text(lines[0], encoding="utf-8")
print(len(lines), len(lines[0].splitlines()))

# %% data
import numpy as np

(images, labels), _ = keras.datasets.mnist.load_data()
pixels = images.reshape(-1, 784).astype("float32") / 255

# zh: 先打乱一次，再划分
# en: shuffle once, then split
shuffled = np.random.default_rng(0).permutation(len(pixels))
pixels, labels = pixels[shuffled], labels[shuffled]
x_fit, y_fit = pixels[:10_000], labels[:10_000]
x_val, y_val = pixels[10_000:14_000], labels[10_000:14_000]

# %% classifier
def classifier(units, dropout=0.0):
    net = keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(units, activation="relu"),
            layers.Dropout(dropout),
            layers.Dense(10, activation="softmax"),
        ]
    )
    net.compile(
        keras.optimizers.Adam(0.003),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return net

# %% fit
keras.utils.set_random_seed(1)
net = classifier(128, dropout=0.5)
history = net.fit(
    x_fit,
    y_fit,
    validation_data=(x_val, y_val),
    batch_size=128,
    epochs=10,
    verbose=0,
)

# %% keys tags=["varies"]
print(type(history).__name__, list(history.history))
print([round(loss, 2) for loss in history.history["val_loss"]])

# %% params
print(history.params)
print(history.epoch)
print(net.history is history)

# %% uncompiled tags=["raises-exception"] shows="You must call `compile()` before using the model."
keras.Sequential([keras.Input(shape=(784,)), layers.Dense(10)]).fit(x_fit, y_fit)

# %% acc tags=["raises-exception"] shows="KeyError: 'acc'"
history.history["acc"]

# %% metric-names
few = x_fit[:100], y_fit[:100]
for metric in (
    "acc",
    keras.metrics.SparseCategoricalAccuracy(),
    keras.metrics.SparseCategoricalAccuracy(name="hits"),
):
    probe = classifier(4)
    probe.compile("adam", loss="sparse_categorical_crossentropy", metrics=[metric])
    print(list(probe.fit(*few, verbose=0).history))

# %% loss-curve tags=["varies"]
# zh: history.epoch 从 0 开始，图上的轮次从 1 开始
# en: history.epoch starts at 0; the plot starts at epoch 1
epochs = [epoch + 1 for epoch in history.epoch]

fig, axis = plt.subplots(figsize=(4.6, 3), layout="constrained")
axis.plot(epochs, history.history["loss"], label="training")
axis.plot(epochs, history.history["val_loss"], label="validation")
axis.set_xticks(range(2, 11, 2))
axis.set_xlabel("epoch")
axis.set_ylabel("loss")
axis.legend(frameon=False)
plt.show()

# %% accuracy-curve tags=["varies"]
fig, axis = plt.subplots(figsize=(4.6, 3), layout="constrained")
axis.plot(epochs, history.history["accuracy"], label="training")
axis.plot(epochs, history.history["val_accuracy"], label="validation")
axis.set_xticks(range(2, 11, 2))
axis.set_xlabel("epoch")
axis.set_ylabel("accuracy")
axis.legend(frameon=False)
plt.show()

# %% setups
setups = {
    "too small": {"units": 2, "dropout": 0.0, "digits": 10_000, "batch_size": 128},
    "overfitting": {"units": 512, "dropout": 0.0, "digits": 300, "batch_size": 32},
    "good fit": {"units": 128, "dropout": 0.5, "digits": 10_000, "batch_size": 128},
}

# %% three-runs
def three_runs(seed):
    """Train each of the setups; return the histories by name."""
    histories = {}
    for name, setup in setups.items():
        keras.utils.set_random_seed(seed)
        digits = slice(setup["digits"])
        histories[name] = classifier(setup["units"], setup["dropout"]).fit(
            x_fit[digits],
            y_fit[digits],
            validation_data=(x_val, y_val),
            validation_batch_size=500,
            batch_size=setup["batch_size"],
            epochs=10,
            verbose=0,
        )
    return histories


runs = three_runs(seed=1)

# %% three-curves tags=["varies"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3.2), sharex=True, sharey=True, layout="constrained")
for axis, (title, run) in zip(axes, runs.items(), strict=True):
    val_loss = run.history["val_loss"]
    axis.plot(epochs, run.history["loss"], label="training")
    axis.plot(epochs, val_loss, label="validation")
    # zh: 圆点：验证损失最低的那一轮
    # en: the dot: the epoch of the lowest validation loss
    axis.plot(val_loss.index(min(val_loss)) + 1, min(val_loss), "o", color="C1")
    axis.set_title(title)
    axis.set_xlabel("epoch")
axes[0].set_xticks(range(2, 11, 2))
axes[0].set_ylabel("loss")
axes[-1].legend(frameon=False)
plt.show()

# %% average tags=["varies"]
for dropout in (0.0, 0.5):
    keras.utils.set_random_seed(1)
    fresh = classifier(128, dropout)
    reported = fresh.fit(x_fit, y_fit, batch_size=128, verbose=0).history["loss"][0]
    # zh: 同样的图像，用这一轮结束时的权重，不做随机失活
    # en: the same digits, with the weights at the end of the epoch, without dropout
    measured = fresh.evaluate(x_fit, y_fit, batch_size=500, verbose=0)[0]
    print(f"dropout={dropout}   fit: {reported:.2f}   evaluate: {measured:.2f}")

# %% fit-again
logger = keras.callbacks.CSVLogger("history.csv")
more = net.fit(
    x_fit,
    y_fit,
    validation_data=(x_val, y_val),
    batch_size=128,
    initial_epoch=10,
    epochs=12,
    verbose=0,
    callbacks=[logger],
)
print(more.epoch, len(history.epoch), net.history is more)

# %% csv tags=["varies"]
print(pathlib.Path("history.csv").read_text(encoding="utf-8"))

# %% json
import json

pathlib.Path("history.json").write_text(json.dumps(history.history), encoding="utf-8")
kept = json.loads(pathlib.Path("history.json").read_text(encoding="utf-8"))
print(kept == history.history)

# %% values-graph tags=["remove-cell"]
dpi_default = plot_model["dpi"].default
names_default = plot_model["show_layer_names"].default
shapes_default = plot_model["show_shapes"].default
expand_default = plot_model["expand_nested"].default
dot_names_default = model_to_dot["show_layer_names"].default

# %% values-history tags=["remove-cell"]
n_fit, n_val, n_epochs = len(x_fit), len(x_val), len(history.epoch)
one_digit = 1 / n_val
n_few = setups["overfitting"]["digits"]

# %% values-runs tags=["remove-cell", "varies"]
good = history.history
loss_first, loss_last = good["loss"][0], good["loss"][-1]
val_first, val_second, val_last = (good["val_loss"][i] for i in (0, 1, -1))
accuracy_first, accuracy_last = good["accuracy"][0], good["accuracy"][-1]
val_accuracy_first, val_accuracy_last = good["val_accuracy"][0], good["val_accuracy"][-1]
small, overfit = runs["too small"], runs["overfitting"]
small_loss, small_val = small.history["loss"][-1], small.history["val_loss"][-1]
small_accuracy = small.history["accuracy"][-1]
overfit_loss, overfit_val = overfit.history["loss"][-1], overfit.history["val_loss"][-1]
overfit_low = min(overfit.history["val_loss"])
overfit_best = overfit.history["val_loss"].index(overfit_low) + 1
overfit_accuracy = overfit.history["accuracy"][-1]
overfit_val_accuracy = overfit.history["val_accuracy"][-1]
overfit_val_accuracy_best = overfit.history["val_accuracy"][overfit_best - 1]

# %% claims-graph tags=["remove-cell"]
drawn = "model to_file show_shapes show_dtype show_layer_names rankdir expand_nested dpi"
drawn += " show_layer_activations show_trainable splines kwargs"
assert set(plot_model) == set(drawn.split()), set(plot_model)
assert set(model_to_dot) - set(plot_model) == {"subgraph"}
printed = "line_length positions print_fn expand_nested show_trainable layer_range"
assert set(inspect.signature(model.summary).parameters) == set(printed.split())
# zh: 超出终端宽度的列会被截掉，不打印
# en: what is wider than the terminal is cut off
wide = []
model.summary(line_length=300, print_fn=wide.append)
assert "Layer (type)" in wide[0]
assert "Param" not in wide[0]
# zh: 单独画序贯模型时，输入没有方框
# en: drawn alone, a Sequential has no box for its input
assert len(keras.utils.model_to_dot(encoder).get_edges()) == len(encoder.layers) - 1 == 1

# %% claims-history tags=["remove-cell"]
def hold(kept):
    """What the page says about the three runs."""
    low, wide, good = (kept[name].history for name in ("too small", "overfitting", "good fit"))
    assert good["loss"][0] > good["val_loss"][0] and good["accuracy"][0] < good["val_accuracy"][0]
    assert good["val_loss"][-1] < good["val_loss"][1] - 0.05
    assert abs(good["val_loss"][-1] - good["loss"][-1]) < 0.1
    assert good["val_loss"][-1] < wide["val_loss"][-1] < low["val_loss"][-1]
    assert low["loss"][-2] - low["loss"][-1] < 0.05 and low["loss"][-1] > 0.8
    assert abs(low["loss"][-1] - low["val_loss"][-1]) < 0.15
    best = wide["val_loss"].index(min(wide["val_loss"]))
    assert wide["loss"][-1] < 0.05 and wide["accuracy"][-1] > 0.995 and best < n_epochs - 1
    assert wide["val_loss"][-1] > min(wide["val_loss"]) + 0.02
    assert abs(wide["val_accuracy"][-1] - wide["val_accuracy"][best]) < 0.04


for kept in (runs, three_runs(seed=2), three_runs(seed=3)):
    hold(kept)
assert reported > measured
