"""`owner-code`: the way in for whoever runs the bot."""

from __future__ import annotations

import re

from bot.simulator import server
from tests.cli.conftest import Commands, end, line
from tests.people import Town

LINK = re.compile(r"https://t\.me/\w+\?start=(o_[\w-]+)")


async def test_the_link_makes_an_owner_while_the_bot_runs(
    ready: Commands, simulator: server.Running
) -> None:
    """A second process writes beside the running one; the panel opens for the owner."""
    process = await ready.start("run")
    await line(process.stderr, "is running")

    said = await ready.run("owner-code")
    found = LINK.search(said.out)
    assert found
    async with Town(simulator.url) as town:
        maria = await town.person("Maria")
        await maria.start(found[1])
        await maria.say("/panel")

        await maria.sees("Panel")
    assert (await end(process)).code == 0


async def test_before_the_first_start(ready: Commands) -> None:
    """The database is made; each call gives another link."""
    first, second = await ready("owner-code"), await ready("owner-code")

    assert first.code == second.code == 0
    assert "Ważny jeden raz" in first.out
    assert LINK.findall(first.out) != LINK.findall(second.out)


async def test_without_a_network(ready: Commands) -> None:
    """One line instead of waiting: somebody stands before the terminal."""
    said = await ready.run("owner-code", BOT_API_URL="http://127.0.0.1:9")

    assert said.code == 1
    assert said.errors.startswith("http://127.0.0.1:9 nie odpowiada")
