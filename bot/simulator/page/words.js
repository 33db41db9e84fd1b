const LANGUAGES = { pl: "Polski", uk: "Українська", en: "English" };

const asked = new URLSearchParams(location.search).get("lang");
export const language = asked in LANGUAGES ? asked : "pl";
export const languages = Object.entries(LANGUAGES);

const { words } = await import(`./words.${language}.js`);
const plurals = new Intl.PluralRules(language);
const clockTime = new Intl.DateTimeFormat(language, { timeStyle: "short", hourCycle: "h23" });
const wholeDay = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });

/** The page's own sentence; `{name}` is filled from `values`, plural forms follow `values.n`. */
export function t(key, values = {}) {
  const entry = words[key];
  const sentence = typeof entry === "string" ? entry : entry[plurals.select(values.n)] ?? entry.other;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

const date = (seconds) => new Date(seconds * 1000);
export const timeOf = (seconds) => clockTime.format(date(seconds));
export const dayOf = (seconds) => wholeDay.format(date(seconds));
export const momentOf = (text) => moment.format(new Date(text));
export const isoOf = (seconds) => date(seconds).toISOString();

const sizes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** A file's size in the unit that people read: B, kB (1000 B) or MB. */
export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${sizes.format(bytes / 1000)} kB` : `${sizes.format(bytes / 1e6)} MB`;
}
