"""People answer a survey while the program is killed at random moments."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import stamp
from bot.domain.people import Role
from bot.forms.xlsform import open_workbook
from bot.storage import forms, people, profiles, surveys
from bot.storage.database import connect
from tests.conftest import PROFILE
from tests.people import Someone, Town, buttons_of, text_of
from tests.program import Program

QUESTIONS = 30
TOKEN = "zabijanie"


def publish(database: Path) -> None:
    """A named survey of text questions, open to everybody."""
    rows = "\n".join(f"| | text | q{n} | Pytanie numer {n}? |" for n in range(1, QUESTIONS + 1))
    sheet = (
        f"| survey | | | |\n| | type | name | label::Polski (pl) |\n{rows}\n"
        "| settings | | |\n| | form_title | form_id |\n| | Próba ognia | proba |\n"
    )
    workbook = open_workbook(sheet.encode()).workbook
    assert workbook
    now = stamp(datetime.now(UTC))
    with closing(connect(database)) as tx:
        profiles.save(tx, PROFILE)
        staff = people.add(tx, 1, "Maria", "", "pl", now)
        people.set_role(tx, staff.id, Role.OWNER)
        form_id = forms.add(tx, "proba", "1", workbook, now)
        survey = surveys.add(tx, TOKEN, form_id, "Próba ognia", staff.id, now)
        surveys.publish(tx, survey.id, False, now, None, now)


async def answer_everything(someone: Someone, dice: random.Random) -> None:
    """Start, answer each question once when it is asked, hand in, read the thanks."""
    await someone.town.post("start", person=someone.id, payload=f"s_{TOKEN}")
    done: set[str] = set()
    while True:
        last = await _next(someone, done)
        what = _task(last)
        done.add(what)
        if what == "thanks":
            return
        await asyncio.sleep(dice.uniform(0, 0.12))  # people read before they answer
        if what.startswith("q"):
            body = {"person": someone.id, "chat": someone.id, "text": answer(someone.id, what)}
            await someone.town.post("send", **body)
        else:
            (data,) = [b["callback_data"] for _, _, b in buttons_of(last) if what in b["text"]]
            place = {"message_id": last["message_id"], "data": data}
            await someone.town.post("tap", person=someone.id, chat=someone.id, **place)


def answer(person: int, question: str) -> str:
    """What this person says to this question, and nobody else says anywhere."""
    return f"odpowiedź {person} na {question}"


async def _next(someone: Someone, done: set[str]) -> dict[str, object]:
    """The newest message that asks for something not done yet: patient while the bot is dead."""
    while True:
        for message in reversed(await someone.messages()):
            if not message["out"] and (what := _task(message)) and what not in done:
                return message
        await asyncio.sleep(0.02)


def _task(message: dict[str, object]) -> str:
    text, labels = text_of(message), [b["text"] for _, _, b in buttons_of(message)]
    if "Dziękujemy" in text:
        return "thanks"
    if tap := next((word for word in ("Zaczynamy", "Wyślij") if word in labels), ""):
        return tap
    if "Pytanie numer" in text and labels:
        return "q" + text.split("Pytanie numer ")[1].split("?")[0]
    return ""


async def kill_until_done(
    program: Program, town: Town, work: asyncio.Future[object], dice: random.Random
) -> int:
    """Kill and start again at random moments until the people are done; how many times.

    One kill in five comes while the program is still starting.
    """
    kills = 0
    while not work.done():
        await program.start()
        if dice.random() < 0.8:
            await _polling(town, work)
        await asyncio.wait({work}, timeout=dice.uniform(0, 0.8))
        if not work.done():
            await program.kill()
            kills += 1
    return kills


async def _polling(town: Town, work: asyncio.Future[object]) -> None:
    """Until the program asks for updates."""
    before = len(await town.get("calls", method="getUpdates"))

    async def look() -> bool:
        return work.done() or len(await town.get("calls", method="getUpdates")) > before

    await town.until(look, "a poll")


def responses(database: Path) -> dict[int, list[dict[str, str]]]:
    """What was handed in, by Telegram account."""
    with closing(sqlite3.connect(database)) as tx:
        rows = tx.execute(
            "SELECT p.telegram_id, r.answers FROM response r JOIN person p ON p.id = r.person_id"
        ).fetchall()
    found: dict[int, list[dict[str, str]]] = {}
    for telegram_id, answers in rows:
        found.setdefault(telegram_id, []).append(json.loads(answers))
    return found
