import pytest

from scripts.core.addresses import page_address, page_folder, path_to_top, resolve_link


@pytest.mark.parametrize(
    ("page", "there", "up"),
    [("index.md", "", ""), ("a.md", "a/", "../"), ("x/index.md", "x/", "../"), ("x/a.md", "x/a/", "../../")],
)
def test_a_page_has_a_folder_of_its_own_and_an_index_has_that_of_its_own(page, there, up):
    assert (page_folder(page), path_to_top(page)) == (there, up)


@pytest.mark.parametrize(
    ("page", "link", "name", "there"),
    [
        ("a.md", "b.md", "b.md", "b/"),
        ("a.md", "", "a.md", "a/"),
        ("x/a.md", "b.md", "x/b.md", "x/b/"),
        ("x/a.md", "../index.md", "index.md", ""),
        ("a.md", "x/index.md", "x/index.md", "x/"),
        ("x/a.md", "../downloads/f.py", "downloads/f.py", "downloads/f.py"),
    ],
)
def test_a_link_leads_to_a_page_or_a_file_from_any_depth(page, link, name, there):
    assert resolve_link(page, link) == name
    assert page_address(name) == there
