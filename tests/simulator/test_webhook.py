"""Webhooks: delivered with the secret, again until 2xx, never together with polling."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from tests.simulator.conftest import Api, Refusal, until


@dataclass
class Receiver:
    """The bot's end of a webhook; `answers` are given first, then 200."""

    url: str = ""
    answers: list[tuple[int, Any]] = field(default_factory=list)
    got: asyncio.Queue[tuple[str | None, dict[str, Any]]] = field(default_factory=asyncio.Queue)

    async def receive(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.put_nowait((secret, await request.json()))
        status, body = self.answers.pop(0) if self.answers else (200, None)
        return web.json_response(body, status=status) if body else web.Response(status=status)

    async def next(self) -> tuple[str | None, dict[str, Any]]:
        return await asyncio.wait_for(self.got.get(), 5)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A listening bot."""
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(api: Api, receiver: Receiver) -> None:
    """What waited and what comes later is posted once; nothing is left pending."""
    ania = await api.resident()
    await api.act("send", person=ania, chat=ania, text="przed")
    await api.call("setWebhook", url=receiver.url, secret_token="s3cret_-")
    before = await receiver.next()
    await api.act("send", person=ania, chat=ania, text="po")
    after = await receiver.next()

    assert (before[0], before[1]["message"]["text"]) == ("s3cret_-", "przed")
    assert after[1]["message"]["text"] == "po"
    assert after[1]["update_id"] == before[1]["update_id"] + 1

    async def nothing_waits() -> bool:
        return bool((await api.call("getWebhookInfo"))["pending_update_count"] == 0)

    await until(nothing_waits)


async def test_a_failed_delivery_is_tried_again(api: Api, receiver: Receiver) -> None:
    """After 500 the same update comes again, and the error can be read."""
    ania = await api.resident()
    receiver.answers = [(500, None)]
    await api.call("setWebhook", url=receiver.url)
    await api.act("send", person=ania, chat=ania, text="hej")

    first, second = await receiver.next(), await receiver.next()
    info = await api.call("getWebhookInfo")

    assert first == second
    assert "500" in info["last_error_message"]


async def test_an_update_may_be_posted_twice(api: Api, receiver: Receiver) -> None:
    """The fault `repeat_update` works here too, after the first 200."""
    ania = await api.resident()
    await api.act("faults", kind="repeat_update")
    await api.call("setWebhook", url=receiver.url)
    await api.act("send", person=ania, chat=ania, text="hej")

    first, second = await receiver.next(), await receiver.next()

    assert first == second


async def test_the_answer_may_hold_a_call(api: Api, receiver: Receiver) -> None:
    """A method in the webhook's answer is carried out."""
    ania = await api.resident()
    reply = {"method": "sendMessage", "chat_id": ania, "text": "odpowiedź"}
    receiver.answers = [(200, reply)]
    await api.call("setWebhook", url=receiver.url)
    await api.act("send", person=ania, chat=ania, text="hej")

    await receiver.next()

    async def answered() -> bool:
        return bool((await api.look("messages", person=ania, chat=ania))[-1]["text"] == "odpowiedź")

    await until(answered)


async def test_polling_and_a_webhook_exclude_each_other(api: Api, receiver: Receiver) -> None:
    """getUpdates conflicts with a webhook until it is deleted."""
    await api.call("setWebhook", url=receiver.url)

    with pytest.raises(Refusal, match="can't use getUpdates method while webhook is active"):
        await api.call("getUpdates")
    await api.call("deleteWebhook")

    assert await api.call("getUpdates") == []
    assert (await api.call("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"url": "https://example.org/hook"}, "this machine only"),
        ({"url": "ftp://127.0.0.1/"}, "HTTPS URL"),
        ({"url": "http://127.0.0.1:1/", "secret_token": "zażółć"}, "unallowed characters"),
    ],
)
async def test_a_wrong_webhook_is_refused(api: Api, given: dict[str, str], words: str) -> None:
    """Nothing is posted outside, and a secret has plain letters."""
    with pytest.raises(Refusal, match=words):
        await api.call("setWebhook", **given)
