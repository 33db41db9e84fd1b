"""From an exception to one clear line and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace

from bot.cli.logs import redacted
from bot.cli.terminal import Command, Terminal
from bot.errors import BotError, ConfigError, StorageError
from bot.i18n import Translator
from bot.views.console import failures

log = logging.getLogger(__name__)

FAILED = 1
BAD_SETTING = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells say it


class Unreachable(BotError):
    """The API does not answer; for commands that do not wait for it."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(reason)
        self.address = address
        self.reason = reason


def told(command: Command, options: Namespace, terminal: Terminal) -> int:
    """Run a command; what it raises on purpose is said in one line."""
    try:
        return command(options, terminal)
    except BotError as error:
        terminal.complain(redacted(words(error, terminal.t)))
        return BAD_SETTING if isinstance(error, ConfigError) else FAILED
    except (KeyboardInterrupt, EOFError):
        terminal.complain(f"\n{failures.interrupted(terminal.t)}")
        return INTERRUPTED
    except BrokenPipeError:  # whoever read the output has gone: `trzecie-miejsce doctor | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        log.exception("unexpected")
        terminal.complain(failures.unexpected(type(error).__name__, terminal.t))
        return FAILED


def words(error: BotError, t: Translator) -> str:
    """One line: what is wrong and what to do."""
    match error:
        case ConfigError():
            return failures.bad_setting(error, t)
        case StorageError():
            return failures.bad_storage(error, t)
        case Unreachable(address=address, reason=reason):
            return failures.bad_api("unreachable", t, address=address, reason=reason)
        case _:
            return _api(error, t)


def _api(error: BotError, t: Translator) -> str:
    from bot.transport.api import Conflict, Unauthorized
    from bot.transport.intake import AnotherCopy

    if isinstance(error, Unauthorized):
        return failures.bad_api("bad_token", t)
    if isinstance(error, AnotherCopy | Conflict):
        return failures.bad_api("another_poller", t)
    return failures.bad_api("refused", t, reason=str(error))
