# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% load
import keras
from keras import layers

(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
print(images.shape, images.dtype, "from", images.min(), "to", images.max())
print(labels.shape, labels.dtype, "the first five:", labels[:5])

# %% look
import matplotlib.pyplot as plt

fig, axes = plt.subplots(2, 8, figsize=(6.4, 2.1), layout="constrained")
for axis, image, label in zip(axes.flat, images, labels):
    axis.imshow(image, cmap="gray_r")
    axis.set_title(label, fontsize=10)
    axis.axis("off")
plt.show()

# %% sums
arrays = {
    "images": images,
    "labels": labels,
    "test_images": test_images,
    "test_labels": test_labels,
}
for name, array in arrays.items():
    print(f"{name:12}{array.shape!s:>16}{array.sum():>12}")

# %% prepare
x = images.reshape(-1, 784).astype("float32") / 255
x_test = test_images.reshape(-1, 784).astype("float32") / 255
y, y_test = labels, test_labels
print(x.shape, x.dtype, "from", x.min(), "to", x.max())

# %% split
x_train, y_train = x[:-10_000], y[:-10_000]
x_val, y_val = x[-10_000:], y[-10_000:]
print(len(x_train), len(x_val), len(x_test))

# %% network
def network(last="softmax"):
    return keras.Sequential(
        [
            keras.Input(shape=(784,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation=last),
        ]
    )

# %% uncompiled tags=["raises-exception"] shows="You must call `compile()` before using the model."
network().fit(x_train, y_train)

# %% compile-objects
keras.utils.set_random_seed(1)
by_objects = network()
by_objects.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
    loss=keras.losses.SparseCategoricalCrossentropy(),
    metrics=[keras.metrics.SparseCategoricalAccuracy()],
)

# %% compile-names
keras.utils.set_random_seed(1)
by_names = network()
by_names.compile(
    optimizer="rmsprop",
    loss="sparse_categorical_crossentropy",
    metrics=["sparse_categorical_accuracy"],
)

# %% compile-equal
few, few_labels = x_train[:2000], y_train[:2000]
runs = []
for model in (by_objects, by_names):
    # zh: fit 会打乱样本，所以这里也要设种子
    # en: fit shuffles the samples, so the seed is set here too
    keras.utils.set_random_seed(1)
    runs.append(
        model.fit(few, few_labels, batch_size=64, epochs=2, verbose=0).history
    )
    print(
        {
            key: [round(value, 4) for value in values]
            for key, values in runs[-1].items()
        }
    )
runs[0] == runs[1]

# %% metrics
# zh: 重新编译不会动已经训练好的权重
# en: compiling again leaves the trained weights alone
by_names.compile(
    optimizer="rmsprop",
    loss="sparse_categorical_crossentropy",
    metrics=[
        "accuracy",
        keras.metrics.SparseTopKCategoricalAccuracy(k=3, name="top_3"),
    ],
)
scores = by_names.evaluate(
    x_val, y_val, batch_size=500, verbose=0, return_dict=True
)
print({name: round(score, 3) for name, score in scores.items()})

# %% third-argument tags=["raises-exception"] shows="dtype='string' is not a valid dtype for Keras type promotion."
careless = network()
careless.compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"])
careless.fit(few, few_labels)

# %% fresh
def fresh():
    keras.utils.set_random_seed(1)
    model = network()
    model.compile(
        optimizer="rmsprop",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model

# %% fit
model = fresh()
history = model.fit(
    x_train, y_train, batch_size=256, epochs=4, validation_data=(x_val, y_val)
)

# %% history
for key, values in history.history.items():
    print(f"{key:13}", [round(value, 3) for value in values])

# %% wrong
# zh: 末层没有 softmax，损失却按概率来算
# en: the last layer has no softmax, and the loss takes its numbers for probabilities
keras.utils.set_random_seed(1)
wrong = network(last=None)
wrong.compile(
    optimizer="rmsprop",
    loss=keras.losses.SparseCategoricalCrossentropy(),
    metrics=["accuracy"],
)
wrong_history = wrong.fit(
    x_train,
    y_train,
    batch_size=256,
    epochs=4,
    validation_data=(x_val, y_val),
    verbose=0,
)

# %% wrong-curve
epochs = [epoch + 1 for epoch in history.epoch]
fig, axes = plt.subplots(
    1, 2, figsize=(8, 3.2), sharex=True, layout="constrained"
)
for axis, key in zip(axes, ("accuracy", "loss")):
    axis.plot(epochs, history.history[f"val_{key}"], label="softmax")
    axis.plot(
        epochs,
        wrong_history.history[f"val_{key}"],
        label="logits, default loss",
    )
    axis.set_title(f"validation {key}")
    axis.set_xlabel("epoch")
    axis.set_xticks(epochs)
    axis.set_ylim(bottom=0)
axes[0].set_ylim(top=1)
axes[0].legend(frameon=False)
plt.show()

# %% blind
import numpy as np

default = keras.losses.SparseCategoricalCrossentropy()
on_logits = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
# zh: 正确答案都是第 0 类；三行依次是：有把握且对、没主意、有把握却错
# en: the answer is always class 0: sure and right, undecided, sure and wrong
for logits in ([10.0, 1.0, 1.0], [1.0, 1.0, 1.0], [1.0, 10.0, 1.0]):
    answer, row = np.array([0]), np.array([logits])
    print(
        logits,
        f"default {default(answer, row):.2f}  from_logits {on_logits(answer, row):.2f}",
    )

# %% pairings
def train_pair(last, from_logits):
    keras.utils.set_random_seed(1)
    pair = network(last)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    pair.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    pair.fit(few, few_labels, batch_size=64, epochs=2, verbose=0)
    return pair.evaluate(x_val, y_val, batch_size=500, verbose=0)[1]


right_softmax = train_pair("softmax", from_logits=False)
right_logits = train_pair(None, from_logits=True)
print(f"softmax, default loss     accuracy {right_softmax:.4f}")
print(f"logits, from_logits=True  accuracy {right_logits:.4f}")

# %% row-sums
print("softmax:", model.predict(x_val[:3], verbose=0).sum(axis=1).round(3))
print("logits: ", wrong.predict(x_val[:3], verbose=0).sum(axis=1).round(3))

# %% opposite
import textwrap
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    opposite = train_pair("softmax", from_logits=True)
print(f"softmax, from_logits=True  accuracy {opposite:.4f}")
print(textwrap.fill(str(caught[0].message), 80))

# %% two-outputs
pixels = keras.Input(shape=(784,), name="pixels")
hidden = layers.Dense(64, activation="relu", name="hidden")(pixels)
digit = layers.Dense(10, activation="softmax", name="digit")(hidden)
even = layers.Dense(1, activation="sigmoid", name="even")(hidden)
two = keras.Model(pixels, {"digit": digit, "even": even}, name="two_outputs")
keras.utils.plot_model(
    two, to_file="two_outputs.png", show_shapes=True, show_layer_names=True
)

# %% two-compile
two.compile(
    optimizer="rmsprop",
    loss={
        "digit": "sparse_categorical_crossentropy",
        "even": "binary_crossentropy",
    },
    loss_weights={"digit": 1.0, "even": 0.5},
    metrics={
        "digit": ["accuracy"],
        "even": ["accuracy", keras.metrics.AUC(name="auc")],
    },
)

# %% two-fit
keras.utils.set_random_seed(1)
some, some_labels = x_train[:5000], y_train[:5000]
answers = {"digit": some_labels, "even": some_labels % 2 == 0}
two_history = two.fit(some, answers, batch_size=64, epochs=2, verbose=0)
for key, values in two_history.history.items():
    print(f"{key:15}", [round(value, 3) for value in values])

# %% two-predict
predicted = two.predict(x_val[:5], verbose=0)
print("true: ", y_val[:5])
print("digit:", predicted["digit"].argmax(axis=1))
print("even: ", predicted["even"][:, 0].round(2))

# %% two-metrics tags=["raises-exception"] shows="`metrics` should contain metrics objects and either be a dict or a list"
two.compile(
    optimizer="rmsprop",
    loss={
        "digit": "sparse_categorical_crossentropy",
        "even": "binary_crossentropy",
    },
    metrics=["accuracy"],
)
two.fit(some, answers, verbose=0)

# %% split-last
options = {"batch_size": 64, "epochs": 2, "verbose": 0}
by_split = fresh().fit(few, few_labels, validation_split=0.2, **options)
by_hand = fresh().fit(
    few[:1600],
    few_labels[:1600],
    validation_data=(few[1600:], few_labels[1600:]),
    **options,
)
by_split.history == by_hand.history

# %% split-sorted
order = few_labels.argsort(kind="stable")
in_order = fresh().fit(
    few[order], few_labels[order], validation_split=0.2, **options
)
print("trained on:  ", np.unique(few_labels[order][:1600]))
print("validated on:", np.unique(few_labels[order][1600:]))
for key in ("accuracy", "val_accuracy"):
    print(f"{key:13}", [round(value, 3) for value in in_order.history[key]])

# %% fives
def fives(model):
    guesses = model.predict(x_val, batch_size=500, verbose=0).argmax(axis=1)
    hits = np.sum((guesses == 5) & (y_val == 5))
    return {
        "recall": hits / np.sum(y_val == 5),
        "precision": hits / np.sum(guesses == 5),
        "accuracy": np.mean(guesses == y_val),
    }

# %% class-weight
weighted, scores_of = {}, {}
for weight in (1.0, 2.0, 10.0):
    weighted[weight] = fresh()
    weighted[weight].fit(few, few_labels, class_weight={5: weight}, **options)
    scores_of[weight] = fives(weighted[weight])
    numbers = "  ".join(
        f"{name} {value:.3f}" for name, value in scores_of[weight].items()
    )
    print(f"weight {weight:4}:  {numbers}")

# %% sample-weight
sample_weight = np.ones(len(few))
sample_weight[few_labels == 5] = 2.0

by_sample = fresh()
by_sample.fit(few, few_labels, sample_weight=sample_weight, **options)
print("recall of 5:", fives(by_sample)["recall"].round(3))

# %% same-weights
pairs = zip(weighted[2.0].get_weights(), by_sample.get_weights())
all(np.array_equal(by_class, by_sample) for by_class, by_sample in pairs)

# %% both-weights tags=["raises-exception"] shows="You cannot `class_weight` and `sample_weight` at the same time."
fresh().fit(few, few_labels, class_weight={5: 2.0}, sample_weight=sample_weight)

# %% evaluate
results = model.evaluate(x_test, y_test, batch_size=500, return_dict=True)
{name: round(value, 4) for name, value in results.items()}

# %% predict
probabilities = model.predict(x_test, batch_size=500, verbose=0)
print(probabilities.shape, probabilities.dtype)
print(probabilities[0].round(3), "sum", probabilities[0].sum().round(3))

# %% argmax
guesses = probabilities.argmax(axis=1)
print("guessed", guesses[:10])
print("true   ", y_test[:10])
print("accuracy", round(np.mean(guesses == y_test), 4))

# %% predict-one tags=["raises-exception"] shows="Cannot take the length of shape with unknown rank."
model.predict(x_test[0], verbose=0)

# %% predict-first
model.predict(x_test[:1], verbose=0).argmax(axis=1)

# %% confusion
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (y_test, guesses), 1)
recalls = confusion.diagonal() / confusion.sum(axis=1)
for number, recall in enumerate(recalls):
    print(f"{number}: recall {recall:.3f}")

# %% confusion-matrix
from matplotlib.colors import ListedColormap

errors = confusion * (1 - np.eye(10, dtype=int))
fig, axis = plt.subplots(figsize=(5.6, 4.8), layout="constrained")
# zh: 错得越多红色越浓；没有错的格子透明
# en: the more errors, the stronger the red; cells without errors are transparent
red = ListedColormap(["C3"])
axis.pcolormesh(
    range(10), range(10), errors, cmap=red, alpha=0.7 * errors / errors.max()
)
for true, guess in zip(*confusion.nonzero()):
    colour = "grey" if true == guess else "black"
    axis.text(
        guess,
        true,
        confusion[true, guess],
        ha="center",
        va="center",
        color=colour,
    )
axis.set(xticks=range(10), yticks=range(10), xlabel="predicted", ylabel="true")
axis.invert_yaxis()
plt.show()

# %% mistakes
missed = np.flatnonzero(guesses != y_test)
# zh: 按它的把握从大到小排
# en: those it was surest of come first
missed = missed[probabilities[missed].max(axis=1).argsort()[::-1]]
fig, axes = plt.subplots(2, 8, figsize=(6.4, 2.1), layout="constrained")
for axis, row in zip(axes.flat, missed):
    axis.imshow(test_images[row], cmap="gray_r")
    axis.set_title(f"{y_test[row]} → {guesses[row]}", fontsize=10)
    axis.axis("off")
plt.show()

# %% values tags=["remove-cell"]
n_train, n_val, n_test, n_few = len(x_train), len(x_val), len(x_test), len(few)
n_some, blind_loss = (
    len(some),
    float(default(np.array([0]), np.array([[1.0, 1.0, 1.0]]))),
)
n_epochs = history.params["epochs"]
n_steps = history.params["steps"]
loss_start, loss_end = history.history["loss"][0], history.history["loss"][-1]
val_accuracy = history.history["val_accuracy"][-1]
val_loss = history.history["val_loss"][-1]
wrong_accuracy = wrong_history.history["accuracy"][-1]
wrong_val_first = wrong_history.history["val_accuracy"][0]
wrong_val = wrong_history.history["val_accuracy"][-1]
wrong_val_loss = wrong_history.history["val_loss"][-1]
wrong_test = wrong.evaluate(x_test, y_test, batch_size=500, verbose=0)[1]
guess_loss = float(np.log(10))
in_order_accuracy = in_order.history["accuracy"][-1]
in_order_val = in_order.history["val_accuracy"][-1]
split_val = by_split.history["val_accuracy"][-1]

# %% values-weights tags=["remove-cell"]
recall_1, recall_2, recall_10 = (
    scores_of[w]["recall"] for w in (1.0, 2.0, 10.0)
)
precision_1, precision_2, precision_10 = (
    scores_of[w]["precision"] for w in (1.0, 2.0, 10.0)
)
recall_5, test_accuracy, n_missed = recalls[5], results["accuracy"], len(missed)
best, worst = int(recalls.argmax()), int(recalls.argmin())
recall_best, recall_worst = recalls.max(), recalls.min()
often_true, often_guess = (
    int(i) for i in np.unravel_index(errors.argmax(), errors.shape)
)
n_often = int(errors.max())
sure_missed = int(np.sum(probabilities[missed].max(axis=1) > 0.9))

# %% claims tags=["remove-cell"]
assert runs[0] == runs[1] and by_split.history == by_hand.history
assert (
    val_accuracy > 0.95 > 0.75 > wrong_val
    and wrong_test < 0.75 < 0.95 < test_accuracy
)
assert wrong_val_loss > 1.5 and abs(wrong_accuracy - wrong_val) < 0.1
assert in_order_val < 0.1 < 0.8 < split_val
assert (
    recall_1 + 0.05 < recall_2 < recall_10
    and precision_1 > precision_2 > precision_10
)
assert recall_5 > recall_2 and sure_missed >= 16
assert round(blind_loss, 2) == round(float(np.log(3)), 2)
assert right_softmax == right_logits == opposite
weights_of = weighted[2.0].get_weights(), by_sample.get_weights()
assert all(
    np.array_equal(by_class, by_row) for by_class, by_row in zip(*weights_of)
)
