// Figures that can be read: the numbers under a curve, and a model's graph opened large.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const zh = document.documentElement.lang.startsWith("zh");
  const say = zh
    ? { open: "放大查看", close: "关闭", save: "保存为 SVG", larger: "放大", smaller: "缩小", fit: "适合窗口", graph: "结构图", curve: "曲线：用左右方向键读出数值" }
    : { open: "Open large", close: "Close", save: "Save as SVG", larger: "Larger", smaller: "Smaller", fit: "Fit", graph: "Graph", curve: "Curve: read the values with the left and right arrow keys" };
  const element = (name, attributes = {}, ...children) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  };

  // ---- curves: a line through all plots of a figure, and the values at its epoch ----

  // where a plot's values lie: its frame in the picture, and the values at the frame's edges
  const scale = (svg, plot) => {
    const frame = svg.querySelector(`[data-plot^="${plot}:"]`);
    if (!frame) return null;
    const [, left, right, bottom, top] = frame.dataset.plot.split(":").map(Number);
    const { x, y, width, height } = frame.getBBox();
    return (at, value) => {
      const place = [x + ((at - left) / (right - left)) * width, y + ((top - value) / (top - bottom)) * height];
      return { x: place[0], y: place[1], inside: place[1] >= y - 0.5 && place[1] <= y + height + 0.5 };
    };
  };

  const readable = (figure) => {
    const svg = figure.querySelector("svg");
    const tables = [];
    for (let next = figure.nextElementSibling; next?.matches(".run-numbers"); next = next.nextElementSibling) tables.push(next);
    const cells = (row) => [...row.cells].map((cell) => cell.textContent);
    const lines = tables.flatMap((details) => {
      const [head, ...rows] = [...details.querySelectorAll("tr")];
      return [...head.cells].slice(1).map((cell, index) => {
        const place = scale(svg, cell.dataset.curve.split("-")[0]);
        const path = svg.querySelector(`[data-curve="${cell.dataset.curve}"] path`);
        return {
          name: cell.textContent,
          axis: head.cells[0].textContent,
          colour: () => getComputedStyle(path).stroke,
          rows: rows.map((row) => [cells(row)[0], cells(row)[index + 1]]),
          path: place && rows.map((row) => place(+cells(row)[0], +cells(row)[index + 1])),
        };
      });
    });
    if (!lines.length || lines.some((line) => !line.path)) return;

    const mark = svg.appendChild(document.createElementNS(SVG, "g"));
    mark.setAttribute("class", "curve-mark");
    const note = element("div", { className: "curve-note", hidden: true });
    note.setAttribute("role", "status");
    figure.append(note);
    let at = -1;

    const hide = () => { mark.replaceChildren(); note.hidden = true; at = -1; };
    const show = (index) => {
      at = Math.max(0, Math.min(index, Math.max(...lines.map((line) => line.path.length)) - 1));
      mark.replaceChildren();
      for (const line of lines) {
        if (!line.path[at]?.inside) continue;
        const dot = mark.appendChild(document.createElementNS(SVG, "circle"));
        dot.setAttribute("cx", line.path[at].x);
        dot.setAttribute("cy", line.path[at].y);
        dot.setAttribute("r", 3.2);
        dot.style.fill = line.colour();
      }
      const longest = lines.find((line) => line.rows[at]);
      const rows = lines.filter((line) => line.rows[at]).map((line) => element("div", {},
        element("i", { style: `background:${line.colour()}` }), element("span", { textContent: line.name }), element("b", { textContent: line.rows[at][1] })));
      note.replaceChildren(element("strong", { textContent: `${longest.axis} ${longest.rows[at][0]}` }), ...rows);
      note.hidden = false;
      place(longest.path[at].x);
    };
    // beside the marked epoch, on the side that has room
    const place = (x) => {
      const box = svg.getBoundingClientRect();
      const left = (x / svg.viewBox.baseVal.width) * box.width + box.left - figure.getBoundingClientRect().left + figure.scrollLeft;
      const room = left + note.offsetWidth + 24 < figure.scrollLeft + figure.clientWidth;
      note.style.left = `${room ? left + 12 : Math.max(figure.scrollLeft + 4, left - note.offsetWidth - 12)}px`;
    };
    const nearest = ({ clientX }) => {
      const box = svg.getBoundingClientRect();
      const x = ((clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      const all = lines.flatMap((line) => line.path.map((point, index) => [Math.abs(point.x - x), index]));
      return all.reduce((best, one) => (one[0] < best[0] ? one : best))[1];
    };
    svg.addEventListener("pointermove", (event) => show(nearest(event)));
    svg.addEventListener("pointerdown", (event) => show(nearest(event)));
    svg.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
    svg.tabIndex = 0;
    svg.setAttribute("aria-roledescription", say.curve);
    svg.addEventListener("blur", hide);
    svg.addEventListener("keydown", (event) => {
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: Infinity }[event.key];
      if (event.key === "Escape") hide();
      if (to === undefined) return;
      event.preventDefault();
      show(to);
    });
  };

  // ---- graphs: opened large, zoomed and dragged, saved as a file of its own ----

  // a copy that needs no style sheet: the theme's colours are written into it
  const alone = (svg) => {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((part, index) => {
      const style = getComputedStyle(from[index]);
      for (const name of ["fill", "stroke"]) if (part.matches("path, polygon, polyline, ellipse, circle, rect, line, text")) part.setAttribute(name, style[name]);
      if (part.matches("text")) part.setAttribute("font-family", style.fontFamily);
      part.removeAttribute("style");
    });
    const { width, height } = svg.viewBox.baseVal;
    Object.entries({ xmlns: SVG, width: `${width}pt`, height: `${height}pt` }).forEach((pair) => copy.setAttribute(...pair));
    copy.style.background = getComputedStyle(document.body).backgroundColor;
    return copy;
  };
  const save = (svg, name) => {
    const text = new XMLSerializer().serializeToString(alone(svg));
    const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    element("a", { href: address, download: `${name}.svg` }).click();
    URL.revokeObjectURL(address);
  };

  const open = (figure) => {
    const svg = figure.querySelector("svg");
    const name = figure.closest("[data-src]")?.dataset.src.replace(/^.*#/, "") ?? "graph";
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
    stage.addEventListener("pointerdown", (event) => fingers.set(event.pointerId, event));
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
    stage.focus();
  };

  for (const figure of document.querySelectorAll(".run-figure")) {
    readable(figure);
    if (!figure.querySelector(".figure-graph")) continue;
    const opener = element("button", { type: "button", className: "graph-open", textContent: say.open, onclick: () => open(figure) });
    figure.append(opener);
  }
})();
