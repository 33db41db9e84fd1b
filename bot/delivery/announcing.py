"""Announcements at the moment of sending: is it still wanted, may it go now, and its calls."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.delivery.composing import Composer
from bot.domain.announcements import Announcement, Status
from bot.domain.outgoing import Composed, Later, Outgoing, Skipped
from bot.domain.people import Person
from bot.domain.quiet_hours import DEFAULT, Kind, QuietHours, may_go
from bot.services.turn import Office
from bot.storage import announcements as rows
from bot.storage import audiences, subscriptions
from bot.storage.database import Tx
from bot.transport import posts
from bot.transport.posts import Call
from bot.views.announcement_posts import post
from bot.views.screen import Post

LIVE = frozenset({Status.SENT, Status.SCHEDULED})
MINUTE = timedelta(minutes=1)
REMEMBERED = 16  # renderings: a few announcements in three languages


class Announcing:
    """What a row comes to depends on its announcement's revision and its reader's language, so
    each of these is rendered once, whatever the number of recipients."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[int, Announcement] = {}
        self._posts: dict[tuple[int, int, str], Post] = {}
        self._calls: dict[tuple[int, int, str], tuple[Call, ...]] = {}
        self._awake: dict[QuietHours, tuple[datetime, datetime]] = {}

    @property
    def composers(self) -> dict[str, Composer]:
        """By the purposes of rows, which are the kinds of runs."""
        return {
            "announcement": self.announcement,
            "correction": self.correction,
            "withdrawal": self.withdrawal,
        }

    def announcement(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """A new message to somebody who still wants it and is not asleep."""
        said = self._current(tx, row.subject_id)
        if said is None or said.status not in LIVE:
            return Skipped("withdrawn")
        if person and (no := self._unwanted(tx, said, person, now)):
            return no
        language = person.language if person else ""
        key = (said.id, said.revision, language)
        if key not in self._calls:
            self._remember(said, language, now)
        return [self._row(row, call, said) for call in self._calls[key]]

    def correction(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """Edits make no sound: they go at any hour, and to those who have unsubscribed since."""
        said = self._current(tx, row.subject_id)
        if said is None or said.status not in LIVE:
            return Skipped("withdrawn")
        language = person.language if person else ""
        key = (said.id, said.revision, language)
        if key not in self._posts:
            self._remember(said, language, now)
        caption = len(said.content.media) == 1 and not row.parts
        call = posts.edited(self._posts[key], row.message_id, caption=caption)
        return [self._row(row, call, said)]

    def withdrawal(
        self, _tx: Tx, row: Outgoing, _person: Person | None, _now: datetime
    ) -> Sequence[Outgoing]:
        """The text goes first, then what came with it."""
        messages = [row.message_id, *json.loads(row.parts or "[]")]
        return [self._row(row, posts.deleted(one), None) for one in messages]

    def _unwanted(
        self, tx: Tx, said: Announcement, person: Person, now: datetime
    ) -> Skipped | Later | None:
        assert said.audience
        if not audiences.includes(tx, said.audience, person.id):
            return Skipped("unsubscribed")
        hours = subscriptions.quiet_hours(tx, person.id)
        if said.urgent and hours == DEFAULT:
            return None
        return self._asleep(hours, person, now)

    def _asleep(self, hours: QuietHours, person: Person, now: datetime) -> Later | None:
        """Quiet begins and ends on whole minutes: who is awake is so for the rest of this one."""
        begins, ends = self._awake.get(hours, (now, now))
        if begins <= now < ends:
            return None
        at = may_go(Kind.OTHER, now, self._office.profile.zone, hours, person_id=person.id)
        if at > now:
            return Later(at)
        if len(self._awake) >= REMEMBERED:
            self._awake.clear()
        minute = now.replace(second=0, microsecond=0)
        self._awake[hours] = (minute, minute + MINUTE)
        return None

    def _current(self, tx: Tx, announcement_id: int) -> Announcement | None:
        """From memory while nothing has changed."""
        stands = rows.stands(tx, announcement_id)
        if stands is None:
            return None
        known = self._known.get(announcement_id)
        if known is None or (known.revision, known.status) != stands:
            known = rows.by_id(tx, announcement_id)
            assert known
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[announcement_id] = known
        return known

    def _remember(self, said: Announcement, language: str, now: datetime) -> None:
        if len(self._calls) >= REMEMBERED:
            self._calls.clear()
            self._posts.clear()
        profile = self._office.profile
        t = self._office.translator(language or profile.default_language, now)
        shown = post(said, profile.funding, t, private=bool(language))
        key = (said.id, said.revision, language)
        self._posts[key], self._calls[key] = shown, posts.calls(shown)

    def _row(self, row: Outgoing, call: Call, said: Announcement | None) -> Outgoing:
        rev = said.revision if said else row.rev
        return row._replace(method=call.method, params=call.to(row.chat_id), rev=rev)
