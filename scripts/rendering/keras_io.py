"""Where keras.io documents a name of Keras."""

BASE = "https://keras.io/api/"
MODULES = {
    "applications": "applications/",
    "backend": "utils/config_utils/",
    "callbacks": "callbacks/",
    "config": "utils/config_utils/",
    "datasets": "datasets/",
    "initializers": "layers/initializers/",
    "layers": "layers/",
    "losses": "losses/",
    "metrics": "metrics/",
    "models": "models/",
    "ops": "ops/",
    "optimizers": "optimizers/",
    "random": "random/",
    "regularizers": "layers/regularizers/",
    "saving": "models/model_saving_apis/",
    "utils": "utils/",
    "wrappers": "utils/sklearn_wrappers/",
}
"""Module of keras -> the page that leads to all its names; a name that has no page below goes there."""
PAGES = {
    "models/model/": "Model Model.summary Model.get_layer",
    "models/sequential/": "Sequential",
    "models/model_training_apis/": (
        "Model.compile Model.fit Model.evaluate Model.predict Model.train_on_batch Model.test_on_batch "
        "Model.predict_on_batch"
    ),
    "models/model_saving_apis/model_saving_and_loading/": "Model.save saving.save_model saving.load_model",
    "models/model_saving_apis/weights_saving_and_loading/": "Model.save_weights Model.load_weights",
    "models/model_saving_apis/model_config_serialization/": "models.clone_model",
    "models/model_saving_apis/export/": "Model.export",
    "layers/base_layer/": "layers.Layer",
    "layers/core_layers/input/": "Input",
    "layers/core_layers/dense/": "layers.Dense",
    "layers/core_layers/activation/": "layers.Activation",
    "layers/core_layers/embedding/": "layers.Embedding",
    "layers/core_layers/lambda/": "layers.Lambda",
    "layers/core_layers/masking/": "layers.Masking",
    "layers/convolution_layers/convolution1d/": "layers.Conv1D",
    "layers/convolution_layers/convolution2d/": "layers.Conv2D",
    "layers/convolution_layers/convolution2d_transpose/": "layers.Conv2DTranspose",
    "layers/convolution_layers/depthwise_convolution2d/": "layers.DepthwiseConv2D",
    "layers/convolution_layers/separable_convolution2d/": "layers.SeparableConv2D",
    "layers/pooling_layers/max_pooling2d/": "layers.MaxPooling2D",
    "layers/pooling_layers/average_pooling2d/": "layers.AveragePooling2D",
    "layers/pooling_layers/global_max_pooling2d/": "layers.GlobalMaxPooling2D",
    "layers/pooling_layers/global_average_pooling1d/": "layers.GlobalAveragePooling1D",
    "layers/pooling_layers/global_average_pooling2d/": "layers.GlobalAveragePooling2D",
    "layers/recurrent_layers/lstm/": "layers.LSTM",
    "layers/recurrent_layers/gru/": "layers.GRU",
    "layers/recurrent_layers/simple_rnn/": "layers.SimpleRNN",
    "layers/recurrent_layers/bidirectional/": "layers.Bidirectional",
    "layers/preprocessing_layers/text/text_vectorization/": "layers.TextVectorization",
    "layers/preprocessing_layers/numerical/normalization/": "layers.Normalization",
    "layers/preprocessing_layers/categorical/string_lookup/": "layers.StringLookup",
    "layers/preprocessing_layers/image_preprocessing/rescaling/": "layers.Rescaling",
    "layers/preprocessing_layers/image_preprocessing/resizing/": "layers.Resizing",
    "layers/preprocessing_layers/image_augmentation/random_flip/": "layers.RandomFlip",
    "layers/preprocessing_layers/image_augmentation/random_rotation/": "layers.RandomRotation",
    "layers/preprocessing_layers/image_augmentation/random_translation/": "layers.RandomTranslation",
    "layers/preprocessing_layers/image_augmentation/random_zoom/": "layers.RandomZoom",
    "layers/normalization_layers/batch_normalization/": "layers.BatchNormalization",
    "layers/normalization_layers/layer_normalization/": "layers.LayerNormalization",
    "layers/regularization_layers/dropout/": "layers.Dropout",
    "layers/regularization_layers/spatial_dropout2d/": "layers.SpatialDropout2D",
    "layers/regularization_layers/gaussian_noise/": "layers.GaussianNoise",
    "layers/reshaping_layers/flatten/": "layers.Flatten",
    "layers/reshaping_layers/reshape/": "layers.Reshape",
    "layers/reshaping_layers/up_sampling2d/": "layers.UpSampling2D",
    "layers/merging_layers/add/": "layers.Add",
    "layers/merging_layers/average/": "layers.Average",
    "layers/merging_layers/concatenate/": "layers.Concatenate",
    "layers/merging_layers/dot/": "layers.Dot",
    "layers/merging_layers/multiply/": "layers.Multiply",
    "layers/merging_layers/subtract/": "layers.Subtract",
    "layers/activation_layers/leaky_relu/": "layers.LeakyReLU",
    "layers/activation_layers/relu/": "layers.ReLU",
    "layers/activation_layers/softmax/": "layers.Softmax",
    "layers/backend_specific_layers/tfsm_layer/": "layers.TFSMLayer",
    "callbacks/base_callback/": "callbacks.Callback",
    "callbacks/csv_logger/": "callbacks.CSVLogger",
    "callbacks/early_stopping/": "callbacks.EarlyStopping",
    "callbacks/lambda_callback/": "callbacks.LambdaCallback",
    "callbacks/learning_rate_scheduler/": "callbacks.LearningRateScheduler",
    "callbacks/model_checkpoint/": "callbacks.ModelCheckpoint",
    "callbacks/reduce_lr_on_plateau/": "callbacks.ReduceLROnPlateau",
    "callbacks/tensorboard/": "callbacks.TensorBoard",
    "callbacks/terminate_on_nan/": "callbacks.TerminateOnNaN",
    "ops/core/": "ops.cast ops.convert_to_numpy ops.convert_to_tensor",
    "ops/nn/": "ops.one_hot ops.relu ops.sigmoid ops.softmax",
    "ops/numpy/": (
        "ops.abs ops.arange ops.argmax ops.concatenate ops.expand_dims ops.matmul ops.max ops.mean ops.ones "
        "ops.reshape ops.square ops.stack ops.sum ops.zeros"
    ),
    "optimizers/sgd/": "optimizers.SGD",
    "optimizers/rmsprop/": "optimizers.RMSprop",
    "optimizers/adam/": "optimizers.Adam",
    "optimizers/adamw/": "optimizers.AdamW",
    "optimizers/learning_rate_schedules/cosine_decay/": "optimizers.schedules.CosineDecay",
    "optimizers/learning_rate_schedules/exponential_decay/": "optimizers.schedules.ExponentialDecay",
    "optimizers/learning_rate_schedules/inverse_time_decay/": "optimizers.schedules.InverseTimeDecay",
    "metrics/accuracy_metrics/": (
        "metrics.BinaryAccuracy metrics.CategoricalAccuracy metrics.SparseCategoricalAccuracy "
        "metrics.TopKCategoricalAccuracy metrics.SparseTopKCategoricalAccuracy"
    ),
    "metrics/probabilistic_metrics/": (
        "metrics.BinaryCrossentropy metrics.CategoricalCrossentropy metrics.SparseCategoricalCrossentropy"
    ),
    "metrics/regression_metrics/": (
        "metrics.MeanSquaredError metrics.RootMeanSquaredError metrics.MeanAbsoluteError metrics.R2Score"
    ),
    "metrics/classification_metrics/": "metrics.AUC metrics.Precision metrics.Recall metrics.F1Score",
    "metrics/metrics_wrappers/": "metrics.Mean metrics.Sum",
    "losses/probabilistic_losses/": (
        "losses.BinaryCrossentropy losses.CategoricalCrossentropy losses.SparseCategoricalCrossentropy "
        "losses.KLDivergence"
    ),
    "losses/regression_losses/": "losses.MeanSquaredError losses.MeanAbsoluteError losses.Huber",
    "data_loading/image/": "utils.image_dataset_from_directory utils.load_img utils.img_to_array",
    "data_loading/timeseries/": "utils.pad_sequences utils.timeseries_dataset_from_array",
    "data_loading/text/": "utils.text_dataset_from_directory",
    "datasets/mnist/": "datasets.mnist.load_data",
    "datasets/fashion_mnist/": "datasets.fashion_mnist.load_data",
    "applications/mobilenet/": (
        "applications.MobileNet applications.MobileNetV2 applications.MobileNetV3Small "
        "applications.MobileNetV3Large"
    ),
    "random/random_ops/": "random.normal random.uniform random.shuffle random.randint",
    "random/seed_generator/": "random.SeedGenerator",
    "utils/config_utils/": "utils.clear_session config.backend config.floatx config.set_floatx",
    "utils/model_plotting_utils/": "utils.plot_model utils.model_to_dot",
    "utils/python_utils/": (
        "utils.set_random_seed utils.split_dataset utils.get_file utils.PyDataset utils.to_categorical "
        "utils.normalize"
    ),
    "utils/sklearn_wrappers/": "wrappers.SKLearnClassifier wrappers.SKLearnRegressor",
}
"""Page -> the names that it documents, without `keras.`; from the site's own list, scripts/api_master.py
of github.com/keras-team/keras-io."""


def keras_io_page(name: str) -> str:
    """The address of the page about the name, or of its module's, or of the whole API."""
    own = name.removeprefix("keras.")
    for path, names in PAGES.items():
        if own in names.split():
            return BASE + path
    module, _, rest = own.partition(".")
    return BASE + MODULES.get(module if rest and module.islower() else "models", "")
