// Where there is little room: contents as a menu, tables as cards, the tab of the reader's system open.
(() => {
  const content = document.querySelector(".md-content__inner");
  if (!content) return;

  // ---- the drawer, by key too: Material's button is the label of a box that can't be seen ----

  const drawer = document.getElementById("__drawer");
  const pages = document.querySelector(".pages");
  const opener = document.createElement("span"); // a label itself may not be called a button
  const label = document.querySelector(".md-header label[for=__drawer]");
  opener.append(...label.childNodes);
  label.append(opener);
  for (const button of pages ? [opener, pages.querySelector(".pages__close .md-icon")] : []) {
    button.tabIndex = 0;
    button.role = "button";
    button.ariaLabel = button.title || pages.ariaLabel;
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
  }
  drawer.addEventListener("change", () => (drawer.checked ? pages.querySelector(".pages__close .md-icon") : opener).focus({ preventScroll: true }));
  pages?.addEventListener("keydown", ({ key }) => { if (key === "Escape" && drawer.checked) opener.click(); });

  // ---- the menu of contents closes when it has been used, and when it is left ----

  const menu = document.querySelector(".contents");
  if (menu) {
    menu.addEventListener("click", ({ target }) => { if (target.closest("nav a")) menu.open = false; });
    menu.addEventListener("toggle", () => menu.querySelector(".md-nav__link--active")?.scrollIntoView({ block: "nearest" }));
    document.addEventListener("pointerdown", ({ target }) => { if (!menu.contains(target)) menu.open = false; });
    menu.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  // ---- a table that doesn't fit on a phone: a card for each row ----

  const tables = [...content.querySelectorAll("table:not([class])")].filter((table) => table.tHead && !table.closest(".run-html")); // an output stays a table
  const tag = (table) => {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    const roles = { table: "table", tr: "row", th: "columnheader", td: "cell" }; // cards are no table to a screen reader
    for (const each of [table, ...table.querySelectorAll("tr, th, td")]) each.role = roles[each.localName];
    for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, index) => { cell.dataset.head = heads[index] ?? ""; });
  };
  const phone = matchMedia("(max-width: 44.9844em)");
  const deal = () => {
    for (const table of tables) table.classList.remove("is-cards");
    const wide = phone.matches ? tables.filter((table) => table.scrollWidth > table.clientWidth + 1) : []; // all are read before one is changed
    for (const table of wide) {
      tag(table);
      table.classList.add("is-cards");
    }
  };
  deal();
  phone.addEventListener("change", deal);

  // ---- tabs: the one chosen last, on whatever page; else the reader's system ----

  const KEY = "manual-tabs";
  const AGENT = navigator.userAgent;
  const system = /Windows/.test(AGENT) ? /Windows/i : /Mac OS X(?!.*Mobile)/.test(AGENT) ? /macOS/i : /Linux(?!.*Android)/.test(AGENT) ? /Linux|Debian|Ubuntu/i : null;
  const nameOf = (label) => label.textContent.trim();
  const open = (set, index) => {
    const input = set.querySelectorAll(":scope > input")[index];
    if (!input || input.checked) return;
    input.checked = true;
    input.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "by itself" }));
  };
  const labelsOf = (set) => [...set.querySelectorAll(":scope > .tabbed-labels > label")];
  const choose = (set) => {
    const labels = labelsOf(set);
    const chosen = (__md_get(KEY) ?? []).map((name) => labels.findIndex((label) => nameOf(label) === name)).find((index) => index >= 0);
    const guessed = system ? labels.findIndex((label) => system.test(nameOf(label))) : -1;
    if (chosen !== undefined || guessed >= 0) open(set, chosen ?? guessed);
  };
  const bringIntoView = (set) => {
    const row = set.querySelector(":scope > .tabbed-labels");
    const label = row.querySelector(".is-open");
    if (label) row.scrollTo({ left: label.offsetLeft - (row.clientWidth - label.offsetWidth) / 2 });
  };
  const sets = [...content.querySelectorAll(".tabbed-set")];
  for (const set of sets) {
    choose(set);
    bringIntoView(set);
    set.addEventListener("change", ({ detail }) => {
      bringIntoView(set);
      if (detail === "by itself") return;
      const name = nameOf(labelsOf(set)[[...set.querySelectorAll(":scope > input")].findIndex((input) => input.checked)]);
      __md_set(KEY, [name, ...(__md_get(KEY) ?? []).filter((other) => other !== name)].slice(0, 10));
      for (const other of sets) if (other !== set) open(other, labelsOf(other).findIndex((label) => nameOf(label) === name));
    });
  }

  // ---- Chinese titles part between words, not within them ----

  if (!Intl.Segmenter || !document.documentElement.lang.startsWith("zh")) return;
  const words = new Intl.Segmenter("zh", { granularity: "word" });
  const partWords = (text) => {
    const found = [...words.segment(text.data)];
    const parts = found.flatMap(({ segment, isWordLike }, index) => {
      const mayBreak = index > 0 && isWordLike && !/[“‘「《（([]$/.test(found[index - 1].segment);
      return mayBreak ? [document.createElement("wbr"), segment] : [segment];
    });
    text.replaceWith(...parts);
  };
  for (const title of document.querySelectorAll(".md-content :is(h1, h2, h3, h4), .md-ellipsis")) {
    for (const node of [...title.childNodes]) if (node.nodeType === Node.TEXT_NODE) partWords(node);
  }
})();
