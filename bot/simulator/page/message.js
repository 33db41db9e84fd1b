import { el, iconButton, spoken } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { attachment } from "./media.js";
import { pollNode } from "./poll.js";
import { isoOf, t, timeOf } from "./words.js";

export const fullName = (who) => [who.first_name, who.last_name].filter(Boolean).join(" ");

function senderName(message, actions) {
  if (message.out) return t("you");
  const who = message.from ?? message.sender_chat;
  return who ? (who.title ?? fullName(who)) : actions.bot.first_name;
}

function serviceText(message) {
  const names = (people) => people.map(fullName).join(", ");
  if (message.new_chat_members) return t("joined", { name: names(message.new_chat_members) });
  if (message.left_chat_member) return t("left", { name: fullName(message.left_chat_member) });
  if (message.pinned_message) return t("pinned");
  if (message.group_chat_created || message.supergroup_chat_created) return t("created");
  return null;
}

function words(message, actions) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return el("div", { class: "text", dir: "auto" }, formatted(text, entities, actions));
}

function quoted(message) {
  const original = message.reply_to_message;
  if (!original) return null;
  const text = original.text ?? original.caption ?? "…";
  return el("div", { class: "reply-quote", dir: "auto" }, text.slice(0, 120));
}

function meta(message, actions) {
  const time = el("time", { datetime: isoOf(message.date) }, timeOf(message.date));
  const edited = message.edited ? el("span", {}, `${t("edited")} `) : null;
  const isMine = message.out && message.text !== undefined && actions.mayWrite();
  const label = isMine && t("edit", { text: message.text.slice(0, 40) });
  const edit = isMine ? iconButton("edit", label, () => actions.startEdit(message)) : null;
  const news = message.out ? null : el("span", { class: "new-mark" }, spoken(t("newMark")));
  return el("div", { class: "meta" }, edit, news, edited, time);
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  const faces = message.reactions.map(({ emoji }) => el("span", {}, emoji ?? "★"));
  return el("div", { class: "reactions" }, faces);
}

function bubble(message, pictures, actions) {
  const inGroup = message.chat.type !== "private" && !message.out;
  const sender = inGroup ? "sender" : "spoken";
  const who = el("span", { class: sender }, el("bdi", {}, senderName(message, actions)), ": ");
  const text = words(message, actions);
  const first = message.show_caption_above_media ? [text, pictures] : [pictures, text];
  return el("div", { class: "bubble" }, who, quoted(message), first, reactions(message), meta(message, actions));
}

function parts(messages, actions) {
  const nodes = messages.flatMap((message) => {
    const poll = message.poll ? pollNode(message, actions) : null;
    return [attachment(message), poll].filter(Boolean);
  });
  if (messages.length > 1) return el("div", { class: "album" }, nodes);
  const unknown = !nodes.length && messages[0].text === undefined;
  return unknown ? [el("em", {}, t("unsupported"))] : nodes;
}

/** A message, or the messages of one album, as an article. */
export function messageNode(messages, actions) {
  const [first] = messages;
  const service = serviceText(first);
  if (service) return el("article", { class: "service" }, el("bdi", {}, service));
  const captioned = messages.find((message) => message.caption) ?? first;
  const label = `${senderName(first, actions)}, ${timeOf(first.date)}`;
  const side = first.out ? "out" : "in";
  const article = { class: `message ${side}`, "aria-label": label, tabindex: "-1" };
  const content = bubble(captioned, parts(messages, actions), actions);
  const keyboard = inlineKeyboard(first, actions);
  if (keyboard) article.class += " with-keys";
  return el("article", { ...article, "data-id": first.message_id }, content, keyboard);
}
