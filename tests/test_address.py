import pytest

from scripts.address import folder, top


@pytest.mark.parametrize(
    ("page", "there", "up"),
    [("index.md", "", ""), ("a.md", "a/", "../"), ("x/index.md", "x/", "../"), ("x/a.md", "x/a/", "../../")],
)
def test_a_page_has_a_folder_of_its_own_and_an_index_has_that_of_its_own(page, there, up):
    assert (folder(page), top(page)) == (there, up)
