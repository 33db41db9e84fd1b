import { getChats, getMessages } from "./api.js";

/** What one person has in front of them: their chats and the open chat's messages. */
export class Feed {
  chats = [];
  messages = [];
  #work = null;
  #stale = { chats: false, messages: false };
  #heard = 0;

  /** `changed()` is told after each change; `attempt(work)` runs a request and says if it failed. */
  constructor(person, changed, attempt) {
    this.person = person;
    this.chatId = person.id;
    this.changed = changed;
    this.attempt = attempt;
  }

  get chat() {
    const fresh = { id: this.chatId, type: "private", unread: 0, started: false, blocked: false };
    return this.chats.find(({ id }) => id === this.chatId) ?? fresh;
  }

  get unread() {
    return this.chats.reduce((sum, { unread }) => sum + unread, 0);
  }

  open(chatId) {
    this.chatId = chatId;
    this.messages = [];
    return this.refresh();
  }

  /** Takes an event (docs/simulator.md): its message is shown at once, the rest is fetched. */
  hear(kind, data) {
    this.#heard += 1;
    const isKnown = data.chat !== this.chatId || this.#apply(kind, data);
    if (isKnown) this.changed();
    return this.refresh({ chats: true, messages: !isKnown });
  }

  #apply(kind, { message, message_ids: gone }) {
    if (gone) this.messages = this.messages.filter((one) => !gone.includes(one.message_id));
    else if (message) this.#put(message);
    else return ["chat", "poll", "read"].includes(kind);
    return true;
  }

  #put(message) {
    const at = this.messages.findIndex((one) => one.message_id === message.message_id);
    if (at >= 0) this.messages[at] = message;
    else this.messages.push(message);
  }

  /** Fetches what may have changed; calls that come meanwhile share one more round. */
  refresh({ chats = true, messages = true } = {}) {
    this.#stale = { chats: chats || this.#stale.chats, messages: messages || this.#stale.messages };
    this.#work ??= this.#rounds().finally(() => (this.#work = null));
    return this.#work;
  }

  /** Only the newest messages can be unread: as many as the chat counts. */
  #markUnread() {
    let left = this.chat.unread;
    for (const message of this.messages.toReversed()) {
      message.unread = !message.out && left > 0;
      if (!message.out) left -= 1;
    }
  }

  async #rounds() {
    await Promise.resolve();
    while (this.#stale.chats || this.#stale.messages) {
      const wanted = this.#stale;
      this.#stale = { chats: false, messages: false };
      await this.attempt(() => this.#fetch(wanted));
    }
  }

  async #fetch(wanted) {
    const { chatId } = this;
    const heard = this.#heard;
    const messages = wanted.messages ? getMessages(this.person.id, chatId) : null;
    [this.chats] = await Promise.all([getChats(this.person.id), messages]);
    const isOld = heard !== this.#heard || chatId !== this.chatId;
    if (messages && isOld) this.#stale = { chats: true, messages: true };
    else if (messages) this.messages = await messages;
    this.#markUnread();
    this.changed();
  }
}
