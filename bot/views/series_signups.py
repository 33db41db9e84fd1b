"""Several meetings of a series at once: what changed, what is cancelled, kept, given up."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.attendance import GivenUpAll, KeptAll, Meeting, Telling
from bot.domain.series_changes import in_common
from bot.domain.workshops import Workshop
from bot.i18n import Translator
from bot.views import workshop_facts
from bot.views.actions import GetSeriesCalendar, GiveUpSeries, KeepSeries, ListSignUps
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Row, Screen
from bot.views.workshop_places import programme_row

LINE, GAP = Markup("\n"), Markup("\n\n")
SHOWN = 15  # meetings in one message


def changed(telling: Telling, t: Translator) -> Screen:
    """Old and new of all their meetings; what is the same for all is said once."""
    meetings, series = telling.meetings, telling.workshop.series_id or 0
    common = in_common([one.changes for one in meetings])
    parts = [
        t.many(
            "<b>A change of {number} meeting of “{title}”</b>",
            "<b>A change of {number} meetings of “{title}”</b>",
            len(meetings), title=telling.workshop.title,
        ),
        workshop_facts.changes(common, t) if common else Markup(),
        _each(meetings, t),
        t("Does this suit you? Your places stay until you say no."),
    ]  # fmt: skip
    rows: tuple[Row, ...] = (
        (Button(t.plain("All of it suits me"), KeepSeries(series)),),
        (Button(t.plain("I give all of them up"), GiveUpSeries(series, True)),),
        (Button(t.plain("New calendar file"), GetSeriesCalendar(series)),),
        _seen(t),
    )
    return Screen(GAP.join(part for part in parts if part), rows)


def _each(meetings: Sequence[Meeting], t: Translator) -> Markup:
    """What differs from meeting to meeting; the days, where nothing does."""
    common = in_common([one.changes for one in meetings])
    lines = []
    for one in meetings[:SHOWN]:
        own = tuple(change for change in one.changes if change not in common)
        days = Markup.escape(workshop_facts.when(one.workshop, t))
        lines.append(workshop_facts.changes(own, t) if own else days)
    return LINE.join((*lines, *_more(len(meetings), t)))


def cancelled(telling: Telling, t: Translator) -> Screen:
    """None of these take place; the file takes them off the calendar."""
    workshops = [one.workshop for one in telling.meetings]
    lines = [
        t.many(
            "<b>Cancelled: {number} meeting of “{title}”</b>",
            "<b>Cancelled: {number} meetings of “{title}”</b>",
            len(workshops), title=telling.workshop.title,
        ),
        _days(workshops, t),
    ]  # fmt: skip
    if telling.workshop.cancelled_why:
        lines.append(t("Why: {why}", why=telling.workshop.cancelled_why))
    lines.append(t("We are sorry. The file below takes them off your calendar."))
    if telling.contact:
        lines.append(t("Questions: {contact}", contact=telling.contact))
    file = telling.calendar
    attachment = Attachment("document", file.name, file.content) if file else None
    return Screen(LINE.join(lines), (programme_row(t),), attachment)


def kept(result: KeptAll, t: Translator) -> Screen:
    """„Pasuje mi wszystko”"""
    text = LINE.join(
        (t("<b>See you there!</b>\nYour places are kept."), _days(result.workshops, t))
    )
    return Screen(text, (_seen(t),))


def given_up(result: GivenUpAll, t: Translator) -> Screen:
    """Off the lists; what it is too late for, they are told whom to tell."""
    parts = []
    if result.given_up:
        heading = t("<b>You are off the list: “{title}”.</b>", title=result.title)
        thanks = t("Thank you for telling us: somebody else can come.")
        parts.append(LINE.join((heading, _days(result.given_up, t), thanks)))
    if result.late:
        late = t("<b>It is too late to give up the seat here.</b>")
        tell = t("Things happen, though. Please tell the library, so that the seat is not empty:")
        contact = Markup.escape(result.contact)
        parts.append(LINE.join((late, _days(result.late, t), tell, contact)))
    return Screen(GAP.join(parts), (_seen(t), programme_row(t)[:1]))


def _days(workshops: Sequence[Workshop], t: Translator) -> Markup:
    lines = [Markup.escape(workshop_facts.when(one, t)) for one in workshops[:SHOWN]]
    return LINE.join((*lines, *_more(len(workshops), t)))


def _more(number: int, t: Translator) -> tuple[Markup, ...]:
    return (t("… and {number} more", number=number - SHOWN),) if number > SHOWN else ()


def _seen(t: Translator) -> Row:
    return (Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t))
