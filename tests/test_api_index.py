"""The API index lists what programs use, with the sections that show it."""

import pytest

from scripts.build import build

PROGRAM = """# %% a
if 0:
    import keras
# %% b
if 0:
    keras.layers.Dense()
    keras.Model.fit()
# %% c
1
"""
"""Nothing of Keras is imported: to find names in a program takes no run of them."""
WORDS = 'module layers: {zh: 层, en: Layers}\n"{} sections": {zh: "{} 节：", en: "{} sections: "}\n'
INDEX = '# I {#i}\n\n```build show="api"\n```\n'


def shown(manual, page, locale="en", **more):
    """The list of a manual with this chapter."""
    pages = {"a.md": page, "api.md": INDEX, **more}
    project = manual({"a.py": PROGRAM}, pages, files={"docs/strings.yml": WORDS})
    build(project)
    return (project.build / locale / "api.md").read_text(encoding="utf-8").partition("# I {#i}\n\n")[2]


B = '```run src="a.py#b"\n```\n'


def test_a_name_leads_to_the_section_that_shows_its_code(manual):
    text = shown(
        manual, f"# A {{#a}}\n\n## Use {{#use}}\n\n{B}\n### More {{#more}}\n\n{B}\n## Out {{#out}}\n"
    )
    links = "[T / Use](a.md#use) · [More](a.md#more) · [keras.io]"
    assert text == (
        f"## `keras.models` {{#models}}\n\n### `keras.Model.fit` {{#keras-Model-fit .entry}}\n\n{links}"
        "(https://keras.io/api/models/model_training_apis/)\n{ .entry-facts }\n\n"
        f"## Layers · `keras.layers` {{#layers}}\n\n### `keras.layers.Dense` {{#keras-layers-Dense .entry}}\n\n{links}"
        "(https://keras.io/api/layers/core_layers/dense/)\n{ .entry-facts }\n\n"
    )


def test_a_name_with_many_sections_leads_to_its_chapters(manual):
    sections = "".join(f"## S{n} {{#s{n}}}\n\n{B}\n" for n in range(8))
    text = shown(manual, f"# A {{#a}}\n\n{sections}", "zh")
    assert "## 层 · `keras.layers` {#layers}\n" in text
    assert "\n8 节：[T](a.md#s0) (8) · [keras.io](" in text


@pytest.mark.parametrize("fence", ['```run src="a.py#b" show="output"\n```\n', '```run src="a.py#c"\n```\n'])
def test_a_name_whose_code_no_page_shows_is_not_listed(manual, fence):
    assert shown(manual, f"# A {{#a}}\n\n{fence}") == ""


def test_the_home_page_is_no_section_that_explains(manual):
    text = shown(manual, "# A {#a}\n", **{"index.md": f"# H {{#h}}\n\n{B}"})
    assert text == ""
