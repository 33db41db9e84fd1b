"""What an announcement's row comes to at the moment of sending."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.delivery.announcing import Announcing
from bot.delivery.composing import Batch
from bot.domain.announcements import Announcement, Content, LinkButton, Media, Status
from bot.domain.audiences import Audience, Kind
from bot.domain.entities import Formatted
from bot.domain.outgoing import Composed, Later, Outgoing, Skipped
from bot.domain.people import Person
from bot.services.turn import Office
from bot.storage import announcements, people, subscriptions
from bot.storage.database import Database, Tx, connect
from bot.transport.fit import fit
from tests.clock import NOON, StillClock
from tests.conftest import PROFILE

NOW = "2027-05-12T10:00:00.000Z"
NIGHT = datetime(2027, 5, 12, 21, tzinfo=UTC)  # 23.00 in Warsaw
BOLD = {"type": "bold", "offset": 0, "length": 3}
FUNDED = replace(PROFILE, funding="Dofinansowano ze środków programu.")


@pytest_asyncio.fixture
async def announcing(db: Database, clock: StillClock) -> Announcing:
    return Announcing(Office(db, clock, fit, FUNDED, 1, "zalesie_bot"))


@pytest.fixture
def tx(database_file: Path) -> Tx:
    return connect(database_file)


@pytest.fixture
def ania(tx: Tx) -> Person:
    """She asked for news."""
    ania = people.add(tx, 77, "Ania", "", "pl", NOW)
    subscriptions.add(tx, ania.id, "news", NOW)
    return ania


def said(tx: Tx, **how: Any) -> Announcement:
    """An announcement that was confirmed."""
    draft = Announcement(
        0, None, Status.SENT, Content(Formatted("Noc bibliotek", (BOLD,))), "news",
        Audience(Kind.FOLLOWERS, "news"),
    )  # fmt: skip
    return announcements.add(tx, replace(draft, **how), NOW)


def row_of(one: Announcement, person: Person | None = None, **how: Any) -> Outgoing:
    chat_id = person.telegram_id if person else -100
    row = Outgoing("bulk", chat_id, "", "{}", person.id if person else None, subject_id=one.id)
    return row._replace(**how)


def alone(batch: Batch, tx: Tx, row: Outgoing, now: datetime) -> Composed:
    """What one row comes to that is looked at by itself."""
    return batch(tx, [row], now)(row)


def sent(calls: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(call.method, json.loads(call.params)) for call in calls]


def test_a_text_goes_as_it_was_typed(announcing: Announcing, tx: Tx, ania: Person) -> None:
    """With its entities, the funding sentence behind, and the settings in the reader's words."""
    one = said(tx, funded=True, revision=4)

    calls = alone(announcing.announcement, tx, row_of(one, ania), NOON)

    [(method, params)] = sent(calls)
    assert method == "sendMessage"
    assert params["chat_id"] == 77
    assert params["text"] == "Noc bibliotek\n\nDofinansowano ze środków programu."
    assert params["entities"] == [BOLD]
    assert "Ustawienia powiadomień" in json.dumps(params["reply_markup"], ensure_ascii=False)
    assert [call.rev for call in calls] == [4]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("media", "text", "methods"),
    [
        (["photo"], "Krótko", ["sendPhoto"]),
        (["document"], "Krótko", ["sendDocument"]),
        (["video"], "d" * 1025, ["sendVideo", "sendMessage"]),
        (["photo", "video"], "Krótko", ["sendMediaGroup", "sendMessage"]),
        (["photo"], "😀" * 512, ["sendPhoto"]),
        (["photo"], "😀" * 513, ["sendPhoto", "sendMessage"]),
    ],
)
def test_media_go_by_their_id(
    announcing: Announcing, tx: Tx, ania: Person, media: list[str], text: str, methods: list[str]
) -> None:
    """A short text stands under one picture; the buttons are always in the last call."""
    content = Content(Formatted(text), tuple(Media(kind, f"id-{kind}") for kind in media))
    one = said(tx, content=content)

    calls = sent(alone(announcing.announcement, tx, row_of(one, ania), NOON))

    assert [method for method, _ in calls] == methods
    assert "reply_markup" in calls[-1][1]
    assert all("reply_markup" not in params for _, params in calls[:-1])


def test_a_group_gets_links_and_no_settings(announcing: Announcing, tx: Tx) -> None:
    """Nobody there has settings of their own, and a survey opens in the private chat."""
    survey = LinkButton("Czego chcecie?", "https://t.me/zalesie_bot?start=s_x", 3)
    one = said(tx, audience=Audience(Kind.CHAT, "-100"), buttons=(survey,))

    [(_, params)] = sent(alone(announcing.announcement, tx, row_of(one), NOON))

    [[button]] = params["reply_markup"]["inline_keyboard"]
    assert button == {"text": "Wypełnij: Czego chcecie?", "url": survey.url}


def test_who_has_unsubscribed_meanwhile_gets_nothing(
    announcing: Announcing, tx: Tx, ania: Person
) -> None:
    """Asked at the moment of sending, not of planning."""
    one = said(tx)
    subscriptions.remove(tx, ania.id, "news")

    composed = alone(announcing.announcement, tx, row_of(one, ania), NOON)

    assert composed == Skipped("unsubscribed")


def test_what_was_withdrawn_meanwhile_goes_to_nobody(
    announcing: Announcing, tx: Tx, ania: Person
) -> None:
    """Also where it was rendered a moment before."""
    one = said(tx)
    alone(announcing.announcement, tx, row_of(one, ania), NOON)
    announcements.move(tx, one.id, Status.SENT, Status.WITHDRAWN, NOW)

    assert alone(announcing.announcement, tx, row_of(one, ania), NOON) == Skipped("withdrawn")


def test_at_night_it_waits_for_the_morning(announcing: Announcing, tx: Tx, ania: Person) -> None:
    """Unless staff chose „now”; a person's own quiet hours hold even then."""
    one, urgent = said(tx), said(tx, urgent=True)

    held = alone(announcing.announcement, tx, row_of(one, ania), NIGHT)
    now = alone(announcing.announcement, tx, row_of(urgent, ania), NIGHT)
    tx.execute("UPDATE person SET quiet_from = '22:00', quiet_until = '09:00'")
    own = alone(announcing.announcement, tx, row_of(urgent, ania), NIGHT)

    assert isinstance(held, Later)
    assert held.until >= datetime(2027, 5, 13, 6, tzinfo=UTC)
    assert sent(now)
    assert isinstance(own, Later)
    assert own.until >= datetime(2027, 5, 13, 7, tzinfo=UTC)


def test_a_correction_edits_what_is_there(announcing: Announcing, tx: Tx, ania: Person) -> None:
    """The caption under one picture, else the text; with its buttons, or they would go."""
    photo = said(tx, content=Content(Formatted("Nowa"), (Media("photo", "id"),)))
    album = said(tx, content=Content(Formatted("Nowa"), (Media("photo", "a"), Media("photo", "b"))))

    [caption] = sent(alone(announcing.correction, tx, row_of(photo, ania, message_id=9), NIGHT))
    [text] = sent(
        alone(announcing.correction, tx, row_of(album, ania, message_id=9, parts="[7,8]"), NIGHT)
    )

    assert (caption[0], caption[1]["caption"]) == ("editMessageCaption", "Nowa")
    assert (text[0], text[1]["text"], text[1]["message_id"]) == ("editMessageText", "Nowa", 9)
    assert "reply_markup" in caption[1]
    assert "reply_markup" in text[1]


def test_a_corrected_text_is_rendered_anew(announcing: Announcing, tx: Tx, ania: Person) -> None:
    """The revision tells the old rendering from the new one."""
    one = said(tx)
    alone(announcing.announcement, tx, row_of(one, ania), NOON)
    body = Formatted("W sobotę!")
    announcements.put(tx, replace(one, content=Content(body), revision=one.revision + 1), NOW)

    [(_, params)] = sent(alone(announcing.announcement, tx, row_of(one, ania), NOON))

    assert params["text"] == "W sobotę!"


def test_a_withdrawal_deletes_every_part(announcing: Announcing, tx: Tx, ania: Person) -> None:
    """The text first, then the album."""
    one = said(tx, status=Status.WITHDRAWN)

    calls = sent(
        alone(announcing.withdrawal, tx, row_of(one, ania, message_id=9, parts="[7,8]"), NIGHT)
    )

    assert calls == [
        ("deleteMessage", {"chat_id": 77, "message_id": number}) for number in (9, 7, 8)
    ]
