"""Reminders of surveys: who is reminded, when, and who never is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest_asyncio

from bot.app import composers_of
from bot.clock import moment
from bot.delivery.timetable import Timetable
from bot.domain.outgoing import Composed, Later, Outgoing, Skipped
from bot.domain.people import Role
from bot.domain.reminders import UNFINISHED
from bot.storage import outbox, people, surveys
from bot.storage.database import Database, Tx
from tests.clock import StillClock
from tests.services.library import NOW, Desktop, Library, library
from tests.services.phone import keep_form
from tests.services.test_surveys import FORM

CLOSES = "2027-05-26T22:00:00.000Z"  # the midnight that ends 26 May in Warsaw


class Office:
    """The bot's evening: what is due is planned, and composed as the engine would."""

    def __init__(self, library: Library, survey_id: int) -> None:
        self.library = library
        self.survey_id = survey_id
        self.timetable = Timetable(library.office, library.services.schedules.kinds)
        self.composers = composers_of(library.office, library.services)

    async def until(self, text: str) -> None:
        """Let the time pass until this moment, UTC; everything due is done when it is due."""
        clock = self.library.clock
        clock.advance(seconds=(moment(text) - clock.now()).total_seconds())
        while await self.timetable.step():
            pass

    async def rows(self) -> list[Outgoing]:
        """The reminders that wait, whenever they may go."""
        return await self.library.office.db.read(lambda tx: outbox.unsent(tx, "notice"))

    async def composed(self, row: Outgoing) -> Composed:
        """What the engine would send of it now."""

        def work(tx: Tx) -> Composed:
            person = people.by_id(tx, row.person_id or 0)
            return self.composers[row.purpose](tx, row, person, self.library.clock.now())

        return await self.library.office.db.write(work)

    async def send(self, row: Outgoing) -> str:
        """Send it: the row keeps its key, the text is returned."""
        calls = await self.composed(row)
        assert not isinstance(calls, (Skipped, Later)), calls
        await self.library.office.db.write(
            lambda tx: tx.execute("UPDATE outbox SET state = 'sent' WHERE id = ?", (row.id,))
        )
        return calls[0].params

    async def skip(self, row: Outgoing) -> str:
        """Why it does not go."""
        composed = await self.composed(row)
        assert isinstance(composed, Skipped), composed
        return composed.reason


@pytest_asyncio.fixture
async def evening(db: Database, clock: StillClock) -> Office:
    """A library with an open anonymous survey."""
    made = library(db, clock)
    form_id = await db.write(keep_form(FORM))

    def publish(tx: Tx) -> int:
        survey = surveys.add(tx, "token", form_id, "Czego chcecie?", None, NOW)  # type: ignore[arg-type]
        surveys.publish(tx, survey.id, True, None, CLOSES, NOW)
        published = surveys.by_id(tx, survey.id)
        assert published
        made.services.reminders.follow(tx, published, clock.now())
        return survey.id

    return Office(made, await db.write(publish))


async def begun(evening: Office) -> Desktop:
    """Ania has answered the first question of FORM."""
    ania = await evening.library.somebody()
    await ania.say("/start s_token")
    await ania.tap(ania.last.labels[0])
    return ania


async def handed_in(ania: Desktop) -> None:
    """The rest of it."""
    while "Wyślij" not in ania.last.labels:
        await ania.tap("Pomiń" if "Pomiń" in ania.last.labels else ania.last.labels[0])
    await ania.tap("Wyślij")


async def test_the_first_evening_after_enough_rest(evening: Office) -> None:
    """Left on Wednesday at noon: not that evening, but on Thursday at 18.00."""
    await begun(evening)

    await evening.until("2027-05-12T16:00:00Z")
    assert await evening.rows() == []
    await evening.until("2027-05-13T16:00:00Z")

    [row] = await evening.rows()
    said = await evening.send(row)
    assert "Zostało Ci" in said
    assert "Odpowiedzi czekają do 26 maja." in said
    assert "Nie przypominaj" in said


async def test_two_at_most_and_three_days_apart(evening: Office) -> None:
    """Thursday, Sunday, never again."""
    await begun(evening)
    sent: list[datetime] = []

    for day in range(13, 26):
        await evening.until(f"2027-05-{day}T16:00:00Z")
        for row in await evening.rows():
            if row.purpose == UNFINISHED:
                await evening.send(row)
                sent.append(evening.library.clock.now())

    assert [one.day for one in sent] == [13, 16]


async def test_who_finished_is_never_reminded(evening: Office) -> None:
    """Not even of a row that was planned before: it goes with the answers."""
    ania = await begun(evening)
    await evening.until("2027-05-13T16:00:00Z")
    [row] = await evening.rows()

    await handed_in(ania)

    assert await evening.rows() == []
    assert await evening.skip(row) == "finished"


async def test_nothing_tells_afterwards_who_began_an_anonymous_survey(evening: Office) -> None:
    """Reminders that were sent and refused go in the transaction that cuts the link."""
    ania = await begun(evening)
    await evening.until("2027-05-13T16:00:00Z")
    [row] = await evening.rows()
    await evening.send(row)
    session = await evening.library.one("SELECT id FROM session")
    await ania.press(f"1nr.{session}", ania.last.id)
    await ania.tap("Odpowiadam dalej")

    await handed_in(ania)

    assert await evening.library.one("SELECT count(*) FROM outbox WHERE purpose <> ''") == 0
    assert await evening.library.one("SELECT count(*) FROM reminder_refusal") == 0


async def test_who_went_on_meanwhile_is_left_alone_for_another_evening(evening: Office) -> None:
    """Planned at 18.00, held by somebody's own quiet hours; they answered at night."""
    ania = await begun(evening)
    await ania.say("/powiadomienia 17-9")
    await evening.until("2027-05-13T16:00:00Z")
    [row] = await evening.rows()
    assert row.not_before.startswith("2027-05-14T07:0")
    await evening.until("2027-05-13T22:00:00Z")
    await ania.say("/start s_token")
    await ania.tap(ania.last.labels[0])
    await evening.until("2027-05-14T07:05:00Z")

    composed = await evening.composed(row)

    assert composed == Later(moment("2027-05-15T16:00:00Z"))


async def test_no_reminder_after_no(evening: Office) -> None:
    """„Nie przypominaj” under the first: the second is not planned; the answers wait."""
    ania = await begun(evening)
    await evening.until("2027-05-13T16:00:00Z")
    [row] = await evening.rows()
    await evening.send(row)
    session = await evening.library.one("SELECT id FROM session")

    said = await ania.press(f"1nr.{session}", ania.last.id)
    await evening.until("2027-05-18T16:00:00Z")

    assert "nie będziemy o tym przypominać" in said.text
    assert "Odpowiadam dalej" in said.labels
    assert await evening.rows() == []


async def test_everything_off_is_honoured_also_for_what_is_planned(evening: Office) -> None:
    """„Wyłącz wszystko” between planning and sending."""
    ania = await begun(evening)
    await evening.until("2027-05-13T16:00:00Z")
    [row] = await evening.rows()

    await ania.say("/powiadomienia nic")

    assert await evening.skip(row) == "refused"


async def test_a_trial_and_an_empty_beginning_are_not_reminded_of(evening: Office) -> None:
    """A librarian tries a draft out; somebody only looked at the first question."""
    maria = await evening.library.somebody(Role.LIBRARIAN)
    form_id = await evening.library.one("SELECT form_id FROM survey")
    await maria.begin(form_id, subject_id=evening.survey_id, dry_run=True)
    await maria.tap(maria.last.labels[0])
    looked = await evening.library.somebody()
    await looked.say("/start s_token")

    await evening.until("2027-05-14T16:00:00Z")

    assert await evening.rows() == []


async def test_who_blocked_the_bot_is_not_planned_for(evening: Office) -> None:
    """And is again once they are back."""
    ania = await begun(evening)
    blocked = {"chat": {"id": ania.id, "type": "private"}, "from": {"id": ania.id}}
    kicked = {"old_chat_member": {"status": "member"}, "new_chat_member": {"status": "kicked"}}
    await ania.update(my_chat_member=blocked | kicked)
    await evening.until("2027-05-13T16:00:00Z")
    assert await evening.rows() == []

    await ania.say("/start")
    await evening.until("2027-05-14T16:00:00Z")

    assert len(await evening.rows()) == 1


async def test_in_the_readers_language_at_that_moment(evening: Office) -> None:
    """Changed after it was planned."""
    ania = await begun(evening)
    await evening.until("2027-05-13T16:00:00Z")
    [row] = await evening.rows()

    await ania.say("/jezyk")
    await ania.tap("English")

    assert "Do not remind me" in await evening.send(row)


async def test_three_days_asleep_is_one_reminder(evening: Office) -> None:
    """Not one for every evening missed; the next one is at the usual hour."""
    await begun(evening)

    await evening.until("2027-05-16T10:00:00Z")

    assert len(await evening.rows()) == 1
    assert await evening.library.one("SELECT next_at FROM schedule WHERE kind = ?", UNFINISHED) == (
        "2027-05-16T16:00:00.000Z"
    )


async def test_woken_at_night_it_holds_its_tongue(evening: Office) -> None:
    """The machine came back at 3.00: the reminder waits for the morning."""
    await begun(evening)

    await evening.until("2027-05-16T01:00:00Z")

    [row] = await evening.rows()
    assert row.not_before.startswith("2027-05-16T06:0")


async def test_a_clock_that_jumps_back_an_hour_repeats_nothing(evening: Office) -> None:
    """18.00 comes twice."""
    await begun(evening)
    await evening.until("2027-05-13T16:00:00Z")
    [row] = await evening.rows()
    await evening.send(row)
    evening.library.clock.advance(hours=-1)

    await evening.until("2027-05-13T16:00:00Z")

    assert await evening.rows() == []


async def test_the_last_day_is_told_a_day_ahead_at_a_decent_hour(evening: Office) -> None:
    """Its last day is the 26th: not at the midnight that begins it, but from 8.00 on."""
    ania = await begun(evening)
    await ania.say("/powiadomienia ankiety")
    jan = await evening.library.somebody()
    await jan.say("/powiadomienia ankiety")
    await evening.library.somebody()
    for day in (13, 16):
        await evening.until(f"2027-05-{day}T16:00:00Z")
        await evening.send((await evening.rows())[0])

    await evening.until("2027-05-26T06:00:00Z")
    rows = await evening.rows()

    assert [row.not_before[:15] for row in rows] == ["2027-05-26T06:0"] * 2
    await evening.until("2027-05-26T06:05:00Z")
    to_ania, to_jan = [await evening.send(row) for row in rows]
    assert "Ostatni dzień: dziś." in to_ania
    assert "Odpowiadam dalej" in to_ania
    assert "To około" in to_jan
    assert "Ustawienia powiadomień" in to_jan


async def test_nobody_who_answered_hears_that_it_closes(evening: Office) -> None:
    """The mark of participation says so, and nothing else of it is read."""
    jan = await evening.library.somebody()
    await jan.say("/powiadomienia ankiety")
    await jan.say("/start s_token")
    await handed_in(jan)
    await evening.until("2027-05-26T06:10:00Z")
    [row] = await evening.rows()

    assert await evening.skip(row) == "finished"


async def test_reminders_of_a_closed_survey_are_forgotten(evening: Office) -> None:
    """Who got none would be known to have answered."""
    jan = await evening.library.somebody()
    await jan.say("/powiadomienia ankiety")
    await evening.until("2027-05-26T06:10:00Z")
    await evening.send((await evening.rows())[0])
    await evening.until("2027-05-26T22:00:00Z")

    await evening.library.services.surveys.close_due()
    await evening.library.services.reminders.forget()

    assert await evening.library.one("SELECT count(*) FROM outbox") == 0
    assert await evening.library.one("SELECT count(*) FROM schedule WHERE status = 'active'") == 0


async def test_after_three_days_asleep_what_is_stale_is_not_sent(evening: Office) -> None:
    """The survey closed while the machine slept."""
    jan = await evening.library.somebody()
    await jan.say("/powiadomienia ankiety")

    await evening.until("2027-05-28T10:00:00Z")

    assert await evening.rows() == []


async def test_many_people_in_pieces(evening: Office) -> None:
    """2 500 followers: three pieces, everybody once."""

    def follow(tx: Tx) -> None:
        for number in range(2500):
            person = people.add(tx, 8_000_000_000 + number, "Ktoś", "", "pl", NOW)
            tx.execute("INSERT INTO subscription VALUES (?, 'surveys', ?)", (person.id, NOW))

    await evening.library.office.db.write(follow)

    await evening.until("2027-05-26T06:00:00Z")

    assert await evening.library.one("SELECT count(*) FROM outbox") == 2500
    assert await evening.library.one("SELECT count(DISTINCT person_id) FROM outbox") == 2500


async def test_the_spring_night_moves_nothing(db: Database) -> None:
    """Left on 26 March at noon: on the 27th at 18.00; the second on the 30th at 18.00, after
    71 hours."""
    clock = StillClock(datetime.fromisoformat("2027-03-26T11:00:00+00:00"))
    made = library(db, clock)
    form_id = await db.write(keep_form(FORM))

    def publish(tx: Tx) -> int:
        survey = surveys.add(tx, "token", form_id, "Czego chcecie?", None, NOW)  # type: ignore[arg-type]
        surveys.publish(tx, survey.id, True, None, None, NOW)
        published = surveys.by_id(tx, survey.id)
        assert published
        made.services.reminders.follow(tx, published, clock.now())
        return survey.id

    evening = Office(made, await db.write(publish))
    await begun(evening)
    await evening.until("2027-03-27T17:00:00Z")
    [first] = await evening.rows()
    await evening.send(first)

    for passed in ("28T16:00:00", "29T16:00:00", "30T15:59:59"):
        await evening.until(f"2027-03-{passed}Z")
    assert await evening.rows() == []
    await evening.until("2027-03-30T16:00:00Z")

    [second] = await evening.rows()
    assert moment(second.not_before) - moment(first.not_before) == timedelta(hours=71)


async def test_planning_looks_rows_up_by_their_key(db: Database) -> None:
    """No piece may scan the outbox."""
    plan = await db.read(
        lambda tx: tx.execute(
            "EXPLAIN QUERY PLAN SELECT s.id, once.state FROM session s LEFT JOIN outbox once ON "
            "once.dedupe_key = 'survey_unfinished:' || s.id || ':1' WHERE s.kind = 'survey' "
            "AND s.subject_id = 1 AND s.id > 0"
        ).fetchall()
    )

    assert any("outbox_dedupe" in str(step) for step in plan), plan
