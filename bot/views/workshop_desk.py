"""Workshops for staff and partners: the list, one workshop with its figures and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.attendance import NoShows
from bot.domain.programme import Details, Listed, Managed, Overview
from bot.domain.signups import SEATED, SignUp, State
from bot.domain.staff_forms import Talk
from bot.domain.workshops import Status, Workshop
from bot.i18n import Translator, mark
from bot.views import workshop_facts, workshops
from bot.views.actions import (
    AnnounceWorkshop,
    AskWorkshop,
    ChooseQuestions,
    DeleteWorkshop,
    GetPoster,
    ManageWorkshop,
    ManageWorkshops,
    OpenPanel,
    PreviewWorkshop,
    ProposeWorkshop,
    PublishWorkshop,
    ReturnWorkshop,
    ShowAttendance,
    ShowOffers,
    ShowResults,
)
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Effect, Row, Screen, Show, effects

GAP, LINE = Markup("\n\n"), Markup("\n")
PAST = 5  # workshops that are over, in the list
STANDS = {
    Status.DRAFT: mark("Draft: residents do not see it."),
    Status.PROPOSED: mark("A proposal: it waits for a librarian."),
    Status.PUBLISHED: mark("Published."),
    Status.CANCELLED: mark("Cancelled."),
}
MISSING = {
    "title": mark("the title"),
    "place": mark("the place"),
    "seats": mark("the number of seats"),
    "starts_at": mark("a beginning that is still to come"),
    "ends_at": mark("an end after the beginning"),
    "age_to": mark("the age: from the younger to the older"),
    "closes_at": mark("sign-up that closes after it opens"),
    "instructor_check": mark("who checked the instructor, and when"),
    "library": mark("the library's name"),
    "contact": mark("the contact"),
    "inspector": mark("the data protection inspector"),
}


def board(shown: Managed, t: Translator) -> Screen:
    """`/zajecia`"""
    sections = (
        (mark("<b>Proposals</b>"), shown.proposed),
        (mark("<b>Drafts</b>"), shown.drafts),
        (mark("<b>To come</b>"), shown.upcoming),
        (mark("<b>Over</b>"), shown.past[:PAST]),
    )
    parts = [t("<b>Workshops of the library</b>") if shown.staff else t("<b>Your workshops</b>")]
    parts += [
        LINE.join((t(heading), *(_line(one, t) for one in listed)))
        for heading, listed in sections
        if listed
    ]
    every = [one for _, listed in sections for one in listed]
    if not every:
        parts.append(t("There is no workshop yet. Make the first one: it takes two minutes."))
    new = Button(t.plain("New workshop"), AskWorkshop(Talk.COMPOSE, 0))
    back = Button(t.plain("Panel"), OpenPanel()) if shown.staff else menu_button(t)
    return Screen(GAP.join(parts), ((new,), *(_row(one, t) for one in every), (back,)))


def _line(one: Listed, t: Translator) -> Markup:
    workshop = one.workshop
    taken = t("{taken} of {total}", taken=one.seats.taken, total=one.seats.total)
    line = t(
        "{number}. {title} · {when} · {taken}",
        number=workshop.id, title=workshop.title, when=t.moment(workshop.starts_at), taken=taken,
    )  # fmt: skip
    if not one.seats.waiting:
        return line
    waits = t.many("{number} waits", "{number} wait", one.seats.waiting)
    return line + " · " + waits


def _row(one: Listed, t: Translator) -> Row:
    workshop = one.workshop
    label = t.plain("{number}. {title}", number=workshop.id, title=workshop.title)
    return (Button(label, ManageWorkshop(workshop.id)),)


def overview(shown: Overview, t: Translator) -> Screen:
    """One workshop: where it stands, its figures, what can be done."""
    if not shown.staff:
        return _for_partner(shown, t)
    return Screen(GAP.join(part for part in told(shown, t) if part), ways(shown, t))


def told(shown: Overview, t: Translator) -> list[Markup]:
    """The same as parts of a text."""
    workshop = shown.workshop
    stands = LINE.join((t(STANDS[workshop.status]), *_number(shown, t)))
    parts = [workshop_facts.headline(workshop, t), stands]
    if workshop.status in (Status.DRAFT, Status.PROPOSED):
        return [*parts, missing(shown.missing, t)]
    parts += [_figures(shown, t), calls(shown.calls, t)]
    if shown.unanswered and workshop.upcoming(t.now):
        names = ", ".join(one.name for one in shown.unanswered)
        parts.append(t("Have not answered the change yet: {names}.", names=names))
    return parts


def _number(shown: Overview, t: Translator) -> Sequence[Markup]:
    workshop, series = shown.workshop, shown.series
    lines = [t("Number {number}. You can type, too: /zajecia {number} copy", number=workshop.id)]
    if series:
        lines.append(
            t("Meeting {number} of {all} in a series.", number=workshop.number, all=series.meetings)
        )
    return lines


def missing(names: Sequence[str], t: Translator) -> Markup:
    """What must be said before it can be published."""
    if not names:
        return t("Everything needed to publish it is there.")
    said = ", ".join(t.plain(MISSING[name]) for name in names)
    return t("<b>Before it can be published:</b> {names}.", names=said)


def _figures(shown: Overview, t: Translator) -> Markup:
    counts, seats = shown.counts, shown.seats
    seated = sum(counts.get(state, 0) for state in SEATED)
    lines = [t("Seats taken: <b>{seated} of {total}</b>.", seated=seated, total=seats.total)]
    if seats.waiting:
        lines.append(t("Reserve list: {number}.", number=seats.waiting))
    if offered := counts.get(State.OFFERED, 0):
        lines.append(t("Offered, no answer yet: {number}.", number=offered))
    if waits := counts.get(State.AWAITING_GUARDIAN, 0):
        lines.append(t("A guardian has yet to agree, people: {number}.", number=waits))
    if shown.workshop.begun(t.now):
        lines.append(came(NoShows(counts.get(State.ATTENDED, 0), counts.get(State.ABSENT, 0)), t))
    return LINE.join(lines)


def came(figures: NoShows, t: Translator) -> Markup:
    """„Przyszło: 9. Nie przyszło: 3 (25%).”"""
    if figures.percent is None:
        return t("Nobody is ticked off yet.")
    return t(
        "Came: {attended}. Did not come: {absent} ({percent}%).",
        attended=figures.attended, absent=figures.absent, percent=figures.percent,
    )  # fmt: skip


def calls(found: Sequence[SignUp], t: Translator) -> Markup:
    """Whom no message reaches."""
    if not found:
        return Markup()
    lines = [t("<b>Call them:</b> no message reaches them.")]
    lines += [
        t("{name}: {phone}", name=one.name, phone=one.phone or t.plain("no number"))
        for one in found
    ]
    return LINE.join(lines)


def ways(shown: Overview, t: Translator) -> tuple[Row, ...]:
    """What can be done with it as it stands. Who may, the service says."""
    workshop = shown.workshop
    copy = ask(mark("Copy"), Talk.COPY, workshop, t)
    back = Button(t.plain("Workshops"), ManageWorkshops())
    return (*_of_status(shown, t), (copy, back), (menu_button(t),))


def _of_status(shown: Overview, t: Translator) -> list[Row]:
    match shown.workshop.status:
        case Status.DRAFT:
            return _of_draft(shown, t)
        case Status.PROPOSED:
            return _of_proposal(shown, t)
        case Status.PUBLISHED:
            return _of_published(shown, t)
        case _:
            return []


def ask(label: str, talk: Talk, workshop: Workshop, t: Translator) -> Button:
    """A button that begins a conversation."""
    return Button(t.plain(label), AskWorkshop(talk, workshop.id))


def _of_draft(shown: Overview, t: Translator) -> list[Row]:
    workshop = shown.workshop
    rows: list[Row] = [_publish(shown, t)] if not shown.missing else []
    if "instructor_check" in shown.missing:
        rows.append((ask(mark("Who checked the instructor"), Talk.CHECK, workshop, t),))
    return [
        *rows,
        (Button(t.plain("Preview"), PreviewWorkshop(workshop.id)),
         Button(t.plain("Poster: a look"), GetPoster(workshop.id))),
        (ask(mark("Change"), Talk.CHANGE, workshop, t),
         Button(t.plain("More questions"), ChooseQuestions(workshop.id))),
        (ask(mark("Repeat as a series"), Talk.SERIES, workshop, t),),
        (Button(t.plain("Delete"), DeleteWorkshop(workshop.id, False)),),
    ]  # fmt: skip


def _publish(shown: Overview, t: Translator) -> Row:
    workshop = shown.workshop
    if workshop.series_id:
        label = t.plain("Publish the whole series")
        return (Button(label, PublishWorkshop(workshop.id, workshop.series_id)),)
    return (Button(t.plain("Publish"), PublishWorkshop(workshop.id, 0)),)


def _of_proposal(shown: Overview, t: Translator) -> list[Row]:
    back = (Button(t.plain("Return to the author"), ReturnWorkshop(shown.workshop.id)),)
    rows = _of_draft(shown, t)
    return [*rows[:-2], back, rows[-1]]


def _of_published(shown: Overview, t: Translator) -> list[Row]:
    workshop = shown.workshop
    door = (Button(t.plain("Attendance list"), ShowAttendance(workshop.id, -1)),)
    if workshop.begun(t.now):
        rows: list[Row] = [door, (Button(t.plain("Offers of seats"), ShowOffers(workshop.id)),)]
        if workshop.survey_id:
            opinions = ShowResults(workshop.survey_id)
            rows.append((Button(t.plain("What people said"), opinions),))
        return rows
    return [
        door,
        (Button(t.plain("Announce it"), AnnounceWorkshop(workshop.id)),
         Button(t.plain("Poster to print"), GetPoster(workshop.id))),
        (ask(mark("Change"), Talk.CHANGE, workshop, t),
         ask(mark("Seats"), Talk.SEATS, workshop, t)),
        (Button(t.plain("Preview"), PreviewWorkshop(workshop.id)),
         Button(t.plain("Offers of seats"), ShowOffers(workshop.id))),
        (ask(mark("Cancel the workshop"), Talk.CANCEL, workshop, t),),
    ]  # fmt: skip


def _for_partner(shown: Overview, t: Translator) -> Screen:
    """The same for whoever may only propose it."""
    workshop = shown.workshop
    rows: list[Row] = []
    if workshop.status is Status.DRAFT:
        if not set(shown.missing) - {"instructor_check"}:
            rows.append((Button(t.plain("Propose it"), ProposeWorkshop(workshop.id)),))
        rows.append(
            (Button(t.plain("Preview"), PreviewWorkshop(workshop.id)),
             ask(mark("Change"), Talk.CHANGE, workshop, t))
        )  # fmt: skip
        rows.append((Button(t.plain("Delete"), DeleteWorkshop(workshop.id, False)),))
    back = Button(t.plain("Workshops"), ManageWorkshops())
    rows.append((ask(mark("Copy"), Talk.COPY, workshop, t), back))
    text = GAP.join(told(shown, t)[:2])
    return Screen(text, (*rows, (menu_button(t),)))


def preview(shown: Details, t: Translator) -> Sequence[Effect]:
    """As residents will see it, with the staff's ways below."""
    seen = effects(workshops.details(shown, t))
    last = seen[-1]
    assert isinstance(last, Show)
    heading = t("<b>This is how residents will see it.</b>")
    back = (Button(t.plain("Back to the workshop"), ManageWorkshop(shown.workshop.id)),)
    screen = Screen(heading + GAP + last.screen.text, (back,))
    return (*seen[:-1], Show(screen))


def confirm_delete(shown: Overview, t: Translator) -> Screen:
    """Asked once."""
    workshop = shown.workshop
    text = t("<b>Delete the draft “{title}”?</b>\nIt cannot be brought back.", title=workshop.title)
    yes = Button(t.plain("Yes, delete it"), DeleteWorkshop(workshop.id, True))
    return Screen(text, ((yes,), (Button(t.plain("No"), ManageWorkshop(workshop.id)),)))


def file(name: str, content: bytes) -> Attachment:
    """A document that goes with a screen."""
    return Attachment("document", name, content)
