"""Commands in a folder of their own: in this process, or as the real program."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from bot.cli import main
from bot.cli.terminal import Terminal
from bot.simulator import server

PATIENCE = 30.0  # seconds to wait for a line before a test fails
KEYS = ("BOT_TOKEN", "BOT_API_URL", "DATA_DIR", "CONFIG", "WEBHOOK_URL", "WEBHOOK_SECRET")


@dataclass
class Said:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    errors: str


@dataclass
class Commands:
    """The program's commands, started in `folder` with `env`."""

    folder: Path
    env: dict[str, str]
    started: list[asyncio.subprocess.Process] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    async def __call__(self, *arguments: str, answers: str = "") -> Said:
        """Run a command in this process, in a thread of its own."""
        terminal = Terminal("pl", io.StringIO(), io.StringIO(), io.StringIO(answers))
        code = await asyncio.to_thread(main, arguments, terminal)
        return Said(code, terminal.out.getvalue(), terminal.errors.getvalue())  # type: ignore[attr-defined]

    async def start(self, *arguments: str, **env: str) -> asyncio.subprocess.Process:
        """Start the real program; it is ended with the test."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, cwd=self.folder,
            env={**os.environ, "LC_ALL": "pl_PL.UTF-8", **self.env, **env},
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self.started.append(process)
        return process

    async def run(self, *arguments: str, **env: str) -> Said:
        """Run the real program to its end."""
        process = await self.start(*arguments, **env)
        out, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
        return Said(process.returncode or 0, out.decode(), errors.decode())


async def line(stream: asyncio.StreamReader | None, words: str) -> str:
    """Everything up to the line with these words."""
    assert stream
    read: list[str] = []
    while not read or words not in read[-1]:
        raw = await asyncio.wait_for(stream.readline(), PATIENCE)
        assert raw, f"«{words}» did not come after {read}"
        read.append(raw.decode())
    return "".join(read)


async def end(process: asyncio.subprocess.Process, number: int = signal.SIGTERM) -> Said:
    """Ask it to stop; fails if it takes longer than five seconds."""
    process.send_signal(number)
    out, errors = await asyncio.wait_for(process.communicate(), 5)
    return Said(process.returncode or 0, (out or b"").decode(), errors.decode())


@pytest_asyncio.fixture
async def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Commands]:
    """No setting is there."""
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    monkeypatch.chdir(tmp_path)
    made = Commands(tmp_path, {})
    yield made
    for process in made.started:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@pytest_asyncio.fixture
async def ready(
    commands: Commands, simulator: server.Running, monkeypatch: pytest.MonkeyPatch
) -> Commands:
    """Settings for the simulator are in the environment."""
    commands.env = {
        "BOT_TOKEN": simulator.token,
        "BOT_API_URL": simulator.url,
        "DATA_DIR": str(commands.data),
    }
    for key, value in commands.env.items():
        monkeypatch.setenv(key, value)
    return commands
