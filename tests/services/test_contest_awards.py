"""Decisions where people have to do something that no rule can: a lot, an exception, a tie."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.contests.awards import Outcome
from bot.domain.contests.overviews import Decisions, Undivided
from bot.errors import Refused
from bot.storage.database import Database
from tests.services.test_contest_decisions import CONTEST, JUDGED, JURY, VOTE, WARSAW, Town, town

LOT = VOTE.replace("choices_max = 2", 'choices_max = 2\nties = ["lot"]')
TWO_WINNERS = JURY.replace("pool = 5_000", "pool = 9_000\nwinners_max = 2")
CLOSED = datetime(2027, 4, 16, tzinfo=WARSAW)


async def voted(db: Database) -> Town:
    """Kino, Ogród and Chór with one vote each; 5 000 are enough for some of them."""
    made = await town(db, LOT)
    await made.applies(Kino=3000, Ogród=2500, Chór=1500)
    made.hall.at(datetime(2027, 4, 2, 9, tzinfo=WARSAW))
    for title in ("Kino", "Ogród", "Chór"):
        who = await made.hall.person(f"Głos {title}")
        await made.hall.ask(who, made.hall.services.polls.vote, CONTEST, [made.ids[title]])
    made.hall.at(CLOSED)
    await made.hall.ask(made.maria, made.hall.services.polls.count, CONTEST)
    return made


async def test_a_lot_drawn_among_people_decides_between_equal_votes(db: Database) -> None:
    """Until it is written down nothing can be divided; then the drawn order is the order."""
    held = await voted(db)
    awarding = held.hall.services.awarding
    with pytest.raises(Refused, match="lot_not_drawn"):
        await held.does(awarding.cut)
    board: Undivided = await held.hall.ask(held.maria, awarding.board, CONTEST)
    assert set(board.tied) == set(held.ids.values())

    drawn = tuple(held.ids[title] for title in ("Ogród", "Chór", "Kino"))
    with pytest.raises(Refused, match="reason_missing"):
        await held.hall.ask(held.maria, awarding.draw, CONTEST, drawn, " ")
    with pytest.raises(Refused, match="no_lot_here"):
        await held.hall.ask(held.maria, awarding.draw, CONTEST, drawn[:2], "w bibliotece")
    await held.hall.ask(held.maria, awarding.draw, CONTEST, drawn, "w bibliotece, przy autorach")
    found: Decisions = await held.does(awarding.cut)

    assert held.awarded(found) == {"Ogród": 2500, "Chór": 1500, "Kino": 0}
    with pytest.raises(Refused, match="decided_before"):
        await held.hall.ask(held.maria, awarding.draw, CONTEST, drawn, "jeszcze raz")


async def test_more_winners_than_planned_with_a_reason(db: Database) -> None:
    """The rules plan two; the committee gives the third one too, and says why."""
    held = await town(db, TWO_WINNERS)
    await held.applies(Kino=3000, Ogród=2000, Chór=1500)
    held.hall.at(JUDGED)
    (ala,) = await held.sits("Ala")
    await held.gives(ala, Kino=10, Ogród=9, Chór=8)
    awarding = held.hall.services.awarding
    assert held.awarded(await held.counted())["Chór"] == 0

    with pytest.raises(Refused, match="reason_missing"):
        await held.does(awarding.decide, {held.ids["Chór"]: 150_000}, "")
    after = await held.does(awarding.decide, {held.ids["Chór"]: 150_000}, "Jest na to pula")

    assert held.awarded(after) == {"Kino": 3000, "Ogród": 2000, "Chór": 1500}


async def test_who_loses_a_tie_waits_for_more_money(db: Database) -> None:
    """Equal to the winner: first on the reserve list, and funded when the pool grows."""
    held = await town(db, JURY)
    await held.applies(Kino=3000, Ogród=2000, Chór=1500)
    held.hall.at(JUDGED)
    (ala,) = await held.sits("Ala")
    await held.gives(ala, Kino=10, Ogród=8, Chór=8)
    await held.counted()
    awarding = held.hall.services.awarding
    amounts = {held.ids["Ogród"]: 0, held.ids["Chór"]: 150_000}
    tie = await held.does(awarding.decide, amounts, "Losowanie")
    assert tie.awards.of(held.ids["Ogród"]).outcome is Outcome.RESERVE

    after = await held.hall.ask(
        held.maria, awarding.raise_pool, CONTEST, 150_000, "Oszczędności", approval="dyrekcja"
    )

    assert held.awarded(after) == {"Kino": 3000, "Ogród": 2000, "Chór": 1500}
    assert after.awards.changes[-1].approval == "dyrekcja"
