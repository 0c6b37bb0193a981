"""Lines of a page without what only this site's pages know."""

import pytest

from scripts.rendering.plain_markdown import after_front_matter, to_plain_markdown


def link(page, anchor):
    return f"<{page}{anchor}>" if page else ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## H {#h}", "## H"),
        ("## H {#h} ##", "## H"),
        ("H {#h}\n===", "H\n==="),
        ('## Long `H` {#h data-toc-label="Short"}', "## Long `H`"),
        ("图 { .wide }", "图"),
        ("`{x: 1}` 与 {x}", "`{x: 1}` 与 {x}"),
        ('<div class="pair" markdown>\n\na\n\n</div>\n\nb', "\na\n\nb"),
        ('<a data-size href="../x.zip">全书</a>，压缩包', "全书，压缩包"),
        ("[a](b.md#c), [d](#e) and [f](https://x.org/g.md)", "[a](<b.md#c>), d and [f](https://x.org/g.md)"),
        ("[f](downloads/f.py), [g](x/g.py)", "[f](<downloads/f.py>), [g](x/g.py)"),
        ("[f](../downloads/f.py)", "[f](<../downloads/f.py>)"),
        ("[`x[0]`](b.md) [y] (z)", "[`x[0]`](<b.md>) [y] (z)"),
        ('!!! note "T"\n    one\n\n    two\n\nafter', "> **T**\n>\n> one\n>\n> two\n\nafter"),
        ('??? note "A"\n    a\n\n!!! tip "B"\n    b', "> **A**\n>\n> a\n\n> **B**\n>\n> b"),
        ("!!! note\n    one", "> one"),
        ('!!! note inline end "T"\n    one', "> **T**\n>\n> one"),
        ('??? tip my-own wide "T"\n    one', "> **T**\n>\n> one"),
        ('!!! note "The "T""\n    one', '> **The "T"**\n>\n> one'),
        ('===! "T"\n    one', "**T**\n\none"),
        ('=== "A"\n\n    a\n\n=== "B"\n\n    b', "**A**\n\na\n\n**B**\n\nb"),
        ('=== "A"\n\n    a\n\n===+ "B"\n\n    b', "**A**\n\na\n\n**B**\n\nb"),
        ('- x\n\n    !!! note "T"\n        y\n\n    z', "- x\n\n    > **T**\n    >\n    > y\n\n    z"),
        (
            '=== "A"\n\n    !!! note "T"\n        x\n\n    y\n\nz',
            "**A**\n\n> **T**\n>\n> x\n\ny\n\nz",
        ),
    ],
)
def test_prose_is_in_plain_markdown(text, shown):
    assert "\n".join(to_plain_markdown(text.split("\n"), link)) == shown


def test_code_is_moved_but_never_changed():
    code = "# H {#h}\n\n\n!!! x\n<div>\n[a](b.md) {.x}"
    inside = "\n".join(f"    {line}".rstrip() for line in ["```text", *code.split("\n"), "```"])
    shown = "\n".join(to_plain_markdown(f'!!! note "T"\n{inside}'.split("\n"), link))
    quoted = "\n".join(f"> {line}".rstrip() for line in ["```text", *code.split("\n"), "```"])
    assert shown == f"> **T**\n>\n{quoted}"


def test_prose_begins_after_the_front_matter():
    assert after_front_matter(["---", "title: T", "---", "x"]) == 3
    assert after_front_matter(["x", "---"]) == 0
