import { el } from "./dom.js";
import { safeAddress } from "./links.js";
import { t } from "./words.js";

const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

function link(address, actions, children) {
  const href = safeAddress(address);
  if (!href) return el("span", {}, children);
  const onclick = (event) => {
    if (actions.openLink(href)) event.preventDefault();
  };
  const attributes = { href, target: "_blank", rel: "noopener noreferrer", onclick };
  return el("a", attributes, children);
}

function spoiler(children) {
  const inner = el("span", { "aria-hidden": "true" }, children);
  const cover = { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler") };
  const node = el("span", cover, inner);
  const reveal = () => node.replaceWith(el("span", { class: "revealed" }, ...inner.childNodes));
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    reveal();
  });
  return node;
}

function expandable(children) {
  const body = el("div", { class: "quote-body" }, children);
  const more = el("button", { type: "button", class: "quote-more", "aria-expanded": "false" }, t("more"));
  more.addEventListener("click", () => {
    const open = more.getAttribute("aria-expanded") === "false";
    more.setAttribute("aria-expanded", String(open));
    more.textContent = t(open ? "less" : "more");
  });
  return el("blockquote", { class: "expandable" }, body, more);
}

function pre(entity, children) {
  const language = entity.language ? el("span", { class: "language" }, entity.language) : null;
  return el("pre", { tabindex: "0" }, language, el("code", {}, children));
}

function command(text, actions) {
  const onclick = () => actions.sendText(text);
  return el("button", { type: "button", class: "text-command", onclick }, text);
}

/** Puts one entity around what stands inside it. */
function wrap(entity, raw, children, actions) {
  const tag = PLAIN_TAGS[entity.type];
  if (tag) return el(tag, {}, children);
  switch (entity.type) {
    case "url": return link(raw, actions, children);
    case "text_link": return link(entity.url, actions, children);
    case "email": return link(`mailto:${raw}`, actions, children);
    case "spoiler": return spoiler(children);
    case "pre": return pre(entity, children);
    case "blockquote": return el("blockquote", {}, children);
    case "expandable_blockquote": return expandable(children);
    case "bot_command": return command(raw, actions);
    default: return el("span", { class: `entity-${entity.type.replace(/[^a-z_]/g, "")}` }, children);
  }
}

/** The entities cut so that none crosses another's border: what sticks out starts anew behind it. */
function within(entities, start, end) {
  return entities
    .map((entity) => {
      const from = Math.max(entity.offset, start);
      const to = Math.min(entity.offset + entity.length, end);
      return { ...entity, offset: from, length: to - from };
    })
    .filter((entity) => entity.length > 0);
}

function nodes(text, start, end, entities, actions) {
  const [first, ...others] = entities;
  if (!first) return start < end ? [document.createTextNode(text.slice(start, end))] : [];
  const close = first.offset + first.length;
  const inner = nodes(text, first.offset, close, within(others, first.offset, close), actions);
  const before = nodes(text, start, first.offset, [], actions);
  const after = nodes(text, close, end, within(others, close, end), actions);
  return [...before, wrap(first, text.slice(first.offset, close), inner, actions), ...after];
}

/**
 * Formatted text as DOM nodes. Offsets and lengths are UTF-16 units, as JavaScript's own strings
 * (Bot API, MessageEntity).
 */
export function formatted(text, entities, actions) {
  const order = (one, other) => one.offset - other.offset || other.length - one.length;
  const sorted = within(entities ?? [], 0, text.length).sort(order);
  return nodes(text, 0, text.length, sorted, actions);
}
