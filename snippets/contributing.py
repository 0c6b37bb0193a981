# %% setup tags=["remove-cell"]
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# %% build
import keras
from keras import layers

keras.utils.set_random_seed(1)

# zh: 两个数进，一个数出
# en: two numbers in, one number out
model = keras.Sequential([keras.Input(shape=(2,)), layers.Dense(1, name="line")])

# %% values tags=["remove-cell"]
n_weights = model.count_params()

# %% graph
keras.utils.plot_model(model, to_file="line.png", show_shapes=True, show_layer_names=True)

# %% fit
import numpy as np

x = np.random.default_rng(1).normal(size=(256, 2))
y = x @ [3.0, -1.0] + 2.0

model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.05), loss="mse")
history = model.fit(x, y, epochs=12, verbose=0).history

# %% fit-values tags=["remove-cell"]
first_loss, last_loss = history["loss"][0], history["loss"][-1]

# %% curve
import matplotlib.pyplot as plt

plt.figure(figsize=(4.6, 2.6))
plt.plot(range(1, 13), history["loss"], label="training loss")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% wrong-shape tags=["raises-exception"] shows="expected axis -1 of input shape to have value 2"
model(np.ones((1, 3)))
