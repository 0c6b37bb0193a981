// Material searches when a key goes up; a paste by mouse, or a Chinese input method, may bring none.
document.querySelector(".md-search__input")?.addEventListener("input", ({ target }) => target.dispatchEvent(new Event("keyup")));
