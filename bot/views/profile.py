"""The end of the conversation about the library's profile."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.profile import ProfileSaved, missing_for_publishing
from bot.domain.sessions import Completed
from bot.i18n import Translator
from bot.views.actions import ListSurveys, OpenPanel
from bot.views.panel import MISSING
from bot.views.screen import Button, Screen

LINE = Markup("\n")


def saved(result: Completed, t: Translator) -> Screen:
    """What was changed, what is still missing, what comes next."""
    outcome = result.outcome
    assert isinstance(outcome, ProfileSaved)
    lines = [t("<b>The profile is saved.</b>") if outcome.changed else t("<b>As it was.</b>")]
    missing = missing_for_publishing(outcome.profile)
    if missing:
        names = ", ".join(t.plain(MISSING[key]) for key in missing)
        lines.append(t("Still missing before you can publish: {names}.", names=names))
    else:
        lines.append(t("Everything needed to publish a survey is there."))
    lines.append(t("/profil changes it at any time; /prywatnosc shows what people read."))
    rows = ((Button(t.plain("Surveys"), ListSurveys()),), (Button(t.plain("Panel"), OpenPanel()),))
    return Screen(LINE.join(lines), rows)
