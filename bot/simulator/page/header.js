import { avatar, el, iconButton } from "./dom.js";
import { pasteLink } from "./share.js";
import { t } from "./words.js";

const TYPING_SHOWN = 5000;

/** The phone's head: whose phone it is, which chat is open, what the bot is doing, the chat's menu. */
export class Header {
  #typing = null;

  constructor(phone) {
    this.phone = phone;
    this.back = iconButton("back", t("back"), () => phone.openList(), { hidden: true });
    this.face = el("span", { class: "face" });
    this.name = el("h2", { class: "chat-name", dir: "auto" });
    this.status = el("p", { class: "status" });
    this.badge = el("span", { class: "badge", hidden: true });
    this.more = iconButton("menu", t("menu"), () => this.#toggle(), { "aria-expanded": "false" });
    this.menu = el("div", { class: "menu choices", hidden: true });
    const titles = el("div", { class: "titles" }, this.name, this.status);
    const wrapper = el("div", { class: "menu-frame" }, this.more, this.menu);
    const row = [this.back, this.face, titles, this.badge, wrapper];
    this.node = el("header", { class: "phone-head" }, row);
    wrapper.addEventListener("keydown", (event) => event.key === "Escape" && this.#close(true));
    wrapper.addEventListener("focusout", (event) => {
      if (!wrapper.contains(event.relatedTarget)) this.#close();
    });
  }

  show(name, id, detail, hasList) {
    this.name.textContent = name;
    this.detail = detail;
    this.face.replaceChildren(avatar(name, id));
    this.back.hidden = !hasList;
    if (!this.#typing) this.status.textContent = detail;
  }

  showUnread(count) {
    this.badge.hidden = count === 0;
    this.badge.replaceChildren(
      el("span", { "aria-hidden": "true" }, String(count)),
      el("span", { class: "spoken" }, t("unread", { n: count })),
    );
  }

  /** Says for a few seconds what the bot is doing (Bot API, sendChatAction). */
  showTyping(action) {
    clearTimeout(this.#typing);
    const known = /^upload_(photo|document|video|voice)$/.test(action);
    this.status.textContent = t(known ? action : "typing");
    this.status.classList.add("typing");
    this.#typing = setTimeout(() => this.endTyping(), TYPING_SHOWN);
  }

  endTyping() {
    clearTimeout(this.#typing);
    this.#typing = null;
    this.status.classList.remove("typing");
    this.status.textContent = this.detail ?? "";
  }

  #toggle() {
    if (!this.menu.hidden) return this.#close();
    this.menu.replaceChildren(...this.#entries());
    this.menu.hidden = false;
    this.more.setAttribute("aria-expanded", "true");
    return this.menu.firstElementChild.focus();
  }

  #close(isByKey = false) {
    this.menu.hidden = true;
    this.more.setAttribute("aria-expanded", "false");
    if (isByKey) this.more.focus();
  }

  #entries() {
    const { phone } = this;
    const entry = (label, onclick) => {
      const chosen = () => {
        this.#close(true);
        onclick();
      };
      return el("button", { type: "button", class: "choice", onclick: chosen }, label);
    };
    const link = entry(t("openLink"), () => pasteLink(phone));
    if (phone.chat.type !== "private") return [link, entry(t("leave"), () => phone.do("leave"))];
    const verb = phone.chat.blocked ? "unblock" : "block";
    return [link, entry(t(verb), () => phone.do(verb))];
  }
}
