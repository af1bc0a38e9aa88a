// Pan and zoom of a picture by pointer, wheel, buttons and keys; what a name is joined to stands out.
"use strict";

document.querySelectorAll("[data-panzoom]").forEach((figure) => {
  const svg = figure.querySelector("svg");
  const tools = figure.querySelector(".tools");
  const all = svg.viewBox.baseVal;
  const whole = { x: all.x, y: all.y, width: all.width, height: all.height };
  let now = { ...whole };

  // Circles, letters and borders of a map keep their size on the screen; those of a network grow with it.
  const sized = [...svg.querySelectorAll("[data-r],[data-size],[data-stroke]")].map((element) => {
    const [name, attribute] =
      "r" in element.dataset ? ["r", "r"] : "size" in element.dataset ? ["size", "font-size"] : ["stroke", "stroke-width"];
    return { element, attribute, pixels: Number(element.dataset[name]) };
  });

  const scale = () => {
    const box = svg.getBoundingClientRect();
    return Math.max(now.width / Math.max(box.width, 1), now.height / Math.max(box.height, 1));
  };
  // Names of places, the busiest first; one that would meet another or a circle is left out.
  const names = [...svg.querySelectorAll(".spot text")];
  const spread = () => {
    const taken = [...svg.querySelectorAll(".spot circle")].map((circle) => circle.getBoundingClientRect());
    const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    for (const name of names) {
      name.classList.remove("crowded");
      const room = name.getBoundingClientRect();
      if (taken.some((other) => meets(room, other))) name.classList.add("crowded");
      else taken.push(room);
    }
  };
  const show = () => {
    svg.setAttribute("viewBox", `${now.x} ${now.y} ${now.width} ${now.height}`);
    const pixel = scale();
    for (const { element, attribute, pixels } of sized) element.setAttribute(attribute, pixels * pixel);
    if (names.length > 0) spread();
  };
  const zoom = (factor, x = now.x + now.width / 2, y = now.y + now.height / 2) => {
    const wide = Math.min(Math.max(now.width * factor, whole.width / 60), whole.width * 4);
    const share = wide / now.width;
    now = { x: x - (x - now.x) * share, y: y - (y - now.y) * share, width: wide, height: now.height * share };
    show();
  };
  const move = (x, y) => {
    now = { ...now, x: now.x + x, y: now.y + y };
    show();
  };
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());

  const acts = {
    in: () => zoom(0.75),
    out: () => zoom(1 / 0.75),
    all: () => {
      now = { ...whole };
      show();
    },
  };
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) acts[button.dataset.zoom]();
  });

  svg.addEventListener(
    "wheel",
    (event) => {
      // A bare wheel scrolls the page, as everywhere; a pinch on a touchpad comes as a wheel with Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const at = point(event);
      zoom(Math.exp(Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 60) * 0.006), at.x, at.y);
    },
    { passive: false },
  );

  svg.setAttribute("tabindex", "0");
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = now.width / 10;
    const keys = {
      "+": acts.in,
      "=": acts.in,
      "-": acts.out,
      0: acts.all,
      ArrowLeft: () => move(-step, 0),
      ArrowRight: () => move(step, 0),
      ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // One pointer moves, two zoom. What was a drag is no click.
  const held = new Map();
  let dragged = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    if (held.size === 0) dragged = false;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  svg.addEventListener("pointermove", (event) => {
    const last = held.get(event.pointerId);
    if (!last) return;
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    if (!dragged && Math.hypot(dx, dy) < 4) return;
    if (!dragged) {
      dragged = true;
      svg.classList.add("held");
      svg.setPointerCapture(event.pointerId);
    }
    if (held.size === 2) {
      const [other] = [...held].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const before = Math.hypot(last.x - other.x, last.y - other.y);
      const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      const at = point(event);
      if (after > 0) zoom(before / after, at.x, at.y);
    } else {
      const pixel = scale();
      move(-dx * pixel, -dy * pixel);
    }
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  const release = (event) => {
    held.delete(event.pointerId);
    svg.classList.remove("held");
  };
  svg.addEventListener("pointerup", release);
  svg.addEventListener("pointercancel", release);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener(
    "click",
    (event) => {
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
      dragged = false;
    },
    true,
  );

  // A name, what it is joined to, and the lines between.
  const light = (node) => {
    svg.classList.toggle("lit", Boolean(node));
    svg.querySelectorAll(".near").forEach((element) => element.classList.remove("near"));
    if (!node) return;
    const at = node.dataset.node;
    const near = new Set([at]);
    svg.querySelectorAll("[data-from]").forEach((line) => {
      const { from, to } = line.dataset;
      if (from !== at && to !== at) return;
      line.classList.add("near");
      near.add(from).add(to);
    });
    svg.querySelectorAll("[data-node]").forEach((other) => other.classList.toggle("near", near.has(other.dataset.node)));
  };
  svg.querySelectorAll("[data-node]").forEach((node) => {
    node.addEventListener("pointerenter", () => light(node));
    node.addEventListener("pointerleave", () => light(null));
    node.addEventListener("focus", () => light(node));
    node.addEventListener("blur", () => light(null));
  });

  // On a small screen a network begins where it is densest, with names that can be read.
  const legible = 2;
  const nodes = [...svg.querySelectorAll("[data-node] circle")].map((circle) => [circle.r.baseVal.value, circle]);
  if (nodes.length > 0 && scale() > legible) {
    const [, hub] = nodes.reduce((most, one) => (one[0] > most[0] ? one : most));
    const share = legible / scale();
    const [width, height] = [now.width * share, now.height * share];
    now = { x: hub.cx.baseVal.value - width / 2, y: hub.cy.baseVal.value - height / 2, width, height };
    show();
  }

  if (sized.length > 0) {
    show();
    addEventListener("resize", show);
  }
});
