// Code: a button that copies what a reader types. Prompts stay behind, and what was printed between the commands.
(() => {
  const { translations } = JSON.parse(document.getElementById("__config").textContent);

  // what a line to type begins with: each kind of session has its own
  const PYTHON = /^(?:>>>|\.\.\.)(?: |$)/;
  const WINDOWS = /^(?:\([^)]*\) ?)?(?:PS ?(?:[A-Z]:[^>]*)?|[A-Z]:\\[^>]*)> ?/;
  const SHELL = /^(?:\([^)]*\) ?)?(?:[\w.-]+@[^$#]*)?[$>] /;
  const ROOT = /^# /;
  const SHELLS = /\blanguage-(?:bash|sh|shell|zsh|powershell|pwsh|ps1|bat|cmd)\b/;

  const sessionOf = (code, lines) => {
    const isSession = code.querySelector(".gp, .go"); // a lexer of sessions knows prompts and output
    const kinds = [PYTHON];
    if (isSession || SHELLS.test(code.closest(".highlight")?.className)) kinds.push(WINDOWS, SHELL);
    if (isSession) kinds.push(ROOT); // elsewhere it begins a comment
    return kinds.find((prompt) => lines.some((line) => prompt.test(line)));
  };
  const toType = (code) => {
    const text = code.textContent.trimEnd();
    const lines = text.split("\n");
    const prompt = sessionOf(code, lines);
    if (!prompt) return text;
    // a command may go on below, without a prompt
    const isTyped = (line, index) => prompt.test(line) || (index > 0 && /[\\`^]$/.test(lines[index - 1]) && isTyped(lines[index - 1], index - 1));
    return lines.filter(isTyped).map((line) => line.replace(prompt, "")).join("\n").trimEnd();
  };

  const copier = (code) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy-code", title: translations["clipboard.copy"] });
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(toType(code));
      button.classList.add("is-done");
      button.setAttribute("aria-label", translations["clipboard.copied"]);
      setTimeout(() => { button.classList.remove("is-done"); button.setAttribute("aria-label", button.title); }, 2000);
    });
    return button;
  };
  // A finger can't hover: its button always shows, beside the first lines if they leave room, else above them.
  const columns = (line) => [...line].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);
  const codes = [...document.querySelectorAll(":is(.highlight, .highlight-ipynb) pre")].filter((pre) => !pre.closest(".run-output")).map((pre) => pre.querySelector("code") ?? pre);
  const top = new Map(codes.map((code) => [code, Math.max(...code.textContent.split("\n").slice(0, 2).map(columns))]));
  const makeRoom = () => {
    const room = document.querySelector(".md-content__inner").clientWidth / 8.5 - 10; // in columns of code
    for (const [code, wide] of top) code.closest(".highlight, .highlight-ipynb").classList.toggle("copies-above", wide > room);
  };
  if (!navigator.clipboard) return;
  for (const code of codes) (code.closest("pre") ?? code).before(copier(code));
  makeRoom();
  addEventListener("resize", makeRoom, { passive: true });
})();
