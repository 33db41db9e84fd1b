"""Workshops from the draft to the attendance list.

Before publishing: `Proposals`. What people read: `Programmes`. Who signs up: `SignUps`, `Agenda`.
Staff: `Workshops`, `Door`, `Papers`. By itself: `Tending`, said to people by `Notices`. `Ledger`
and `Overviews` are what they share.
"""

from __future__ import annotations

from bot.services.workshops.agenda import Agenda
from bot.services.workshops.door import Caller, Door
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.notices import PURPOSES, Notices
from bot.services.workshops.overviews import Overviews
from bot.services.workshops.papers import Papers
from bot.services.workshops.programmes import Programmes
from bot.services.workshops.proposals import Proposals
from bot.services.workshops.signing import SignUps, Wanted
from bot.services.workshops.tending import Tending
from bot.services.workshops.workshops import Workshops

__all__ = [
    "PURPOSES", "Agenda", "Caller", "Door", "Ledger", "Notices", "Overviews", "Papers",
    "Programmes", "Proposals", "SignUps", "Tending", "Wanted", "Workshops",
]  # fmt: skip
