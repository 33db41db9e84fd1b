"""What goes wrong on request, and what was done all the same."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.simulator.conftest import Api, Refusal


async def said(api: Api, person: int) -> list[str]:
    """The texts of the chat that the bot wrote."""
    seen = await api.look("messages", person=person, chat=person)
    return [message["text"] for message in seen if not message["out"]]


@pytest.mark.parametrize(
    ("fault", "status", "words", "parameters"),
    [
        ({"kind": "429", "retry_after": 7}, 429, "retry after 7", {"retry_after": 7}),
        ({"kind": "403"}, 403, "bot was blocked by the user", None),
        ({"kind": "500"}, 500, "Internal Server Error", None),
    ],
)
async def test_a_refusal_on_request_is_used_up(
    api: Api, fault: dict[str, object], status: int, words: str, parameters: object
) -> None:
    """The next `count` fitting calls fail and change nothing; then all is well."""
    ania, jan = await api.resident(), await api.resident("Jan")
    await api.act("faults", **fault, method="sendMessage", chat=ania, count=2)

    await api.call("sendMessage", chat_id=jan, text="inny czat")
    for _ in range(2):
        with pytest.raises(Refusal, match=words) as refused:
            await api.call("sendMessage", chat_id=ania, text="nie")
        assert (refused.value.status, refused.value.body.get("parameters")) == (status, parameters)
    await api.call("sendMessage", chat_id=ania, text="tak")

    assert await said(api, ania) == ["tak"]
    assert await api.look("faults") == []


@pytest.mark.parametrize(("kind", "done"), [("drop_before", []), ("drop_after", ["raz"])])
async def test_a_connection_drops_before_or_after_the_work(
    api: Api, kind: str, done: list[str]
) -> None:
    """The bot cannot tell the two apart; the chat can."""
    ania = await api.resident()
    await api.act("faults", kind=kind)

    with pytest.raises(aiohttp.ClientError):
        await api.call("sendMessage", chat_id=ania, text="raz")

    assert await said(api, ania) == done


async def test_a_timeout_gives_no_answer(api: Api) -> None:
    """The call hangs until the bot gives up; nothing is carried out."""
    ania = await api.resident()
    await api.act("faults", kind="timeout", seconds=30)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(api.call("sendMessage", chat_id=ania, text="raz"), 0.1)

    assert await said(api, ania) == []


async def test_an_update_is_repeated_after_it_was_confirmed(api: Api) -> None:
    """The same update_id comes twice, as after a crash of Telegram's side."""
    ania = await api.resident()
    await api.act("faults", kind="repeat_update", count=1)
    await api.act("send", person=ania, chat=ania, text="raz")
    first = await api.updates()
    await api.act("send", person=ania, chat=ania, text="dwa")

    second = await api.updates()

    assert [update["message"]["text"] for update in first] == ["raz"]
    assert [update["message"]["text"] for update in second] == ["raz", "dwa"]
    assert second[0]["update_id"] == first[0]["update_id"]


async def test_faults_can_be_taken_back(api: Api) -> None:
    """DELETE clears what still waits; an unknown kind is refused."""
    await api.act("faults", kind="500", count=5)
    await api.forget("faults")

    assert await api.call("getMe")
    with pytest.raises(Refusal, match="kind must be one of"):
        await api.act("faults", kind="earthquake")


async def test_every_call_is_noted(api: Api) -> None:
    """Calls can be read by method, with what was given and whether it went well."""
    ania = await api.resident()
    await api.forget("calls")
    await api.call("sendMessage", chat_id=ania, text="hej")
    with pytest.raises(Refusal):
        await api.call("sendMessage", chat_id=ania, text="")

    calls = await api.look("calls", method="sendMessage")

    assert [(call["params"]["text"], call["ok"]) for call in calls] == [("hej", True), ("", False)]
    assert calls[1]["error"] == "Bad Request: message text is empty"
