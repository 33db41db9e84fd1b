"""The Bot API methods that the simulator carries out; each module registers its own."""

from bot.simulator.methods import (
    callbacks,
    chats,
    copying,
    editing,
    files,
    membership,
    polling,
    polls,
    profile,
    sending,
)
from bot.simulator.methods.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "callbacks",
    "chats",
    "copying",
    "editing",
    "files",
    "membership",
    "polling",
    "polls",
    "profile",
    "sending",
]
