// The link to the page's Markdown becomes a button that copies it. Where a page can't copy, it stays a link.
(() => {
  const link = document.querySelector(".take-page");
  if (!link || location.protocol === "file:" || !navigator.clipboard?.write) return;
  const label = link.querySelector("span");
  const { copy, copied } = link.dataset;
  let timer;
  const show = (isCopied) => {
    label.textContent = isCopied ? copied : copy;
    link.classList.toggle("take-page--copied", isCopied);
  };
  const markdown = async () => {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    return new Blob([await answer.text()], { type: "text/plain" });
  };

  show(false);
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    try {
      // a promise, not its outcome: Safari lets a click write to the clipboard, but nothing that comes later
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": markdown() })]);
      show(true);
      clearTimeout(timer);
      timer = setTimeout(show, 2500, false);
    } catch {
      location.assign(link.href);
    }
  });
})();
