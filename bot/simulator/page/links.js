const SAFE = new Set(["http:", "https:", "tg:", "mailto:"]);
const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;
const MESSENGER_HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

function parse(text) {
  const trimmed = text.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(trimmed);
  const address = hasScheme ? trimmed : `https://${trimmed}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/** The address if its scheme is harmless (http, https, tg, mailto), else null. */
export function safeAddress(text) {
  const address = parse(text);
  return address && SAFE.has(address.protocol) ? address.href : null;
}

function parts(address) {
  if (address.protocol === "tg:" && (address.host || address.pathname.replace(/\//g, "")) === "resolve")
    return { name: address.searchParams.get("domain") ?? "", query: address.searchParams };
  if (MESSENGER_HOSTS.has(address.hostname))
    return { name: address.pathname.slice(1), query: address.searchParams };
  return null;
}

/** The start payload ("" when there is none) of a link to this bot; null for any other link. */
export function startPayload(text, username) {
  const address = parse(text);
  const link = address && parts(address);
  if (!link || link.name.toLowerCase() !== username.toLowerCase()) return null;
  const payload = link.query.get("start") ?? "";
  return payload === "" || PAYLOAD.test(payload) ? payload : null;
}

/** As startPayload, and a bare payload is understood too: what a person pastes. */
export function typedPayload(text, username) {
  const trimmed = text.trim();
  return PAYLOAD.test(trimmed) ? trimmed : startPayload(trimmed, username);
}
