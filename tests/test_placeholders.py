"""Text that waits for its author is named, line by line."""

from scripts.checks.placeholders import UNDESCRIBED, UNTRANSLATED, find_placeholders
from scripts.sources.page import read_pages


def test_each_mark_is_a_problem_at_its_line(manual):
    text = f'# H {{#h}}\n\n{UNTRANSLATED}\n\nText\n\n```run src="a.py#x"\nalt: {UNDESCRIBED}\n```\n'
    project = manual(pages={"en/a.md": text, "zh/a.md": "# H {#h}\n"})
    assert [str(problem) for problem in find_placeholders(read_pages(project)[0])] == [
        "docs/en/a.md:7: the text here is not translated yet\n    Translate it, then take the mark away.",
        "docs/en/a.md:12: a picture has no words yet\n"
        "    Say in the page's language what it shows, in place of the mark.",
    ]
