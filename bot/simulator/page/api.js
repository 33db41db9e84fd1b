/** What the simulator refused or could not do; `message` is the simulator's own. */
export class SimError extends Error {}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new SimError("offline");
  }
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  const body = isJson && text ? JSON.parse(text) : {};
  if (!response.ok) throw new SimError(body.error ?? `${response.status} ${response.statusText}`);
  return body;
}

function get(path, query = {}) {
  const known = Object.entries(query).filter(([, value]) => value !== undefined);
  return answer(fetch(`sim/${path}?${new URLSearchParams(known)}`));
}

function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answer(fetch(`sim/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export const getState = () => get("state");
export const addPerson = (person) => post("people", person);
export const getChats = (person) => get("chats", { person });
export const getMessages = (person, chat, after) => get("messages", { person, chat, after });

/** An act of a person: send, edit, tap, vote, read, start, block, unblock, contact, location, leave. */
export const act = (verb, body) => post(verb, body);

/** Sends files of one kind; several of them make an album. */
export function upload({ person, chat, kind, files, caption }) {
  const form = new FormData();
  form.append("person", person);
  form.append("chat", chat);
  form.append("kind", kind);
  if (caption) form.append("caption", caption);
  for (const file of files) form.append("file", file, file.name);
  return answer(fetch("sim/upload", { method: "POST", body: form }));
}

export const fileAddress = (fileId) => `sim/file/${encodeURIComponent(fileId)}`;

/** Moves the demo's clock, which another address serves; gives its new time. */
export function advanceClock(address, seconds) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ advance_seconds: seconds });
  return answer(fetch(address, { method: "POST", headers, body }));
}
