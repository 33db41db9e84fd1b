"""Conversations with the library: lists, one of them, and messages as they reach the other side."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.announcements import Media
from bot.domain.entities import Formatted
from bot.domain.threads import (
    MINOR,
    Board,
    Deleted,
    Files,
    Listed,
    Message,
    Relayed,
    Side,
    Status,
    Thread,
    ThreadShown,
    ThreadTold,
)
from bot.i18n import Translator, mark
from bot.views.actions import (
    CloseThread,
    ConcernsMinor,
    DeleteThread,
    ListThreads,
    OpenPanel,
    ReplyTo,
    ShowFiles,
    ShowThread,
    TakeThread,
    WriteToLibrary,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Post, Row, Screen, Show

GAP, LINE = Markup("\n\n"), Markup("\n")
LINE_LENGTH, SHORT = 60, 400  # characters of a message in a list, and on the thread's screen
GROUPED = frozenset({"photo", "video"})  # what Telegram shows as one album
TOLD = {
    "taken": mark("<b>You answer this one.</b>"),
    "given_back": mark("<b>Nobody answers this one now.</b>"),
    "closed": mark("<b>Closed.</b> A new message opens it again."),
    "minor": mark("<b>Noted: it concerns a child.</b> Two of the team see it."),
}


def board(shown: Board, t: Translator) -> Screen:
    """What waits for staff and what does not; for others their own."""
    if shown.side is Side.PERSON:
        return _own(shown, t)
    waiting = t.many("{number} waits.", "{number} wait.", shown.number)
    parts = [LINE.join((t("<b>Messages</b>"), waiting if shown.number else t("Nothing waits.")))]
    if shown.waiting:
        parts.append(LINE.join((t("<b>Waiting</b>"), *(_line(one, t) for one in shown.waiting))))
    if shown.others:
        parts.append(LINE.join((t("<b>Others</b>"), *(_line(one, t) for one in shown.others))))
    if shown.waiting or shown.others:
        parts.append(t("Tap a name, or type /wiadomosci with its number."))
    rows = _names((*shown.waiting, *shown.others), t)
    return Screen(GAP.join(parts), (*rows, (Button(t.plain("Panel"), OpenPanel()),)))


def _own(shown: Board, t: Translator) -> Screen:
    if not shown.others:
        text = t("<b>Messages</b>\nYou have not written to the library yet.")
    else:
        text = GAP.join((t("<b>Messages</b>"), LINE.join(_line(one, t) for one in shown.others)))
    write = (Button(t.plain("Write to the library"), WriteToLibrary(0)),)
    return Screen(text, (*_names(shown.others, t), write, (menu_button(t),)))


def _names(listed: Sequence[Listed], t: Translator) -> tuple[Row, ...]:
    return tuple(
        (Button(_numbered(one.thread, t), ShowThread(one.thread.id, "")),) for one in listed
    )


def _numbered(thread: Thread, t: Translator) -> str:
    return t.plain("{number}. {name}", number=thread.id, name=_name(thread, t))


def _line(one: Listed, t: Translator) -> Markup:
    thread = one.thread
    words = _cut(one.last.text, LINE_LENGTH) if one.last else ""
    said = words or t.plain("photo or file")
    line = t("{number}. <b>{name}</b>: {said}", number=thread.id, name=_name(thread, t), said=said)
    state = _state(thread, t)
    return t("{line}\n    {state}", line=line, state=state) if state else line


def _state(thread: Thread, t: Translator) -> Markup:
    """Since when it waits, who answers, whether a child is concerned; in one line."""
    parts = []
    if thread.status is Status.WAITING:
        parts.append(t("since {moment}", moment=t.moment(thread.waiting_since)))
    if thread.assignee:
        parts.append(t("answers: {name}", name=thread.assignee))
    if thread.minor:
        parts.append(t("concerns a child"))
    return Markup(" · ").join(parts)


def thread(shown: ThreadShown, t: Translator) -> Screen:
    """One conversation, and what can be done with it."""
    if shown.asked == "delete":
        return _ask_to_delete(shown.thread, t)
    staff = shown.side is Side.LIBRARY
    parts = [t(TOLD[shown.told])] if shown.told else []
    parts.append(LINE.join(_about(shown, t)))
    parts += [spoken(one, shown.thread, shown.side, t) for one in shown.messages]
    rows = _staff_rows(shown, t) if staff else _person_rows(shown, t)
    return Screen(GAP.join(parts), rows)


def _about(shown: ThreadShown, t: Translator) -> list[Markup]:
    one = shown.thread
    if shown.side is Side.PERSON:
        lines = [t("<b>You and the library</b>")]
        if one.organisation_id:
            lines = [t("<b>{name} and the library</b>", name=one.name)]
        known = one.minor and shown.told != "minor"
        return [*lines, t("It concerns a child: two of the team see it.")] if known else lines
    lines = [t("<b>{name}</b> · message {number}", name=_name(one, t), number=one.id)]
    state = _state(one, t)
    lines += [state] if state else []
    if one.minor:
        lines.append(t("Seen by: {names}.", names=", ".join(shown.seen_by) or "–"))
    if one.unwatched:
        lines.append(t("<b>A second person of the team must see it.</b>"))
    if one.deletion_asked_by:
        lines.append(t("Somebody asked to delete it. A second yes is needed."))
    return lines


def spoken(one: Message, about: Thread, reader: Side, t: Translator) -> Markup:
    """A message of a conversation, cut where it is long."""
    name = _author(one, about, reader, t)
    words = [_cut(one.text, SHORT)] if one.text else []
    if one.media:
        words.append(t.many_plain("[{number} file]", "[{number} files]", len(one.media)))
    return t(
        "<b>{name}</b>, {moment}\n{words}",
        name=name, moment=t.moment(one.sent_at), words="\n".join(words),
    )  # fmt: skip


def _author(one: Message, about: Thread, reader: Side, t: Translator) -> str:
    if one.side is Side.LIBRARY and reader is Side.PERSON:
        return t.plain("The library")
    return one.author or _name(about, t)


def _person_rows(shown: ThreadShown, t: Translator) -> tuple[Row, ...]:
    one = shown.thread
    rows: list[Row] = [(Button(t.plain("Write"), ReplyTo(one.id)),)]
    if not one.minor:
        rows.append((Button(t.plain("It concerns a child"), ConcernsMinor(one.id)),))
    if shown.files:
        rows.append((_files_button(shown, t),))
    return (*rows, (Button(t.plain("Messages"), ListThreads()), menu_button(t)))


def _staff_rows(shown: ThreadShown, t: Translator) -> tuple[Row, ...]:
    one = shown.thread
    mine = one.assignee_id == shown.viewer.id
    take = t.plain("Give it back") if mine else t.plain("I will answer")
    rows: list[Row] = [
        (Button(t.plain("Reply"), ReplyTo(one.id)), Button(take, TakeThread(one.id, not mine)))
    ]
    if shown.files:
        rows.append((_files_button(shown, t),))
    if not one.minor:
        rows.append((Button(t.plain("It concerns a child"), ConcernsMinor(one.id)),))
    close = Button(t.plain("Close"), CloseThread(one.id))
    delete = Button(t.plain("Delete"), ShowThread(one.id, "delete"))
    rows.append((delete,) if one.status is Status.CLOSED else (close, delete))
    return (*rows, (Button(t.plain("Messages"), ListThreads()),))


def _files_button(shown: ThreadShown, t: Translator) -> Button:
    label = t.plain("Photos and files ({number})", number=shown.files)
    return Button(label, ShowFiles(shown.thread.id))


def _ask_to_delete(one: Thread, t: Translator) -> Screen:
    text = t("<b>Delete the conversation with {name}?</b>\nThis cannot be undone.",
             name=_name(one, t))  # fmt: skip
    if one.minor:
        text = t("{text}\nIt concerns a child, so two of the team must agree.", text=text)
    yes = Button(t.plain("Yes, delete it"), DeleteThread(one.id))
    back = Button(t.plain("No, keep it"), ShowThread(one.id, ""))
    return Screen(text, ((yes,), (back,)))


def deleted(shown: Deleted, t: Translator) -> Screen:
    """It is gone, or a second person is asked."""
    text = t("<b>Deleted:</b> the conversation with {name}.", name=shown.name or "–")
    if shown.asked:
        text = t(
            "<b>We asked the others.</b>\nIt is deleted once a second person of the team agrees."
        )
    return Screen(text, ((Button(t.plain("Messages"), ListThreads()),),))


def files(shown: Files, t: Translator) -> Sequence[Effect]:
    """Every photo and file once more."""
    back = Button(t.plain("Conversation"), ShowThread(shown.thread.id, ""))
    said = t.many("{number} photo or file", "{number} photos and files", len(shown.media))
    return (*posts(shown.media), Show(Screen(said, ((back,), (menu_button(t),)))))


def posts(media: Sequence[Media]) -> tuple[Post, ...]:
    """Photos and videos together, anything else by itself."""
    album = tuple(one for one in media if one.kind in GROUPED)
    groups = [album[at : at + 10] for at in range(0, len(album), 10)]
    alone = [(one,) for one in media if one.kind not in GROUPED]
    return tuple(Post(Formatted(), group) for group in (*groups, *alone))


def told(shown: Relayed | ThreadTold, t: Translator) -> Sequence[Effect]:
    """What reaches somebody by itself: a message, or that a thread needs a second person."""
    if isinstance(shown, ThreadTold):
        return (Show(_needs_second(shown, t)),)
    text = LINE.join((_heading(shown, t), Markup.escape(shown.message.text)))
    return (*posts(shown.message.media), Show(Screen(text.rstrip(), _relayed_rows(shown, t))))


def _heading(shown: Relayed, t: Translator) -> Markup:
    one, author = shown.thread, shown.message.author
    if shown.side is Side.PERSON and not shown.own:
        library = shown.library or t.plain("The library")
        return t("<b>{library} writes:</b>", library=library)
    if shown.side is Side.PERSON:
        return t("<b>{name} wrote to the library</b> ({organisation}):",
                 name=author, organisation=one.name)  # fmt: skip
    if shown.own:
        return t("<b>For your information:</b> {name} wrote to {person}:",
                 name=author, person=_name(one, t))  # fmt: skip
    heading = t("<b>Message from {name}</b>", name=author or _name(one, t))
    if one.organisation_id:
        heading = t("<b>Message from {name}</b> ({organisation})",
                    name=author, organisation=one.name)  # fmt: skip
    return t("{heading} · concerns a child", heading=heading) if one.minor else heading


def _relayed_rows(shown: Relayed, t: Translator) -> tuple[Row, ...]:
    reply = Button(t.plain("Reply"), ReplyTo(shown.thread.id))
    whole = Button(t.plain("Conversation"), ShowThread(shown.thread.id, ""))
    if shown.side is Side.PERSON:
        return ((reply, whole), (menu_button(t),))
    return ((reply, whole),)


def _needs_second(shown: ThreadTold, t: Translator) -> Screen:
    name = _name(shown.thread, t)
    if shown.purpose == MINOR:
        text = t(
            "<b>A conversation concerns a child:</b> {name}.\n"
            "A second person of the team must see it.", name=name,
        )  # fmt: skip
    else:
        text = t(
            "<b>{by} asks to delete the conversation with {name}.</b>\n"
            "It concerns a child, so a second person must agree.", by=shown.by, name=name,
        )  # fmt: skip
    return Screen(text, ((Button(t.plain("Conversation"), ShowThread(shown.thread.id, "")),),))


def _name(one: Thread, t: Translator) -> str:
    return one.name or t.plain("somebody without a name")


def _cut(text: str, length: int) -> str:
    words = " ".join(text.split()) if length == LINE_LENGTH else text
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
