"""Rendering at send time: what each purpose has instead of a text that was stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain.outgoing import Composed, Outgoing
from bot.domain.people import Person
from bot.storage.database import Tx

# Given the row, who it is for (None for a group or channel) and the present moment: the calls to
# make, in order; or that it makes no sense any more; or that it must wait. It runs in the
# transaction that claims the row, on the writer thread: at most 0.1 ms for one row of a mailing.
Composer = Callable[[Tx, Outgoing, Person | None, datetime], Composed]
Composers = Mapping[str, Composer]
