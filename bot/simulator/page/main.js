import { getState } from "./api.js";
import { Bar } from "./bar.js";
import { el } from "./dom.js";
import { EventLine } from "./events.js";
import { Phone } from "./phone.js";
import { language, t } from "./words.js";

const RETRY_AFTER = 1500;
const phones = [];
const place = document.getElementById("phones");
const bar = new Bar(document.getElementById("bar"), { choose: hold, added, failed });
const line = new EventLine(heard, opened, broken);
let bot = null;

function hold(phone) {
  for (const other of phones) other.activate(other === phone);
  bar.showActive(phone);
}

function failed(error) {
  phones.find(({ isActive }) => isActive)?.toast(t("problem", { reason: error.message }));
}

function heard(kind, data) {
  phones.find(({ person }) => person.id === data.person)?.hear(kind, data);
}

function opened(isAgain) {
  for (const phone of phones) {
    phone.refresh();
    if (isAgain) phone.toast(t("online"));
  }
}

function broken() {
  for (const phone of phones) phone.toast(t("offline"));
}

function follow() {
  line.follow(phones.map(({ person }) => person.id));
}

function stand(phone) {
  const touched = () => phone.isActive || hold(phone);
  phone.node.addEventListener("pointerdown", touched);
  phone.node.addEventListener("focusin", touched);
  place.append(phone.node);
}

function addPhone(person) {
  const phone = new Phone(person, bot, { onUnread: () => bar.showUnread(phones) });
  phones.push(phone);
  bar.add(phone);
  stand(phone);
  phone.composer.openChat();
  phone.refresh();
  return phone;
}

function added(person) {
  hold(addPhone(person));
  follow();
}

async function open() {
  const state = await getState();
  bot = state.bot;
  place.replaceChildren();
  state.people.forEach(addPhone);
  if (!phones.length) return;
  hold(phones[0]);
  follow();
}

function openWhenThere() {
  open().catch((error) => {
    place.replaceChildren(el("p", { class: "notice", role: "status" }, t("offline")));
    if (phones.length === 0) setTimeout(openWhenThere, RETRY_AFTER);
    else throw error;
  });
}

document.documentElement.lang = language;
document.title = t("title");
document.addEventListener("visibilitychange", () => phones.forEach((phone) => phone.markRead()));
openWhenThere();
