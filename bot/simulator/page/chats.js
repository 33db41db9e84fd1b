import { avatar, el } from "./dom.js";
import { t, timeOf } from "./words.js";

function preview(last) {
  if (!last) return "";
  return last.text ?? last.caption ?? t("newMark");
}

/** The list of a person's chats, for somebody who has more than the one with the bot. */
export class ChatList {
  #sign = "";

  constructor(open) {
    this.open = open;
    this.node = el("nav", { class: "chat-list", "aria-label": t("chats") });
  }

  show(chats, bot) {
    const sign = JSON.stringify(chats.map(({ id, title, unread, last }) => [id, title, unread, last]));
    if (sign === this.#sign) return;
    this.#sign = sign;
    this.node.replaceChildren(...chats.map((chat) => this.#row(chat, bot)));
  }

  #row(chat, bot) {
    const name = chat.title ?? bot.first_name;
    const id = chat.type === "private" ? bot.id : chat.id;
    const words = el("span", { class: "file-words" }, el("bdi", {}, name), el("small", {}, preview(chat.last)));
    const time = chat.last ? el("time", {}, timeOf(chat.last.date)) : null;
    const unread = chat.unread ? el("span", { class: "badge" }, String(chat.unread), el("span", { class: "spoken" }, ` ${t("unread", { n: chat.unread })}`)) : null;
    const onclick = () => this.open(chat.id);
    return el("button", { type: "button", class: "chat-row", onclick }, avatar(name, id), words, time, unread);
  }

  focus() {
    this.node.querySelector("button")?.focus();
  }
}
