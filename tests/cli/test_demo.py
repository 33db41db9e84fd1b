"""`demo`: a town that is ready when its address is printed, and gone at the end."""

from __future__ import annotations

import re
import signal
from pathlib import Path

from bot.cli.demo.answers import made_up
from bot.domain.places import read_with_places
from bot.forms import builtin
from tests.cli.conftest import Commands, end, line
from tests.clock import NOON
from tests.people import Someone, Town

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


async def test_the_three_of_the_town(commands: Commands, tmp_path: Path) -> None:
    """Ania begins with the survey that the poster named; Maria and Jan are known already."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = await commands.start("demo", "--port", "0", TMPDIR=str(temporary))
    address = ADDRESS.search(await line(process.stdout, "http://"))
    assert address

    async with Town(address[0]) as town:
        state = await town.get("state")
        ania, maria, jan = (Someone(one["id"], town) for one in state["people"])
        await ania.start()
        await ania.sees("Czego tu potrzebujemy?")
        await maria.sees("Biblioteka w Zalesiu")
        await maria.say("/panel")
        await maria.sees("Panel")
        await maria.say("/ankiety")
        await maria.sees("45 odpowiedzi")
        await jan.say("/ankiety")
        await jan.tap("Lato w ogrodzie")
        await jan.sees("kino pod chmurką")
    said = await end(process, signal.SIGINT)

    assert said.code == 0
    assert "Nic po nim nie zostało" in said.out
    assert said.errors == ""
    assert inside(temporary) == []


def inside(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_a_port_that_is_taken(commands: Commands) -> None:
    """Asked for by number it is refused by name."""
    first = await commands.start("demo", "--port", "0")
    address = ADDRESS.search(await line(first.stdout, "http://"))
    assert address
    port = address[0].rsplit(":", 1)[1]

    said = await commands.run("demo", "--port", port)

    assert said.code == 2
    assert f"{port} zajmuje inny program" in said.errors


def test_the_made_up_answers_are_always_the_same() -> None:
    """A fixed seed: pictures for the guide can be taken anew."""
    form = read_with_places(builtin.load("diagnoza"), ("Zalesie", "Łąki")).form
    assert form

    once, again = (made_up(form, 5, NOON, seed=1) for _ in range(2))

    assert once == again
    assert len({str(answers) for _, answers in once}) == 5
