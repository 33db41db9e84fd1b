"""Applications as people hand them in: at the last second, together, corrected, on paper."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import moment
from bot.domain.contests.applications import Channel, Formal, Outage, Status, Submitted, Why
from bot.domain.contests.contest import Kind, PhaseName
from bot.domain.contests.eligibility import Applicant, Obstacle
from bot.domain.people import Person, Role
from bot.errors import Refused
from bot.forms import engine
from bot.storage import contests, heartbeat
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.contest_room import ANSWERS, Committee, committee

WARSAW = ZoneInfo("Europe/Warsaw")
TOML = """
title = "Zrób to w Zalesiu"
[phases.open]
begin = 2027-02-13
end = 2027-03-17T15:00:00
[phases.formal-check]
begin = 2027-03-17T15:00:00
end = 2027-03-25
[phases.jury]
begin = 2027-03-25
[money]
pool = 22_000
grant_min = 2_000
grant_max = 12_000
[eligibility]
minimum_age = 13
group_min_people = 2
per_author = 1
[jury]
seats = 2
[[jury.criteria]]
name = "pomysl"
high = 10
"""


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=WARSAW)  # type: ignore[misc,arg-type]


END = at(2027, 3, 17, 15)
CONTEST = 1  # the only one


@pytest.fixture
async def hall(db: Database) -> Committee:
    """The call is open, five days before its end."""
    made = committee(db, StillClock(at(2027, 2, 1)))
    maria = await made.person("Maria", Role.LIBRARIAN)
    await made.ask(maria, made.services.contests.set_up, TOML)
    made.at(at(2027, 3, 12, 9))
    await made.tick()
    return made


@pytest.fixture
async def maria(hall: Committee) -> Person:
    return await hall.person("Maria", Role.LIBRARIAN)


@pytest.fixture
async def jan(hall: Committee) -> Person:
    return await hall.person("Jan")


async def test_eligibility_is_said_before_any_work(hall: Committee, jan: Person) -> None:
    """A 15-year-old applies: allowed here, needs an adult here. The second idea is one too many."""
    applications = hall.services.applications
    alone = Applicant(Kind.INDIVIDUAL, "Jan", age=15)

    found = await hall.ask(jan, applications.check, CONTEST, alone)
    assert found.obstacles == (Obstacle.NEEDS_ADULT,)
    with pytest.raises(Refused, match="not_eligible"):
        await hall.ask(jan, applications.start, CONTEST, alone)
    done = await hall.apply(jan, CONTEST, age=15, guardian="Ewa Nowak")
    assert (done.application.minor, done.application.guardian) == (True, "Ewa Nowak")

    again = await hall.ask(jan, applications.check, CONTEST, Applicant(Kind.INDIVIDUAL, "Jan"))
    assert again.obstacles == (Obstacle.TOO_MANY,)


async def test_submitted_at_15_00_20_when_the_deadline_is_15_00(
    hall: Committee, jan: Person
) -> None:
    """Late, and the answers stay where they were; what was taken in at 14:59:59 is in time, even
    if its turn comes later, and the receipt has that moment."""
    shown = await hall.draft(jan, CONTEST)
    other = await hall.person("Ola")
    hers = await hall.draft(other, CONTEST)
    hall.at(END + timedelta(seconds=20))

    with pytest.raises(Refused, match="deadline_passed") as refused:
        await hall.tap(jan, shown, engine.Submit())
    done = await hall.tap(other, hers, engine.Submit(), received=END - timedelta(seconds=1))

    assert refused.value.facts["received"] == END + timedelta(seconds=20)
    assert done.outcome.application.received_at == END - timedelta(seconds=1)
    assert done.outcome.application.receipt == "1/2027"
    assert await hall.rows("SELECT count(*) FROM session") == [(1,)]


async def test_the_bot_was_down_in_the_last_hour(
    hall: Committee, jan: Person, maria: Person
) -> None:
    """What had waited is „do decyzji”: staff say, with a reason, and the author hears it."""
    shown = await hall.draft(jan, CONTEST)
    hall.at(END - timedelta(minutes=20))
    beat = "2027-03-17T13:40:00.000Z"  # 14:40 in Warsaw: the last sign of life
    await hall.office.db.write(lambda tx: heartbeat.beat(tx, beat))
    hall.at(END + timedelta(minutes=4))
    now = hall.clock.now()
    outage = await hall.office.db.write(lambda tx: hall.services.timing.note_outage(tx, now))
    assert isinstance(outage, Outage)

    done = await hall.tap(jan, shown, engine.Submit())
    application = done.outcome.application
    assert application.status is Status.UNDECIDED
    assert "contest_undecided" in await hall.letters(maria)
    admit = hall.services.checks.admit
    with pytest.raises(Refused, match="reason_missing"):
        await hall.ask(maria, admit, application.id, True, " ")
    found = await hall.ask(maria, admit, application.id, True, "Bot nie działał od 14.40")

    assert found.application.status is Status.SUBMITTED
    assert (await hall.told(jan, "contest_admitted")).words == "Bot nie działał od 14.40"


async def test_za_duzo_o_240_zl(hall: Committee, jan: Person) -> None:
    """Nothing is handed in; the budget is mended and then it is."""
    shown = await hall.draft(jan, CONTEST, {"line": "projektor 1 × 12240"})

    with pytest.raises(Refused, match="over_limit") as refused:
        await hall.tap(jan, shown, engine.Submit())
    assert refused.value.facts["over"] == 24_000
    shown = await hall.tap(jan, shown, engine.Goto("/data/budget[1]/line"))
    shown = await hall.ask(jan, hall.sessions.typed, "projektor 1 × 12 000")
    done = await hall.tap(jan, shown, engine.Submit())

    assert done.outcome.budget.requested == done.outcome.application.requested == 1_200_000


async def test_a_budget_of_several_lines_and_sources(hall: Committee, jan: Person) -> None:
    """sala 3 × 150 = 450, druk 200 × 0,35 = 70, nagłośnienie 2 000: 2 520 zł. A line that cannot
    be read is asked again at once."""
    lines = "sala 3 × 150,00 zł\ndruk 200 szt. x 0,35\nnagłośnienie 2000"
    done = await hall.apply(jan, CONTEST, {"line": lines})
    assert [line.total for line in done.budget.lines] == [45_000, 7_000, 200_000]
    assert done.budget.requested == 252_000

    ola = await hall.person("Ola")
    wants = Applicant(Kind.INDIVIDUAL, "Ola")
    shown = await hall.ask(ola, hall.services.applications.start, CONTEST, wants)
    while not shown.step.ref.endswith("/line"):
        shown = await hall.answer(ola, shown, ANSWERS, [])
    again = await hall.ask(ola, hall.sessions.typed, "sala")
    assert again.problem.code == "budget_line_unread"


async def test_edited_until_the_deadline_and_compared(hall: Committee, jan: Person) -> None:
    """Number and time stay those of the first receipt; the old version is kept."""
    first = await hall.apply(jan, CONTEST)
    hall.clock.advance(hours=5)
    applications = hall.services.applications

    shown = await hall.ask(jan, applications.go_on, first.application.id)
    shown = await hall.tap(jan, shown, engine.Goto("/data/idea/title"))
    shown = await hall.ask(jan, hall.sessions.typed, "Kino letnie")
    done: Submitted = (await hall.tap(jan, shown, engine.Submit())).outcome
    assert (done.again, done.application.receipt, done.application.version) == (True, "1/2027", 2)
    assert done.application.received_at == first.application.received_at
    beside = await hall.ask(jan, applications.compare, first.application.id, 1, 2)
    assert [(one.before, one.after) for one in beside.differences] == [
        ("Kino pod chmurką", "Kino letnie")
    ]

    hall.at(END)
    with pytest.raises(Refused, match="not_in_this_phase"):
        await hall.ask(jan, applications.go_on, first.application.id)


async def test_written_together_the_pen_goes_from_hand_to_hand(
    hall: Committee, jan: Person
) -> None:
    """Ola joins by the link and goes on where Jan was; strangers see nothing. The coordinator
    leaves: she takes his place, and alone she may not go."""
    shown = await hall.draft(jan, CONTEST, kind=Kind.INFORMAL_GROUP, people=3)
    applications, draft = hall.services.applications, shown.session.subject_id
    ola, stranger = await hall.person("Ola"), await hall.person("Obcy")
    with pytest.raises(Refused, match="not_yours_to_do"):
        await hall.ask(stranger, applications.go_on, draft)
    link = await hall.ask(jan, hall.services.coauthors.invite, draft)

    await hall.ask(ola, hall.services.coauthors.join, link.link.partition("=")[2])
    hers = await hall.ask(ola, applications.go_on, draft)
    left = await hall.ask(jan, hall.services.coauthors.leave, draft)
    done = await hall.tap(ola, hers, engine.Submit())

    assert hers.session.state.answers == shown.session.state.answers
    assert left.application.author_id == done.outcome.application.author_id == ola.id
    with pytest.raises(Refused, match="last_author"):
        await hall.ask(ola, hall.services.coauthors.leave, draft)
    with pytest.raises(Refused, match="not_yours_to_do"):
        await hall.ask(stranger, applications.look, draft)


async def test_a_call_for_corrections(hall: Committee, jan: Person, maria: Person) -> None:
    """„Wpisz, kto poprowadzi zajęcia”, until the 24th, 15.00: once, in time, as a new version."""
    done = await hall.apply(jan, CONTEST)
    number, until = done.application.id, at(2027, 3, 24, 15)
    hall.at(at(2027, 3, 18, 9))
    what = "Wpisz, kto poprowadzi zajęcia"
    await hall.ask(maria, hall.services.checks.call, number, what, until)
    telling = await hall.told(jan, "contest_correction")
    assert (telling.call.what, telling.call.until) == (what, until)

    shown = await hall.ask(jan, hall.services.applications.go_on, number)
    shown = await hall.tap(jan, shown, engine.Goto("/data/idea/summary"))
    shown = await hall.ask(jan, hall.sessions.typed, "Filmy. Prowadzi Jan.")
    with pytest.raises(Refused, match="correction_late"):
        await hall.tap(jan, shown, engine.Submit(), received=until)
    mended = (await hall.tap(jan, shown, engine.Submit())).outcome

    assert (mended.application.version, mended.application.formal) == (2, Formal.OPEN)
    assert (await hall.told(jan, "contest_correction")).reason == "answered"
    file = await hall.ask(jan, hall.services.applications.look, number)
    assert [one.what for one in file.events][-2:] == ["called", Why.CORRECTED.value]
    assert "contest_corrected" in await hall.letters(maria)


async def test_a_formal_no_has_words_and_people_decide(
    hall: Committee, jan: Person, maria: Person
) -> None:
    """The bot only warns; a no without a reason is refused; the author reads the reason."""
    done = await hall.apply(jan, CONTEST)
    checks, number = hall.services.checks, done.application.id
    hall.at(at(2027, 3, 18, 9))

    with pytest.raises(Refused, match="check_unfinished"):
        await hall.ask(maria, checks.conclude, number, True, "")
    with pytest.raises(Refused, match="reason_missing"):
        await hall.ask(maria, checks.conclude, number, False, "")
    found = await hall.ask(maria, checks.conclude, number, False, "Pomysł spoza gminy")

    assert found.application.formal is Formal.FAILED
    assert (await hall.told(jan, "contest_formal")).words == "Pomysł spoza gminy"
    with pytest.raises(Refused, match="staff_only"):
        await hall.ask(jan, checks.look, number)


async def test_paper_handed_in_before_typed_after(hall: Committee, maria: Person) -> None:
    """It has the moment at which it was handed in, not typed; late paper is not let in."""
    hall.at(at(2027, 3, 19))
    paper = hall.services.handing_in.enter_paper
    wants = Applicant(Kind.INDIVIDUAL, "Zofia")
    handed = at(2027, 3, 17, 12)

    with pytest.raises(Refused, match="deadline_passed"):
        await hall.ask(maria, paper, CONTEST, wants, Channel.PAPER, END)
    shown = await hall.ask(maria, paper, CONTEST, wants, Channel.PAPER, handed)
    shown = await hall.fill(maria, shown)
    done = (await hall.tap(maria, shown, engine.Submit())).outcome

    assert done.application.received_at == handed
    assert (done.application.channel, done.application.status) == (Channel.PAPER, Status.SUBMITTED)


async def test_drafts_are_reminded_and_what_is_handed_in_is_not(
    hall: Committee, jan: Person
) -> None:
    """A day and two hours before; a notice that comes too late says nothing."""
    shown = await hall.draft(jan, CONTEST)
    ola = await hall.person("Ola")
    await hall.apply(ola, CONTEST)
    hall.at(END - timedelta(hours=2))

    assert await hall.tick() == ["contest_day", "contest_hours"]
    assert await hall.letters(jan) == ["contest_day", "contest_hours"]
    assert await hall.letters(ola) == []
    assert (await hall.told(jan, "contest_hours")).application.id == shown.session.subject_id
    await hall.tap(jan, shown, engine.Submit())
    assert (await hall.told(jan, "contest_hours")).reason == "handed_in"


async def test_the_deadline_is_moved_with_a_reason_and_everybody_is_told(
    hall: Committee, jan: Person, maria: Person
) -> None:
    """The formal check behind it moves along; reminders follow the new hour."""
    await hall.draft(jan, CONTEST)
    move, longer = hall.services.contests.move, at(2027, 3, 20, 15)

    with pytest.raises(Refused, match="reason_missing"):
        await hall.ask(maria, move, CONTEST, PhaseName.OPEN, at(2027, 2, 13), longer, "")
    done = await hall.ask(
        maria, move, CONTEST, PhaseName.OPEN, at(2027, 2, 13), longer, "Awaria bota"
    )

    assert ([one.after.name for one in done.changes], done.told) == (
        [PhaseName.OPEN, PhaseName.FORMAL_CHECK], 1,
    )  # fmt: skip
    telling = await hall.told(jan, "contest_moved")
    assert (telling.words, telling.phase.end) == ("Awaria bota", longer)
    hall.at(END)
    assert await hall.tick() == ["contest_week"]  # before the new end
    hall.at(longer - timedelta(days=1))
    assert await hall.tick() == ["contest_day"]
    kept = await hall.rows("SELECT old_end, new_end, reason FROM contest_phase_change")
    assert kept[0] == ("2027-03-17T14:00:00.000Z", "2027-03-20T14:00:00.000Z", "Awaria bota")


async def test_a_draft_waits_for_weeks(hall: Committee, jan: Person) -> None:
    """Its conversation would end after 14 days; it is kept on while the call is open."""
    shown = await hall.draft(jan, CONTEST)
    await hall.office.db.write(
        lambda tx: tx.execute("UPDATE session SET expires_at = '2027-03-13T00:00:00.000Z'")
    )

    await hall.services.timing.keep()

    assert await hall.rows("SELECT expires_at > '2027-03-20' FROM session") == [(1,)]
    hall.at(END + timedelta(days=20))
    await hall.services.timing.keep()
    assert await hall.rows("SELECT expires_at < '2027-04-06' FROM session") == [(1,)]
    assert shown.session.subject_id


async def test_withdrawn_before_and_after_the_receipt(hall: Committee, jan: Person) -> None:
    """A draft is gone; what had a number keeps it, marked, and takes no part."""
    shown = await hall.draft(jan, CONTEST)
    withdraw = hall.services.applications.withdraw
    gone = await hall.ask(jan, withdraw, shown.session.subject_id)
    assert gone.deleted
    assert await hall.rows("SELECT count(*) FROM application") == [(0,)]
    assert await hall.rows("SELECT count(*) FROM session") == [(0,)]

    done = await hall.apply(jan, CONTEST)
    kept = await hall.ask(jan, withdraw, done.application.id)

    assert (kept.deleted, kept.application.status) == (False, Status.WITHDRAWN)
    again = await hall.apply(jan, CONTEST)
    assert again.application.receipt == "2/2027"


async def test_an_outage_is_noted_only_where_there_was_one(hall: Committee) -> None:
    """Before the first start there was none; a restart of seconds is one as well."""
    now = hall.clock.now()
    timing = hall.services.timing

    assert await hall.office.db.write(lambda tx: timing.note_outage(tx, now)) is None
    await hall.office.db.write(lambda tx: heartbeat.beat(tx, "2027-03-12T07:59:30.000Z"))
    short = await hall.office.db.write(lambda tx: timing.note_outage(tx, now))

    assert short == Outage(moment("2027-03-12T07:59:30.000Z"), now)
    found = await hall.office.db.read(lambda tx: contests.outages(tx, now - timedelta(seconds=1)))
    assert found == [short]


async def test_a_draft_whose_answers_are_deleted_counts_no_more(
    hall: Committee, jan: Person
) -> None:
    """One application a person: /anuluj, „Usuń odpowiedzi”, and the one may be begun anew; what has
    a receipt stays."""
    shown = await hall.draft(jan, CONTEST)

    await hall.ask(jan, hall.sessions.discard, shown.session.id)

    assert await hall.rows("SELECT count(*) FROM application") == [(0,)]
    receipt = (await hall.apply(jan, CONTEST)).application
    edited = await hall.ask(jan, hall.services.applications.go_on, receipt.id)
    await hall.ask(jan, hall.sessions.discard, edited.session.id)
    assert await hall.rows("SELECT id, status FROM application") == [(receipt.id, "submitted")]


async def test_what_a_coauthor_drops_is_still_the_authors(hall: Committee, jan: Person) -> None:
    """Who holds the pen deletes answers; the draft is its author's."""
    draft = (await hall.draft(jan, CONTEST)).session.subject_id
    link = await hall.ask(jan, hall.services.coauthors.invite, draft)
    ola = await hall.person("Ola")
    await hall.ask(ola, hall.services.coauthors.join, link.link.partition("=")[2])
    held = await hall.ask(ola, hall.services.applications.go_on, draft)

    await hall.ask(ola, hall.sessions.discard, held.session.id)

    assert await hall.rows("SELECT id, status FROM application") == [(draft, "draft")]
