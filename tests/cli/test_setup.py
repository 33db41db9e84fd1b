"""`setup`: the first day, at a real terminal."""

from __future__ import annotations

import asyncio
import os
import pty
import sys
import tomllib
from pathlib import Path

import pytest

from bot.cli.service import unit
from bot.config import environment, load
from bot.simulator import server
from tests.cli.conftest import Commands

ANSWERS = (
    "Biblioteka „Pod Lipą”\nul. Szkolna 1\nbiblioteka@example.org\niod@example.org\n"
    "Zalesie, Łąki , Zalesie Górne\n14\nn\n"
)


@pytest.fixture
def no_systemd(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without it: nothing is offered that could change this one."""
    monkeypatch.setattr("shutil.which", lambda _name: None)


@pytest.mark.usefixtures("no_systemd")
async def test_six_answers_make_a_working_bot(ready: Commands, simulator: server.Running) -> None:
    """The files are private, and `run` reads from them what was said."""
    said = await ready("setup", answers=f"{simulator.token}\n{ANSWERS}")

    assert said.code == 0, said.errors
    assert "Token działa. To bot „Trzecie Miejsce” (@trzecie_miejsce_bot)" in said.out
    assert "https://t.me/trzecie_miejsce_bot?start=o_" in said.out
    profile = tomllib.loads((ready.folder / "biblioteka.toml").read_text(encoding="utf-8"))
    assert profile["library"] == "Biblioteka „Pod Lipą”"
    assert profile["places"] == ["Zalesie", "Łąki", "Zalesie Górne"]
    assert profile["minimum_age"] == 14
    assert (ready.folder / "trzecie-miejsce.env").stat().st_mode & 0o777 == 0o600
    assert load(environment(ready.folder)).token == simulator.token


@pytest.mark.usefixtures("no_systemd")
async def test_what_is_wrong_is_asked_again(ready: Commands, simulator: server.Running) -> None:
    """Neither Enter alone, a slip in the token nor an age of 7 ends the conversation."""
    unknown = "100200300:this-opens-nothing-at-all-anywhere"
    answers = f"\ntoken\n{unknown}\n{simulator.token}\n" + ANSWERS.replace("14\n", "7\nsto\n\n")

    said = await ready("setup", answers=answers)

    assert said.code == 0
    assert said.out.count("Wklej tu token") == 4
    assert "Uruchom:" not in said.out.split("Token działa")[0]
    assert "BOT_TOKEN to nie jest token" in said.out
    assert "Telegram nie zna tego BOT_TOKEN" in said.out
    assert said.out.count("Od ilu lat") == 3
    assert "minimum_age = 16" in (ready.folder / "biblioteka.toml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_systemd")
async def test_breaking_off_leaves_nothing(ready: Commands, simulator: server.Running) -> None:
    """The input ends in the middle, as with Ctrl-D."""
    said = await ready("setup", answers=f"{simulator.token}\nBiblioteka\n")

    assert said.code == 130
    assert list(ready.folder.iterdir()) == []


async def test_what_is_there_is_not_replaced_unasked(ready: Commands) -> None:
    """No answer but a yes replaces a file."""
    (ready.folder / "trzecie-miejsce.env").write_text("BOT_TOKEN=mine\n", encoding="utf-8")

    said = await ready("setup", answers="\n")

    assert said.code == 0
    assert "Nic nie zmieniono" in said.out
    assert (ready.folder / "trzecie-miejsce.env").read_text(encoding="utf-8") == "BOT_TOKEN=mine\n"


async def test_at_a_terminal_it_shows_a_code_to_scan(
    ready: Commands, simulator: server.Running
) -> None:
    """A pseudo-terminal, the real program, and a PATH on which there is no systemctl."""
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "setup", cwd=ready.folder,
        env={**os.environ, "LC_ALL": "pl_PL.UTF-8", "PATH": "/nonexistent"},
        stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, f"{simulator.token}\n{ANSWERS}".encode())

    shown = await asyncio.to_thread(everything, ours)

    assert await process.wait() == 0, shown
    assert "▀" in shown
    assert "trzecie-miejsce run" in shown


def everything(terminal: int) -> str:
    """What a terminal shows until the program ends (Linux says so by EIO)."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            part = b""
        if not part:
            os.close(terminal)
            return shown.decode()
        shown += part


def test_the_service_survives_odd_paths() -> None:
    """A percent sign means something to systemd; a bad setting is not tried over and over."""
    text = unit(Path("/srv/50% more"), Path("/opt/my python/bin/python3"))

    assert "WorkingDirectory=/srv/50%% more\n" in text
    assert 'ExecStart="/opt/my python/bin/python3" -m bot run\n' in text
    assert "RestartPreventExitStatus=2\n" in text
