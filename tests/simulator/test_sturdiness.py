"""Whatever is asked, the answer is a result or a refusal, never a stumble."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator import Simulator, schema
from bot.simulator.api import run
from bot.simulator.failure import Refused
from bot.simulator.methods import HANDLERS
from bot.simulator.people import acts
from tests.simulator.conftest import Api, Refusal, inline

NOT_HERE = {"getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"}
METHODS = sorted(HANDLERS.keys() - NOT_HERE)
VALUES = st.one_of(
    st.sampled_from([1, 2, 3, 1001, -2001, 0, "", "x", "<b>x", "*x", "HTML", "MarkdownV2", True]),
    st.sampled_from([[], {}, [1, 99], [{"type": "photo", "media": "x"}], [{"text": "a"}] * 2]),
    st.sampled_from([inline([("a", "b")]), {"keyboard": [[{"text": "a"}]]}, {"type": "default"}]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8"), max_size=8),
)


def small_world() -> Simulator:
    """One person with a few messages, one group."""
    sim = Simulator()
    person = sim.world.add_person(1001, first_name="Ania")
    acts.start(sim, person)
    sim.world.add_chat("group", "Koło")
    for text in ("jeden", "dwa"):
        asyncio.run(call(sim, "sendMessage", {"chat_id": 1001, "text": text}))
    return sim


async def call(sim: Simulator, name: str, params: dict[str, Any]) -> Any:
    """One call without HTTP."""
    return await run(sim, schema.load().methods[name.lower()], params, {})


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_call_gives_a_result_or_a_refusal(data: st.DataObject) -> None:
    """Right names with any values; most are refused, none breaks anything."""
    sim = small_world()
    name = data.draw(st.sampled_from(METHODS))
    method = schema.load().methods[name.lower()]
    optional = data.draw(st.lists(st.sampled_from(sorted(method.params)), max_size=3))
    params = {key: data.draw(VALUES) for key in {*method.required, *optional}}
    if "chat_id" in params:
        params["chat_id"] = data.draw(st.sampled_from([1001, "1001", -2001]))

    try:
        result = asyncio.run(call(sim, name, params))
    except Refused as refused:
        result = refused.envelope()

    assert json.dumps(result, ensure_ascii=False).encode()


async def test_half_a_character_is_refused(api: Api) -> None:
    """JSON can spell what UTF-8 cannot carry: the bot and people are refused alike."""
    ania = await api.resident()
    bodies = {
        api.url("sendMessage"): {"chat_id": ania, "text": "\ud83d"},
        f"{api.running.url}/sim/send": {"person": ania, "chat": ania, "text": "\ud83d"},
    }
    headers = {"Content-Type": "application/json"}

    for address, body in bodies.items():
        data = json.dumps(body).encode()
        async with api.session.post(address, data=data, headers=headers) as answer:
            assert answer.status == 400
            assert "strings must be encoded in UTF-8" in await answer.text()


async def test_a_strange_host_is_refused(api: Api) -> None:
    """What is no host name is not this machine."""
    async with api.session.get(
        f"{api.running.url}/sim/state", headers={"Host": "127.0.0.1:x]"}
    ) as answer:
        assert answer.status in (400, 403)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("people", {"first_name": 5}),
        ("people", {"first_name": "A", "id": 1001}),
        ("chats", {"type": "cave", "title": "x"}),
        ("chats", {"type": "group", "title": "x", "people": [5]}),
        ("limits", {"bulk": "many"}),
        ("limits", {"bluk": 1}),
        ("migrate", {"chat": 1001}),
        ("edit", {"person": 1001, "chat": 1001, "message_id": 99, "text": "x"}),
        ("vote", {"person": 1001, "chat": 1001, "message_id": 1, "options": [0]}),
        ("location", {"person": 1001, "chat": 1001, "latitude": 91, "longitude": 0}),
    ],
)
async def test_a_wrong_act_says_why(api: Api, path: str, body: dict[str, Any]) -> None:
    """A test or a page that asks for nonsense gets a 400 with words."""
    await api.act("people", first_name="Ania", id=1001)

    with pytest.raises(Refusal) as refused:
        await api.act(path, **body)

    assert refused.value.status == 400
    assert str(refused.value)
