"""Running a bot on one core against the stub on the other, and reading what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PATIENCE = 120.0  # seconds before a run counts as hung
RUNS = int(os.environ.get("BENCH_RUNS", "5"))


@dataclass(frozen=True)
class Run:
    """One run: messages answered a second, processor time for each, the bot's memory at its peak,
    time to the first poll."""

    rate: float
    cpu_us: float  # with start-up spread over the messages
    peak_mib: float
    first_poll: float


def pinned(command: Sequence[str], core: int, **options: object) -> subprocess.Popen[str]:
    """Start a command on one core, where the machine has more than one."""
    cores = sorted(os.sched_getaffinity(0))
    chosen = {cores[core % len(cores)]}
    return subprocess.Popen(
        command, text=True, preexec_fn=lambda: os.sched_setaffinity(0, chosen),
        **options,  # type: ignore[call-overload]
    )  # fmt: skip


def run(command: Sequence[str], scripts: list[list[str]], env: dict[str, str]) -> Run:
    """One bot against one stub. `{url}` in the command and the variables is the stub's address."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(scripts, file)
        file.flush()
        stub = pinned(
            [sys.executable, "-m", "tests.bench.stub", "--scripts", file.name], 1,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert stub.stdout
        url = f"http://127.0.0.1:{stub.stdout.readline().strip()}"
        started = time.time()
        bot = pinned(
            [part.format(url=url) for part in command], 0, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, **{k: v.format(url=url) for k, v in env.items()}},
        )  # fmt: skip
        try:
            out, _ = stub.communicate(timeout=PATIENCE)
            peak, cpu = _peak(bot.pid), _cpu(bot.pid)
        finally:
            stub.kill()
            bot.kill()
            bot.communicate()
    result = json.loads(out.splitlines()[-1])
    answered = result["answered"]
    rate, cpu_us = answered / result["seconds"], cpu / answered * 1e6
    return Run(rate, cpu_us, peak, result["first_poll"] - started)


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(
        median(run.rate for run in runs),
        median(run.cpu_us for run in runs),
        median(run.peak_mib for run in runs),
        median(run.first_poll for run in runs),
    )
