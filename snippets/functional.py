# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% inputs
import keras
from keras import layers

pixels = keras.Input(shape=(784,), name="pixels")
photo = keras.Input(shape=(32, 32, 3), dtype="uint8", name="photo")
for node in (pixels, photo):
    print(f"{node.name:<7} {node.shape}  {node.dtype}")

# %% shape-without-comma tags=["raises-exception"] shows="Cannot convert '784' to a shape."
# zh: (784) 只是一个数，(784,) 才是元组
# en: (784) is just a number, (784,) is a tuple
keras.Input(shape=(784))

# %% unscaled
whole = keras.ops.array([[0, 128, 255]], dtype="uint8")
# zh: kernel 全为 1，所以输出就是三个输入之和
# en: with a kernel of ones, the output is the sum of the three inputs
total_of = layers.Dense(1, kernel_initializer="ones")
print(float(total_of(whole)[0, 0]))
print(round(float(total_of(layers.Rescaling(1 / 255)(whole))[0, 0]), 3))

# %% call-layers
hidden = layers.Dense(64, activation="relu", name="hidden")(pixels)
scores = layers.Dense(10, name="scores")(hidden)
print(hidden.shape, scores.shape)

# %% no-numbers tags=["raises-exception"] shows="A KerasTensor is symbolic"
float(scores[0, 0])

# %% operations
# zh: 运算符和 keras.ops 都可以用，每一步都成为图中的一个节点
# en: operators and keras.ops work, and each step becomes a node of the graph
scaled = keras.ops.cast(photo, "float32") / 255
brightness = keras.ops.mean(scaled, axis=(1, 2, 3))
print(scaled.shape, scaled.dtype)
print(brightness.shape, brightness.dtype)

# %% conversions
import numpy as np

attempts = {
    "np.sin(scores)": lambda: np.sin(scores),
    "if scores[0, 0] > 0": lambda: bool(scores[0, 0] > 0),
    "len(scores)": lambda: len(scores),
    "scores.numpy()": lambda: scores.numpy(),
}
for code, attempt in attempts.items():
    try:
        attempt()
    except (TypeError, ValueError, AttributeError) as error:
        print(f"{code}\n    {type(error).__name__}: {error}")

# %% model
model = keras.Model(inputs=pixels, outputs=scores, name="mnist_model")
model.summary()

# %% model-graph
keras.utils.plot_model(model, to_file="mnist_model.png", show_shapes=True, show_layer_names=True)

# %% digits
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

# %% run-model
batch = x_train[:5].reshape(5, 784)
print(tuple(model(batch).shape))

# %% train-model tags=["varies"]
keras.utils.set_random_seed(1)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
model.fit(x_train[:5000].reshape(-1, 784), y_train[:5000], epochs=2, verbose=0)
model_accuracy = model.evaluate(x_test.reshape(-1, 784), y_test, verbose=0)[1]
print(round(model_accuracy, 2))

# %% save-model
model.save("mnist_model.keras")
restored = keras.models.load_model("mnist_model.keras")
print(bool(np.allclose(restored.predict(batch, verbose=0), model.predict(batch, verbose=0), atol=1e-5)))

# %% submodel
features = keras.Model(pixels, model.get_layer("hidden").output, name="features")
print(tuple(features(batch).shape))
print(features.get_layer("hidden") is model.get_layer("hidden"))

# %% disconnected tags=["raises-exception"] shows="is not connected to `inputs`"
# zh: scores 是由 pixels 计算出来的，与 stranger 无关
# en: scores was computed from pixels and has nothing to do with stranger
stranger = keras.Input(shape=(784,), name="stranger")
keras.Model(stranger, scores)

# %% unused-input
idle = keras.Model([pixels, stranger], scores)
print(len(idle.inputs), "inputs")


# %% pair
def build_reader(name):
    image = keras.Input(shape=(28, 28, 1))
    x = layers.Dense(64, activation="relu")(layers.Flatten()(image))
    return keras.Model(image, layers.Dense(16)(x), name=name)


keras.utils.set_random_seed(1)
left = keras.Input(shape=(28, 28, 1), name="left")
right = keras.Input(shape=(28, 28, 1), name="right")
# zh: 两张图片经过同一个模型
# en: both images go through the same model
reader = build_reader("reader")
left_code, right_code = reader(left), reader(right)

difference = keras.ops.abs(left_code - right_code)
same = layers.Dense(1, activation="sigmoid", name="same")(difference)
both = layers.Concatenate(name="both")([left_code, right_code])
total = layers.Dense(64, activation="relu", name="hidden")(both)
total = layers.Dense(19, activation="softmax", name="total")(total)
pair = keras.Model(inputs=[left, right], outputs={"same": same, "total": total}, name="pair")

# %% pair-graph
keras.utils.plot_model(pair, to_file="pair.png", show_shapes=True, show_layer_names=True)

# %% pair-call
result = pair({"left": x_test[:5], "right": x_test[5:10]})
for name, tensor in result.items():
    print(name, tuple(tensor.shape))

# %% pair-wrong-name tags=["raises-exception"] shows="Expected the following keys: ['left', 'right']"
pair({"left": x_test[:5], "rihgt": x_test[5:10]})


# %% pair-data
def draw_pairs(images, labels, count, seed):
    random = np.random.default_rng(seed)
    rows = [np.flatnonzero(labels == digit) for digit in range(10)]
    left_digits = random.integers(10, size=count)
    # zh: 一半的图片对是同一个数字
    # en: in half of the pairs, both digits are the same
    shifts = np.where(np.arange(count) % 2 == 0, 0, random.integers(1, 10, size=count))
    right_digits = (left_digits + shifts) % 10
    left_rows = [random.choice(rows[digit]) for digit in left_digits]
    right_rows = [random.choice(rows[digit]) for digit in right_digits]
    inputs = {"left": images[left_rows], "right": images[right_rows]}
    return inputs, {"same": (shifts == 0).astype("float32"), "total": left_digits + right_digits}


train_pairs, train_answers = draw_pairs(x_train, y_train, 4000, seed=1)
test_pairs, test_answers = draw_pairs(x_test, y_test, 4000, seed=2)

# %% pair-fit tags=["varies"]
pair.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss={"same": "binary_crossentropy", "total": "sparse_categorical_crossentropy"},
    metrics={"same": ["accuracy"], "total": ["accuracy"]},
)
pair.fit(train_pairs, train_answers, batch_size=100, epochs=5, verbose=0)
pair_scores = pair.evaluate(test_pairs, test_answers, batch_size=500, verbose=0, return_dict=True)
for name in ("same_accuracy", "total_accuracy"):
    print(f"{name:<15} {pair_scores[name]:.2f}")


# %% train-same
def train_same(seed, compare, readers):
    keras.utils.set_random_seed(seed)
    first = build_reader("first_reader")
    second = first if readers == 1 else build_reader("second_reader")
    compared = compare(first(left), second(right))
    net = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(compared))
    net.compile(optimizer=keras.optimizers.Adam(0.003), loss="binary_crossentropy", metrics=["accuracy"])
    net.fit(train_pairs, train_answers["same"], batch_size=100, epochs=5, verbose=0)
    return net


def score(net):
    return net.evaluate(test_pairs, test_answers["same"], batch_size=500, verbose=0)[1]


def subtract(a, b):
    return keras.ops.abs(a - b)


def concatenate(a, b):
    return layers.Concatenate()([a, b])


# %% equality tags=["varies"]
subtracted = {seed: train_same(seed, subtract, readers=1) for seed in (1, 2, 3)}
concatenated = {seed: train_same(seed, concatenate, readers=1) for seed in (1, 2, 3)}
subtract_scores = [score(net) for net in subtracted.values()]
concatenate_scores = [score(net) for net in concatenated.values()]
print("subtract:    ", [round(value, 2) for value in subtract_scores])
print("concatenate: ", [round(value, 2) for value in concatenate_scores])

# %% share
keras.utils.set_random_seed(1)
words = ["how", "old", "are", "you", "what", "is", "your", "age"]
# zh: 0 留给填充，1 留给词表之外的词
# en: 0 is reserved for padding, 1 for words that are not in the vocabulary
vocabulary = {word: number for number, word in enumerate(words, start=2)}

# zh: None：文本长度不限
# en: None: a text of any length
first = keras.Input(shape=(None,), dtype="int32", name="first_text")
second = keras.Input(shape=(None,), dtype="int32", name="second_text")

# zh: 只创建一个嵌入层，调用两次
# en: a single Embedding layer, called twice
embedding = layers.Embedding(len(vocabulary) + 2, 16, mask_zero=True, name="embedding")
first_mean = layers.GlobalAveragePooling1D(name="first_mean")(embedding(first))
second_mean = layers.GlobalAveragePooling1D(name="second_mean")(embedding(second))

likeness = layers.Dot(axes=1, normalize=True, name="likeness")([first_mean, second_mean])
sharing = keras.Model([first, second], likeness, name="sharing")

# %% share-graph
keras.utils.plot_model(sharing, to_file="sharing.png", show_shapes=True, show_layer_names=True)

# %% share-weights
for weight in sharing.weights:
    print(weight.path, tuple(weight.shape))

# %% not-shared
# zh: 另一个嵌入层：大小相同，权重是自己的
# en: another Embedding of the same size, with weights of its own
other = layers.Embedding(len(vocabulary) + 2, 16, mask_zero=True, name="other_embedding")
other_mean = layers.GlobalAveragePooling1D(name="other_mean")(other(second))
apart = keras.Model([first, second], layers.Dot(axes=1, normalize=True)([first_mean, other_mean]))
for weight in apart.weights:
    print(weight.path, tuple(weight.shape))


# %% share-test
def to_numbers(text, length):
    numbers = [vocabulary.get(word, 1) for word in text.split()]
    return np.array([numbers + [0] * (length - len(numbers))])


short, padded = to_numbers("how old are you", 4), to_numbers("how old are you", 8)
print(padded)
print(f"shared:   {float(sharing([short, short])[0, 0]):.2f}")
print(f"separate: {float(apart([short, short])[0, 0]):.2f}")

# %% mask
unmasked = layers.Embedding(len(vocabulary) + 2, 16)
average = layers.GlobalAveragePooling1D()
for layer in (embedding, unmasked):
    equal = np.allclose(average(layer(short)), average(layer(padded)), atol=1e-6)
    print(f"mask_zero={layer.mask_zero}: {equal}")

# %% sharing-trained tags=["varies"]
two_readers = {seed: train_same(seed, subtract, readers=2) for seed in (1, 2, 3)}
two_readers_scores = [score(net) for net in two_readers.values()]
print("1 reader:  ", [round(value, 2) for value in subtract_scores])
print("2 readers: ", [round(value, 2) for value in two_readers_scores])
print("weights:   ", subtracted[1].count_params(), two_readers[1].count_params())


# %% swap tags=["varies"]
def swap_change(net):
    swapped = {"left": test_pairs["right"], "right": test_pairs["left"]}
    before = net.predict(test_pairs, batch_size=500, verbose=0)
    return float(abs(net.predict(swapped, batch_size=500, verbose=0) - before).mean())


swap_one = max(swap_change(net) for net in subtracted.values())
swap_two = min(swap_change(net) for net in two_readers.values())
print(f"1 reader:  {swap_one:.2f}")
print(f"2 readers: {swap_two:.2f}")

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
# zh: sigmoid 让每个像素落在 0 和 1 之间
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
# zh: decoder.output 属于解码器自己的图，与新的输入不连通
# en: decoder.output belongs to the decoder's own graph, which the new input is not part of
keras.Model(autoencoder_input, decoder.output)

# %% autoencoder-graph
keras.utils.plot_model(autoencoder, to_file="nested.png", show_shapes=True, show_layer_names=True)

# %% autoencoder-expanded
keras.utils.plot_model(
    autoencoder, to_file="expanded.png", show_shapes=True, show_layer_names=True, expand_nested=True
)

# %% train-autoencoder tags=["varies"]
digits = x_train[:5000]
autoencoder.compile(optimizer=keras.optimizers.Adam(0.004), loss="binary_crossentropy")
# zh: 输入和目标是同一批图片
# en: the images are both the input and the target
history = autoencoder.fit(digits, digits, batch_size=32, epochs=6, verbose=0)
[round(loss, 3) for loss in history.history["loss"]]

# %% floor
# zh: 重建与原图完全相同时的损失
# en: the loss if every reconstruction were identical to its original
floor = float(keras.losses.BinaryCrossentropy()(digits, digits))
print(round(floor, 3))

# %% reconstruct
import matplotlib.pyplot as plt

originals = x_test[:10]
reconstructions = autoencoder.predict(originals, verbose=0)
fig, axes = plt.subplots(2, 10, figsize=(4.6, 1.4), layout="constrained")
for column in range(10):
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
steps = 10
start, end = codes[0], codes[1]
line = keras.ops.stack([start + (end - start) * step / (steps - 1) for step in range(steps)])
fig, axes = plt.subplots(1, steps, figsize=(4.6, 0.6), layout="constrained")
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
    ax.plot(*flat[y_test == digit][:80].T, "o", markersize=3, label=str(digit))
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
    x = layers.Dense(64, activation="relu")(x)
    member = keras.Model(image, layers.Dense(10, activation="softmax")(x), name=name)
    member.compile(optimizer=keras.optimizers.Adam(0.003), loss="sparse_categorical_crossentropy")
    return member


# %% train-members
n_digits = 3000


def train_members(seed):
    keras.utils.set_random_seed(seed)
    members = [build_member(f"member_{number}") for number in (1, 2, 3)]
    for member in members:
        member.fit(x_train[:n_digits], y_train[:n_digits], batch_size=64, epochs=6, verbose=0)
    return members


members = train_members(seed=2)

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
for team in (members, train_members(seed=3), train_members(seed=4)):
    answers = np.stack([member.predict(x_test, batch_size=256, verbose=0) for member in team])
    alone, together = [accuracy(answer) for answer in answers], accuracy(answers.mean(axis=0))
    rounds.append({"alone": alone, "together": together})
    print(f"{np.mean(alone):.3f} -> {together:.3f}")

# %% compare-picture
fig, ax = plt.subplots(figsize=(4.6, 2.2), layout="constrained")
for row, result in enumerate(rounds):
    ax.plot([100 * value for value in result["alone"]], [row] * 3, "o", color="grey")
    ax.plot(100 * result["together"], row, "D", color="C1")
ax.plot([], [], "o", color="grey", label="member")
ax.plot([], [], "D", color="C1", label="ensemble")
ax.set_yticks(range(3), ["seed 2", "seed 3", "seed 4"])
ax.set_ylim(3.1, -0.5)
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
    # zh: 有捷径时从零开始：每个块最初原样传递自己的输入
    # en: with shortcuts, start at zero: each block passes on its input unchanged at first
    initializer = "zeros" if shortcuts else "he_normal"
    for _ in range(depth):
        main = layers.Dense(64, kernel_initializer=initializer)(layers.ReLU()(x))
        x = layers.Add()([x, main]) if shortcuts else main
    net = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))
    net.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
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
digits_shown = " ".join(str(label) for label in y_test[:10])
walk_from, walk_to = int(y_test[0]), int(y_test[1])
encoder_parameters, decoder_parameters = encoder.count_params(), decoder.count_params()
autoencoder_parameters = autoencoder.count_params()
n_pairs = len(train_answers["same"])
sharing_likeness = float(sharing([short, short])[0, 0])
apart_likeness = float(apart([short, short])[0, 0])
n_words, n_rows = len(vocabulary), len(vocabulary) + 2
narrow_size, wide_size = narrow.shape[-1], wide.shape[-1]

assert autoencoder_parameters == encoder_parameters + decoder_parameters
assert len(sharing.weights) == 1
assert len(apart.weights) == 2
assert abs(sharing_likeness - 1) < 1e-5
assert apart_likeness < 0.9

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

assert model_accuracy > 0.85
assert error_ratio > 3
assert floor < history.history["loss"][-1]
assert far > 1.5 * near
assert min(gains) > 0
assert np.mean(gains) > 0.002
assert pair_scores["same_accuracy"] > 0.7
assert pair_scores["total_accuracy"] > 0.5
assert min(subtract_scores) > 0.7
assert max(concatenate_scores) < 0.6
assert abs(np.mean(subtract_scores) - np.mean(two_readers_scores)) < 0.06
assert swap_one < 0.001
assert swap_two > 0.02
assert shortcut_last < 0.7 * plain_last
