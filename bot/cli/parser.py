"""Reading the command line. What it says is translated like every other text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bot.cli.terminal import Terminal
from bot.views.console import commands

BAD_USAGE = 2


class _NotUnderstood(Exception):
    pass


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _NotUnderstood(message)


def parse(arguments: Sequence[str], terminal: Terminal) -> Namespace | int:
    """The command and its options, or the exit code where there is nothing to run."""
    if not arguments or arguments[0] == "help" or {"-h", "--help"} & set(arguments):
        terminal.say(commands.overview(terminal.t))
        return 0 if arguments else BAD_USAGE
    if arguments[0] == "--version":
        arguments = ["version"]
    try:
        return _parser().parse_args(arguments)
    except _NotUnderstood:
        if list(arguments) == ["restore"]:
            terminal.complain(commands.no_copy_named(terminal.t))
            return BAD_USAGE
        terminal.complain(commands.not_understood(" ".join(arguments), terminal.t))
        return BAD_USAGE


def _parser() -> ArgumentParser:
    parser = _Parser(prog="trzecie-miejsce", add_help=False, allow_abbrev=False)
    subs = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    for name in ("run", "setup", "doctor", "owner-code", "migrate", "version"):
        subs.add_parser(name, add_help=False, allow_abbrev=False)
    demo = subs.add_parser("demo", add_help=False, allow_abbrev=False)
    demo.add_argument("--port", type=int, default=None)
    backup = subs.add_parser("backup", add_help=False, allow_abbrev=False)
    backup.add_argument("--to", type=Path, default=None)
    restore = subs.add_parser("restore", add_help=False, allow_abbrev=False)
    restore.add_argument("file", type=Path)
    return parser
