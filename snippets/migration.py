# ---
# limits: {time_s: 600}
# ---
# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% versions
import keras
import numpy as np
import tensorflow as tf
from keras import layers

print("Keras", keras.__version__, "on TensorFlow", tf.__version__)

# %% digits
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train[:5_000].reshape(-1, 784).astype("float32") / 255
y_train = y_train[:5_000]
x_test = x_test.reshape(-1, 784).astype("float32") / 255

# %% digits-net
def accuracy(seed, last_activation, loss):
    keras.utils.set_random_seed(seed)
    net = keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation=last_activation),
        ]
    )
    net.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    net.fit(x_train, y_train, batch_size=64, epochs=3, verbose=0)
    tested = net.evaluate(x_test, y_test, batch_size=1_000, verbose=0, return_dict=True)
    return tested["accuracy"]

# %% missing-softmax tags=["varies"]
seeds = 0, 1, 2
# zh: 最后一层没有 softmax，损失函数却把它的输出当作概率
# en: there is no softmax at the end, but the loss treats the outputs as probabilities
loss = keras.losses.SparseCategoricalCrossentropy()
without_softmax = [accuracy(seed, None, loss) for seed in seeds]
print(np.round(without_softmax, 2))

# %% missing-softmax-fixed tags=["varies"]
with_softmax = [accuracy(seed, "softmax", loss) for seed in seeds]
print("softmax:", np.round(with_softmax, 2))

loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
from_logits = [accuracy(seed, None, loss) for seed in seeds]
print("from_logits=True:", np.round(from_logits, 2))

# %% unbuilt
stack = keras.Sequential([layers.Dense(2), layers.Dense(4)])
stack.summary()
print("weights:", stack.weights)

# %% unbuilt-fixed
stack = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(2), layers.Dense(4)])
print("weights:", len(stack.weights), "parameters:", stack.count_params())

# %% decay
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    decaying = keras.optimizers.SGD(learning_rate=0.1, decay=0.01)
print(caught[0].message)

# %% decay-ignored
line = keras.Sequential([keras.Input(shape=(1,)), layers.Dense(1)])
line.compile(optimizer=decaying, loss="mse")
line.fit(np.zeros((100, 1)), np.zeros((100, 1)), batch_size=1, verbose=0)
# zh: 100 步之后学习率没有变化；Keras 2 会降到一半
# en: after a hundred steps the rate is unchanged; Keras 2 would have halved it
print(int(decaying.iterations), "steps, rate", round(float(decaying.learning_rate), 4))

# %% decay-fixed
rate = keras.optimizers.schedules.InverseTimeDecay(0.1, decay_steps=1, decay_rate=0.01)
fixed = keras.optimizers.SGD(learning_rate=rate)
for step in (0, 100, 1000):
    print(f"step {step:>4}: {float(rate(step)):.4f}")

# %% metrics-names
tiny = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(3, activation="softmax")])
tiny.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
keras.utils.set_random_seed(0)
x = np.random.rand(12, 4).astype("float32")
y = np.arange(12) % 3
print(len(tiny.evaluate(x, y, verbose=0)), "numbers,", tiny.metrics_names)

# %% metrics-names-fixed
sorted(tiny.evaluate(x, y, verbose=0, return_dict=True))

# %% batch-axis
# zh: 每个样本是 3 个数，这里却写成 3 行 3 列；创建模型时没有任何提示
# en: each sample is three numbers, but this says three rows of three; creating the model reports nothing
wrong = keras.Sequential([keras.Input(shape=(3, 3)), layers.Dense(2)])
wrong.output_shape

# %% batch-axis-error tags=["raises-exception"] shows="Expected shape (None, 3, 3), but input has incompatible shape (3, 3)"
wrong(keras.ops.ones((3, 3)))

# %% batch-axis-fixed
right = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(2)])
tuple(right(keras.ops.ones((3, 3))).shape)

# %% vis-utils tags=["raises-exception"] shows="No module named 'keras.utils.vis_utils'"
from keras.utils.vis_utils import plot_model

# %% moved
import importlib

old_homes = [
    "keras.utils.np_utils",
    "keras.engine",
    "keras.layers.core",
    "keras.layers.convolutional",
    "keras.layers.normalization",
    "keras.layers.advanced_activations",
    "keras.layers.merge",
    "keras.preprocessing.text",
    "keras.wrappers.scikit_learn",
]
for home in old_homes:
    try:
        importlib.import_module(home)
    except ModuleNotFoundError as error:
        print(error)

# %% imports-fixed
from keras import Layer, Model
from keras.layers import BatchNormalization, Concatenate, Conv2D, Dense, LeakyReLU
from keras.layers import TextVectorization
from keras.utils import pad_sequences, plot_model, to_categorical
from keras.wrappers import SKLearnClassifier

# %% text-fixed
vectorize = layers.TextVectorization()
vectorize.adapt(["the cat sat", "the dog ran"])
vectorize(["the cat ran"]).numpy().tolist()

# %% backend tags=["raises-exception"] shows="module 'keras.backend' has no attribute 'mean'"
from keras import backend as K

K.mean(np.array([1.0, 2.0]))

# %% backend-fixed
from keras import ops

float(ops.mean(np.array([1.0, 2.0])))

# %% image-generator tags=["raises-exception"] shows="module 'keras.preprocessing.image' has no attribute 'ImageDataGenerator'"
keras.preprocessing.image.ImageDataGenerator(rotation_range=20)

# %% image-generator-fixed
augment = keras.Sequential([layers.RandomRotation(20 / 360), layers.RandomZoom(0.1)])
tuple(augment(np.zeros((2, 28, 28, 1)), training=True).shape)

# %% np-inf tags=["raises-exception"] shows="`np.Inf` was removed in the NumPy 2.0 release. Use `np.inf` instead."
lowest = np.Inf

# %% np-inf-fixed
lowest = np.inf

# %% name-error tags=["raises-exception"] shows="name 'Sequential' is not defined"
Sequential([layers.Dense(units=200, input_dim=784, activation="tanh")])

# %% name-error-fixed
model = keras.Sequential([keras.Input(shape=(784,)), layers.Dense(200, activation="tanh")])

# %% name-error-function tags=["raises-exception"] shows="name 'get_compiled_model' is not defined"
model = get_compiled_model()

# %% name-error-function-fixed
def get_compiled_model():
    net = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(3, activation="softmax")])
    net.compile("adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return net

model = get_compiled_model()

# %% acc tags=["raises-exception"] shows="KeyError: 'acc'"
history = get_compiled_model().fit(x, y, verbose=0)
history.history["acc"]

# %% acc-fixed
def keys(metric):
    net = get_compiled_model()
    net.compile("adam", loss="sparse_categorical_crossentropy", metrics=[metric])
    return sorted(net.fit(x, y, validation_split=0.25, verbose=0).history)

for metric in ("accuracy", "acc", keras.metrics.SparseCategoricalAccuracy()):
    print(keys(metric))

# %% compile-first tags=["raises-exception"] shows="You must call `compile()` before using the model."
net = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(3, activation="softmax")])
net.fit(x, y)

# %% compile-first-fixed
net.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
history = net.fit(x, y, verbose=0)

# %% both-weights tags=["raises-exception"] shows="You cannot `class_weight` and `sample_weight` at the same time."
class_weight = {0: 1.0, 1: 1.0, 2: 2.0}
sample_weight = np.linspace(0.5, 1.5, len(y))
model.fit(x, y, class_weight=class_weight, sample_weight=sample_weight, verbose=0)

# %% both-weights-fixed
per_class = np.array([class_weight[label] for label in y])
history = model.fit(x, y, sample_weight=sample_weight * per_class, verbose=0)

# %% dataset-split tags=["raises-exception"] shows="Argument `validation_split` is only supported for tensors or NumPy arrays."
dataset = tf.data.Dataset.from_tensor_slices((x, y))
model.fit(dataset.batch(4), validation_split=0.25, verbose=0)

# %% dataset-split-fixed
training, validation = dataset.take(9).batch(4), dataset.skip(9).batch(4)
history = model.fit(training, validation_data=validation, shuffle=False, verbose=0)
sorted(history.history)

# %% dataset-shuffle
shuffled = dataset.shuffle(12).batch(4)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    model.fit(shuffled, verbose=0)
print(caught[0].message)

# %% sparse-one-hot tags=["raises-exception"] shows="Argument `output` must have rank (ndim) `target.ndim - 1`."
one_hot = keras.utils.to_categorical(y)
model.fit(x, one_hot, verbose=0)

# %% categorical-integers tags=["raises-exception"] shows="Arguments `target` and `output` must have the same rank (ndim)."
def net_with(loss):
    net = get_compiled_model()
    net.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return net

net_with("categorical_crossentropy").fit(x, y, verbose=0)

# %% losses-fixed
pairs = {"sparse_categorical_crossentropy": y, "categorical_crossentropy": one_hot}
for loss, labels in pairs.items():
    history = net_with(loss).fit(x, labels, verbose=0)
    print(loss, labels.shape, sorted(history.history))

# %% lr tags=["raises-exception"] shows="Argument(s) not recognized: {'lr': 0.01}"
keras.optimizers.Adam(lr=0.01)

# %% lr-attribute tags=["raises-exception"] shows="'Adam' object has no attribute 'lr'"
adam = keras.optimizers.Adam(learning_rate=0.01)
adam.lr

# %% lr-fixed
adam.learning_rate = 0.001
round(float(adam.learning_rate), 6)

# %% legacy tags=["raises-exception"] shows="`keras.optimizers.legacy` is not supported in Keras 3."
keras.optimizers.legacy.Adam(learning_rate=0.01)

# %% unknown-variable tags=["raises-exception"] shows="This optimizer can only be called for the variables it was originally built with."
def linear(name):
    return keras.Sequential([keras.Input(shape=(4,)), layers.Dense(1, name="out")], name=name)

first, second = linear("first"), linear("second")
adam = keras.optimizers.Adam()
for net in (first, second):
    net.compile(optimizer=adam, loss="mse")
    net.fit(x, y, verbose=0)

# %% unknown-variable-fixed
for net in (first, second):
    net.compile(optimizer=keras.optimizers.Adam(), loss="mse")
    net.fit(x, y, verbose=0)
print(int(first.optimizer.iterations), int(second.optimizer.iterations))

# %% input-shape
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    layers.Dense(2, input_shape=(3,))
print(caught[0].message)

# %% input-shape-fixed
stack = keras.Sequential([keras.Input(shape=(3,)), layers.Dense(2)])

# %% batch-input-shape tags=["raises-exception"] shows="Unrecognized keyword arguments passed to LSTM: {'batch_input_shape': (1, 5, 2)}"
layers.LSTM(4, stateful=True, batch_input_shape=(1, 5, 2))

# %% batch-input-shape-fixed
steps = keras.Sequential([keras.Input(batch_shape=(1, 5, 2)), layers.LSTM(4, stateful=True)])
steps.output_shape

# %% input-784 tags=["raises-exception"] shows="Cannot convert '784' to a shape."
keras.Input(shape=(784))

# %% input-784-fixed
keras.Input(shape=(784,)).shape

# %% only-layers tags=["raises-exception"] shows="Only instances of `keras.Layer` can be added to a Sequential model."
class Doubled(tf.Module):
    def __call__(self, inputs):
        return inputs * 2

    def __repr__(self):
        return "Doubled()"

doubled = Doubled()
keras.Sequential([keras.Input(shape=(4,)), doubled])

# %% only-layers-fixed
class Wrapped(layers.Layer):
    def __init__(self, module):
        super().__init__()
        self.module = module

    def call(self, inputs):
        return self.module(inputs)

doubling = keras.Sequential([keras.Input(shape=(4,)), Wrapped(doubled)])
doubling(keras.ops.ones((1, 4))).numpy().tolist()

# %% layer-output-shape tags=["raises-exception"] shows="'Dense' object has no attribute 'output_shape'"
stack.layers[0].output_shape

# %% layer-output-shape-fixed
stack.layers[0].output.shape

# %% keras-tensor tags=["raises-exception"] shows="A KerasTensor cannot be used as input to a TensorFlow function."
inputs = keras.Input(shape=(4,))
tf.reduce_mean(inputs, axis=1)

# %% keras-tensor-fixed
print(ops.mean(inputs, axis=1).shape)

class MeanOfRow(layers.Layer):
    def call(self, row):
        return tf.reduce_mean(row, axis=1)

print(MeanOfRow()(inputs).shape)

# %% add-metric tags=["raises-exception"] shows="Layer `add_metric()` method is deprecated."
class Watched(layers.Layer):
    def call(self, inputs):
        self.add_metric(ops.mean(inputs), name="mean_in")
        return inputs

Watched()(x)

# %% add-metric-fixed
class Watched(layers.Layer):
    def __init__(self):
        super().__init__()
        self.mean_in = keras.metrics.Mean(name="mean_in")

    def call(self, inputs):
        self.mean_in.update_state(inputs)
        return inputs

net = keras.Sequential([keras.Input(shape=(4,)), Watched(), layers.Dense(1)])
net.compile(optimizer="adam", loss="mse")
sorted(net.evaluate(x, y, verbose=0, return_dict=True))

# %% save-folder tags=["raises-exception"] shows="Invalid filepath extension for saving."
model.save("mymodel")

# %% save-format tags=["raises-exception"] shows="The `save_format` argument is deprecated in Keras 3."
keras.saving.save_model(model, "mymodel", save_format="tf")

# %% save-fixed
model.fit(x, y, verbose=0)
model.save("mymodel.keras")
again = keras.saving.load_model("mymodel.keras")
bool(np.allclose(model.predict(x, verbose=0), again.predict(x, verbose=0)))

# %% save-weights tags=["raises-exception"] shows="The filename must end in `.weights.h5`. Received: filepath=w.h5"
model.save_weights("w.h5")

# %% save-weights-fixed
model.save_weights("w.weights.h5")
again.load_weights("w.weights.h5")

# %% checkpoint tags=["raises-exception"] shows="The filepath provided must end in `.keras` (Keras model format)."
keras.callbacks.ModelCheckpoint("mymodel_{epoch}")

# %% checkpoint-weights tags=["raises-exception"] shows="the filepath provided must end in `.weights.h5` (Keras weights format)."
keras.callbacks.ModelCheckpoint("w_{epoch}.h5", save_weights_only=True)

# %% checkpoint-period tags=["raises-exception"] shows="got an unexpected keyword argument 'period'"
keras.callbacks.ModelCheckpoint("mymodel_{epoch}.keras", period=2)

# %% checkpoint-fixed
import pathlib

whole = keras.callbacks.ModelCheckpoint("mymodel_{epoch}.keras", save_freq="epoch")
weights = keras.callbacks.ModelCheckpoint("w_{epoch}.weights.h5", save_weights_only=True)
model.fit(x, y, epochs=2, callbacks=[whole, weights], verbose=0)
sorted(path.name for path in pathlib.Path().glob("*_[12].*"))

# %% load-folder tags=["raises-exception"] shows="File format not supported: filepath=exported."
# zh: export 写出的就是 SavedModel 文件夹，和 Keras 2 的 save 一样
# en: export writes a SavedModel folder, the kind that Keras 2's save wrote
model.export("exported", verbose=False)
keras.saving.load_model("exported")

# %% load-folder-fixed
served = keras.layers.TFSMLayer("exported", call_endpoint="serve")
bool(np.allclose(served(x), model.predict(x, verbose=0), atol=1e-6))

# %% tfsm-safe-mode
keras.Sequential([keras.Input(shape=(4,)), served]).save("served.keras")
try:
    keras.saving.load_model("served.keras")
except ValueError as error:
    print(str(error).split(". ")[0])
again = keras.saving.load_model("served.keras", safe_mode=False)
print(type(again.layers[0]).__name__)

# %% load-h5 tags=["raises-exception"] shows="Could not deserialize 'keras.metrics.mse'"
def saved(file, loss):
    net = linear("to_save")
    net.compile(optimizer="adam", loss=loss)
    net.fit(x, y, verbose=0)
    net.save(file)

saved("old.h5", "mse")
keras.saving.load_model("old.h5")

# %% load-h5-fixed
again = keras.saving.load_model("old.h5", compile=False)
again.compile(optimizer="adam", loss="mse")

# %% load-h5-name
saved("long_name.h5", "mean_squared_error")
keras.saving.load_model("long_name.h5").loss

# %% custom-loss tags=["raises-exception"] shows="Could not locate function 'my_loss'."
def my_loss(labels, predictions):
    return ops.mean(ops.square(labels - predictions))

saved("my_loss.keras", my_loss)
keras.saving.load_model("my_loss.keras")

# %% custom-loss-fixed
again = keras.saving.load_model("my_loss.keras", custom_objects={"my_loss": my_loss})
again.loss.__name__

# %% custom-layer
class Scaled(layers.Layer):
    def __init__(self, factor=1.0, **options):
        super().__init__(**options)
        self.factor = factor

    def call(self, inputs):
        return inputs * self.factor

scaled = keras.Sequential([keras.Input(shape=(4,)), Scaled(2.0)])
scaled.save("scaled.keras")
try:
    keras.saving.load_model("scaled.keras")
except TypeError as error:
    lines = str(error).splitlines()
    print(lines[0].split(". ")[0])
    print(lines[-1].split(". ")[0])

# %% custom-layer-fixed
@keras.saving.register_keras_serializable(package="manual")
class Scaled(layers.Layer):
    def __init__(self, factor=1.0, **options):
        super().__init__(**options)
        self.factor = factor

    def call(self, inputs):
        return inputs * self.factor

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}

scaled = keras.Sequential([keras.Input(shape=(4,)), Scaled(2.0)])
scaled.save("scaled.keras")
keras.saving.load_model("scaled.keras").layers[0].factor

# %% lambda-layer tags=["raises-exception"] shows="Requested the deserialization of a `Lambda` layer whose `function` is a Python lambda."
doubling = keras.Sequential([keras.Input(shape=(4,)), layers.Lambda(lambda inputs: inputs * 2)])
doubling.save("lambda.keras")
keras.saving.load_model("lambda.keras")

# %% lambda-layer-fixed
again = keras.saving.load_model("lambda.keras", safe_mode=False)
again(keras.ops.ones((1, 4))).numpy().tolist()

# %% old-depthwise
import json
import h5py

small = keras.Sequential([keras.Input(shape=(8, 8, 2)), layers.DepthwiseConv2D(3, name="depth")])
small.save("depthwise.h5")
# zh: 像 Keras 2 那样，在文件中为这一层记下 groups
# en: as Keras 2 did, the file gets an entry `groups` for this layer
with h5py.File("depthwise.h5", "r+") as file:
    about = json.loads(file.attrs["model_config"])
    about["config"]["layers"][1]["config"]["groups"] = 1
    file.attrs["model_config"] = json.dumps(about)

# %% depthwise-groups tags=["raises-exception"] shows="Unrecognized keyword arguments passed to DepthwiseConv2D: {'groups': 1}"
keras.saving.load_model("depthwise.h5")

# %% depthwise-groups-fixed
class OldDepthwiseConv2D(layers.DepthwiseConv2D):
    def __init__(self, *args, **options):
        options.pop("groups", None)
        super().__init__(*args, **options)

names = {"DepthwiseConv2D": OldDepthwiseConv2D}
again = keras.saving.load_model("depthwise.h5", custom_objects=names)
again.output_shape

# %% old-pickle tags=["raises-exception"] shows="No module named 'keras.src.saving.pickle_utils'"
import pickle

# zh: Keras 2.13 到 2.15 写的 pickle 文件以这个函数名开头
# en: a pickle written by Keras 2.13 to 2.15 begins with the name of this function
pickle.loads(b"ckeras.src.saving.pickle_utils\ndeserialize_model_from_bytecode\n.")

# %% fit-generator tags=["raises-exception"] shows="'Sequential' object has no attribute 'fit_generator'"
def batches():
    while True:
        yield x[:6], y[:6]
        yield x[6:], y[6:]

model.fit_generator(batches(), steps_per_epoch=2)

# %% fit-generator-fixed
history = model.fit(batches(), steps_per_epoch=2, shuffle=False, verbose=0)

# %% workers tags=["raises-exception"] shows="got an unexpected keyword argument 'workers'"
model.fit(batches(), steps_per_epoch=2, workers=2)

# %% workers-fixed
class Halves(keras.utils.PyDataset):
    def __len__(self):
        return 2

    def __getitem__(self, index):
        return x[6 * index : 6 * index + 6], y[6 * index : 6 * index + 6]

history = model.fit(Halves(workers=2), verbose=0)

# %% predict-classes tags=["raises-exception"] shows="'Sequential' object has no attribute 'predict_classes'"
model.predict_classes(x)

# %% predict-classes-fixed
model.predict(x, verbose=0).argmax(axis=-1)

# %% to-yaml tags=["raises-exception"] shows="'Sequential' object has no attribute 'to_yaml'"
text = model.to_yaml()

# %% to-yaml-fixed
text = model.to_json()
keras.models.model_from_json(text).output_shape

# %% reset-states tags=["raises-exception"] shows="'Sequential' object has no attribute 'reset_states'"
steps.reset_states()

# %% reset-states-fixed
for layer in steps.layers:
    if hasattr(layer, "reset_state"):
        layer.reset_state()

# %% expand-dim tags=["raises-exception"] shows="Unrecognized keyword arguments: {'expand_dim': True}"
nested = keras.Sequential([keras.Input(shape=(4,)), linear("inner")], name="outer")
keras.utils.plot_model(nested, to_file="nested.png", expand_dim=True)

# %% expand-dim-fixed
keras.utils.plot_model(nested, to_file="nested.png", expand_nested=True, show_layer_names=True)

# %% values tags=["remove-cell"]
version = keras.__version__
n_training = len(x_train)
n_seeds = len(seeds)

# %% values-of-seeds tags=["remove-cell", "varies"]
best_without = max(without_softmax)
best_fixed, worst_fixed = max(with_softmax + from_logits), min(with_softmax + from_logits)
# zh: 每个随机种子都成立
# en: for each of the seeds
assert best_without < worst_fixed - 0.2
assert best_fixed - worst_fixed < 0.1
