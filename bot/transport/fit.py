"""Screens → Bot API calls within Telegram's limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from markupsafe import Markup

from bot.domain.outgoing import Outgoing
from bot.domain.people import Person
from bot.services.turn import Turn
from bot.transport import posts
from bot.transport.cutting import CAPTION_LIMIT, pieces, units
from bot.transport.keyboards import keyboard
from bot.transport.parameters import as_json
from bot.views.screen import Effect, Notice, Post, Replace, Row, Screen, Show, Toast, effects

TOAST_LIMIT = 200  # characters, answerCallbackQuery.text
METHODS = {"photo": "sendPhoto", "document": "sendDocument"}


def fit(shown: object, turn: Turn, person: Person) -> list[Outgoing]:
    """What a view returned for `person`, as calls in order. A tap is always answered; whoever
    typed the label of a button gets a new message instead."""
    calls: list[Outgoing] = []
    answered = not turn.callback_id
    for effect in effects(cast("Screen | Sequence[Effect]", shown)):
        if isinstance(effect, Toast) and not turn.callback_id:
            screen = Screen(Markup.escape(effect.text))
            calls.extend(_new(screen, person, "reply", Show(screen)))
        elif isinstance(effect, Toast):
            answered = True
            calls.append(_answer(turn, person, effect))
        elif isinstance(effect, Replace):
            calls.extend(_edit(turn, person, effect))
        elif isinstance(effect, Notice):
            calls.extend(_notice(effect))
        elif isinstance(effect, Post):
            calls.extend(_post(effect, person))
        else:
            calls.extend(_new(effect.screen, person, "reply", effect))
    if not answered:
        calls.append(_answer(turn, person, None))
    return calls


def _answer(turn: Turn, person: Person, toast: Toast | None) -> Outgoing:
    params: dict[str, Any] = {"callback_query_id": turn.callback_id}
    if toast:
        params |= {"text": toast.text[:TOAST_LIMIT], "show_alert": toast.alert}
    return Outgoing("", person.telegram_id, "answerCallbackQuery", as_json(params))


def _edit(turn: Turn, person: Person, effect: Replace) -> list[Outgoing]:
    message_id = effect.message_id or turn.message_id
    if not message_id:
        return _new(effect.screen, person, "reply", Show(effect.screen))
    text = pieces(str(effect.screen.text))[0]
    params = _message(person.telegram_id, text, effect.screen.rows)
    params["message_id"] = message_id
    return [Outgoing("", person.telegram_id, "editMessageText", as_json(params))]


def _post(post: Post, person: Person) -> list[Outgoing]:
    chat = person.telegram_id
    return [
        Outgoing("reply", chat, call.method, call.to(chat), person.id or None)
        for call in posts.calls(post)
    ]


def _notice(effect: Notice) -> list[Outgoing]:
    return _new(effect.screen, effect.person, "notice", effect)


def _new(screen: Screen, person: Person, lane: str, effect: Show | Notice) -> list[Outgoing]:
    texts = pieces(str(screen.text))
    calls = []
    if screen.attachment:
        caption = texts[0] if len(texts) == 1 and units(texts[0]) <= CAPTION_LIMIT else ""
        texts = [] if caption else [text for text in texts if text]
        rows = () if texts else screen.rows
        calls.append(_file(screen, person, lane, caption, rows))
    last = len(texts) - 1
    for number, text in enumerate(texts):
        params = _message(person.telegram_id, text, screen.rows if number == last else ())
        if number == last and screen.asks:
            params["reply_markup"] = _sharing(screen)
        calls.append(_call(lane, person, "sendMessage", params))
    return [*calls[:-1], _marked(calls[-1], effect)]


def _marked(call: Outgoing, effect: Show | Notice) -> Outgoing:
    if isinstance(effect, Notice):
        return call._replace(dedupe_key=effect.dedupe_key or None)
    return call._replace(session_id=effect.session, rev=effect.rev)


def _call(lane: str, person: Person, method: str, params: dict[str, Any]) -> Outgoing:
    return Outgoing(lane, person.telegram_id, method, as_json(params), person.id or None)


def _file(
    screen: Screen, person: Person, lane: str, caption: str, rows: tuple[Row, ...]
) -> Outgoing:
    assert screen.attachment
    params: dict[str, Any] = {"chat_id": person.telegram_id}
    if caption:
        params |= {"caption": caption, "parse_mode": "HTML"}
    if rows:
        params["reply_markup"] = keyboard(rows)
    kind = screen.attachment.kind
    return Outgoing(
        lane, person.telegram_id, METHODS[kind], as_json(params), person.id or None,
        screen.attachment.name, screen.attachment.content,
    )  # fmt: skip


def message(chat_id: int, screen: Screen) -> dict[str, Any]:
    """The parameters of a screen that is one short message."""
    return _message(chat_id, str(screen.text), screen.rows)


def _message(chat_id: int, text: str, rows: tuple[Row, ...]) -> dict[str, Any]:
    params: dict[str, Any] = {
        "chat_id": chat_id,
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if rows:
        params["reply_markup"] = keyboard(rows)
    return params


def _sharing(screen: Screen) -> dict[str, Any]:
    """A keyboard that shares something; the screen's buttons become words to send."""
    share: dict[str, Any] = {"text": screen.asks_label, f"request_{screen.asks}": True}
    words = [[{"text": button.label} for button in row] for row in screen.rows]
    return {"keyboard": [[share], *words], "resize_keyboard": True, "one_time_keyboard": True}
