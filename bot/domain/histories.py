"""What became of announcements, as staff see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.announcements import Announcement
from bot.domain.mailings import Kind, Mailing
from bot.frozen import frozen


@frozen
class Figures:
    """Of all runs that sent it; `waiting` while one still goes on."""

    sent: int = 0
    unreachable: int = 0
    waiting: int = 0
    unknown: int = 0
    failed: int = 0


def figures(runs: Iterable[Mailing]) -> Figures:
    """Corrections and withdrawals reach nobody anew."""
    counted = [run for run in runs if run.kind is Kind.ANNOUNCEMENT]
    return Figures(
        sum(run.sent for run in counted),
        sum(run.unreachable for run in counted),
        sum(run.waiting for run in counted),
        sum(run.unknown for run in counted),
        sum(run.failed for run in counted),
    )


@frozen
class Listed:
    """One line of the history."""

    announcement: Announcement
    figures: Figures


@frozen
class Board:
    """`/ogloszenia`, the newest first."""

    listed: tuple[Listed, ...]


@frozen
class Told:
    """One announcement with all its runs. `next_at`: when a scheduled one goes (again)."""

    announcement: Announcement
    runs: tuple[Mailing, ...]
    funding: str = ""
    next_at: datetime | None = None


@frozen
class Withdrawal:
    """Nobody more gets it; it is being deleted at so many people."""

    announcement: Announcement
    number: int


@frozen
class Report:
    """A run as its progress message tells it. `seconds`: about how long it still takes."""

    mailing: Mailing
    title: str
    seconds: int = 0


@frozen
class Controlled:
    """What a tap below the progress message did. `changed` is False where it was so already."""

    mailing: Mailing
    changed: bool
