"""Links to keras.io lead to the page of the name, or at least of its module."""

import pytest

from scripts.rendering.keras_io import BASE, PAGES, keras_io_page
from scripts.sources.keras_names import keras_names_used
from scripts.sources.snippet import read_snippets


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("keras.layers.Dense", "layers/core_layers/dense/"),
        ("keras.Model.fit", "models/model_training_apis/"),
        ("keras.layers.NoSuchLayer", "layers/"),
        ("keras.optimizers.schedules.NoSuch", "optimizers/"),
        ("keras.Model.reset_state", "models/"),
        ("keras.Variable", "models/"),
        ("keras.distribution.DeviceMesh", ""),
    ],
)
def test_the_page_of_a_name(name, path):
    assert keras_io_page(name) == BASE + path


def test_no_name_has_two_pages():
    names = [name for names in PAGES.values() for name in names.split()]
    assert sorted(set(names)) == sorted(names)


def test_every_name_that_the_manual_uses_has_a_page_of_its_module_at_least(project):
    names = {
        n for s in read_snippets(project)[0].values() for cell in keras_names_used(s).values() for n in cell
    }
    assert [name for name in names if keras_io_page(name) == BASE] == []
