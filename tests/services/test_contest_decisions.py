"""Jury, vote and decisions as services carry them out: the field's edge cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.contests.awards import Outcome, Why
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.overviews import Decisions
from bot.domain.people import Person, Role
from bot.errors import Refused
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.contest_room import Committee, committee

WARSAW = ZoneInfo("Europe/Warsaw")
GNIEZNO = Path(__file__).parents[1] / "domain/contests/configurations/gniezno-2023.toml"
JURY = """
title = "Zrób to w Zalesiu"
[phases.open]
begin = 2027-02-13
end = 2027-03-17T15:00:00
[phases.jury]
begin = 2027-03-17T15:00:00
[money]
pool = 5_000
[jury]
seats = 3
aggregate = "sum"
[[jury.criteria]]
name = "pomysl"
high = 10
[public]
ranking = "results"
awards = "results"
"""
VOTE = """
title = "Głosowanie"
[phases.open]
begin = 2027-02-13
end = 2027-03-17T15:00:00
[phases.vote]
begin = 2027-04-01
end = 2027-04-16
[money]
pool = 5_000
[vote]
mode = "decides"
choices_max = 2
paper = true
"""
CONTEST = 1
OPEN, JUDGED = datetime(2027, 3, 1, 9, tzinfo=WARSAW), datetime(2027, 3, 18, 9, tzinfo=WARSAW)


class Town:
    """A contest with its applications, by title → id as text."""

    def __init__(self, hall: Committee, maria: Person) -> None:
        self.hall, self.maria = hall, maria
        self.ids: dict[str, str] = {}
        self.authors: dict[str, Person] = {}

    async def applies(self, **zloty: int) -> None:
        """Applications of made-up people, passed in the formal check."""
        for title, amount in zloty.items():
            self.authors[title] = await self.hall.person(f"Autor {title}")
            given = {"title": title, "line": f"wydatki {amount}"}
            done = await self.hall.apply(self.authors[title], CONTEST, given)
            self.ids[title] = str(done.application.id)
        for title in zloty:
            await self.hall.passed(self.maria, int(self.ids[title]))

    async def sits(self, *names: str) -> list[Person]:
        return [await self.hall.assessor(self.maria, CONTEST, name) for name in names]

    async def gives(self, who: Person, **points: int) -> None:
        for title, value in points.items():
            await self.hall.judged(who, int(self.ids[title]), {"pomysl": value})

    async def does(self, call: object, *args: object) -> Decisions:
        found: Decisions = await self.hall.ask(self.maria, call, CONTEST, *args)  # type: ignore[arg-type]
        return found

    async def counted(self) -> Decisions:
        """Counted, the results opened, cut."""
        await self.hall.ask(self.maria, self.hall.services.juries.count, CONTEST)
        await self.opens(PhaseName.RESULTS)
        return await self.does(self.hall.services.awarding.cut)

    async def opens(self, name: PhaseName) -> None:
        await self.hall.ask(self.maria, self.hall.services.contests.open, CONTEST, name, "pora")

    def awarded(self, found: Decisions) -> Mapping[str, int]:
        """Złoty by title."""
        return {found.titles[one.application]: one.awarded // 100 for one in found.awards.decisions}


async def town(db: Database, source: str, start: datetime = OPEN) -> Town:
    hall = committee(db, StillClock(start))
    maria = await hall.person("Maria", Role.LIBRARIAN)
    await hall.ask(maria, hall.services.contests.set_up, source)
    return Town(hall, maria)


@pytest.fixture
async def held(db: Database) -> Town:
    """Three applications: 3 000, 2 000 and 1 500 of a pool of 5 000; the jury's time."""
    made = await town(db, JURY)
    await made.applies(Kino=3000, Ogród=2000, Chór=1500)
    made.hall.at(JUDGED)
    return made


async def test_nobody_learns_anothers_points_before_the_count(held: Town) -> None:
    """Not from sheets, not from totals, not from the progress; staff neither. After the count
    nobody can give any."""
    ala, bartek, celina = await held.sits("Ala", "Bartek", "Celina")
    hall, juries = held.hall, held.hall.services.juries
    seats = hall.services.seats
    await held.gives(ala, Kino=9, Ogród=8, Chór=7)

    assert await hall.ask(bartek, juries.sheets, CONTEST) == ()
    assert await hall.ask(held.maria, juries.sheets, CONTEST) == ()
    for who in (bartek, held.maria):
        with pytest.raises(Refused, match="not_counted"):
            await hall.ask(who, juries.totals, CONTEST)
    progress = await hall.ask(held.maria, seats.progress, CONTEST)
    assert [len(left.left) for _, left in progress.progress.queues] == [0, 3, 3]
    with pytest.raises(Refused, match="staff_only"):
        await hall.ask(ala, seats.progress, CONTEST)

    for who in (bartek, celina):
        await held.gives(who, Kino=9, Ogród=8, Chór=7)
    await hall.ask(held.maria, juries.count, CONTEST)
    assert len(await hall.ask(bartek, juries.sheets, CONTEST)) == 9
    with pytest.raises(Refused, match="scores_counted"):
        await hall.ask(bartek, juries.score, int(held.ids["Kino"]), "pomysl", Fraction(1))
    with pytest.raises(Refused, match="scores_counted"):
        await hall.ask(held.maria, hall.services.contests.move, CONTEST, PhaseName.JURY, JUDGED,
                       None, "jeszcze raz")  # fmt: skip


async def test_an_assessor_is_a_relative_and_another_is_ill(held: Town) -> None:
    """Ala is related to Chór: left out, and the sum of the others scaled. Celina is ill: excused,
    so two sit. Kino 9+7 = 16, Ogród 8+6 = 14, Chór 9 of Bartek alone × 2 = 18."""
    ala, bartek, celina = await held.sits("Ala", "Bartek", "Celina")
    hall, juries = held.hall, held.hall.services.juries
    seats = hall.services.seats
    chor = int(held.ids["Chór"])
    left = await hall.ask(ala, juries.declare, chor, "siostra")
    assert (left.queue.total, len(left.queue.left)) == (2, 2)
    with pytest.raises(Refused, match="not_yours_to_do"):
        await hall.ask(ala, juries.judge, chor)
    await held.gives(ala, Kino=9, Ogród=8)
    await held.gives(bartek, Kino=7, Ogród=6, Chór=9)
    await held.gives(celina, Kino=1)
    with pytest.raises(Refused, match="scores_missing"):
        await hall.ask(held.maria, juries.count, CONTEST)

    every = await hall.ask(held.maria, seats.progress, CONTEST)
    ill = every.progress.queues[2][0].id
    await hall.ask(held.maria, seats.excuse, CONTEST, ill, "choroba")
    counted = await hall.ask(held.maria, juries.count, CONTEST)

    assert [(counted.titles[one.entry.id], one.points) for one in counted.ranking.places] == [
        ("Chór", 18), ("Kino", 16), ("Ogród", 14),
    ]  # fmt: skip


async def test_whoever_applies_does_not_judge_and_the_other_way_round(held: Town) -> None:
    """Nor does a link work twice."""
    hall, seats = held.hall, held.hall.services.seats
    link = await hall.ask(held.maria, seats.invite, CONTEST)
    code = link.link.partition("=")[2]

    with pytest.raises(Refused, match="applicant_cannot_judge"):
        await hall.ask(held.authors["Kino"], seats.accept, code)
    await hall.ask(await hall.person("Ala"), seats.accept, code)
    with pytest.raises(Refused, match="invitation_unknown"):
        await hall.ask(await hall.person("Bartek"), seats.accept, code)


async def test_a_tie_at_the_cut_off_with_money_for_one(held: Town) -> None:
    """Kino 10 takes 3 000; Ogród and Chór 8 each ask 2 000 and 1 500 of the 2 000 left: people
    say, with a reason, before any protocol."""
    (ala,) = await held.sits("Ala")
    await held.gives(ala, Kino=10, Ogród=8, Chór=8)
    awarding, protocols = held.hall.services.awarding, held.hall.services.protocols
    cut = await held.counted()
    assert held.awarded(cut) == {"Kino": 3000, "Ogród": 0, "Chór": 0}
    with pytest.raises(Refused, match="ties_undecided"):
        await held.does(protocols.approve, "P/1")

    amounts = {held.ids["Ogród"]: 0, held.ids["Chór"]: 150_000}
    with pytest.raises(Refused, match="reason_missing"):
        await held.does(awarding.decide, amounts, " ")
    after = await held.does(awarding.decide, amounts, "Losowanie w obecności autorów")

    assert held.awarded(after) == {"Kino": 3000, "Ogród": 0, "Chór": 1500}
    assert (after.round.step, len(after.awards.changes)) == (1, 1)
    assert after.awards.changes[0].before == cut.awards.decisions


async def test_the_pool_grows_and_the_protocol_is_amended(held: Town) -> None:
    """5 000: Kino 3 000, Ogród 2 000. 1 500 more: exactly Chór. Only Chór's author is written to
    again, and nothing is public until the amendment."""
    (ala,) = await held.sits("Ala")
    await held.gives(ala, Kino=10, Ogród=9, Chór=8)
    hall, awarding = held.hall, held.hall.services.awarding
    protocols = hall.services.protocols
    await held.counted()
    await held.does(awarding.explain, {held.ids["Chór"]: "Zabrakło pieniędzy"})
    await held.does(protocols.approve, "P/1")
    await held.does(protocols.send)
    await held.does(protocols.publish)

    after = await held.does(awarding.raise_pool, 150_000, "Zgoda operatora")
    assert held.awarded(after) == {"Kino": 3000, "Ogród": 2000, "Chór": 1500}
    assert after.awards.of(held.ids["Chór"]).why is Why.POOL_RAISED
    with pytest.raises(Refused, match="not_published"):
        await hall.ask(held.authors["Kino"], protocols.results, CONTEST)
    with pytest.raises(Refused, match="protocol_missing"):
        await held.does(protocols.send)
    approved = await held.does(protocols.approve, "P/1 aneks")
    await held.does(protocols.send)
    await held.does(protocols.publish)

    assert approved.protocol.number == 2  # type: ignore[attr-defined]
    letters = {title: (await hall.letters(who)).count("contest_decision")
               for title, who in held.authors.items()}  # fmt: skip
    assert letters == {"Kino": 1, "Ogród": 1, "Chór": 2}
    town_ = await hall.ask(held.authors["Kino"], protocols.results, CONTEST)
    assert [one.awarded for one in town_.rows] == [300_000, 200_000, 150_000]


async def test_a_partial_award_asks_for_a_new_budget_and_keeps_the_old(held: Town) -> None:
    """Chór gets 0 of its 1 500 by rank, Kino is cut to 2 500 and Chór gets the 500: each with a
    reason; more than the pool is refused."""
    (ala,) = await held.sits("Ala")
    await held.gives(ala, Kino=10, Ogród=9, Chór=8)
    hall, awarding = held.hall, held.hall.services.awarding
    await held.counted()
    kino, chor = held.ids["Kino"], held.ids["Chór"]
    with pytest.raises(Refused, match="over_pool"):
        await held.does(awarding.decide, {chor: 50_000}, "Wszyscy po trochu")

    after = await held.does(awarding.decide, {kino: 250_000, chor: 50_000}, "Wszyscy po trochu")
    assert held.awarded(after) == {"Kino": 2500, "Ogród": 2000, "Chór": 500}
    assert after.awards.of(kino).outcome is Outcome.REDUCED
    await hall.ask(held.maria, hall.services.checks.call, int(kino), "Budżet na 2 500 zł",
                   datetime(2027, 4, 1, tzinfo=WARSAW))  # fmt: skip
    file = await hall.ask(held.authors["Kino"], hall.services.applications.look, int(kino))
    assert (file.may_edit, file.budget.requested) == (True, 300_000)


async def test_a_second_round_leaves_the_first_frozen(held: Town) -> None:
    """Kino alone is funded (3 000); the others are refused. The 2 000 left are called for again:
    Teatr gets 1 800 of them. Round 1 cannot be changed any more."""
    (ala,) = await held.sits("Ala")
    await held.gives(ala, Kino=10, Ogród=2, Chór=1)
    hall, awarding = held.hall, held.hall.services.awarding
    protocols = hall.services.protocols
    await held.counted()
    nothing = {held.ids["Ogród"]: 0, held.ids["Chór"]: 0}
    first = await held.does(awarding.decide, nothing, "Za słabe")
    with pytest.raises(Refused, match="protocol_missing"):
        await held.does(awarding.next_round, JUDGED, OPEN.replace(month=5), "Zostały pieniądze")
    await held.does(protocols.approve, "P/1")

    begin, end = JUDGED, datetime(2027, 4, 10, 15, tzinfo=WARSAW)
    await held.does(awarding.next_round, begin, end, "Zostały pieniądze")
    await held.applies(Teatr=1800)
    hall.at(end)
    await held.opens(PhaseName.JURY)
    await held.gives(ala, Teatr=7)
    second = await held.counted()

    assert (second.awards.round, held.awarded(second)) == (2, {"Teatr": 1800})
    assert second.awards.terms.pool == 200_000
    with pytest.raises(Refused, match="round_frozen"):
        await hall.ask(held.maria, awarding.decide, CONTEST, nothing, "Jednak", round_=1)
    frozen = await hall.ask(held.maria, awarding.look, CONTEST, round_=1)
    assert frozen.awards.decisions == first.awards.decisions


async def test_a_public_round_stays_public_when_the_next_one_opens(held: Town) -> None:
    """Residents read round 1 while round 2 is open, and both once round 2 is published."""
    (ala,) = await held.sits("Ala")
    await held.gives(ala, Kino=10, Ogród=2, Chór=1)
    hall, awarding = held.hall, held.hall.services.awarding
    protocols = hall.services.protocols
    await held.counted()
    nothing = {held.ids["Ogród"]: 0, held.ids["Chór"]: 0}
    await held.does(awarding.decide, nothing, "Za słabe")
    await held.does(protocols.approve, "P/1")
    await held.does(protocols.send)
    await held.does(protocols.publish)
    end = datetime(2027, 4, 10, 15, tzinfo=WARSAW)

    await held.does(awarding.next_round, JUDGED, end, "Zostały pieniądze")
    during = await hall.ask(held.authors["Kino"], protocols.results, CONTEST)
    await held.applies(Teatr=1800)
    hall.at(end)
    await held.opens(PhaseName.JURY)
    await held.gives(ala, Teatr=7)
    await held.counted()
    await held.does(protocols.approve, "P/2")
    await held.does(protocols.send)
    unpublished = await hall.ask(held.authors["Kino"], protocols.results, CONTEST)
    await held.does(protocols.publish)
    after = await hall.ask(held.authors["Kino"], protocols.results, CONTEST)

    assert (during.round, during.before) == (1, ())
    assert [one.awarded for one in during.rows] == [300_000, 0, 0]
    assert unpublished.rows == during.rows
    assert (after.round, [one.title for one in after.rows]) == (2, ["Teatr"])
    assert [one.rows for one in after.before] == [during.rows]


async def test_the_vote_is_one_a_person_and_hidden_until_closed(db: Database) -> None:
    """Pool 5 000. Kino (3 000): 2 by bot; Ogród (2 500): 1 by bot; Chór (1 500): 1 by bot and 2 on
    paper = 3. By votes: Chór 1 500, Kino 3 000; 500 left, Ogród does not fit."""
    held = await town(db, VOTE)
    await held.applies(Kino=3000, Ogród=2500, Chór=1500)
    hall, polls = held.hall, held.hall.services.polls
    hall.at(datetime(2027, 4, 2, 9, tzinfo=WARSAW))
    people = [await hall.person(f"Głos {n}") for n in range(3)]
    choices = (("Kino", "Chór"), ("Kino",), ("Ogród",))
    for who, chosen in zip(people, choices, strict=True):
        await hall.ask(who, polls.vote, CONTEST, [held.ids[title] for title in chosen])
    for _ in range(2):
        await hall.ask(held.maria, hall.services.poll_desk.enter, CONTEST, "Chór")

    with pytest.raises(Refused, match="voted_before"):
        await hall.ask(people[0], polls.vote, CONTEST, [held.ids["Chór"]])
    with pytest.raises(Refused, match="ballot_too_many"):
        await hall.ask(held.authors["Kino"], polls.vote, CONTEST, list(held.ids.values()))
    assert not (await hall.ask(held.authors["Kino"], polls.paper, CONTEST)).voted
    for who in (held.maria, people[0]):
        with pytest.raises(Refused, match="not_in_this_phase|staff_only"):  # noqa: RUF043
            await hall.ask(who, polls.tally, CONTEST)

    hall.at(datetime(2027, 4, 16, tzinfo=WARSAW))
    with pytest.raises(Refused, match="not_in_this_phase"):
        await hall.ask(held.authors["Kino"], polls.vote, CONTEST, [held.ids["Kino"]])
    with pytest.raises(Refused, match="votes_not_counted"):
        await hall.ask(held.maria, polls.tally, CONTEST)
    assert (await hall.ask(held.maria, hall.services.awarding.board, CONTEST)).awards is None
    await hall.ask(held.maria, polls.count, CONTEST)
    tally = (await hall.ask(held.maria, polls.tally, CONTEST)).tally
    assert {title: (tally.bot[n], tally.paper[n]) for title, n in held.ids.items()} == {
        "Kino": (2, 0), "Ogród": (1, 0), "Chór": (1, 2),
    }  # fmt: skip
    cut = await held.does(hall.services.awarding.cut)
    assert held.awarded(cut) == {"Chór": 1500, "Kino": 3000, "Ogród": 0}


async def test_what_was_seen_of_a_vote_stays_as_it_is(db: Database) -> None:
    """The count freezes the box: no paper in or out, no vote once more. Before it nothing is
    divided, and no file says how the vote stands."""
    held = await town(db, VOTE)
    await held.applies(Kino=3000, Chór=1500)
    hall, services = held.hall, held.hall.services
    hall.at(datetime(2027, 4, 2, 9, tzinfo=WARSAW))
    entered = await hall.ask(held.maria, services.poll_desk.enter, CONTEST, "Chór")
    hall.at(datetime(2027, 4, 16, tzinfo=WARSAW))
    await hall.ask(held.maria, services.poll_desk.enter, CONTEST, "Kino")

    for early in (services.awarding.cut, services.elections.take):
        with pytest.raises(Refused, match="votes_not_counted"):
            await hall.ask(held.maria, early, CONTEST)
    for _ in range(2):
        await hall.ask(held.maria, services.polls.count, CONTEST)

    desk, later = services.poll_desk, datetime(2027, 5, 1, tzinfo=WARSAW)
    with pytest.raises(Refused, match="votes_counted"):
        await hall.ask(held.maria, desk.enter, CONTEST, "Chór")
    with pytest.raises(Refused, match="votes_counted"):
        await hall.ask(held.maria, desk.take_back, CONTEST, entered.batch)
    with pytest.raises(Refused, match="votes_counted"):
        await hall.ask(held.maria, services.contests.move, CONTEST, PhaseName.VOTE,
                       datetime(2027, 4, 2, tzinfo=WARSAW), later, "za mało głosów")  # fmt: skip
    seen = (await hall.ask(held.maria, services.polls.tally, CONTEST)).tally
    assert (seen.turnout.bot, seen.turnout.paper) == (0, 2)
    assert await hall.rows("SELECT count(*) FROM audit WHERE action = 'vote.count'") == [(1,)]


async def test_a_ballot_leads_to_nobody(db: Database) -> None:
    """No id, no account, no time: neither in ballots nor in the audit."""
    held = await town(db, VOTE)
    await held.applies(Kino=3000)
    hall = held.hall
    hall.at(datetime(2027, 4, 2, 9, tzinfo=WARSAW))
    ola = await hall.person("Ola")
    before = await hall.rows("SELECT count(*) FROM audit")

    await hall.ask(ola, hall.services.polls.vote, CONTEST, [held.ids["Kino"]])

    kept = await hall.rows("SELECT * FROM ballot") + await hall.rows("SELECT * FROM vote_mark")
    assert str(ola.telegram_id) not in str(kept)
    assert await hall.rows("SELECT count(*) FROM audit") == before


async def test_codes_from_the_desk_work_once(db: Database) -> None:
    """However they are typed; only keyed hashes are kept."""
    held = await town(db, VOTE.replace("paper = true", "codes = true"))
    await held.applies(Kino=3000)
    hall, polls = held.hall, held.hall.services.polls
    hall.at(datetime(2027, 4, 2, 9, tzinfo=WARSAW))
    desk = hall.services.poll_desk
    codes = (await hall.ask(held.maria, desk.issue, CONTEST, 2, lambda *_: b"")).codes
    ala, ola = await hall.person("Ala"), await hall.person("Ola")
    kino = [held.ids["Kino"]]

    with pytest.raises(Refused, match="code_unknown"):
        await hall.ask(ala, polls.vote, CONTEST, kino, code="ZZZZZZZZZZ")
    await hall.ask(ala, polls.vote, CONTEST, kino, code=f"{codes[0][:5]}-{codes[0][5:].lower()}")
    with pytest.raises(Refused, match="code_unknown"):
        await hall.ask(ola, polls.vote, CONTEST, kino, code=codes[0])
    await hall.ask(ola, polls.vote, CONTEST, kino, code=codes[1])

    assert not set(codes) & {row[0] for row in await hall.rows("SELECT mark FROM vote_code")}


async def test_gniezno_2023_raises_its_pool_for_the_eighth(db: Database) -> None:
    """Pool 25 500, raised to 27 000; 9 assessors × 9 criteria, summed. Made-up: eight applications
    of the nineteen. Seven ask 3 500 = 24 500, left 1 000; the eighth asks 2 500 and waits. With
    1 500 more there are exactly 2 500. Points of one assessor on all nine criteria: 10 for the
    seven (9 × 9 × 10 = 810), 9 for the eighth (729)."""
    held = await town(db, GNIEZNO.read_text("utf-8"), datetime(2023, 2, 20, 9, tzinfo=WARSAW))
    await held.opens(PhaseName.OPEN)
    asked = {f"P{n}": 3500 for n in range(1, 8)} | {"P8": 2500}
    await held.applies(**asked)
    held.hall.at(datetime(2023, 3, 1, 9, tzinfo=WARSAW))
    edition = await held.hall.ask(held.maria, held.hall.services.contests.look, CONTEST)
    names = [one.name for one in edition.edition.contest.jury.criteria]
    for member in await held.sits(*(f"Komisja {n}" for n in range(1, 10))):
        for title, number in held.ids.items():
            points = dict.fromkeys(names, 9 if title == "P8" else 10)
            await held.hall.judged(member, int(number), points)

    cut = await held.counted()
    assert {one.points for one in cut.awards.decisions} == {810, 729}
    assert (cut.awards.left, cut.awards.of(held.ids["P8"]).outcome) == (100_000, Outcome.RESERVE)
    raised = await held.does(held.hall.services.awarding.raise_pool, 150_000, "Zgoda operatora")

    assert held.awarded(raised) == asked
    assert (raised.awards.terms.pool, raised.awards.left) == (2_700_000, 0)
