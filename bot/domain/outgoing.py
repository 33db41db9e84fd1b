"""A message on its way out, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Outgoing(NamedTuple):
    """One call to the messenger. `params` is JSON text; `id` is 0 until it is stored.

    A tuple, because every answer makes several and a frozen dataclass of this size takes longer.

    `lane` is "reply" (to what the person just did, sent at once), "notice" (to somebody else, sent
    by the delivery worker) or "" for what need not survive a crash: edits and toasts.
    """

    lane: str
    chat_id: int
    method: str
    params: str
    person_id: int | None = None
    attachment_name: str = ""
    attachment: bytes | None = None
    session_id: int = 0
    rev: int = 0
    not_before: str = ""
    dedupe_key: str | None = None
    attempts: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one row: its final state, and the message that Telegram made of it."""

    row: Outgoing
    state: str
    message_id: int = 0
    error: str = ""
