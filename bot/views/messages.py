"""Writing a message: what to send, to whom, and that it is on its way."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.threads import Addressing, Prompted, Received, Recipient, Sent, Side, Stopped
from bot.i18n import Translator
from bot.views.actions import (
    ChooseRecipient,
    CloseThread,
    ConcernsMinor,
    ListAnnouncements,
    ListThreads,
    ReplyTo,
    SendDraft,
    ShowThread,
    StopWriting,
    WriteToLibrary,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen
from bot.views.threads import spoken

GAP, LINE = Markup("\n\n"), Markup("\n")


def shown(result: Received, t: Translator) -> Screen:
    """Whatever a tap or a message of somebody who writes came to."""
    match result:
        case Prompted():
            return _to_library(result, t) if result.side is Side.PERSON else _to_them(result, t)
        case Sent():
            return _sent(result, t)
        case Addressing():
            return _confirm(result, result.to, t) if result.to else _to_whom(result, t)
        case Stopped():
            return _stopped(result, t)


def _to_library(result: Prompted, t: Translator) -> Screen:
    said = t(
        "<b>Write to the library</b>\nSend a text, a photo or a file. Somebody of the team answers "
        "here, in this chat.\nThey see your name, never your number or user name."
    )
    parts = [said]
    if result.in_name_of:
        parts.append(t("You write in the name of: <b>{name}</b>.", name=result.in_name_of))
    parts += _before(result, t)
    return Screen(GAP.join(parts), ((_enough(t), menu_button(t)),))


def _to_them(result: Prompted, t: Translator) -> Screen:
    name = result.name or t.plain("somebody without a name")
    parts = [
        t("<b>Write to {name}</b>\nSend a text, a photo or a file. It goes at once.", name=name)
    ]
    if result.thread and result.thread.minor:
        parts.append(t("It concerns a child: the rest of the team gets a copy."))
    parts += _before(result, t)
    rows: tuple[Row, ...] = ((_enough(t),),)
    if result.thread:
        whole = Button(t.plain("Conversation"), ShowThread(result.thread.id, ""))
        rows = ((_enough(t), whole),)
    return Screen(GAP.join(parts), rows)


def _before(result: Prompted, t: Translator) -> list[Markup]:
    about = result.thread
    return [spoken(one, about, result.side, t) for one in result.messages] if about else []


def _sent(result: Sent, t: Translator) -> Screen:
    thread = result.thread
    if result.side is Side.LIBRARY:
        name = thread.name or t.plain("somebody without a name")
        add = Button(t.plain("Add something"), ReplyTo(thread.id))
        close = Button(t.plain("Close"), CloseThread(thread.id))
        rows: tuple[Row, ...] = ((add, close), (Button(t.plain("Messages"), ListThreads()),))
        return Screen(t("<b>Sent to {name}.</b>", name=name), rows)
    text = t("<b>Sent.</b> The answer comes here.")
    if result.goes_on:
        text = t("{text}\nYou can add something at once: just write.", text=text)
    add = Button(t.plain("Add something"), ReplyTo(thread.id))
    first = _enough(t) if result.goes_on else add
    child = Button(t.plain("It concerns a child"), ConcernsMinor(thread.id))
    return Screen(text, ((first, menu_button(t)), *(() if thread.minor else ((child,),))))


def _to_whom(result: Addressing, t: Translator) -> Screen:
    heading = t("<b>To whom?</b>")
    if result.again:
        heading = t("<b>We do not know to whom.</b>\nTap a name, or type it or its number.")
    if not result.recipients:
        text = t("<b>There is nobody to write to yet.</b>\nYou can write to whoever wrote to you.")
        return Screen(text, ((Button(t.plain("Announcements"), ListAnnouncements()),),))
    lines = [
        t("{number}. {name}", number=number, name=_called(one, t))
        for number, one in enumerate(result.recipients, 1)
    ]
    rows = tuple(
        (Button(_called(one, t), _choice(result.draft_id, one)),) for one in result.recipients
    )
    return Screen(GAP.join((heading, LINE.join(lines))), (*rows, (_cancel(t),)))


def _choice(draft_id: int, one: Recipient) -> ChooseRecipient:
    return ChooseRecipient(draft_id, one.thread_id, one.organisation_id)


def _confirm(result: Addressing, to: Recipient, t: Translator) -> Screen:
    text = t("<b>Send it to {name}?</b>\nNobody else sees it.", name=_called(to, t))
    if to.organisation_id:
        text = t("<b>Send it to {name}?</b>\nAll its members see it.", name=to.name)
    send = Button(t.plain("Send"), SendDraft(result.draft_id, to.thread_id, to.organisation_id))
    return Screen(text, ((send, _cancel(t)),))


def _called(one: Recipient, t: Translator) -> str:
    return one.name or t.plain("somebody without a name")


def _stopped(result: Stopped, t: Translator) -> Screen:
    text = t("<b>All right.</b> What you write now goes to nobody.")
    messages = Button(t.plain("Messages"), ListThreads())
    write = Button(t.plain("Write to the library"), WriteToLibrary(0))
    first = messages if result.side is Side.LIBRARY else write
    return Screen(text, ((first,), (menu_button(t),)))


def _cancel(t: Translator) -> Button:
    return Button(t.plain("Cancel"), StopWriting())


def _enough(t: Translator) -> Button:
    return Button(t.plain("That is all"), StopWriting())
