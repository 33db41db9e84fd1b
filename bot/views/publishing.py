"""Publishing a survey, its link and code, extending it and closing it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.sessions import Completed, StepShown
from bot.domain.suppression import Hidden
from bot.domain.surveys import Counts, ProfileIncomplete, Told
from bot.i18n import Translator, mark
from bot.views import steps
from bot.views.actions import (
    CloseSurvey,
    EditProfile,
    ShareResults,
    ShowSurvey,
)
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Effect, Screen
from bot.views.surveys import GAP, LINE, about, back_to_list, runs, told, ways

MISSING = {
    "library": mark("the library's name"),
    "contact": mark("the contact"),
    "inspector": mark("the data protection inspector"),
}


def link(result: Told, t: Translator) -> Screen:
    """The link, and the same to scan."""
    return _with_code(result, t("<b>{title}</b>", title=result.survey.title), t)


def published(result: Completed, t: Translator) -> Screen:
    """The ending of the kind "publish"."""
    outcome = result.outcome
    assert isinstance(outcome, Told)
    heading = t("<b>“{title}” is published.</b>", title=outcome.survey.title)
    return _with_code(outcome, heading, t)


def extended(result: Completed, t: Translator) -> Screen:
    """The ending of the kind "extend"."""
    assert isinstance(result.outcome, Told)
    return told(result.outcome, t)


def confirm_close(result: Told, t: Translator) -> Screen:
    """Asked once before closing."""
    text = t(
        "<b>Close “{title}” now?</b>\nNobody can answer it any more. Unfinished answers are "
        "deleted, and results stay as they are.",
        title=result.survey.title,
    )
    rows = (
        (Button(t.plain("Close it now"), CloseSurvey(result.survey.id, True)),),
        (Button(t.plain("Leave it open"), ShowSurvey(result.survey.id)),),
    )
    return Screen(text, rows)


def closed(result: Told, t: Translator) -> Screen:
    """It was closed."""
    heading = t("<b>“{title}” is closed.</b>", title=result.survey.title)
    if not can_be_shown(result.counts):
        return Screen(LINE.join((heading, _nothing(result, t))), ways(result.survey, t))
    said = t("The results are final. Show them to residents: they like to know what came of it.")
    share = Button(t.plain("Show to residents"), ShareResults(result.survey.id))
    return Screen(LINE.join((heading, said)), ((share,), *ways(result.survey, t)))


def can_be_shown(counts: Counts) -> bool:
    """Whether there are results for residents: nobody's answers, or those of four, are none."""
    return not isinstance(counts.responses, Hidden) and counts.responses > 0


def _nothing(result: Told, t: Translator) -> Markup:
    if result.counts.responses == 0:
        return t("Nobody answered, so there is nothing to show.")
    return t("Fewer than 5 people answered: too few to show without telling who they are.")


def terms(result: StepShown | ProfileIncomplete, t: Translator) -> Screen | Sequence[Effect]:
    """The first question about publishing, or what is missing before it."""
    if isinstance(result, StepShown):
        return steps.step(result, t)
    missing = ", ".join(t.plain(MISSING[key]) for key in result.missing)
    text = t(
        "<b>First give the contact and the data protection inspector.</b>\n"
        "People must know who asks and where to turn. Missing: {missing}.",
        missing=missing,
    )
    rows = ((Button(t.plain("Complete the profile"), EditProfile()),), (back_to_list(t),))
    return Screen(text, rows)


def _with_code(result: Told, heading: Markup, t: Translator) -> Screen:
    parts = [
        heading,
        *about(result, t)[1:],
        runs(result.survey, t),
        t("Link for residents:\n{link}", link=result.link),
        t("Print the picture or put it on a poster: a phone opens the survey from it."),
    ]
    picture = Attachment("photo", f"ankieta-{result.survey.id}.png", result.code)
    rows = (
        (Button(t.plain("Manage this survey"), ShowSurvey(result.survey.id)),),
        (back_to_list(t), menu_button(t)),
    )
    return Screen(GAP.join(parts), rows, picture)
