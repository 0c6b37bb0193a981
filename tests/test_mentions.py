"""Every place that names a page is found, and nothing else."""

import pytest

from scripts.authoring.mentions import find_mentions, mentions_elsewhere, with_links_led_to, with_page_renamed

PAGE = """[a](old.md) [b](old.md#s "t") [c](../old.md) <a href="old/#s">d</a> <a data-size href="../downloads/old.py">e</a>

[f](notebooks/old.ipynb)

[g]: old.md#s

```run src="old.py#cell"
```

`{run} old.py#value:.1f`
"""
NOT = """[a](older.md) [b](an-old.md) [c](https://a.example/old/) [d](x/old.md) old/new and `old.py` in prose

```run src="older.py#cell"
```
"""
TERMS = "terms:\n  t:\n    see: old.md#s\n    not_in: [old.md, older.md, x.md#old]\n"
FOUND = "en:\n- {search: old, finds: old/#s}\n- {search: x, finds: older/}\n"
LIST = "1 | old things | old.md#s old.py#cell older.md#s an-old.md#s\n"


@pytest.fixture
def project(manual):
    files = {"docs/terms.yml": TERMS, "tests/searches.yml": FOUND, "tests/coverage.txt": LIST}
    return manual(pages={"en/a.md": PAGE, "en/b.md": NOT}, files=files)


def said(project, files):
    return {project.name_of(path): text for path, text in files.items()}


def test_links_cells_values_terms_and_lists_are_named_with_their_lines(project):
    found = [(project.name_of(each.path), each.line, each.kind) for each in find_mentions(project, "old")]
    assert found == [
        *[("docs/en/a.md", line, "link") for line in (5, 5, 5, 5, 5, 7, 9)],
        *[("docs/en/a.md", line, "cell") for line in (11, 14)],
        ("docs/terms.yml", 3, "place"),
        ("docs/terms.yml", 4, "not_in"),
        *[("tests/coverage.txt", 1, "place")] * 2,
        ("tests/searches.yml", 2, "search"),
    ]


def test_a_new_name_stands_wherever_the_old_one_did(project):
    files = said(project, with_page_renamed(project, "old", "new"))
    assert set(files) == {"docs/en/a.md", "docs/terms.yml", "tests/coverage.txt", "tests/searches.yml"}
    assert files["docs/en/a.md"].endswith(PAGE.replace("old", "new"))
    assert files["docs/terms.yml"] == (
        "terms:\n  t:\n    see: new.md#s\n    not_in: [new.md, older.md, x.md#old]\n"
    )
    assert files["tests/searches.yml"] == FOUND.replace("finds: old/", "finds: new/")
    assert files["tests/coverage.txt"] == "1 | old things | new.md#s new.py#cell older.md#s an-old.md#s\n"


def test_links_are_led_elsewhere_and_files_of_the_page_are_not(project):
    page = said(project, with_links_led_to(project, "old", "to.md#t"))["docs/en/a.md"].partition("---\n")[2]
    first = page.partition("---\n")[2].partition("\n")[0]
    assert first == (
        '[a](to.md#t) [b](to.md#t "t") [c](../to.md#t) <a href="to/#t">d</a> '
        '<a data-size href="../downloads/old.py">e</a>'
    )
    assert "(notebooks/old.ipynb)" in page
    assert "[g]: to.md#t" in page
    assert 'src="old.py#cell"' in page
    assert said(project, with_links_led_to(project, "old", "to.md"))["tests/searches.yml"].startswith(
        "en:\n- {search: old, finds: to/}"
    )


def test_what_a_command_can_t_change_is_named_and_small_manuals_of_the_tests_are_left_out(manual):
    project = manual(
        files={
            "tests/test_x.py": 'go("en/old/")\n\ngo("old.md")\n',
            "tests/cases/c/old.txt": "old.md",
            "docs/redirects.yml": "old.md: new.md\n",
            "README.md": "docs/old.md, older.md, old/new\n",
        }
    )
    assert mentions_elsewhere(project, "old") == ["tests/test_x.py: lines 1, 3", "README.md: line 1"]
