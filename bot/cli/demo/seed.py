"""Filling the demo's town: people with roles, one survey that runs, one whose
results are out, workshops, a contest."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files

from bot.app import Running
from bot.cli.demo.answers import Answered, made_up
from bot.cli.demo.contest import hold_contest
from bot.cli.demo.programme import hold_workshops
from bot.cli.demo.town import EVERYBODY, MARIA
from bot.clock import stamp
from bot.domain import snapshots
from bot.domain.disclosure import STEP
from bot.domain.handing_in import without_hours
from bot.domain.places import read_with_places
from bot.domain.surveys import LINK, Survey
from bot.forms import builtin
from bot.forms.model import Form
from bot.forms.xlsform import Workbook, open_workbook
from bot.storage import forms, people, publications, responses, results, surveys
from bot.storage.database import Tx

DIAGNOSIS_ANSWERS = 45  # while a survey runs, its newest five are not in its results yet
GARDEN_ANSWERS = 38
SEED = 2027
OPEN_FOR = timedelta(days=14)
SHOWN = ("pora", "ogrod")
COMMENT = "Latem otwieramy w środy do 20.00. W lipcu rusza kino pod chmurką."


async def seed(running: Running) -> str:
    """Everything; returns the payload of the link to the diagnosis."""
    payload = await hold_surveys(running)
    await hold_workshops(running)
    await hold_contest(running)
    return payload


async def hold_surveys(running: Running) -> str:
    """The people and both surveys; returns the payload of the link to the diagnosis."""
    now = running.office.clock.now()
    await running.office.db.write(lambda tx: _people(tx, now - OPEN_FOR))
    garden = await asyncio.to_thread(_garden)
    closed = await _survey(running, garden, "Lato w ogrodzie", GARDEN_ANSWERS, now - 3 * OPEN_FOR)
    await _publish(running, closed, now)
    workbook = await asyncio.to_thread(builtin.load, "diagnoza")
    title = "Czego tu potrzebujemy?"
    opened = await _survey(running, workbook, title, DIAGNOSIS_ANSWERS, now - OPEN_FOR / 2)
    await running.office.db.write(lambda tx: _follow(tx, running, opened.id))
    running.office.wake_schedules()
    return LINK + opened.token


def _people(tx: Tx, now: datetime) -> None:
    for one in EVERYBODY:
        if one.role is EVERYBODY[0].role:
            continue  # Ania comes by herself
        added = people.add(
            tx, one.id, f"{one.first_name} {one.last_name}", one.username, "pl", stamp(now)
        )
        people.set_role(tx, added.id, one.role)
        people.accept_notice(tx, added.id, stamp(now))


def _garden() -> Workbook:
    opening = open_workbook(files(__package__).joinpath("godziny.md").read_bytes())
    assert opening.workbook, opening.problems
    return opening.workbook


async def _survey(
    running: Running, workbook: Workbook, title: str, answers: int, since: datetime
) -> Survey:
    """A published anonymous survey with answers, handed in a few at a time as people do."""
    office = running.office
    form = read_with_places(workbook, office.profile.places).form
    assert form
    survey = await office.db.write(lambda tx: _published(tx, workbook, form, title, since))
    made = await asyncio.to_thread(made_up, form, answers, since, SEED)
    for begin in range(0, answers, STEP):
        part = made[begin : begin + STEP]
        day = since + begin / answers * (office.clock.now() - since)
        await office.db.write(partial(_keep, survey=survey, form=form, part=part, day=day))
        await running.services.results.take(survey.id)
    return survey


def _published(tx: Tx, workbook: Workbook, form: Form, title: str, since: datetime) -> Survey:
    form_id = forms.ensure(tx, form.name, form.version, workbook, stamp(since))
    maria = people.by_telegram_id(tx, MARIA.id)
    assert maria
    survey = surveys.add(tx, secrets.token_urlsafe(6), form_id, title, maria.id, stamp(since))
    closes = stamp(since + 2 * OPEN_FOR)
    surveys.publish(tx, survey.id, True, None, closes, stamp(since))
    return survey


def _follow(tx: Tx, running: Running, survey_id: int) -> None:
    """Plan its reminders, as publishing would have done."""
    survey = surveys.by_id(tx, survey_id)
    assert survey
    running.services.reminders.follow(tx, survey, running.office.clock.now())


def _keep(tx: Tx, survey: Survey, form: Form, part: list[Answered], day: datetime) -> None:
    for language, answers in part:
        responses.note_participation(tx, survey.id, secrets.token_hex(32))
        responses.add(
            tx, secrets.token_hex(16), survey.id, survey.form_id, None, day.date().isoformat(),
            language, without_hours(form, answers),
        )  # fmt: skip


async def _publish(running: Running, survey: Survey, now: datetime) -> None:
    """Close it, and show residents what came of it."""
    office = running.office
    await office.db.write(lambda tx: surveys.close(tx, survey.id, stamp(now - OPEN_FOR)))
    await running.services.results.take(survey.id)

    def show(tx: Tx) -> None:
        stored = results.stored(tx, survey.id, GARDEN_ANSWERS)
        maria = people.by_telegram_id(tx, MARIA.id)
        assert stored
        assert maria
        tables = snapshots.only(stored.tables, SHOWN)
        publications.add(
            tx, survey.id, secrets.token_urlsafe(6), SHOWN, COMMENT, tables, maria.id,
            stamp(now - OPEN_FOR),
        )  # fmt: skip

    await office.db.write(show)
