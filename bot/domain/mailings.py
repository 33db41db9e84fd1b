"""A mailing: one run over many recipients, and how far it has come."""

from __future__ import annotations

from enum import StrEnum

from bot.frozen import frozen


class Kind(StrEnum):
    """What is done to every recipient."""

    ANNOUNCEMENT = "announcement"  # a new message
    CORRECTION = "correction"  # the message that was sent is edited
    WITHDRAWAL = "withdrawal"  # it is deleted


class Status(StrEnum):
    """How a run stands. While planning goes on, those who are planned are already sent to."""

    PLANNING = "planning"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"


@frozen
class Mailing:
    """One run. The counters equal the states of its rows; erased people who still waited count
    as skipped. Times are stamps, "" where there is none."""

    id: int
    announcement_id: int
    kind: Kind
    status: Status
    complete: bool  # everybody is in the outbox
    not_before: str
    revision: int  # of the announcement, when the run was begun
    paid: bool
    planned: int
    sent: int
    failed: int
    unreachable: int
    unknown: int
    skipped: int
    created_by: int | None
    created_at: str
    started_at: str
    finished_at: str
    progress_chat_id: int
    progress_message_id: int

    @property
    def done(self) -> int:
        """Recipients of whom it is known what became, or known that it is not known."""
        return self.sent + self.failed + self.unreachable + self.unknown + self.skipped

    @property
    def waiting(self) -> int:
        """Recipients whose turn is still to come, of those planned so far."""
        return self.planned - self.done

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100; 100 only when all of it is."""
        return 100 * self.done // self.planned if self.planned else 100 * int(self.complete)
