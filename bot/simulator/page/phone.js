import { SimError, act, getChats, getMessages } from "./api.js";
import { ChatList } from "./chats.js";
import { Composer } from "./composer.js";
import { openAlert } from "./dialogs.js";
import { el } from "./dom.js";
import { Header } from "./header.js";
import { startPayload } from "./links.js";
import { MessageLog } from "./log.js";
import { fullName } from "./message.js";
import { shareContact, shareLocation } from "./share.js";
import { blockedNote, channelNote, startScreen } from "./start.js";
import { Toasts } from "./toasts.js";
import { t } from "./words.js";

const ANSWER_WAIT = 10_000;

/** One person's phone: their chats, the open one, and everything they can do in it. */
export class Phone {
  #refreshing = null;
  #again = false;

  constructor(person, bot, { onUnread }) {
    this.person = person;
    this.bot = bot;
    this.onUnread = onUnread;
    this.chatId = person.id;
    this.chats = [];
    this.isActive = false;
    this.header = new Header(this);
    this.log = new MessageLog(fullName(person), () => this.markRead());
    this.composer = new Composer(this);
    this.list = new ChatList((id) => this.openChat(id));
    this.toasts = new Toasts();
    this.extra = el("div", { class: "extra" });
    const label = t("phoneOf", { name: fullName(person) });
    const inside = [this.header.node, this.list.node, this.log.node, this.extra, this.composer.node];
    const owner = this.#ownerLine();
    const frame = { class: "phone", "aria-label": label, "data-person": person.id };
    this.node = el("section", frame, owner, ...inside, this.toasts.node);
  }

  #ownerLine() {
    const about = this.person.about ? ` · ${this.person.about}` : "";
    return el("p", { class: "owner" }, el("strong", { dir: "auto" }, fullName(this.person)), about);
  }

  get chat() {
    const fresh = { id: this.person.id, type: "private", unread: 0, started: false, blocked: false };
    return this.chats.find(({ id }) => id === this.chatId) ?? fresh;
  }

  get unread() {
    return this.chats.reduce((sum, { unread }) => sum + unread, 0);
  }

  mayWrite() {
    return this.chat.type !== "channel" && this.chat.started && !this.chat.blocked;
  }

  // ---- what happens to this person ----

  /** Takes an event from the simulator (docs/simulator.md, /sim/events). */
  hear(kind, data) {
    const isHere = data.chat === this.chatId;
    if (kind === "typing") return isHere && this.header.showTyping(data.action);
    if (kind === "answer") return this.#answered(data);
    if (kind === "message" && isHere) this.header.endTyping();
    return this.refresh();
  }

  /** Fetches and shows what is new; calls that come meanwhile share one more round. */
  refresh() {
    this.#again = true;
    this.#refreshing ??= this.#rounds().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #rounds() {
    while (this.#again) {
      this.#again = false;
      await this.try(async () => this.#show(...(await this.#fetch())));
    }
  }

  #fetch() {
    const id = this.chatId;
    return Promise.all([getChats(this.person.id), getMessages(this.person.id, id), id]);
  }

  #show(chats, messages, id) {
    if (id !== this.chatId) return void (this.#again = true);
    this.chats = chats;
    this.messages = messages;
    this.#showChat();
    this.log.show(messages, this);
    this.onUnread();
    return this.markRead();
  }

  #showChat() {
    const { chat } = this;
    const isPrivate = chat.type === "private";
    const isNew = isPrivate && !chat.started && !chat.blocked;
    const kind = chat.type === "supergroup" ? "group" : chat.type;
    const name = isPrivate ? this.bot.first_name : chat.title;
    const hasList = this.chats.length > 1;
    this.header.show(name, isPrivate ? this.bot.id : chat.id, t(isPrivate ? "bot" : kind), hasList);
    this.header.showUnread(this.unread);
    this.list.show(this.chats, this.bot);
    this.composer.node.hidden = !this.mayWrite();
    this.log.node.classList.toggle("empty", isNew);
    this.#showExtra(isNew ? "start" : chat.blocked ? "blocked" : chat.type);
    this.composer.show(chat);
  }

  #showExtra(state) {
    if (this.extra.dataset.state === state) return;
    this.extra.dataset.state = state;
    const notes = { start: startScreen, blocked: blockedNote, channel: channelNote };
    const build = notes[state];
    this.extra.replaceChildren(...(build ? [build(this)] : []));
  }

  #answered({ text, show_alert: isAlert, url }) {
    for (const button of this.node.querySelectorAll(".key[aria-busy]")) button.removeAttribute("aria-busy");
    if (url) this.openLink(url);
    if (!text) return;
    if (isAlert) openAlert(this.bot.first_name, text);
    else this.toast(text);
  }

  // ---- what this person does ----

  /** Runs an act; a failure is said kindly. True when it went well. */
  async try(work, then = () => {}) {
    try {
      await work();
      then();
      return true;
    } catch (error) {
      if (!(error instanceof SimError)) throw error;
      const offline = error.message === "offline";
      this.toast(offline ? t("offline") : t("problem", { reason: error.message }));
      return false;
    }
  }

  do(verb, body = {}) {
    return this.try(() => act(verb, { person: this.person.id, chat: this.chatId, ...body }));
  }

  start(payload = "") {
    this.openChat(this.person.id);
    return this.do("start", payload ? { payload } : {});
  }

  sendText(text) {
    return this.do("send", { text });
  }

  async tap(message, row, column, button) {
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), ANSWER_WAIT);
    const isDone = await this.do("tap", { message_id: message.message_id, row, column });
    if (!isDone) button.removeAttribute("aria-busy");
  }

  vote(message, options) {
    return this.do("vote", { message_id: message.message_id, options });
  }

  /** Opens a link to the bot in this chat; false when the link leads elsewhere. */
  openLink(address) {
    const payload = startPayload(address, this.bot.username);
    if (payload === null) return false;
    this.start(payload);
    return true;
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.toast(t("copied", { text }));
  }

  startEdit(message) {
    this.composer.startEdit(message);
  }

  shareContact() {
    shareContact(this);
  }

  shareLocation() {
    shareLocation(this);
  }

  toast(text) {
    this.toasts.show(text);
  }

  openChat(id) {
    this.node.classList.remove("at-list");
    if (id === this.chatId) return;
    this.chatId = id;
    this.log.show([], this);
    this.log.toBottom();
    this.composer.openChat();
    this.refresh();
  }

  openList() {
    this.node.classList.add("at-list");
    this.list.focus();
  }

  /** This phone is in the person's hand now: what it shows is being read. */
  activate(isActive) {
    this.isActive = isActive;
    this.node.classList.toggle("active", isActive);
    if (isActive) this.markRead();
  }

  async markRead() {
    const isSeen = this.isActive && !document.hidden && this.log.isAtBottom;
    if (!isSeen || !this.chat.unread || this.node.classList.contains("at-list")) return;
    await this.do("read");
  }
}
