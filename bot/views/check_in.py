"""A code that was scanned at the door."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.attendance import CheckedIn, DoorCode
from bot.domain.signups import State
from bot.i18n import Translator, mark
from bot.views.actions import ListSignUps, ShowEntry
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen
from bot.views.workshop_door import back, name_of

LINE = Markup("\n")
HERE, ALREADY = mark("<b>Here: {names}</b>"), mark("<b>Was here already: {names}</b>")


def checked_in(result: CheckedIn | DoorCode, t: Translator) -> Screen:
    """To staff, who is here; to anybody else, what the code is for."""
    if isinstance(result, DoorCode):
        text = t(
            "<b>This is your code for the door: “{title}”.</b>\nShow it there; nothing else is "
            "needed.",
            title=result.title,
        )
        return Screen(text, ((Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t)),))
    here = _names(result, State.ATTENDED)
    lines = [t(ALREADY if result.already else HERE, names=here)]
    lines.append(Markup.escape(result.workshop.title))
    rows: list[Row] = []
    if waits := _names(result, State.AWAITING_GUARDIAN):
        lines.append(t("A guardian has yet to agree: {names}.", names=waits))
        consent = ShowEntry(result.workshop.id, result.signup.id)
        rows.append((Button(t.plain("Note the consent"), consent),))
    return Screen(LINE.join(lines), (*rows, back(result.workshop, t)))


def _names(result: CheckedIn, state: State) -> str:
    return ", ".join(name_of(one) for one in result.signup.participants if one.state is state)
