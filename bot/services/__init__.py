"""Use cases: one class for each noun. They never import each other; `app` introduces them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Services:
    """All of them, for the handlers."""
