"""What readers take along as text: pages as Markdown, llms.txt and llms-full.txt, in the order of reading."""

from dataclasses import replace

import pytest

from scripts.build import build, in_order

PAGES = {
    "index.md": "# H {#h}\n\n[b](b.md#x), [c](f/c.md), [here](#h)\n",
    "b.md": "# B {#b}\n\n一行，\n又一行。\n",
    "f/c.md": "# C {#c}\n\n[top](../index.md) [beside](d.md#x)\n",
}


@pytest.fixture
def project(manual):
    return manual({}, PAGES)


def taken(project, name):
    return (project.build / "take" / name).read_text(encoding="utf-8")


def test_a_page_links_to_the_files_beside_it_and_a_section_has_no_address(project):
    build(project)
    assert taken(project, "en/downloads/index.md") == "# H\n\n[b](b.md), [c](f/c.md), here\n"
    assert taken(project, "en/downloads/f/c.md") == "# C\n\n[top](../index.md) [beside](d.md)\n"


def test_a_page_of_a_published_manual_links_to_it(project):
    build(replace(project, url="https://x.org/m/"))
    home = "https://x.org/m/en/"
    assert taken(project, "en/downloads/index.md") == (
        f"# H\n\n[b]({home}b/#x), [c]({home}f/c/), [here]({home}#h)\n"
    )
    assert taken(project, "en/downloads/f/c.md") == f"# C\n\n[top]({home}) [beside]({home}f/d/#x)\n"


def test_links_from_and_to_folders_lead_to_the_published_pages_and_files(manual):
    pages = {
        "index.md": "# H {#h}\n\n[s](sub/index.md#s)\n",
        "sub/index.md": "# S {#s}\n\n[here](#s) [f](../downloads/index.py)\n",
    }
    project = manual({}, pages)
    build(project)
    assert taken(project, "en/downloads/sub/index.md") == "# S\n\nhere [f](../index.py)\n"
    build(replace(project, url="https://x.org/"))
    home = "https://x.org/en/"
    assert taken(project, "en/downloads/index.md") == f"# H\n\n[s]({home}sub/#s)\n"
    assert taken(project, "en/downloads/sub/index.md") == (
        f"# S\n\n[here]({home}sub/#s) [f]({home}downloads/index.py)\n"
    )


def test_lines_of_a_chinese_paragraph_are_joined(project):
    build(project)
    assert taken(project, "zh/downloads/b.md") == "# B\n\n一行，又一行。\n"


def test_all_pages_in_one_file_stand_in_the_order_of_reading(project):
    build(project, ["f/c.md"])
    assert taken(project, "en/llms-full.txt") == (
        "# C\n\n[top](downloads/index.md) [beside](downloads/f/d.md)\n\n\n"
        "# H\n\n[b](downloads/b.md), [c](downloads/f/c.md), here\n\n\n"
        "# B\n\n一行，又一行。\n"
    )


def test_llms_txt_names_each_page_in_the_order_of_reading(project):
    build(project, ["index.md", "f/c.md"])
    assert taken(project, "zh/llms.txt") == (
        "# 小手册\n\n> 很小。\n\n## 章节\n\n- [T](downloads/index.md): D\n- [T](downloads/f/c.md): D\n"
        "- [T](downloads/b.md): D\n\n## Optional\n\n- [llms-full.txt](llms-full.txt): 全部章节，一个文件\n"
        "- [Tiny manual](../en/llms.txt): English\n"
    )


def test_llms_txt_of_a_published_manual_has_whole_addresses(project):
    build(replace(project, url="https://x.org/"))
    text = taken(project, "en/llms.txt")
    assert "- [T](https://x.org/en/downloads/b.md): D\n" in text
    assert "- [llms-full.txt](https://x.org/en/llms-full.txt): all chapters in one file\n" in text
    assert "- [小手册](https://x.org/zh/llms.txt): 中文\n" in text


def test_the_root_names_each_language(project):
    build(project)
    assert taken(project, "llms.txt") == (
        "# 小手册 · Tiny manual\n\n## 中文\n\n- [llms.txt](zh/llms.txt): 很小。\n- [llms-full.txt](zh/llms-full.txt)\n"
        "\n## English\n\n- [llms.txt](en/llms.txt): Small.\n- [llms-full.txt](en/llms-full.txt)\n"
    )


def test_what_is_gone_from_docs_is_gone_here(project):
    build(project)
    for locale in ("zh", "en"):
        (project.docs / locale / "b.md").unlink()
        (project.docs / locale / "index.md").write_text(
            "---\ntitle: T\ndescription: D\n---\n# H {#h}\n", encoding="utf-8"
        )
    build(project)
    assert not (project.build / "take/en/downloads/b.md").exists()


def test_pages_without_a_place_come_after_the_home_page(project):
    class Named:
        def __init__(self, name):
            self.name = name

    pages = [Named(name) for name in ("a.md", "index.md", "z.md")]
    assert [page.name for page in in_order(pages, ["z.md"])] == ["z.md", "index.md", "a.md"]
    assert [page.name for page in in_order(pages, [])] == ["index.md", "a.md", "z.md"]
