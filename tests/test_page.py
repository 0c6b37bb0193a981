"""A page is read for its fences, values, headings and Python blocks, each with its line."""

import pytest
from manuals import FRONT

from scripts.core.project import Locale
from scripts.sources.page import read_page, read_pages

ZH = Locale("zh", "中文", "zh-CN")


def read(body, front=FRONT):
    return read_page(front + body, name="a.md", path="docs/zh/a.md", locale=ZH)


def page_of(body):
    page, problems = read(body)
    assert problems == []
    return page


def fences_of(body):
    return [(fence.src, int(fence.where.partition(":")[2])) for fence in page_of(body).fences]


def test_a_fence_has_its_options_texts_and_place():
    (fence,) = page_of(
        '```run src="a.py#b" show="output"\nalt: one\nalt: two: 2\ncaption: below\n```\n'
    ).fences
    assert (fence.where, fence.start, fence.end) == ("docs/zh/a.md:5", 4, 8)
    assert (fence.snippet, fence.cell, fence.show) == ("a.py", "b", ("output",))
    assert (fence.alts, fence.caption) == (("one", "two: 2"), "below")


def test_a_fence_shows_code_and_output_if_it_says_nothing_else():
    assert page_of('```run src="a.py#b"\n```\n').fences[0].show == ("code", "output")


@pytest.mark.parametrize(
    "body",
    [
        '- item\n\n    ```run src="a.py#b"\n    alt: x\n    ```\n',
        '!!! note "T"\n\n    ```run src="a.py#b"\n    alt: x\n    ```\n',
        '=== "Tab"\n\n    ```run src="a.py#b"\n    alt: x\n    ```\n',
        '> a\n> ```run src="a.py#b"\n> ```\n',
        'text\n\n~~~run src="a.py#b"\n~~~\n',
    ],
    ids=["list", "admonition", "tab", "quotation", "tildes"],
)
def test_a_fence_is_found_wherever_it_stands(body):
    assert fences_of(body) in ([("a.py#b", 7)], [("a.py#b", 6)])


def test_what_stands_inside_a_longer_fence_is_not_read():
    page = page_of(
        '````text\n```run src="a.py#b"\n```\n# no heading\n`{run} a.py#v`\n```python\n````\n\n# H {#h}\n'
    )
    assert (page.fences, page.values, page.not_run) == ((), (), ())
    assert [heading.id for heading in page.headings] == ["h"]


def test_a_value_has_its_program_name_format_and_line():
    page = page_of("a `{run} a.py#x` b `{run} sub/b.py#y:.2%`\n\n`{run} a.py#x:>5,d`\n")
    assert [(v.snippet, v.name, v.format, v.where[-1], v.text) for v in page.values] == [
        ("a.py", "x", "", "5", "`{run} a.py#x`"),
        ("sub/b.py", "y", ".2%", "5", "`{run} sub/b.py#y:.2%`"),
        ("a.py", "x", ">5,d", "7", "`{run} a.py#x:>5,d`"),
    ]


def test_a_value_may_stand_in_the_text_of_a_picture():
    assert [
        value.name for value in page_of('```run src="a.py#b"\nalt: `{run} a.py#x` of 5\n```\n').values
    ] == ["x"]


def test_headings_have_level_text_and_id():
    found = page_of("# One {#one}\n\n### Two `x`  {#two-3}\n").headings
    assert [(h.level, h.text, h.id, h.where) for h in found] == [
        (1, "One", "one", "docs/zh/a.md:5"),
        (3, "Two `x`", "two-3", "docs/zh/a.md:7"),
    ]


def test_a_heading_may_be_shorter_in_the_contents():
    (heading,) = page_of('## A long message … {#message data-toc-label="Short, 短"}\n').headings
    assert (heading.text, heading.id) == ("A long message …", "message")


def test_front_matter_is_the_page_s_own():
    page, problems = read("", "---\ntitle: 标题\ndescription: 句\nhide: [toc]\n---\n")
    assert (page.title, page.about["hide"], problems) == ("标题", ["toc"], [])


def test_a_python_block_may_say_why_it_is_not_run():
    assert page_of('```python not-run="of \\"2\\""\nx\n```\n').not_run == ((4, 'of "2"'),)


def test_a_python_block_with_attributes_may_say_why_it_is_not_run():
    assert page_of('```{.python not-run="why"}\nx\n```\n').not_run == ((4, "why"),)


def test_headings_are_read_in_every_form_and_not_in_comments():
    text = "# A {#a} ##\n\nB {#b}\n---\n\n<!--\n# no\n-->\n\n    # no\n\n!!! note\n    ## C {#c}\n"
    assert [heading.id for heading in page_of(text).headings] == ["a", "b", "c"]


def test_an_odd_character_parts_no_line():
    assert page_of("a\u2028# b\x0c# c\n").lines[-1] == "a\u2028# b\x0c# c"


HINT = 'Make it a run fence, or write: ```python not-run="the reason"'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('```run src="a.py#b"\n', "5: a fence that is never closed\n    End it with a line ```."),
        (
            "```run src=a.py#b\n```\n",
            "5: can't read 'src=a.py#b'\n    Write options as key=\"value\".\n"
            'docs/zh/a.md:5: names no cell\n    Write src="snippet.py#cell".',
        ),
        (
            '```run src="a.py#b" show=["code\\q"]\n```\n',
            '5: can\'t read \'show=["code\\q"]\'\n    Write options as key="value".',
        ),
        ('```run src="a.py"\n```\n', '5: names no cell\n    Write src="snippet.py#cell".'),
        (
            '```run src="a.py#b" title="x"\n```\n',
            "5: unknown option 'title'\n    A run fence has: src, show.",
        ),
        ('```run src="a.py#b" show="codes"\n```\n', "5: can't show 'codes'\n    It can show: code, output."),
        (
            '```run src="../a.py#b"\n```\n',
            "5: '../a.py#b' leads out of snippets/\n    Name a file in snippets/.",
        ),
        (
            '```run src="/etc/a.py#b"\n```\n',
            "5: '/etc/a.py#b' leads out of snippets/\n    Name a file in snippets/.",
        ),
        (
            '```run src="a.py#b"\nalt: x\nalt\n```\n',
            "7: can't read 'alt'\n    In a run fence write `alt: text` or `caption: text`.",
        ),
        ("```python\nx\n```\n", f"5: a Python block that is not run\n    {HINT}"),
        *(
            (f"```{head}\nx\n```\n", f"5: a Python block that is not run\n    {HINT}")
            for head in ("python3", "Python", "ipython3", "{.python}", "{ .py #a }", "python-repl", ".pycon")
        ),
        ('```py not-run=""\nx\n```\n', f"5: a Python block that is not run\n    {HINT}"),
        ("# H\n", "5: the heading 'H' has no id\n    End it with {#its-id}, the same in every language."),
        ("H\n===\n", "5: the heading 'H' has no id\n    End it with {#its-id}, the same in every language."),
        ("a `{run} a.py` b\n", "5: can't read a value\n    Write `{run} snippet.py#variable:format`."),
        (
            "```build\n```\n",
            "5: can't read ''\n    Write show=\"…\" with one of: versions, runs, glossary, api, errors.",
        ),
        (
            '```build show="run"\n```\n',
            '5: can\'t read \'show="run"\'\n    Write show="…" with one of: versions, runs, glossary, api, errors.',
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(body, said):
    assert "\n".join(map(str, read(body)[1])) == f"docs/zh/a.md:{said}"


@pytest.mark.parametrize(
    ("front", "what"),
    [
        ("", "no title and description"),
        ("---\ntitle: T\n---\n", "no title and description"),
        ("---\njust words\n---\n", "no title and description"),
    ],
)
def test_a_page_begins_with_title_and_description(front, what):
    assert [(problem.where, problem.what) for problem in read("text\n", front)[1]] == [
        ("docs/zh/a.md:1", what)
    ]


def test_front_matter_that_is_not_yaml_is_told_at_its_line():
    assert [(problem.where, problem.what) for problem in read("text\n", "---\ntitle: [\n---\n")[1]] == [
        ("docs/zh/a.md:2", "is not YAML: expected the node content, but found '<stream end>'")
    ]


def test_pages_of_all_locales_are_read_and_a_broken_one_hides_none(manual):
    project = manual(pages={"a.md": "x\n", "zh/sub/b.md": "x\n", "en/c.md": b"\xff"})
    pages, problems = read_pages(project)
    assert [page.path for page in pages] == ["docs/zh/a.md", "docs/zh/sub/b.md", "docs/en/a.md"]
    assert [page.name for page in pages] == ["a.md", "sub/b.md", "a.md"]
    assert list(map(str, problems)) == ["docs/en/c.md: is not UTF-8 (byte 0)\n    Save the file as UTF-8."]
