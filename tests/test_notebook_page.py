"""A notebook's page has the site's own style, and the ids of its chapter."""

import base64

from scripts.publishing.notebook_page import clean_notebook_page

PAGE = """<style>a{}</style><script src="https://host/x.js"></script><div class="jp-RenderedMarkdown"><h1 id="">标题<a class="anchor-link" href="#">¶</a></h1>
<h2>One</h2><h3>Deep</h3><h2>Two</h2></div><div class="jp-InputPrompt">In [1]:</div><div class="jp-OutputPrompt">Out</div>
<div class="jp-OutputArea"><div class="jp-RenderedText" data-mime-type="text/plain"><pre>1</pre></div></div>"""


def test_styles_scripts_prompts_and_anchors_go():
    html, _ = clean_notebook_page(PAGE, ["a", "b", "c", "d"])
    for gone in ("<style", "<script", "host", "In [1]", "Out<", "¶", "data-mime-type"):
        assert gone not in html


def test_headings_get_the_ids_of_the_chapter():
    html, _ = clean_notebook_page(PAGE, ["a", "b", "c", "d"])
    assert '<h1 id="a">标题</h1>' in html
    assert '<h2 id="d">Two</h2>' in html


def test_the_table_of_contents_nests_as_the_headings_do():
    def names(tokens):
        return [(token["name"], token["id"], names(token["children"])) for token in tokens]

    _, tokens = clean_notebook_page(PAGE, ["a", "b", "c", "d"])
    assert names(tokens) == [("标题", "a", [("One", "b", [("Deep", "c", [])]), ("Two", "d", [])])]


def test_outputs_can_be_reached_by_keyboard_and_are_not_chinese():
    html, _ = clean_notebook_page(PAGE, ["a", "b", "c", "d"])
    assert '<pre lang="en" tabindex="0">1</pre>' in html


def test_code_in_prose_can_be_scrolled_by_keyboard():
    html, _ = clean_notebook_page('<div class="jp-RenderedMarkdown"><pre>x</pre></div>', [])
    assert '<pre tabindex="0">x</pre>' in html


def test_figures_stand_in_the_page_so_that_they_follow_its_theme():
    svg = '<svg viewBox="0 0 1 1" aria-label="曲线"><clipPath id="a"/></svg>'
    images = (
        f'<img alt="No description" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"/>'
        * 2
    )
    html, _ = clean_notebook_page(f"<div>{images}</div>", [])
    assert html == f"<div>{svg * 2}</div>"


def test_a_heading_in_a_box_and_one_too_many_have_no_id():
    """A page is checked for them; a server that shows it until they are corrected must go on."""
    box = '<blockquote><h2 id="x">In a box</h2></blockquote>'
    html, tokens = clean_notebook_page(
        f'<div class="jp-RenderedMarkdown"><h1>A</h1>{box}<h2>B</h2><h2 id="y">C</h2></div>', ["a", "b"]
    )
    assert '<h2>In a box</h2></blockquote><h2 id="b">B</h2><h2>C</h2>' in html
    assert [(token["id"], len(token["children"])) for token in tokens] == [("a", 1)]


def test_what_was_raised_keeps_its_mark():
    raised = '<div class="jp-RenderedText" data-mime-type="application/vnd.jupyter.stderr"><pre>ValueError</pre></div>'
    html, _ = clean_notebook_page(f'<div class="jp-OutputArea">{raised}</div>', [])
    assert '<div class="jp-RenderedText raised"><pre lang="en" tabindex="0">ValueError</pre></div>' in html
