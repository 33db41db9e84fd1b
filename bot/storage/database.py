"""The database: one writer thread, group commit, a reader beside it.

`write(work)` runs one plain function in one transaction. Functions that wait together share one
commit, each in a savepoint of its own, so that one that fails takes nobody along. With
`synchronous=FULL` nobody is answered before the disk has it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from bot.errors import StorageError

Tx = sqlite3.Connection
R = TypeVar("R")

HOLD = 0.010  # seconds that a batch should take: no further work if one like its longest goes over
LOG = 8000  # pages (32 MiB) of log after which the writer itself moves them into the file
BESIDE = 128  # commits after which the reader's thread does so beside the writer
_CODES = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_IOERR: "io_error",
}


def connect(path: Path, *, query_only: bool = False) -> Tx:
    """A connection with the project's settings. Raises StorageError."""
    try:
        tx = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5.0)
        tx.execute("PRAGMA journal_mode=WAL")
        tx.execute("PRAGMA synchronous=FULL")
        tx.execute("PRAGMA foreign_keys=ON")
        tx.execute("PRAGMA secure_delete=ON")
        tx.execute(f"PRAGMA wal_autocheckpoint={LOG}")
        tx.execute("PRAGMA temp_store=MEMORY")
        if query_only:
            tx.execute("PRAGMA query_only=ON")
    except sqlite3.Error as error:
        raise storage_error(error, path) from error
    return tx


def storage_error(error: sqlite3.Error, path: Path | str = "") -> StorageError:
    """The expected failures of a disk, as our own error."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return StorageError(_CODES.get(code, "database"), str(path))


def _is_the_disk(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _CODES


class _Job:
    __slots__ = ("future", "value", "work")

    def __init__(self, work: Callable[[Tx], Any], future: asyncio.Future[Any]) -> None:
        self.work = work
        self.future = future
        self.value: Any = None


class Database:
    """Opened once by `app`; see the module's text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = connect(path)
        self._reader = connect(path, query_only=True)
        self._write_thread = ThreadPoolExecutor(1, "writer")
        self._read_thread = ThreadPoolExecutor(1, "reader")
        self._waiting: deque[_Job] = deque()
        self._draining = False
        self._commits = 0
        self._loop = asyncio.get_running_loop()
        self.longest_hold = 0.0  # seconds that works of one batch took together, so far
        self.longest_commit = 0.0  # seconds that the disk took to keep one

    async def write(self, work: Callable[[Tx], R]) -> R:
        """Run `work` in one transaction; return once it is on the disk.

        Raises what `work` raises, with its changes undone; StorageError when the disk refuses.
        """
        future: asyncio.Future[R] = self._loop.create_future()
        self._waiting.append(_Job(work, future))
        if not self._draining:
            self._draining = True
            self._write_thread.submit(self._drain)
        return await future

    async def read(self, work: Callable[[Tx], R]) -> R:
        """Run `work` on the reading connection, in one snapshot."""
        return await self._loop.run_in_executor(self._read_thread, self._snapshot, work)

    async def checkpoint(self) -> None:
        """Move the log into the file and empty it: what was erased is then nowhere."""
        await self._loop.run_in_executor(
            self._write_thread,
            lambda: self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall(),
        )

    async def close(self) -> None:
        """Finish what waits, then close both connections."""
        await self._loop.run_in_executor(None, self._shut)

    def _shut(self) -> None:
        self._write_thread.shutdown()
        self._read_thread.shutdown()
        self._reader.close()
        self._writer.close()

    def _snapshot(self, work: Callable[[Tx], R]) -> R:
        self._reader.execute("BEGIN")
        try:
            return work(self._reader)
        finally:
            self._reader.execute("ROLLBACK")

    def _drain(self) -> None:
        batch = self._commit_batch()
        self._loop.call_soon_threadsafe(self._settle, batch)

    def _settle(self, batch: list[tuple[_Job, BaseException | None]]) -> None:
        for job, error in batch:
            if job.future.done():
                continue
            if error is None:
                job.future.set_result(job.value)
            else:
                job.future.set_exception(error)
        if self._waiting:
            self._write_thread.submit(self._drain)
        else:
            self._draining = False
        self._commits += 1
        if self._commits % BESIDE == 0:
            self._read_thread.submit(self._checkpoint_beside)

    def _checkpoint_beside(self) -> None:
        """The disk's slowest work, off the writer, which meets the disk's faults itself."""
        self._reader.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _commit_batch(self) -> list[tuple[_Job, BaseException | None]]:
        started = now = perf_counter()
        longest = 0.0
        done: list[tuple[_Job, BaseException | None]] = []
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            while self._waiting and now - started + longest < HOLD:
                job = self._waiting.popleft()
                done.append((job, None))
                done[-1] = (job, self._run(job))
                before, now = now, perf_counter()
                longest = max(longest, now - before)
            self.longest_hold = max(self.longest_hold, now - started)
            self._writer.execute("COMMIT")
            self.longest_commit = max(self.longest_commit, perf_counter() - now)
        except sqlite3.Error as error:
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")
            if not done and self._waiting:
                done.append((self._waiting.popleft(), None))
            failure = storage_error(error, self.path)
            done = [(job, own or failure) for job, own in done]
        return done

    def _run(self, job: _Job) -> Exception | None:
        self._writer.execute("SAVEPOINT one")
        try:
            job.value = job.work(self._writer)
        except Exception as error:  # handed to the caller that waits for it
            if isinstance(error, sqlite3.Error) and _is_the_disk(error):
                raise  # not the work's fault: SQLite may have undone the whole batch already
            self._writer.execute("ROLLBACK TO one")
            self._writer.execute("RELEASE one")
            return error
        self._writer.execute("RELEASE one")
        return None
