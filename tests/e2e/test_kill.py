"""Reliability: killed at random moments, the program loses nothing and says nothing twice."""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

import pytest

from bot.simulator import server
from tests.e2e import killing
from tests.people import Town
from tests.program import Program

EVERYBODY = int(os.environ.get("KILL_PEOPLE", "8"))
LEAST = 5  # kills, or the run says nothing

pytestmark = pytest.mark.kill


async def test_every_accepted_answer_survives_sigkill(
    simulator: server.Running, database_file: Path
) -> None:
    """Every answer that a person saw accepted is there, none twice, everybody gets to the end."""
    seed = random.SystemRandom().randrange(2**31)
    dice = random.Random(seed)
    killing.publish(database_file)
    program = Program(simulator.url, simulator.token, database_file.parent)

    async with Town(simulator.url) as town:
        everybody = [await town.person(f"Osoba {n}") for n in range(EVERYBODY)]
        work = asyncio.gather(*(killing.answer_everything(one, dice) for one in everybody))
        kills = await asyncio.wait_for(killing.kill_until_done(program, town, work, dice), 240)
        await work
    if program.process and program.process.returncode is None:
        await program.stop()

    handed_in = killing.responses(database_file)
    assert kills >= LEAST, f"only {kills} kills (seed {seed})"
    for one in everybody:
        (answers,) = handed_in[one.id]
        wanted = {killing.answer(one.id, f"q{n}") for n in range(1, killing.QUESTIONS + 1)}
        given = [value for ref, value in answers.items() if "/q" in ref]
        assert sorted(given) == sorted(wanted), f"seed {seed}"
