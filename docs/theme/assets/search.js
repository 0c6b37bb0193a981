// The search is Material's, whose script and index weigh more than a chapter: they come when a reader first wants to search.
(() => {
  const later = document.getElementById("material");
  const toggle = document.getElementById("__search");
  const input = document.querySelector(".md-search__input");
  if (!later || !toggle || !input) return;

  // Material searches when a key goes up; a paste by mouse, or a Chinese input method, may bring none.
  input.addEventListener("input", () => input.dispatchEvent(new Event("keyup")));

  let isAsked = false;
  const load = () => {
    if (isAsked) return;
    isAsked = true;
    removeEventListener("keydown", key);
    const script = document.createElement("script");
    script.src = later.src;
    script.onerror = () => { isAsked = false; script.remove(); }; // the next try asks again
    document.body.append(script);
  };
  const key = (event) => {
    if (!["/", "s", "f"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
  };
  addEventListener("keydown", key);
  input.addEventListener("focus", () => { toggle.checked = true; load(); });
  toggle.addEventListener("change", () => { if (toggle.checked) input.focus(); });
  for (const button of document.querySelectorAll("a[data-search]")) { // without a script it leads to a page
    button.addEventListener("click", (event) => { event.preventDefault(); toggle.checked = true; input.focus(); });
  }
  const asked = new URLSearchParams(location.search);
  if (asked.has("q") || asked.has("h")) load(); // a query, or words to show on the page that a query led to
})();
