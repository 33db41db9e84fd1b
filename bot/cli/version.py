"""`version`."""

from __future__ import annotations

from argparse import Namespace
from importlib.metadata import version

from bot.cli.terminal import Terminal
from bot.storage.migration import newest
from bot.views.console import commands


def main(_: Namespace, terminal: Terminal) -> int:
    """Say which version of the program and of the schema this is."""
    terminal.say(commands.version(version("trzecie-miejsce"), newest(), terminal.t))
    return 0
