"""Words around the pages: whether each is translated, and Chinese ones are set well."""

from scripts.checks.typography import faults
from scripts.core import Problem, Project
from scripts.sources import HAN, Words

_STRINGS = "docs/strings.yml"


def check_labels(words: Words, project: Project) -> list[Problem]:
    """Entries of the catalogue without a translation; Chinese words around the pages that are set wrong."""
    problems = [
        Problem(_STRINGS, f"'{text}' has no translation", f"Add: {{{project.locales[0].code}: …}}")
        for text, entry in words.entries.items()
        if project.locales[0].code not in entry
    ]
    for locale in project.locales:
        if locale.is_chinese:
            texts = [(_STRINGS, str(entry.get(locale.code, ""))) for entry in words.entries.values()]
            texts += [("pyproject.toml", str(text)) for text in locale.site.values()]
            problems += [
                Problem(where, *it) for where, text in texts if HAN.search(text) for it in faults(text)
            ]
    return problems
