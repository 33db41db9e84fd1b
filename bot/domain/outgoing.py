"""A message on its way out, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.frozen import frozen


class Outgoing(NamedTuple):
    """One call to the messenger. `params` is JSON text; `id` is 0 until it is stored.

    A tuple, because every answer makes several and a frozen dataclass of this size takes longer.

    `lane` is "reply" (to what the person just did, sent at once), "notice" (to somebody else, sent
    by the delivery engine), "bulk" (one recipient of a mailing) or "" for what need not survive a
    crash: edits and toasts.

    A row without a `method` is rendered when it is sent, by the composer of its `purpose`, about
    the `subject_id`. `not_before` "" means at once, whatever the clock says.
    """

    lane: str
    chat_id: int
    method: str
    params: str
    person_id: int | None = None
    attachment_name: str = ""
    attachment: bytes | None = None
    session_id: int = 0
    rev: int = 0  # of the session's question; in a mailing, the revision that was sent
    not_before: str = ""
    dedupe_key: str | None = None
    attempts: int = 0
    id: int = 0
    purpose: str = ""
    subject_id: int = 0
    mailing_id: int | None = None
    message_id: int = 0  # what Telegram made of it; before, the message that it is about
    parts: str = ""  # JSON list of the ids of further messages: an album's
    step: int = 0  # of a row with several calls: how many were made


@frozen
class Settled:
    """What became of one row: its final state, and the message that Telegram made of it."""

    row: Outgoing
    state: str
    message_id: int = 0
    error: str = ""


@frozen
class Attempt:
    """What one try of the engine came to. `row` is as it is to be kept: what was sent of it, when
    and how often to try again. `state` is final, or "pending" for a row that goes again."""

    row: Outgoing
    state: str
    error: str = ""
    moved_to: int = 0  # the group is a supergroup now, with this id


@frozen
class Skipped:
    """It makes no sense any more: the row ends as `skipped`, with this code."""

    reason: str


@frozen
class Later:
    """Not now (quiet hours, say): the row waits until this moment."""

    until: datetime


Composed = Sequence[Outgoing] | Skipped | Later
