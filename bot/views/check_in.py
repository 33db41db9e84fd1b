"""A code that was scanned at the door."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.attendance import CheckedIn, DoorCode
from bot.domain.signups import State
from bot.i18n import Translator
from bot.views.actions import ListSignUps
from bot.views.faults import menu_button
from bot.views.screen import Button, Screen

LINE = Markup("\n")


def checked_in(result: CheckedIn | DoorCode, t: Translator) -> Screen:
    """To staff, who is here; to anybody else, what the code is for."""
    if isinstance(result, DoorCode):
        text = t(
            "<b>This is your code for the door: “{title}”.</b>\nShow it there; nothing else is "
            "needed.",
            title=result.title,
        )
        return Screen(text, ((Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t)),))
    here = [one for one in result.signup.participants if one.state is State.ATTENDED]
    heading = t("<b>Here already: {title}</b>", title=result.workshop.title)
    if not result.already:
        heading = t("<b>Here: {title}</b>", title=result.workshop.title)
    return Screen(
        LINE.join((heading, *(Markup.escape(one.name) for one in here))), ((menu_button(t),),)
    )
