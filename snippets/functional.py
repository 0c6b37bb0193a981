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
# zh: kernel 全为 1 时，输出等于三个输入之和
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
import textwrap

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
        print(code)
        print(textwrap.indent(textwrap.fill(f"{type(error).__name__}: {error}", 56), "    "))

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
    net.compile(optimizer=keras.optimizers.SGD(0.2), loss="binary_crossentropy", metrics=["accuracy"])
    net.fit(train_pairs, train_answers["same"], batch_size=100, epochs=4, verbose=0)
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
# zh: 另一个嵌入层：大小相同，权重独立
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
    return float(keras.ops.mean(keras.ops.abs(net(swapped) - net(test_pairs))))


swap_one = max(swap_change(net) for net in subtracted.values())
swap_two = min(swap_change(net) for net in two_readers.values())
print(f"1 reader:  {swap_one:.2f}")
print(f"2 readers: {swap_two:.2f}")

# %% values tags=["remove-cell"]
n_pairs = len(train_answers["same"])
sharing_likeness = float(sharing([short, short])[0, 0])
apart_likeness = float(apart([short, short])[0, 0])
n_words, n_rows = len(vocabulary), len(vocabulary) + 2

assert len(sharing.weights) == 1
assert len(apart.weights) == 2
assert abs(sharing_likeness - 1) < 1e-5
assert apart_likeness < 0.9

# %% trained-values tags=["remove-cell", "varies"]
assert model_accuracy > 0.85
assert pair_scores["same_accuracy"] > 0.7
assert pair_scores["total_accuracy"] > 0.5
assert min(subtract_scores) > 0.7
assert max(concatenate_scores) < 0.6
assert abs(np.mean(subtract_scores) - np.mean(two_readers_scores)) < 0.06
assert swap_one < 0.001
assert swap_two > 0.02
