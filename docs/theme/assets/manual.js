// The language switch keeps the section in view, and the root page learns which language was chosen.
(() => {
  const inView = () => {
    const edge = (document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0) + 24;
    const headings = [...document.querySelectorAll(".md-content :is(h2, h3, h4, h5, h6)[id]")];
    const named = headings.find((heading) => "#" + heading.id === decodeURIComponent(location.hash));
    if (named) {
      const { top } = named.getBoundingClientRect();
      if (top >= 0 && top < innerHeight) return named.id;
    }
    return headings.filter((heading) => heading.getBoundingClientRect().top <= edge).at(-1)?.id ?? "";
  };
  for (const link of document.querySelectorAll(".language-switch")) {
    const aim = () => { link.hash = inView(); };
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, aim);
    link.addEventListener("click", () => {
      try { localStorage.setItem("manual-language", link.dataset.language); } catch { /* not allowed: nothing is remembered */ }
    });
  }
})();

// Paper can't be unfolded: it gets every line.
(() => {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".md-content details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
