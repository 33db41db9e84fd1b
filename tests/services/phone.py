"""A phone without a network: raw updates go in, what the bot would send comes out.

Everything between is real: parsing, router, handlers, services, a SQLite file. Only the clock and
the sending are not.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.domain.outgoing import Outgoing, Settled
from bot.domain.sessions import StepShown
from bot.services.turn import Office
from bot.storage import forms, inbox, outbox, people
from bot.storage.database import Tx
from bot.storage.inbox import Received
from bot.transport.dispatch import Dispatch
from bot.transport.router import Desk, Router

TAGS = re.compile(r"<[^>]+>")
_update_ids = count(1)
_message_ids = count(100)


@dataclass
class Message:
    """What stands in the chat. `buttons`: (label, callback data), row by row."""

    id: int
    text: str
    rows: list[list[tuple[str, str]]]
    keyboard: list[str] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        return [label for row in self.rows for label, _ in row]


class Phone:
    """One person with one chat."""

    def __init__(
        self, office: Office, services: Any, router: Router, person: int, language: str = "pl"
    ) -> None:
        self.id = person
        self.language = language
        self.office = office
        self.services = services
        self.messages: dict[int, Message] = {}
        self.toasts: list[str] = []
        self.faults: list[str] = []
        self._dispatch = Dispatch(
            office,
            Desk(services, None),
            router,
            self._send,
            self.faults.append,  # type: ignore[arg-type]
        )

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        return self.messages[max(self.messages)]

    async def say(self, text: str) -> Message:
        return await self.message(text=text)

    async def message(self, **content: Any) -> Message:
        """Send a message with any content, as Telegram's JSON has it."""
        raw = {"message_id": next(_message_ids), "from": self._who, "chat": self._chat, **content}
        await self.update(message=raw)
        return self.last

    async def edit(self, text: str) -> Message:
        """Edit an earlier message of one's own."""
        raw = {"message_id": 1, "from": self._who, "chat": self._chat, "text": text}
        await self.update(edited_message=raw)
        return self.last

    async def tap(self, label: str, message: Message | None = None) -> Message:
        """Tap the button with this label (or beginning of one)."""
        on = message or self.last
        found = [b for row in on.rows for b in row if b[0] == label]
        found = found or [b for row in on.rows for b in row if b[0].startswith(label)]
        assert found, f"no button {label!r} among {on.labels} of {on.text!r}"
        return await self.press(found[0][1], on.id)

    async def press(self, data: str, message_id: int) -> Message:
        """Send this callback data, as an old button or a stranger would."""
        tap = {"id": str(next(_update_ids)), "from": self._who, "data": data,
               "message": {"message_id": message_id, "chat": self._chat}}  # fmt: skip
        await self.update(callback_query=tap)
        return self.last

    async def update(self, **content: Any) -> None:
        raw = {"update_id": next(_update_ids), **content}
        received = Received(self.office.bot_id, raw["update_id"], json.dumps(raw))
        await self.office.db.write(lambda tx: inbox.add(tx, [received], "2027-05-12T10:00:00.000Z"))
        await self._dispatch([raw])
        assert not self.faults

    async def begin(
        self, form_id: int, kind: str = "survey", subject_id: int = 0, **how: Any
    ) -> Message:
        """Open a form, as another service would inside its own transaction."""
        from bot.views.steps import step

        person = await self.office.db.write(self.person)

        def work(tx: Tx) -> tuple[StepShown, list[Outgoing]]:
            shown = self.services.sessions.begin(
                tx, person, kind, subject_id, form_id, now=self.office.clock.now(), **how
            )
            return shown, []

        shown, _ = await self.office.db.write(work)
        t = self.office.translator(person.language, self.office.clock.now())
        from bot.services.turn import Sender, Turn

        turn = Turn(self.office, (0,), Sender(self.id, "Ania", "", self.language))
        calls = self.office.fit(step(shown, t), turn, person)
        await self._send(await self.office.db.write(lambda tx: outbox.add(tx, calls, "2027")))
        return self.last

    def person(self, tx: Tx) -> Any:
        known = people.by_telegram_id(tx, self.id)
        return known or people.add(tx, self.id, "Ania", "", self.language, "2027")

    async def _send(self, calls: Sequence[Outgoing]) -> None:
        for call in (one for one in calls if one.lane != "notice"):  # those are for others
            params = json.loads(call.params)
            if call.method == "answerCallbackQuery":
                if params.get("text"):
                    self.toasts.append(params["text"])
            elif call.method == "editMessageText":
                self._put(params["message_id"], params)
            else:
                message_id = next(_message_ids)
                self._put(message_id, params)
                sent = [Settled(call, "sent", message_id)]
                await self.office.db.write(lambda tx, sent=sent: outbox.settle(tx, sent))

    def _put(self, message_id: int, params: dict[str, Any]) -> None:
        markup = params.get("reply_markup", {})
        rows = [
            [(button["text"], button.get("callback_data", "")) for button in row]
            for row in markup.get("inline_keyboard", [])
        ]
        words = [button["text"] for row in markup.get("keyboard", []) for button in row]
        text = html.unescape(TAGS.sub("", params.get("text", params.get("caption", ""))))
        self.messages[message_id] = Message(message_id, text, rows, words)

    @property
    def _who(self) -> dict[str, Any]:
        return {"id": self.id, "first_name": "Ania", "language_code": self.language}

    @property
    def _chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private"}


def keep_form(markdown: str) -> Any:
    """Store a form written in Markdown; gives its id."""
    from bot.forms.xlsform import open_workbook, read_form

    opened = open_workbook(markdown.encode())
    assert opened.workbook
    assert read_form(opened.workbook).form, read_form(opened.workbook).problems
    book = opened.workbook
    return lambda tx: forms.add(tx, "próba", "1", book, "2027-05-12T10:00:00.000Z")
