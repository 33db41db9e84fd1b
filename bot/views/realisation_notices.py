"""What people are told of realisations when no tap of theirs caused it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.contests.realisation_forms import Talk
from bot.domain.contests.realisation_overviews import RealisationTold
from bot.i18n import Translator, mark
from bot.views.actions import (
    ChooseCoordinator,
    ListRealisations,
    ReadReport,
    ShowOutcomes,
    ShowRealisation,
    TickMilestone,
)
from bot.views.realisations import tell
from bot.views.screen import Button, Effect, Screen, Show

WORDS = {
    "realisation_milestone": mark(
        "<b>{milestone}: {day}</b>\nIt is part of “{title}”. Is it done?"
    ),
    "realisation_report": mark(
        "<b>The report on “{title}” is due: {last}.</b>\nThree questions. The numbers are counted "
        "already."
    ),
    "realisation_overdue": mark(
        "<b>The report on “{title}” has not come.</b>\nIt was due: {last}. Call the authors, or "
        "give them another day."
    ),
    "realisation_handed_in": mark("<b>A report waits for you: “{title}”.</b>"),
    "realisation_returned": mark(
        "<b>The report on “{title}” needs a correction.</b>\n{mend}\nYour answers are kept. Change "
        "what is needed and hand it in again."
    ),
    "realisation_accepted": mark(
        "<b>The report on “{title}” is accepted.</b>\nThank you for what you did for the town!"
    ),
    "realisation_short": mark(
        "<b>The group of “{title}” has become too small.</b>\nThere are {people} in it, the rules "
        "ask for more. Talk to them about who can join."
    ),
    "realisation_left": mark(
        "<b>Nobody carries out “{title}” now.</b>\nThe last person has left. Name somebody, or "
        "agree on the return of the money."
    ),
    "realisation_named": mark(
        "<b>You carry out “{title}” from now on.</b>\nOpen it: it shows what is next."
    ),
}


def told(shown: RealisationTold, t: Translator) -> Sequence[Effect]:
    """One notice, with what can be done about it."""
    milestone, last = shown.milestone, shown.realisation.report_due
    text = t(
        WORDS[shown.purpose],
        title=shown.application.title,
        milestone=milestone.title if milestone else "",
        day=t.day(milestone.due) if milestone and milestone.due else "",
        last=t.day(last) if last else "",
        mend=shown.report.returned if shown.report else "",
        people=shown.people,
    )
    return (Show(Screen(text, tuple((one,) for one in _buttons(shown, t)))),)


def _buttons(shown: RealisationTold, t: Translator) -> tuple[Button, ...]:
    application = shown.application.id
    opened = Button(t.plain("Open"), ShowRealisation(application))
    report = Button(t.plain("Write the report"), tell(application, Talk.REPORT))
    first = {
        "realisation_report": report,
        "realisation_returned": report,
        "realisation_overdue": Button(
            t.plain("Another day"), tell(application, Talk.DUE)
        ),
        "realisation_handed_in": Button(t.plain("Read the report"), ReadReport(application)),
        "realisation_accepted": Button(
            t.plain("What came of it"), ShowOutcomes(shown.edition.id)
        ),
        "realisation_short": Button(
            t.plain("All of the contest"), ListRealisations(shown.edition.id)
        ),
        "realisation_left": Button(
            t.plain("Who carries it out"), ChooseCoordinator(application)
        ),
    }.get(shown.purpose)  # fmt: skip
    if shown.purpose == "realisation_milestone" and shown.milestone:
        first = Button(t.plain("Done"), TickMilestone(shown.milestone.id, True))
    return (first, opened) if first else (opened,)
