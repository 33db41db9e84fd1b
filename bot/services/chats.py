"""Groups and channels that the bot was put into, or out of."""

from __future__ import annotations

from bot.clock import stamp
from bot.domain.chats import Chat
from bot.services.turn import Office, Turn
from bot.storage import chats, inbox
from bot.storage.database import Tx


class Chats:
    """Nobody is answered: whoever changed it sees it in their messenger."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def note(self, turn: Turn, chat: Chat) -> None:
        """Keep what the bot may do there now. The one who did it need not be known to us."""

        def work(tx: Tx) -> None:
            if inbox.finish(tx, self._office.bot_id, turn.update_ids):
                chats.put(tx, chat, stamp(turn.now))

        await self._office.db.write(work)
        turn.committed = True
