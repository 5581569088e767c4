"use strict";
// Reads out the numbers under the pointer, or where the arrow keys have gone.
(() => {
  let numbers = {};

  const ofTable = (figure) => {
    const rows = [...figure.querySelectorAll("tr[data-at]")];
    const heads = [...figure.querySelectorAll("thead th")].map((th) => th.textContent);
    const places = rows.map((tr) => Number(tr.dataset.at));
    return rows.length === 0 ? null : {
      columns: rows.length,
      rows: 1,
      find: (x) => {
        let best = 0;
        places.forEach((at, i) => {
          if (Math.abs(places[best] - x) > Math.abs(at - x)) best = i;
        });
        return [best, 0];
      },
      mark: (c) => `M${places[c]} 26V208`,
      text: (c) => [...rows[c].children]
        .map((cell, i) => (cell.textContent === "–" ? "" : `${heads[i]} ${cell.textContent}`))
        .filter((part) => part !== "")
        .join("  ·  "),
    };
  };

  const ofMap = (figure, image) => {
    const [kind, , side] = figure.id.split("-").reverse();
    const run = numbers[side ? side.toUpperCase() : "run"];
    const values = run ? run.partitions[kind] : null;
    if (!values) return null;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((a) => Number(image.getAttribute(a)));
    const { round, partition } = run.partitions;
    const w = width / round.length;
    const h = height / partition.length;
    const place = (at, size, most) => Math.max(0, Math.min(most - 1, Math.floor(at / size)));
    return {
      columns: round.length,
      rows: partition.length,
      find: (px, py) => [place(px - x, w, round.length), place(py - y, h, partition.length)],
      mark: (c, r) => `M${x + c * w} ${y + r * h}h${w}v${h}h${-w}Z`,
      text: (c, r) => {
        const value = values[r][c];
        const octaves = value === null ? "nothing counted" : `${(value / 100).toFixed(2)} octaves`;
        return `partition ${partition[r]}, round ${round[c]}: ${octaves}`;
      },
    };
  };

  const read = (figure) => {
    const svg = figure.querySelector(":scope > svg");
    const image = svg.querySelector("image");
    const reader = image ? ofMap(figure, image) : ofTable(figure);
    if (!reader) return;
    const cursor = document.createElementNS(svg.namespaceURI, "path");
    cursor.setAttribute("class", "cursor");
    svg.append(cursor);
    const out = document.createElement("output");
    out.className = "readout";
    svg.after(out);
    let at = [reader.columns - 1, 0];
    const show = (next) => {
      at = next;
      cursor.setAttribute("d", reader.mark(...at));
      out.textContent = reader.text(...at);
    };
    const hide = () => {
      cursor.removeAttribute("d");
      out.textContent = "";
    };
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    svg.tabIndex = 0;
    svg.addEventListener("pointermove", (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      show(reader.find(point.x, point.y));
    });
    svg.addEventListener("pointerleave", hide);
    svg.addEventListener("focus", () => show(at));
    svg.addEventListener("blur", hide);
    svg.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      show([
        Math.max(0, Math.min(reader.columns - 1, at[0] + step[0])),
        Math.max(0, Math.min(reader.rows - 1, at[1] + step[1])),
      ]);
    });
  };

  const start = () => {
    const data = document.getElementById("numbers");
    numbers = data ? JSON.parse(data.textContent) : {};
    document.querySelectorAll("figure.chart").forEach(read);
  };
  document.addEventListener("redrawn", start);
  start();
})();
