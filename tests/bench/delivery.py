"""Broadcasts: the rate, what it costs those who tap meanwhile, the writer and the memory.

The free limits are judged by the simulator, which enforces them; the paid rate and the waiting
times by a stub that is fast enough. BENCH_RECIPIENTS shortens the run at the free limit (10 000,
about six minutes), BENCH_PAID the one at the paid rate, BENCH_TOWN the large town.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.clock import SystemClock, stamp
from bot.delivery.planner import Planner
from bot.domain.announcements import Announcement, Content, Status
from bot.domain.audiences import Audience, Kind
from bot.domain.entities import Formatted
from bot.domain.mailings import Kind as Run
from bot.simulator.simulator import DEFAULT_TOKEN
from bot.storage import announcements, mailings, profiles
from bot.storage.database import Database, connect
from bot.storage.migration import migrate
from tests.bench.crowd import FIRST_RECIPIENT, TAPPERS
from tests.bench.measure import pinned
from tests.bench.stub import FIRST_PERSON
from tests.conftest import PROFILE

FREE = int(os.environ.get("BENCH_RECIPIENTS", "10000"))
PAID = int(os.environ.get("BENCH_PAID", "20000"))
LARGE = int(os.environ.get("BENCH_TOWN", "100000"))
STRICT = LOOP = min(FREE, 1500)
TAPS, IDLE = 30, 18.0  # taps a second; seconds of them before the broadcast
Figures = dict[str, Any]


def prepare(
    folder: Path,
    chats: Sequence[int],
    at: datetime | None,
    *,
    tappers: Sequence[int] = (),
    paid: bool = False,
) -> Path:
    """A town in which all these asked for news, others only tap; an announcement is due `at`."""
    path = folder / "trzecie-miejsce.db"
    now = stamp(datetime.now(UTC))
    migrate(path, folder)
    said = Announcement(
        0, None, Status.SENT, Content(Formatted("W sobotę gramy w planszówki.")), "news",
        Audience(Kind.FOLLOWERS, "news"), urgent=True, paid=paid,
    )  # fmt: skip
    tx = connect(path)
    tx.execute("BEGIN")
    profiles.save(tx, PROFILE)
    tx.executemany(
        "INSERT INTO person (telegram_id, name, language, notice_accepted_at, created_at) "
        "VALUES (?, 'P', 'pl', ?, ?)",
        [(chat, now, now) for chat in (*tappers, *chats)],
    )
    tx.execute(
        "INSERT INTO subscription SELECT id, 'news', ? FROM person "
        "WHERE telegram_id NOT IN (SELECT value FROM json_each(?))",
        (now, json.dumps(list(tappers))),
    )
    kept = announcements.add(tx, said, now)
    due = stamp(at) if at else ""
    mailings.add(
        tx, kept.id, Run.ANNOUNCEMENT, now, revision=kept.revision, paid=paid, not_before=due
    )
    tx.execute("COMMIT")
    tx.close()
    return path


@contextmanager
def program(url: str, token: str, folder: Path, per_second: int = 30) -> Iterator[Figures]:
    """The bot on one core; its own figures are there at the end."""
    own: Figures = {}
    command = [sys.executable, "-m", "tests.bench.delivering", url, token, str(folder)]
    bot = pinned([*command, str(per_second)], 0, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield own
        bot.terminate()
        out, _ = bot.communicate(timeout=30)
        own.update(json.loads(out.splitlines()[-1]))
    finally:
        bot.kill()
        bot.wait()


def beside_taps(recipients: int, *, paid: bool) -> Figures:
    """A broadcast against the stub, while people tap before it and during it."""
    chats = range(FIRST_RECIPIENT, FIRST_RECIPIENT + recipients)
    with tempfile.TemporaryDirectory() as name:
        at = datetime.now(UTC) + timedelta(seconds=IDLE + 2 + recipients / 50_000)
        tappers = range(FIRST_PERSON, FIRST_PERSON + TAPPERS)
        prepare(Path(name), chats, at, tappers=tappers, paid=paid)
        command = [sys.executable, "-m", "tests.bench.crowd", "--recipients", str(recipients)]
        crowd = pinned([*command, "--taps", str(TAPS)], 1, stdout=subprocess.PIPE)
        assert crowd.stdout
        url = f"http://127.0.0.1:{crowd.stdout.readline().strip()}"
        try:
            with program(url, "100:bench", Path(name)) as own:
                out, _ = crowd.communicate(timeout=IDLE + 60 + recipients / (400 if paid else 25))
        finally:
            crowd.kill()
            crowd.wait()
        return {**json.loads(out.splitlines()[-1]), **own}


class Simulator:
    """The simulator on the other core, with the limits on."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "bot.simulator", "--port", "0"]
        self.process = pinned(command, 1, stdout=subprocess.PIPE)
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()

    def __enter__(self) -> Simulator:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    async def people(self, number: int, **limits: Any) -> list[int]:
        """So many who have started the bot; their updates are gone."""
        async with aiohttp.ClientSession() as session:
            chats = []
            for n in range(number):
                person = await self._post(session, "people", first_name=f"O{n}")
                chats.append(int(person["id"]))
                await self._post(session, "start", person=chats[-1])
            offset, api = 0, f"{self.url}/bot{DEFAULT_TOKEN}/getUpdates"
            while True:
                async with session.get(api, params={"offset": offset, "limit": 100}) as answer:
                    updates = (await answer.json())["result"]
                if not updates:
                    break
                offset = updates[-1]["update_id"] + 1
            await self._post(session, "limits", on=True, **limits)
        return chats

    async def _post(self, session: aiohttp.ClientSession, verb: str, **body: Any) -> Any:
        async with session.post(f"{self.url}/sim/{verb}", json=body) as answer:
            return await answer.json()

    async def calls(self) -> list[dict[str, Any]]:
        """Every message that the bot sent, or tried to."""
        timeout = aiohttp.ClientTimeout(total=120)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            query = {"method": "sendMessage"}
            async with session.get(f"{self.url}/sim/calls", params=query) as answer:
                found: list[dict[str, Any]] = await answer.json()
                return found


def judged(calls: list[dict[str, Any]], chats: Sequence[int], per_second: int) -> Figures:
    """What the simulator says: the share of the limit used, refused, lost, twice."""
    got = Counter(int(one["params"]["chat_id"]) for one in calls if one["ok"])
    moments = [one["at"] for one in calls if one["ok"]]
    run = moments[-1] - moments[0]
    return {
        "used": len(moments) / (run + 1) / per_second * 100, "seconds": run,
        "refused": sum("Too Many" in str(one.get("error")) for one in calls),
        "lost": len(set(chats) - set(got)), "twice": sum(n > 1 for n in got.values()),
    }  # fmt: skip


def at_the_limit(recipients: int, per_second: int, **limits: Any) -> Figures:
    """A broadcast against the simulator that enforces the limits."""
    with tempfile.TemporaryDirectory() as name, Simulator() as simulator:
        chats = asyncio.run(simulator.people(recipients, **limits))
        path = prepare(Path(name), chats, None)
        with program(simulator.url, DEFAULT_TOKEN, Path(name), per_second) as own:
            wait_for_the_end(path, 60 + recipients / per_second * 1.3)
        calls = asyncio.run(simulator.calls())
        return {**judged(calls, chats, per_second), **own}


def wait_for_the_end(path: Path, patience: float) -> None:
    """Until the mailing is over."""
    tx, end = connect(path, query_only=True), time.monotonic() + patience
    while not tx.execute("SELECT 1 FROM mailing WHERE finished_at <> ''").fetchone():
        if time.monotonic() > end:
            raise TimeoutError("the broadcast does not end")
        time.sleep(0.2)
    tx.close()


def plain_loop(recipients: int) -> Figures:
    """The same by a loop over the library with its AIORateLimiter."""
    with Simulator() as simulator:
        chats = asyncio.run(simulator.people(recipients))
        command = [sys.executable, "-m", "tests.bench.plain_loop", simulator.url, DEFAULT_TOKEN]
        loop = pinned([*command, json.dumps(chats)], 0, stdout=subprocess.PIPE)
        out, _ = loop.communicate(timeout=60 + recipients / 10)
        calls = asyncio.run(simulator.calls())
        return {**judged(calls, chats, 30), **json.loads(out.splitlines()[-1])}


async def planning(people: int) -> tuple[float, float]:
    """Seconds to plan so many recipients, and the longest hold of the writer in ms."""
    with tempfile.TemporaryDirectory() as name:
        chats = range(FIRST_RECIPIENT, FIRST_RECIPIENT + people)
        db = Database(prepare(Path(name), chats, None))
        done: asyncio.Queue[None] = asyncio.Queue()
        planner = Planner(db, SystemClock(), lambda: done.put_nowait(None))
        started = time.perf_counter()
        task = asyncio.create_task(planner.run())
        while not (await db.read(lambda tx: mailings.by_id(tx, 1))).complete:  # type: ignore[union-attr]
            await done.get()
        took = time.perf_counter() - started
        task.cancel()
        held = db.longest_hold * 1000
        await db.close()
        return took, held


def main() -> None:
    """Print every line of what is promised."""
    print("## Broadcasts")
    seconds, held = asyncio.run(planning(LARGE))
    print(f"planning {LARGE}: {seconds:.2f} s (goal ≤ 3), longest hold {held:.1f} ms (goal ≤ 20)")
    for name, paid, recipients in (("30/s", False, 600), ("paid", True, PAID)):
        run = beside_taps(recipients, paid=paid)
        goal = 100 if paid else max(2 * run["idle_p95"], 50)
        print(
            f"{name}, {recipients} recipients: {run['rate']:.0f}/s; taps p95 "
            f"{run['busy_p95']:.1f} ms of {run['busy_taps']} (idle {run['idle_p95']:.1f} ms of "
            f"{run['idle_taps']}; goal ≤ {goal:.0f}), longest hold {run['hold_ms']:.1f} ms "
            f"and the disk's commit {run['commit_ms']:.1f} ms, "
            f"twice {run['twice']}, {run['cpu'] / recipients * 1e6:.0f} µs of processor each"
        )
    small, large = (beside_taps(number, paid=True)["peak_mib"] for number in (1000, LARGE))
    print(
        f"memory: {small:.0f} MiB at 1000 recipients, {large:.0f} at {LARGE}: "
        f"{large - small:+.1f} (goal ≤ +20)"
    )
    for name, ours in (
        (f"free limit, {FREE}", at_the_limit(FREE, 30)),
        (f"strict, 25 of 30, {STRICT}", at_the_limit(STRICT, 25, strict=True)),
        (f"plain loop over the library, {LOOP}", plain_loop(LOOP)),
    ):
        print(
            f"{name}: {ours['used']:.1f} % of the limit (goal ≥ 97) in {ours['seconds']:.0f} s, "
            f"429s {ours['refused']}, lost {ours['lost']}, twice {ours['twice']}"
        )


if __name__ == "__main__":
    main()
