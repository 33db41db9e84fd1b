"""Days and hours of a contest as they stand behind a preposition."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.i18n import Translator
from bot.views.answers import until

MIDNIGHT = time()


def by(at: datetime, t: Translator) -> str:
    """„24 marca, godz. 15.00”, to stand behind „do”; what ends at midnight lasts for the whole day
    before."""
    if at.astimezone(t.zone).time() == MIDNIGHT:
        return until(at - timedelta(minutes=1), t)
    return f"{until(at, t)}, {t.hour(at.astimezone(t.zone).time())}"


def clock(at: datetime, t: Translator) -> str:
    """„19.42”, to stand behind „o”."""
    local = at.astimezone(t.zone)
    return local.strftime("%H.%M" if t.language == "pl" else "%H:%M")
