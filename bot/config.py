"""Frozen settings, read once from the environment and the configuration file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import ConfigError

TELEGRAM = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings updates, instead of our asking for them."""

    url: str  # the public https address, with its path
    host: str  # the address we listen on, behind a proxy
    port: int
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run. The library's profile is seeded once and lives in the database."""

    token: str = field(repr=False)
    data_dir: Path
    api_url: str = TELEGRAM
    webhook: Webhook | None = None

    @property
    def database(self) -> Path:
        """The one database file."""
        return self.data_dir / "trzecie-miejsce.db"

    @property
    def backups(self) -> Path:
        """Where copies of it go."""
        return self.data_dir / "backups"

    @property
    def bot_id(self) -> int:
        """The number before the token's colon. Raises ConfigError."""
        head = self.token.partition(":")[0]
        if not head.isdigit():
            raise ConfigError("BOT_TOKEN", "not_a_token")
        return int(head)
