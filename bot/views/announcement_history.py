"""What was announced and what became of it, for staff."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.announcements import Announcement, Status
from bot.domain.audiences import Kind as AudienceKind
from bot.domain.histories import Board, Figures, Listed, Told, Withdrawal, figures
from bot.domain.mailings import Kind, Mailing
from bot.forms.fold import fold
from bot.i18n import Translator, mark
from bot.views import mailings
from bot.views.actions import (
    CancelAnnouncement,
    ListAnnouncements,
    NewAnnouncement,
    ResumeDraft,
    ShowAnnouncement,
    UseAgain,
    WithdrawAnnouncement,
)
from bot.views.announcement_posts import post
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Row, Screen, Show

LINE = Markup("\n")
STANDS = {
    Status.DRAFT: mark("draft"),
    Status.SCHEDULED: mark("planned"),
    Status.SENT: mark("sent"),
    Status.WITHDRAWN: mark("withdrawn"),
    Status.CANCELLED: mark("cancelled"),
}


WISHES = {
    "correct": ("popraw", "виправ", "correct"),
    "withdraw": ("wycofaj", "відклик", "withdraw"),
    "withdraw_surely": ("tak, wycofaj", "так, відклик", "yes, withdraw"),
    "again": ("użyj", "jeszcze raz", "використ", "use"),
    "cancel": ("nie wysyłaj", "не надсил", "do not send"),
    "resume": ("szkic", "wznów", "чернетк", "draft"),
}
_FOLDED = [(fold(word), wish) for wish, words in WISHES.items() for word in words]


def wish(text: str) -> str:
    """What somebody wants with an announcement, typed behind its number; "" to see it."""
    typed = fold(text)
    return next((wish for word, wish in _FOLDED if typed.startswith(word)), "")


def board(result: Board, t: Translator) -> Screen:
    """`/ogloszenia`"""
    parts = [t("<b>Announcements</b>")]
    if result.listed:
        parts += [_line(one, t) for one in result.listed]
        parts.append(t("Tap one, or type its number: /ogloszenie {number}",
                       number=result.listed[0].announcement.id))  # fmt: skip
    else:
        parts.append(t("There is none yet. Begin one, or simply send a photo with a text."))
    rows: list[Row] = [(Button(t.plain("New announcement"), NewAnnouncement()),)]
    rows += [(_open(one.announcement, t),) for one in result.listed]
    return Screen(LINE.join(parts), (*rows, (menu_button(t),)))


def _line(one: Listed, t: Translator) -> Markup:
    said = one.announcement
    stands = t.plain(STANDS[said.status])
    line = t("{number}. {title} · {stands}", number=said.id, title=_title(said, t), stands=stands)
    none = said.status is Status.WITHDRAWN or not (one.figures.sent or one.figures.waiting)
    if none:
        return line
    return t("{line} · {figures}", line=line, figures=_reached(one.figures, t))


def _open(one: Announcement, t: Translator) -> Button:
    words = t.plain("{number}. {title}", number=one.id, title=_title(one, t))
    draft = one.status is Status.DRAFT
    return Button(words, ResumeDraft(one.id) if draft else ShowAnnouncement(one.id))


def _title(one: Announcement, t: Translator) -> str:
    return one.title or t.plain("no text yet")


def _reached(counted: Figures, t: Translator) -> Markup:
    return t.many("{number} person has it", "{number} people have it", counted.sent)


def told(result: Told, t: Translator) -> Screen | Sequence[Effect]:
    """One announcement: as people see it, then its figures."""
    said = result.announcement
    shown = post(said, result.funding, t, private=_private(said))
    return (shown, Show(about(result, t)))


def about(result: Told, t: Translator) -> Screen:
    """The figures of one announcement, and what can be done about it."""
    said = result.announcement
    lines = [t("<b>{number}. {title}</b>", number=said.id, title=_title(said, t))]
    lines.append(Markup.escape(t.plain(STANDS[said.status]).capitalize()))
    if result.next_at:
        lines.append(t("It goes: {moment}.", moment=t.moment(result.next_at)))
    if said.status is not Status.WITHDRAWN:
        lines += _figures(figures(result.runs), t)
    lines += [mailings.ended(run, t) for run in result.runs if run.kind is not Kind.ANNOUNCEMENT]
    return Screen(LINE.join(lines), ways(said, result.runs, t))


def _figures(counted: Figures, t: Translator) -> list[Markup]:
    lines = [_reached(counted, t)] if counted.sent or counted.waiting else []
    if counted.waiting:
        lines.append(t.many("{number} waits", "{number} wait", counted.waiting))
    if counted.unreachable:
        lines.append(
            t.many("{number} cannot be reached", "{number} cannot be reached", counted.unreachable)
        )
    if counted.unknown:
        lines.append(t.many("{number} is uncertain", "{number} are uncertain", counted.unknown))
    if counted.failed:
        lines.append(t.many("{number} was refused", "{number} were refused", counted.failed))
    return lines


def ways(said: Announcement, runs: Sequence[Mailing], t: Translator) -> tuple[Row, ...]:
    """What can be done with an announcement as it stands."""
    rows: list[Row] = []
    if said.status is Status.DRAFT:
        rows.append((Button(t.plain("Go on with it"), ResumeDraft(said.id)),))
    if said.status is Status.SENT:
        rows.append(mailings.corrections(said.id, t))
    if said.status is Status.SCHEDULED:
        rows.append((Button(t.plain("Do not send it"), CancelAnnouncement(said.id)),))
    rows += [(mailings.uncertain(run, t),) for run in runs if run.unknown and run.finished_at]
    rows.append((Button(t.plain("Use it again"), UseAgain(said.id)),))
    return (*rows, (Button(t.plain("Announcements"), ListAnnouncements()), menu_button(t)))


def cancelled(result: Told, t: Translator) -> Screen:
    """It will not go."""
    text = t("<b>It will not be sent.</b>\nYou can use it again.")
    return Screen(text, ways(result.announcement, result.runs, t))


def ask_to_withdraw(result: Told, t: Translator) -> Screen:
    """Asked once."""
    said = result.announcement
    text = t(
        "<b>Withdraw “{title}”?</b>\nWe delete it in every chat where Telegram still allows: up to "
        "48 hours after it came. Whoever has read it has read it.",
        title=_title(said, t),
    )
    yes = Button(t.plain("Yes, withdraw it"), WithdrawAnnouncement(said.id, True))
    return Screen(text, ((yes,), (Button(t.plain("No"), ShowAnnouncement(said.id)),)))


def withdrawn(result: Withdrawal, t: Translator) -> Screen:
    """It has begun."""
    if not result.number:
        text = t("<b>It is withdrawn.</b>\nNobody had got it yet.")
    else:
        text = t("<b>We are withdrawing it.</b>\nBelow you can see how far it is.")
    return Screen(text, ((Button(t.plain("Announcements"), ListAnnouncements()), menu_button(t)),))


def _private(said: Announcement) -> bool:
    return said.audience is None or said.audience.kind is not AudienceKind.CHAT
