"""All checks of the sources, each once: what a build demands, a server shows and `check --quick` reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from scripts.checks import (
    accepted_outputs,
    catalogue,
    downloads,
    headings,
    languages,
    outputs,
    programs,
    references,
)
from scripts.checks.facts import differing_facts
from scripts.checks.placeholders import find_placeholders
from scripts.checks.typography import check_typography
from scripts.core import Problem, Problems, Project, Run
from scripts.rendering import missing_characters
from scripts.sources import (
    Page,
    Snippet,
    Terms,
    Words,
    check_agreement,
    check_redirects,
    read_pages,
    read_snippets,
    read_terms,
    read_words,
)
from scripts.store import load_runs


@dataclass(frozen=True)
class Sources:
    """Pages and programs as they are written, with the runs that there are."""

    project: Project
    pages: Sequence[Page]
    snippets: Mapping[str, Snippet]
    terms: Terms
    words: Words
    problems: Sequence[Problem]
    """Of reading them."""
    runs: Mapping[str, Run] = field(default_factory=dict)
    """By snippet; what is said of a run is checked where there is one."""


@dataclass(frozen=True)
class Check:
    """Something that must hold."""

    name: str
    """What is counted: none of these should be there."""
    look: Callable[[Sources], list[Problem]]
    stops: bool = False
    """Whether no site is built while there are any."""

    def problems(self, of: Sources) -> list[Problem]:
        """All there are; that a list which it needs can't be read is one."""
        try:
            return self.look(of)
        except Problems as found:
            return list(found.problems)


CHECKS = (
    Check("pages and programs that can't be read", lambda of: list(of.problems), stops=True),
    Check(
        "names of no program or cell",
        lambda of: references.check_references(of.pages, of.snippets, [each.path for each in of.problems]),
        stops=True,
    ),
    Check("headings with the id of another", lambda of: headings.check_ids(of.pages), stops=True),
    Check("titles that no card can show", lambda of: missing_characters(of.pages), stops=True),
    Check(
        "terms that lead nowhere",
        lambda of: references.check_terms(of.terms, of.pages, of.project),
        stops=True,
    ),
    Check("redirects that lead nowhere", lambda of: check_redirects(of.pages, of.project), stops=True),
    Check(
        "downloads of one name",
        lambda of: downloads.check_downloads(of.pages, of.snippets, of.project),
        stops=True,
    ),
    Check("values that a run lacks", lambda of: outputs.check_values(of.pages, of.runs), stops=True),
    Check("pictures and their texts", lambda of: outputs.check_pictures(of.pages, of.runs), stops=True),
    Check(
        "figures that can't be shown in every language",
        lambda of: outputs.check_words(
            of.snippets, of.runs, of.words, [each.code for each in of.project.locales]
        ),
        stops=True,
    ),
    Check("differences of the languages", lambda of: languages.check_languages(of.pages, of.project)),
    Check("texts that wait for their author", lambda of: find_placeholders(of.pages)),
    Check("sections that one language changed alone", lambda of: check_agreement(of.pages, of.project)),
    Check("facts that one language lacks", lambda of: differing_facts(of.pages, of.project)),
    Check("Chinese set wrong, words to avoid", lambda of: check_typography(of.pages, of.terms)),
    Check("words around the pages", lambda of: catalogue.check_labels(of.words, of.project)),
    Check("cells that no page shows", lambda of: references.check_orphans(of.pages, of.snippets, of.project)),
    Check(
        "outputs that nobody accepted",
        lambda of: accepted_outputs.unaccepted_outputs(of.project, of.pages, of.snippets, of.runs),
    ),
    Check("cells out of their order", lambda of: references.check_order(of.pages, of.snippets)),
    Check("cells longer than a screen", lambda of: programs.check_lengths(of.snippets, of.project.locales)),
    Check(
        "programs that do not stand alone",
        lambda of: programs.check_programs(of.snippets, of.project.locales),
    ),
    Check("blocks that are not run without a reason", lambda of: programs.check_reasons(of.pages)),
)
"""A new check is an entry here."""


def read_sources(project: Project) -> Sources:
    """The sources of a project, with the problems of reading them, and no runs.

    Raises:
        Problems: docs/strings.yml or docs/terms.yml can't be read.
    """
    words, terms = read_words(project), read_terms(project)
    snippets, problems = read_snippets(project)
    pages, more = read_pages(project)
    return Sources(project, pages, snippets, terms, words, [*problems, *more])


def kept_runs(sources: Sources) -> Mapping[str, Run]:
    """The runs of the store that hold for these sources."""
    return load_runs(sources.project, sources.snippets)[0]


def demanded_problems(sources: Sources) -> list[Problem]:
    """What a build refuses, and a server says on the pages."""
    return [problem for each in CHECKS if each.stops for problem in each.problems(sources)]
