"""The terms of the field, each with its names and its definition in every language: docs/terms.yml."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from scripts.core import Problem, Problems, Project, did_you_mean, parse_yaml, stop_if

THIS_PAGE = "this page"
"""A reference that staging puts on a page whose terms shall be marked; Markdown shows nothing of it."""
HAN = re.compile(r"[\u3400-\u9fff]+")
_WHOLE = ("terms", "words", "layers")
_SAID = ("name", "text", "also", "avoid")
_FORM = "Write `id: {see: page.md#heading, zh: {name: …, text: …}, en: {name: …, text: …}}`."


@dataclass(frozen=True)
class Said:
    """A term in one language."""

    name: str
    text: str
    """Its definition; code stands between backticks."""
    also: tuple[str, ...] = ()
    """Other words for it."""
    avoid: tuple[str, ...] = ()
    """Words that pages shall not use for it."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


@dataclass(frozen=True)
class Term:
    """One entry of the list."""

    id: str
    where: str
    said: Mapping[str, Said]
    """By locale."""
    see: str
    """What explains it: a page, or page.md#heading."""
    not_in: tuple[str, ...] = ()
    """Pages and sections in which the word means something else."""
    is_marked: bool = True
    """Whether prose shows it; the commonest words would dot every line."""

    def title(self, locale: str) -> str:
        """Its name; after a Chinese one, the others in brackets, for they are what code and papers say."""
        own = self.said[locale].name
        others = [said.name for said in self.said.values() if not HAN.search(said.name)]
        return f"{own}（{'、'.join(others)}）" if HAN.search(own) and others else own


@dataclass(frozen=True)
class Layer:
    """A class whose boxes in graphs lead to what explains it."""

    name: str
    where: str
    see: str
    """A page, or page.md#heading."""


@dataclass(frozen=True)
class Terms:
    """The list."""

    terms: tuple[Term, ...] = ()
    words: Mapping[str, Sequence[str]] | None = None
    """Locale -> words that are no terms, though they hold the name of one."""
    layers: tuple[Layer, ...] = ()

    def plain(self, locale: str) -> Sequence[str]:
        """The locale's words that are no terms."""
        return (self.words or {}).get(locale, ())


NO_TERMS = Terms()


def read_terms(project: Project) -> Terms:
    """The list; an empty one if there is no file.

    Raises:
        Problems: it is not YAML, or not of the form that its head describes.
    """
    path = project.docs / "terms.yml"
    if not path.is_file():
        return NO_TERMS
    where = project.name_of(path)
    text = project.text_of(path)
    content, tree = parse_yaml(text, where) or {}, yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(content, dict) or not isinstance(content.get("terms", {}), dict):
        raise Problems.of(where, "has no terms that can be read", _FORM)
    lines, layers = dict(_places(tree, where, "terms")), dict(_places(tree, where, "layers"))
    stop_if(
        [
            *_wrong_layers(content.get("layers", {}), where),
            *_unknown(content, _WHOLE, where, "docs/terms.yml"),
            *_wrong_words(content.get("words", {}), where, project),
            *(p for id, entry in content.get("terms", {}).items() for p in _wrong(id, entry, lines, project)),
        ]
    )
    terms = tuple(_term(id, entry, lines[id], project) for id, entry in content.get("terms", {}).items())
    stop_if(_names_of_two(terms, project))
    found = content.get("layers", {})
    return Terms(
        terms,
        content.get("words", {}),
        tuple(Layer(name, line, found[name]) for name, line in layers.items()),
    )


def _places(tree: yaml.Node | None, where: str, part: str) -> Iterator[tuple[str, str]]:
    """Id of a term or name of a layer, and its line."""
    for key, value in tree.value if tree else ():
        if key.value == part and isinstance(value, yaml.MappingNode):
            yield from ((id.value, f"{where}:{id.start_mark.line + 1}") for id, _ in value.value)


def _unknown(entry: Mapping[str, Any], known: Sequence[str], where: str, what: str) -> list[Problem]:
    return [
        Problem(where, f"unknown key '{key}' in {what}", did_you_mean(str(key), known))
        for key in entry
        if key not in known
    ]


def _wrong(id: Any, entry: Any, lines: Mapping[str, str], project: Project) -> list[Problem]:
    """What is wrong with one entry."""
    where, locales = lines[id], [locale.code for locale in project.locales]
    if not isinstance(id, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", id):
        return [Problem(where, f"'{id}' can't be an id", "Use small letters, digits and hyphens.")]
    if not isinstance(entry, dict):
        return [Problem(where, f"can't read the term '{id}'", _FORM)]
    problems = _unknown(entry, ("see", "not_in", "marked", *locales), where, f"the term '{id}'")
    if not isinstance(entry.get("see"), str):
        fix = "Write see: page.md#heading, where it is explained."
        problems.append(Problem(where, f"the term '{id}' leads nowhere", fix))
    if not _is_list(entry.get("not_in", [])):
        fix = "Write not_in: [page.md#heading]."
        problems.append(Problem(where, f"not_in of the term '{id}' is no list of pages", fix))
    if not isinstance(entry.get("marked", True), bool):
        problems.append(Problem(where, f"marked of the term '{id}' is no yes or no", "Write marked: false."))
    for locale in locales:
        problems += _wrong_said(entry.get(locale), where, f"the term '{id}'", locale)
    return problems


def _wrong_said(said: Any, where: str, what: str, locale: str) -> list[Problem]:
    if said is None:
        return [Problem(where, f"{what} has no {locale}", f"Write {locale}: {{name: …, text: …}}.")]
    if not isinstance(said, dict):
        return [Problem(where, f"can't read {locale} of {what}", f"Write {locale}: {{name: …, text: …}}.")]
    problems = _unknown(said, _SAID, where, f"{locale} of {what}")
    for key in ("name", "text"):
        if not isinstance(said.get(key), str) or not said[key].strip():
            problems.append(Problem(where, f"{what} has no {key} in {locale}", f"Write {key}: …, as text."))
    for key in ("also", "avoid"):
        if not _is_list(said.get(key, [])):
            told = f"{key} in {locale} of {what} is no list of words"
            problems.append(Problem(where, told, f"Write {key}: [word, word]."))
    return problems


def _wrong_words(words: Any, where: str, project: Project) -> list[Problem]:
    locales = [locale.code for locale in project.locales]
    if not isinstance(words, dict) or not all(_is_list(found) for found in words.values()):
        return [Problem(where, "words are no lists by language", "Write `words: {zh: [词, 词]}`.")]
    return _unknown(words, locales, where, "words")


def _wrong_layers(layers: Any, where: str) -> list[Problem]:
    if not isinstance(layers, dict) or not all(
        isinstance(part, str) for pair in layers.items() for part in pair
    ):
        return [
            Problem(where, "layers are no names with places", "Write `layers: {Dense: page.md#heading}`.")
        ]
    return []


def _is_list(found: Any) -> bool:
    """Of texts, none of them empty."""
    return isinstance(found, list) and all(isinstance(one, str) and one.strip() for one in found)


def _term(id: str, entry: Mapping[str, Any], where: str, project: Project) -> Term:
    said = {
        code: Said(
            given["name"].strip(),
            given["text"].strip(),
            tuple(given.get("also", ())),
            tuple(given.get("avoid", ())),
        )
        for code, given in entry.items()
        if code in {locale.code for locale in project.locales}
    }
    return Term(id, where, said, entry["see"], tuple(entry.get("not_in", ())), entry.get("marked", True))


def _names_of_two(terms: Sequence[Term], project: Project) -> list[Problem]:
    problems = []
    for locale in project.locales:
        owners: dict[str, str] = {}
        for term in terms:
            for name in term.said[locale.code].names:
                owner = owners.setdefault(name.casefold(), term.id)
                if owner != term.id:
                    what = f"'{name}' names the term '{term.id}', and '{owner}' before it"
                    problems.append(Problem(term.where, what, "Give each term names of its own."))
        for term in terms:
            for word in term.said[locale.code].avoid:
                if named := owners.get(word.casefold()):
                    what = f"the term '{term.id}' avoids '{word}', which names the term '{named}'"
                    problems.append(Problem(term.where, what, "Take it out of one of them."))
    return problems
