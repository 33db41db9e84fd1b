import { fileAddress } from "./api.js";
import { openPicture } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { sizeOf, t } from "./words.js";

function photo(message) {
  const largest = message.photo.reduce((one, other) => (other.width > one.width ? other : one));
  const name = message.caption ?? t("photo");
  const address = fileAddress(largest.file_id);
  const { width, height } = largest;
  const picture = el("img", { src: address, alt: name, width, height, loading: "lazy" });
  const label = t("enlarge", { name: name.slice(0, 80) });
  const onclick = () => openPicture(address, name.slice(0, 80));
  return el("button", { type: "button", class: "picture", "aria-label": label, onclick }, picture);
}

function file(document, kind) {
  const name = document.file_name ?? t(kind);
  const size = document.file_size === undefined ? null : sizeOf(document.file_size);
  const words = el("span", { class: "file-words" }, el("bdi", {}, name), el("small", {}, size ?? ""));
  const label = `${t("download", { name })}${size ? `, ${size}` : ""}`;
  const target = { href: fileAddress(document.file_id), download: name, "aria-label": label };
  return el("a", { class: "file", ...target }, icon("document"), words);
}

function player(tag, media, kind) {
  const label = media.title ?? media.file_name ?? t(kind);
  const src = fileAddress(media.file_id);
  const sound = el(tag, { controls: true, preload: "metadata", src, "aria-label": label });
  return el("figure", { class: `player ${tag}` }, el("figcaption", {}, el("bdi", {}, label)), sound);
}

function sticker({ emoji }) {
  const face = el("span", { class: "sticker-face", "aria-hidden": "true" }, emoji ?? "◌");
  return el("div", { class: "sticker" }, face, el("span", {}, t("sticker")));
}

function place({ latitude, longitude }, venue) {
  const coordinates = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const name = venue ? [el("bdi", {}, venue.title), el("small", {}, venue.address)] : [t("location")];
  const words = el("span", { class: "file-words" }, name, el("small", {}, coordinates));
  return el("div", { class: "file" }, icon("location"), words);
}

function contact({ first_name: first, last_name: last, phone_number: phone }) {
  const name = [first, last].filter(Boolean).join(" ");
  const words = el("span", { class: "file-words" }, el("bdi", {}, name), el("small", {}, phone));
  return el("div", { class: "file" }, icon("contact"), words);
}

const dice = ({ emoji, value }) => el("div", { class: "sticker" }, `${emoji} ${value}`);

/** What a message carries besides text, in the order in which kinds shadow each other. */
const KINDS = {
  photo,
  video: (message) => player("video", message.video, "video"),
  video_note: (message) => player("video", message.video_note, "video"),
  animation: (message) => player("video", message.animation, "animation"),
  voice: (message) => player("audio", message.voice, "voice"),
  audio: (message) => player("audio", message.audio, "audio"),
  document: (message) => file(message.document, "document"),
  sticker: (message) => sticker(message.sticker),
  venue: (message) => place(message.venue.location, message.venue),
  location: (message) => place(message.location),
  contact: (message) => contact(message.contact),
  dice: (message) => dice(message.dice),
};

/** The node for a message's attachment, or null when it has none. */
export function attachment(message) {
  const kind = Object.keys(KINDS).find((name) => message[name] !== undefined);
  return kind ? KINDS[kind](message) : null;
}
