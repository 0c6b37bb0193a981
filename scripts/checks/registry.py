"""All checks of the sources, each once: what a build demands, a server shows and `check --quick` reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from scripts.checks import accepted_outputs, outputs, rules
from scripts.checks.facts import same_facts
from scripts.checks.placeholders import waiting
from scripts.checks.typography import lint
from scripts.core.problem import Problem, Problems
from scripts.core.project import Project
from scripts.core.run import Run
from scripts.rendering import social_card
from scripts.sources import redirects
from scripts.sources.agreement import drift
from scripts.sources.page import Page, read_pages
from scripts.sources.snippet import Snippet, read_snippets
from scripts.sources.strings import Words, read_words
from scripts.sources.terms import Terms, read_terms
from scripts.store import disk


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
        lambda of: outputs.references(of.pages, of.snippets, [each.path for each in of.problems]),
        stops=True,
    ),
    Check("headings with the id of another", lambda of: rules.unique_ids(of.pages), stops=True),
    Check("titles that no card can show", lambda of: social_card.missing(of.pages), stops=True),
    Check("terms that lead nowhere", lambda of: outputs.terms(of.terms, of.pages, of.project), stops=True),
    Check("redirects that lead nowhere", lambda of: redirects.wrong(of.pages, of.project), stops=True),
    Check("downloads of one name", lambda of: rules.clashes(of.pages, of.snippets, of.project), stops=True),
    Check("values that a run lacks", lambda of: outputs.values(of.pages, of.runs), stops=True),
    Check("pictures and their texts", lambda of: outputs.pictures(of.pages, of.runs), stops=True),
    Check(
        "figures that can't be shown in every language",
        lambda of: outputs.words(of.snippets, of.runs, of.words, [each.code for each in of.project.locales]),
        stops=True,
    ),
    Check("differences of the languages", lambda of: outputs.parity(of.pages, of.project)),
    Check("texts that wait for their author", lambda of: waiting(of.pages)),
    Check("sections that one language changed alone", lambda of: drift(of.pages, of.project)),
    Check("facts that one language lacks", lambda of: same_facts(of.pages, of.project)),
    Check("Chinese set wrong, words to avoid", lambda of: lint(of.pages, of.terms)),
    Check("words around the pages", lambda of: rules.labels(of.words, of.project)),
    Check("cells that no page shows", lambda of: outputs.orphans(of.pages, of.snippets, of.project)),
    Check(
        "outputs that nobody accepted",
        lambda of: accepted_outputs.unaccepted(of.project, of.pages, of.snippets, of.runs),
    ),
    Check("cells out of their order", lambda of: outputs.order(of.pages, of.snippets)),
    Check("cells longer than a screen", lambda of: rules.lengths(of.snippets, of.project.locales)),
    Check("programs that do not stand alone", lambda of: rules.programs(of.snippets, of.project.locales)),
    Check("blocks that are not run without a reason", lambda of: rules.reasons(of.pages)),
)
"""A new check is an entry here."""


def read(project: Project) -> Sources:
    """The sources of a project, with the problems of reading them, and no runs.

    Raises:
        Problems: docs/strings.yml or docs/terms.yml can't be read.
    """
    words, terms = read_words(project), read_terms(project)
    snippets, problems = read_snippets(project)
    pages, more = read_pages(project)
    return Sources(project, pages, snippets, terms, words, [*problems, *more])


def kept(sources: Sources) -> Mapping[str, Run]:
    """The runs of the store that hold for these sources."""
    return disk.load(sources.project, sources.snippets)[0]


def demanded(sources: Sources) -> list[Problem]:
    """What a build refuses, and a server says on the pages."""
    return [problem for each in CHECKS if each.stops for problem in each.problems(sources)]
