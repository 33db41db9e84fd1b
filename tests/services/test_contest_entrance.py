"""The way to an application: who applies, with what form, leaning on what."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.clock import stamp
from bot.domain.contests.contest import Kind
from bot.domain.contests.eligibility import Applicant, Obstacle
from bot.domain.contests.own_applications import OpenCalls, Unfit, WhoApplies
from bot.domain.organisations import Kind as Sort
from bot.domain.organisations import Status as Standing
from bot.domain.people import Person, Role
from bot.domain.sessions import StepShown
from bot.errors import Refused
from bot.storage import organisations, publications, surveys
from bot.storage.database import Database, Tx
from tests.clock import StillClock
from tests.services.contest_room import Committee, committee
from tests.services.phone import keep_form

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2027, 3, 12, 9, tzinfo=WARSAW)
TOML = """
title = "{title}"
[phases.open]
begin = 2027-02-13
end = {end}T15:00:00
[money]
pool = 22_000
[eligibility]
kinds = ["individual", "ngo"]
per_author = 1
"""
OWN = """| survey |
|  | type    | name      | label        |
|  | text    | title     | Tytuł        |
|  | integer | requested | Ile złotych? |
"""


@pytest.fixture
async def hall(db: Database) -> Committee:
    """A contest that takes ideas, and one whose time is over."""
    made = committee(db, StillClock(NOW))
    maria = await made.person("Maria", Role.LIBRARIAN)
    made.people["maria"] = maria
    for title, end in (("Zrób to", "2027-03-17"), ("Zeszłoroczny", "2027-03-01")):
        source = TOML.format(title=title, end=end)
        await made.ask(maria, made.services.contests.set_up, source)
    return made


@pytest.fixture
async def jan(hall: Committee) -> Person:
    return await hall.person("Jan")


async def belongs(hall: Committee, who: Person, name: str, kind: Sort) -> int:
    """An organisation that the library works with."""
    now = stamp(NOW)

    def work(tx: Tx) -> int:
        made = organisations.add(tx, name, kind, "", Standing.ACTIVE, who.id, now)
        organisations.join(tx, made.id, who.id, now)
        return made.id

    return await hall.office.db.write(work)


async def test_of_a_single_open_contest_it_is_asked_at_once_who_applies(
    hall: Committee, jan: Person
) -> None:
    """A second one has to be chosen; what is over is not offered."""
    calls = hall.services.entrance.calls

    one = await hall.ask(jan, calls)
    assert isinstance(one, WhoApplies)
    assert one.edition.title == "Zrób to"
    source = TOML.format(title="Drugi", end="2027-03-20")
    await hall.ask(hall.people["maria"], hall.services.contests.set_up, source)
    several = await hall.ask(jan, calls)

    assert isinstance(several, OpenCalls)
    assert [edition.title for edition in several.editions] == ["Drugi", "Zrób to"]


async def test_a_fire_brigade_is_an_association_where_the_rules_know_no_other(
    hall: Committee, jan: Person
) -> None:
    """A parish is neither: it is not offered. The name goes into the application."""
    brigade = await belongs(hall, jan, "OSP Zalesie", Sort.OSP)
    parish = await belongs(hall, jan, "Parafia", Sort.PARISH)
    entrance = hall.services.entrance

    asked = await hall.ask(jan, entrance.who, 1)
    assert [one.name for one in asked.organisations] == ["OSP Zalesie"]
    refused = await hall.ask(jan, entrance.enter, 1, f"o{parish}")
    assert isinstance(refused, Unfit)
    assert refused.obstacles == (Obstacle.KIND,)
    begun = await hall.ask(jan, entrance.enter, 1, f"o{brigade}")

    assert isinstance(begun, StepShown)
    sql = "SELECT kind, organisation FROM application"
    assert await hall.rows(sql) == [("ngo", "OSP Zalesie")]


async def test_nobody_applies_for_an_organisation_of_others(hall: Committee, jan: Person) -> None:
    """A button of another person's chat, or a typed one, is refused."""
    ola = await hall.person("Ola")
    theirs = await belongs(hall, ola, "Koło", Sort.NGO)

    with pytest.raises(Refused, match="organisation_gone"):
        await hall.ask(jan, hall.services.entrance.enter, 1, f"o{theirs}")


async def test_a_second_idea_is_one_too_many(hall: Committee, jan: Person) -> None:
    """The draft that is there is offered instead."""
    entrance = hall.services.entrance
    await hall.ask(jan, entrance.enter, 1, "self")

    asked = await hall.ask(jan, entrance.who, 1)
    again = await hall.ask(jan, entrance.enter, 1, "self")

    assert len(asked.drafts) == 1
    assert again.obstacles == (Obstacle.TOO_MANY,)


async def test_published_findings_are_named_where_the_need_is_asked(
    hall: Committee, jan: Person
) -> None:
    """Title and the library's own words, to lean on."""
    form_id = await hall.office.db.write(keep_form(OWN))

    def publish(tx: Tx) -> None:
        survey = surveys.add(tx, "s", form_id, "Diagnoza 2027", None, stamp(NOW))
        words = "Młodzi chcą miejsca na wieczory."
        publications.add(tx, survey.id, "w", (), words, "{}", jan.id, stamp(NOW))

    await hall.office.db.write(publish)
    shown = await hall.ask(jan, hall.services.entrance.enter, 1, "self")
    for words in ("Jan Nowak", "Kino", "Filmy na polanie."):
        shown = await hall.ask(jan, hall.sessions.typed, words)

    assert shown.step.ref.endswith("/need")
    assert "Diagnoza 2027: Młodzi chcą miejsca na wieczory." in shown.step.hint


async def test_a_librarys_own_form_asks_only_what_it_has(hall: Committee, jan: Person) -> None:
    """What the bot knows beforehand is left out where the form has no place for it; what is asked
    for is read from the one amount."""
    form_id = await hall.office.db.write(keep_form(OWN))
    source = TOML.format(title="Własny wniosek", end="2027-03-17")
    maria = hall.people["maria"]
    await hall.ask(maria, hall.services.contests.set_up, source, form_id=form_id)

    wants = Applicant(Kind.NGO, "Jan", "Koło")
    shown = await hall.ask(jan, hall.services.applications.start, 3, wants)
    assert shown.step.ref.endswith("/title")
    await hall.ask(jan, hall.sessions.typed, "Ogród")
    await hall.ask(jan, hall.sessions.typed, "1500")
    done = await hall.ask(jan, hall.sessions.typed, "wyślij")

    assert done.outcome.application.requested == 150_000
    assert done.outcome.application.organisation == "Koło"
