"""How calls are read and what is refused before anything is done."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.simulator.conftest import Api, Refusal, inline


async def test_the_same_call_may_come_as_json_form_query_or_multipart(api: Api) -> None:
    """Telegram takes parameters in four ways."""
    ania = await api.resident()
    given = {
        "chat_id": str(ania),
        "text": "cześć",
        "reply_markup": json.dumps(inline([("a", "b")])),
    }

    texts = []
    async with api.session.get(api.url("sendMessage"), params=given) as answer:
        texts.append((await answer.json())["result"])
    async with api.session.post(api.url("sendmessage"), data=given) as answer:
        texts.append((await answer.json())["result"])
    texts.append(await api.call("sendMessage", **{**given, "reply_markup": inline([("a", "b")])}))
    with_file = await api.call("sendDocument", {"document/a.txt": b"x"}, chat_id=ania, caption="c")

    assert [text["text"] for text in texts] == ["cześć"] * 3
    assert all(text["reply_markup"] == inline([("a", "b")]) for text in texts)
    assert with_file["document"]["file_name"] == "a.txt"


@pytest.mark.parametrize(
    ("method", "params", "status", "words"),
    [
        ("sendMesage", {}, 404, "Not Found: method sendMesage not found"),
        ("sendMessage", {"text": "x"}, 400, "chat_id is empty"),
        ("sendMessage", {"chat_id": 1001}, 400, "message text is empty"),
        ("sendMessage", {"chat_id": 1001, "text": " \n "}, 400, "message text is empty"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "txet": "y"}, 400, '"txet"'),
        ("sendMessage", {"chat_id": 1001, "text": 5}, 400, '"text" must be of type String'),
        ("sendMessage", {"chat_id": 1001, "text": "x" * 4097}, 400, "message is too long"),
        ("sendMessage", {"chat_id": 1001, "text": "😀" * 2049}, 400, "message is too long"),
        ("sendMessage", {"chat_id": 5, "text": "x"}, 400, "chat not found"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "parse_mode": "BB"}, 400, "unsupported"),
        ("getFile", {"file_id": "nothing"}, 400, "invalid file_id"),
        ("getFile", {}, 400, '"file_id" is required'),
        ("getUpdates", {"timeout": "soon"}, 400, '"timeout" must be of type Integer'),
        ("sendGame", {"chat_id": 1001, "game_short_name": "x"}, 501, "sendGame"),
    ],
)
async def test_a_wrong_call_is_refused_by_name(
    api: Api, method: str, params: dict[str, Any], status: int, words: str
) -> None:
    """What the Bot API does not know, and what breaks its limits, is never accepted."""
    await api.resident()

    async with api.session.post(api.url(method), json=params) as answer:
        body = await answer.json()

    assert (answer.status, body["ok"], body["error_code"]) == (status, False, status)
    assert words in body["description"]


async def test_limits_count_utf16_units_after_the_markup_is_read(api: Api) -> None:
    """4096 characters may stand between tags; an emoji counts as two."""
    ania = await api.resident()

    plain = await api.call(
        "sendMessage", chat_id=ania, text="<b>" + "a" * 4096 + "</b>", parse_mode="HTML"
    )
    emoji = await api.call("sendMessage", chat_id=ania, text="😀" * 2048)

    assert len(plain["text"]) == 4096
    assert len(emoji["text"]) == 2048


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a", "callback_data": "ą" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a"}, "text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "callback_data": "b", "url": "https://x.pl"}, "text buttons are unallowed"),
        ({"text": "a", "url": "no address"}, "Wrong HTTP URL"),
        ({"text": "a", "calback_data": "b"}, "calback_data"),
        ({"callback_data": "b"}, '[0][0].text" of InlineKeyboardButton is required'),
    ],
)
async def test_a_wrong_button_is_refused(api: Api, button: dict[str, str], words: str) -> None:
    """A button has a text and exactly one action; its data takes 1 to 64 bytes."""
    ania = await api.resident()
    markup = {"inline_keyboard": [[button]]}

    with pytest.raises(Refusal) as refused:
        await api.call("sendMessage", chat_id=ania, text="x", reply_markup=markup)

    assert words in str(refused.value)


async def test_only_the_right_token_opens_the_bot(api: Api) -> None:
    """A wrong token is 401 for methods and for files."""
    address = api.running.url

    async with api.session.get(f"{address}/bot1:wrong/getMe") as method:
        said = await method.json()
    async with api.session.get(f"{address}/file/bot1:wrong/photos/file_0.jpg") as file:
        status = file.status

    assert said == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert status == 401


async def test_a_body_that_is_not_json_is_refused(api: Api) -> None:
    """Nested JSON and the body itself must be readable."""
    headers = {"Content-Type": "application/json"}

    async with api.session.post(api.url("getMe"), data=b"{", headers=headers) as whole:
        first = await whole.json()
    async with api.session.post(
        api.url("sendMessage"), data={"chat_id": "1", "text": "x", "reply_markup": "{"}
    ) as nested:
        second = await nested.json()

    assert "can't parse JSON object" in first["description"]
    assert 'can\'t parse "reply_markup"' in second["description"]
