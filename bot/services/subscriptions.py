"""„O czym pisać do Ciebie?”"""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import stamp
from bot.domain.people import Person
from bot.domain.subscriptions import Subscriptions, Topic
from bot.i18n import Translator
from bot.services.turn import Turn
from bot.storage import subscriptions as rows
from bot.storage.database import Tx

View = Callable[[Subscriptions, Translator], object]


class Subscribing:
    """Switches topics on and off."""

    async def choose(
        self, turn: Turn, topic: str, wanted: bool, view: View
    ) -> Subscriptions | None:
        """Set one topic as wanted; an empty topic switches all off. Unknown ones change nothing."""

        def work(tx: Tx, person: Person) -> Subscriptions:
            if not topic:
                rows.clear(tx, person.id)
            elif topic in set(Topic) and wanted:
                rows.add(tx, person.id, topic, stamp(turn.now))
            else:
                rows.remove(tx, person.id, topic)
            return Subscriptions(rows.topics(tx, person.id), chosen=True)

        return await turn.write(work, view)
