# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% imports
import keras
from keras import layers

# %% versions
import platform

import tensorflow as tf

print("Keras     ", keras.__version__)
print("backend   ", keras.backend.backend(), tf.__version__)
print("Python    ", platform.python_version())

# %% same-keras
from tensorflow import keras as keras_of_tensorflow

print(tf.keras.__version__ == keras.__version__)
print(tf.keras.Sequential is keras.Sequential)
print(keras_of_tensorflow.layers.Dense is layers.Dense)

# %% load
import numpy as np

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()

# zh: 每张图有 28×28 个灰度值，从 0–255 缩放到 0–1
# en: each image has 28 by 28 gray values; scale them from 0–255 to 0–1
x_train = x_train.astype("float32") / 255
x_test = x_test.astype("float32") / 255

# zh: 打乱训练数据，图片和标签用同一个次序
# en: shuffle the training data, images and labels in the same order
order = np.random.default_rng(1).permutation(len(x_train))
x_train, y_train = x_train[order], y_train[order]
print(x_train.shape, x_test.shape)

# %% look
import matplotlib.pyplot as plt

figure, axes = plt.subplots(1, 8, figsize=(6.4, 1.2))
for axis, picture, digit in zip(axes, x_train, y_train):
    axis.imshow(picture, cmap="gray_r")
    axis.set_title(digit)
    axis.axis("off")
plt.show()

# %% build
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input(shape=(28, 28)),
        layers.Flatten(name="pixels"),
        layers.Dense(128, activation="relu", name="hidden"),
        # zh: 10 个数字，10 个概率
        # en: ten digits, ten probabilities
        layers.Dense(10, activation="softmax", name="digit"),
    ],
    name="first_model",
)

# %% summary
model.summary()

# %% graph
keras.utils.plot_model(model, to_file="first_model.png", show_shapes=True, show_layer_names=True)

# %% compile
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

# %% fit
# zh: 留出十分之一用于验证；verbose=0 表示不打印进度
# en: hold back one tenth for validation; verbose=0 prints no progress
history = model.fit(
    x_train,
    y_train,
    batch_size=256,
    epochs=5,
    validation_split=0.1,
    verbose=0,
)

# %% epochs
for epoch in history.epoch:
    training = history.history["accuracy"][epoch]
    validation = history.history["val_accuracy"][epoch]
    print(f"epoch {epoch + 1}: training {training:.3f}, validation {validation:.3f}")

# %% curve
epochs = [epoch + 1 for epoch in history.epoch]
figure, axis = plt.subplots(figsize=(4.6, 3))
axis.plot(epochs, history.history["accuracy"], label="training")
axis.plot(epochs, history.history["val_accuracy"], label="validation")
axis.set_xticks(epochs)
axis.set_xlabel("epoch")
axis.set_ylabel("accuracy")
axis.legend(frameon=False)
plt.show()

# %% evaluate
test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"test accuracy: {test_accuracy:.3f}")

# %% predict
# zh: 一张图也要作为一个批次传入：x_test[:1] 的形状是 (1, 28, 28)
# en: even a single image is passed as a batch: x_test[:1] has the shape (1, 28, 28)
probabilities = model.predict(x_test[:1], verbose=0)[0]
for digit, probability in enumerate(probabilities):
    print(digit, f"{probability:.4f}")

# %% picture
guess, truth = int(probabilities.argmax()), int(y_test[0])
figure, axis = plt.subplots(figsize=(2.2, 2.4))
axis.imshow(x_test[0], cmap="gray_r")
axis.set_title(f"predicted {guess}, true {truth}")
axis.axis("off")
plt.show()

# %% one-picture tags=["raises-exception"] shows="Cannot take the length of shape with unknown rank"
model.predict(x_test[0])

# %% values tags=["remove-cell"]
keras_version = keras.__version__
tensorflow_version = tf.__version__
parameters = model.count_params()
training_digits, test_digits = len(x_train), len(x_test)
n_epochs = len(epochs)
first_accuracy, last_accuracy = history.history["accuracy"][0], history.history["accuracy"][-1]
first_val_accuracy, last_val_accuracy = (history.history["val_accuracy"][i] for i in (0, -1))
first_labels = ", ".join(map(str, y_train[:8]))
wrong_share = 1 - test_accuracy
certainty = probabilities.max()
assert guess == truth
assert last_accuracy > first_accuracy and last_val_accuracy > first_val_accuracy
assert min(last_val_accuracy, test_accuracy) > 0.95
