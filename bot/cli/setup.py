"""`setup`: the first day. Everything is asked first; files are written at the end, whole."""

from __future__ import annotations

import asyncio
import json
import os
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.cli import service
from bot.cli.failures import words
from bot.cli.owner_code import show_owner_link
from bot.cli.settings import who_am_i
from bot.cli.terminal import Terminal
from bot.config import ENV_FILE, Settings, checked, env_line, load
from bot.errors import BotError, ConfigError
from bot.views.console import first_day

CONFIG_FILE = "biblioteka.toml"
TEXTS = ("library", "address", "contact", "inspector")


def main(_: Namespace, terminal: Terminal) -> int:
    """Ask, write, show the owner's link. Raises Unreachable, ConfigError, StorageError."""
    folder = Path.cwd()
    if not _may_replace(folder, terminal):
        terminal.say(first_day.kept(terminal.t))
        return 0
    terminal.say(first_day.welcome(terminal.t))
    env = {"DATA_DIR": str(folder / "data"), "CONFIG": str(folder / CONFIG_FILE), **_server()}
    settings = _ask_token(env, terminal)
    profile = _ask_profile(terminal)
    _write(folder / CONFIG_FILE, _toml(profile, first_day.config_header(terminal.t)))
    _write(folder / ENV_FILE, _env({"BOT_TOKEN": settings.token, **env}))
    terminal.say(first_day.written([ENV_FILE, CONFIG_FILE], terminal.t))
    service.offer(folder, terminal)
    terminal.say(first_day.last_step(terminal.t))
    asyncio.run(show_owner_link(settings, terminal))
    return 0


def _may_replace(folder: Path, terminal: Terminal) -> bool:
    present = [name for name in (ENV_FILE, CONFIG_FILE) if (folder / name).exists()]
    return all(terminal.agree(first_day.overwrite(name, terminal.t)) for name in present)


def _server() -> dict[str, str]:
    """Another Bot API server than Telegram's, if the environment names one."""
    address = os.environ.get("BOT_API_URL", "")
    return {"BOT_API_URL": address} if address else {}


def _ask_token(env: Mapping[str, str], terminal: Terminal) -> Settings:
    """Ask until Telegram knows it. Raises Unreachable: that is not the token's fault."""
    from bot.transport.api import Unauthorized

    while True:
        try:
            given = terminal.ask(first_day.ask_token(terminal.t))
            if not given:
                continue
            settings = load({**env, "BOT_TOKEN": given})
            me = asyncio.run(who_am_i(settings))
        except (ConfigError, Unauthorized) as error:
            if isinstance(error, ConfigError) and error.key != "BOT_TOKEN":
                raise
            terminal.say(words(error, terminal.t))
            continue
        terminal.say(first_day.token_fits(me["first_name"], me["username"], terminal.t))
        return settings


def _ask_profile(terminal: Terminal) -> dict[str, object]:
    terminal.say(first_day.may_be_empty(terminal.t))
    answers: dict[str, object] = {
        key: terminal.ask(first_day.question(key, terminal.t)) for key in TEXTS
    }
    answers["places"] = _ask(terminal, "places", _places)
    answers["minimum_age"] = _ask(terminal, "minimum_age", _age)
    return {key: value for key, value in answers.items() if value}


def _ask(terminal: Terminal, key: str, read: Callable[[str], object]) -> object:
    while True:
        given = terminal.ask(first_day.question(key, terminal.t))
        try:
            return checked(key, read(given))
        except BotError as error:
            terminal.say(words(error, terminal.t))


def _places(given: str) -> list[str]:
    return [place.strip() for place in given.split(",") if place.strip()]


def _age(given: str) -> object:
    if not given:
        return 16
    return int(given) if given.isdecimal() else given


def _toml(profile: Mapping[str, object], header: str) -> str:
    """A JSON string or list of strings is a TOML one too (TOML 1.0, section String)."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in profile.items()]
    return "\n".join([f"# {header}", *lines, ""])


def _env(values: Mapping[str, str]) -> str:
    return "".join(f"{env_line(key, value)}\n" for key, value in values.items())


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and for this user only. Raises StorageError."""
    from bot.storage.disk import told

    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with told(path):
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
