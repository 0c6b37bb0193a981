"""The zip of the whole manual: addresses name files, the same site gives the same bytes."""

import os
import zipfile

import pytest

from scripts.publishing.offline_zip import offline_page, pack_offline_zip

ZIP_NAME = "tiny-offline.zip"
FILES = {
    "index.html": '<a href="en/">en</a>',
    "404.html": "no",
    "en/index.html": f'<a data-size href="../{ZIP_NAME}">All</a> <a data-size href="llms.txt">T</a>',
    "en/a/index.html": '<a href="../../zh/a/">zh</a>',
    "zh/a/index.html": "",
    "en/llms.txt": "text" * 500,
    "en/sitemap.xml": "<x/>",
    "manual-en.pdf": "the same once more",
    "en/assets/stylesheets/main.css.map": "map",
    "en/search/index.js": "manualIndex={}",
}


@pytest.fixture
def site(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def unpacked(site):
    with zipfile.ZipFile(site / ZIP_NAME) as archive:
        return {name.removeprefix("tiny/"): archive.read(name).decode() for name in archive.namelist()}


def test_what_a_reader_without_a_server_needs_is_in_one_folder_and_nothing_else(site):
    assert pack_offline_zip(site, "tiny") == site / ZIP_NAME
    assert list(unpacked(site)) == [
        "en/a/index.html",
        "en/index.html",
        "en/llms.txt",
        "en/search/index.js",
        "index.html",
        "zh/a/index.html",
    ]


def test_the_same_site_gives_the_same_bytes_and_the_zip_is_not_in_itself(site):
    first = pack_offline_zip(site, "tiny").read_bytes()
    for path in site.rglob("*.html"):
        os.utime(path, (1, 1))
    assert pack_offline_zip(site, "tiny").read_bytes() == first
    with zipfile.ZipFile(site / ZIP_NAME) as archive:
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 3)
        }


def test_the_home_page_tells_sizes_and_does_not_link_to_the_zip_that_it_is_in(site):
    for _ in range(2):  # a server packs again and again
        pack_offline_zip(site, "tiny")
        assert unpacked(site)["en/index.html"] == (
            'All <a data-size href="llms.txt">T</a> <span class="size">(2 KB)</span>'
        )


def test_a_pdf_beside_the_zip_is_no_link_in_it_and_one_elsewhere_is(site):
    shown = offline_page(
        '<a data-size href="../manual-en.pdf">P</a> <a href="https://x.org/a.pdf">X</a> <a href="../en/a.pdf">Y</a>',
        site / "en",
    )
    assert shown == 'P <a href="https://x.org/a.pdf">X</a> <a href="../en/a.pdf">Y</a>'


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("../../zh/a/", "../../zh/a/index.html"),
        ("../../zh/a/#x", "../../zh/a/index.html#x"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("#x", "#x"),
        ("../llms.txt", "../llms.txt"),
        ("../no/", "../no/"),
        ("/en/a/", "/en/a/"),
        ("https://x.org/a/", "https://x.org/a/"),
        ("data:text/csv,a/", "data:text/csv,a/"),
    ],
)
def test_an_address_names_a_file(site, address, there):
    shown = offline_page(f'<p>href="./"</p><a class="x" href="{address}">x</a>', site / "en" / "a")
    assert shown == f'<p>href="./"</p><a class="x" href="{there}">x</a>'


def test_an_address_of_the_host_is_not_looked_for_on_this_machine(site):
    link = f'<a href="{site / "en"}/">x</a>'
    assert offline_page(link, site / "en" / "a") == link
