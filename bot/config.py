"""Frozen settings, read once from the environment and the configuration file.

A missing or bad key is a ConfigError that names it; `views.console` says what to do about it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.errors import ConfigError
from bot.frozen import frozen

TELEGRAM = "https://api.telegram.org"
ENV_FILE = "trzecie-miejsce.env"
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # setWebhook.secret_token
LANGUAGES = ("pl", "uk", "en")

Seed = Mapping[str, Any]  # by the names of `domain.profile.Profile`'s fields


@frozen
class Webhook:
    """Where Telegram brings updates, instead of our asking for them."""

    url: str  # the public https address, with its path
    host: str  # the address we listen on, behind a proxy
    port: int
    secret: str = field(repr=False)


@frozen
class Settings:
    """How to run. The library's profile is seeded once and lives in the database."""

    token: str = field(repr=False)
    data_dir: Path
    api_url: str = TELEGRAM
    webhook: Webhook | None = None
    config: Path | None = None
    bulk_per_second: int = 30  # messages that nobody waits for; 25 where replies count too
    paid_broadcasts: bool = False  # may announcements cost Telegram Stars?

    @property
    def database(self) -> Path:
        """The one database file."""
        return self.data_dir / "trzecie-miejsce.db"

    @property
    def backups(self) -> Path:
        """Where copies of it go."""
        return self.data_dir / "backups"


def environment(folder: Path) -> dict[str, str]:
    """The process's variables over those of the file that `setup` wrote, if it is in `folder`.

    Raises ConfigError.
    """
    path = folder / ENV_FILE
    return {**(read_env_file(path) if path.is_file() else {}), **os.environ}


def read_env_file(path: Path) -> dict[str, str]:
    """KEY=value lines, as systemd's EnvironmentFile= reads them; no shell runs."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(ENV_FILE, "cannot_read", str(path)) from error
    lines = (line.strip() for line in text.splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith(("#", ";")))
    return {key.strip(): _unquoted(value.strip()) for key, _, value in pairs}


def env_line(key: str, value: str) -> str:
    """One line of that file; what could be misread is quoted and escaped."""
    escaped = re.sub(r'(["\\])', r"\\\1", value)
    return f'{key}="{escaped}"'


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1]
    return value


def load(env: Mapping[str, str]) -> Settings:
    """Settings from the variables. Raises ConfigError."""
    token = _required(env, "BOT_TOKEN")
    if not TOKEN.fullmatch(token):
        raise ConfigError("BOT_TOKEN", "not_a_token")
    config = env.get("CONFIG", "")
    return Settings(
        token=token,
        data_dir=Path(_required(env, "DATA_DIR")).expanduser(),
        api_url=_address(env, "BOT_API_URL", TELEGRAM),
        webhook=_webhook(env),
        config=Path(config).expanduser() if config else None,
        bulk_per_second=_rate(env, "BULK_PER_SECOND", 30),
        paid_broadcasts=_switch(env, "PAID_BROADCASTS"),
    )


def _required(env: Mapping[str, str], key: str) -> str:
    value = env.get(key, "").strip()
    if not value:
        raise ConfigError(key, "missing")
    return value


def _switch(env: Mapping[str, str], key: str) -> bool:
    """„yes” or „no”; no where it is not said."""
    value = env.get(key, "").strip().lower()
    if value not in ("", "yes", "no"):
        raise ConfigError(key, "not_yes_or_no", value)
    return value == "yes"


def _rate(env: Mapping[str, str], key: str, most: int) -> int:
    value = env.get(key, "").strip() or str(most)
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= most):
        raise ConfigError(key, "out_of_range", f"1–{most}")
    return int(value)


def _address(env: Mapping[str, str], key: str, default: str) -> str:
    value = env.get(key, "").strip() or default
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(key, "not_an_address", value)
    return value.rstrip("/")


def _webhook(env: Mapping[str, str]) -> Webhook | None:
    if not env.get("WEBHOOK_URL", "").strip():
        return None
    url = _address(env, "WEBHOOK_URL", "")
    secret = _required(env, "WEBHOOK_SECRET")
    if not SECRET.fullmatch(secret):
        raise ConfigError("WEBHOOK_SECRET", "not_a_secret")
    host, _, port = (env.get("WEBHOOK_LISTEN", "").strip() or "127.0.0.1:8443").rpartition(":")
    if not port.isdigit() or not 0 < int(port) < 65536 or not host:
        raise ConfigError("WEBHOOK_LISTEN", "not_host_and_port", f"{host}:{port}")
    return Webhook(url, host, int(port), secret)


def load_seed(path: Path) -> Seed:
    """The library's profile as the configuration file says it. Raises ConfigError.

    Keys are those of `domain.profile.Profile`; every one may be left out.
    """
    import tomllib  # most starts read no such file

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("CONFIG", "cannot_read", str(path)) from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("CONFIG", "not_toml", f"{path}: {error}") from error
    return {key: checked(key, value) for key, value in values.items()}


_TEXTS = ("library", "address", "contact", "inspector", "notice", "funding")
_NUMBERS = {"minimum_age": (13, 99), "retention_days": (1, 3650)}


def checked(key: str, value: object) -> object:
    """One value of the configuration file, if it can be one. Raises ConfigError."""
    if key in _TEXTS:
        return _text(key, value)
    if key in _NUMBERS:
        return _number(key, value, *_NUMBERS[key])
    if key == "places":
        return _places(value)
    if key == "time_zone":
        return _time_zone(_text(key, value))
    if key == "default_language":
        return _language(_text(key, value))
    raise ConfigError(key, "unknown")


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ConfigError(key, "not_text", str(value))
    return value.strip()


def _number(key: str, value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ConfigError(key, "out_of_range", f"{least}–{most}")
    return value


def _places(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ConfigError("places", "not_a_list")
    if len(set(value)) != len(value):
        raise ConfigError("places", "twice")
    return tuple(value)


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ConfigError("time_zone", "unknown_time_zone", name) from error
    return name


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise ConfigError("default_language", "unknown_language", code)
    return code
