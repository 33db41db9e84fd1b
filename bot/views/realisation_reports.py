"""Realisations for staff: who is late, the report to read, who carries it out."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.contests.realisation import Report, Status
from bot.domain.contests.realisation_forms import Talk
from bot.domain.contests.realisation_overviews import (
    CoordinatorLink,
    RealisationShown,
    RealisationsShown,
)
from bot.i18n import Translator, mark
from bot.views.actions import (
    AskRealisation,
    ChooseCoordinator,
    InviteCoordinator,
    NameCoordinator,
    ShowFigures,
    ShowOutcomes,
    ShowRealisation,
)
from bot.views.faults import menu_button
from bot.views.realisations import GAP, LINE, came, shortened, spent_of, tell
from bot.views.screen import Button, Row, Screen

STANDS = {
    Status.RUNNING: mark("being carried out"),
    Status.REPORT_DUE: mark("time for the report"),
    Status.HANDED_IN: mark("the report waits for you"),
    Status.RETURNED: mark("returned to be mended"),
    Status.ACCEPTED: mark("accepted"),
    Status.ABANDONED: mark("nobody carries it out"),
}


def every(found: RealisationsShown, t: Translator) -> Screen:
    """All of a contest: what waits for staff and who is late comes first."""
    ordered = sorted(found.listed, key=_urgency)
    lines = [_listed(one, t) for one in ordered]
    parts = [t("<b>{title}</b> · what is being carried out", title=found.edition.title)]
    parts += lines or [t("Nothing is being carried out yet. Decisions are sent first.")]
    rows: list[Row] = [
        (Button(shortened(one.application.title), ShowRealisation(one.application.id)),)
        for one in ordered
    ]
    rows.append((
        Button(t.plain("What came of it"), ShowOutcomes(found.edition.id)),
        Button(t.plain("Figures"), ShowFigures(found.edition.id)),
    ))  # fmt: skip
    return Screen(GAP.join(parts), (*rows, (menu_button(t),)))


def _urgency(one: RealisationShown) -> tuple[int, int, int]:
    order = (Status.HANDED_IN, Status.ABANDONED, Status.REPORT_DUE, Status.RETURNED)
    place = order.index(one.status) if one.status in order else len(order)
    return (0 if one.overdue else 1, place, one.application.number)


def _listed(one: RealisationShown, t: Translator) -> Markup:
    lines = [
        t("<b>{title}</b>: {status}", title=one.application.title, status=t(STANDS[one.status])),
        spent_of(one.spending, t),
    ]
    last = one.realisation.report_due
    if one.overdue and last:
        lines.insert(1, t("Late: the report was due by {day}.", day=t.day(last)))
    if one.short:
        lines.append(t("The group is too small: {people}.", people=one.people))
    return LINE.join(lines)


def report(shown: RealisationShown, t: Translator) -> Screen:
    """The newest version, what came with it, and what was asked for before."""
    found = shown.report
    application = shown.application.id
    back = (Button(t.plain("Back"), ShowRealisation(application)),)
    if found is None:
        return Screen(t("There is no report yet."), (back,))
    parts = [
        t("<b>{title}</b> · report, version {number}", title=shown.application.title,
          number=found.number),
        Markup.escape(came(shown.attended, t)),
        spent_of(shown.spending, t),
        *_texts(found, t),
    ]  # fmt: skip
    earlier = [one for one in shown.reports[:-1] if one.returned]
    parts += [
        t("<b>Asked of version {number}:</b> {words}", number=one.number, words=one.returned)
        for one in earlier
    ]
    rows: tuple[Row, ...] = ()
    if shown.staff and shown.status is Status.HANDED_IN:
        accept = Button(t.plain("Accept"), AskRealisation(application, "accept"))
        rows = ((accept, Button(t.plain("To be mended"), tell(application, Talk.RETURN))),)
    return Screen(GAP.join(parts), (*rows, back))


def _texts(found: Report, t: Translator) -> list[Markup]:
    said = {
        mark("<b>What came of it</b>\n{text}"): found.outcome,
        mark("<b>What worked</b>\n{text}"): found.worked,
        mark("<b>What did not</b>\n{text}"): found.not_worked,
        mark("<b>For residents</b>\n“{text}”"): found.quote,
    }
    return [t(words, text=text) for words, text in said.items() if text]


def coordinators(shown: RealisationShown, t: Translator) -> Screen:
    """Who is to carry it out: a member, or somebody who gets a link."""
    application = shown.application.id
    rows: list[Row] = [
        (Button(one.name or "–", NameCoordinator(application, one.id)),) for one in shown.others
    ]
    now = shown.coordinator
    who = t("Now: {name}.", name=now.name) if now else t("Now nobody does.")
    text = t("<b>Who carries out “{title}”?</b>", title=shown.application.title)
    hint = t("Choose a member, or invite somebody by a link first.")
    rows.append((Button(t.plain("A link for somebody new"), InviteCoordinator(application)),))
    rows.append((Button(t.plain("Back"), ShowRealisation(application)),))
    return Screen(LINE.join((text, who, hint)), tuple(rows))


def invited(found: CoordinatorLink, t: Translator) -> Screen:
    """The link, to be handed on."""
    text = t(
        "<b>A link into “{title}”.</b>\n{link}\nGive it to whoever takes over. When they are in, "
        "choose them.",
        title=found.application.title, link=found.link,
    )  # fmt: skip
    back = Button(t.plain("Who carries it out"), ChooseCoordinator(found.application.id))
    return Screen(text, ((back,),))
