// Two languages: the switch keeps page, section and place, and both can be read side by side.
(() => {
  const content = document.querySelector(".md-content__inner");
  const link = document.querySelector(".language-switch");
  if (!content || !link) return;
  const remember = (storage, name, value) => {
    try { storage.setItem(name, value); } catch { /* not allowed: nothing is remembered */ }
  };
  const recall = (storage, name) => {
    try { return storage.getItem(name); } catch { return null; }
  };

  // ---- the switch: to the section in view, and as far into it ----

  const bars = document.querySelectorAll(".md-header, .contents summary");
  const edge = () => Math.max(0, ...[...bars].map((bar) => bar.getBoundingClientRect().bottom)) + 24;
  const headings = [...content.querySelectorAll(":is(h1, h2, h3, h4, h5, h6)[id]")];
  const top = (heading) => heading.getBoundingClientRect().top;
  const end = (heading) => {
    const next = headings[headings.indexOf(heading) + 1];
    return next ? top(next) : content.getBoundingClientRect().bottom;
  };
  const inView = () => {
    const named = headings.find((heading) => `#${heading.id}` === decodeURIComponent(location.hash));
    if (named && top(named) >= 0 && top(named) < innerHeight) return named;
    return headings.filter((heading) => top(heading) <= edge()).at(-1) ?? headings[0];
  };
  const aim = () => {
    const heading = inView();
    link.hash = heading && heading.tagName !== "H1" ? heading.id : "";
    const part = heading ? (edge() - top(heading)) / Math.max(1, end(heading) - top(heading)) : 0;
    remember(sessionStorage, "manual-place", JSON.stringify({ id: heading?.id, part: Math.min(1, Math.max(0, part)) }));
  };
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, aim);
  link.addEventListener("click", () => {
    remember(localStorage, "manual-language", link.dataset.language);
    remember(sessionStorage, "manual-switched", "yes");
  });
  const arrive = () => {
    const { id, part } = JSON.parse(recall(sessionStorage, "manual-place") ?? "{}");
    const heading = headings.find((each) => each.id === id);
    if (heading && part > 0) scrollBy({ top: top(heading) - edge() + part * (end(heading) - top(heading)), behavior: "instant" });
  };
  if (recall(sessionStorage, "manual-switched")) {
    sessionStorage.removeItem("manual-switched");
    addEventListener("load", () => requestAnimationFrame(arrive));
  }

  // ---- side by side: prose in two columns, section by section; code and outputs once, across both ----

  const buttons = [...document.querySelectorAll(".both-switch")]; // in the header, and in the drawer
  if (!buttons.length || !location.protocol.startsWith("http")) return; // a file can't read its twin
  const STARTS = "h1[id], h2[id], h3[id]";
  const isRun = (block) => block.matches(".run, .pair");

  // blocks of one section, as [[prose], run, [prose], run, …]
  const parts = (blocks) => blocks.reduce((rows, block) => {
    if (isRun(block)) rows.push(block, []);
    else rows.at(-1).push(block);
    return rows;
  }, [[]]);
  const sections = (root) => {
    const found = new Map([["", []]]);
    let blocks = found.get("");
    for (const block of root.children) {
      if (block.matches(STARTS)) found.set(block.id, (blocks = []));
      blocks.push(block);
    }
    return found;
  };
  const column = (language, blocks) => {
    const made = document.createElement("div");
    made.lang = language;
    made.append(...blocks);
    return made;
  };

  const twin = async () => {
    const response = await fetch(link.href.replace(/#.*/, ""));
    if (!response.ok) throw new Error(`${link.href}: ${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const other = page.querySelector(".md-content__inner");
    for (const each of other.querySelectorAll("[href]")) each.setAttribute("href", new URL(each.getAttribute("href"), response.url));
    // runs stand once, in this page's language
    const twice = ".headerlink, .run-card, .terms, script, :is(li, .tabbed-block, .admonition, details) .run";
    for (const each of other.querySelectorAll(twice)) each.remove();
    return { language: page.documentElement.lang, found: sections(other) };
  };

  const together = ({ language, found }) => {
    const own = document.documentElement.lang;
    for (const [id, blocks] of sections(content)) {
      if (!blocks.length) continue;
      const theirs = parts(found.get(id) ?? []);
      const place = document.createComment("");
      blocks[0].before(place);
      const rows = parts(blocks).map((part, index) => {
        if (!Array.isArray(part)) return part;
        const other = Array.isArray(theirs[index]) ? theirs[index] : [];
        const row = document.createElement("div");
        row.className = "both";
        row.append(column(own, part), column(language, other));
        // ids are this language's own; a picture finds its parts by those of its twin, which is the same picture
        for (const each of row.lastChild.querySelectorAll("[id]")) each.removeAttribute("id");
        return part.length || other.length ? row : "";
      });
      place.replaceWith(...rows);
    }
  };

  let isOn = false;
  const toggle = async () => {
    if (isOn) {
      remember(sessionStorage, "manual-both", "");
      location.reload();
      return;
    }
    for (const button of buttons) button.disabled = true;
    try {
      const heading = scrollY > 0 && inView();
      const was = heading ? top(heading) : 0;
      together(await twin());
      isOn = true;
      document.body.classList.add("reads-both");
      for (const button of buttons) button.setAttribute("aria-pressed", "true");
      remember(sessionStorage, "manual-both", "yes");
      if (heading) scrollBy({ top: top(heading) - was, behavior: "instant" });
      document.getElementById("__drawer").checked = false;
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  };
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", toggle);
  }
  if (recall(sessionStorage, "manual-both")) toggle();
})();
