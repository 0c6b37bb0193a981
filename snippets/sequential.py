# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% build
import keras
from keras import layers

# zh: shape 是一个样本的形状：3 个数；批次维由 Keras 补上
# en: shape describes one sample, three numbers here; Keras adds the batch axis
model = keras.Sequential(
    [
        keras.Input(shape=(3,)),
        layers.Dense(2, activation="relu", name="layer1"),
        layers.Dense(3, activation="relu", name="layer2"),
        layers.Dense(4, name="layer3"),
    ],
    name="three_layers",
)

# %% summary
model.summary()

# %% values tags=["remove-cell"]
parameters = model.count_params()

# %% graph
keras.utils.plot_model(model, to_file="three_layers.png", show_shapes=True, show_layer_names=True)

# %% call
# zh: 一批 5 个样本，每个样本 3 个数
# en: a batch of five samples, three numbers each
batch = keras.ops.ones((5, 3))
print(tuple(model(batch).shape))

# %% batch-axis tags=["raises-exception"] shows="Expected shape (None, 3, 3), but input has incompatible shape (3, 3)"
# zh: 错在这里：把批次大小也写进了 shape
# en: the mistake: shape includes the batch size
wrong = keras.Sequential([keras.Input(shape=(3, 3)), layers.Dense(2)])
wrong(keras.ops.ones((3, 3)))

# %% incompatible tags=["raises-exception"] shows="is incompatible with the layer: expected axis -1"
# zh: 模型要求每个样本有 3 个数，这里有 4 个
# en: the model expects three numbers per sample, and these samples have four
model(keras.ops.ones((5, 4)))

# %% compare-shapes
samples = keras.ops.ones((5, 4))
print("model: ", model.input_shape)
print("data:  ", samples.shape)
print("fixed: ", model(samples[:, :3]).shape)

# %% missing-channel tags=["raises-exception"] shows="expected min_ndim=4, found ndim=3"
keras.Sequential([keras.Input(shape=(28, 28)), layers.Conv2D(8, 3)])

# %% with-channel
images = keras.ops.ones((5, 28, 28))
convolution = keras.Sequential([keras.Input(shape=(28, 28, 1)), layers.Conv2D(8, 3)])
print(convolution(images[..., None]).shape)

# %% missing-batch tags=["raises-exception"] shows="Expected shape (None, 3), but input has incompatible shape (3,)"
sample = keras.ops.ones((3,))
model(sample)

# %% with-batch
print(model(sample[None]).shape)

# %% chain
layer1 = layers.Dense(2, activation="relu")
layer2 = layers.Dense(3, activation="relu")
layer3 = layers.Dense(4)

# zh: 前一层的输出就是后一层的输入
# en: the output of each layer is the input of the next
print(tuple(layer3(layer2(layer1(batch))).shape))

# %% add
stacked = keras.Sequential(name="stacked")
stacked.add(layers.Dense(2, activation="relu", name="first"))
stacked.add(layers.Dense(3, activation="relu", name="second"))
stacked.add(layers.Dense(4, name="third"))
[layer.name for layer in stacked.layers]

# %% pop
stacked.pop()
[layer.name for layer in stacked.layers]

# %% unbuilt
stacked.summary()

# %% unbuilt-weights
stacked.weights

# %% count-unbuilt tags=["raises-exception"] shows="You tried to call `count_params` on layer 'stacked'"
stacked.count_params()

# %% built-by-call
stacked(batch)
stacked.summary()

# %% built-by-build
by_build = keras.Sequential([layers.Dense(2, activation="relu"), layers.Dense(4)])
# zh: build 的形状包含批次维；None 表示大小不限
# en: build takes the batch axis as well; None means any size
by_build.build((None, 3))
by_build.built

# %% weights
for weight in model.weights:
    print(f"{weight.path:<14} {tuple(weight.shape)}")

# %% layer-weights
kernel, bias = model.get_layer("layer1").weights
print(kernel.shape, bias.shape)

# %% get-weights
kernel, bias = model.get_layer("layer1").get_weights()
print(type(kernel).__name__, kernel.shape)
bias

# %% no-output tags=["raises-exception"] shows="has never been called and thus has no defined output"
keras.Model(model.inputs, model.output)

# %% outputs
print(model.inputs[0].shape, model.outputs[0].shape)
print(model.layers[0].output.shape, model.layers[-1].output.shape)

# %% feature-model
features = keras.Model(model.inputs, model.get_layer("layer2").output)
print(features(batch).shape)

# %% several-inputs tags=["raises-exception"] shows="You cannot add a different Input layer to it"
keras.Sequential([keras.Input(shape=(3,)), keras.Input(shape=(2,)), layers.Dense(4)])

# %% several-inputs-functional
left, right = keras.Input(shape=(3,)), keras.Input(shape=(2,))
joined = layers.Concatenate()([left, right])
two_inputs = keras.Model(inputs=[left, right], outputs=layers.Dense(4)(joined))
print(two_inputs.input_shape, "->", two_inputs.output_shape)

# %% merging-layer tags=["raises-exception"] shows="A `Concatenate` layer should be called on a list"
# zh: Concatenate 需要一组张量，而序贯模型只传给它一个
# en: Concatenate needs a list of tensors; a Sequential model passes it only one
keras.Sequential([keras.Input(shape=(3,)), layers.Concatenate(), layers.Dense(4)])

# %% shared-layer
shared = layers.Dense(3, name="shared")
# zh: 不报错，但只能先后使用：同一批数据连续经过两次
# en: no error, but the uses are in a row: the same batch goes through the layer twice
chain = keras.Sequential([keras.Input(shape=(3,)), shared, shared])
print("layers: ", len(chain.layers))
print("weights:", len(chain.weights))
print("inputs: ", len(chain.inputs))

# %% shared-layer-functional
shared = layers.Dense(3, name="shared")
question, answer = keras.Input(shape=(3,)), keras.Input(shape=(3,))
sharing = keras.Model([question, answer], layers.Add()([shared(question), shared(answer)]))
# zh: shared 用了两次，权重只有一份
# en: shared is used twice but has only one set of weights
for weight in sharing.weights:
    print(weight.path, tuple(weight.shape))

# %% residual tags=["raises-exception"] shows="A merge layer should be called on a list"
# zh: Add 应当把捷径与主路相加，而序贯模型只有一条主路
# en: Add is meant to sum the shortcut and the main path, but there is only a main path
keras.Sequential([keras.Input(shape=(3,)), layers.Dense(3), layers.Add()])

# %% residual-functional
start = keras.Input(shape=(3,), name="start")
main = layers.Dense(3, activation="relu", name="main")(start)
residual = keras.Model(start, layers.Add(name="add")([start, main]), name="residual")
keras.utils.plot_model(residual, to_file="residual.png", show_layer_names=True)
