import { el } from "./dom.js";
import { formatted } from "./entities.js";
import { t } from "./words.js";

const isCorrect = (poll, index) =>
  poll.correct_option_id === index || Boolean(poll.correct_option_ids?.includes(index));

function resultRow(poll, voted, option, index, actions) {
  const share = poll.total_voter_count ? option.voter_count / poll.total_voter_count : 0;
  const percent = t("result", { percent: Math.round(share * 100) });
  const marks = [voted.includes(index) && t("yourVote"), isCorrect(poll, index) && t("correct")];
  const bar = el("span", { class: "poll-bar", "aria-hidden": "true" }, el("span", {}));
  bar.firstChild.style.width = `${share * 100}%`;
  const text = el("span", {}, formatted(option.text, option.text_entities, actions));
  const words = el("span", { class: "poll-words" }, text, el("strong", {}, percent));
  const note = marks.filter(Boolean).join(", ");
  return el("li", {}, words, bar, note ? el("small", {}, `✓ ${note}`) : null);
}

function results(message, actions) {
  const { poll, chosen: voted = [] } = message;
  const rows = poll.options.map((option, at) => resultRow(poll, voted, option, at, actions));
  const retractable = voted.length > 0 && !poll.is_closed && poll.allows_revoting !== false;
  const onclick = () => actions.vote(message, []);
  const retract = retractable
    ? el("button", { type: "button", class: "quiet", onclick }, t("retract"))
    : null;
  const reason = poll.explanation
    ? el("p", { class: "poll-reason" }, formatted(poll.explanation, poll.explanation_entities, actions))
    : null;
  return [el("ul", { class: "poll-results" }, rows), reason, retract];
}

function ballot(message, actions) {
  const { poll } = message;
  const name = `poll-${message.chat.id}-${message.message_id}-${actions.person.id}`;
  const type = poll.allows_multiple_answers ? "checkbox" : "radio";
  const rows = poll.options.map((option, value) => {
    const text = el("span", {}, formatted(option.text, option.text_entities, actions));
    return el("label", { class: "poll-option" }, el("input", { type, name, value }), text);
  });
  const go = el("button", { type: "submit", class: "primary" }, t("vote"));
  const form = el("form", { class: "ballot" }, rows, go);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll(":checked")].map((input) => Number(input.value));
    if (chosen.length) actions.vote(message, chosen);
  });
  return [form];
}

/** A poll: a ballot until the person voted or it was closed, then its results. */
export function pollNode(message, actions) {
  const { poll, chosen: voted = [] } = message;
  const kind = [t(poll.type === "quiz" ? "quiz" : "poll"), poll.is_closed && t("pollClosed")];
  const question = formatted(poll.question, poll.question_entities, actions);
  const decided = voted.length > 0 || poll.is_closed;
  const body = decided ? results(message, actions) : ballot(message, actions);
  const foot = el("small", {}, t("votes", { n: poll.total_voter_count }));
  const head = el("p", { class: "poll-question" }, question);
  const lead = el("small", {}, kind.filter(Boolean).join(" · "));
  return el("div", { class: "poll", role: "group", "aria-label": poll.question }, head, lead, body, foot);
}
