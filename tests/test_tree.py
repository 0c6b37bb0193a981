"""Staged trees are plain files: pages with values filled in, programs, notebooks; only what changed is written."""

import json

import pytest
from manuals import SETTINGS

from scripts.build import build
from scripts.core.project import Locale
from scripts.sources.page import Value
from scripts.staging.tree import escape_value, format_value, join_lines

ZH, EN = Locale("zh", "中文", "zh-CN"), Locale("en", "English", "en")
PROGRAM = "# %% x tags=[\"remove-cell\"]\n# zh: 中\n# en: E\nn = 12345\nrate = 0.5\ntext = '*a* <b>\\n# h'\n\n# %% y\nn\n"
PAGE = (
    "# H {#h}\n\n`{run} a.py#n:,` `{run} a.py#n` `{run} a.py#rate:.1%` `{run} a.py#text`\n\n"
    '- x\n\n    ```run src="a.py#y"\n    caption: `{run} a.py#text`\n    ```\n'
)


@pytest.fixture
def project(manual):
    project = manual(
        {"a.py": PROGRAM},
        {"a.md": PAGE, "b.md": "# B {#b}\n"},
        files={"docs/zh/assets/x.bin": b"\x00", "docs/root/index.html": "x"},
    )
    build(project)
    return project


def staged(project, name, locale="zh"):
    return (project.build / locale / name).read_text(encoding="utf-8")


def test_pages_programs_notebooks_and_other_files_are_there_and_nothing_else(project):
    names = {
        path.relative_to(project.build).as_posix()
        for path in (project.build / "zh").rglob("*")
        if path.is_file()
    }
    assert names == {
        "zh/a.md",
        "zh/b.md",
        "zh/assets/x.bin",
        "zh/downloads/a.py",
        "zh/downloads/a.ipynb",
        "zh/notebooks/a.ipynb",
    }


def test_a_file_that_readers_download_is_staged_as_it_is(manual):
    settings = SETTINGS.replace("[tool.manual]\n", '[tool.manual]\ndownloads = ["tools/doctor.py"]\n')
    project = manual(
        {"a.py": PROGRAM}, {"a.md": PAGE}, settings=settings, files={"tools/doctor.py": "# %% 1\n"}
    )
    build(project)
    assert (
        staged(project, "downloads/doctor.py") == staged(project, "downloads/doctor.py", "en") == "# %% 1\n"
    )


def test_values_are_filled_in_as_text(project):
    assert "12,345 12345 50.0% &#42;a&#42; &#60;b&#62; &#35; h\n" in staged(project, "a.md")


def test_a_value_in_a_fence_is_plain_text(project):
    assert "    caption: *a* <b> # h\n" in staged(project, "a.md")


def test_a_fence_says_where_it_comes_from(project):
    assert '    ```run at="docs/zh/a.md:11" number="1" src="a.py#y"\n' in staged(project, "a.md")
    assert 'at="docs/en/a.md:11"' in staged(project, "a.md", "en")


def test_the_program_of_each_reader_runs_and_has_one_comment(project):
    assert (
        staged(project, "downloads/a.py")
        == "# %% x\n# 中\nn = 12345\nrate = 0.5\ntext = '*a* <b>\\n# h'\n\n# %% y\nn\n"
    )


def test_under_a_chapters_title_is_what_ran_it_and_its_downloads(project):
    lines = staged(project, "a.md", "en").splitlines()
    card = lines[lines.index("# H {#h}") + 2]
    assert card.startswith('<div class="run-card"><span class="run-made">run&nbsp;on&nbsp;20')
    assert " · Python&nbsp;3." in card  # a label does not part, the line may part between two
    assert card.endswith(
        '<span class="run-take"><a href="../downloads/a.ipynb" download>notebook&nbsp;.ipynb</a> '
        '<a href="../downloads/a.py" download>program&nbsp;.py</a> '
        '<a href="../downloads/a.md" download>page&nbsp;.md</a></span></div>'
    )
    assert lines[-2:] == ["[This chapter as a notebook](notebooks/a.ipynb)", "{ .run-end }"]


def test_the_card_is_below_the_line_that_underlines_a_title(manual):
    project = manual({"a.py": PROGRAM}, {"a.md": PAGE.replace("# H {#h}", "H {#h}\n===")})
    build(project)
    assert 'H {#h}\n===\n\n<div class="run-card">' in staged(project, "a.md", "en")


def test_a_page_without_a_program_has_no_card(manual):
    project = manual({}, {"b.md": "# B {#b}\n"})
    build(project)
    assert staged(project, "b.md").rstrip().endswith("# B {#b}")


def test_the_card_of_a_page_in_a_folder_leads_to_the_same_places(manual):
    project = manual({"f/a.py": PROGRAM}, {"f/a.md": PAGE.replace("a.py", "f/a.py")})
    build(project)
    text = staged(project, "f/a.md", "en")
    assert '<a href="../../downloads/f/a.py" download>' in text  # as seen from f/a/
    assert "[This chapter as a notebook](../notebooks/f/a.ipynb)" in text


def test_words_that_the_catalogue_lacks_stand_in_english(manual):
    project = manual({"a.py": PROGRAM}, {"a.md": PAGE}, files={"docs/strings.yml": "x: {zh: 甲}\n"})
    build(project)
    assert "program&nbsp;.py</a>" in staged(project, "a.md")


def test_the_rendered_and_the_downloaded_notebook_are_the_same(project):
    assert staged(project, "notebooks/a.ipynb") == staged(project, "downloads/a.ipynb")
    assert json.loads(staged(project, "downloads/a.ipynb"))["nbformat"] == 4


def test_a_second_build_writes_nothing(project):
    def times():
        return {path: path.stat().st_mtime_ns for path in project.build.rglob("*") if path.is_file()}

    before = times()
    build(project)
    assert times() == before


def test_a_change_of_one_page_writes_that_page_alone(project):
    def times():
        return {path: path.stat().st_mtime_ns for path in project.build.rglob("*") if path.is_file()}

    before = times()
    with (project.docs / "zh" / "b.md").open("a", encoding="utf-8") as page:
        page.write("更多\n")
    build(project)
    assert sorted(
        path.relative_to(project.build).as_posix()
        for path, time in times().items()
        if before.get(path) != time
    ) == ["take/zh/downloads/b.md", "take/zh/llms-full.txt", "zh/b.md"]


def test_what_is_gone_from_docs_goes_from_the_tree(project):
    for name in ("a.md", "assets/x.bin"):
        (project.docs / "zh" / name).unlink()
    build(project)
    names = {path.relative_to(project.build).as_posix() for path in (project.build / "zh").rglob("*")}
    assert names == {"zh/b.md"}


def test_a_reason_for_not_running_is_not_shown(manual):
    project = manual(
        pages={
            "a.md": '```python title="x" not-run="of \\"2\\""\nx\n```\n\n````text\n```python not-run="x"\n```\n````\n'
        }
    )
    build(project)
    text = staged(project, "a.md")
    assert '```python title="x"\n' in text
    assert '```python not-run="x"\n' in text


@pytest.mark.parametrize(
    ("content", "form", "text"),
    [
        (12345, ",", "12,345"),
        (0.91234, ".1%", "91.2%"),
        (True, "", "True"),
        ("a\n b", "", "a b"),
        (5, ">4", "5"),
        (-0.5, "", "-0.5"),
    ],
)
def test_a_value_is_written_on_one_line_in_its_format(content, form, text):
    assert format_value(Value("", "", "", "", form), content) == text


def test_a_value_that_does_not_take_its_format_is_an_error():
    with pytest.raises(ValueError, match="Unknown format code"):
        format_value(Value("", "", "", "", "d"), "text")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12,345", "12,345"),
        ("-0.5", "-0.5"),
        ("91.2%", "91.2%"),
        ("1. x", "1&#46; x"),
        ("a_b", "a&#95;b"),
        ("损失 x", "损失 x"),
        ("{{ x }}", "&#123;&#123; x &#125;&#125;"),
    ],
)
def test_a_value_is_nothing_but_text_in_markdown(text, shown):
    assert escape_value(text) == shown


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["一行，", "又一行。", "", "新段"], ["一行，又一行。", "", "新段"]),
        (["- 列表里的", "  一句"], ["- 列表里的一句"]),
        (["中文", "English", "中文"], ["中文", "English", "中文"]),
        (["# 题 {#h}", "正文"], ["# 题 {#h}", "正文"]),
        (["```text", "一", "二", "```", "三"], ["```text", "一", "二", "```", "三"]),
        (
            ["````", "```", "一", "二", "```", "三", "四", "````"],
            ["````", "```", "一", "二", "```", "三", "四", "````"],
        ),
        (["!!! note", "    一，", "    二"], ["!!! note", "    一，二"]),
        (["- 一", "- 二"], ["- 一", "- 二"]),
        (["| 甲 |", "| 乙 |"], ["| 甲 |", "| 乙 |"]),
        (["他说：“好”", "——完"], ["他说：“好”——完"]),
    ],
)
def test_lines_of_a_chinese_paragraph_are_joined_and_no_others(lines, joined):
    assert join_lines(lines, ZH) == joined


@pytest.mark.parametrize(("end", "begin"), [("“a”", "“b”"), ("it’s…", "‘so’"), ("this —", "— that")])
@pytest.mark.parametrize("locale", [ZH, EN])
def test_lines_in_english_are_never_joined(locale, end, begin):
    assert join_lines([end, begin], locale) == [end, begin]


def test_chinese_on_an_english_page_is_joined_and_english_beside_it_is_not():
    assert join_lines(["它叫", "早停", "", "早停 means “stop”", "“early”"], EN) == [
        "它叫早停",
        "",
        "早停 means “stop”",
        "“early”",
    ]
