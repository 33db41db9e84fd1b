"""Reliability: fifty ideas handed in around the deadline while the program is killed."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import stamp
from bot.simulator import server
from tests.e2e import deadline
from tests.e2e.deadline import Killer, Standing
from tests.people import Town
from tests.program import Program

EVERYBODY = int(os.environ.get("KILL_IDEAS", "50"))
LEAST = 3  # kills, or the run says nothing
RESTART, OUTAGE = timedelta(0), timedelta(minutes=4)
SILENCES = {"restarts": RESTART, "outage": OUTAGE}
TRIED = list(SILENCES) if os.environ.get("SOAK") else ["restarts"]  # half a minute each

pytestmark = pytest.mark.kill


@pytest.mark.parametrize("name", TRIED)
async def test_killed_while_fifty_people_submit_near_the_deadline(
    simulator: server.Running, database_file: Path, name: str
) -> None:
    """Whoever saw a receipt is in, with that number and the moment at which the bot took the tap
    in. What had waited while it was down is „do decyzji”; whoever came later than that is told,
    and the draft waits. Nobody is in twice, nobody is told two different things."""
    seed = random.SystemRandom().randrange(2**31)
    dice = random.Random(seed)
    program = Program(simulator.url, simulator.token, database_file.parent)

    async with Town(simulator.url) as town, deadline.ended(program):
        everybody = [await town.person("Osoba") for _ in range(EVERYBODY)]
        for one in everybody:
            await town.post("start", person=one.id, payload="")
        contest_id = await deadline.prepare(database_file, everybody)
        await program.start()
        places = [await deadline.review(one) for one in everybody]
        before = deadline.newest_update(database_file)
        end = deadline.close_soon(database_file, contest_id)
        taps = asyncio.ensure_future(deadline.tap_all(everybody, places, end, dice))
        killer = Killer(program, town, database_file, dice, SILENCES[name])
        await killer.rage(taps, end)
        tapped = await taps
        everything = asyncio.gather(*(deadline.answered(one) for one in everybody))
        await asyncio.wait_for(everything, 120)
        await program.stop()  # what was on its way has come
        told = {one.id: await deadline.told(one) for one in everybody}

    arrived = deadline.taken_in(database_file, before)
    stands = deadline.standing(database_file)
    outages = [down for down in deadline.outages(database_file) if down.since < end <= down.until]
    states = dict(stands)
    said = f"seed {seed}: {killer.kills} kills, {sum(at < end for at in arrived)} in time"
    sys.stderr.write(said + "\n")
    assert killer.kills >= LEAST, said
    assert outages, said
    assert len(arrived) == len(stands) == len(states) == EVERYBODY, said
    for one, at in zip(tapped, arrived, strict=True):
        mine, (words,) = states[one.id], told[one.id]
        if at >= end and not any(down.until <= at <= down.caught_up for down in outages):
            assert mine == Standing("draft", "", None, 0, draft=True), said
            assert words.startswith(deadline.LATE), said
            continue
        status = "submitted" if at < end else "undecided"
        assert mine == Standing(status, mine.receipt, stamp(at), 1, draft=False), said
        assert words.startswith(deadline.receipt(at, mine.receipt)), (said, words)
        assert ("do decyzji" in words) == (status == "undecided"), (said, words)
    numbers = sorted(int(one.receipt.split("/")[0]) for one in states.values() if one.receipt)
    assert numbers == list(range(1, len(numbers) + 1)), said
