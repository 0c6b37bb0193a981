"""The commands that make, rename and remove pages: new, import, rename, remove."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scripts.authoring import create, move
from scripts.authoring.import_notebook import Wanted, from_notebook
from scripts.authoring.mentions import mentions_elsewhere
from scripts.core import Problem, Problems, Project, did_you_mean, read_project, stop_if
from scripts.sources import (
    NAVIGATION_FILE,
    carry_agreement,
    navigation_pages,
    read_agreement,
    read_pages,
    record_agreement,
)

_HELP = {
    "new": "make a page: its program, a page in each language, its place in the navigation",
    "import": "make a page of a notebook: code to a program, prose to its language, a skeleton for the other",
    "rename": "give a page another name; its published address leads to the new one",
    "remove": "take a page away, if nothing needs it, or lead what does elsewhere",
}


def main(argv: Sequence[str], root: Path, *, ask: Callable[[str], str] | None = None) -> int:
    """Do one of the commands; 0, or 2 if it can't be done as it stands, 130 if it was stopped at a question.

    Unless it is 0, nothing has changed.

    Args:
        argv: the command's name, then what follows it.
        ask: shows a question and returns the answer; without it, one at the terminal if there is one.
    """
    if ask is None and sys.stdin.isatty():
        ask = input
    try:
        project = read_project(root)
        options = _arguments(argv, project)
        options.ask = ask
        return {"new": _new, "import": _import, "rename": _rename, "remove": _remove}[argv[0]](
            project, options
        )
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 2
    except EOFError:
        return 130


def _arguments(argv: Sequence[str], project: Project) -> argparse.Namespace:
    name, *rest = argv
    parser = argparse.ArgumentParser(prog=f"python3 -m scripts {name}", description=_HELP[name])
    add = parser.add_argument
    if name == "import":
        add("file", metavar="FILE.ipynb", type=Path, help="the notebook")
        add("--language", default="", help="of its prose (default: guessed)")
    add("id", metavar="OLD" if name == "rename" else "ID", help="the page's name, as in docs/en/ID.md")
    if name == "rename":
        add("new", metavar="NEW", help="its new name")
    if name == "remove":
        add("--to", default="", metavar="PAGE[#ID]", help="where links to it and its address shall lead")
    if name in ("new", "import"):
        for locale in project.locales:
            add(f"--title-{locale.code}", default="", metavar="TITLE", help=f"its title in {locale.name}")
        add("--after", default="", metavar="ID", help="the page that it comes after (default: the last)")
    return parser.parse_args(rest)


def _new(project: Project, options: argparse.Namespace) -> int:
    stop_if(create.bad_name(project, options.id))
    agreed = read_agreement(project)
    titles, after = _titles(project, options), options.after
    if options.ask and not after and not any(titles.values()):
        titles, after = _asked(project, options.ask)
    _tell(project, create.new(project, options.id, titles, after))
    if agreed is not None:  # its languages say the same: they were written together
        record_agreement(read_pages(project)[0], project, [f"{options.id}.md"])
    print(
        f"See it with: python3 -m scripts serve\nFrom the home page nothing leads to {options.id}.md yet: "
        "its list of chapters is in docs/*/index.md."
    )
    return 0


def _asked(project: Project, ask: Callable[[str], str]) -> tuple[dict[str, str], str]:
    """Titles and place, each asked again until it can be."""
    titles: dict[str, str] = {}
    for locale in project.locales:
        others = {other.code: "-" for other in project.locales if other is not locale}

        def wrong(title: str, code: str = locale.code, others: Mapping[str, str] = others) -> list[Problem]:
            return create.bad_titles(project, {**others, code: title})

        titles[locale.code] = _answer(ask, f"Title in {locale.name}: ", wrong)
    text = project.text_of(project.root / NAVIGATION_FILE)
    names = [page.removesuffix(".md") for page in navigation_pages(text)]
    print(f"Pages: {', '.join(names)}")

    def nowhere(name: str) -> list[Problem]:
        is_there = name.removesuffix(".md") in names
        return [] if is_there else [Problem("", f"no page '{name}' in nav", did_you_mean(name, names))]

    last = names[-1] if names else ""
    return titles, _answer(ask, f"After which page? [{last}] ", nowhere, last)


def _answer(
    ask: Callable[[str], str], question: str, wrong: Callable[[str], list[Problem]], default: str = ""
) -> str:
    while problems := wrong(answer := ask(question).strip() or default):
        print(*problems, sep="\n")
    return answer


def _import(project: Project, options: argparse.Namespace) -> int:
    wanted = Wanted(options.id, _titles(project, options), options.after, options.language)
    paths, remarks = from_notebook(project, options.file, wanted)
    _tell(project, paths)
    print(*remarks, sep="\n")
    print("What still waits for words is marked in the pages; the tests name each mark.")
    return 0


def _rename(project: Project, options: argparse.Namespace) -> int:
    agreed, before = read_agreement(project), read_pages(project)[0]
    names = {f"{options.id.removesuffix('.md')}.md": f"{options.new}.md"}
    paths = move.rename(project, options.id, options.new)
    carry_agreement(agreed, before, read_pages(project)[0], project, names)
    _tell(project, paths)
    _elsewhere(project, options.id)
    return 0


def _remove(project: Project, options: argparse.Namespace) -> int:
    agreed, before = read_agreement(project), read_pages(project)[0]
    paths = move.remove(project, options.id, options.to)
    carry_agreement(agreed, before, read_pages(project)[0], project, {})
    _tell(project, paths)
    _elsewhere(project, options.id)
    return 0


def _titles(project: Project, options: argparse.Namespace) -> dict[str, str]:
    return {locale.code: getattr(options, f"title_{locale.code}") for locale in project.locales}


def _elsewhere(project: Project, id: str) -> None:
    """What no command can change for its author."""
    if places := mentions_elsewhere(project, id.removesuffix(".md")):
        print("The name is also here; see whether it means the page:", *places, sep="\n    ")


def _tell(project: Project, paths: Sequence[Path]) -> None:
    for path in paths:
        print(f"{'wrote' if path.is_file() else 'removed'} {project.name_of(path)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).parents[2]))
