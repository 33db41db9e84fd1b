"""Polls: asked, voted, counted, closed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.conftest import Api, Refusal

OPTIONS = [{"text": "rano"}, {"text": "po południu"}, {"text": "wieczorem"}]


async def ask(api: Api, person: int, **rules: Any) -> Any:
    """A poll on the time of day."""
    return await api.call("sendPoll", chat_id=person, question="Kiedy?", options=OPTIONS, **rules)


async def test_votes_are_counted_and_told(api: Api) -> None:
    """A public poll tells who voted for what; a vote can be changed and taken back."""
    ania = await api.resident()
    sent = await ask(api, ania, is_anonymous=False, allows_multiple_answers=True)
    vote = {"person": ania, "chat": ania, "message_id": sent["message_id"]}

    await api.act("vote", **vote, options=[0, 2])
    counts = [
        o["voter_count"] for o in (await api.act("vote", **vote, options=[1]))["poll"]["options"]
    ]
    shown = (await api.look("messages", person=ania, chat=ania))[-1]
    back = await api.act("vote", **vote, options=[])
    answers = [u["poll_answer"]["option_ids"] for u in await api.updates() if "poll_answer" in u]

    assert counts == [0, 1, 0]
    assert (shown["chosen"], shown["poll"]["total_voter_count"]) == ([1], 1)
    assert back["poll"]["total_voter_count"] == 0
    assert answers == [[0, 2], [1], []]


async def test_an_anonymous_poll_names_nobody(api: Api) -> None:
    """Only the counts reach the bot; one answer where one is asked for."""
    ania = await api.resident()
    sent = await ask(api, ania)
    vote = {"person": ania, "chat": ania, "message_id": sent["message_id"]}

    with pytest.raises(Refusal, match="one answer"):
        await api.act("vote", **vote, options=[0, 1])
    await api.act("vote", **vote, options=[2])
    updates = await api.updates()

    assert [u["poll"]["options"][2]["voter_count"] for u in updates] == [1]


async def test_a_closed_poll_takes_no_votes(api: Api) -> None:
    """stopPoll gives the final counts, once."""
    ania = await api.resident()
    sent = await ask(api, ania)
    place = {"chat_id": ania, "message_id": sent["message_id"]}

    closed = await api.call("stopPoll", **place)

    assert closed["is_closed"] is True
    with pytest.raises(Refusal, match="poll is closed"):
        await api.act("vote", person=ania, chat=ania, message_id=sent["message_id"], options=[0])
    with pytest.raises(Refusal, match="poll has already been closed"):
        await api.call("stopPoll", **place)


async def test_a_quiz_has_a_right_answer(api: Api) -> None:
    """A quiz without one is refused, and its vote cannot be changed."""
    ania = await api.resident()
    sent = await ask(api, ania, type="quiz", correct_option_ids=[1])
    vote = {"person": ania, "chat": ania, "message_id": sent["message_id"]}
    await api.act("vote", **vote, options=[0])

    with pytest.raises(Refusal, match="cannot be changed"):
        await api.act("vote", **vote, options=[1])
    with pytest.raises(Refusal, match="wrong correct option ID"):
        await ask(api, ania, type="quiz", correct_option_ids=[3])
    with pytest.raises(Refusal, match="poll question length must not exceed 300"):
        await api.call("sendPoll", chat_id=ania, question="?" * 301, options=OPTIONS)
