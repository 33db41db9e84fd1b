"""What commands read first: settings from this folder, the profile, the bot itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.cli.failures import Unreachable
from bot.config import Settings, environment, load, load_seed
from bot.domain.profile import Profile


def settings_here() -> Settings:
    """Settings for a command started in this folder. Raises ConfigError."""
    return load(environment(Path.cwd()))


def seed_profile(settings: Settings) -> Profile:
    """The profile for a new database. Raises ConfigError."""
    return Profile(**load_seed(settings.config)) if settings.config else Profile()


async def who_am_i(settings: Settings) -> dict[str, Any]:
    """The bot's own User. Raises Unreachable and Unauthorized."""
    from bot.transport.api import Api, RetryAfter, Unavailable

    async with Api(settings.api_url, settings.token) as api:
        try:
            return dict(await api.call("getMe"))
        except (Unavailable, RetryAfter) as error:
            raise Unreachable(settings.api_url, error.description) from error
