import { el, iconButton } from "./dom.js";
import { t } from "./words.js";

let lastId = 0;

/** Shows a native modal dialog (it traps focus and closes with Escape); removed when closed. */
export function openDialog(title, content, attributes = {}) {
  const id = `dialog-${(lastId += 1)}`;
  const close = () => dialog.close();
  const head = el("h2", { id }, title);
  const bar = el("div", { class: "dialog-head" }, head, iconButton("close", t("close"), close));
  const dialog = el("dialog", { "aria-labelledby": id, ...attributes }, bar, content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A labelled input. */
export function field(label, attributes = {}) {
  const id = `field-${(lastId += 1)}`;
  const input = el(attributes.options ? "select" : "input", { id, ...attributes, options: null });
  for (const [value, name] of attributes.options ?? []) input.append(el("option", { value }, name));
  return { input, node: el("div", { class: "field" }, el("label", { for: id }, label), input) };
}

/**
 * A dialog with a form. `submit` may return a sentence that says what is wrong: the dialog stays
 * open and says it; otherwise it closes.
 */
export function openForm(title, { hint, content, action, submit }) {
  const wrong = el("p", { class: "wrong", role: "alert" });
  const cancel = el("button", { type: "button", class: "quiet" }, t("cancel"));
  const go = el("button", { type: "submit", class: "primary" }, action);
  const buttons = el("div", { class: "dialog-buttons" }, cancel, go);
  const lead = hint ? el("p", { class: "hint" }, hint) : null;
  const form = el("form", { novalidate: true }, lead, content, wrong, buttons);
  const dialog = openDialog(title, form);
  cancel.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = await submit();
    wrong.textContent = problem ?? "";
    if (!problem) dialog.close();
  });
  dialog.querySelector("input, textarea, select")?.focus();
  return dialog;
}

/** A callback's alert: has to be dismissed. */
export function openAlert(title, text) {
  const ok = el("button", { type: "button", class: "primary", autofocus: true }, t("ok"));
  const body = el("div", {}, el("p", { class: "alert-text" }, text), el("div", { class: "dialog-buttons" }, ok));
  const dialog = openDialog(title, body, { role: "alertdialog", class: "alert" });
  ok.addEventListener("click", () => dialog.close());
  ok.focus();
}

export function openPicture(address, name) {
  const picture = el("img", { src: address, alt: name });
  const save = el("a", { href: address, download: name, class: "quiet" }, t("download", { name: "" }).trim());
  openDialog(name, el("div", { class: "viewer" }, picture, save), { class: "picture-dialog" });
}
