"""What was agreed of each section, what has changed since, and how that is said."""

import pytest

from scripts import __main__ as commands
from scripts.bootstrap import env
from scripts.build import build
from scripts.core.problem import Problems
from scripts.sources.agreement import check_agreement, mark_behind, read_agreement, record_agreement
from scripts.sources.page import read_pages

ZH, EN = "# 甲 {#a}\n\n一\n\n## 乙 {#b}\n\n二\n", "# A {#a}\n\none\n\n## B {#b}\n\ntwo\n"


class Manual:
    """A tiny manual whose pages change."""

    def __init__(self, make):
        self.make = make
        self.write(ZH, EN)

    def write(self, zh, en, agreement=None):
        files = {"docs/agreement.yml": agreement} if agreement else {}
        self.project = self.make(pages={"zh/a.md": zh, "en/a.md": en}, files=files)

    @property
    def pages(self):
        return read_pages(self.project)[0]

    @property
    def file(self):
        return (self.project.docs / "agreement.yml").read_text(encoding="utf-8")

    def agree(self, *places):
        return record_agreement(self.pages, self.project, places)

    def drift(self):
        return list(map(str, check_agreement(self.pages, self.project)))

    def said(self, *places):
        """What is said of places that can't be agreed."""
        with pytest.raises(Problems) as found:
            self.agree(*places)
        return str(found.value).splitlines()


@pytest.fixture
def tiny(manual):
    return Manual(manual)


def test_nothing_is_compared_in_a_manual_without_the_file(tiny):
    assert tiny.drift() == []
    assert read_agreement(tiny.project) is None
    assert mark_behind(tiny.pages, tiny.project) == tiny.pages


def test_what_is_agreed_is_one_line_a_section_in_order(tiny):
    assert tiny.agree() == ["a.md#a: agreed, new", "a.md#b: agreed, new"]
    assert [line.partition(":")[0] for line in tiny.file.splitlines()[-3:]] == [
        "agreed",
        "  a.md#a",
        "  a.md#b",
    ]
    assert tiny.drift() == []


def test_agreeing_twice_says_and_changes_nothing(tiny):
    tiny.agree()
    before = tiny.file
    assert tiny.agree() == []
    assert tiny.file == before


@pytest.mark.parametrize(
    ("zh", "en", "behind", "ahead"),
    [
        (ZH.replace("二", "三"), EN, "docs/en/a.md:9", "docs/zh/a.md:9"),
        (ZH, EN.replace("two", "three"), "docs/zh/a.md:9", "docs/en/a.md:9"),
    ],
)
def test_a_section_is_behind_when_its_twin_has_changed_and_either_language_may_lead(
    tiny, zh, en, behind, ahead
):
    tiny.agree()
    tiny.write(zh, en)
    assert tiny.drift() == [
        f"{behind}: is behind: {ahead} has changed since they were found to say the same\n"
        "    Bring it up to date, then type: python3 -m scripts agree a.md#b"
    ]


def test_both_may_have_changed(tiny):
    tiny.agree()
    tiny.write(ZH.replace("一", "三"), EN.replace("one", "three"))
    assert tiny.drift() == [
        "docs/zh/a.md:5: changed, and so did docs/en/a.md:5, since they were found to say the same\n"
        "    Compare the two, then type: python3 -m scripts agree a.md#a"
    ]
    assert tiny.agree("a.md#a") == ["a.md#a: agreed, zh and en had changed"]
    assert tiny.drift() == []


def test_a_new_section_waits_to_be_compared_and_one_that_is_gone_to_be_taken_out(tiny):
    tiny.agree()
    tiny.write(ZH.replace("#b", "#c"), EN.replace("#b", "#c"))
    assert tiny.drift() == [
        "docs/zh/a.md:9: the languages of this section were not compared yet\n"
        "    See that it says what docs/en/a.md:9 says, then type: python3 -m scripts agree a.md#c",
        "docs/agreement.yml:7: no page has the section a.md#b\n"
        "    If it was taken away or renamed, type: python3 -m scripts agree a.md#b",
    ]
    assert tiny.agree("a.md") == ["a.md#c: agreed, new", "a.md#b: taken out"]
    assert tiny.drift() == []


def test_one_place_is_agreed_and_no_other(tiny):
    tiny.agree()
    tiny.write(ZH.replace("一", "三").replace("二", "四"), EN)
    assert tiny.agree("a.md#b") == ["a.md#b: agreed, zh had changed"]
    assert [line.partition(":")[0] for line in tiny.drift()] == ["docs/en/a.md"]


def test_a_page_that_moves_lines_about_is_still_agreed(tiny):
    tiny.agree()
    tiny.write(ZH.replace("一\n", "\n\n一\n"), EN)
    assert tiny.drift() == []


def test_an_unknown_place_is_answered_with_the_nearest_and_nothing_is_written(tiny):
    assert tiny.said("a.md#c", "b.md") == [
        "no page has the section a.md#c",
        "    Did you mean 'a.md#b'?",
        "no page has the section b.md",
        "    Did you mean 'a.md'?",
        "2 problems",
    ]
    assert read_agreement(tiny.project) is None


def test_a_section_that_one_language_lacks_is_not_agreed(tiny):
    tiny.write(ZH, "# A {#a}\n")
    assert tiny.said("a.md")[:2] == ["docs/en/a.md: lacks the section a.md#b", "    Write it first."]
    assert tiny.agree("a.md#a") == ["a.md#a: agreed, new"]
    assert tiny.drift() == []  # parity tells of it


def test_reasons_stay_when_the_file_is_written(tiny):
    tiny.write(ZH, EN, 'differ:\n  a.md#b: "a: reason"\n')
    tiny.agree()
    assert "differ:\n  a.md#b: 'a: reason'\n\nagreed:\n" in tiny.file
    assert read_agreement(tiny.project).differ == {"a.md#b": "a: reason"}


def test_a_digest_that_looks_like_a_number_is_none(tiny):
    tiny.write(ZH, EN, "agreed:\n  a.md#a: {en: 01234567, zh: 12345678}\n")
    assert read_agreement(tiny.project).agreed == {"a.md#a": {"en": "01234567", "zh": "12345678"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "<<<<<<< ours\nagreed:\n",
            "docs/agreement.yml:2: is not YAML: mapping values are not allowed in this context",
        ),
        ("- a\n", "docs/agreement.yml: is not made of `agreed:` and `differ:`"),
        ("agred: {}\n", "docs/agreement.yml: unknown key 'agred'"),
        ("agreed:\n  a.md#a: 1\n", "docs/agreement.yml:2: can't read the entry 'a.md#a'"),
        ("agreed:\n  a.md#a: {zh: x}\n", "docs/agreement.yml:2: can't read the entry 'a.md#a'"),
        ("differ:\n  a.md#a: ''\n", "docs/agreement.yml:2: no reason why 'a.md#a' may differ"),
    ],
)
def test_a_file_that_can_t_be_read_is_a_problem_with_its_line(tiny, text, said):
    tiny.write(ZH, EN, text)
    with pytest.raises(Problems) as found:
        read_agreement(tiny.project)
    assert str(found.value).splitlines()[0] == said


def test_a_section_that_is_behind_says_so_under_its_heading_and_nowhere_else(tiny):
    tiny.agree()
    tiny.write(ZH, EN.replace("two", "three"))
    build(tiny.project)
    behind = (tiny.project.build / "zh" / "a.md").read_text(encoding="utf-8")
    label = "This section is behind; what is up to date is in"
    assert (
        f'## 乙 {{#b}}\n\n{label} <a href="../../en/a/#b" lang="en" hreflang="en">English</a>\n'
        "{ .behind data-search-exclude }\n\n\n二\n"
    ) in behind
    assert behind.count(label) == 1
    assert label not in (tiny.project.build / "en" / "a.md").read_text(encoding="utf-8")
    taken = tiny.project.build / "take" / "zh" / "downloads" / "a.md"
    assert label not in taken.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "below"),
    [("B {#b}\n---", "B {#b}\n---\n\nThis"), ("> ## B {#b}\n>", "> ## B {#b}\n>\n> This")],
)
def test_what_is_behind_says_so_in_what_its_heading_stands_in(tiny, heading, below):
    zh, en = (f"# A {{#a}}\n\n{heading}\n\n{word}\n" for word in ("二", "two"))
    tiny.write(zh, en)
    tiny.agree()
    tiny.write(zh, en.replace("two", "three"))
    build(tiny.project)
    assert below in (tiny.project.build / "zh" / "a.md").read_text(encoding="utf-8")


def test_when_both_have_changed_no_reader_is_sent_to_the_other(tiny):
    tiny.agree()
    tiny.write(ZH.replace("二", "三"), EN.replace("two", "three"))
    assert not any(page.behind for page in mark_behind(tiny.pages, tiny.project))


@pytest.fixture
def typed(tiny, monkeypatch, capsys):
    """What the command answers: its code, and what it prints."""

    def make(*argv):
        monkeypatch.setattr(commands, "ROOT", str(tiny.project.root))
        code = commands.agree(commands.read_arguments(["agree", *argv]))
        return code, "".join(capsys.readouterr())

    return make


def test_the_command_says_what_it_wrote(typed):
    assert typed("a.md#a") == (0, "a.md#a: agreed, new\n")
    assert typed("--all") == (0, "a.md#b: agreed, new\n")
    assert typed("a.md") == (0, "Nothing has changed there since it was agreed.\n")


def test_the_command_answers_an_unknown_place_with_1(typed):
    assert typed("c.md") == (1, "no page has the section c.md\n    Did you mean 'a.md'?\n1 problem\n")


@pytest.mark.parametrize("argv", [[], ["a.md", "--all"]])
def test_the_command_agrees_nothing_that_was_not_named(typed, tiny, argv):
    with pytest.raises(env.EnvProblem) as found:
        typed(*argv)
    assert found.value.what == "Name the pages and sections that you compared, or --all."
    assert read_agreement(tiny.project) is None
