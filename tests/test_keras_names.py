"""Names of Keras are found in a program without running it."""

import importlib

import pytest

from scripts.sources.keras_names import keras_names_used
from scripts.sources.snippet import read_snippet, read_snippets

IMPORTS = "# %% imports\nimport keras\nfrom keras import layers\nimport tensorflow as tf\nimport re\n"


@pytest.fixture
def found(manual):
    """The names in one cell, after the usual imports."""

    def make(code, mark="# %% a"):
        project = manual({"a.py": f"{IMPORTS}{mark}\n{code}\n"})
        return keras_names_used(read_snippet(project, project.snippets / "a.py")).get("a", [])

    return make


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("keras.layers.Dense(1)", ["keras.layers.Dense"]),
        ("layers.Dense(1)", ["keras.layers.Dense"]),
        ("from keras.layers import Dense as D", ["keras.layers.Dense"]),
        ("from keras.layers import Dense as D\nD(1)", ["keras.layers.Dense"]),
        ("from keras import ops\nops.mean(1)", ["keras.ops.mean"]),
        ("import keras.ops as o\no.mean(1)", ["keras.ops.mean"]),
        ("tf.keras.layers.Dense(1)", ["keras.layers.Dense"]),
        ("keras.optimizers.schedules.CosineDecay(1, 2)", ["keras.optimizers.schedules.CosineDecay"]),
        ("class A(keras.Model): pass", ["keras.Model"]),
        ("keras.models.Sequential()\nkeras.layers.Input(1)", ["keras.Input", "keras.Sequential"]),
        ("keras.__version__\nkeras.src.utils.x", []),
        ("from keras import layers, utils", []),
        ("re.compile('x')\nDense(1)\n'keras.layers.Dense'", []),
    ],
)
def test_a_name_is_found_under_every_way_to_write_it(found, code, names):
    assert found(code) == names


def test_a_method_is_one_of_models_unless_its_object_was_made_by_something_else(found):
    assert found("model.fit(x)") == ["keras.Model.fit"]
    assert found("m = keras.Sequential()\nm.fit(x)") == ["keras.Model.fit", "keras.Sequential"]
    assert found("scaler = layers.Normalization()\nscaler.compile()") == ["keras.layers.Normalization"]
    assert found("import sklearn\nforest = sklearn.Forest()\nforest.fit(x)") == []
    assert found("tf.save(x)\nmodel.layers\nmodel.weights.fit()") == []


def test_what_may_have_failed_is_no_proof_that_a_name_exists(found):
    assert found("keras.layers.Old(1)", '# %% a tags=["raises-exception"] shows="no"') == []
    assert found("try:\n    keras.layers.Old(1)\nexcept AttributeError:\n    keras.layers.Dense(1)") == []


@pytest.mark.slow
def test_every_name_of_the_manual_is_in_the_installed_keras_once(project):
    """One name for one object, and a module is none."""
    snippets, _ = read_snippets(project)
    names = {
        name for snippet in snippets.values() for cell in keras_names_used(snippet).values() for name in cell
    }
    assert len(names) > 50
    objects = {name: _object(name) for name in names}
    assert [name for name, found in objects.items() if type(found).__name__ == "module"] == []
    assert len({id(found) for found in objects.values()}) == len(names)


def _object(name):
    parts = name.split(".")
    found = importlib.import_module("keras")
    for part in parts[1:]:
        found = getattr(found, part)
    return found
