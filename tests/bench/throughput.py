"""The whole path, message in → one durable answer → message out, beside bare echo bots.

One core for the bot, another for the stub; 500 chats, 64 in flight; median of BENCH_RUNS.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.measure import RUNS, Run, middle, run
from tests.bench.town import PEOPLE, prepare

ECHO = [["Dzień dobry, co słychać w bibliotece?"] * 6 for _ in range(PEOPLE)]
PYTHON = sys.executable


def ours() -> Run:
    """The real program with settings as in production: people type answers to the diagnosis."""
    with tempfile.TemporaryDirectory() as name:
        town = prepare(Path(name))
        env = {"BOT_TOKEN": "100:bench", "BOT_API_URL": "{url}", "DATA_DIR": name, "CONFIG": ""}
        return run([PYTHON, "-m", "bot", "run"], town.scripts, env)


def echo_ptb(at_once: int) -> Run:
    """python-telegram-bot, its default transport, `at_once` updates at a time."""
    return run([PYTHON, "-m", "tests.bench.echo_ptb", "{url}", str(at_once)], ECHO, {})


def echo_aiogram() -> Run:
    """aiogram as it comes."""
    return run([PYTHON, "-m", "tests.bench.echo_aiogram", "{url}"], ECHO, {})


def main() -> None:
    """Print the table and the two ratios."""
    contestants = {
        "python-telegram-bot echo, 1 at once": lambda: echo_ptb(1),
        "python-telegram-bot echo, 16 at once": lambda: echo_ptb(16),
        "python-telegram-bot echo, 256 at once": lambda: echo_ptb(256),
        "aiogram echo": echo_aiogram,
        "Trzecie Miejsce, the diagnosis": ours,
    }
    rounds: dict[str, list[Run]] = {name: [] for name in contestants}
    for _ in range(RUNS):
        for name, contestant in contestants.items():
            rounds[name].append(contestant())
    figures = {name: middle(runs) for name, runs in rounds.items()}
    print(f"## Whole path, median of {RUNS}")
    for name, figure in figures.items():
        print(
            f"{name:40} {figure.rate:7.0f} messages/s  {figure.cpu_us:6.0f} µs of processor each  "
            f"{figure.peak_mib:4.0f} MiB at its peak"
        )
    best = max(figure.rate for name, figure in figures.items() if name.startswith("python-"))
    mine = figures["Trzecie Miejsce, the diagnosis"]
    print(f"against the library's best: {mine.rate / best:.2f} × (goal ≥ 2)")
    print(f"against aiogram: {mine.rate / figures['aiogram echo'].rate:.2f} × (goal ≥ 1)")
    print(f"start to the first poll: {mine.first_poll:.2f} s (goal ≤ 1.5)")
    print(f"memory at the peak: {mine.peak_mib:.0f} MiB (goal ≤ 100)")


if __name__ == "__main__":
    main()
