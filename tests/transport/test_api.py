"""Calls over real HTTP: what comes back, and how each failure is told apart."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.simulator import server
from bot.transport.api import (
    Api,
    BadRequest,
    Forbidden,
    RetryAfter,
    Unauthorized,
    Unavailable,
)
from tests.people import Someone, Town


@pytest_asyncio.fixture
async def api(simulator: server.Running) -> AsyncIterator[Api]:
    async with Api(simulator.url, simulator.token) as api:
        yield api


@pytest_asyncio.fixture
async def ania(simulator: server.Running) -> AsyncIterator[Someone]:
    async with Town(simulator.url) as town:
        someone = await town.person("Ania")
        await town.post("start", person=someone.id)
        yield someone


def hello(chat: int) -> dict[str, object]:
    return {"chat_id": chat, "text": "Dzień dobry"}


async def test_a_call_gives_what_telegram_made_of_it(api: Api, ania: Someone) -> None:
    """Parameters in, the result out."""
    message = await api.call("sendMessage", hello(ania.id))

    assert message["text"] == "Dzień dobry"
    assert await ania.sees("Dzień dobry")


async def test_a_picture_goes_as_multipart(api: Api, ania: Someone) -> None:
    """With the other parameters beside it."""
    params = json.dumps({"chat_id": ania.id, "caption": "Wyniki"})

    message = await api.send("sendPhoto", params, ("photo", "a.png", PIXEL))

    assert message["photo"]
    assert await ania.town.download(message["photo"][-1]["file_id"]) == PIXEL


async def test_a_file_comes_back_as_it_was_sent(api: Api, ania: Someone) -> None:
    """getFile and the download after it; more than the limit is refused."""
    await ania.town.post_form("upload", document(ania, b"x" * 1000))
    (update,) = [u for u in await api.call("getUpdates") if "document" in u.get("message", {})]
    file_id = update["message"]["document"]["file_id"]

    assert await api.download(file_id) == b"x" * 1000
    with pytest.raises(BadRequest, match="too big"):
        await api.download(file_id, limit=999)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "429", "retry_after": 7}, RetryAfter),
        ({"kind": "403"}, Forbidden),
        ({"kind": "500"}, Unavailable),
        ({"kind": "drop_after"}, Unavailable),
    ],
)
async def test_each_failure_has_its_type(
    api: Api, ania: Someone, fault: dict[str, object], error: type[Exception]
) -> None:
    """What to do next depends on it."""
    await ania.town.post("faults", method="sendMessage", count=1, **fault)

    with pytest.raises(error) as caught:
        await api.call("sendMessage", hello(ania.id))

    if isinstance(caught.value, RetryAfter):
        assert caught.value.seconds == 7


async def test_a_wrong_call_says_telegrams_reason(api: Api) -> None:
    """400: trying again would not help."""
    with pytest.raises(BadRequest, match="chat not found"):
        await api.call("sendMessage", hello(424242))


async def test_a_wrong_token_is_told_apart(simulator: server.Running) -> None:
    """And the token is in no text of the error."""
    async with Api(simulator.url, "1:wrong") as api:
        with pytest.raises(Unauthorized) as caught:
            await api.call("getMe")

    assert "wrong" not in str(caught.value)


async def test_nobody_there_is_known_not_to_have_been_reached(unused_tcp_port: int) -> None:
    """So that the call may go again without being made twice."""
    async with Api(f"http://127.0.0.1:{unused_tcp_port}", "1:a") as api:
        with pytest.raises(Unavailable) as caught:
            await api.call("getMe")

    assert not caught.value.reached


def document(someone: Someone, content: bytes) -> object:
    import aiohttp

    form = aiohttp.FormData(
        {"person": str(someone.id), "chat": str(someone.id), "kind": "document"}
    )
    form.add_field("file", content, filename="plik.bin")
    return form


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
