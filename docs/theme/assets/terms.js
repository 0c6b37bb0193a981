// A term shows its definition while the pointer is on it, when the keyboard reaches it, and when a finger taps it.
// Without scripts, or in a browser without popovers, it is a link to the glossary.
(() => {
  if (!("popover" in HTMLElement.prototype)) return;
  let timer; // no flicker on the way past, and time to move from a term into its definition
  const stay = () => clearTimeout(timer);
  const soon = (act) => { stay(); timer = setTimeout(act, 250); };
  const leave = () => soon(() => document.querySelector(".terms > :popover-open")?.hidePopover());
  const byMouse = (act) => (event) => { if (event.pointerType === "mouse") act(event); };

  const show = (term, box, { clientX, clientY } = {}) => {
    stay();
    if (box.matches(":popover-open")) box.hidePopover(); // it may stand at another place where the term is
    box.showPopover({ source: term }); // so that Tab goes from the term into its definition
    const lines = [...term.getClientRects()]; // a term may begin on one line and end on the next
    const line = lines.find(({ top, bottom }) => clientY >= top && clientY <= bottom) ?? lines[0];
    const { width, height } = box.getBoundingClientRect();
    const isBelow = line.bottom + height + 12 < innerHeight || line.top < height + 60;
    const room = document.documentElement.clientWidth - width - 12;
    box.style.left = `${Math.max(12, Math.min(clientX === undefined ? line.left : clientX - 24, room)) + scrollX}px`;
    box.style.top = `${(isBelow ? line.bottom + 4 : line.top - height - 4) + scrollY}px`;
  };

  for (const term of document.querySelectorAll("a.term")) {
    const box = document.getElementById(term.getAttribute("aria-describedby")).parentElement;
    term.addEventListener("pointerenter", byMouse((event) => soon(() => show(term, box, event))));
    term.addEventListener("pointerleave", byMouse(leave));
    term.addEventListener("focus", () => { if (term.matches(":focus-visible")) show(term, box); });
    term.addEventListener("focusout", ({ relatedTarget }) => { if (!box.contains(relatedTarget)) leave(); });
    term.addEventListener("click", (event) => {
      if (event.pointerType === "mouse" || event.detail === 0) return; // a mouse and the Enter key go to the glossary
      event.preventDefault();
      show(term, box, event);
    });
  }
  for (const box of document.querySelectorAll(".terms > div")) {
    box.addEventListener("pointerenter", stay);
    box.addEventListener("pointerleave", byMouse(leave));
    box.addEventListener("focusout", ({ relatedTarget }) => { if (!box.contains(relatedTarget)) leave(); });
  }
})();
