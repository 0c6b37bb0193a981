// The search box. ranking.js and the index weigh as much as a chapter: they come when a reader is about to search.
(() => {
  const box = document.querySelector(".md-search");
  const toggle = document.getElementById("__search");
  if (!box || !toggle) return;
  const home = new URL("..", document.currentScript.src);
  const input = box.querySelector(".md-search__input");
  const told = box.querySelector(".md-search-result__meta");
  const list = box.querySelector(".md-search-result__list");
  const say = (name, ...words) => words.reduce((text, word) => text.replace("{}", word), box.dataset[name]);

  const script = (address) => new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src: new URL(address, home), onload: resolve, onerror: reject }));
  });
  let search, coming;
  const load = () => {
    coming ??= Promise.all(["assets/ranking.js", "search/index.js"].map(script))
      .then(() => { search = manualSearch(manualIndex); })
      .catch(() => { coming = undefined; told.textContent = say("failed"); }) // the next try asks again
      .then(show);
  };

  // ---- results ----

  const make = (tag, className, ...children) => {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...children);
    return element;
  };
  const marked = (parts) => parts.map(([text, isMarked]) => (isMarked ? make("mark", "", text) : text));
  const index = location.protocol === "file:" ? "index.html" : ""; // on the file system no server adds it
  const link = (at, className, ...children) => {
    const [place, anchor] = at.split("#");
    return Object.assign(make("a", className, ...children), { href: new URL(place + index, home) + (anchor ? `#${anchor}` : "") });
  };
  const item = ({ page, at, title, snippet, others }) => {
    const first = link(at, "md-search-result__link", make("strong", "", ...marked(title)));
    if (at.includes("#")) first.append(make("small", "", page));
    first.append(make(snippet.isCode ? "code" : "p", "", ...marked(snippet.parts)));
    const more = others.map((other) => link(other.at, "md-search-result__more", ...marked(other.title)));
    return make("li", "md-search-result__item", first, ...more);
  };
  const official = (query) => Object.assign(make("a", "md-search-result__official", say("official")), {
    href: `https://keras.io/search.html?query=${encodeURIComponent(query)}`, rel: "external",
  });

  // words of the other language are asked there
  const HAN = /\p{sc=Han}/u;
  const elsewhere = (query) => [...document.querySelectorAll("header a[data-language]")]
    .filter((link) => HAN.test(link.textContent) === HAN.test(query) && !document.documentElement.lang.startsWith(link.lang))
    .map((link) => Object.assign(make("a", "md-search-result__official", say("elsewhere", link.textContent)), {
      href: new URL(`../${link.dataset.language}/${index}?q=${encodeURIComponent(query)}`, home), lang: "",
    }));

  const show = () => {
    const query = input.value.trim();
    list.replaceChildren();
    if (!query) { told.textContent = say("type"); return; }
    if (!search) { told.textContent = coming ? say("wait") : say("failed"); return; }
    const { results, instead } = search(query);
    const short = query.length > 60 ? `${query.slice(0, 60)}…` : query;
    if (!results.length) told.textContent = say("none", short);
    else if (instead) told.textContent = say("instead", short, instead);
    else told.textContent = results.length === 1 ? say("one") : say("other", results.length);
    list.append(...results.map(item));
    const further = [...(!results.length || HAN.test(query) ? elsewhere(query) : []), ...(!results.length || instead ? [official(query)] : [])];
    if (further.length) list.append(make("li", "md-search-result__item", ...further));
    list.parentElement.parentElement.scrollTop = 0;
  };

  // ---- the box ----

  const open = () => { toggle.checked = true; load(); show(); };
  const close = () => { toggle.checked = false; input.blur(); };
  const links = () => [...list.querySelectorAll("a")];
  const key = (event) => {
    if (!["/", "s", "f"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
  };
  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target === input && !event.isComposing) { event.preventDefault(); links()[0]?.click(); }
    if (!step) return;
    event.preventDefault();
    const stops = [input, ...links()];
    stops[(stops.indexOf(event.target) + step + stops.length) % stops.length].focus();
  };
  addEventListener("keydown", key);
  box.addEventListener("keydown", move);
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (!toggle.checked) open(); });
  input.form.addEventListener("submit", (event) => event.preventDefault());
  input.form.addEventListener("reset", () => { setTimeout(show); input.focus(); });
  toggle.addEventListener("change", () => { if (toggle.checked) { open(); input.focus(); } else close(); });
  list.addEventListener("click", (event) => { if (event.target.closest("a")) close(); }); // it may lead to this page
  for (const way of [box, ...document.querySelectorAll("label[for=__search]")]) {
    for (const sign of ["pointerenter", "touchstart"]) way.addEventListener(sign, load, { once: true, passive: true });
  }
  for (const button of document.querySelectorAll("a[data-search]")) { // without a script it leads to a page
    button.addEventListener("click", (event) => { event.preventDefault(); input.focus(); });
  }
  const asked = new URLSearchParams(location.search).get("q"); // the page that says "no such page" sends it
  if (asked) { input.value = asked; input.focus(); open(); }
})();
