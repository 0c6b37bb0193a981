"""The commands: questions are asked only where nothing was given, and refusals end with 2."""

import pytest

from scripts.authoring.commands import main
from scripts.sources.agreement import check_agreement, record_agreement
from scripts.sources.page import read_pages

NAV = "nav:\n  - index.md\n  - about.md\n"


@pytest.fixture
def root(manual):
    return manual(
        pages={"index.md": "# H {#h}\n", "about.md": "# A {#a}\n\n[home](index.md)\n"},
        files={"mkdocs.yml": NAV},
    ).root


class Answers:
    """Gives the answers in order, and keeps the questions."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.questions = list(answers), []

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        return self.answers.pop(0)


def test_titles_and_place_are_asked_until_they_can_be(root, capsys):
    ask = Answers("", "早停", "`x`", "Early stopping", "indx", "index")
    assert main(["new", "early-stopping"], root, ask=ask) == 0
    place = "After which page? [about] "
    assert ask.questions == ["Title in 中文: "] * 2 + ["Title in English: "] * 2 + [place] * 2
    assert (root / "mkdocs.yml").read_text(encoding="utf-8") == NAV.replace(
        "index.md\n", "index.md\n  - early-stopping.md\n"
    )
    said = capsys.readouterr().out
    assert "no title in 中文\n" in said
    assert "no page 'indx' in nav\n    Did you mean 'index'?\n" in said


def test_without_an_answer_the_page_is_the_last(root):
    assert main(["new", "early-stopping"], root, ask=Answers("早停", "Early stopping", "")) == 0
    assert (root / "mkdocs.yml").read_text(encoding="utf-8") == NAV + "  - early-stopping.md\n"


def test_with_a_flag_nothing_is_asked_and_what_lacks_is_named(root, capsys):
    assert main(["new", "early-stopping", "--title-en", "E"], root, ask=Answers()) == 2
    assert capsys.readouterr().err == 'no title in 中文\n    Give it: --title-zh "…"\n1 problem\n'


def test_without_a_terminal_nothing_is_asked(root, capsys):
    assert main(["new", "early-stopping"], root) == 2
    assert "--title-zh" in capsys.readouterr().err


def test_a_bad_name_is_said_before_anything_is_asked(root, capsys):
    assert main(["new", "about"], root, ask=Answers()) == 2
    assert capsys.readouterr().err.startswith("docs/zh/about.md: is there already\n")


def test_who_stops_at_a_question_has_changed_nothing(root):
    def ask(question: str) -> str:
        raise EOFError

    assert main(["new", "early-stopping"], root, ask=ask) == 130
    assert not list(root.rglob("early-stopping*"))


def test_rename_and_remove_say_what_they_did_and_what_they_left(root, capsys):
    (root / "README.md").write_text("see docs/about.md\n", encoding="utf-8")
    assert main(["rename", "about", "colophon"], root) == 0
    assert capsys.readouterr().out == (
        "wrote docs/zh/colophon.md\nremoved docs/zh/about.md\nwrote docs/en/colophon.md\n"
        "removed docs/en/about.md\nwrote mkdocs.yml\nwrote docs/redirects.yml\n"
        "The name is also here; see whether it means the page:\n    README.md: line 1\n"
    )
    assert main(["remove", "colophon"], root) == 0
    assert (
        (root / "docs/redirects.yml")
        .read_text(encoding="utf-8")
        .endswith("about.md: index.md\ncolophon.md: index.md\n")
    )


def test_a_refusal_ends_with_2(root, capsys):
    assert main(["remove", "abut"], root) == 2
    assert capsys.readouterr().err == "there is no page 'abut'\n    Did you mean 'about'?\n1 problem\n"


def test_what_was_in_step_stays_so_and_what_was_not_does_not(manual):
    pages = {"index.md": "# H {#h}\n\n[a](about.md)\n\n## B {#b}\n", "about.md": "# A {#a}\n"}
    project = manual(pages=pages, files={"mkdocs.yml": NAV})
    record_agreement(read_pages(project)[0], project, [])
    behind = project.docs / "en/index.md"
    behind.write_text(behind.read_text(encoding="utf-8") + "more\n", encoding="utf-8")

    def drifted():
        return [problem.where for problem in check_agreement(read_pages(project)[0], project)]

    assert main(["new", "early-stopping", "--title-zh", "早停", "--title-en", "E"], project.root) == 0
    assert main(["rename", "about", "colophon"], project.root) == 0
    assert drifted() == ["docs/zh/index.md:9"]
    assert main(["remove", "colophon", "--to", "early-stopping"], project.root) == 0
    assert drifted() == ["docs/zh/index.md:9"]
    assert "colophon" not in (project.docs / "agreement.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ["rename", "about", "colophon"],
        ["remove", "about"],
        ["new", "early-stopping", "--title-zh", "早停", "--title-en", "E"],
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("text", [b"agreed: [", b"\xff"], ids=["no YAML", "no UTF-8"])
def test_with_an_agreement_that_can_t_be_read_nothing_changes(root, command, text, capsys):
    (root / "docs/agreement.yml").write_bytes(text)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main(command, root) == 2
    assert capsys.readouterr().err.startswith("docs/agreement.yml")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
