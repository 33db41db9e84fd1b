import { el } from "./dom.js";
import { safeAddress, startPayload } from "./links.js";
import { t } from "./words.js";

const key = (attributes, text) => el("button", { type: "button", class: "key", ...attributes }, text);

function linkKey(button, place, actions) {
  const href = safeAddress(button.url);
  if (!href) return key({ ...place, disabled: true }, button.text);
  const onclick = (event) => {
    if (actions.openLink(href)) event.preventDefault();
  };
  const target = { href, target: "_blank", rel: "noopener noreferrer", onclick, ...place };
  if (startPayload(href, actions.bot.username) !== null)
    return el("a", { class: "key", ...target }, button.text);
  const label = t("opensPage", { text: button.text });
  return el("a", { class: "key link-key", "aria-label": label, ...target }, button.text);
}

function inlineKey(message, button, row, column, actions) {
  const place = { "data-place": `${row}:${column}` };
  if (button.url) return linkKey(button, place, actions);
  if (button.copy_text) return key({ ...place, onclick: () => actions.copy(button.copy_text.text) }, button.text);
  if (button.callback_data === undefined)
    return key({ ...place, onclick: () => actions.toast(t("notHere")) }, button.text);
  const onclick = (event) => actions.tap(message, row, column, event.currentTarget);
  return key({ ...place, onclick }, button.text);
}

/** The buttons under a message; each knows its row and column (data-place). */
export function inlineKeyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const lines = rows.map((buttons, row) => {
    const keys = buttons.map((button, column) => inlineKey(message, button, row, column, actions));
    return el("div", { class: "key-row" }, keys);
  });
  return el("div", { class: "inline-keyboard", role: "group", "aria-label": t("buttons") }, lines);
}

function replyKey(button, actions) {
  const { text, ...special } = typeof button === "string" ? { text: button } : button;
  if (special.request_contact) return key({ onclick: () => actions.shareContact() }, text);
  if (special.request_location) return key({ onclick: () => actions.shareLocation() }, text);
  const inTelegramOnly = Object.keys(special).some((name) => /^(request_|web_app)/.test(name));
  if (inTelegramOnly) return key({ onclick: () => actions.toast(t("notHere")) }, text);
  return key({ onclick: () => actions.sendText(text) }, text);
}

/** The keyboard that stands in place of the phone's own. */
export function replyKeyboard(markup, actions) {
  const lines = markup.keyboard.map((buttons) =>
    el("div", { class: "key-row" }, buttons.map((button) => replyKey(button, actions))),
  );
  return el("div", { class: "reply-keyboard", role: "group", "aria-label": t("keyboard") }, lines);
}
