"""What comes of drafts of workshops: made, changed, repeated, proposed, published, deleted."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.announcements import Announcement, Content, LinkButton, pictures
from bot.domain.announcements import Status as AnnouncementStatus
from bot.domain.attendance import Listing
from bot.domain.entities import Formatted
from bot.domain.programme import (
    Changed,
    Deleted,
    NotReady,
    Overview,
    Proposed,
    Published,
    QuestionsOffered,
    SeriesMade,
)
from bot.domain.sessions import Completed
from bot.domain.staff_forms import Talk
from bot.domain.workshops import Change, Status, Workshop, told
from bot.i18n import Translator, mark
from bot.views import workshop_desk, workshop_facts
from bot.views.actions import (
    AnnounceWorkshop,
    EditProfile,
    GetPoster,
    ManageWorkshop,
    ManageWorkshops,
    NewSurvey,
    PreviewWorkshop,
    PublishWorkshop,
    SetQuestions,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")


def made(result: Completed, t: Translator) -> Screen:
    """A draft was composed, copied, or completed with who checked the instructor."""
    outcome = result.outcome
    assert isinstance(outcome, Overview)
    return workshop_desk.overview(outcome, t)


def repeated(result: Completed, t: Translator) -> Screen:
    """A draft became a series."""
    outcome = result.outcome
    assert isinstance(outcome, SeriesMade)
    first = outcome.workshops[0]
    lines = [
        t.many(
            "<b>{number} meeting of “{title}”</b>", "<b>{number} meetings of “{title}”</b>",
            len(outcome.workshops), title=first.title,
        )
    ]  # fmt: skip
    lines += [Markup.escape(workshop_facts.when(one, t)) for one in outcome.workshops]
    if outcome.skipped:
        days = ", ".join(f"{t.day(one.day)} ({one.holiday})" for one in outcome.skipped)
        lines.append(t("Left out: {days}.", days=days))
    publish = Button(
        t.plain("Publish the whole series"), PublishWorkshop(first.id, outcome.series.id)
    )
    return Screen(LINE.join(lines), ((publish,), back(first, t)))


def back(workshop: Workshop, t: Translator) -> Row:
    """To this workshop, or to all of them."""
    here = Button(t.plain("Back to the workshop"), ManageWorkshop(workshop.id))
    return (here, Button(t.plain("Workshops"), ManageWorkshops()))


def proposed(result: Proposed | NotReady, t: Translator) -> Screen:
    """A partner handed it to the library."""
    if isinstance(result, NotReady):
        return not_ready(result, t)
    text = t(
        "<b>“{title}” is with the library.</b>\nWe write to you as soon as a librarian decides.",
        title=result.workshop.title,
    )
    return Screen(text, (back(result.workshop, t), (menu_button(t),)))


def not_ready(result: NotReady, t: Translator) -> Screen:
    """What is lacking, and the way to say it."""
    workshop = result.workshop
    names = (*result.missing, *result.profile)
    rows: list[Row] = []
    if "instructor_check" in result.missing:
        check = workshop_desk.ask(mark("Who checked the instructor"), Talk.CHECK, workshop, t)
        rows.append((check,))
    if set(result.missing) - {"instructor_check"}:
        rows.append((workshop_desk.ask(mark("Change"), Talk.CHANGE, workshop, t),))
    if result.profile:
        rows.append((Button(t.plain("Profile"), EditProfile()),))
    heading = t("<b>“{title}” is not published yet.</b>", title=workshop.title)
    text = LINE.join((heading, workshop_desk.missing(names, t)))
    return Screen(text, (*rows, back(workshop, t)))


def published(result: Published | NotReady, t: Translator) -> Screen:
    """It stands in the programme: tell people."""
    if isinstance(result, NotReady):
        return not_ready(result, t)
    workshop = result.workshop
    text = t(
        "<b>“{title}” is published.</b>\nPeople can sign up. This link opens it:\n{link}",
        title=workshop.title, link=result.link,
    )  # fmt: skip
    rows = (
        (Button(t.plain("Announce it"), AnnounceWorkshop(workshop.id)),
         Button(t.plain("Poster to print"), GetPoster(workshop.id))),
        back(workshop, t),
    )  # fmt: skip
    return Screen(text, rows)


def series_published(result: tuple[Published, ...] | NotReady, t: Translator) -> Screen:
    """All meetings of a series stand in the programme."""
    if isinstance(result, NotReady):
        return not_ready(result, t)
    text = t.many(
        "<b>{number} meeting is published.</b>", "<b>{number} meetings are published.</b>",
        len(result),
    )  # fmt: skip
    first = published(result[0], t)
    return Screen(LINE.join((text, first.text)), first.rows)


def deleted(result: Deleted, t: Translator) -> Screen:
    """A draft is gone."""
    text = t("<b>“{title}” is deleted.</b>", title=result.title)
    return Screen(text, ((Button(t.plain("Workshops"), ManageWorkshops()), menu_button(t)),))


def returned(result: Overview, t: Translator) -> Screen:
    """A proposal went back to its author."""
    text = t("<b>“{title}” is with its author again.</b>\nThey were told.",
             title=result.workshop.title)  # fmt: skip
    return Screen(text, (back(result.workshop, t),))


def changed(result: Completed, t: Translator) -> Screen:
    """What was changed, old and new, and who hears of it."""
    outcome = result.outcome
    assert isinstance(outcome, Changed)
    workshop = outcome.workshop
    if not outcome.changes:
        return Screen(t("<b>Nothing was changed.</b>"), (back(workshop, t),))
    heard = told(outcome.changes)
    heading = t("<b>“{title}” is changed.</b>", title=workshop.title)
    if outcome.meetings > 1:
        heading = t.many(
            "<b>{number} meeting of “{title}” is changed.</b>",
            "<b>{number} meetings of “{title}” are changed.</b>",
            outcome.meetings, title=workshop.title,
        )  # fmt: skip
    parts = [heading, _changes(heard, t)]
    if workshop.status is Status.PUBLISHED and heard:
        parts.append(asked_again(outcome.told, t))
        parts.append(workshop_desk.calls(outcome.calls, t))
    preview = (Button(t.plain("Preview"), PreviewWorkshop(workshop.id)),)
    return Screen(GAP.join(part for part in parts if part), (preview, back(workshop, t)))


def _changes(heard: tuple[Change, ...], t: Translator) -> Markup:
    return workshop_facts.changes(heard, t) if heard else Markup()


def asked_again(number: int, t: Translator) -> Markup:
    """How many are written to."""
    if not number:
        return t("Nobody is signed up, so nobody has to be told.")
    return t.many(
        "We are telling {number} sign-up, and ask whether they still come.",
        "We are telling {number} sign-ups, and ask whether they still come.",
        number,
    )


def poster(result: Listing, t: Translator) -> Screen:
    """The file to print."""
    title = result.workshop.title
    if result.workshop.status is Status.PUBLISHED:
        text = t(
            "<b>A poster for “{title}”</b>\n"
            "A4, ready to print. Whoever scans the code can sign up.",
            title=title,
        )
    else:
        text = t(
            "<b>The poster for “{title}”, to look at</b>\nPrint it once the workshop is published: "
            "only then does the code work.",
            title=title,
        )
    attachment = workshop_desk.file(result.name, result.content)
    return Screen(text, (back(result.workshop, t),), attachment)


def announcement(shown: Overview, t: Translator) -> Announcement:
    """What is announced of a workshop, to be changed by its author."""
    workshop = shown.workshop
    lines = [
        workshop.title,
        str(workshop_facts.ages(workshop, t).striptags()),
        f"{workshop_facts.when(workshop, t)} · {workshop_facts.where(workshop).unescape()}",
        workshop.description,
        workshop_facts.facts(workshop, t).striptags() if not workshop.description else "",
    ]
    body = Formatted("\n".join(line for line in lines if line))
    media = pictures([workshop.poster])[0] if workshop.poster else ()
    button = LinkButton(t.plain("Sign up"), shown.link, workshop_id=workshop.id)
    return Announcement(
        0, None, AnnouncementStatus.DRAFT, Content(body, media), buttons=(button,),
        funded=workshop.funded,
    )  # fmt: skip


def questions(result: QuestionsOffered, t: Translator) -> Screen:
    """Which draft's questions are asked at sign-up."""
    workshop = result.workshop
    chosen = next((one for one in result.surveys if one.form_id == workshop.form_id), None)
    parts = [t("<b>More questions at sign-up</b> · {title}", title=workshop.title)]
    if workshop.form_id:
        title = chosen.title if chosen else t.plain("a form of your own")
        parts.append(t("Asked now: {title}.", title=title))
    else:
        parts.append(t("Nothing is asked besides."))
    parts.append(t("Send an XLSForm (.xlsx) to the bot: as a draft of a survey it appears here."))
    rows: list[Row] = [
        (Button(one.title, SetQuestions(workshop.id, one.id)),)
        for one in result.surveys
        if one.form_id != workshop.form_id
    ]
    if workshop.form_id:
        rows.append((Button(t.plain("Ask nothing besides"), SetQuestions(workshop.id, 0)),))
    rows.append((Button(t.plain("New survey"), NewSurvey()),))
    return Screen(LINE.join(parts), (*rows, back(workshop, t)))
