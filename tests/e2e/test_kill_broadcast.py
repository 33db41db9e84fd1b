"""Reliability: killed in the middle of a broadcast, the program loses nobody, repeats nothing."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from pathlib import Path

import pytest

from bot.delivery.budget import Limits
from bot.simulator import server
from tests.e2e import broadcasting
from tests.people import Town
from tests.program import Program

EVERYBODY = int(os.environ.get("KILL_RECIPIENTS", "120"))
LEAST = 2  # kills, or the run says nothing
CERTAIN = {"sent": 1, "unreachable": 0, "failed": 0, "skipped": 0}  # messages in such a chat

pytestmark = pytest.mark.kill


async def test_everybody_ends_in_one_state_and_nobody_gets_it_twice(
    simulator: server.Running, database_file: Path
) -> None:
    """Uncertain are at most the rows on their way at each kill, and the ambiguous faults."""
    seed = random.SystemRandom().randrange(2**31)
    dice = random.Random(seed)
    ledger = broadcasting.Ledger(database_file)
    program = Program(simulator.url, simulator.token, database_file.parent)

    async with Town(simulator.url) as town:
        everybody = [await town.person(f"Osoba {n}") for n in range(EVERYBODY)]
        await broadcasting.greet(program, everybody)
        for one in everybody[:3]:
            await town.post("block", person=one.id)
        broadcasting.announce(database_file, everybody)
        await town.post("limits", on=True)
        work = broadcasting.kill_until_over(program, town, ledger, dice)
        await asyncio.wait_for(work, EVERYBODY * 1.5)
        await program.stop()
        received = {one.id: await broadcasting.received(one) for one in everybody}

    states, counted = ledger.states(), ledger.counters()
    said = f"seed {seed}: {ledger.kills} kills, {ledger.cut_off} rows cut off, {dict(states)}"
    sys.stderr.write(said + "\n")
    assert ledger.kills >= LEAST, said
    assert set(ledger.by_chat()) == {one.id for one in everybody}, said
    assert states.total() == counted.pop("planned") == EVERYBODY, said
    assert +states == +counted, said
    assert states["unknown"] <= ledger.cut_off + ledger.ambiguous, said
    assert ledger.most_cut_off <= Limits().connections, said
    for chat_id, state in ledger.by_chat().items():
        assert received[chat_id] <= CERTAIN.get(state, 1), (said, chat_id, state)
        if state == "sent":
            assert received[chat_id] == 1, (said, chat_id)
