"""`backup`: a copy of the database, also while the bot runs."""

from __future__ import annotations

from argparse import Namespace

from bot.cli.settings import settings_here
from bot.cli.terminal import Terminal
from bot.storage.backup import copy_database
from bot.views.console import commands


def main(options: Namespace, terminal: Terminal) -> int:
    """Copy into the folder given, or into the bot's own. Raises StorageError."""
    settings = settings_here()
    folder = options.to or settings.backups
    new = bool(options.to) and not folder.exists()
    copy = copy_database(settings.database, folder, "manual")
    if new:
        terminal.say(commands.new_folder(str(folder), terminal.t))
    terminal.say(commands.backed_up(str(copy), terminal.t))
    return 0
