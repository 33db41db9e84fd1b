const SVG = "http://www.w3.org/2000/svg";

function give(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** A DOM element from attributes, listeners ("onclick") and children; text is always a text node. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) give(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** The icons' outlines on a 24 × 24 grid, drawn for this page. */
const OUTLINES = {
  attach: "M8 12.5 14 6.4a3.2 3.2 0 0 1 4.6 4.6l-8 8.1a5 5 0 0 1-7.1-7.1L11 4.4",
  back: "M15 5 8 12l7 7",
  close: "M6 6l12 12M18 6 6 18",
  command: "M15 5 9 19",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c1-4.5 4-6.5 8-6.5s7 2 8 6.5",
  document: "M6 3h8l5 5v13H6zM14 3v5h5",
  down: "M12 5v14M6 13l6 6 6-6",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
  keyboard: "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8",
  location: "M12 21c5-5.5 7-8.5 7-11.5a7 7 0 0 0-14 0C5 12.5 7 15.5 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  menu: "M12 6h.01M12 12h.01M12 18h.01",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.01",
  plus: "M12 5v14M5 12h14",
  send: "M4 12 20 5l-4 15-4.5-6zM11.5 14 20 5",
  theme: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  video: "M4 6h11v12H4zM15 11l5-3v8l-5-3",
  voice: "M12 14a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4",
};

export function icon(name) {
  const frame = { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" };
  return svg("svg", frame, svg("path", { d: OUTLINES[name] }));
}

/** A round picture of initials; the tone follows from the id, so a person keeps their colour. */
export function avatar(name, id) {
  const words = name.split(/\s+/).filter(Boolean);
  const initials = words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
  const tone = Math.abs(Number(id) || 0) % 5;
  const frame = { viewBox: "0 0 40 40", class: `avatar tone-${tone}`, "aria-hidden": "true" };
  const place = { x: 20, y: 20, "text-anchor": "middle", "dominant-baseline": "central" };
  return svg("svg", frame, svg("circle", { cx: 20, cy: 20, r: 20 }), svg("text", place, initials));
}

/** A button with an icon, whose name only screen readers and the tooltip tell. */
export function iconButton(name, label, onclick, attributes = {}) {
  const all = { type: "button", class: "icon-button", "aria-label": label, title: label, onclick };
  return el("button", { ...all, ...attributes }, icon(name));
}

/** Text for screen readers only. */
export function spoken(text) {
  return el("span", { class: "spoken" }, text);
}
