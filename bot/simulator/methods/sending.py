"""Texts, places, contacts and the sign that the bot is typing."""

from __future__ import annotations

from bot.simulator.failure import Json, bad_request
from bot.simulator.methods.envelope import send, text_fields, writable_chat
from bot.simulator.methods.registry import answers
from bot.simulator.simulator import Call, Simulator

ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)
VENUE_EXTRAS = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
LOCATION_EXTRAS = ("horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")


@answers("getMe")
def get_me(sim: Simulator, _call: Call) -> Json:
    """The bot itself, with what it can do."""
    rights = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return {**sim.world.bot, "first_name": sim.profile.names[""], **rights}


@answers("sendMessage")
def send_message(sim: Simulator, call: Call) -> Json:
    """A text."""
    chat = writable_chat(sim, call)
    return send(sim, call, text_fields(sim, call), chat)


@answers("sendLocation")
def send_location(sim: Simulator, call: Call) -> Json:
    """A point on the map."""
    return send(sim, call, {"location": {**point(call), **_given(call, LOCATION_EXTRAS)}})


@answers("sendVenue")
def send_venue(sim: Simulator, call: Call) -> Json:
    """A point on the map with a name and an address."""
    place = {"location": point(call), **_given(call, ("title", "address", *VENUE_EXTRAS))}
    return send(sim, call, {"venue": place, "location": place["location"]})


@answers("sendContact")
def send_contact(sim: Simulator, call: Call) -> Json:
    """Somebody's telephone number and name."""
    names = ("phone_number", "first_name", "last_name", "vcard")
    return send(sim, call, {"contact": _given(call, names)})


@answers("sendChatAction")
def send_chat_action(sim: Simulator, call: Call) -> bool:
    """Shows for a few seconds what the bot is doing."""
    chat = writable_chat(sim, call)
    if call.values["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    for person_id in chat.members:
        data = {"chat": chat.id, "action": call.values["action"]}
        sim.events.publish(person_id, "typing", data)
    return True


def point(call: Call) -> Json:
    """Latitude and longitude, if there is such a place."""
    latitude, longitude = call.values["latitude"], call.values["longitude"]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


def _given(call: Call, names: tuple[str, ...]) -> Json:
    return {name: call.values[name] for name in names if name in call.values}
