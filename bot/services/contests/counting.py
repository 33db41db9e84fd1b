"""A file counted in a process of its own: the bot goes on, whatever the file is.

The process has a limit on memory and on time. It reads no database and no network.
"""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from bot.domain.contests.election_files import NotCounted, Trial, Way, report

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MEMORY = 1536 * 2**20  # bytes of address space
PATIENCE = 900.0  # seconds
LOOK = 0.2  # seconds between two looks whether the bot is being stopped


def count_apart(
    data: bytes, way: Way, stopped: Event, patience: float = PATIENCE
) -> Trial | NotCounted:
    """Blocks until it is done, or `stopped` is set: call it in a thread."""
    import multiprocessing  # would slow every start
    import resource

    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=report, args=(sender.send, data, way), daemon=True)
    process.start()
    assert process.pid
    resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
    sender.close()
    try:
        return _answer(receiver, stopped, monotonic() + patience)
    finally:
        process.kill()
        process.join()
        process.close()
        receiver.close()


def _answer(receiver: Connection, stopped: Event, end: float) -> Trial | NotCounted:
    done = False
    while not done:
        if stopped.is_set() or monotonic() > end:
            return NotCounted("too_slow")
        done = receiver.poll(LOOK)
    try:
        found = receiver.recv()
    except EOFError:  # it died: out of memory
        return NotCounted("broken")
    assert isinstance(found, Trial | NotCounted)
    return found
