"""The privacy notice, and erasing what is kept about somebody."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.privacy import Asked, Erased, Notice
from bot.domain.profile import Profile
from bot.domain.sessions import KEPT
from bot.i18n import Translator, mark
from bot.views.actions import EraseMyData, ExportMyData, GoOn, OpenMenu
from bot.views.faults import menu_button
from bot.views.people import library
from bot.views.screen import Button, Effect, Replace, Screen, Show

GAP = Markup("\n\n")
BACKUP_DAYS = 14  # how many nightly copies there are

WHY = mark(
    "<b>Why.</b> To learn what residents need and to act on it: a task in the public interest, "
    "art. 6(1)(e) GDPR. Answering is up to you. Nothing is decided automatically."
)
WHAT = mark(
    "<b>What.</b> Your name, user name and number in Telegram, your language, your role here and "
    "what you answer. Please give no PESEL number and no details of health."
)
ANONYMOUS = mark(
    "<b>What anonymous means.</b> Until you send answers, they are kept with your account. When "
    "you send them, this link is deleted at once. Nobody can find, change or erase them for you "
    "any more. A coded mark that you took part stays until the survey closes, so that everybody "
    "answers once."
)
WITH_WHOM = mark(
    "<b>With whom.</b> Telegram carries these messages and keeps the files that you send. It is "
    "an outside service, also beyond the European Union. The chat stays there until you delete it."
)
RIGHTS = mark(
    "<b>Your rights.</b> See your data: /mojedane. Erase them: /usun. You can ask the library to "
    "correct or restrict them, and object. You can complain to the President of the Personal "
    "Data Protection Office: uodo.gov.pl."
)
AGE = mark(
    "<b>Age.</b> The bot is for people aged {age} and over. An adult signs up for anybody "
    "younger, who can answer on paper."
)
OTHERWISE = mark("<b>Without Telegram.</b> You can do the same at the library, on paper.")
GOES = mark(
    "<b>We erase</b> your name and number, your language and role, what we may write to you "
    "about, unfinished answers ({unfinished}), answers with your name ({named}) and their files."
)
STAYS = mark(
    "<b>What stays:</b> anonymous answers that you sent, since nobody can tell which are yours; "
    "a coded mark that you took part, until the survey closes."
)
COPIES = mark(
    "Backup copies hold your data for {days} more days. A coded mark of this erasure stays, so "
    "that a copy cannot bring you back."
)
STAFF_STAYS = mark(
    "What you did as staff stays without your name: the library must account for it."
)
CHILD_STAYS = mark(
    "A conversation that concerns a child stays without your name: the law on protecting minors "
    "asks for it. It goes when two of the team agree."
)
FOR_GOOD = mark(
    "The chat stays in Telegram until you delete it there. <b>This cannot be undone.</b>"
)


def notice(shown: Notice, t: Translator) -> Screen:
    """Who, why, on what basis, how long, with whom, and which rights: GDPR art. 13."""
    profile = shown.profile
    parts = [
        t("<b>Who uses your data, and why</b>"),
        _controller(profile, t),
        *(t(words) for words in (WHY, WHAT, ANONYMOUS)),
        _how_long(profile, t),
        *(t(words, age=profile.minimum_age) for words in (WITH_WHOM, RIGHTS, AGE, OTHERWISE)),
        Markup.escape(profile.notice),
    ]
    button = Button(t.plain("Let us begin"), GoOn(shown.payload)) if shown.new else menu_button(t)
    return Screen(GAP.join(part for part in parts if part), ((button,),))


def _controller(profile: Profile, t: Translator) -> Markup:
    name = ", ".join(filter(None, (library(profile, t), profile.address)))
    parts = [t("<b>Who.</b> {library} is responsible for your data.", library=name)]
    if profile.contact:
        parts.append(t("Contact: {contact}.", contact=profile.contact.rstrip(".")))
    if profile.inspector:
        inspector = profile.inspector.rstrip(".")
        parts.append(t("Data-protection inspector: {inspector}.", inspector=inspector))
    return Markup(" ").join(parts)


def _how_long(profile: Profile, t: Translator) -> Markup:
    return t(
        "<b>How long.</b> Unfinished answers: {unfinished} days after the last one. Answers with "
        "a name: {named} days after the survey closes. Your account here: until you erase it. "
        "Backup copies: {backups} days.",
        unfinished=KEPT.days,
        named=profile.retention_days,
        backups=BACKUP_DAYS,
    )


def ask_erase(shown: Asked, t: Translator) -> Screen:
    """What goes, what stays and why, before the one question."""
    parts = [
        t("<b>Erase everything about you?</b>"),
        t(GOES, unfinished=shown.unfinished, named=shown.named),
        t(STAYS),
        t(COPIES, days=BACKUP_DAYS),
        t(STAFF_STAYS) if shown.staff else Markup(),
        t(CHILD_STAYS) if shown.protected else Markup(),
        t(FOR_GOOD),
    ]
    rows = (
        (Button(t.plain("Yes, erase my data"), EraseMyData(True)),),
        (Button(t.plain("First show me my data"), ExportMyData()),),
        (Button(t.plain("No, keep them"), OpenMenu()),),
    )
    return Screen(GAP.join(part for part in parts if part), rows)


def erased(shown: Erased, t: Translator) -> Sequence[Effect]:
    """The last words."""
    name = shown.library or t.plain("the library")
    goodbye = t(
        "<b>Your data are erased.</b>\nThank you for the time you gave to {library}. "
        "If you want to come back, send /start.",
        library=name,
    )
    if shown.contact:
        contact = t("Without Telegram: {contact}.", contact=shown.contact.rstrip("."))
        goodbye = Markup("\n").join((goodbye, contact))
    return (Replace(Screen(t("<b>Erase everything about you?</b> Yes."))), Show(Screen(goodbye)))
