"""`owner-code`: a one-time link that makes its opener the owner, also while the bot runs."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from datetime import UTC, datetime

from bot.cli.settings import settings_here, who_am_i
from bot.cli.terminal import Terminal
from bot.config import Settings
from bot.domain.invitations import OWNER_LINK, OWNER_VALID, new_code
from bot.services.invitations import add_owner_code
from bot.storage.database import Database
from bot.storage.migration import migrate, revision
from bot.views.console import commands


def main(_: Namespace, terminal: Terminal) -> int:
    """Make a code and show it."""
    settings = settings_here()
    asyncio.run(show_owner_link(settings, terminal))
    return 0


async def show_owner_link(settings: Settings, terminal: Terminal) -> None:
    """A new code in the database, and its link with a QR code in the terminal.

    Raises StorageError, Unreachable, Unauthorized.
    """
    me = await who_am_i(settings)
    if not settings.database.exists() or not revision(settings.database):
        await asyncio.to_thread(_prepare, settings)
    db = Database(settings.database)
    try:
        now, code = datetime.now(UTC), new_code()
        await db.write(lambda tx: add_owner_code(tx, code, now))
    finally:
        await db.close()
    say_owner_link(f"https://t.me/{me['username']}?start={OWNER_LINK}{code}", now, terminal)


def say_owner_link(link: str, made: datetime, terminal: Terminal) -> None:
    """The link and its picture; the picture needs a terminal that somebody looks at."""
    from bot.views.qr import qr_terminal

    picture = qr_terminal(link) if terminal.watched else ""
    terminal.say(commands.owner_link(link, made + OWNER_VALID, picture, terminal.t))


def _prepare(settings: Settings) -> None:
    """The bot has never run: make the database that it will find."""
    from bot.storage.lock import lock_folder

    with lock_folder(settings.data_dir):
        migrate(settings.database, settings.backups)
