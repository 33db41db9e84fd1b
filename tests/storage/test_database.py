"""The writer: group commit, savepoints, and what is on the disk."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.database import Database, Tx


def add(word: str) -> object:
    def work(tx: Tx) -> None:
        tx.execute("INSERT INTO audit (at, action) VALUES ('2027-05-12', ?)", (word,))

    return work


def words(tx: Tx) -> list[str]:
    return [row[0] for row in tx.execute("SELECT action FROM audit ORDER BY id")]


async def test_what_write_returned_from_is_in_the_file(db: Database, database_file: Path) -> None:
    """After `await db.write` another process sees the change."""
    await db.write(add("published"))

    with closing(sqlite3.connect(database_file)) as other:
        assert words(other) == ["published"]


async def test_works_that_wait_together_succeed_and_fail_alone(db: Database) -> None:
    """One function that raises undoes only itself, in whatever company it is committed."""

    def broken(tx: Tx) -> None:
        add("half")(tx)  # type: ignore[operator]
        raise ValueError("no")

    works = [add("a"), broken, add("b"), broken, add("c")]
    done = await asyncio.gather(*(db.write(work) for work in works), return_exceptions=True)

    assert [isinstance(one, ValueError) for one in done] == [False, True, False, True, False]
    assert await db.read(words) == ["a", "b", "c"]


async def test_works_run_in_the_order_in_which_they_were_given(db: Database) -> None:
    """The writer is a queue."""
    wanted = [str(number) for number in range(200)]

    await asyncio.gather(*(db.write(add(word)) for word in wanted))

    assert await db.read(words) == wanted


async def test_a_reader_cannot_write(db: Database) -> None:
    """Reports run on a connection that only reads."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await db.read(add("sneaky"))


async def test_a_full_disk_is_a_storage_error_and_leaves_nothing_half_done(
    db: Database, database_file: Path
) -> None:
    """SQLITE_FULL undoes the batch, and says so to everybody in it."""

    def grow(tx: Tx) -> None:
        tx.execute("PRAGMA max_page_count = 1")  # the file may not grow: the disk is full
        for _ in range(500):
            add("x" * 2000)(tx)  # type: ignore[operator]

    done = await asyncio.gather(
        db.write(add("first")), db.write(grow), db.write(add("last")), return_exceptions=True
    )

    failed = [one for one in done if isinstance(one, StorageError)]
    assert "full" in {error.reason for error in failed}
    with closing(sqlite3.connect(database_file)) as other:
        assert "x" * 2000 not in words(other)
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    """Somebody put another file in its place."""
    path = tmp_path / "notes.db"
    path.write_text("To nie jest baza danych. " * 100)

    with pytest.raises(StorageError) as caught:
        Database(path)

    assert caught.value.reason == "not_a_database"


async def test_no_transaction_holds_the_writer_long(db: Database) -> None:
    """A batch stops taking more work after 10 ms, so a burst is many short transactions."""
    await asyncio.gather(*(db.write(add("tap")) for _ in range(3000)))

    assert db.longest_hold < 1.0  # the figure itself is a benchmark's; here: it is bounded
    assert len(await db.read(words)) == 3000
