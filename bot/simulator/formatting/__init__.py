"""Text with entities, as Telegram reads and measures it."""

from bot.simulator.formatting.read import formatted, formatted_limited

__all__ = ["formatted", "formatted_limited"]
