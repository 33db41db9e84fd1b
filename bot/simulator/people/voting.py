"""A person votes in a poll."""

from __future__ import annotations

from bot.simulator.conversation import show_message
from bot.simulator.failure import Json
from bot.simulator.people.acts import CannotDo
from bot.simulator.simulator import Simulator
from bot.simulator.world import Chat, Person


def vote(sim: Simulator, person: Person, chat: Chat, number: int, options: list[int]) -> Json:
    """Votes in a poll; no options take the vote back."""
    message = chat.messages.get(number)
    if message is None or "poll" not in message:
        raise CannotDo("there is no such poll")
    poll = sim.world.polls[message["poll"]["id"]]
    _check_vote(poll.json, poll.votes.get(person.id), options)
    poll.votes[person.id] = sorted(set(options))
    if not options:
        del poll.votes[person.id]
    poll.json = counted(poll.json, list(poll.votes.values()))
    chat.messages[number] = {**message, "poll": poll.json}
    show_poll(sim, chat, number)
    _tell_vote(sim, person, poll.json, poll.votes.get(person.id, []))
    return poll.json


def _check_vote(poll: Json, before: list[int] | None, options: list[int]) -> None:
    if poll["is_closed"]:
        raise CannotDo("the poll is closed")
    if any(not 0 <= index < len(poll["options"]) for index in options):
        raise CannotDo("there is no such option")
    if len(set(options)) > 1 and not poll["allows_multiple_answers"]:
        raise CannotDo("the poll takes one answer")
    if before and not poll["allows_revoting"]:
        raise CannotDo("the vote cannot be changed")


def counted(poll: Json, votes: list[list[int]]) -> Json:
    """The poll with its votes counted."""
    options = [
        {**option, "voter_count": sum(index in vote for vote in votes)}
        for index, option in enumerate(poll["options"])
    ]
    return {**poll, "options": options, "total_voter_count": len(votes)}


def show_poll(sim: Simulator, chat: Chat, number: int) -> None:
    """A `poll` event to everybody, each with what they chose."""
    message = chat.messages[number]
    poll = sim.world.polls[message["poll"]["id"]]
    for person_id in chat.members:
        chosen = poll.votes.get(person_id, [])
        data = {"chat": chat.id, "message_id": number, "poll": poll.json, "chosen": chosen}
        sim.events.publish(person_id, "poll", data)
    show_message(sim, chat, "edit", message)


def _tell_vote(sim: Simulator, person: Person, poll: Json, chosen: list[int]) -> None:
    sim.updates.put("poll", poll)
    if not poll["is_anonymous"]:
        ids = [poll["options"][index]["persistent_id"] for index in chosen]
        answer = {"poll_id": poll["id"], "user": person.user(), "option_ids": chosen}
        sim.updates.put("poll_answer", {**answer, "option_persistent_ids": ids})
