// What every page does in a browser. Material's own script is search.js's affair: it is as large as a chapter.
(() => {
  const content = document.querySelector(".md-content");

  // ---- light or dark: as chosen, else as the system has it ----

  const schemes = [...document.querySelectorAll("[data-md-component=palette] input")];
  const colourOf = (input) => Object.fromEntries(["media", "scheme", "primary", "accent"].map((name) => [name, input.getAttribute(`data-md-color-${name}`)]));
  const show = (chosen) => {
    chosen.checked = true;
    for (const [name, value] of Object.entries(colourOf(chosen))) document.body.setAttribute(`data-md-color-${name}`, value);
    for (const each of schemes) each.nextElementSibling.hidden = each !== chosen;
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => schemes[__md_get("__palette")?.index];
  const bySystem = () => remembered() ?? schemes.find(({ dataset }) => dataset.mdColorMedia.includes("dark") === system.matches);
  if (schemes.length) {
    show(bySystem());
    system.addEventListener("change", () => show(bySystem()));
  }
  schemes.forEach((each, index) => each.addEventListener("change", () => {
    show(each);
    __md_set("__palette", { index, color: colourOf(each) });
  }));

  // ---- where the reader is: the section in the contents, the page's name in the header ----

  const column = document.querySelector(".md-sidebar--secondary .md-sidebar__scrollwrap");
  const here = document.querySelector(".contents__here");
  const links = [...document.querySelectorAll(":is(.md-sidebar--secondary, .contents) .md-nav__link[href^='#']")];
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const up = document.querySelector(".md-top");
  let before = scrollY;
  // the link in the middle of its column; the column's top while no section has been reached
  const follow = (link) => {
    if (link && !column.contains(link)) return;
    const top = link ? link.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop : 0;
    if (!link || top < column.scrollTop || top > column.scrollTop + column.clientHeight - 40) column.scrollTop = Math.max(0, top - column.clientHeight / 2);
  };
  const place = () => {
    const passed = sections.findLast((each) => each && each.getBoundingClientRect().top < 120);
    if (column && !passed) follow();
    links.forEach((link, index) => {
      const isHere = passed && sections[index] === passed;
      if (column && isHere && !link.classList.contains("md-nav__link--active")) follow(link);
      link.classList.toggle("md-nav__link--active", Boolean(isHere));
    });
    if (here) here.textContent = document.querySelector(".contents .md-nav__link--active")?.textContent.trim() ?? "";
    const title = content?.querySelector("h1");
    document.querySelector(".md-header__title")?.classList.toggle("md-header__title--active", title?.getBoundingClientRect().bottom < 40);
    if (up) up.hidden = scrollY < 400 || scrollY >= before;
    before = scrollY;
  };
  let isWaiting = false;
  addEventListener("scroll", () => {
    if (!isWaiting) requestAnimationFrame(() => { isWaiting = false; place(); });
    isWaiting = true;
  }, { passive: true });
  up?.addEventListener("click", () => { scrollTo({ top: 0 }); document.querySelector(".md-logo")?.focus({ preventScroll: true }); });

  // ---- an address leads into a tab or a fold, and closes the drawer ----

  const tabs = (set) => [...set.querySelectorAll(":scope > input")];
  const mark = (set) => tabs(set).forEach((input, index) => set.querySelectorAll(":scope > .tabbed-labels > label")[index].classList.toggle("is-open", input.checked));
  for (const set of document.querySelectorAll(".tabbed-set")) {
    mark(set);
    set.addEventListener("change", () => mark(set));
  }
  const reveal = () => {
    document.getElementById("__drawer").checked = false;
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches(".tabbed-set > input")) target.checked = true;
    for (let each = target; each && each !== content; each = each.parentElement) {
      if (each.matches("details")) each.open = true;
      if (each.matches(".tabbed-block")) tabs(each.closest(".tabbed-set"))[[...each.parentElement.children].indexOf(each)].checked = true;
    }
    for (const set of document.querySelectorAll(".tabbed-set")) mark(set);
    if (target && !target.matches("input")) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  requestAnimationFrame(place);

  // ---- arrow keys scroll what is wider than its box ----

  const wide = ".highlight pre, .highlight code, .md-typeset table:not([class]), .run-html:not(.run-numbers > *), .run-figure";
  const scrolled = () => {
    const boxes = [...document.querySelectorAll(wide)];
    const isWide = boxes.map((box) => box.scrollWidth > box.clientWidth + 1); // all are read before one is changed
    boxes.forEach((box, index) => { if (isWide[index]) box.tabIndex = 0; else box.removeAttribute("tabindex"); });
  };
  requestAnimationFrame(scrolled);
  addEventListener("resize", scrolled, { passive: true });

  // ---- paper can't be unfolded: it gets every line ----

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".md-content details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
