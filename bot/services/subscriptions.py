"""„O czym pisać do Ciebie?”, and at what hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.people import Person
from bot.domain.quiet_hours import DEFAULT, QuietHours
from bot.domain.reminders import EVERYTHING, UNFINISHED
from bot.domain.subscriptions import NUDGES, Notifications, Subscriptions, Topic, read_wish
from bot.i18n import Translator
from bot.services.turn import Turn
from bot.storage import reminders
from bot.storage import subscriptions as rows
from bot.storage.database import Tx

View = Callable[[Subscriptions, Translator], object]
SettingsView = Callable[[Notifications, Translator], object]
Change = Callable[[Tx, Person], None]


class Subscribing:
    """Switches topics and reminders on and off, and sets quiet hours."""

    async def choose(
        self, turn: Turn, topic: str, wanted: bool, view: View
    ) -> Subscriptions | None:
        """After a survey: set one topic as wanted; an empty topic switches all off. Unknown ones
        change nothing."""

        def work(tx: Tx, person: Person) -> Subscriptions:
            if topic:
                _set(tx, person, topic, wanted, turn.now)
            else:
                rows.clear(tx, person.id)
            return Subscriptions(rows.topics(tx, person.id), chosen=True)

        return await turn.write(work, view)

    async def show(self, turn: Turn, view: SettingsView) -> None:
        """`/powiadomienia`."""
        await turn.write(_settings, view)

    async def set_topic(self, turn: Turn, topic: str, wanted: bool, view: SettingsView) -> None:
        """One topic, or `NUDGES`, on or off; an empty topic switches everything off."""

        def change(tx: Tx, person: Person) -> None:
            if topic:
                _set(tx, person, topic, wanted, turn.now)
            else:
                _silence(tx, person)

        await self._change(turn, change, view)

    async def typed(self, turn: Turn, text: str, view: SettingsView) -> None:
        """The same in words: „warsztaty”, „bez ankiet”, „cisza 22–7”, „nic”."""
        wish = read_wish(text)

        def change(tx: Tx, person: Person) -> None:
            assert wish
            if wish.nothing:
                _silence(tx, person)
            elif wish.quiet:
                _keep(tx, person, wish.quiet)
            else:
                for topic in wish.topics:
                    _set(tx, person, topic, wish.wanted, turn.now)

        if wish is None:
            await turn.write(lambda tx, person: replace(_settings(tx, person), unread=True), view)
        else:
            await self._change(turn, change, view)

    async def _change(self, turn: Turn, change: Change, view: SettingsView) -> None:
        def work(tx: Tx, person: Person) -> Notifications:
            change(tx, person)
            return replace(_settings(tx, person), changed=True)

        await turn.write(work, view)


def _settings(tx: Tx, person: Person) -> Notifications:
    return Notifications(
        rows.topics(tx, person.id),
        rows.quiet_hours(tx, person.id),
        nudges=not reminders.refused(tx, person.id, UNFINISHED),
    )


def _set(tx: Tx, person: Person, topic: str, wanted: bool, now: datetime) -> None:
    if topic == NUDGES and wanted:
        reminders.allow(tx, person.id, UNFINISHED)
    elif topic == NUDGES:
        reminders.refuse(tx, person.id, UNFINISHED, EVERYTHING)
    elif topic in set(Topic) and wanted:
        rows.add(tx, person.id, topic, stamp(now))
    else:
        rows.remove(tx, person.id, topic)


def _silence(tx: Tx, person: Person) -> None:
    rows.clear(tx, person.id)
    reminders.refuse(tx, person.id, UNFINISHED, EVERYTHING)


def _keep(tx: Tx, person: Person, hours: QuietHours) -> None:
    rows.set_quiet_hours(tx, person.id, None if hours == DEFAULT else hours)
