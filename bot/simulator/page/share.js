import { upload } from "./api.js";
import { field, openForm } from "./dialogs.js";
import { el } from "./dom.js";
import { typedPayload } from "./links.js";
import { t } from "./words.js";

const ACCEPT = { photo: "image/*", video: "video/*", voice: "audio/*", document: null };
const MADE_UP_NUMBER = "+48600100200";
const TOWN = { latitude: 51.2465, longitude: 22.5684 };

/** Asks for the number to share, then gives it to the bot. */
export function shareContact(phone) {
  const number = field(t("phone"), { type: "tel", value: MADE_UP_NUMBER, autocomplete: "off" });
  const submit = () => void phone.do("contact", { phone_number: number.input.value });
  const parts = { hint: t("shareContactHint"), content: number.node, action: t("share"), submit };
  openForm(t("shareContact"), parts);
}

export function shareLocation(phone) {
  const number = { type: "number", step: "any", required: true };
  const latitude = field(t("latitude"), { ...number, min: -90, max: 90, value: TOWN.latitude });
  const longitude = field(t("longitude"), { ...number, min: -180, max: 180, value: TOWN.longitude });
  const submit = () => {
    const wrong = [latitude, longitude].find(({ input }) => !input.validity.valid);
    if (wrong) return wrong.input.validationMessage;
    const place = { latitude: latitude.input.valueAsNumber, longitude: longitude.input.valueAsNumber };
    return void phone.do("location", place);
  };
  const content = [latitude.node, longitude.node];
  openForm(t("shareLocation"), { content, action: t("share"), submit });
}

function fileRows(files) {
  return files.map((file) => el("li", {}, el("bdi", {}, file.name)));
}

/** Shows what was picked and asks for a caption; what was written so far is offered as one. */
export function sendFiles(phone, kind, files, written) {
  const caption = field(t("caption"), { type: "text", value: written, maxlength: 1024 });
  const submit = () => {
    const { person, chatId: chat } = phone;
    const letter = { person: person.id, chat, kind, files, caption: caption.input.value };
    phone.try(() => upload(letter), () => phone.composer.clear());
  };
  const content = [el("ul", { class: "picked" }, fileRows(files)), caption.node];
  openForm(t("files", { n: files.length }), { content, action: t("send"), submit });
}

/** Lets the person pick files of one kind with the browser's own dialog. */
export function pickFiles(phone, kind, written) {
  const picker = el("input", { type: "file", accept: ACCEPT[kind], multiple: kind !== "voice" });
  picker.addEventListener("change", () => {
    if (picker.files.length) sendFiles(phone, kind, [...picker.files], written());
  });
  picker.click();
}

/** Opens the bot by a link that the person pastes, as from a poster. */
export function pasteLink(phone) {
  const { username } = phone.bot;
  const example = `https://t.me/${username}?start=…`;
  const link = field(t("linkLabel"), { type: "text", autocomplete: "off", placeholder: example });
  const submit = () => {
    const payload = typedPayload(link.input.value, username);
    if (payload === null) return t("linkWrong", { example });
    return void phone.start(payload);
  };
  openForm(t("linkTitle"), { hint: t("linkHint"), content: link.node, action: t("open"), submit });
}
