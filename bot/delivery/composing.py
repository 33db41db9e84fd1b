"""Rendering at send time: what each purpose has instead of a text that was stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.domain.outgoing import Composed, Outgoing
from bot.domain.people import Person
from bot.storage.database import Tx

# Given the row, who it is for (None for a group or channel) and the present moment: the calls to
# make, in order; or that it makes no sense any more; or that it must wait. It runs in the
# transaction that claims the row, on the writer thread.
Composer = Callable[[Tx, Outgoing, Person | None, datetime], Composed]
Composers = Mapping[str, Composer]

# The same for rows of one mailing, by its kind: all is looked up for all of them at once, and what
# comes back asks the database nothing. Each statement gives the main thread a chance to take the
# interpreter from the writer; four for each row held the writer up for a tenth of a second.
Render = Callable[[Outgoing], Composed]
Batch = Callable[[Tx, Sequence[Outgoing], datetime], Render]
Batches = Mapping[str, Batch]
