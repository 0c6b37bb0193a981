"""Every page of both languages, as a phone shows it, in light and dark."""

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser

LOOK = """
() => {
  const faults = [];
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const box of document.querySelectorAll(".run, .run *, .jp-CodeCell, .jp-CodeCell *"))
    if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === "hidden")
      faults.push(`${box.tagName} .${box.className} cuts off '${box.textContent.trim().slice(0, 40)}'`);
  for (const picture of document.querySelectorAll(".md-content img, .md-content .run-figure > svg")) {
    if (picture.closest(".tabbed-block")?.offsetParent === null) continue;
    const { width, height } = picture.getBoundingClientRect();
    const name = picture.getAttribute("alt") ?? picture.getAttribute("aria-label");
    if (width < 20 || height < 20) faults.push(`picture '${name}' is ${width} by ${height}`);
    if (picture.tagName === "IMG" && !picture.naturalWidth) faults.push(`picture '${name}' is not loaded`);
  }
  return faults;
}
"""
CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => rgba(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return "white";
  };
  const faults = new Set();
  const look = (element, colour, background) => {
    const text = element.textContent.trim().slice(0, 40);
    if (ratio(colour, background) < 4.5) faults.add(`'${text}' is ${colour} on ${background}`);
  };
  for (const svg of document.querySelectorAll(".run-figure > svg, .jp-RenderedSVG > svg")) {
    if (svg.matches(".figure-grey") && getComputedStyle(svg).filter !== "none") continue; // inverted on the dark page
    const head = svg.querySelector("[fill*='--graph-head'], [style*='--graph-head']");
    for (const text of svg.querySelectorAll("text")) {
      const { fill } = getComputedStyle(text);
      if (svg.querySelector("image") && rgba(fill)[0] === 255) continue; // white on a dark pixel
      const inHead = head && fill === "rgb(255, 255, 255)"; // other words are never quite white
      look(text, fill, inHead ? getComputedStyle(head).fill : paper(svg));
    }
  }
  const words = ".md-content :is(p, h1, h2, h3, li, pre, pre span, p a, summary, td, th)";
  for (const element of document.querySelectorAll(words))
    if (element.textContent.trim()) look(element, getComputedStyle(element).color, paper(element));
  return [...faults];
}
"""


def pages_of(site, language):
    """Addresses below the site's, of chapters and notebooks."""
    folders = [path.parent.relative_to(site) for path in (site / language).rglob("index.html")]
    return sorted(f"{folder.as_posix()}/" for folder in folders)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_shows_its_pictures_on_a_phone_and_is_quiet(site, address, reader, complaints, language):
    page = reader(width=360, reduced_motion="reduce").new_page()
    complaints.watch(page)
    faults = []
    for name in pages_of(site, language):
        page.goto(address + name)
        for scheme in ("default", "slate"):
            page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", scheme)
            faults += [f"{name} {scheme}: {fault}" for fault in page.evaluate(LOOK) + page.evaluate(CONTRAST)]
        faults += [f"{name}: {text}" for text in complaints.texts]
        complaints.texts.clear()
    assert faults == []


@pytest.mark.parametrize("name", ["", "404.html"])
def test_the_pages_of_no_language_are_quiet_too(address, reader, complaints, name):
    has_scripts = name != ""  # the root's script goes on to a language
    page = reader(width=360, java_script_enabled=has_scripts).new_page()
    complaints.watch(page)
    page.goto(address + name)
    assert complaints.texts == []


@pytest.mark.parametrize(("language", "said"), [("zh", "zh-CN"), ("en", "en")])
def test_pages_say_their_language(site, address, reader, language, said):
    page = reader().new_page()
    for name in (f"{language}/", f"{language}/sequential/"):
        page.goto(address + name)
        assert page.locator("html").get_attribute("lang") == said


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("zh/sequential/", 360),
        ("zh/sequential/", 1200),
        ("en/sequential/", 360),
        ("en/sequential/", 1200),
        ("zh/notebooks/sequential/", 360),
    ],
)
def test_the_boxes_of_a_summary_are_straight_and_touch(address, reader, name, width):
    page = reader(width=width).new_page()
    page.goto(address + name)
    tables = page.evaluate("""
      () => [...document.querySelectorAll(".md-content pre")].map((pre) => {
        const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
        const ends = [];
        for (let node; (node = walker.nextNode());)
          for (const found of node.data.matchAll(/[┓┃┩│┤┘](?=\\n)/g)) {
            const range = document.createRange();
            range.setStart(node, found.index);
            range.setEnd(node, found.index + 1);
            const { right, top, bottom } = range.getBoundingClientRect();
            ends.push({ right, top, bottom });
          }
        return ends;
      }).filter((ends) => ends.length)
    """)
    assert tables
    for ends in tables:
        assert len(ends) >= 4
        assert max(end["right"] for end in ends) - min(end["right"] for end in ends) < 0.1
        gaps = [below["top"] - above["bottom"] for above, below in pairwise(ends)]
        assert max(gaps) < 1, gaps
