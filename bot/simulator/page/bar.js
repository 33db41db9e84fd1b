import { addPerson, advanceClock } from "./api.js";
import { field, openForm } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { fullName } from "./message.js";
import { isDark, toggleTheme } from "./theme.js";
import { language, languages, momentOf, t } from "./words.js";

const HOUR = 3600;
const STEPS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR };

function tab(phone, choose) {
  const { person } = phone;
  const badge = el("span", { class: "badge", hidden: true });
  const role = person.about ? el("small", {}, person.about) : null;
  const words = el("span", { class: "tab-words" }, el("bdi", {}, fullName(person)), role);
  const attributes = { type: "button", class: "tab", "data-person": person.id };
  return el("button", { ...attributes, onclick: () => choose(phone) }, words, badge);
}

function languageChoice() {
  const options = languages.map(([value, name]) => {
    const attributes = { value, selected: value === language, "aria-label": name };
    return el("option", attributes, value.toUpperCase());
  });
  const choice = el("select", { "aria-label": t("language") }, options);
  choice.addEventListener("change", () => {
    const query = new URLSearchParams(location.search);
    query.set("lang", choice.value);
    location.search = query;
  });
  return choice;
}

function themeButton() {
  const label = () => t(isDark() ? "themeLight" : "themeDark");
  const button = iconButton("theme", label(), () => {
    toggleTheme();
    button.setAttribute("aria-label", label());
    button.title = label();
  });
  return button;
}

function clockButtons(failed) {
  const address = new URLSearchParams(location.search).get("clock");
  if (!address) return null;
  const now = el("output", { class: "now" });
  const buttons = Object.entries(STEPS).map(([name, seconds]) => {
    const onclick = () =>
      advanceClock(address, seconds).then((clock) => (now.textContent = momentOf(clock.now)), failed);
    return el("button", { type: "button", class: "quiet", onclick }, t(name));
  });
  return el("div", { class: "clock", role: "group", "aria-label": t("clock") }, buttons, now);
}

function askForPerson(added) {
  const first = field(t("firstName"), { type: "text", maxlength: 64, autocomplete: "off" });
  const last = field(t("lastName"), { type: "text", maxlength: 64, autocomplete: "off" });
  const about = field(t("about"), { type: "text", maxlength: 60, autocomplete: "off" });
  const tongue = field(t("personLanguage"), { options: languages });
  const submit = async () => {
    const name = first.input.value.trim();
    if (!name) return t("firstName");
    const details = { last_name: last.input.value.trim(), about: about.input.value.trim() };
    const given = Object.fromEntries(Object.entries(details).filter(([, value]) => value));
    return addPerson({ first_name: name, language_code: tongue.input.value, ...given }).then(added, (error) => error.message);
  };
  const content = [first.node, last.node, about.node, tongue.node];
  openForm(t("addPerson"), { content, action: t("add"), submit });
}

/** The bar above the phones: whose phone to hold, unread counts, looks, language, clock. */
export class Bar {
  constructor(node, { choose, added, failed }) {
    this.choose = choose;
    this.tabs = el("nav", { class: "tabs", "aria-label": t("people") });
    const brand = el("h1", { class: "brand" }, "Trzecie Miejsce");
    const onclick = () => askForPerson(added);
    const plus = { type: "button", class: "quiet add", "aria-label": t("addPerson"), onclick };
    const add = el("button", plus, icon("plus"), el("span", {}, t("addPerson")));
    const tools = el("div", { class: "tools" }, clockButtons(failed), add, themeButton(), languageChoice());
    node.append(brand, tools, this.tabs);
  }

  add(phone) {
    this.tabs.append(tab(phone, this.choose));
  }

  showActive(active) {
    for (const node of this.tabs.children)
      node.setAttribute("aria-current", String(Number(node.dataset.person) === active.person.id));
  }

  showUnread(phones) {
    const total = phones.reduce((sum, { feed }) => sum + feed.unread, 0);
    document.title = total ? `(${total}) ${t("title")}` : t("title");
    for (const [index, { feed }] of phones.entries()) {
      const { unread } = feed;
      const badge = this.tabs.children[index]?.querySelector(".badge");
      if (!badge) continue;
      badge.hidden = unread === 0;
      const spoken = el("span", { class: "spoken" }, t("unread", { n: unread }));
      badge.replaceChildren(el("span", { "aria-hidden": "true" }, String(unread)), spoken);
    }
  }
}
