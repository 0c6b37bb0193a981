// The language switch keeps the section in view, the root page learns which language was chosen, and what
// is pasted by mouse is searched.
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
  // Material searches when a key goes up; a paste by mouse, or a Chinese input method, may bring none
  document.querySelector(".md-search__input")?.addEventListener("input", ({ target }) => target.dispatchEvent(new Event("keyup")));
})();
