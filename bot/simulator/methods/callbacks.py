"""The answer to a tap."""

from __future__ import annotations

from bot.simulator.failure import QUERY_TOO_OLD, bad_request
from bot.simulator.methods.registry import answers
from bot.simulator.simulator import Call, Simulator

ANSWER_WITHIN_SECONDS = 60.0


@answers("answerCallbackQuery")
def answer_callback_query(sim: Simulator, call: Call) -> bool:
    """Ends the spinner on the button, with a toast or an alert if there is a text."""
    query = sim.world.queries.pop(call.values["callback_query_id"], None)
    if query is None or sim.world.now() - query.asked_at > ANSWER_WITHIN_SECONDS:
        raise bad_request(QUERY_TOO_OLD)
    answer = {
        "chat": query.chat_id,
        "message_id": query.message_id,
        "callback_query_id": query.id,
        "text": call.get("text") or "",
        "show_alert": bool(call.get("show_alert")),
        "url": call.get("url"),
    }
    sim.events.publish(query.person_id, "answer", answer)
    return True
