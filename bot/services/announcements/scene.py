"""One author's one action on one draft: what every step of it is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.announcements import Announcement
from bot.domain.people import Person
from bot.frozen import frozen
from bot.services.announcements.options import Reach
from bot.services.turn import Office
from bot.storage import announcements as rows
from bot.storage.database import Tx


@frozen
class Scene:
    """`reach` was counted before the transaction. `attending`: whose messages are drafts'."""

    tx: Tx
    office: Office
    person: Person
    now: datetime
    reach: Reach
    attending: set[int]

    def keep(self, draft: Announcement, awaiting: str) -> Announcement:
        """Store the draft as it is now; from here the author's next message belongs to it."""
        kept = replace(draft, awaiting=awaiting, revision=draft.revision + 1)
        if awaiting:
            rows.look_away(self.tx, self.person.id)
        rows.put(self.tx, kept, stamp(self.now))
        self.listen(awaiting != "")
        return kept

    def add(self, draft: Announcement, awaiting: str) -> Announcement:
        """A new draft of this author."""
        rows.look_away(self.tx, self.person.id)
        mine = replace(draft, author_id=self.person.id, awaiting=awaiting)
        self.listen(True)
        return rows.add(self.tx, mine, stamp(self.now))

    def drop(self, draft: Announcement) -> None:
        """The draft is no more."""
        rows.delete_draft(self.tx, draft.id)
        self.listen(False)

    def listen(self, wanted: bool) -> None:
        """After the commit: does this author's next message belong to a draft?"""
        change = self.attending.add if wanted else self.attending.discard
        self.office.after_commit.append(lambda: change(self.person.telegram_id))
