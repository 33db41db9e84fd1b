"""`run`: every expected failure is one clear line, and stopping is quick and clean."""

from __future__ import annotations

import asyncio
import os
import pty
import shutil
import signal
import socket
import sys
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from bot.simulator import server
from bot.storage.migration import MIGRATIONS, migrate, newest
from tests.cli.conftest import PATIENCE, Commands, end, line
from tests.people import Town
from tests.storage.test_migration import BROKEN

RUNNING = "is running"


def one_line(text: str) -> str:
    """The only line of a text."""
    assert text.count("\n") == 1, text
    return text


async def test_a_missing_key_is_named(commands: Commands) -> None:
    """Whoever starts the program for the first time is told what to do next."""
    said = await commands.run("run")

    assert said.code == 2
    assert one_line(said.errors).startswith("Brakuje BOT_TOKEN")
    assert "trzecie-miejsce setup" in said.errors


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("BOT_TOKEN", "not a token"),
        ("BOT_API_URL", "api.example.org"),
        ("DATA_DIR", ""),
        ("CONFIG", "/nowhere/biblioteka.toml"),
        ("WEBHOOK_URL", "https://example.org/hook"),
    ],
)
async def test_a_bad_key_is_named(ready: Commands, key: str, value: str) -> None:
    """Exit code 2, one line; of a webhook it is the missing secret that is named."""
    named = {"WEBHOOK_URL": "WEBHOOK_SECRET"}.get(key, key)

    said = await ready.run("run", **{key: value})

    assert said.code == 2
    assert named in one_line(said.errors)


async def test_a_token_that_telegram_does_not_know(ready: Commands) -> None:
    """It ends, since trying again would not help, and the token is not shown."""
    token = "100200300:another-token-that-opens-nothing-at-all"

    said = await ready.run("run", BOT_TOKEN=token)

    assert said.code == 1
    assert "Telegram nie zna tego BOT_TOKEN" in one_line(said.errors)
    assert token not in said.errors


async def test_a_second_copy_on_the_same_data(ready: Commands) -> None:
    """The folder is locked; the first copy goes on."""
    first = await ready.start("run")
    await line(first.stderr, RUNNING)

    said = await ready.run("run")

    assert said.code == 1
    assert "Inna kopia bota już działa" in one_line(said.errors)
    assert first.returncode is None


async def test_somebody_else_with_the_same_token(
    ready: Commands, simulator: server.Running
) -> None:
    """Telegram ends the older poll with 409; a bot that has just started gives way."""
    process = await ready.start("run")
    await line(process.stderr, RUNNING)

    async with aiohttp.ClientSession() as session:
        url = f"{simulator.url}/bot{simulator.token}/getUpdates"
        while process.returncode is None:
            async with session.post(url, json={"timeout": 0}) as response:
                await response.read()
            await asyncio.wait({asyncio.ensure_future(process.wait())}, timeout=0.05)
    _, errors = await process.communicate()

    assert process.returncode == 1
    assert "tego samego BOT_TOKEN" in errors.decode()


async def test_a_folder_that_nobody_may_write_to(ready: Commands) -> None:
    """/sys takes no new folders, not even from root."""
    said = await ready.run("run", DATA_DIR="/sys/trzecie-miejsce")

    assert said.code == 1
    assert "/sys/trzecie-miejsce" in one_line(said.errors)


async def test_a_damaged_database(ready: Commands) -> None:
    """It is left as it is, and the way back is named."""
    ready.data.mkdir()
    damaged = ready.data / "trzecie-miejsce.db"
    damaged.write_bytes(b"nothing that SQLite knows" * 400)

    said = await ready.run("run")

    assert said.code == 1
    assert "trzecie-miejsce restore" in one_line(said.errors)
    assert damaged.read_bytes().startswith(b"nothing")


async def test_an_api_that_comes_later(commands: Commands) -> None:
    """A library's router may start after its computer: the bot waits and says so."""
    port = free_port()
    env = {"BOT_TOKEN": server.DEFAULT_TOKEN, "BOT_API_URL": f"http://127.0.0.1:{port}",
           "DATA_DIR": str(commands.data)}  # fmt: skip

    process = await commands.start("run", **env)
    await line(process.stderr, "nie odpowiada")
    simulator = await server.start(port=port)
    try:
        await line(process.stderr, RUNNING)
        said = await end(process)
    finally:
        await simulator.stop()

    assert said.code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_stopping_is_clean(ready: Commands, number: int) -> None:
    """Within five seconds, with exit code 0, and without a word of the token."""
    process = await ready.start("run")
    before = await line(process.stderr, RUNNING)

    said = await end(process, number)

    assert said.code == 0
    assert "stopped" in said.errors
    assert ready.env["BOT_TOKEN"] not in before + said.errors
    assert "Traceback" not in said.errors


async def test_an_api_that_stays_away_is_told_once(commands: Commands) -> None:
    """A night without a network is one line in the log, not one for each try."""
    tries = asyncio.Semaphore(0)

    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        tries.release()

    away = await asyncio.start_server(refuse, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{away.sockets[0].getsockname()[1]}"
    env = {"BOT_TOKEN": server.DEFAULT_TOKEN, "DATA_DIR": str(commands.data)}
    async with away:
        process = await commands.start("run", BOT_API_URL=address, **env)
        for _ in range(3):
            await asyncio.wait_for(tries.acquire(), PATIENCE)

        said = await end(process)

    assert said.code == 0
    assert said.errors.count("nie odpowiada") == 1


async def test_stopping_while_the_api_is_silent(commands: Commands) -> None:
    """Nobody has to wait for a network that is not there."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        env = {"BOT_TOKEN": server.DEFAULT_TOKEN, "DATA_DIR": str(commands.data)}
        process = await commands.start("run", BOT_API_URL=address, **env)
        connection, _ = await asyncio.to_thread(silent.accept)

        said = await end(process)
        connection.close()

    assert said.code == 0


async def test_a_full_disk(ready: Commands) -> None:
    """A file system of 100 kB, which the schema fills before it is whole."""
    ready.data.mkdir()
    small = "mount -t tmpfs -o size=100k none data && exec $0 -m bot run"
    process = await asyncio.create_subprocess_exec(
        "unshare", "--map-root-user", "--mount", "sh", "-c", small, sys.executable,
        cwd=ready.folder, env={**os.environ, "LC_ALL": "pl_PL.UTF-8"},
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    ready.started.append(process)

    _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)

    if b"unshare" in errors or b"mount:" in errors:
        pytest.skip("this machine lets nobody mount a small disk (unshare)")
    assert process.returncode == 1
    assert "jest pełny" in one_line(errors.decode())


async def test_a_migration_that_fails(ready: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says that the old data is untouched, and where the copy from before is."""
    await ready("migrate")
    revisions = ready.folder / "migrations"
    shutil.copytree(MIGRATIONS, revisions)
    broken = BROKEN.format(down=newest())
    (revisions / "versions" / "9999_broken.py").write_text(broken, encoding="utf-8")
    failing = partial(migrate, migrations=revisions)
    monkeypatch.setattr("bot.cli.migrate.migrate", failing)

    said = await ready("migrate")

    assert said.code == 1
    assert "Stare dane są nienaruszone" in one_line(said.errors)
    assert exists(said.errors.split("kopia: ")[1].strip())


def exists(path: str) -> bool:
    return Path(path).is_file()


async def test_the_owners_link_at_the_first_start(ready: Commands) -> None:
    """A terminal that somebody looks at shows the link and a code to scan."""
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ready.folder, stdout=theirs,
        stderr=asyncio.subprocess.PIPE, env={**os.environ, "LC_ALL": "pl_PL.UTF-8"},
    )  # fmt: skip
    ready.started.append(process)
    os.close(theirs)

    shown = await asyncio.to_thread(until, ours, "owner-code")
    said = await end(process)
    os.close(ours)

    assert "?start=o_" in shown
    assert "▀" in shown
    assert "Ważny jeden raz" in shown
    assert "start=" not in said.errors


def until(terminal: int, words: str) -> str:
    """What a terminal shows until these words are there."""
    shown = b""
    while words.encode() not in shown:
        shown += os.read(terminal, 4096)
    return shown.decode()


async def test_the_owners_link_is_for_terminals_only(ready: Commands) -> None:
    """A log is read by others: without a terminal nothing secret is printed."""
    process = await ready.start("run")
    await line(process.stderr, RUNNING)

    said = await end(process)

    assert said.out == ""
    assert "start=" not in said.errors


async def test_a_log_does_not_tell_who_wrote_what(
    ready: Commands, simulator: server.Running
) -> None:
    """Whoever looks after the machine reads logs; what residents say is not for them."""
    process = await ready.start("run")
    log = await line(process.stderr, RUNNING)
    async with Town(simulator.url) as town:
        zofia = await town.person("Zofia", last_name="Wyjątkowa")
        await zofia.start()
        await zofia.say("Mieszkam przy młynie, telefon 600 100 200")

    log += (await end(process)).errors

    for secret in ("Zofia", "Wyjątkowa", "młynie", "600 100 200", str(zofia.id), simulator.token):
        assert secret not in log


@pytest.fixture
def hook(ready: Commands) -> dict[str, str]:
    """Settings of a webhook on a free port of this machine."""
    port = free_port()
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "open-sesame",
            "WEBHOOK_LISTEN": f"127.0.0.1:{port}"}  # fmt: skip


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


async def test_updates_by_webhook(
    ready: Commands, simulator: server.Running, hook: dict[str, str]
) -> None:
    """Telegram brings them; the bot answers as it does when it asks for them."""
    process = await ready.start("run", **hook)
    await line(process.stderr, RUNNING)

    async with Town(simulator.url) as town:
        ania = await town.person("Ania")
        await ania.start()
    said = await end(process)

    assert said.code == 0


async def test_a_port_that_is_taken(ready: Commands, hook: dict[str, str]) -> None:
    """The key that says which port is named."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(hook["WEBHOOK_LISTEN"].split(":")[1])))
        other.listen()

        said = await ready.run("run", **hook)

    assert said.code == 2
    assert "WEBHOOK_LISTEN" in said.errors.splitlines()[-1]
    assert "Traceback" not in said.errors
