# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% build
import keras
from keras import layers

# zh: shape 只写一个样本的形状：3 个数；批次那一维由 Keras 补上
# en: shape is the shape of one sample, three numbers; Keras adds the batch axis
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
# en: the mistake: the size of the batch is written into shape
wrong = keras.Sequential([keras.Input(shape=(3, 3)), layers.Dense(2)])
wrong(keras.ops.ones((3, 3)))

# %% chain
layer1 = layers.Dense(2, activation="relu")
layer2 = layers.Dense(3, activation="relu")
layer3 = layers.Dense(4)

# zh: 层就是函数：一个的输出是下一个的输入
# en: layers are functions: what one returns, the next one takes
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

# %% built-by-call
stacked(batch)
stacked.summary()

# %% built-by-build
by_build = keras.Sequential([layers.Dense(2, activation="relu"), layers.Dense(4)])
# zh: build 要写批次那一维；None 表示多大都行
# en: build wants the batch axis; None means any size
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

# %% several-inputs tags=["raises-exception"] shows="You cannot add a different Input layer to it"
keras.Sequential([keras.Input(shape=(3,)), keras.Input(shape=(2,)), layers.Dense(4)])

# %% several-inputs-functional
left, right = keras.Input(shape=(3,)), keras.Input(shape=(2,))
joined = layers.Concatenate()([left, right])
two_inputs = keras.Model(inputs=[left, right], outputs=layers.Dense(4)(joined))
print(two_inputs.input_shape, "->", two_inputs.output_shape)

# %% merging-layer tags=["raises-exception"] shows="A `Concatenate` layer should be called on a list"
# zh: Concatenate 要一组张量，而序贯模型每次只交给它一个
# en: Concatenate wants a list of tensors; a Sequential hands it one
keras.Sequential([keras.Input(shape=(3,)), layers.Concatenate(), layers.Dense(4)])

# %% shared-layer
shared = layers.Dense(3, name="shared")
# zh: 不报错，但只能首尾相接：同一批数据先后过两次
# en: no error, but only end to end: the same batch goes through it twice
chain = keras.Sequential([keras.Input(shape=(3,)), shared, shared])
print(len(chain.layers), "layers,", len(chain.weights), "weights, one input:", chain.input_shape)

# %% shared-layer-functional
shared = layers.Dense(3, name="shared")
question, answer = keras.Input(shape=(3,)), keras.Input(shape=(3,))
sharing = keras.Model([question, answer], layers.Add()([shared(question), shared(answer)]))
# zh: shared 用了两次，权重只有一份
# en: shared is used twice, its weights exist once
for weight in sharing.weights:
    print(weight.path, tuple(weight.shape))

# %% residual tags=["raises-exception"] shows="A merge layer should be called on a list"
# zh: Add 该加的是“捷径”和“主路”，可序贯模型里没有捷径可取
# en: Add should add shortcut and main path, but a Sequential has no shortcut to take
keras.Sequential([keras.Input(shape=(3,)), layers.Dense(3), layers.Add()])

# %% residual-functional
start = keras.Input(shape=(3,), name="start")
main = layers.Dense(3, activation="relu", name="main")(start)
residual = keras.Model(start, layers.Add(name="add")([start, main]), name="residual")
keras.utils.plot_model(residual, to_file="residual.png", show_layer_names=True)
