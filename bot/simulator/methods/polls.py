"""Polls and quizzes."""

from __future__ import annotations

from bot.simulator.conversation import change_message
from bot.simulator.failure import Json, bad_request
from bot.simulator.formatting import formatted_limited
from bot.simulator.keyboards import checked_inline
from bot.simulator.methods.editing import editable
from bot.simulator.methods.envelope import send, writable_chat
from bot.simulator.methods.registry import answers
from bot.simulator.people.voting import show_poll
from bot.simulator.schema import limit
from bot.simulator.simulator import Call, Simulator
from bot.simulator.world import Poll

TOO_LONG = {
    "question": "poll question length must not exceed 300",
    "explanation": "poll explanation length must not exceed 200",
    "description": "poll description length must not exceed 1024",
}


@answers("sendPoll")
def send_poll(sim: Simulator, call: Call) -> Json:
    """Asks everybody in the chat."""
    chat = writable_chat(sim, call)
    poll_id = str(5_000_000_000_000_000 + sim.world.next_message_id())
    poll: Json = {"id": poll_id, **_marked(call, "question"), "options": _options(call)}
    poll |= _rules(call) | _quiz(call, poll["options"])
    for name in ("explanation", "description"):
        if call.get(name):
            poll |= _marked(call, name)
    sim.world.polls[poll_id] = Poll(poll, chat.id)
    message = send(sim, call, {"poll": poll}, chat)
    sim.world.polls[poll_id].message_id = message["message_id"]
    return message


def _marked(call: Call, name: str) -> Json:
    mode, given = call.get(f"{name}_parse_mode"), call.get(f"{name}_entities")
    most = limit("sendPoll", name)
    text, entities = formatted_limited(call.values[name], mode, given, most, TOO_LONG[name])
    if not text:
        raise bad_request(f"poll {name} must be non-empty")
    return {name: text, f"{name}_entities": entities} if entities else {name: text}


def _options(call: Call) -> list[Json]:
    options = []
    for index, option in enumerate(call.values["options"]):
        text, entities = formatted_limited(
            option["text"],
            option.get("text_parse_mode"),
            option.get("text_entities"),
            limit("InputPollOption", "text"),
            "poll options length must not exceed 100",
        )
        if not text:
            raise bad_request("poll options must be non-empty")
        marked = {"text": text, "text_entities": entities} if entities else {"text": text}
        options.append({"persistent_id": str(index), **marked, "voter_count": 0})
    return options


def _rules(call: Call) -> Json:
    anonymous = call.get("is_anonymous")
    multiple = bool(call.get("allows_multiple_answers"))
    revoting = call.get("allows_revoting")
    kind = call.get("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    return {
        "total_voter_count": 0,
        "is_closed": bool(call.get("is_closed")),
        "is_anonymous": anonymous is not False,
        "type": kind,
        "allows_multiple_answers": multiple,
        "allows_revoting": kind == "regular" if revoting is None else revoting,
        "members_only": bool(call.get("members_only")),
    }


def _quiz(call: Call, options: list[Json]) -> Json:
    right = call.get("correct_option_ids")
    if call.get("type") != "quiz":
        return {}
    if not right or any(not 0 <= index < len(options) for index in right):
        raise bad_request("wrong correct option ID specified")
    return {"correct_option_ids": right}


@answers("stopPoll")
def stop_poll(sim: Simulator, call: Call) -> Json:
    """No more votes; returns the final counts."""
    chat, message = editable(sim, call)
    if "poll" not in message:
        raise bad_request("message with poll to stop not found")
    poll = sim.world.polls[message["poll"]["id"]]
    if poll.json["is_closed"]:
        raise bad_request("poll has already been closed")
    poll.json = {**poll.json, "is_closed": True}
    kept = {key: value for key, value in message.items() if key != "reply_markup"}
    markup = checked_inline(call.get("reply_markup"))
    changed = {**kept, "poll": poll.json, **({"reply_markup": markup} if markup else {})}
    change_message(sim, chat, changed, silently=True)
    show_poll(sim, chat, message["message_id"])
    sim.updates.put("poll", poll.json)
    return poll.json
