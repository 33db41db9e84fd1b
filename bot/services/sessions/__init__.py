"""Answering: each input is applied and committed before the next question is shown.

`Conversation` works inside a transaction that somebody else holds; `Sessions` is for handlers.
"""

from __future__ import annotations

from bot.services.sessions.conversation import Conversation
from bot.services.sessions.manner import Completion, Manner
from bot.services.sessions.service import Sessions, View

__all__ = ["Completion", "Conversation", "Manner", "Sessions", "View"]
