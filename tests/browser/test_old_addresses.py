"""Who comes to a former address is led on, to the section asked for, also without a server or a script."""

import pytest
from manuals import write_manual

from scripts.publishing.offline_zip import offline_page
from scripts.sources.redirects import REDIRECTS_FILE, write_redirects

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path):
    """A site with a page, and the address that it had before."""
    project = write_manual(tmp_path / "manual", files={REDIRECTS_FILE: "old.md: new.md\ngone.md: new.md#s\n"})
    for code in ("zh", "en"):
        page = tmp_path / f"site/{code}/new/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            '<link rel="icon" href="data:,"><title>New</title><h2 id="s">S</h2>', encoding="utf-8"
        )
    write_redirects(project, tmp_path / "site")
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("zh/old/", "zh/new/"),
        ("en/old/#s", "en/new/#s"),
        ("en/notebooks/old/#s", "en/new/#s"),
        ("zh/gone/#lost", "zh/new/#s"),
    ],
)
def test_an_old_address_leads_on_with_its_section(reader, serve, site, wanted, there):
    with serve(site) as address:
        page = reader().new_page()
        page.goto(address + wanted)
        page.wait_for_url(address + there)


def test_it_does_in_the_zip_too(reader, site):
    path = site / "en/old/index.html"
    path.write_text(offline_page(path.read_text(encoding="utf-8"), path.parent), encoding="utf-8")
    page = reader().new_page()
    page.goto(f"{path.as_uri()}#s")
    page.wait_for_url((site / "en/new/index.html").as_uri() + "#s")


def test_and_without_a_script(reader, site):
    page = reader(java_script_enabled=False).new_page()
    page.goto((site / "zh/old/index.html").as_uri())
    page.wait_for_url((site / "zh/new/index.html").as_uri())
