"""What a test or a demo sets up: people, groups, faults, limits; and what was called."""

from __future__ import annotations

from typing import Any, cast

from bot.simulator.conversation import add_message, show_chat
from bot.simulator.failure import Json
from bot.simulator.faults import KINDS, Fault, FaultKind
from bot.simulator.limits import Budget
from bot.simulator.people.acts import CannotDo
from bot.simulator.people.fields import Fields
from bot.simulator.people.membership import my_chat_member
from bot.simulator.screen import chat_seen, person_seen
from bot.simulator.simulator import Simulator
from bot.simulator.world import Person

DETAILS = ("last_name", "username", "language_code", "about", "phone_number")
GROUPS = ("group", "supergroup", "channel")


def add_person(sim: Simulator, fields: Fields) -> Json:
    """Makes a person."""
    details = {name: fields.text(name) for name in DETAILS if fields.has(name)}
    given_id = fields.integer("id") if fields.has("id") else None
    try:
        person = sim.world.add_person(given_id, first_name=fields.text("first_name"), **details)
    except ValueError as error:
        raise CannotDo(str(error)) from error
    return person_seen(person)


def add_chat(sim: Simulator, fields: Fields) -> Json:
    """Makes a group or a channel; `people` are in it from the start."""
    kind = fields.text("type")
    if kind not in GROUPS:
        raise CannotDo(f"type must be one of {', '.join(GROUPS)}")
    people = fields.integers("people") if fields.has("people") else []
    unknown = [number for number in people if number not in sim.world.people]
    if unknown:
        raise CannotDo(f"there is no person {unknown[0]}")
    chat = sim.world.add_chat(cast(Any, kind), fields.text("title"))
    chat.members = set(people)
    chat.bot_status = "left"
    if fields.has("username"):
        chat.names["username"] = fields.text("username")
    actor = sim.world.people[people[0]] if people else Person(1, "Telegram")
    status = "administrator" if fields.given.get("bot_admin") else "member"
    my_chat_member(sim, chat, actor, cast(Any, status))
    for number in people:
        show_chat(sim, chat, number)
    return chat_seen(sim, actor, chat)


def migrate(sim: Simulator, fields: Fields) -> Json:
    """Turns a group into a supergroup with a new id, as Telegram does by itself."""
    old = sim.world.chats.get(fields.integer("chat"))
    if old is None or old.type != "group":
        raise CannotDo("there is no such group")
    new = sim.world.add_chat("supergroup", old.title)
    new.members, new.bot_status = set(old.members), old.bot_status
    old.migrated_to = new.id
    actor = sim.world.bot
    gone = add_message(sim, old, actor, {"migrate_to_chat_id": new.id})
    come = add_message(sim, new, actor, {"migrate_from_chat_id": old.id})
    sim.updates.put("message", gone)
    sim.updates.put("message", come)
    return {"chat": new.id}


def calls(sim: Simulator, fields: Fields) -> list[Json]:
    """Every Bot API call so far, oldest first."""
    wanted = fields.text("method", "").lower()
    return [call for call in sim.calls if not wanted or call["method"].lower() == wanted]


def clear_calls(sim: Simulator, _fields: Fields) -> Json:
    """Forgets the calls."""
    sim.calls.clear()
    return {}


def add_fault(sim: Simulator, fields: Fields) -> Json:
    """Asks for something to go wrong."""
    kind = str(fields.given.get("kind"))
    if kind not in KINDS:
        raise CannotDo(f"kind must be one of {', '.join(sorted(KINDS))}")
    fault = Fault(cast(FaultKind, kind))
    for name in ("count", "chat", "retry_after"):
        if fields.has(name):
            setattr(fault, name, fields.integer(name))
    fault.method = fields.text("method", "") or None
    fault.seconds = fields.number("seconds") if fields.has("seconds") else fault.seconds
    if kind == "repeat_update":
        sim.updates.repeat_next += fault.count
    else:
        sim.faults.waiting.append(fault)
    return {}


def faults(sim: Simulator, _fields: Fields) -> list[Json]:
    """The faults that still wait."""
    names = ("kind", "count", "method", "chat", "retry_after")
    return [{name: getattr(fault, name) for name in names} for fault in sim.faults.waiting]


def clear_faults(sim: Simulator, _fields: Fields) -> Json:
    """Nothing more goes wrong."""
    sim.faults.waiting.clear()
    sim.updates.repeat_next = 0
    return {}


def limits(sim: Simulator, _fields: Fields) -> Json:
    """The flood limits now."""
    return sim.budget.settings()


def set_limits(sim: Simulator, fields: Fields) -> Json:
    """Sets the flood limits anew; what is not given has its usual value."""
    usual = Budget().settings()
    unknown = fields.given.keys() - usual.keys()
    if unknown:
        raise CannotDo(f"there is no limit {sorted(unknown)[0]}")
    given: Json = {"on": True}
    for name, value in fields.given.items():
        if type(value) is not type(usual[name]):
            raise CannotDo(f"{name} must be {type(usual[name]).__name__}")
        given[name] = value
    sim.budget = Budget(**given)
    return sim.budget.settings()
