# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["no_proxy"] = "*"

# %% load
import keras
from keras import layers

(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
print("images", images.shape, images.dtype, images.min(), "…", images.max())
print("labels", labels.shape, labels.dtype, labels[:5])

# %% look
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 6, figsize=(4.8, 1.1), layout="constrained")
for axis, image, label in zip(axes.flat, images, labels):
    axis.imshow(image, cmap="gray_r")
    axis.set_title(label, fontsize=10)
    axis.axis("off")
plt.show()

# %% no-network tags=["raises-exception"] shows="URL fetch failure on http://127.0.0.1:9/mnist.npz"
# zh: 这个地址上没有服务器，用来代替无法访问的下载地址
# en: no server answers at this address; it stands in for the one that can't be reached
keras.utils.get_file("mnist.npz", origin="http://127.0.0.1:9/mnist.npz")

# %% save-arrays tags=["remove-cell"]
import numpy as np

np.savez("mnist.npz", x_train=images, y_train=labels, x_test=test_images, y_test=test_labels)

# %% from-file
import numpy as np

with np.load("mnist.npz") as data:
    images, labels = data["x_train"], data["y_train"]
    test_images, test_labels = data["x_test"], data["y_test"]

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
print(x.shape, x.dtype, x.min(), "…", x.max())

# %% split
# zh: 划分之前先打乱，图片和标签按同一顺序
# en: shuffle once before the split, images and labels in the same order
order = np.random.default_rng(1).permutation(len(x))
x, y = x[order], y[order]
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
    # zh: fit 打乱样本时用到随机数，所以这里也要设置种子
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
# zh: 重新编译不改变训练得到的权重
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

# %% scale tags=["varies"]
def train_with_sgd(pixels, seed):
    keras.utils.set_random_seed(seed)
    plain = network()
    plain.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return plain.fit(pixels, few_labels, epochs=2, verbose=0).history["accuracy"][-1]


for seed in (1, 2, 3):
    raw, scaled = train_with_sgd(few * 255, seed), train_with_sgd(few, seed)
    print(f"seed {seed}: accuracy 0…255 {raw:.2f}, 0…1 {scaled:.2f}")
    assert raw < scaled - 0.2

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
    x_train, y_train, batch_size=256, epochs=3, validation_data=(x_val, y_val)
)

# %% history
for key, values in history.history.items():
    print(f"{key:13}", [round(value, 3) for value in values])

# %% wrong
# zh: 末层没有 softmax，但损失函数把输出当作概率
# en: the last layer has no softmax, but the loss treats its outputs as probabilities
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
    epochs=3,
    validation_data=(x_val, y_val),
    verbose=0,
)

# %% wrong-curve tags=["varies"]
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
default = keras.losses.SparseCategoricalCrossentropy()
on_logits = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
# zh: 正确答案都是第 0 类；三行依次是：确信且正确、不确定、确信却错误
# en: the answer is always class 0: confident and right, undecided, confident and wrong
for logits in ([10.0, 1.0, 1.0], [1.0, 1.0, 1.0], [1.0, 10.0, 1.0]):
    answer, row = np.array([0]), np.array([logits])
    print(
        logits,
        f"default {default(answer, row):.2f}  from_logits {on_logits(answer, row):.2f}",
    )

# %% pairings
def train_pair(last, from_logits, seed=1):
    keras.utils.set_random_seed(seed)
    pair = network(last)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    pair.compile(optimizer="rmsprop", loss=loss, metrics=["accuracy"])
    pair.fit(few, few_labels, batch_size=64, epochs=2, verbose=0)
    return pair.evaluate(x_val, y_val, batch_size=500, verbose=0)[1]


right_softmax = train_pair("softmax", from_logits=False)
right_logits = train_pair(None, from_logits=True)
print(f"softmax, default loss     accuracy {right_softmax:.4f}")
print(f"logits, from_logits=True  accuracy {right_logits:.4f}")

# %% row-sums tags=["varies"]
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

# %% threshold
# zh: 两个 1 和一个 0，三个输出都在正确的一侧：大于 0 的 logits 表示概率大于 0.5
# en: two ones and a zero, all three on the right side: a logit above 0 is a probability above 0.5
answers, logits = np.array([[1], [1], [0]]), np.array([[0.3], [2.0], [-1.0]])
print("accuracy   ", float(keras.metrics.BinaryAccuracy()(answers, logits)))
print("threshold=0", float(keras.metrics.BinaryAccuracy(threshold=0.0)(answers, logits)))

# %% auc-logits
answers, logits = np.array([[0], [0], [1], [1]]), np.array([[-4.0], [-3.0], [-2.0], [-1.0]])
print("AUC()                ", float(keras.metrics.AUC()(answers, logits)))
print("AUC(from_logits=True)", float(keras.metrics.AUC(from_logits=True)(answers, logits)))

# %% regression tags=["varies"]
rng = np.random.default_rng(1)
points = rng.normal(size=(1000, 2)).astype("float32")
targets = 3 * points[:, 0] - points[:, 1] + 2 + rng.normal(scale=0.1, size=1000)

keras.utils.set_random_seed(1)
line = keras.Sequential([keras.Input(shape=(2,)), layers.Dense(1)])
line.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse", metrics=["accuracy", "mae"])
line.fit(points, targets, epochs=20, verbose=0)
scores = line.evaluate(points, targets, verbose=0, return_dict=True)
print({name: round(score, 3) for name, score in scores.items()})
assert scores["accuracy"] == 0 and scores["mae"] < 0.2

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

# %% two-predict tags=["varies"]
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

# %% easy-end
n_first, n_slice = 10_000, 5000


def accuracy_by_slice(seed):
    """Train on the first rows as they come, then test on each slice after them."""
    keras.utils.set_random_seed(seed)
    early = network()
    early.compile("rmsprop", "sparse_categorical_crossentropy")
    rows = images.reshape(-1, 784).astype("float32") / 255
    early.fit(rows[:n_first], labels[:n_first], batch_size=128, epochs=2, verbose=0)
    guesses = early.predict(rows[n_first:], batch_size=5000, verbose=0).argmax(axis=1)
    return (guesses == labels[n_first:]).reshape(-1, n_slice).mean(axis=1)


slices = np.array([accuracy_by_slice(seed) for seed in (1, 2, 3)])
assert all(row[-1] > row[:-1].mean() + 0.01 for row in slices)

fig, axis = plt.subplots(figsize=(4.6, 2.8), layout="constrained")
starts = range(10, 60, 5)
axis.bar(starts, slices.mean(axis=0), width=4, align="edge", color=["C0"] * 9 + ["C1"])
axis.set(ylim=(0.85, 0.97), xlabel="row, in thousands", ylabel="accuracy")
plt.show()

# %% imbalance
# zh: 数字 5 只保留二十分之一
# en: only one in twenty of the fives is kept
n_before = 10_000
kept = np.random.default_rng(1).random(n_before) < 0.05
keep = (y_train[:n_before] != 5) | kept
x_rare, y_rare = x_train[:n_before][keep], y_train[:n_before][keep]

counts = np.bincount(y_rare)
balanced = {digit: len(y_rare) / (10 * count) for digit, count in enumerate(counts)}
for digit in (4, 5, 6):
    print(digit, "count", counts[digit], "weight", round(balanced[digit], 2))

# %% class-weight tags=["varies"]
def scores_of_five(class_weight, seed):
    keras.utils.set_random_seed(seed)
    model = network()
    model.compile("rmsprop", "sparse_categorical_crossentropy")
    model.fit(x_rare, y_rare, class_weight=class_weight, batch_size=128, epochs=3, verbose=0)
    guesses = np.argmax(model(x_val), axis=1)
    hits = np.sum((guesses == 5) & (y_val == 5))
    recall, precision = hits / np.sum(y_val == 5), hits / max(1, np.sum(guesses == 5))
    return recall, precision, np.mean(guesses == y_val)


scores_by_weight = {
    name: np.array([scores_of_five(weight, seed) for seed in (1, 2, 3)])
    for name, weight in (("none", None), ("balanced", balanced))
}
for name, rows in scores_by_weight.items():
    recall, precision, accuracy = rows.mean(axis=0)
    print(f"{name:8}  recall {recall:.2f}  precision {precision:.2f}  accuracy {accuracy:.3f}")

# %% sample-weight
sample_weight = np.ones(len(few))
sample_weight[few_labels == 5] = 2.0

by_sample = fresh()
by_sample.fit(few, few_labels, sample_weight=sample_weight, **options)

# %% same-weights
by_class = fresh()
by_class.fit(few, few_labels, class_weight={5: 2.0}, **options)
pairs = list(zip(by_class.get_weights(), by_sample.get_weights()))
all(np.array_equal(one, other) for one, other in pairs)

# %% both-weights tags=["raises-exception"] shows="You cannot `class_weight` and `sample_weight` at the same time."
fresh().fit(few, few_labels, class_weight={5: 2.0}, sample_weight=sample_weight)

# %% evaluate
results = model.evaluate(x_test, y_test, batch_size=500, return_dict=True)
{name: round(value, 4) for name, value in results.items()}

# %% predict
probabilities = model.predict(x_test, batch_size=500, verbose=0)
print(probabilities.shape, probabilities.dtype)
print(probabilities[0].round(3), "sum", probabilities[0].sum().round(3))

# %% argmax tags=["varies"]
guesses = probabilities.argmax(axis=1)
print("guessed", guesses[:10])
print("true   ", y_test[:10])
print("accuracy", round(np.mean(guesses == y_test), 4))

# %% predict-one tags=["raises-exception"] shows="Cannot take the length of shape with unknown rank."
model.predict(x_test[0], verbose=0)

# %% predict-first
model.predict(x_test[:1], verbose=0).argmax(axis=1)

# %% confusion tags=["varies"]
confusion = np.zeros((10, 10), dtype=int)
np.add.at(confusion, (y_test, guesses), 1)
recalls = confusion.diagonal() / confusion.sum(axis=1)
for number, recall in enumerate(recalls):
    print(f"{number}: recall {recall:.3f}")

# %% confusion-matrix
from matplotlib.colors import ListedColormap

errors = confusion * (1 - np.eye(10, dtype=int))
fig, axis = plt.subplots(figsize=(4.6, 4.2), layout="constrained")
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
# zh: 按预测概率从大到小排列
# en: those with the highest predicted probability come first
missed = missed[probabilities[missed].max(axis=1).argsort()[::-1]]
fig, axes = plt.subplots(1, 6, figsize=(4.8, 1.1), layout="constrained")
for axis, row in zip(axes.flat, missed):
    axis.imshow(test_images[row], cmap="gray_r")
    axis.set_title(f"{y_test[row]} → {guesses[row]}", fontsize=10)
    axis.axis("off")
plt.show()

# %% reliability tags=["varies"]
n_memorized, memorized_epochs = 500, 15


def confidence_and_accuracy(model):
    probabilities = model.predict(x_test, batch_size=1000, verbose=0)
    return probabilities.max(axis=1), probabilities.argmax(axis=1) == y_test


def memorize(seed):
    keras.utils.set_random_seed(seed)
    model = network()
    model.compile("rmsprop", "sparse_categorical_crossentropy")
    x_few, y_few = x_train[:n_memorized], y_train[:n_memorized]
    model.fit(x_few, y_few, batch_size=20, epochs=memorized_epochs, verbose=0)
    return model


fig, axis = plt.subplots(figsize=(4.6, 3.4), layout="constrained")
memorized = [memorize(seed) for seed in (1, 2, 3)]
label = f"{n_memorized:,} digits, {memorized_epochs} epochs"
for name, each in (("all digits", model), (label, memorized[0])):
    confidence, right = confidence_and_accuracy(each)
    place = np.digitize(confidence, [0.5, 0.6, 0.7, 0.8, 0.9])
    points = [[part[place == number].mean() for number in range(6)] for part in (confidence, right)]
    axis.plot(*points, marker="o", label=name)
    print(f"{name + ':':23}said {confidence.mean():.3f}, right {right.mean():.3f}")
axis.plot([0.4, 1], [0.4, 1], color="grey", linestyle="--", linewidth=1)
axis.set(xlabel="probability of the prediction", ylabel="share that is right", ylim=(0, 1))
axis.legend(frameon=False, loc="lower right")
plt.show()

# %% reliability-values tags=["remove-cell", "varies"]
means = [[part.mean() for part in confidence_and_accuracy(each)] for each in memorized]
assert all(confidence > right + 0.02 for confidence, right in means)
overconfident, memorized_accuracy = means[0]
all_confidence, all_right = (part.mean() for part in confidence_and_accuracy(model))

# %% values tags=["remove-cell"]
n_train, n_test, n_few = len(x_train), len(x_test), len(few)
n_some = len(some)
blind_loss = float(default(np.array([0]), np.array([[1.0, 1.0, 1.0]])))
n_epochs = history.params["epochs"]
n_steps = history.params["steps"]
loss_start, loss_end = history.history["loss"][0], history.history["loss"][-1]
val_accuracy = history.history["val_accuracy"][-1]
val_loss = history.history["val_loss"][-1]
guess_loss = float(np.log(10))
in_order_accuracy = in_order.history["accuracy"][-1]
in_order_val = in_order.history["val_accuracy"][-1]
split_val = by_split.history["val_accuracy"][-1]
test_accuracy = results["accuracy"]
missed_share = 1 - test_accuracy
last_slice, other_slices = slices[:, -1].mean(), slices[:, :-1].mean()

# %% varying-values tags=["remove-cell", "varies"]
line_mae = scores["mae"]
wrong_val = wrong_history.history["val_accuracy"][-1]
wrong_val_loss = wrong_history.history["val_loss"][-1]
wrong_test = wrong.evaluate(x_test, y_test, batch_size=500, verbose=0)[1]
recall_none, precision_none, accuracy_none = scores_by_weight["none"].mean(axis=0)
recall_balanced, precision_balanced, accuracy_balanced = scores_by_weight["balanced"].mean(axis=0)
best, worst = int(recalls.argmax()), int(recalls.argmin())
recall_best, recall_worst = recalls.max(), recalls.min()
often_true, often_guess = (int(i) for i in np.unravel_index(errors.argmax(), errors.shape))
n_often = int(errors.max())
sure_missed = np.mean(probabilities[missed].max(axis=1) > 0.9)

# %% claims tags=["remove-cell"]
assert runs[0] == runs[1] and by_split.history == by_hand.history
assert val_accuracy > 0.92 and test_accuracy > 0.92 and wrong_val < 0.85
with_softmax = [right_softmax] + [train_pair("softmax", False, seed) for seed in (2, 3)]
for seed, right in zip((1, 2, 3), with_softmax):
    assert train_pair(None, False, seed) < right - 0.1
assert in_order_val < 0.1
plain_scores, weighted_scores = scores_by_weight["none"], scores_by_weight["balanced"]
assert (weighted_scores[:, 0] > plain_scores[:, 0] + 0.05).all()
assert weighted_scores[:, 1].mean() < plain_scores[:, 1].mean()
assert abs(accuracy_balanced - accuracy_none) < 0.1
assert round(blind_loss, 2) == round(float(np.log(3)), 2)
assert right_softmax == right_logits == opposite
assert all(np.array_equal(one, other) for one, other in pairs)
