"""Whether Tab comes to everything that a mouse can press, and whether one sees where it is."""

from collections.abc import Sequence
from pathlib import Path

from scripts.audit.browser import Page, opened, served
from scripts.audit.measure import Measure, none_of

# Numbers what can be pressed, and says of each what it is.
_NUMBER = """
() => {
  const still = document.createElement("style");
  still.textContent = "*, *::before, *::after { transition: none !important; animation: none !important; }";
  document.head.append(still);
  for (const each of document.querySelectorAll("details")) each.open = true;
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const seen = (element) => {
    const { width, height, right } = element.getBoundingClientRect();
    const shown = element.labels?.length ? {} : { opacityProperty: true }; // a label may stand for its input
    return width * height > 0 && right > 0 && element.checkVisibility({ visibilityProperty: true, ...shown });
  };
  const isItsInput = (element) => element.closest("label")?.control; // what a label is for is reached
  const isOneOfMany = (element) => element.type === "radio" && !element.checked; // the arrow keys reach it
  window.lookOf = (element) => {
    const parts = [element, ...element.labels ?? [], element.closest(".tabbed-set, form") ?? element];
    return parts.map((part) => {
      const look = getComputedStyle(part);
      return [look.outlineStyle, look.outlineWidth, look.boxShadow, look.backgroundColor, look.borderColor,
        look.color, look.textDecorationLine, look.opacity].join();
    }).join("; ");
  };
  const found = [...document.querySelectorAll(kinds)]
    .filter((each) => seen(each) && !each.disabled && !isItsInput(each) && !isOneOfMany(each));
  window.before = found.map(window.lookOf);
  return found.map((each, number) => {
    each.dataset.number = number;
    const text = each.textContent.trim().slice(0, 30);
    return `<${each.tagName.toLowerCase()} class="${each.className}"> ${text}`;
  });
}
"""
# The number of what has the focus, and whether it looks otherwise than without.
_AT = """
() => {
  const number = document.activeElement?.dataset.number;
  if (number === undefined) return null;
  return [Number(number), window.lookOf(document.activeElement) !== window.before[number]];
}
"""


def measures(site: Path, pages: Sequence[str]) -> list[Measure]:
    """Of one page of each kind.

    Raises:
        Lacking: there is no Chromium.
    """
    missed, unseen = [], []
    with opened() as browser, served(site) as address:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        for name in pages:
            page = context.new_page()
            page.goto(address + name)
            lost, dim = walk(page)
            missed += [f"{name} {each}" for each in lost]
            unseen += [f"{name} {each}" for each in dim]
            page.close()
    return [none_of("not reached by Tab", missed), none_of("reached, and nothing shows it", unseen)]


def walk(page: Page) -> tuple[list[str], list[str]]:
    """Go through the page that is open by Tab.

    Returns:
        What Tab didn't come to, and what it came to without a sign of it.
    """
    names = page.evaluate(_NUMBER)
    shown: dict[int, bool] = {}
    for _ in range(2 * len(names) + 20):
        page.keyboard.press("Tab")
        at = page.evaluate(_AT)
        if at:
            shown.setdefault(at[0], at[1])
        if len(shown) == len(names):
            break
    return (
        [name for number, name in enumerate(names) if number not in shown],
        [names[number] for number, is_seen in shown.items() if not is_seen],
    )
