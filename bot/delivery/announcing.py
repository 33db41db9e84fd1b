"""Announcements at the moment of sending: is it still wanted, may it go now, and its calls."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.delivery.composing import Batch, Render
from bot.domain.announcements import Announcement, Status
from bot.domain.audiences import Reader
from bot.domain.outgoing import Composed, Later, Outgoing, Skipped
from bot.domain.quiet_hours import DEFAULT, Kind, QuietHours, may_go
from bot.services.turn import Office
from bot.storage import announcements as rows
from bot.storage import audiences
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
        self._known_posts: dict[tuple[int, int, str], tuple[Post, tuple[Call, ...]]] = {}
        self._awake: dict[QuietHours, tuple[datetime, datetime]] = {}

    @property
    def batches(self) -> dict[str, Batch]:
        """By the kinds of runs."""
        return {
            "announcement": self.announcement,
            "correction": self.correction,
            "withdrawal": self.withdrawal,
        }

    def announcement(self, tx: Tx, rows: Sequence[Outgoing], now: datetime) -> Render:
        """A new message to those who still want it and are not asleep."""
        said = self._current(tx, rows[0].subject_id)
        if said is None or said.status not in LIVE:
            return _withdrawn
        readers = self._readers(tx, said, rows)

        def render(row: Outgoing) -> Composed:
            reader = readers.get(row.person_id or 0)  # none: a group or channel
            if row.person_id and (no := self._unwanted(said, reader, row.person_id, now)):
                return no
            calls = self._rendered(said, reader, now)[1]
            return [self._row(row, call, said) for call in calls]

        return render

    def correction(self, tx: Tx, rows: Sequence[Outgoing], now: datetime) -> Render:
        """Edits make no sound: they go at any hour, and to those who have unsubscribed since."""
        said = self._current(tx, rows[0].subject_id)
        if said is None or said.status not in LIVE:
            return _withdrawn
        readers = self._readers(tx, said, rows)

        def render(row: Outgoing) -> Composed:
            shown = self._rendered(said, readers.get(row.person_id or 0), now)[0]
            caption = len(said.content.media) == 1 and not row.parts
            return [self._row(row, posts.edited(shown, row.message_id, caption=caption), said)]

        return render

    def withdrawal(self, _tx: Tx, _rows: Sequence[Outgoing], _now: datetime) -> Render:
        """The text goes first, then what came with it."""

        def render(row: Outgoing) -> Composed:
            messages = [row.message_id, *json.loads(row.parts or "[]")]
            return [self._row(row, posts.deleted(one), None) for one in messages]

        return render

    def _readers(
        self, tx: Tx, said: Announcement, rows: Sequence[Outgoing]
    ) -> Mapping[int, Reader]:
        assert said.audience
        return audiences.readers(tx, said.audience, [row.person_id or 0 for row in rows])

    def _unwanted(
        self, said: Announcement, reader: Reader | None, person_id: int, now: datetime
    ) -> Skipped | Later | None:
        if reader is None or not reader.wants:
            return Skipped("unsubscribed")
        if said.urgent and reader.hours == DEFAULT:
            return None
        return self._asleep(reader.hours, person_id, now)

    def _asleep(self, hours: QuietHours, person_id: int, now: datetime) -> Later | None:
        """Quiet begins and ends on whole minutes: who is awake is so for the rest of this one."""
        begins, ends = self._awake.get(hours, (now, now))
        if begins <= now < ends:
            return None
        at = may_go(Kind.OTHER, now, self._office.profile.zone, hours, person_id=person_id)
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

    def _rendered(
        self, said: Announcement, reader: Reader | None, now: datetime
    ) -> tuple[Post, tuple[Call, ...]]:
        language = reader.language if reader else ""
        key = (said.id, said.revision, language)
        known = self._known_posts.get(key)
        if known is None:
            if len(self._known_posts) >= REMEMBERED:
                self._known_posts.clear()
            known = self._known_posts[key] = self._made(said, language, now)
        return known

    def _made(
        self, said: Announcement, language: str, now: datetime
    ) -> tuple[Post, tuple[Call, ...]]:
        profile = self._office.profile
        t = self._office.translator(language or profile.default_language, now)
        shown = post(said, profile.funding, t, private=bool(language))
        return shown, posts.calls(shown)

    def _row(self, row: Outgoing, call: Call, said: Announcement | None) -> Outgoing:
        rev = said.revision if said else row.rev
        return row._replace(method=call.method, params=call.to(row.chat_id), rev=rev)


def _withdrawn(_: Outgoing) -> Composed:
    return Skipped("withdrawn")
