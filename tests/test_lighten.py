from pathlib import Path

from scripts.lighten import lighten, page, script


def test_names_and_signs_of_code_need_no_span():
    code = '<pre><span></span><code><span class="kn">import</span><span class="w"> </span><span class="nn">keras</span></code></pre>'
    assert page(code) == '<pre><code><span class="kn">import</span> keras</code></pre>'


def test_lines_stay_as_they_are_where_they_mean_something():
    html = "<p>one\n\n   two</p>\n<pre>a\n\n  b</pre>\n\n<script>c()\n\nd()</script>"
    assert page(html) == "<p>one\ntwo</p>\n<pre>a\n\n  b</pre>\n<script>c()\n\nd()</script>"


def test_a_site_keeps_the_styles_of_its_pages_and_of_its_search(tmp_path: Path):
    assets = tmp_path / "en/assets"
    (assets / "javascripts").mkdir(parents=True)
    (tmp_path / "en/index.html").write_text('<p class="run">text</p>', encoding="utf-8")
    (assets / "javascripts/bundle.a.min.js").write_text('"md-search-result__link other"', encoding="utf-8")
    (assets / "main.css").write_text(
        ".run.focus-visible{color:red}.md-search-result__link{color:red}.other{color:red}", encoding="utf-8"
    )
    lighten(tmp_path)
    assert (assets / "main.css").read_text(encoding="utf-8") == (
        ".run:focus-visible{color:red}.md-search-result__link{color:red}"
    )


def test_a_script_loses_comments_that_have_a_line_and_nothing_else():
    text = '// why\n(() => {\n  // how\n\n  const url = "https://a.b"; // at the end\n})();\n'
    assert script(text) == '(() => {\nconst url = "https://a.b"; // at the end\n})();\n'
