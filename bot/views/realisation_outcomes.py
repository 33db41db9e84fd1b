"""„Co z tego wyszło”: what a contest came to, for the town, and as a draft of an announcement."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.announcements import Announcement, Content, LinkButton, Status, pictures
from bot.domain.contests.realisation_overviews import Outcome, Outcomes
from bot.domain.entities import Formatted
from bot.i18n import Translator
from bot.views.actions import AnnounceOutcomes, ShowContest, ShowOutcome, ShowOutcomes
from bot.views.realisations import GAP, LINE, came, shortened
from bot.views.screen import Button, Effect, Post, Row, Screen, Show

ALBUM = 10  # pictures of one message, by Telegram


def outcomes(found: Outcomes, t: Translator) -> Screen:
    """All that is accepted."""
    contest = found.edition
    parts = [t("<b>What came of it</b> · {contest}", contest=contest.title)]
    parts += [_line(one, t) for one in found.outcomes]
    if not found.outcomes:
        parts.append(t("Nothing is finished yet. Come back later."))
    rows: list[Row] = [
        (Button(shortened(one.application.title), ShowOutcome(contest.id, one.application.id)),)
        for one in found.outcomes
    ]
    if found.staff and found.outcomes:
        rows.append((Button(t.plain("Announce it"), AnnounceOutcomes(contest.id)),))
    rows.append((Button(t.plain("The contest"), ShowContest(contest.id)),))
    return Screen(GAP.join(parts), tuple(rows))


def _line(one: Outcome, t: Translator) -> Markup:
    lines = [t("<b>{title}</b>", title=one.application.title), Markup.escape(came(one.attended, t))]
    if one.quote:
        lines.append(t("“{quote}”", quote=one.quote))
    return LINE.join(lines)


def outcome(application: int) -> Callable[[Outcomes, Translator], Screen | Sequence[Effect]]:
    """One of them, with its pictures; all where it is not accepted."""

    def view(found: Outcomes, t: Translator) -> Screen | Sequence[Effect]:
        one = next((a for a in found.outcomes if a.application.id == application), None)
        if one is None:
            return outcomes(found, t)
        back = Button(t.plain("What came of it"), ShowOutcomes(found.edition.id))
        shown = Show(Screen(_line(one, t), ((back,),)))
        albums = pictures((photo.file_id for photo in one.photos), ALBUM)
        return (*(Post(Formatted(), album) for album in albums), shown)

    return view


def announcement(found: Outcomes, t: Translator) -> Announcement:
    """A draft for staff to change: numbers, a quote each, pictures that may be shown."""
    lines = [t.plain("What came of it: {contest}", contest=found.edition.title)]
    for one in found.outcomes:
        lines.append(f"\n{one.application.title}\n{came(one.attended, t)}")
        if one.quote:
            lines.append(t.plain("“{quote}”", quote=one.quote))
    photos = [photo for one in found.outcomes for photo in one.photos]
    albums = pictures((photo.file_id for photo in photos), ALBUM)
    content = Content(Formatted("\n".join(lines)), albums[0] if albums else ())
    button = LinkButton(t.plain("The contest"), found.link)
    return Announcement(0, None, Status.DRAFT, content, buttons=(button,), funded=True)
