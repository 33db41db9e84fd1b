"""How it was: a small survey for each workshop, opened when it is over.

It is anonymous and counts like any other survey; the workshop keeps its id.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import stamp
from bot.domain.workshops import Workshop
from bot.forms import builtin
from bot.services.turn import Office
from bot.storage import forms, surveys
from bot.storage.database import Tx

FORM = "ocena"
OPEN = timedelta(days=14)  # after the end


class Feedback:
    """`ready` before the transactions in which `opened` is called."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._form_id = 0

    async def ready(self) -> None:
        """Keep the built-in form, once."""
        if not self._form_id:
            workbook = await asyncio.to_thread(builtin.load, FORM)
            now = stamp(self._office.clock.now())
            self._form_id = await self._office.db.write(
                lambda tx: forms.ensure(tx, FORM, "", workbook, now)
            )

    def opened(self, tx: Tx, workshop: Workshop, now: datetime) -> Workshop:
        """The workshop with its survey; one that staff chose stays."""
        if workshop.survey_id is not None or not self._form_id:
            return workshop
        token = secrets.token_urlsafe(6)
        author, title = workshop.created_by, workshop.title
        survey = surveys.add(tx, token, self._form_id, title, author, stamp(now))
        closes = stamp(max(workshop.ends_at, now) + OPEN)
        surveys.publish(tx, survey.id, True, stamp(now), closes, stamp(now))
        return replace(workshop, survey_id=survey.id)
