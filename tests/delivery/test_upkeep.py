"""What happens by itself."""

from __future__ import annotations

import os
import time
from pathlib import Path

from bot.clock import stamp
from bot.delivery.upkeep import Upkeep
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Received
from tests.clock import StillClock


async def test_a_night_forgets_old_keys_and_makes_a_copy(
    db: Database, clock: StillClock, tmp_path: Path
) -> None:
    """Keys stay a week, those still waiting as long as it takes."""
    old, new = stamp(clock.now()), [Received(1, n, "{}") for n in range(1200)]
    await db.write(lambda tx: inbox.add(tx, new, old))
    await db.write(lambda tx: inbox.finish(tx, 1, range(1199)))
    clock.advance(days=8)

    await Upkeep(db, clock, tmp_path / "backups", [], []).nightly()

    assert [one.update_id for one in await db.read(lambda tx: inbox.waiting(tx, 1))] == [1199]
    rows = await db.read(lambda tx: tx.execute("SELECT count(*) FROM inbox").fetchone())
    assert rows == (1,)
    assert len(list((tmp_path / "backups").glob("*-nightly.db"))) == 1


async def test_copies_go_after_a_fortnight_but_those_asked_for_stay(
    db: Database, clock: StillClock, tmp_path: Path
) -> None:
    """The privacy notice says how long an erased person may still be in a copy."""
    now = time.time()
    ages = {"a-nightly": 15, "b-nightly": 13, "c-before-0002": 15, "d-manual": 99}
    copies = {name: tmp_path / f"{name}.db" for name in ages}
    for name, days in ages.items():
        copies[name].touch()
        os.utime(copies[name], (now - days * 86400, now - days * 86400))

    await Upkeep(db, clock, tmp_path, [], []).nightly()

    assert {name for name, copy in copies.items() if copy.exists()} == {"b-nightly", "d-manual"}
