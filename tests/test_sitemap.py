"""The sitemap is what pages say of themselves."""

from scripts.publishing.sitemap import sitemap

PAGE = """<html><head>
<link rel="canonical" href="https://a.example/m/{canonical}">
<link rel="alternate translation" hreflang="zh-CN" href="https://a.example/m/zh/?a&amp;b">
<link rel="alternate translation" hreflang="x-default" href="https://a.example/m/">
</head><body><link rel="canonical" href="https://evil.example/"></body></html>"""


def test_every_page_is_there_with_its_alternates_but_no_copy(tmp_path):
    pages = {"": "", "zh/": "zh/", "zh/notebooks/a/": "zh/a/", "zh/a/": "zh/a/"}
    for name, canonical in pages.items():
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "index.html").write_text(PAGE.format(canonical=canonical), encoding="utf-8")
    (tmp_path / "zh/404.html").write_text(PAGE.format(canonical="zh/404.html"), encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en/index.html").write_text("<html><head></head></html>", encoding="utf-8")
    links = (
        '<xhtml:link rel="alternate" hreflang="zh-CN" href="https://a.example/m/zh/?a&amp;b"/>\n'
        '<xhtml:link rel="alternate" hreflang="x-default" href="https://a.example/m/"/>\n'
    )
    assert sitemap(tmp_path, "https://a.example/m/") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "".join(
            f"<url>\n<loc>https://a.example/m/{name}</loc>\n{links}</url>\n" for name in ("", "zh/a/", "zh/")
        )
        + "</urlset>\n"
    )
