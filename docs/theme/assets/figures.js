// Figures that can be read: the numbers under a curve, and a model's graph opened large.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const zh = document.documentElement.lang.startsWith("zh");
  const say = zh
    ? { open: "放大查看", close: "关闭", save: "保存为 SVG", larger: "放大", smaller: "缩小", fit: "适合窗口", graph: "结构图", curve: "曲线：用左右方向键读出数值", csv: "保存为 CSV", hint: "指向或点按图中任意位置，即可读出该处的数值。" }
    : { open: "Open large", close: "Close", save: "Save as SVG", larger: "Larger", smaller: "Smaller", fit: "Fit", graph: "Graph", curve: "Curve: read the values with the left and right arrow keys", csv: "Save as CSV", hint: "Point at the plot or tap it to read its values." };
  const element = (name, attributes = {}, ...children) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  };

  const download = (text, type, name) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    element("a", { href: address, download: name }).click();
    URL.revokeObjectURL(address);
  };

  // what a saved file is called, after the program and the cell: sequential-graph
  const nameOf = (figure) => figure.closest("[data-src]")?.dataset.src.replace(/\.py#/, "-").replaceAll("/", "-") ?? "figure";

  // ---- curves: a line through all plots of a figure, and the values at its epoch ----

  const cells = (row) => [...row.cells].map((cell) => cell.textContent);
  const rowsOf = (table) => [...table.querySelectorAll("tr")];
  const toCsv = (table) =>
    rowsOf(table).map((row) => cells(row).map((text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(",") + "\n").join("");

  // where a plot's values lie: its frame in the picture, and the values at the frame's edges
  const scale = (figure, plot) => {
    const frame = figure.querySelector(`[data-plot^="${plot}:"]`);
    if (!frame) return null;
    const [, left, right, bottom, top] = frame.dataset.plot.split(":").map(Number);
    const { x, y, width, height } = frame.getBBox();
    return {
      plot, svg: frame.ownerSVGElement, top: y, bottom: y + height,
      place: (at, value) => ({ x: x + ((at - left) / (right - left)) * width, y: y + ((top - value) / (top - bottom)) * height }),
    };
  };

  // the lines of a table: what each is called, its frame, and its value at each x
  const linesOf = (figure, table) => {
    const [head, ...rows] = rowsOf(table);
    return [...head.cells].slice(1).map((cell, index) => ({
      name: cell.textContent,
      axis: head.cells[0].textContent,
      colour: () => getComputedStyle(figure.querySelector(`[data-curve="${cell.dataset.curve}"] path`)).stroke,
      frame: scale(figure, cell.dataset.curve.split("-")[0]),
      values: new Map(rows.map((row) => [+cells(row)[0], cells(row)[index + 1]])),
    }));
  };

  const readable = (figure) => {
    const tables = [];
    for (let next = figure.nextElementSibling; next?.matches(".run-numbers"); next = next.nextElementSibling) tables.push(next);
    tables.forEach((table, index) => {
      const name = `${nameOf(figure)}${index ? `-${index + 1}` : ""}.csv`;
      table.append(element("button", { type: "button", textContent: say.csv, onclick: () => download("\ufeff" + toCsv(table), "text/csv", name) }));
    });
    const lines = tables.flatMap((table) => linesOf(figure, table));
    if (!lines.length || lines.some((line) => !line.frame)) return false;
    const framesOf = (some) => [...new Map(some.map(({ frame }) => [frame.plot, frame])).values()];
    const steps = [...new Set(lines.flatMap((line) => [...line.values.keys()]))].sort((one, other) => one - other);

    const svgs = [...new Set(lines.map((line) => line.frame.svg))];
    const marks = new Map(svgs.map((svg) => [svg, svg.appendChild(document.createElementNS(SVG, "g"))]));
    for (const mark of marks.values()) mark.setAttribute("class", "curve-mark");
    const note = element("div", { className: "curve-note", hidden: true });
    note.setAttribute("role", "status");
    figure.append(note);
    let at = -1;

    const draw = (svg, name, attributes) => {
      const made = marks.get(svg).appendChild(document.createElementNS(SVG, name));
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const clear = () => { for (const mark of marks.values()) mark.replaceChildren(); };
    const hide = () => { clear(); note.hidden = true; at = -1; };
    // the same x in every plot, and the values of all lines there
    const show = (index, near) => {
      at = Math.max(0, Math.min(index, steps.length - 1));
      const step = steps[at];
      const here = lines.filter((line) => line.values.has(step));
      clear();
      for (const frame of framesOf(here)) {
        const { x } = frame.place(step, 0);
        draw(frame.svg, "line", { x1: x, x2: x, y1: frame.top, y2: frame.bottom });
      }
      for (const { frame, values, colour } of here) {
        const { x, y } = frame.place(step, +values.get(step));
        if (y >= frame.top - 0.5 && y <= frame.bottom + 0.5) draw(frame.svg, "circle", { cx: x, cy: y, r: 3.2 }).style.fill = colour();
      }
      const rows = here.map((line) => element("div", {},
        element("i", { style: `background:${line.colour()}` }), element("span", { textContent: line.name }), element("b", { textContent: line.values.get(step) })));
      note.replaceChildren(element("strong", { textContent: `${here[0].axis} ${step}` }), ...rows);
      note.hidden = false;
      place(near ?? here[0].frame, step);
    };
    // beside the marked epoch, on the side that has room; the style sheet puts it below its plot on a phone
    const place = (frame, step) => {
      if (note.previousElementSibling !== frame.svg) frame.svg.after(note);
      const box = frame.svg.getBoundingClientRect();
      const { x: start, width } = frame.svg.viewBox.baseVal;
      const around = figure.getBoundingClientRect();
      const left = ((frame.place(step, 0).x - start) / width) * box.width + box.left - around.left + figure.scrollLeft;
      note.style.top = `${box.top - around.top + 8}px`;
      const room = left + note.offsetWidth + 24 < figure.scrollLeft + figure.clientWidth;
      note.style.left = `${room ? left + 12 : Math.max(figure.scrollLeft + 4, left - note.offsetWidth - 12)}px`;
    };
    // the plot and the step that are closest to the pointer
    const point = ({ currentTarget, clientX, clientY }) => {
      const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(currentTarget.getScreenCTM().inverse());
      const outside = (frame) => Math.max(frame.top - y, 0, y - frame.bottom);
      const own = framesOf(lines).filter((frame) => frame.svg === currentTarget);
      const all = own.flatMap((frame) => steps.map((step, index) => [Math.hypot(frame.place(step, 0).x - x, outside(frame)), index, frame]));
      const [, index, frame] = all.reduce((best, one) => (one[0] < best[0] ? one : best));
      show(index, frame);
    };
    svgs.forEach((svg, index) => {
      svg.addEventListener("pointermove", point);
      svg.addEventListener("pointerdown", point);
      svg.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
      svg.tabIndex = index ? -1 : 0; // one stop for all plots of a figure: the keys move through all of them
      svg.setAttribute("aria-roledescription", say.curve);
      svg.addEventListener("blur", ({ relatedTarget }) => { if (!svg.parentElement.contains(relatedTarget)) hide(); });
      svg.addEventListener("keydown", (event) => {
        const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: Infinity }[event.key];
        if (event.key === "Escape") hide();
        if (to === undefined) return;
        event.preventDefault();
        show(to);
      });
    });
    return true;
  };

  // ---- graphs: opened large, zoomed and dragged, saved as a file of its own ----

  // a copy that needs no style sheet: the theme's colours are written into it
  const alone = (svg) => {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((part, index) => {
      const style = getComputedStyle(from[index]);
      const isDrawn = part.matches("path, polygon, polyline, ellipse, circle, rect, line, text, tspan");
      for (const name of ["fill", "stroke"]) isDrawn ? part.setAttribute(name, style[name]) : part.removeAttribute(name);
      if (part.matches("text")) part.setAttribute("font-family", style.fontFamily);
      part.removeAttribute("style");
    });
    for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.querySelectorAll(":scope > :not(title)")); // they lead nowhere from a file
    const { width, height } = svg.viewBox.baseVal;
    Object.entries({ xmlns: SVG, width: `${width}pt`, height: `${height}pt` }).forEach((pair) => copy.setAttribute(...pair));
    copy.style.background = getComputedStyle(document.body).backgroundColor;
    return copy;
  };
  const save = (svg, name) => {
    const text = new XMLSerializer().serializeToString(alone(svg));
    download(text, "image/svg+xml", `${name}.svg`);
  };

  const open = (figure) => {
    const svg = figure.querySelector("svg");
    const name = nameOf(figure);
    const copy = svg.cloneNode(true);
    const { width, height } = svg.viewBox.baseVal;
    const view = { x: 0, y: 0, width, height };
    const draw = () => copy.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    // by `factor`, around a point of the window that stays where it is
    const zoom = (factor, clientX, clientY) => {
      const { left, top, width: w, height: h } = stage.getBoundingClientRect();
      const part = [((clientX ?? left + w / 2) - left) / w, ((clientY ?? top + h / 2) - top) / h];
      const size = Math.min(Math.max(view.width / factor, width / 40), width * 4) / view.width;
      view.x += view.width * (1 - size) * part[0];
      view.y += view.height * (1 - size) * part[1];
      view.width *= size;
      view.height *= size;
      draw();
    };
    const move = (x, y) => {
      const scale = Math.max(view.width / stage.clientWidth, view.height / stage.clientHeight);
      view.x -= x * scale;
      view.y -= y * scale;
      draw();
    };
    const fit = () => { Object.assign(view, { x: 0, y: 0, width, height }); draw(); };
    // no smaller than on the page: of a graph that doesn't fit, the part that was in view there
    const begin = () => {
      const page = svg.getBoundingClientRect();
      const size = page.width / width;
      const [across, down] = [stage.clientWidth / size, stage.clientHeight / size];
      if (across >= width && down >= height) return;
      const seen = figure.getBoundingClientRect();
      const middle = (seen.left + seen.width / 2 - page.left) / size;
      const x = across < width ? Math.max(0, Math.min(middle - across / 2, width - across)) : (width - across) / 2;
      Object.assign(view, { x, y: down < height ? 0 : (height - down) / 2, width: across, height: down });
      draw();
    };
    const button = (label, text, onclick) => {
      const made = element("button", { type: "button", textContent: text, title: label, onclick });
      made.setAttribute("aria-label", label);
      return made;
    };
    const stage = element("div", { className: "graph-stage", tabIndex: 0 }, copy);
    const bar = element("div", { className: "graph-bar" },
      button(say.larger, "+", () => zoom(1.4)), button(say.smaller, "−", () => zoom(1 / 1.4)), button(say.fit, say.fit, fit),
      button(say.save, say.save, () => save(svg, name)), button(say.close, say.close, () => dialog.close()));
    const dialog = element("dialog", { className: "graph-dialog md-typeset" }, bar, stage);
    dialog.setAttribute("aria-label", `${say.graph} ${name}`);
    copy.removeAttribute("style");

    stage.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX, event.clientY); }, { passive: false });
    const fingers = new Map();
    let pressed = { clientX: 0, clientY: 0 };
    stage.addEventListener("pointerdown", (event) => { pressed = event; fingers.set(event.pointerId, event); });
    // a link is followed by a click, and not at the end of a drag
    stage.addEventListener("dragstart", (event) => event.preventDefault());
    stage.addEventListener("click", (event) => {
      if (!event.target.closest("a")) return;
      if (event.detail && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > 4) event.preventDefault();
      else dialog.close();
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
    stage.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
      if (other) {
        const apart = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
        zoom(apart(event) / apart(before), other.clientX, other.clientY);
      } else move(event.clientX - before.clientX, event.clientY - before.clientY);
      fingers.set(event.pointerId, event);
    });
    dialog.addEventListener("keydown", (event) => {
      const act = {
        "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), 0: fit,
        ArrowLeft: () => move(40, 0), ArrowRight: () => move(-40, 0), ArrowUp: () => move(0, 40), ArrowDown: () => move(0, -40),
      }[event.key];
      if (act && !event.ctrlKey && !event.metaKey) { event.preventDefault(); act(); }
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    begin();
    stage.focus();
  };

  let isFirst = true;
  for (const figure of document.querySelectorAll(".run-figure")) {
    if (readable(figure) && isFirst) {
      figure.append(element("p", { className: "curve-hint", textContent: say.hint }));
      isFirst = false;
    }
    if (!figure.querySelector(".figure-graph")) continue;
    const opener = element("button", { type: "button", className: "graph-open", textContent: say.open, onclick: () => open(figure) });
    figure.after(element("div", { className: "graph-tools" }, opener)); // it stays where it is while the graph scrolls
    // what is wider than its box shows where the graph begins: its input
    const input = figure.querySelector(".node")?.getBoundingClientRect();
    const box = figure.getBoundingClientRect();
    if (input) figure.scrollLeft = input.left + input.width / 2 - box.left - box.width / 2;
  }
})();
