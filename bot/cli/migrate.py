"""`migrate`: the newest schema, for those who want to see it done before they start the bot."""

from __future__ import annotations

from argparse import Namespace

from bot.cli.settings import settings_here
from bot.cli.terminal import Terminal
from bot.storage.lock import lock_folder
from bot.storage.migration import migrate, newest
from bot.views.console import commands


def main(_: Namespace, terminal: Terminal) -> int:
    """Copy, then upgrade. Raises StorageError."""
    settings = settings_here()
    with lock_folder(settings.data_dir):
        copy = migrate(settings.database, settings.backups)
    terminal.say(commands.migrated(newest(), str(copy or ""), terminal.t))
    return 0
