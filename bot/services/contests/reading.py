"""What stands in an application, for those who read it: answers under their questions, in the
reader's language; two versions beside each other; attached files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import Media
from bot.domain.answering import spoken
from bot.domain.contests.applications import Application, File, Version
from bot.domain.contests.arrivals import Changed, Versions
from bot.domain.contests.editions import Edition
from bot.domain.people import Person
from bot.errors import Refused
from bot.forms import engine
from bot.forms.model import Kind
from bot.forms.state import State
from bot.forms.steps import Review, ReviewItem, Section
from bot.services.contests.applying import Applications
from bot.services.contests.ledger import Ledger
from bot.storage import attachments
from bot.storage import contest_applications as rows
from bot.storage.database import Tx
from bot.storage.forms import Forms

FILES: Mapping[Kind, str] = {
    Kind.IMAGE: "photo", Kind.AUDIO: "audio", Kind.VIDEO: "video", Kind.FILE: "document",
}  # fmt: skip


class Reading:
    """Inside transactions of others; who may read, they say."""

    def __init__(self, ledger: Ledger, shelf: Forms, applications: Applications) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._applications = applications

    async def warm(self, application_id: int) -> None:
        """Compile the form before the transaction that needs it."""
        office = self._ledger.office

        def read(tx: Tx) -> None:
            kept = rows.last_state(tx, application_id)
            if kept:
                self._shelf.get(tx, kept[0], office.profile.places)

        await office.db.read(read)

    def file(
        self, tx: Tx, person: Person, application: Application, edition: Edition, now: datetime
    ) -> File:
        """With its budget, authors and history."""
        return self._applications.file(tx, person, application, edition, now)

    def answers(
        self, tx: Tx, person: Person, application: Application, now: datetime
    ) -> tuple[ReviewItem, ...]:
        """Of the newest version; none where nothing was handed in."""
        kept = rows.last_state(tx, application.id)
        return self._items(tx, person, *kept, now) if kept else ()

    def versions(
        self, tx: Tx, person: Person, application: Application, before: int, after: int,
        now: datetime,
    ) -> Versions:  # fmt: skip
        """Two of them. Raises Refused: version_gone."""
        every = {one.number: one for one in rows.versions(tx, application.id)}
        old, new = self._version(every, before), self._version(every, after)
        states = (rows.state_of(tx, application.id, one) for one in (before, after))
        sides = [self._items(tx, person, *kept, now) if kept else () for kept in states]
        return Versions(application, old, new, max(every), changed(*sides))

    def files(
        self, tx: Tx, person: Person, application: Application, now: datetime
    ) -> tuple[Media, ...]:
        """What Telegram still keeps of it."""
        named = (
            (FILES[one.kind], attachments.file_id(tx, one.value))
            for one in self.answers(tx, person, application, now)
            if one.kind in FILES and one.value
        )
        return tuple(Media(kind, file_id) for kind, file_id in named if file_id)

    def _version(self, every: Mapping[int, Version], number: int) -> Version:
        if number not in every:
            raise Refused("version_gone")
        return every[number]

    def _items(
        self, tx: Tx, person: Person, form_id: int, state: State, now: datetime
    ) -> tuple[ReviewItem, ...]:
        profile = self._ledger.office.profile
        form = self._shelf.get(tx, form_id, profile.places)
        seen = replace(state, language=spoken(form, person.language))
        step = engine.current(form, seen, now.astimezone(profile.zone))
        return step.items if isinstance(step, Review) else ()


def changed(before: tuple[ReviewItem, ...], after: tuple[ReviewItem, ...]) -> tuple[Changed, ...]:
    """Answers that differ, in the order of the newer version, then what is gone."""
    named = {**_by_ref(before), **_by_ref(after)}
    old = {one.ref: one for one in before}
    new = {one.ref: one for one in after}
    refs = [*new, *(ref for ref in old if ref not in new)]
    found = []
    for ref in refs:
        was, now = (side[ref].answer if ref in side else "" for side in (old, new))
        if was != now:
            found.append(Changed(named[ref], (new.get(ref) or old[ref]).kind, was, now))
    return tuple(found)


def _by_ref(items: tuple[ReviewItem, ...]) -> dict[str, str]:
    """Questions by reference; of a repeat with the number of the turn before them."""
    turn: Section | None = None
    labels = {}
    for item in items:
        begun = [one for one in item.sections if one.index]
        turn = begun[-1] if begun else turn if "[" in item.ref else None
        labels[item.ref] = f"{turn.label} {turn.index}: {item.label}" if turn else item.label
    return labels
