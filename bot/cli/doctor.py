"""`doctor`: everything the bot needs, looked at without changing anything."""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from bot.cli.checks import api, program, storage
from bot.cli.logs import redacted
from bot.cli.terminal import Terminal
from bot.config import Settings, environment, load, load_seed
from bot.domain.checkup import Finding, Level, fine, look, wrong
from bot.errors import ConfigError
from bot.views.console import checkup, failures


def main(_: Namespace, terminal: Terminal) -> int:
    """Print a line for each thing; 1 if anything is wrong."""
    findings = []
    for finding in findings_here(terminal):
        findings.append(finding)
        terminal.say(redacted(checkup.line(finding, terminal.t)))
    terminal.say(f"\n{checkup.summary(findings, terminal.t)}")
    return int(any(one.level is Level.WRONG for one in findings))


def findings_here(terminal: Terminal) -> Iterator[Finding]:
    """Settings first: without them the rest cannot be looked at."""
    yield from program.findings()
    try:
        settings = load(environment(Path.cwd()))
        yield fine("settings", folder=settings.data_dir)
        yield _config(settings)
    except ConfigError as error:
        yield wrong("setting_bad", words=failures.bad_setting(error, terminal.t))
        return
    yield from _private(settings)
    yield from asyncio.run(api.findings(settings))
    yield from storage.findings(settings, terminal.t)


def _config(settings: Settings) -> Finding:
    if settings.config is None:
        return look("config_none")
    load_seed(settings.config)
    return fine("config", path=settings.config)


def _private(settings: Settings) -> Iterator[Finding]:
    """What holds the token or people's answers is for the bot's user only."""
    for path in (Path("trzecie-miejsce.env"), settings.database):
        if path.exists() and path.stat().st_mode & 0o077 and os.name == "posix":
            yield look("folder_open", path=path)
