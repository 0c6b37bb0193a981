# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% digits
import keras
import numpy as np
from keras import layers, regularizers

(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
x, x_test = (images.reshape(-1, 784).astype("float32") / 255 for images in (x, x_test))

# zh: MNIST 末尾的数字比前面的容易认，所以先打乱，再分出验证集
# en: the last digits of MNIST are easier than the rest, so shuffle before you split
shuffled = np.random.default_rng(0).permutation(len(x))
x, y = x[shuffled], y[shuffled]
x_val, y_val = x[-3000:], y[-3000:]

# %% wrong-labels
rng = np.random.default_rng(1)
guesses = rng.integers(0, 10, len(y))
# zh: 五分之一的标签换成随便一个数字，有时碰巧仍是对的
# en: a fifth of the labels become a random digit, now and then the right one
noisy = np.where(rng.random(len(y)) < 0.2, guesses, y)

x_train, y_train = x[:1000], noisy[:1000]
wrong = y_train != y[:1000]
print(f"{wrong.mean():.3f}")

# %% plain
plain = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(128, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)

# %% train
def train(model, seed=1, callbacks=None):
    """Train a copy of the model, with fresh weights; return the copy and its history."""
    keras.utils.set_random_seed(seed)
    model = keras.models.clone_model(model)
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        # zh: 同一个损失再记一遍当指标，讲正则化时要用
        # en: the same loss once more as a metric; the section on penalties needs it
        metrics=["accuracy", keras.metrics.SparseCategoricalCrossentropy(name="bare_loss")],
    )
    history = model.fit(
        x_train, y_train, batch_size=50, epochs=20, callbacks=callbacks, verbose=0,
        validation_data=(x_val, y_val), validation_batch_size=1000,
    )
    return model, history.history

# %% fit-plain tags=["varies"]
plain_model, plain_history = train(plain)
for key in ("accuracy", "val_accuracy", "loss", "val_loss"):
    print(f"{key:<13} {plain_history[key][-1]:.2f}")

# %% plain-accuracy tags=["varies"]
import matplotlib.pyplot as plt

epochs = range(1, 21)


def draw(axis, history, key):
    """Draw one key of a history, for the training and for the validation data."""
    axis.plot(epochs, history[key], label="training")
    axis.plot(epochs, history[f"val_{key}"], label="validation")
    axis.set_xticks(range(5, 21, 5))
    axis.set_xlabel("epoch")
    axis.set_ylabel(key)
    axis.legend(frameon=False)


figure, axis = plt.subplots(figsize=(4.6, 3), layout="constrained")
draw(axis, plain_history, "accuracy")
plt.show()

# %% plain-loss tags=["varies"]
figure, axis = plt.subplots(figsize=(4.6, 3), layout="constrained")
draw(axis, plain_history, "loss")
plt.show()

# %% memorized tags=["varies"]
def memorized(model):
    """Of the wrong labels, the share that the model has learned."""
    answers = model.predict(x_train, verbose=0).argmax(axis=1)
    return (answers == y_train)[wrong].mean()


print(f"{memorized(plain_model):.2f}")

# %% more-data tags=["varies"]
def test_accuracy(size, seed):
    """Of the plain network, trained for 300 steps on so many digits."""
    keras.utils.set_random_seed(seed)
    model = keras.models.clone_model(plain)
    model.compile("adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x[:size], noisy[:size], batch_size=50, epochs=15_000 // size, verbose=0)
    return model.evaluate(x_test, y_test, batch_size=1000, verbose=0, return_dict=True)["accuracy"]


sizes = [250, 1_000, 5_000, 15_000]
reached = {size: [test_accuracy(size, seed) for seed in (1, 2, 3)] for size in sizes}
for size, accuracies in reached.items():
    print(f"{size:>6,}", " ".join(f"{accuracy:.2f}" for accuracy in accuracies))

# %% more-data-curve tags=["varies"]
figure, axis = plt.subplots(figsize=(4.6, 3), layout="constrained")
axis.plot(sizes, [np.mean(reached[size]) for size in sizes], "o-")
axis.set_xscale("log")
axis.set_xticks(sizes, [f"{size:,}" for size in sizes], minor=False)
axis.set_xticks([], minor=True)
axis.set_xlabel("training digits")
axis.set_ylabel("test accuracy")
plt.show()

# %% smaller tags=["varies"]
smaller = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(16, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
smaller_model, smaller_history = train(smaller)
print(f"count_params  {plain.count_params():,} {smaller.count_params():,}")
print(f"val_accuracy  {plain_history['val_accuracy'][-1]:.2f} {smaller_history['val_accuracy'][-1]:.2f}")
print(f"memorized     {memorized(plain_model):.2f} {memorized(smaller_model):.2f}")

# %% dropout
with_dropout = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.4),
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.4),
        layers.Dense(10, activation="softmax"),
    ]
)
dropout_model, dropout_history = train(with_dropout)

# %% dropout-curves tags=["varies"]
figure, axes = plt.subplots(1, 2, figsize=(8, 3.2), sharey=True, layout="constrained")
panels = {"without Dropout": plain_history, "with Dropout": dropout_history}
for axis, (title, history) in zip(axes, panels.items()):
    draw(axis, history, "accuracy")
    axis.set_title(title)
plt.show()

# %% dropout-call
drop = layers.Dropout(0.4, seed=1)
ones = keras.ops.ones((3, 10))

print("training=True")
print(keras.ops.convert_to_numpy(drop(ones, training=True)).round(2))
print("training=False")
print(keras.ops.convert_to_numpy(drop(ones, training=False)).round(2))

# %% dropout-masks
batch = np.repeat(x_val[:1], 3, axis=0)
masked = keras.ops.convert_to_numpy(drop(batch, training=True))
figure, axes = plt.subplots(1, 4, figsize=(4.6, 1.5), layout="constrained")
for axis, digit in zip(axes, [x_val[0], *masked]):
    axis.imshow(digit.reshape(28, 28), cmap="gray", vmax=1)
    axis.axis("off")
plt.show()

# %% dropout-share
many = keras.ops.convert_to_numpy(drop(keras.ops.ones((10_000, 10)), training=True))
print((many == 0).mean(axis=0).round(2))
print(f"{many.mean():.2f}")

# %% dropout-predict
some = x_val[:5]
predicted = [dropout_model.predict(some, verbose=0) for _ in range(2)]
dropped = [dropout_model(some, training=True) for _ in range(2)]
print("predict       ", np.array_equal(*predicted))
print("training=True ", np.array_equal(*dropped))

# %% dropout-loss tags=["varies"]
while_training = dropout_history["loss"][-1]
afterwards = dropout_model.evaluate(x_train, y_train, verbose=0, return_dict=True)["loss"]
print(f"fit       {while_training:.2f}")
print(f"evaluate  {afterwards:.2f}")

# %% rate-percent tags=["raises-exception"] shows="Expected a float value between 0 and 1. Received: rate=40"
layers.Dropout(40)

# %% rate-one
print(keras.ops.convert_to_numpy(layers.Dropout(1.0)(ones, training=True)))

# %% spatial-dropout
feature_maps = keras.ops.ones((1, 2, 2, 6))
kept = layers.SpatialDropout2D(0.5, seed=3)(feature_maps, training=True)
# zh: 每行是一个像素，每列是一个通道
# en: one row for each pixel, one column for each channel
print(keras.ops.convert_to_numpy(kept).reshape(4, 6))

# %% points
points_rng = np.random.default_rng(1)
inputs = points_rng.uniform(-3, 3, (16, 1))
targets = np.sin(inputs) + points_rng.normal(0, 0.3, inputs.shape)
line = np.linspace(inputs.min(), inputs.max(), 200)[:, None]

# %% fit-points
def fitted_line(regularizer, seed=1):
    """What a network trained for 500 steps on the 16 points predicts along the line."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input(shape=(1,)),
            layers.Dense(64, activation="relu", kernel_regularizer=regularizer),
            layers.Dense(64, activation="relu", kernel_regularizer=regularizer),
            layers.Dense(1),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="mse")
    for _ in range(500):
        model.train_on_batch(inputs, targets)
    return model.predict(line, verbose=0)


lines = {"plain": fitted_line(None), "L2": fitted_line(regularizers.L2(0.01))}

# %% points-curve tags=["varies"]
figure, axis = plt.subplots(figsize=(4.6, 3), layout="constrained")
axis.plot(inputs, targets, "o", color="gray", label="training")
axis.plot(line, np.sin(line), "--", color="gray", label="sin(x)")
for name, predictions in lines.items():
    axis.plot(line, predictions, label=name)
axis.legend(frameon=False)
plt.show()

for name, predictions in lines.items():
    print(f"{name:<6} {np.square(predictions - np.sin(line)).mean():.2f}")

# %% penalty
keras.utils.set_random_seed(1)
l1 = layers.Dense(2, kernel_regularizer=regularizers.L1(0.01), name="l1")
l2 = layers.Dense(2, kernel_regularizer=regularizers.L2(0.01), name="l2")
both = layers.Dense(2, kernel_regularizer=regularizers.L1L2(l1=0.01, l2=0.02), name="both")
small = keras.Sequential([keras.Input(shape=(3,)), l1, l2, both])

by_hand = [
    0.01 * np.abs(l1.kernel).sum(),
    0.01 * np.square(l2.kernel).sum(),
    0.01 * np.abs(both.kernel).sum() + 0.02 * np.square(both.kernel).sum(),
]
for layer, loss, mine in zip(small.layers, small.losses, by_hand):
    print(f"{layer.name:<5} {float(loss):.6f} {mine:.6f}")

# %% regularized
def regularized(regularizer):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(128, activation="relu", kernel_regularizer=regularizer),
            layers.Dense(64, activation="relu", kernel_regularizer=regularizer),
            layers.Dense(10, activation="softmax"),
        ]
    )

# %% fit-regularized
penalized = {
    "L1": regularized(regularizers.L1(1e-3)),
    "L2": regularized(regularizers.L2(1e-2)),
    "L1L2": regularized(regularizers.L1L2(l1=5e-4, l2=5e-3)),
}
models, histories = {"plain": plain_model}, {"plain": plain_history}
for name, model in penalized.items():
    models[name], histories[name] = train(model)

# %% total-loss tags=["varies"]
result = models["L2"].evaluate(x_train, y_train, verbose=0, return_dict=True)
penalty = float(sum(models["L2"].losses))
print(f"bare_loss            {result['bare_loss']:.2f}")
print(f"penalty              {penalty:.2f}")
print(f"bare_loss + penalty  {result['bare_loss'] + penalty:.2f}")
print(f"loss                 {result['loss']:.2f}")

# %% regularized-curves tags=["varies"]
figure, axis = plt.subplots(figsize=(4.6, 3), layout="constrained")
for name, history in histories.items():
    axis.plot(epochs, history["val_accuracy"], label=name)
axis.set_xticks(range(5, 21, 5))
axis.set_xlabel("epoch")
axis.set_ylabel("validation accuracy")
axis.legend(frameon=False)
plt.show()

# %% compare tags=["varies"]
print("      accuracy  val_accuracy  memorized  norm  near zero")
for name, model in models.items():
    history, kernel = histories[name], model.layers[0].get_weights()[0]
    near_zero = (np.abs(kernel) < 0.001).mean()
    print(
        f"{name:<6}    {history['accuracy'][-1]:.2f}          {history['val_accuracy'][-1]:.2f}"
        f"       {memorized(model):.2f}  {np.linalg.norm(kernel):4.1f}       {near_zero:.2f}"
    )

# %% weights tags=["varies"]
figure, axes = plt.subplots(1, 3, figsize=(8, 2.8), sharey=True, layout="constrained")
for axis, name in zip(axes, ("plain", "L2", "L1")):
    kernel = models[name].layers[0].get_weights()[0]
    axis.hist(kernel.ravel(), bins=60, range=(-0.15, 0.15), color="C0")
    axis.set_yscale("log")
    axis.set_title(name)
    axis.set_xlabel("weight")
axes[0].set_ylabel("how many")
plt.show()

# %% adamw
def shrink(optimizer, penalty):
    """Two weights of 1 after 300 steps: the loss pulls the first hard, both to and fro."""
    weights = keras.Variable([1.0, 1.0])
    for step in range(300):
        pull = (-1) ** step * np.array([1.0, 0.01])
        gradient = pull + 2 * penalty * weights.numpy()
        optimizer.apply([keras.ops.convert_to_tensor(gradient, "float32")], [weights])
    return weights.numpy().round(2)


by_penalty = shrink(keras.optimizers.Adam(0.003), penalty=0.01)
by_decay = shrink(keras.optimizers.AdamW(0.003, weight_decay=1.0), penalty=0)
print("L2           ", by_penalty)
print("weight_decay ", by_decay)

# %% early-stopping tags=["varies"]
stopper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
stopped, stopped_history = train(plain, callbacks=[stopper])

best_epoch = stopper.best_epoch + 1
restored = stopped.evaluate(x_val, y_val, batch_size=1000, verbose=0, return_dict=True)
print("best_epoch  ", best_epoch)
print("epochs      ", len(stopped_history["val_loss"]))
print(f"val_loss     {stopped_history['val_loss'][-1]:.3f}")
print(f"evaluate     {restored['loss']:.3f}")

# %% early-stopping-unseen
# zh: 没有给验证数据
# en: no validation data this time
unseen = stopped.fit(x_train, y_train, epochs=1, callbacks=[stopper], verbose=0)

# %% seeds tags=["varies"]
runs = {
    "plain": [plain_history],
    "smaller": [smaller_history],
    "Dropout": [dropout_history],
    "L2": [histories["L2"]],
}
for seed in (2, 3):
    for name, model in zip(runs, (plain, smaller, with_dropout, penalized["L2"])):
        runs[name].append(train(model, seed)[1])


def kept_by_early_stopping(history):
    """Validation accuracy at the epoch of the lowest validation loss."""
    return history["val_accuracy"][np.argmin(history["val_loss"])]


final = {name: [run["val_accuracy"][-1] for run in kept] for name, kept in runs.items()}
final["EarlyStopping"] = [kept_by_early_stopping(run) for run in runs["plain"]]
for name, accuracies in final.items():
    print(f"{name:<13}", " ".join(f"{accuracy:.2f}" for accuracy in accuracies))

# %% values tags=["remove-cell", "varies"]
plain_peak = max(plain_history["val_accuracy"])
plain_peak_epoch = plain_history["val_accuracy"].index(plain_peak) + 1
plain_best = min(plain_history["val_loss"])
plain_best_epoch = plain_history["val_loss"].index(plain_best) + 1
plain_accuracy, plain_val_accuracy = (plain_history[key][-1] for key in ("accuracy", "val_accuracy"))
plain_loss, plain_val_loss = plain_history["loss"][-1], plain_history["val_loss"][-1]
dropout_accuracy = dropout_history["accuracy"][-1]
plain_memorized, dropout_memorized = memorized(plain_model), memorized(dropout_model)
dropout_val_accuracy = dropout_history["val_accuracy"][-1]
dropout_val_loss = dropout_history["val_loss"][-1]
accuracy_few, accuracy_many = np.mean(reached[sizes[0]]), np.mean(reached[sizes[-1]])
line_plain, line_l2 = (np.square(lines[name] - np.sin(line)).mean() for name in ("plain", "L2"))
L2_loss, L2_bare = result["loss"], result["bare_loss"]
L1_accuracy, L2_accuracy, L1L2_accuracy = (histories[name]["val_accuracy"][-1] for name in penalized)
L2_best = min(histories["L2"]["val_bare_loss"])
kernels = {name: model.layers[0].get_weights()[0] for name, model in models.items()}
zeros = {name: (np.abs(kernel) < 0.001).mean() for name, kernel in kernels.items()}
plain_zeros, L2_zeros, L1_zeros = (zeros[name] for name in ("plain", "L2", "L1"))

# %% settings tags=["remove-cell"]
n_train, n_val, n_epochs = len(x_train), len(x_val), len(epochs)
size_few, size_many = sizes[0], sizes[-1]
rate, scale, patience = drop.rate, 1 / (1 - drop.rate), stopper.patience

# %% claims tags=["remove-cell"]
for run in runs["plain"]:
    assert run["accuracy"][-1] > 0.9
    assert run["val_accuracy"][-1] < max(run["val_accuracy"]) - 0.03
    assert run["val_loss"][-1] > min(run["val_loss"]) + 0.03
for name in ("smaller", "Dropout", "L2", "EarlyStopping"):
    assert all(other > bare + 0.01 for other, bare in zip(final[name], final["plain"])), name
for dropped, bare in zip(runs["Dropout"], runs["plain"]):
    assert dropped["val_loss"][-1] < bare["val_loss"][-1] - 0.03
    assert dropped["val_accuracy"][-1] > bare["val_accuracy"][-1] + 0.03
for fewer, more in zip(sizes, sizes[1:]):
    assert np.all(np.subtract(reached[more], reached[fewer]) > 0.01)
pairs = [list(lines.values())]
pairs += [[fitted_line(how, seed) for how in (None, regularizers.L2(0.01))] for seed in (2, 3)]
for pair in pairs:
    bare, held = (np.square(curve - np.sin(line)).mean() for curve in pair)
    assert held < 0.9 * bare
assert memorized(smaller_model) < 0.3 > dropout_memorized and plain_memorized > 0.6
assert by_penalty[0] > 0.9 > 0.5 > by_penalty[1] and by_decay[0] == by_decay[1] < 0.5
assert afterwards < while_training - 0.05
assert max(zeros.values()) == L1_zeros > L2_zeros > plain_zeros
assert min(L1_accuracy, L2_accuracy, L1L2_accuracy) > plain_val_accuracy + 0.01
assert L2_best > plain_best
assert max(final, key=lambda name: np.mean(final[name])) == "Dropout"
assert len(stopped_history["val_loss"]) == best_epoch + patience < n_epochs
assert restored["loss"] < stopped_history["val_loss"][-1]
