"""After a survey is handed in: thanks, and what to write about."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.handing_in import Handed, HandedIn
from bot.domain.sessions import Completed
from bot.domain.subscriptions import Subscriptions, Topic
from bot.i18n import Translator, mark
from bot.views.actions import Subscribe
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Replace, Row, Screen, Show

GAP = Markup("\n\n")
TOPICS = {
    Topic.NEWS: mark("About news"),
    Topic.WORKSHOPS: mark("About workshops"),
    Topic.INITIATIVES: mark("About initiatives"),
    Topic.SURVEYS: mark("About surveys"),
}
THANKS = {
    HandedIn.ANONYMOUS: mark(
        "<b>Thank you!</b>\nYour answers are in, and the link to you is cut. "
        "Nobody can tell which are yours, so they cannot be changed any more."
    ),
    HandedIn.NAMED: mark("<b>Thank you!</b>\nYour answers are in. /mojedane shows them."),
    HandedIn.BEFORE: mark(
        "<b>You have taken part in this survey already.</b>\nOne response a person counts, so "
        "these answers were not added. Thank you!"
    ),
    HandedIn.CLOSED: mark(
        "<b>This survey is closed by now.</b>\nYour answers could not be added, and we have not "
        "kept them. Thank you for your time."
    ),
}


def handed_in(result: Completed, t: Translator) -> Sequence[Effect]:
    """The ending of the kind "survey"."""
    outcome = result.outcome
    assert isinstance(outcome, Handed)
    parts = [t(THANKS[outcome.how])]  # the form's last notes stood on the review
    if outcome.how in (HandedIn.BEFORE, HandedIn.CLOSED):
        return (Show(Screen(GAP.join(parts), ((menu_button(t),),))),)
    asked = subscriptions(Subscriptions(outcome.topics), t)
    return (Show(Screen(GAP.join((*parts, asked.text)), asked.rows)),)


def subscriptions(state: Subscriptions, t: Translator) -> Screen:
    """„O czym pisać do Ciebie?” Nothing is on before a tap."""
    return Screen(_said(state, t), (*_topics(state, t), (menu_button(t),)))


def chosen(state: Subscriptions, t: Translator) -> Sequence[Effect]:
    """The same after a tap, in place."""
    return (Replace(subscriptions(state, t)),)


def _said(state: Subscriptions, t: Translator) -> Markup:
    if not state.chosen:
        return t("<b>What may we write to you about?</b>")
    if not state.topics:
        return t("<b>Fine, we will not write to you.</b>\nYou can change that here at any time.")
    return t("<b>Noted.</b>\nWe write only about what is ticked. Tap again to change it.")


def _topics(state: Subscriptions, t: Translator) -> tuple[Row, ...]:
    buttons = [
        Button(_label(topic, state, t), Subscribe(topic.value, topic not in state.topics))
        for topic in TOPICS
    ]
    nothing = Button(t.plain("About nothing"), Subscribe("", False))
    return (tuple(buttons[:2]), tuple(buttons[2:]), (nothing,))


def _label(topic: Topic, state: Subscriptions, t: Translator) -> str:
    tick = "☑ " if topic in state.topics else "☐ " if state.chosen else ""
    return tick + t.plain(TOPICS[topic])
