# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% digits
import keras
from keras import layers, regularizers

(x, y), _ = keras.datasets.mnist.load_data()
x = x.reshape(-1, 784).astype("float32") / 255

# zh: 只拿 1000 个数字训练，过拟合来得快；另拿 1000 个验证
# en: only 1,000 digits to train on, so it overfits soon; another 1,000 to validate
x_train, y_train = x[:1000], y[:1000]
x_val, y_val = x[-1000:], y[-1000:]

# %% plain
keras.utils.set_random_seed(1)
plain = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(256, activation="relu"),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)

# %% train
def train(model, callbacks=None):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        # zh: 同一个损失再记一遍当指标，下面讲惩罚项时要用
        # en: the same loss once more as a metric; the section on penalties needs it
        metrics=["accuracy", keras.metrics.SparseCategoricalCrossentropy(name="bare_loss")],
    )
    history = model.fit(
        x_train, y_train, batch_size=50, epochs=15,
        validation_data=(x_val, y_val), callbacks=callbacks, verbose=0,
    )
    return history.history

# %% fit-plain
plain_history = train(plain)
for key in ("accuracy", "val_accuracy", "loss", "val_loss"):
    print(f"{key:<13} {plain_history[key][-1]:.3f}")

# %% plain-curves
import matplotlib.pyplot as plt

epochs = range(1, len(plain_history["loss"]) + 1)
figure, axes = plt.subplots(1, 2, figsize=(8, 3.2), layout="constrained")
for axis, key in zip(axes, ("loss", "accuracy")):
    axis.plot(epochs, plain_history[key], label="training")
    axis.plot(epochs, plain_history[f"val_{key}"], label="validation")
    axis.set_xticks(range(5, 16, 5))
    axis.set_xlabel("epoch")
    axis.set_ylabel(key)
axes[0].legend(frameon=False)
plt.show()

# %% dropout
keras.utils.set_random_seed(1)
with_dropout = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(256, activation="relu"),
        layers.Dropout(0.4),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.4),
        layers.Dense(10, activation="softmax"),
    ]
)
dropout_history = train(with_dropout)

# %% dropout-curves
figure, axes = plt.subplots(1, 2, figsize=(8, 3.2), sharey=True, layout="constrained")
panels = {"without Dropout": plain_history, "with Dropout": dropout_history}
for axis, (title, history) in zip(axes, panels.items()):
    axis.plot(epochs, history["loss"], label="training")
    axis.plot(epochs, history["val_loss"], label="validation")
    axis.set_title(title)
    axis.set_xticks(range(5, 16, 5))
    axis.set_xlabel("epoch")
axes[0].set_ylabel("loss")
axes[0].set_ylim(0, 0.8)
axes[0].legend(frameon=False)
plt.show()

# %% dropout-call
drop = layers.Dropout(0.4, seed=1)
ones = keras.ops.ones((3, 10))

print("training=True")
print(keras.ops.convert_to_numpy(drop(ones, training=True)).round(2))
print("training=False")
print(keras.ops.convert_to_numpy(drop(ones, training=False)).round(2))

# %% dropout-share
many = keras.ops.convert_to_numpy(drop(keras.ops.ones((10_000, 10)), training=True))
print("share of zeros, input by input:", (many == 0).mean(axis=0).round(2))
print("mean of all:", many.mean().round(2))

# %% dropout-predict
import numpy as np

some = x_val[:5]
predicted = [with_dropout.predict(some, verbose=0) for _ in range(2)]
dropped = [with_dropout(some, training=True) for _ in range(2)]
print("predict, twice the same:      ", np.array_equal(*predicted))
print("training=True, twice the same:", np.array_equal(*dropped))

# %% dropout-loss
while_training = dropout_history["loss"][-1]
afterwards = with_dropout.evaluate(x_train, y_train, verbose=0, return_dict=True)["loss"]
print(f"reported by fit:      {while_training:.4f}")
print(f"evaluate, same data:  {afterwards:.4f}")

# %% rate-percent tags=["raises-exception"] shows="Expected a float value between 0 and 1. Received: rate=40"
layers.Dropout(40)

# %% rate-one
print(keras.ops.convert_to_numpy(layers.Dropout(1.0)(ones, training=True)))

# %% no-import tags=["raises-exception"] shows="name 'Sequential' is not defined"
Sequential([layers.Dense(200, activation="tanh"), layers.Dropout(0.4)])

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
    print(f"{layer.name:<5} model.losses {float(loss):.6f}   by hand {mine:.6f}")

# %% regularized
def regularized(regularizer):
    keras.utils.set_random_seed(1)
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(256, activation="relu", kernel_regularizer=regularizer),
            layers.Dense(128, activation="relu", kernel_regularizer=regularizer),
            layers.Dense(10, activation="softmax"),
        ]
    )

# %% fit-regularized
models = {
    "plain": plain,
    "L1": regularized(regularizers.L1(3e-4)),
    "L2": regularized(regularizers.L2(3e-3)),
    "L1L2": regularized(regularizers.L1L2(l1=1e-4, l2=1e-3)),
}
histories = {"plain": plain_history}
for name in ("L1", "L2", "L1L2"):
    histories[name] = train(models[name])

# %% total-loss
result = models["L2"].evaluate(x_train, y_train, verbose=0, return_dict=True)
penalty = float(sum(models["L2"].losses))
print(f"bare loss           {result['bare_loss']:.4f}")
print(f"penalty             {penalty:.4f}")
print(f"bare loss + penalty {result['bare_loss'] + penalty:.4f}")
print(f"loss                {result['loss']:.4f}")

# %% regularized-curves
figure, axes = plt.subplots(1, 2, figsize=(8, 3.2), sharey=True, layout="constrained")
panels = {"training": "bare_loss", "validation": "val_bare_loss"}
for axis, (title, key) in zip(axes, panels.items()):
    for name, history in histories.items():
        axis.plot(epochs, history[key], label=name)
    axis.set_title(title)
    axis.set_xticks(range(5, 16, 5))
    axis.set_xlabel("epoch")
axes[0].set_ylabel("loss without penalty")
axes[0].set_ylim(0, 0.6)
axes[1].legend(frameon=False)
plt.show()

# %% compare
print("       accuracy         validation loss   weights:")
print("       train.  valid.   best    last      norm   near zero")
for name, model in models.items():
    history = histories[name]
    kernel = model.layers[0].get_weights()[0]
    print(
        f"{name:<6} {history['accuracy'][-1]:.3f}   {history['val_accuracy'][-1]:.3f}"
        f"    {min(history['val_bare_loss']):.3f}   {history['val_bare_loss'][-1]:.3f}"
        f"     {np.linalg.norm(kernel):4.1f}   {(np.abs(kernel) < 0.001).mean():.0%}"
    )

# %% weights
figure, axes = plt.subplots(1, 3, figsize=(8, 2.8), sharey=True, layout="constrained")
for axis, name in zip(axes, ("plain", "L2", "L1")):
    kernel = models[name].layers[0].get_weights()[0]
    axis.hist(kernel.ravel(), bins=60, range=(-0.15, 0.15), color="C0")
    axis.set_yscale("log")
    axis.set_title(name)
    axis.set_xlabel("weight")
axes[0].set_ylabel("how many")
plt.show()

# %% early-stopping
keras.utils.set_random_seed(1)
stopped = keras.models.clone_model(plain)
stopper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
stopped_history = train(stopped, callbacks=[stopper])

restored = stopped.evaluate(x_val, y_val, verbose=0, return_dict=True)["loss"]
print("epochs run:", len(stopped_history["val_loss"]))
best_epoch = stopper.best_epoch + 1
print("best epoch:", best_epoch)
print(f"val_loss at the last epoch: {stopped_history['val_loss'][-1]:.4f}")
print(f"val_loss of the model now:  {restored:.4f}")

# %% early-stopping-unseen
# zh: 没有给验证数据
# en: no validation data this time
unseen = stopped.fit(x_train, y_train, epochs=1, callbacks=[stopper], verbose=0)

# %% values tags=["remove-cell"]
n_train, n_val, n_epochs = len(x_train), len(x_val), len(epochs)
plain_accuracy = plain_history["accuracy"][-1]
plain_val_accuracy = plain_history["val_accuracy"][-1]
plain_loss, plain_val_loss = plain_history["loss"][-1], plain_history["val_loss"][-1]
plain_best = min(plain_history["val_loss"])
plain_best_epoch = plain_history["val_loss"].index(plain_best) + 1
dropout_loss, dropout_val_loss = dropout_history["loss"][-1], dropout_history["val_loss"][-1]
dropout_best = min(dropout_history["val_loss"])
dropout_val_accuracy = dropout_history["val_accuracy"][-1]
rate, scale = drop.rate, 1 / (1 - drop.rate)
priced = [histories[name] for name in ("L1", "L2", "L1L2")]
L1_val, L2_val, L1L2_val = (history["val_bare_loss"][-1] for history in priced)
L1_train, L2_train, L1L2_train = (history["bare_loss"][-1] for history in priced)
L1_best, L2_best, L1L2_best = (min(history["val_bare_loss"]) for history in priced)
L1_accuracy, L2_accuracy, L1L2_accuracy = (history["val_accuracy"][-1] for history in priced)
L2_loss, L2_bare = result["loss"], result["bare_loss"]
kernels = {name: model.layers[0].get_weights()[0] for name, model in models.items()}
plain_norm, L2_norm, L1_norm = (np.linalg.norm(kernels[name]) for name in ("plain", "L2", "L1"))
near_zero = [(np.abs(kernels[name]) < 0.001).mean() for name in ("plain", "L2", "L1")]
plain_zeros, L2_zeros, L1_zeros = near_zero
stopped_epochs, patience = len(stopped_history["val_loss"]), stopper.patience
last_val_loss = stopped_history["val_loss"][-1]
always_blank = x_train.max(axis=0) == 0
blank = always_blank.mean()
blank_zeros = (np.abs(kernels["L2"][always_blank]) < 0.001).mean()
assert plain_accuracy > 0.99 and plain_val_loss > 1.05 * plain_best
assert dropout_val_loss < plain_val_loss and dropout_best < plain_best
assert dropout_loss > 5 * plain_loss and afterwards < while_training / 2
assert min(L1_train, L2_train, L1L2_train) > 3 * plain_loss
assert min(L1_best, L2_best, L1L2_best) > 0.98 * plain_best
assert max(L1_norm, L2_norm) < 0.6 * plain_norm
assert L1_zeros > 0.5 > L2_zeros > plain_zeros
assert best_epoch + patience == stopped_epochs < n_epochs and restored < last_val_loss
assert max(L1_accuracy, L2_accuracy, L1L2_accuracy) < plain_val_accuracy < dropout_val_accuracy
assert blank_zeros > 0.99 and blank * blank_zeros > 0.5 * L2_zeros
