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

# %% call-layers
hidden = layers.Dense(64, activation="relu", name="hidden")(pixels)
scores = layers.Dense(10, name="scores")(hidden)
print(hidden.shape, scores.shape)

# %% no-numbers tags=["raises-exception"] shows="A KerasTensor is symbolic"
float(scores[0, 0])

# %% operations
# zh: 运算符和 keras.ops 对这种张量照样有效，每一步都记成图里的一个节点
# en: operators and keras.ops work on such tensors; each becomes a node of the graph
scaled = keras.ops.cast(photo, "float32") / 255
brightness = keras.ops.mean(scaled, axis=(1, 2, 3))
print(scaled.shape, scaled.dtype)
print(brightness.shape, brightness.dtype)

# %% model
model = keras.Model(inputs=pixels, outputs=scores, name="mnist_model")
model.summary()

# %% model-graph
keras.utils.plot_model(model, to_file="mnist_model.png", show_shapes=True, show_layer_names=True)

# %% run-model
batch = keras.ops.ones((5, 784))
print(tuple(model(batch).shape))

# %% submodel
features = keras.Model(pixels, model.get_layer("hidden").output, name="features")
print(tuple(features(batch).shape))
print(features.get_layer("hidden") is model.get_layer("hidden"))

# %% disconnected tags=["raises-exception"] shows="is not connected to `inputs`"
# zh: scores 是从 pixels 算来的，与 stranger 毫无关系
# en: scores was computed from pixels; it has nothing to do with stranger
stranger = keras.Input(shape=(784,), name="stranger")
keras.Model(stranger, scores)

# %% unused-input
idle = keras.Model([pixels, stranger], scores)
print(len(idle.inputs), "inputs")

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
# zh: 模型和层一样，也能调用
# en: a model is called like a layer
decoded = decoder(encoder(autoencoder_input))
autoencoder = keras.Model(autoencoder_input, decoded, name="autoencoder")
autoencoder.summary()

# %% wrong-tensor tags=["raises-exception"] shows="is not connected to `inputs`"
# zh: decoder.output 属于解码器自己的图，和新的输入没有连上
# en: decoder.output belongs to the decoder's own graph; no path leads there from the new input
keras.Model(autoencoder_input, decoder.output)

# %% autoencoder-graph
keras.utils.plot_model(autoencoder, to_file="nested.png", show_shapes=True, show_layer_names=True)

# %% autoencoder-expanded
keras.utils.plot_model(
    autoencoder, to_file="expanded.png", show_shapes=True, show_layer_names=True, expand_nested=True
)

# %% digits
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
# zh: 像素缩放到 0 和 1 之间，末尾补上通道那一维
# en: pixels between 0 and 1, and a channel axis at the end
x_train = x_train[..., None].astype("float32") / 255
x_test = x_test[..., None].astype("float32") / 255
print(x_train.shape, x_test.shape)

# %% train-autoencoder
digits = x_train[:5000]
autoencoder.compile(optimizer=keras.optimizers.Adam(0.004), loss="binary_crossentropy")
# zh: 输入是这批图片，目标也是这批图片
# en: what goes in is also what should come out
history = autoencoder.fit(digits, digits, batch_size=32, epochs=6, verbose=0)
[round(loss, 3) for loss in history.history["loss"]]

# %% reconstruct
import matplotlib.pyplot as plt

originals = x_test[:10]
reconstructions = autoencoder.predict(originals, verbose=0)
fig, axes = plt.subplots(2, 10, figsize=(6.4, 1.8), layout="constrained")
for column in range(10):
    axes[0, column].imshow(originals[column, ..., 0], cmap="gray_r", vmin=0, vmax=1)
    axes[1, column].imshow(reconstructions[column, ..., 0], cmap="gray_r", vmin=0, vmax=1)
for ax in axes.flat:
    ax.axis("off")
axes[0, 0].set_title("originals", loc="left")
axes[1, 0].set_title("reconstructions", loc="left")
plt.show()

# %% reconstruction-error
rebuilt = autoencoder.predict(x_test, batch_size=256, verbose=0)
autoencoder_error = float(((rebuilt - x_test) ** 2).mean())
# zh: 对照：不看输入，一律回答训练图片的平均
# en: for comparison: never look, always answer the average of the training pictures
average_error = float(((digits.mean(axis=0) - x_test) ** 2).mean())
print(f"autoencoder      {autoencoder_error:.4f}")
print(f"average picture  {average_error:.4f}")

# %% halves
codes = encoder.predict(originals, verbose=0)
print(codes.shape)
print(bool(abs(decoder.predict(codes, verbose=0) - reconstructions).max() < 1e-5))

# %% walk
steps = 10
start, end = codes[0], codes[1]
line = keras.ops.stack([start + (end - start) * step / (steps - 1) for step in range(steps)])
fig, axes = plt.subplots(1, steps, figsize=(6.4, 0.8), layout="constrained")
for ax, image in zip(axes, decoder.predict(line, verbose=0), strict=True):
    ax.imshow(image[..., 0], cmap="gray_r", vmin=0, vmax=1)
    ax.axis("off")
plt.show()


# %% member
def build_member(name):
    image = keras.Input(shape=(28, 28, 1))
    x = layers.Flatten()(image)
    x = layers.Dense(64, activation="relu")(x)
    member = keras.Model(image, layers.Dense(10, activation="softmax")(x), name=name)
    member.compile(optimizer=keras.optimizers.Adam(0.003), loss="sparse_categorical_crossentropy")
    return member


# %% train-members
keras.utils.set_random_seed(2)
n_each = 1000
members = [build_member(f"member_{number}") for number in (1, 2, 3)]
for number, member in enumerate(members):
    # zh: 各练各的：每个成员只见到自己的那一段
    # en: each to its own: a member sees only its own slice of the digits
    own = slice(number * n_each, (number + 1) * n_each)
    member.fit(x_train[own], y_train[own], batch_size=64, epochs=10, verbose=0)

# %% ensemble
image = keras.Input(shape=(28, 28, 1), name="image")
answers = [member(image) for member in members]
ensemble = keras.Model(image, layers.Average(name="average")(answers), name="ensemble")
print(ensemble.count_params(), "=", " + ".join(str(member.count_params()) for member in members))

# %% ensemble-graph
keras.utils.plot_model(ensemble, to_file="ensemble.png", show_shapes=True, show_layer_names=True)

# %% compare
alone = build_member("alone")
alone.fit(x_train[: 3 * n_each], y_train[: 3 * n_each], batch_size=64, epochs=10, verbose=0)

contestants = {f"member {number}": member for number, member in enumerate(members, start=1)}
contestants |= {"ensemble": ensemble, f"one net, {3 * n_each:,} digits": alone}
accuracies = {}
for name, contestant in contestants.items():
    guesses = contestant.predict(x_test, batch_size=256, verbose=0).argmax(axis=1)
    accuracies[name] = float((guesses == y_test).mean())
    print(f"{name:<22} {accuracies[name]:.1%}")

# %% compare-picture
fig, ax = plt.subplots(figsize=(6.4, 2.4), layout="constrained")
for row, color in enumerate(["C0", "C0", "C0", "C1", "grey"]):
    ax.plot(100 * list(accuracies.values())[row], row, "o", color=color)
ax.set_yticks(range(len(accuracies)), list(accuracies))
ax.invert_yaxis()
ax.set_xlabel("accuracy on the test digits (%)")
plt.show()

# %% same-name tags=["raises-exception"] shows="is used 2 times in the model"
twins = [build_member("member"), build_member("member")]
keras.Model(image, layers.Average()([twin(image) for twin in twins]))

# %% share
keras.utils.set_random_seed(1)
vocabulary = ["how", "old", "are", "you", "what", "is", "your", "age"]
# zh: None：文本多长都行
# en: None: a text of any length
first = keras.Input(shape=(None,), dtype="int32", name="first_text")
second = keras.Input(shape=(None,), dtype="int32", name="second_text")

# zh: 只建一个嵌入层，调用两次
# en: one Embedding is made, and called twice
embedding = layers.Embedding(len(vocabulary), 16, name="embedding")
first_mean = layers.GlobalAveragePooling1D(name="first_mean")(embedding(first))
second_mean = layers.GlobalAveragePooling1D(name="second_mean")(embedding(second))

likeness = layers.Dot(axes=1, normalize=True, name="likeness")([first_mean, second_mean])
sharing = keras.Model([first, second], likeness, name="sharing")

# %% share-graph
keras.utils.plot_model(sharing, to_file="sharing.png", show_shapes=True, show_layer_names=True)

# %% share-weights
for weight in sharing.weights:
    print(weight.path, tuple(weight.shape))

# zh: 从两个输入出发，各自找到的嵌入层是同一个对象
# en: start from either input: the Embedding on the way is the same object
on_first = keras.Model(first, first_mean).get_layer("embedding")
on_second = keras.Model(second, second_mean).get_layer("embedding")
print(on_first is on_second, on_first.weights[0] is on_second.weights[0])

# %% not-shared
# zh: 另建一个嵌入层：尺寸相同，权重各有各的
# en: another Embedding: the same size, weights of its own
other = layers.Embedding(len(vocabulary), 16, name="other_embedding")
other_mean = layers.GlobalAveragePooling1D(name="other_mean")(other(second))
apart = keras.Model([first, second], layers.Dot(axes=1, normalize=True)([first_mean, other_mean]))
for weight in apart.weights:
    print(weight.path, tuple(weight.shape))

# %% share-test
import numpy as np


def to_numbers(text):
    return np.array([[vocabulary.index(word) for word in text.split()]])


asked = to_numbers("how old are you")
print(asked)
print(f"one embedding:  {float(sharing([asked, asked])[0, 0]):.2f}")
print(f"two embeddings: {float(apart([asked, asked])[0, 0]):.2f}")

# %% pair
left = keras.Input(shape=(28, 28, 1), name="left")
right = keras.Input(shape=(28, 28, 1), name="right")
# zh: 两张图片，由同一个编码器来读
# en: one encoder reads both pictures
both = layers.Concatenate(name="both")([encoder(left), encoder(right)])
same = layers.Dense(1, activation="sigmoid", name="same")(both)
total = layers.Dense(19, activation="softmax", name="total")(both)
pair = keras.Model(inputs=[left, right], outputs={"same": same, "total": total}, name="pair")

# %% pair-graph
keras.utils.plot_model(pair, to_file="pair.png", show_shapes=True, show_layer_names=True)

# %% pair-call
result = pair({"left": x_test[:5], "right": x_test[5:10]})
for name, tensor in result.items():
    print(name, tuple(tensor.shape))

# %% pair-wrong-name tags=["raises-exception"] shows="Expected the following keys: ['left', 'right']"
pair({"left": x_test[:5], "rihgt": x_test[5:10]})

# %% shortcut-shapes tags=["raises-exception"] shows="Received shapes (32,) and (64,)"
narrow = keras.Input(shape=(32,), name="narrow")
wide = layers.Dense(64, activation="relu")(narrow)
layers.Add()([narrow, wide])


# %% block
def residual_block(x, units, name):
    main = layers.Dense(units, activation="relu", name=f"{name}_main1")(x)
    main = layers.Dense(units, name=f"{name}_main2")(main)
    if x.shape[-1] != units:
        # zh: 形状不同，就让捷径也过一个线性层
        # en: the shapes differ, so the shortcut goes through a linear layer
        x = layers.Dense(units, name=f"{name}_shortcut")(x)
    return layers.ReLU(name=f"{name}_relu")(layers.Add(name=f"{name}_add")([x, main]))


x = residual_block(narrow, 64, name="block1")
x = residual_block(x, 64, name="block2")
residual = keras.Model(narrow, layers.Dense(10, name="scores")(x), name="residual")

# %% block-graph
keras.utils.plot_model(residual, to_file="blocks.png", show_shapes=True, show_layer_names=True)

# %% values tags=["remove-cell"]
n_train = len(digits)
n_pixels = digits[0].size
n_epochs = len(history.epoch)
error_ratio = average_error / autoencoder_error
digits_shown = " ".join(str(label) for label in y_test[:10])
walk_from, walk_to = int(y_test[0]), int(y_test[1])
encoder_parameters, decoder_parameters = encoder.count_params(), decoder.count_params()
autoencoder_parameters = autoencoder.count_params()

*member_accuracies, ensemble_accuracy, alone_accuracy = accuracies.values()
worst_member, best_member = min(member_accuracies), max(member_accuracies)
gain_points = 100 * (ensemble_accuracy - best_member)
gap_points = 100 * abs(ensemble_accuracy - alone_accuracy)
n_pooled = 3 * n_each

sharing_likeness = float(sharing([asked, asked])[0, 0])
apart_likeness = float(apart([asked, asked])[0, 0])
n_words = len(vocabulary)
narrow_size, wide_size = narrow.shape[-1], wide.shape[-1]

assert autoencoder_parameters == encoder_parameters + decoder_parameters
assert error_ratio > 3
assert gain_points > 0.5
assert gap_points < 2
assert 100 * (alone_accuracy - best_member) > gain_points / 2
assert len(sharing.weights) == 1
assert len(apart.weights) == 2
assert abs(sharing_likeness - 1) < 1e-5
assert apart_likeness < 0.9
