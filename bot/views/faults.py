"""What people read when something is not allowed or went wrong."""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import Refused
from bot.i18n import Translator, mark
from bot.views.actions import OpenMenu
from bot.views.screen import Button, Screen

REFUSALS = {
    "staff_only": mark("This is for the library's staff."),
    "owner_only": mark("Only the owner of this bot can do this."),
    "form_unreadable": mark("This form cannot be opened. The library has to send it once more."),
}


def refused(error: Refused) -> Callable[[object, Translator], Screen]:
    """A rule said no: which one, and where to go from here."""

    def view(_: object, t: Translator) -> Screen:
        words = REFUSALS[error.reason]
        return Screen(t(words, **error.facts), rows=((menu_button(t),),))

    return view


def apology(_: object, t: Translator) -> Screen:
    """Something broke: nothing is lost, and what to do now."""
    return Screen(
        t("<b>Something went wrong on our side.</b>\nYour answers are safe. Please try once more."),
        rows=((menu_button(t),),),
    )


def menu_button(t: Translator) -> Button:
    """The way back from anywhere."""
    return Button(t.plain("Menu"), OpenMenu())
