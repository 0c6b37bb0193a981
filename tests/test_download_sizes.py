"""A link that asks for it is followed by its file's size."""

import pytest

from scripts.core.problem import Problems
from scripts.publishing.download_sizes import add_sizes, format_size, write_download_sizes


def test_the_size_follows_the_link_and_is_written_anew(tmp_path):
    (tmp_path / "zh").mkdir()
    (tmp_path / "all.zip").write_bytes(b"x" * 2_345_678)
    page = tmp_path / "zh" / "index.html"
    page.write_text('<a data-size href="../all.zip">全书</a>, <a href="../all.zip">x</a>', encoding="utf-8")
    write_download_sizes(tmp_path)
    (tmp_path / "all.zip").write_bytes(b"x" * 12_345)
    write_download_sizes(tmp_path)
    assert page.read_text(encoding="utf-8") == (
        '<a data-size href="../all.zip">全书</a> <span class="size">(12 KB)</span>, <a href="../all.zip">x</a>'
    )


def test_a_link_to_no_file_is_said(tmp_path):
    (tmp_path / "index.html").write_text('<a href="no.zip" data-size>x</a>', encoding="utf-8")
    with pytest.raises(Problems) as found:
        write_download_sizes(tmp_path)
    assert str(found.value) == (
        "index.html: no file no.zip to tell the size of\n    Fix the link that has data-size.\n1 problem"
    )


def test_before_the_file_is_there_nothing_is_told(tmp_path):
    link = '<a class="x" data-size href="no.zip">x</a>'
    assert add_sizes(link, tmp_path) == link


@pytest.mark.parametrize(("count", "text"), [(999, "1 KB"), (215_400, "215 KB"), (2_092_268, "2.1 MB")])
def test_a_size_is_short(count, text):
    assert format_size(count) == text
