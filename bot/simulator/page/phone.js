import { SimError, act } from "./api.js";
import { ChatList } from "./chats.js";
import { Composer } from "./composer.js";
import { openAlert } from "./dialogs.js";
import { avatar, el } from "./dom.js";
import { Feed } from "./feed.js";
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
  #acts = Promise.resolve();

  constructor(person, bot, { onUnread }) {
    this.person = person;
    this.bot = bot;
    this.onUnread = onUnread;
    this.feed = new Feed(person, () => this.#show(), (work) => this.try(work));
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
    const name = fullName(this.person);
    const words = [el("strong", { dir: "auto" }, name), " ", this.person.about ?? ""];
    return el("p", { class: "owner" }, avatar(name, this.person.id), el("span", {}, words));
  }

  get chat() {
    return this.feed.chat;
  }

  get chatId() {
    return this.feed.chatId;
  }

  mayWrite() {
    return this.chat.type !== "channel" && this.chat.started && !this.chat.blocked;
  }

  // What happens to this person

  /** Takes an event from the simulator (docs/simulator.md, /sim/events). */
  hear(kind, data) {
    const isHere = data.chat === this.chatId;
    if (kind === "typing") return isHere && this.header.showTyping(data.action);
    if (kind === "answer") return this.#answered(data);
    if (data.left && isHere) return this.openChat(this.person.id);
    if (kind === "message" && isHere && !data.message?.out) this.header.endTyping();
    return this.feed.hear(kind, data);
  }

  refresh() {
    return this.feed.refresh();
  }

  #show() {
    this.#showChat();
    this.log.show(this.feed.messages, this);
    this.onUnread();
    this.markRead();
  }

  #showChat() {
    const { chat } = this;
    const { chats, unread } = this.feed;
    const isPrivate = chat.type === "private";
    const isNew = isPrivate && !chat.started && !chat.blocked;
    const kind = chat.type === "supergroup" ? "group" : chat.type;
    const name = chat.title ?? this.bot.first_name;
    const hasList = chats.length > 1;
    this.header.show(name, isPrivate ? this.bot.id : chat.id, t(isPrivate ? "bot" : kind), hasList);
    this.header.showUnread(unread);
    this.list.show(chats, this.bot);
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

  // What this person does

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

  /** Acts go one after another, so that two quick messages keep their order. */
  do(verb, body = {}) {
    const letter = { person: this.person.id, chat: this.chatId, ...body };
    const work = () => this.try(() => act(verb, letter));
    this.#acts = this.#acts.then(work, work);
    return this.#acts;
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
    this.feed.open(id);
    this.log.show([], this);
    this.log.toBottom();
    this.composer.openChat();
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
