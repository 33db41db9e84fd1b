"""Receipts: in time, late while the bot was down, a newer version; and what to do next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.contests.applications import Application, Status, Submitted
from bot.domain.contests.budget import Budget
from bot.domain.contests.contest import Contest, Kind, Papers
from bot.domain.profile import Profile
from bot.domain.sessions import Completed, Session
from bot.forms.state import REVIEW, State
from bot.i18n import LANGUAGES, Translator
from bot.views.applications import submitted

AT = datetime(2027, 3, 14, 18, 42, 59, tzinfo=UTC)  # 19.42 in Warsaw
IDEA = Application(
    7, 3, Kind.INDIVIDUAL, Status.SUBMITTED, title="Kino", number=7, year=2027, received_at=AT,
    requested=245_000, author_id=5,
)  # fmt: skip
DONE = Submitted(IDEA, Contest("Zrób to w Zalesiu", ()), Budget(), AT + timedelta(days=3))


def said(done: Submitted, language: str = "pl") -> str:
    """The receipt as it is read a minute later."""
    session = Session(1, 5, "application", 7, 1, State(1, "", "pl", position=REVIEW))
    t = Translator(language, Profile().zone, AT + timedelta(minutes=1))
    return submitted(Completed(session, "Wniosek", done), t).text.striptags().replace("\xa0", " ")


def test_in_time() -> None:
    """The minute is that of the tap; until when it can be changed."""
    text = said(DONE)

    assert "Przyjęto 14 marca o 19.42. Numer 7/2027." in text
    assert "Prosisz o 2 450 zł." in text
    assert "Możesz go zmieniać do 17 marca, godz. 19.42." in text


def test_late_while_the_bot_was_down() -> None:
    """„do decyzji”: said plainly, and nothing about changing it."""
    text = said(replace(DONE, application=replace(IDEA, status=Status.UNDECIDED)))

    assert "Wniosek jest do decyzji biblioteki. Napiszemy do Ciebie." in text
    assert "zmieniać" not in text


def test_where_a_signature_is_asked_for() -> None:
    """What to do with the paper."""
    text = said(replace(DONE, contest=Contest("Zrób to", (), papers=Papers(signature=True))))

    assert "Podpisz go i przynieś do biblioteki." in text


def test_typed_in_from_paper() -> None:
    """Staff read the number; no paper is promised to them."""
    text = said(replace(DONE, application=replace(IDEA, author_id=None)))

    assert "Numer 7/2027." in text
    assert "wydruku" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_newer_version_keeps_its_number(language: str) -> None:
    """In every language, with number and time of the first receipt."""
    text = said(replace(DONE, again=True), language)

    assert "7/2027" in text
    assert "19.42" in text or "19:42" in text
