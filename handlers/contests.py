"""Contests."""

from __future__ import annotations

from bot.transport.router import Router


def register(_router: Router) -> None:
    """What people type and tap here."""
