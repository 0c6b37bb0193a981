# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% digits
import keras
import numpy as np
from keras import layers, regularizers

(x, y), _ = keras.datasets.mnist.load_data()
x = x.reshape(-1, 784).astype("float32") / 255

# zh: MNIST 末尾的样本比前面的容易识别，所以先打乱顺序，再划分验证集
# en: the last digits of MNIST are easier than the rest, so shuffle before you split
shuffled = np.random.default_rng(0).permutation(len(x))
x, y = x[shuffled], y[shuffled]
x_val, y_val = x[-2000:], y[-2000:]

# %% wrong-labels
rng = np.random.default_rng(1)
guesses = rng.integers(0, 10, len(y))
# zh: 五分之二的标签换成随机数字，有时恰好与原来的标签相同
# en: two fifths of the labels become a random digit, sometimes the right one by chance
noisy = np.where(rng.random(len(y)) < 0.4, guesses, y)

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
def train(model, seed=1, size=1000, epochs=10, callbacks=None):
    """Train a copy of the model, with fresh weights; return the copy and its history."""
    keras.utils.set_random_seed(seed)
    model = keras.models.clone_model(model)
    model.compile(
        optimizer=keras.optimizers.Adam(0.002),
        loss="sparse_categorical_crossentropy",
        # zh: 同一个损失再作为指标记录一次，正则化一节要用
        # en: the same loss once more as a metric; the section on penalties needs it
        metrics=["accuracy", keras.metrics.SparseCategoricalCrossentropy(name="bare_loss")],
    )
    history = model.fit(
        x[:size], noisy[:size], batch_size=50, epochs=epochs, callbacks=callbacks, verbose=0,
        validation_data=(x_val, y_val), validation_batch_size=2000,
    )
    return model, history.history


def train_three(model):
    """Train three copies with the seeds 1, 2 and 3; return the first copy and all histories."""
    trained = [train(model, seed) for seed in (1, 2, 3)]
    return trained[0][0], [history for _, history in trained]

# %% fit-plain tags=["varies"]
plain_model, plain_runs = train_three(plain)
for key in ("accuracy", "val_accuracy", "loss", "val_loss"):
    print(f"{key:<13}", " ".join(f"{run[key][-1]:.2f}" for run in plain_runs))

# %% plain-accuracy tags=["varies"]
import matplotlib.pyplot as plt

plain_history = plain_runs[0]
epochs = range(1, 11)


def draw(axis, history, key):
    """Draw one key of a history, for the training and for the validation data."""
    axis.plot(epochs, history[key], label="training")
    axis.plot(epochs, history[f"val_{key}"], label="validation")
    axis.set_xticks(range(2, 11, 2))
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
    answers = model.predict(x_train, batch_size=1000, verbose=0).argmax(axis=1)
    return (answers == y_train)[wrong].mean()


plain_memorized = memorized(plain_model)
print(f"{plain_memorized:.2f}")

# %% more-data tags=["varies"]
n_more = 10_000
more_runs = [train(plain, seed, size=n_more, epochs=1)[1] for seed in (1, 2, 3)]
for size, runs in ((len(x_train), plain_runs), (n_more, more_runs)):
    print(f"{size:>6,}", " ".join(f"{run['val_accuracy'][-1]:.2f}" for run in runs))

# %% smaller tags=["varies"]
smaller = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(16, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
smaller_model, smaller_runs = train_three(smaller)
plain_end, smaller_end = (runs[0]["val_accuracy"][-1] for runs in (plain_runs, smaller_runs))
print(f"count_params  {plain.count_params():,} {smaller.count_params():,}")
print(f"val_accuracy  {plain_end:.2f} {smaller_end:.2f}")
print(f"memorized     {plain_memorized:.2f} {memorized(smaller_model):.2f}")

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
dropout_model, dropout_runs = train_three(with_dropout)

# %% dropout-curves tags=["varies"]
dropout_history = dropout_runs[0]
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
afterwards = dropout_model.evaluate(x_train, y_train, batch_size=1000, verbose=0, return_dict=True)["loss"]
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
    """What a network trained for 200 steps on the 16 points predicts along the line."""
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
    for _ in range(200):
        model.train_on_batch(inputs, targets)
    return model.predict_on_batch(line)


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
L1_model, L1_history = train(regularized(regularizers.L1(0.001)))
L2_model, L2_runs = train_three(regularized(regularizers.L2(0.02)))

# %% total-loss tags=["varies"]
result = L2_model.evaluate(x_train, y_train, batch_size=1000, verbose=0, return_dict=True)
L2_penalty = float(sum(L2_model.losses))
print(f"bare_loss            {result['bare_loss']:.3f}")
print(f"penalty              {L2_penalty:.3f}")
print(f"bare_loss + penalty  {result['bare_loss'] + L2_penalty:.3f}")
print(f"loss                 {result['loss']:.3f}")

# %% regularized-curves tags=["varies"]
histories = {"plain": plain_runs[0], "L1": L1_history, "L2": L2_runs[0]}
figure, axis = plt.subplots(figsize=(4.6, 3), layout="constrained")
for name, history in histories.items():
    axis.plot(epochs, history["val_accuracy"], label=name)
axis.set_xticks(range(2, 11, 2))
axis.set_xlabel("epoch")
axis.set_ylabel("validation accuracy")
axis.legend(frameon=False)
plt.show()

# %% compare tags=["varies"]
models = {"plain": plain_model, "L1": L1_model, "L2": L2_model}
print("      train   val  wrong  norm  near 0")
for name, model in models.items():
    history, kernel = histories[name], model.layers[0].get_weights()[0]
    near_zero = (np.abs(kernel) < 0.001).mean()
    print(
        f"{name:<5}  {history['accuracy'][-1]:.2f}  {history['val_accuracy'][-1]:.2f}"
        f"   {memorized(model):.2f}  {np.linalg.norm(kernel):4.1f}   {near_zero:.2f}"
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
    """Two weights of 1 after 100 steps; the gradients change sign, and those of the first are large."""
    weights = keras.Variable([1.0, 1.0])
    for step in range(100):
        pull = (-1) ** step * np.array([1.0, 0.01])
        gradient = pull + 2 * penalty * weights.numpy()
        optimizer.apply([keras.ops.convert_to_tensor(gradient, "float32")], [weights])
    return weights.numpy().round(2)


by_penalty = shrink(keras.optimizers.Adam(0.01), penalty=0.01)
by_decay = shrink(keras.optimizers.AdamW(0.01, weight_decay=1.0), penalty=0)
print("L2           ", by_penalty)
print("weight_decay ", by_decay)

# %% early-stopping tags=["varies"]
stopper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True)
stopped, stopped_history = train(plain, callbacks=[stopper])

best_epoch = stopper.best_epoch + 1
restored = stopped.evaluate(x_val, y_val, batch_size=1000, verbose=0, return_dict=True)
print("best_epoch  ", best_epoch)
print("epochs      ", len(stopped_history["val_loss"]))
print(f"val_loss     {stopped_history['val_loss'][-1]:.3f}")
print(f"evaluate     {restored['loss']:.3f}")

# %% early-stopping-unseen
# zh: 这次没有提供验证数据
# en: no validation data this time
unseen = stopped.fit(x_train, y_train, epochs=1, callbacks=[stopper], verbose=0)

# %% seeds tags=["varies"]
def kept_by_early_stopping(history):
    """Validation accuracy at the epoch of the lowest validation loss."""
    return history["val_accuracy"][np.argmin(history["val_loss"])]


all_runs = {"plain": plain_runs, "smaller": smaller_runs, "Dropout": dropout_runs, "L2": L2_runs}
final = {name: [run["val_accuracy"][-1] for run in runs] for name, runs in all_runs.items()}
final["EarlyStopping"] = [kept_by_early_stopping(run) for run in plain_runs]
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
dropout_memorized = memorized(dropout_model)
dropout_val_accuracy = dropout_history["val_accuracy"][-1]
accuracy_few, accuracy_many = (
    np.mean([run["val_accuracy"][-1] for run in runs]) for runs in (plain_runs, more_runs)
)
line_plain, line_l2 = (np.square(lines[name] - np.sin(line)).mean() for name in ("plain", "L2"))
L2_loss, L2_bare = result["loss"], result["bare_loss"]
L1_accuracy, L2_accuracy = (histories[name]["val_accuracy"][-1] for name in ("L1", "L2"))
L2_best = min(L2_runs[0]["val_bare_loss"])
kernels = {name: model.layers[0].get_weights()[0] for name, model in models.items()}
zeros = {name: (np.abs(kernel) < 0.001).mean() for name, kernel in kernels.items()}
plain_zeros, L2_zeros, L1_zeros = (zeros[name] for name in ("plain", "L2", "L1"))

# %% settings tags=["remove-cell"]
n_train, n_val, n_epochs, n_seeds = len(x_train), len(x_val), len(epochs), len(plain_runs)
n_points, n_small_units = len(inputs), smaller.layers[0].units
rate, scale, patience = drop.rate, 1 / (1 - drop.rate), stopper.patience

# %% claims tags=["remove-cell"]
for run in plain_runs:
    assert run["accuracy"][-1] > run["val_accuracy"][-1] + 0.05
    assert run["val_accuracy"][-1] < max(run["val_accuracy"]) - 0.03
    assert run["val_loss"][-1] > min(run["val_loss"]) + 0.03
    waited = [n - 1 - int(np.argmin(run["val_loss"][:n])) for n in range(1, n_epochs)]
    assert max(waited) >= patience  # EarlyStopping would end it before the last epoch
for name in ("smaller", "Dropout", "L2", "EarlyStopping"):
    assert all(other > bare + 0.01 for other, bare in zip(final[name], final["plain"])), name
for fewer, more in zip(plain_runs, more_runs):
    assert more["val_accuracy"][-1] > fewer["val_accuracy"][-1] + 0.05
pairs = [list(lines.values())]
pairs += [[fitted_line(how, seed) for how in (None, regularizers.L2(0.01))] for seed in (2, 3)]
for pair in pairs:
    bare, held = (np.square(curve - np.sin(line)).mean() for curve in pair)
    assert held < 0.9 * bare
assert max(memorized(smaller_model), dropout_memorized) < plain_memorized - 0.1
assert by_penalty[0] > 0.9 > 0.5 > by_penalty[1] and by_decay[0] == by_decay[1] < 0.5
assert afterwards < while_training - 0.05
assert np.allclose(result["bare_loss"] + L2_penalty, result["loss"], rtol=0.001)
assert min(L1_accuracy, L2_accuracy) > plain_val_accuracy
for bare, L2 in zip(plain_runs, L2_runs):
    assert min(L2["val_bare_loss"]) > min(bare["val_loss"])
assert L1_zeros > L2_zeros > plain_zeros
assert restored["loss"] <= min(stopped_history["val_loss"]) + 0.001
