# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% digits
import keras
import numpy as np
from keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
# zh: 用固定的种子打乱一次，之后取前若干个就是随机抽取
# en: shuffled once with a seed, so that the first digits are a random sample
order = np.random.default_rng(0).permutation(len(x_train))
# zh: 像素缩放到 0 和 1 之间，末尾补上通道维
# en: pixels between 0 and 1, and a channel axis at the end
x_train = x_train[order, ..., None].astype("float32") / 255
y_train = y_train[order]
x_test = x_test[..., None].astype("float32") / 255
print(x_train.shape, x_test.shape)

# %% encoder
keras.utils.set_random_seed(1)
code_size = 16

encoder_input = keras.Input(shape=(28, 28, 1), name="image")
x = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu")(encoder_input)
x = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(x)
x = layers.Flatten()(x)
code = layers.Dense(code_size, name="code")(x)
encoder = keras.Model(encoder_input, code, name="encoder")
encoder.summary()

# %% encoder-graph
keras.utils.plot_model(encoder, to_file="encoder.png", show_shapes=True)

# %% decoder
decoder_input = keras.Input(shape=(code_size,), name="code_in")
x = layers.Dense(7 * 7 * 16, activation="relu")(decoder_input)
x = layers.Reshape((7, 7, 16))(x)
x = layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu")(x)
# zh: sigmoid 的输出在 0 和 1 之间
# en: the sigmoid keeps every pixel between 0 and 1
picture = layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="sigmoid")(x)
decoder = keras.Model(decoder_input, picture, name="decoder")
decoder.summary()

# %% decoder-graph
keras.utils.plot_model(decoder, to_file="decoder.png", show_shapes=True)

# %% autoencoder
autoencoder_input = keras.Input(shape=(28, 28, 1), name="digit")
# zh: 模型可以像层一样调用
# en: you can call a model like a layer
decoded = decoder(encoder(autoencoder_input))
autoencoder = keras.Model(autoencoder_input, decoded, name="autoencoder")
autoencoder.summary()

# %% wrong-tensor tags=["raises-exception"] shows="is not connected to `inputs`"
# zh: decoder.output 属于解码器原来的图，与新的输入不连通
# en: decoder.output belongs to the decoder's own graph, which the new input isn't part of
keras.Model(autoencoder_input, decoder.output)

# %% autoencoder-graph
keras.utils.plot_model(autoencoder, to_file="nested.png", show_shapes=True, show_layer_names=True)

# %% autoencoder-expanded
keras.utils.plot_model(
    autoencoder, to_file="expanded.png", show_shapes=True, show_layer_names=True, expand_nested=True
)

# %% train-autoencoder tags=["varies"]
digits = x_train[:3000]
autoencoder.compile(optimizer=keras.optimizers.Adam(0.005), loss="binary_crossentropy")
# zh: 输入和目标是同一批图片
# en: the images are both the input and the target
history = autoencoder.fit(digits, digits, batch_size=25, epochs=6, verbose=0)
[round(loss, 3) for loss in history.history["loss"]]

# %% floor
# zh: 重建与原图完全相同时的损失
# en: the loss if every reconstruction were identical to its original
floor = float(keras.losses.BinaryCrossentropy()(digits, digits))
print(round(floor, 3))

# %% reconstruct
import matplotlib.pyplot as plt

originals = x_test[:5]
reconstructions = autoencoder.predict(originals, verbose=0)
fig, axes = plt.subplots(2, 5, figsize=(4.6, 2.3), layout="constrained")
for column in range(5):
    axes[0, column].imshow(originals[column, ..., 0], cmap="gray_r", vmin=0, vmax=1)
    axes[1, column].imshow(reconstructions[column, ..., 0], cmap="gray_r", vmin=0, vmax=1)
for ax in axes.flat:
    ax.axis("off")
axes[0, 0].set_title("originals", loc="left")
axes[1, 0].set_title("reconstructions", loc="left")
plt.show()

# %% reconstruction-error tags=["varies"]
rebuilt = autoencoder.predict(x_test, batch_size=256, verbose=0)
autoencoder_error = float(((rebuilt - x_test) ** 2).mean())
# zh: 作为对照：无论输入是什么，都输出训练图片的平均
# en: for comparison: the average training image, whatever the input
average_error = float(((digits.mean(axis=0) - x_test) ** 2).mean())
print(f"autoencoder    {autoencoder_error:.4f}")
print(f"average image  {average_error:.4f}")

# %% halves
codes = encoder.predict(originals, verbose=0)
print(codes.shape)
print(bool(abs(decoder.predict(codes, verbose=0) - reconstructions).max() < 1e-5))

# %% walk
steps = 7
start, end = codes[0], codes[1]
line = keras.ops.stack([start + (end - start) * step / (steps - 1) for step in range(steps)])
fig, axes = plt.subplots(1, steps, figsize=(4.6, 0.7), layout="constrained")
for ax, image in zip(axes, decoder.predict(line, verbose=0), strict=True):
    ax.imshow(image[..., 0], cmap="gray_r", vmin=0, vmax=1)
    ax.axis("off")
plt.show()

# %% codes
test_codes = encoder.predict(x_test, batch_size=256, verbose=0)
centered = test_codes - test_codes.mean(axis=0)
# zh: 主成分分析：取方差最大的两个方向
# en: principal component analysis: the two directions with the largest variance
_, _, directions = np.linalg.svd(centered, full_matrices=False)
flat = centered @ directions[:2].T

fig, ax = plt.subplots(figsize=(4.6, 3.2), layout="constrained")
for digit in (0, 1, 4, 9):
    ax.plot(*flat[y_test == digit][:40].T, "o", markersize=3, label=str(digit))
ax.set_xlabel("first direction")
ax.set_ylabel("second direction")
ax.legend()
plt.show()

# %% code-distances tags=["varies"]
centers = {digit: test_codes[y_test == digit].mean(axis=0) for digit in (0, 1, 4, 9)}
far = float(np.linalg.norm(centers[0] - centers[1]))
near = float(np.linalg.norm(centers[4] - centers[9]))
print(f"(0, 1) / (4, 9) = {far / near:.1f}")


# %% member
def build_member(name):
    image = keras.Input(shape=(28, 28, 1))
    x = layers.Flatten()(image)
    x = layers.Dense(16, activation="relu")(x)
    member = keras.Model(image, layers.Dense(10, activation="softmax")(x), name=name)
    member.compile(optimizer=keras.optimizers.SGD(0.2), loss="sparse_categorical_crossentropy")
    return member


# %% train-members
n_digits = 500


def train_members(seed):
    keras.utils.set_random_seed(seed)
    members = [build_member(f"member_{number}") for number in (1, 2, 3)]
    for member in members:
        member.fit(x_train[:n_digits], y_train[:n_digits], batch_size=20, epochs=6, verbose=0)
    return members


members = train_members(seed=1)

# %% ensemble
image = keras.Input(shape=(28, 28, 1), name="image")
answers = [member(image) for member in members]
ensemble = keras.Model(image, layers.Average(name="average")(answers), name="ensemble")
print(ensemble.count_params(), "=", " + ".join(str(member.count_params()) for member in members))

# %% ensemble-graph
keras.utils.plot_model(ensemble, to_file="ensemble.png", show_shapes=True, show_layer_names=True)


# %% compare tags=["varies"]
def accuracy(probabilities):
    return float((probabilities.argmax(axis=1) == y_test).mean())


rounds = []
for team in (members, *(train_members(seed) for seed in (2, 3, 4, 5))):
    answers = np.stack([member(x_test) for member in team])
    alone, together = [accuracy(answer) for answer in answers], accuracy(answers.mean(axis=0))
    rounds.append({"alone": alone, "together": together})
    print(f"{np.mean(alone):.3f} -> {together:.3f}")

# %% compare-picture
fig, ax = plt.subplots(figsize=(4.6, 2.8), layout="constrained")
for row, result in enumerate(rounds):
    ax.plot([100 * value for value in result["alone"]], [row] * 3, "o", color="grey")
    ax.plot(100 * result["together"], row, "D", color="C1")
ax.plot([], [], "o", color="grey", label="member")
ax.plot([], [], "D", color="C1", label="ensemble")
ax.set_yticks(range(5), [f"seed {seed}" for seed in (1, 2, 3, 4, 5)])
ax.set_ylim(5.3, -0.5)
ax.set_xlabel("accuracy on the test digits (%)")
ax.legend(loc="lower left", ncols=2)
plt.show()

# %% same-name tags=["raises-exception"] shows="is used 2 times in the model"
twins = [build_member("member"), build_member("member")]
keras.Model(image, layers.Average()([twin(image) for twin in twins]))

# %% shortcut-shapes tags=["raises-exception"] shows="Received shapes (32,) and (64,)"
narrow = keras.Input(shape=(32,), name="narrow")
wide = layers.Dense(64, activation="relu")(narrow)
layers.Add()([narrow, wide])


# %% block
def residual_block(x, units, name):
    main = layers.Dense(units, activation="relu", name=f"{name}_main1")(x)
    main = layers.Dense(units, name=f"{name}_main2")(main)
    if x.shape[-1] != units:
        # zh: 形状不同时，捷径经过一个线性层
        # en: if the shapes differ, the shortcut goes through a linear layer
        x = layers.Dense(units, name=f"{name}_shortcut")(x)
    return layers.ReLU(name=f"{name}_relu")(layers.Add(name=f"{name}_add")([x, main]))


x = residual_block(narrow, 64, name="block1")
x = residual_block(x, 64, name="block2")
residual = keras.Model(narrow, layers.Dense(10, name="scores")(x), name="residual")

# %% block-graph
keras.utils.plot_model(residual, to_file="blocks.png", show_shapes=True, show_layer_names=True)


# %% depth tags=["varies"]
def train_deep(seed, shortcuts, depth=20):
    keras.utils.set_random_seed(seed)
    pixels = keras.Input(shape=(28, 28, 1))
    x = layers.Dense(64)(layers.Flatten()(pixels))
    # zh: 有捷径时，初始权重为零，每个块最初原样传递输入
    # en: with shortcuts, the weights start at zero, so each block passes its input on unchanged
    initializer = "zeros" if shortcuts else "he_normal"
    for _ in range(depth):
        main = layers.Dense(64, kernel_initializer=initializer)(layers.ReLU()(x))
        x = layers.Add()([x, main]) if shortcuts else main
    net = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))
    net.compile(optimizer=keras.optimizers.SGD(0.05), loss="sparse_categorical_crossentropy")
    history = net.fit(x_train[:4000], y_train[:4000], batch_size=200, epochs=3, verbose=0)
    return history.history["loss"]


plain_losses = [train_deep(seed, shortcuts=False) for seed in (1, 2, 3)]
shortcut_losses = [train_deep(seed, shortcuts=True) for seed in (1, 2, 3)]

# %% depth-curves
fig, ax = plt.subplots(figsize=(4.6, 2.8), layout="constrained")
for color, name, losses in (
    ("grey", "without shortcuts", plain_losses),
    ("C0", "with shortcuts", shortcut_losses),
):
    for number, loss_curve in enumerate(losses):
        ax.plot(range(1, 4), loss_curve, "o-", color=color, label=name if number == 0 else None)
ax.set_xticks(range(1, 4))
ax.set_ylim(0)
ax.set_xlabel("epoch")
ax.set_ylabel("training loss")
ax.legend()
plt.show()

# %% values tags=["remove-cell"]
n_train = len(digits)
n_pixels = digits[0].size
n_epochs = len(history.epoch)
digits_shown = " ".join(str(label) for label in y_test[: len(originals)])
walk_from, walk_to = int(y_test[0]), int(y_test[1])
encoder_parameters, decoder_parameters = encoder.count_params(), decoder.count_params()
autoencoder_parameters = autoencoder.count_params()
narrow_size, wide_size = narrow.shape[-1], wide.shape[-1]
n_blocks = train_deep.__defaults__[0]

assert autoencoder_parameters == encoder_parameters + decoder_parameters

# %% trained-values tags=["remove-cell", "varies"]
error_ratio = average_error / autoencoder_error
alone = [value for result in rounds for value in result["alone"]]
together = [result["together"] for result in rounds]
worst_member, best_member = min(alone), max(alone)
worst_ensemble, best_ensemble = min(together), max(together)
gains = [result["together"] - np.mean(result["alone"]) for result in rounds]
gain_points = 100 * float(np.mean(gains))
plain_last = min(losses[-1] for losses in plain_losses)
shortcut_last = max(losses[-1] for losses in shortcut_losses)

assert error_ratio > 2.5
assert floor < history.history["loss"][-1]
assert far > 1.5 * near
assert len(gains) == 5
assert min(gains) > 0.002
assert np.mean(gains) > 0.005
assert best_member - worst_member > np.mean(gains)
assert shortcut_last < 0.5 * plain_last
