"""Updates as we understand them, with the library as the judge of what is in them."""

from __future__ import annotations

from typing import Any

import pytest
import telegram
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.incoming import continues, joined, lane_key, read

ANIA = {"id": 7, "is_bot": False, "first_name": "Ania", "last_name": "Łąka", "language_code": "uk"}
CHAT = {"id": 7, "type": "private", "first_name": "Ania"}


def message(**content: Any) -> dict[str, Any]:
    base = {"message_id": 5, "date": 1800000000, "chat": CHAT, "from": ANIA}
    return {"update_id": 9, "message": {**base, **content}}


@pytest.mark.parametrize(
    ("content", "kind", "text", "argument"),
    [
        ({"text": "hej"}, "text", "hej", ""),
        ({"text": "/start s_abc"}, "command", "start", "s_abc"),
        ({"text": "/Pomoc@trzecie_bot"}, "command", "pomoc", ""),
        ({"text": "/"}, "text", "/", ""),
        ({"text": "/5 zł za wstęp"}, "text", "/5 zł za wstęp", ""),
        ({"contact": {"phone_number": "1", "first_name": "A"}}, "contact", "", ""),
        ({"dice": {"emoji": "🎲", "value": 3}}, "other", "", ""),
    ],
)
def test_what_somebody_did(content: dict[str, Any], kind: str, text: str, argument: str) -> None:
    """One flat value for everything."""
    incoming = read(message(**content))

    assert incoming
    assert (incoming.kind, incoming.text, incoming.argument) == (kind, text, argument)
    assert incoming.sender.name == "Ania Łąka"


def test_a_photo_is_its_largest_size() -> None:
    """Telegram sends several, the largest last."""
    sizes = [
        {"file_id": f"f{n}", "file_unique_id": f"u{n}", "width": n, "height": n, "file_size": n}
        for n in (90, 320, 1280)
    ]
    raw = message(photo=sizes, caption="mój plakat")

    incoming = read(raw)

    judge = telegram.Update.de_json(raw, None)
    assert incoming
    assert judge.message
    assert incoming.files[0].file_id == judge.message.photo[-1].file_id
    assert incoming.text == judge.message.caption


def test_a_text_cut_by_the_phone_is_one_input() -> None:
    """4096 units, then the rest."""
    first, second = message(text="ż" * 4096), message(text="koniec")
    second["update_id"] = 10

    whole = joined([part for raw in (first, second) if (part := read(raw))])

    assert continues(first)
    assert not continues(second)
    assert whole.text == "ż" * 4096 + "koniec"
    assert whole.update_ids == (9, 10)


def test_a_group_message_is_in_its_writers_lane() -> None:
    """The lane belongs to the person; a channel post, to the channel."""
    group = message(text="hej", chat={"id": -100, "type": "supergroup", "title": "Wieś"})

    assert lane_key(group) == 7
    assert lane_key({"update_id": 1, "channel_post": {"chat": {"id": -5}}}) == -5


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5),
                    lambda x: st.lists(x, max_size=3) | st.dictionaries(
                        st.sampled_from(["message", "from", "chat", "id", "text", "photo"]), x,
                        max_size=4), max_leaves=12))  # fmt: skip
def test_junk_is_either_read_or_refused_with_a_known_error(junk: Any) -> None:
    """So that the dispatch can set it aside."""
    update = {"update_id": 1, "message": junk}

    try:
        read(update)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return
