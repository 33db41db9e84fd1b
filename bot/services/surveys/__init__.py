"""Surveys, from their publishing to the hour at which they close, and how residents come to one.

`Register` works inside a transaction that somebody else holds; `Surveys` is for handlers.
"""

from __future__ import annotations

from bot.services.surveys.service import EXTEND, PUBLISH, Surveys

__all__ = ["EXTEND", "PUBLISH", "Surveys"]
