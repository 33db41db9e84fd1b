import { el } from "./dom.js";

const SHOWN = 4000;
const PER_CHARACTER = 50;

/** Short notices over a phone; long ones stay longer. */
export class Toasts {
  constructor() {
    this.node = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
  }

  show(text) {
    const toast = el("p", { class: "toast", dir: "auto" }, text);
    this.node.replaceChildren(toast);
    setTimeout(() => toast.remove(), SHOWN + text.length * PER_CHARACTER);
  }
}
