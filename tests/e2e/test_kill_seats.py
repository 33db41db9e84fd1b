"""Reliability: a rush for a few seats, with the program killed in the middle of it."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from pathlib import Path

import pytest

from bot.simulator import server
from tests.e2e import rushing
from tests.people import Town
from tests.program import Program

EVERYBODY = int(os.environ.get("KILL_TAPS", "500"))
LEAST = 2  # kills, or the run says nothing

pytestmark = pytest.mark.kill


async def test_five_hundred_tap_for_twenty_seats_and_the_program_is_killed(
    simulator: server.Running, database_file: Path
) -> None:
    """All taps are under way together. Exactly twenty get a seat, the others wait in the order in
    which their taps arrived; nobody is in twice, nobody is told two different things."""
    seed = random.SystemRandom().randrange(2**31)
    dice = random.Random(seed)
    program = Program(simulator.url, simulator.token, database_file.parent)

    async with Town(simulator.url) as town:
        everybody = [await town.person(f"Osoba {n}") for n in range(EVERYBODY)]
        workshop = rushing.publish(database_file, everybody)
        await program.start()
        for one in everybody:
            await town.post("start", person=one.id, payload="m_ceramika")
        dice.shuffle(everybody)
        details = [await rushing.open_details(one) for one in everybody]
        work = asyncio.gather(*(rushing.answered(one) for one in everybody))
        taps = asyncio.create_task(rushing.tap_seats(everybody, details, workshop))
        kills = await asyncio.wait_for(rushing.kill_while(program, town, work, dice), 240)
        arrived = await taps
        await program.stop()  # what was on its way has come
        told = {one.id: await rushing.told(one) for one in everybody}

    stands = rushing.standing(database_file)
    said = f"seed {seed}: {kills} kills"
    sys.stderr.write(said + "\n")
    assert kills >= LEAST, said
    assert [state for _, state in stands] == ["confirmed"] * rushing.SEATS + ["reserve"] * (
        EVERYBODY - rushing.SEATS
    ), said
    assert [person for person, _ in stands] == [one.id for one in arrived], said
    for place, (person, state) in enumerate(stands, 1 - rushing.SEATS):
        words = rushing.SEAT if state == "confirmed" else f"{rushing.RESERVE}{waits(place)}"
        assert told[person] == {words}, said


def waits(place: int) -> str:
    """What somebody on the reserve list reads."""
    return f"Jesteś na liście rezerwowej, na {place}. miejscu."
