"""A local Bot API server with a chat page: for the demo and for end-to-end tests.

It imports nothing of the application, so that it cannot share the bot's mistakes.
"""

from bot.simulator.server import Running, create_app, start
from bot.simulator.simulator import DEFAULT_TOKEN, Simulator

__all__ = ["DEFAULT_TOKEN", "Running", "Simulator", "create_app", "start"]
