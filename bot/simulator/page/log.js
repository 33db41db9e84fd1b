import { el, icon } from "./dom.js";
import { messageNode } from "./message.js";
import { dayOf, t } from "./words.js";

const NEAR_BOTTOM = 48;

/** Messages as they stand in the log: days, single messages, albums; `sign` tells a change. */
function itemsOf(messages, actions) {
  const items = [];
  let day = null;
  let album = null;
  for (const message of messages) {
    const today = dayOf(message.date);
    if (today !== day) {
      const label = today;
      const key = `day before ${message.message_id}`;
      items.push({ key, sign: label, build: () => el("p", { class: "day" }, label) });
    }
    day = today;
    const group = message.media_group_id;
    if (group && album?.group === group) album.members.push(message);
    else {
      album = { key: message.message_id, group, members: [message] };
      items.push(album);
    }
  }
  for (const item of items.filter(({ members }) => members)) {
    const shown = item.members.map((message) => ({ ...message, unread: undefined }));
    item.sign = JSON.stringify([shown, actions.mayWrite()]);
    item.isNew = item.members.some((message) => message.unread && !message.out);
    item.build = () => messageNode(item.members, actions);
  }
  return items;
}

/** Keeps the keyboard's focus where it was when a message is drawn anew. */
function replaceKeepingFocus(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const place = focused?.dataset.place;
  old.replaceWith(fresh);
  if (!focused) return;
  const again = place && fresh.querySelector(`[data-place="${place}"]`);
  (again ?? fresh).focus({ preventScroll: true });
}

/** The scrolling list of a chat's messages. */
export class MessageLog {
  #drawn = new Map();
  #stuck = true;

  constructor(name, onBottom) {
    this.list = el("div", { class: "log-list" });
    const label = { role: "log", "aria-live": "polite", "aria-label": t("messages", { name }) };
    this.scroller = el("div", { class: "log", tabindex: "0", ...label }, this.list);
    const jump = { type: "button", class: "jump", hidden: true, onclick: () => this.toBottom() };
    this.jump = el("button", jump, icon("down"), t("newMessages"));
    this.node = el("div", { class: "log-frame" }, this.scroller, this.jump);
    this.onBottom = onBottom;
    this.scroller.addEventListener("scroll", () => this.#scrolled());
    this.#keepBottomOnResize();
  }

  get isAtBottom() {
    return this.#stuck;
  }

  /** Draws what changed; stays at the bottom unless the person scrolled up. */
  show(messages, actions) {
    const last = this.list.lastElementChild;
    const items = itemsOf(messages, actions);
    this.#forgetAllBut(new Set(items.map(({ key }) => key)));
    let before = this.list.firstChild;
    for (const item of items) {
      const old = this.#drawn.get(item.key)?.node;
      const node = this.#draw(item);
      if (old === before) before = node;
      if (node === before) before = before.nextSibling;
      else this.list.insertBefore(node, before);
    }
    this.#settle(last !== this.list.lastElementChild && !messages.at(-1)?.out);
  }

  #forgetAllBut(keys) {
    for (const [key, { node }] of this.#drawn) {
      if (keys.has(key)) continue;
      node.remove();
      this.#drawn.delete(key);
    }
  }

  /** The item's node, built anew only if it changed; being read changes its class alone. */
  #draw(item) {
    const known = this.#drawn.get(item.key);
    const node = known?.sign === item.sign ? known.node : item.build();
    if (known && node !== known.node) replaceKeepingFocus(known.node, node);
    this.#drawn.set(item.key, { sign: item.sign, node });
    node.classList.toggle("unread", Boolean(item.isNew));
    return node;
  }

  #settle(isNews) {
    if (this.#stuck) this.toBottom();
    else if (isNews) this.jump.hidden = false;
  }

  toBottom() {
    this.#stuck = true;
    this.jump.hidden = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const atBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    if (atBottom && !this.#stuck) this.onBottom();
    this.#stuck = atBottom;
    if (atBottom) this.jump.hidden = true;
  }

  #keepBottomOnResize() {
    const stay = new ResizeObserver(() => this.#stuck && this.toBottom());
    stay.observe(this.list);
    stay.observe(this.scroller);
  }
}
