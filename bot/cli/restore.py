"""`restore`: a copy in the database's place. What people had erased since is erased again."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

from bot.cli.settings import settings_here
from bot.cli.terminal import Terminal
from bot.config import Settings
from bot.storage import erasures, secret
from bot.storage.backup import restore_database
from bot.storage.database import Database
from bot.storage.lock import lock_folder
from bot.storage.migration import migrate
from bot.views.console import commands


def main(options: Namespace, terminal: Terminal) -> int:
    """Verify, put the present database aside, replace it. Raises StorageError."""
    settings = settings_here()
    erased = 0

    def prepare(fresh: Path) -> None:
        nonlocal erased
        migrate(fresh, settings.backups)
        erased = asyncio.run(_erase_again(fresh, settings))

    with lock_folder(settings.data_dir):
        aside = restore_database(options.file, settings.database, settings.backups, prepare)
    terminal.say(commands.restored(str(aside or ""), erased, terminal.t))
    return 0


async def _erase_again(fresh: Path, settings: Settings) -> int:
    asked = erasures.noted(settings.data_dir)
    if not asked:
        return 0
    key = secret.load(settings.data_dir)
    db = Database(fresh)
    try:
        return await db.write(lambda tx: erasures.replay(tx, key, asked))
    finally:
        await db.close()
