"""What announcements need of an update: formatting as typed, albums, the bot's place in a chat."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.chats import Chat
from bot.transport.incoming import joined, read

WHO = {"id": 7, "first_name": "Maria"}
PRIVATE = {"id": 7, "type": "private"}
BOLD = {"type": "bold", "offset": 0, "length": 3}


def message(update_id: int, **content: Any) -> dict[str, Any]:
    told = {"message_id": update_id, "from": WHO, "chat": PRIVATE, **content}
    return {"update_id": update_id, "message": told}


def test_formatting_comes_with_the_text() -> None:
    """As Telegram counted it."""
    found = read(message(1, text="Noc 😀", entities=[BOLD]))

    assert found
    assert found.entities == (BOLD,)


def test_the_entities_of_a_second_part_move_with_it() -> None:
    """Clients cut a long text; an emoji before the cut counts as two."""
    parts = [message(1, text="😀" * 2048), message(2, text="Noc", entities=[BOLD])]

    whole = joined([found for part in parts if (found := read(part))])

    assert whole.entities == ({"type": "bold", "offset": 4096, "length": 3},)


def test_an_albums_caption_keeps_its_formatting() -> None:
    """It stands under one of the pictures."""
    photo = [{"file_id": "a"}]
    first = message(1, photo=photo, caption="Noc", caption_entities=[BOLD], media_group_id="g")
    second = message(2, photo=photo, media_group_id="g")

    whole = joined([found for part in (first, second) if (found := read(part))])

    assert (whole.text, whole.entities, len(whole.files)) == ("Noc", (BOLD,), 2)


@pytest.mark.parametrize(
    ("kind", "status", "rights", "chat"),
    [
        ("supergroup", "administrator", {}, Chat(-1, "supergroup", "Z", "administrator", True)),
        ("group", "member", {}, Chat(-1, "group", "Z", "member", True)),
        ("channel", "administrator", {"can_post_messages": True},
         Chat(-1, "channel", "Z", "administrator", True)),
        ("channel", "administrator", {}, Chat(-1, "channel", "Z", "administrator", False)),
        ("group", "kicked", {}, Chat(-1, "group", "Z", "gone", False)),
        ("group", "restricted", {}, Chat(-1, "group", "Z", "gone", False)),
    ],
)  # fmt: skip
def test_the_bots_place_in_a_chat(
    kind: str, status: str, rights: dict[str, bool], chat: Chat
) -> None:
    """Announcements go only where it is an administrator who may post."""
    member = {
        "chat": {"id": -1, "type": kind, "title": "Z"}, "from": WHO,
        "new_chat_member": {"status": status, **rights},
    }  # fmt: skip
    found = read({"update_id": 1, "my_chat_member": member})

    assert found
    assert (found.kind, found.chat, found.private) == ("membership", chat, False)
    assert chat.open is (status == "administrator" and chat.can_post)
