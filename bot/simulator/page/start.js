import { avatar, el } from "./dom.js";
import { pasteLink } from "./share.js";
import { t } from "./words.js";

/** What somebody sees who has never talked to the bot. */
export function startScreen(phone) {
  const { bot } = phone;
  const about = bot.description || bot.short_description || t("emptyAbout");
  const start = el("button", { type: "button", class: "primary big", onclick: () => phone.start() }, t("start"));
  const link = el("button", { type: "button", class: "quiet", onclick: () => pasteLink(phone) }, t("haveLink"));
  const name = el("p", { class: "start-name" }, phone.chat.title ?? bot.first_name);
  const words = el("p", { class: "start-about", dir: "auto" }, about);
  const lead = el("p", { class: "hint" }, t("startLead"));
  return el("div", { class: "start" }, avatar(bot.first_name, bot.id), name, words, lead, start, link);
}

export function blockedNote(phone) {
  const onclick = () => phone.do("unblock");
  const again = el("button", { type: "button", class: "primary", onclick }, t("unblock"));
  return el("div", { class: "note" }, el("p", {}, t("blocked")), again);
}

export function channelNote() {
  return el("div", { class: "note" }, el("p", {}, t("channelOnly")));
}
