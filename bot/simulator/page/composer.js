import { el, icon, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { pickFiles, sendFiles, shareContact, shareLocation } from "./share.js";
import { t } from "./words.js";

const TALLEST = 144;
const isEnter = (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing;
const draftKey = (phone) => `draft ${phone.person.id} ${phone.chatId}`;

/** Where the person writes: text, commands, attachments, the bot's reply keyboard. */
export class Composer {
  #edited = null;
  #panel = null;
  #keyboardSign = "";

  constructor(phone) {
    this.phone = phone;
    this.input = el("textarea", { rows: 1, "aria-label": t("write"), placeholder: t("write") });
    this.panel = el("div", { class: "panel", hidden: true });
    this.editing = el("div", { class: "editing", hidden: true });
    this.tools = this.#toolButtons();
    const send = iconButton("send", t("send"), null, { type: "submit", class: "icon-button send" });
    const { attach, command, keyboard } = this.tools;
    this.form = el("form", { class: "composer" }, attach, command, this.input, keyboard, send);
    this.node = el("div", { class: "composer-frame" }, this.editing, this.panel, this.form);
    this.#listen();
  }

  #toolButtons() {
    const tool = (name, key, build) => {
      const toggle = () => this.#toggle(name, build);
      return iconButton(name, t(key), toggle, { "aria-expanded": "false" });
    };
    return {
      attach: tool("attach", "attach", () => this.#attachments()),
      command: tool("command", "commands", () => this.#commands()),
      keyboard: tool("keyboard", "keyboard", () => this.#keyboard()),
    };
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.input.addEventListener("keydown", (event) => {
      if (!isEnter(event)) return;
      event.preventDefault();
      this.#send();
    });
    this.input.addEventListener("input", () => this.#typed());
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape());
    this.input.addEventListener("paste", (event) => this.#pasted(event));
  }

  #typed() {
    this.#grow();
    if (!this.#edited) sessionStorage.setItem(draftKey(this.phone), this.input.value);
    if (this.input.value === "/") this.#open("command", () => this.#commands());
    else if (this.#panel === "command") this.#close();
  }

  #pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    const kind = files.every((file) => file.type.startsWith("image/")) ? "photo" : "document";
    sendFiles(this.phone, kind, files, this.input.value);
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
  }

  #write(text) {
    this.input.value = text;
    this.#grow();
  }

  /** Forgets what was written: it has been sent. */
  clear() {
    sessionStorage.removeItem(draftKey(this.phone));
    this.#write("");
  }

  /** Shows the open chat's own draft and keyboard. */
  openChat() {
    this.#stopEditing();
    this.#write(sessionStorage.getItem(draftKey(this.phone)) ?? "");
    this.#close();
    this.#keyboardSign = "";
  }

  async #send() {
    const text = this.input.value.trim();
    if (!text) return;
    const edited = this.#edited;
    const verb = edited ? "edit" : "send";
    const body = edited ? { message_id: edited.message_id, text } : { text };
    this.#write("");
    const isDone = await this.phone.do(verb, body);
    if (!isDone && !this.input.value) this.#write(text);
    if (isDone && edited) this.#stopEditing();
    else if (isDone) this.clear();
  }

  startEdit(message) {
    this.#edited = message;
    const cancel = iconButton("close", t("cancel"), () => this.#stopEditing());
    const quote = el("bdi", { class: "editing-text" }, message.text.slice(0, 80));
    this.editing.replaceChildren(el("strong", {}, t("editing")), quote, cancel);
    this.editing.hidden = false;
    this.#write(message.text);
    this.input.focus();
  }

  #stopEditing() {
    if (!this.#edited) return;
    this.#edited = null;
    this.editing.hidden = true;
    this.#write(sessionStorage.getItem(draftKey(this.phone)) ?? "");
  }

  #escape() {
    if (this.#panel) {
      const opener = this.tools[this.#panel];
      this.#close();
      opener.focus();
    } else this.#stopEditing();
  }

  #toggle(name, build) {
    if (this.#panel === name) this.#close();
    else this.#open(name, build);
  }

  #open(name, build) {
    this.#close();
    this.#panel = name;
    this.tools[name].setAttribute("aria-expanded", "true");
    this.panel.replaceChildren(build());
    this.panel.hidden = false;
  }

  #close() {
    if (this.#panel) this.tools[this.#panel].setAttribute("aria-expanded", "false");
    this.#panel = null;
    this.panel.hidden = true;
  }

  /** Follows the chat: a new reply keyboard opens by itself, a withdrawn one goes. */
  show(chat) {
    const markup = chat.reply_keyboard?.keyboard ? chat.reply_keyboard : null;
    const asked = chat.force_reply ?? markup;
    this.input.placeholder = asked?.input_field_placeholder ?? t("write");
    this.tools.keyboard.hidden = !markup;
    const sign = markup ? JSON.stringify(markup) : "";
    if (sign === this.#keyboardSign) return;
    this.#keyboardSign = sign;
    this.#markup = markup;
    if (markup) this.#open("keyboard", () => this.#keyboard());
    else if (this.#panel === "keyboard") this.#close();
  }

  #markup = null;

  #keyboard() {
    const keys = replyKeyboard(this.#markup, this.phone);
    if (this.#markup.one_time_keyboard) keys.addEventListener("click", () => this.#close());
    return keys;
  }

  #commands() {
    const rows = this.phone.chat.commands ?? [];
    if (!rows.length) return el("p", { class: "hint" }, t("noCommands"));
    return el("div", { class: "choices", role: "group", "aria-label": t("commands") }, rows.map((row) => this.#commandRow(row)));
  }

  #commandRow({ command, description }) {
    const onclick = () => {
      this.#close();
      if (this.input.value === "/") this.clear();
      this.phone.sendText(`/${command}`);
      this.input.focus();
    };
    const words = [el("strong", {}, `/${command}`), " ", el("span", {}, description)];
    return el("button", { type: "button", class: "choice", onclick }, words);
  }

  #attachments() {
    const files = (kind) => () => pickFiles(this.phone, kind, () => this.input.value);
    const ways = {
      photo: files("photo"),
      document: files("document"),
      video: files("video"),
      voice: files("voice"),
      location: () => shareLocation(this.phone),
      contact: () => shareContact(this.phone),
    };
    const rows = Object.entries(ways).map(([name, share]) => {
      const onclick = () => {
        this.#close();
        share();
      };
      return el("button", { type: "button", class: "choice", onclick }, icon(name), t(name));
    });
    return el("div", { class: "choices grid", role: "group", "aria-label": t("attach") }, rows);
  }
}
