"""Five hundred made-up people in the middle of the diagnosis, and what each will type."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import stamp
from bot.domain.people import Role
from bot.domain.places import read_with_places
from bot.domain.sessions import SURVEY, Session
from bot.forms import builtin, engine
from bot.forms.model import Form
from bot.storage import forms, people, profiles, sessions, surveys
from bot.storage.database import Tx, connect
from bot.storage.migration import migrate
from tests.bench.stub import FIRST_PERSON
from tests.conftest import PROFILE

PEOPLE = 500
NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Prepared:
    """A data folder for the bot and the scripts for the stub."""

    folder: Path
    scripts: list[list[str]]


def prepare(folder: Path, everybody: int = PEOPLE) -> Prepared:
    """A migrated database with an open survey that everybody has begun."""
    path = folder / "trzecie-miejsce.db"
    migrate(path, folder / "backups")
    tx = connect(path)
    tx.execute("BEGIN IMMEDIATE")
    profiles.save(tx, PROFILE)
    workbook = builtin.load("diagnoza")
    form_id = forms.add(tx, "diagnoza", "1", workbook, stamp(NOW))
    staff = people.add(tx, 1, "Maria", "", "pl", stamp(NOW))
    people.set_role(tx, staff.id, Role.LIBRARIAN)
    survey = surveys.add(tx, "bench", form_id, "Diagnoza", staff.id, stamp(NOW))
    surveys.publish(tx, survey.id, True, stamp(NOW), None, stamp(NOW))
    form = read_with_places(workbook, PROFILE.places).form
    assert form
    scripts = [_begin(tx, form, form_id, survey.id, n) for n in range(everybody)]
    tx.execute("COMMIT")
    tx.close()
    return Prepared(folder, scripts)


def _begin(tx: Tx, form: Form, form_id: int, survey_id: int, number: int) -> list[str]:
    someone = people.add(tx, FIRST_PERSON + number, f"P{number}", "", "pl", stamp(NOW))
    people.accept_notice(tx, someone.id, stamp(NOW))
    state, step = engine.begin(form, seed=number, now=NOW, language="pl")
    until = stamp(NOW + timedelta(days=14))
    sessions.add(
        tx, Session(0, someone.id, SURVEY, survey_id, form_id, state, 1, expires_at=until),
        stamp(NOW),
    )  # fmt: skip
    return script(form, state, step, random.Random(number))


def script(form: Form, state: engine.State, step: engine.Step, dice: random.Random) -> list[str]:
    """What one person types until the review, every answer accepted."""
    typed: list[str] = []
    while isinstance(step, engine.Ask):
        text = _answer(step, dice)
        state, after = engine.apply(form, state, engine.Typed(text), NOW)
        if isinstance(after, engine.Reject):
            continue
        typed.append(text)
        step = after
    return typed


def _answer(step: engine.Ask, dice: random.Random) -> str:
    if not step.options:
        return "W naszej okolicy brakuje miejsca, w którym można po prostu posiedzieć."
    if step.prompt == engine.Prompt.CHOICES:
        chosen = dice.sample(step.options, dice.randint(1, 3))
        return ", ".join(option.label for option in chosen)
    return dice.choice(step.options).label
