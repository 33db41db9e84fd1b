"""The program's commands. One module for each; whatever is expected to fail ends in one line."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module

from bot.cli.failures import told
from bot.cli.parser import parse
from bot.cli.terminal import Terminal, here

MODULES = {
    "run": "bot.cli.run",
    "demo": "bot.cli.demo",
    "setup": "bot.cli.setup",
    "doctor": "bot.cli.doctor",
    "owner-code": "bot.cli.owner_code",
    "migrate": "bot.cli.migrate",
    "backup": "bot.cli.backup",
    "restore": "bot.cli.restore",
    "version": "bot.cli.version",
}


def main(arguments: Sequence[str] | None = None, terminal: Terminal | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 for a failure, 2 for a bad setting or usage."""
    os.umask(0o077)  # what the program writes is for its own user only
    terminal = terminal or here()
    options = parse(sys.argv[1:] if arguments is None else arguments, terminal)
    if isinstance(options, int):
        return options

    def command(options: Namespace, terminal: Terminal) -> int:
        """Only the modules of this command are imported, and nothing of them is garbage yet."""
        gc.disable()
        module = import_module(MODULES[options.command])
        gc.enable()
        return int(module.main(options, terminal))

    return told(command, options, terminal)
