"""What axe finds on a page that some readers can't use."""

from collections.abc import Mapping
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT

from scripts.audit.browser import Page

SCHEMES: Mapping[str, Literal["light", "dark"]] = {"default": "light", "slate": "dark"}
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""Rules that may answer otherwise in the dark."""

# Of thousands of coloured words of code, one of each kind is enough: the others become plain text.
_THIN_OUT = """
() => {
  const seen = new Set();
  const kind = (element) => {
    const names = [];
    for (let at = element; at; at = at.parentElement)
      names.push(at.tagName, at.getAttribute("class"), at.getAttribute("style"));
    return names.join(" ");
  };
  for (const word of document.querySelectorAll("pre span")) {
    if (word.children.length) continue;
    const of = kind(word);
    if (seen.has(of)) word.replaceWith(word.textContent);
    seen.add(of);
  }
}
"""
_DRESS = "scheme => { document.body.dataset.mdColorScheme = scheme; }"
_LOOK = "options => axe.run(document, options).then((found) => found.violations)"


def faults(page: Page) -> list[str]:
    """What axe finds on the page that is open, in light and in dark, a line for each element.

    The page is not fit for anything else afterwards.
    """
    page.evaluate(AXE_SCRIPT)
    page.evaluate(_THIN_OUT)
    found = []
    for scheme, name in SCHEMES.items():
        page.emulate_media(color_scheme=name)
        page.evaluate(_DRESS, scheme)  # Material's pages, whose reader may choose otherwise
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if scheme != "default":
            options["runOnly"] = {"type": "rule", "values": OF_COLOUR}
        found += [
            f"{name}: {fault['id']} at {' '.join(map(str, node['target']))}"
            for fault in page.evaluate(_LOOK, options)
            for node in fault["nodes"]
        ]
    return found
