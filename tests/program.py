"""The real program in a process of its own, to be started, stopped and killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass
class Program:
    """`python -m bot run` against a simulator."""

    url: str
    token: str
    folder: Path
    env: dict[str, str] = field(default_factory=dict)
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; it takes its time to come up, as it does for people."""
        env = {**os.environ, "BOT_TOKEN": self.token, "BOT_API_URL": self.url,
               "DATA_DIR": str(self.folder), "CONFIG": "", "LC_ALL": "pl_PL.UTF-8",
               **self.env}  # fmt: skip
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=env,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def kill(self) -> None:
        """SIGKILL: no clean-up, no last word."""
        assert self.process
        self.process.kill()
        await self.process.communicate()

    async def stop(self) -> tuple[int, str]:
        """SIGTERM; the exit code and what it said."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(self.process.communicate(), 10)
        return self.process.returncode or 0, said.decode()
