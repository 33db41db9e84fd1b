"""Writing: who writes to whom, and where the next message of theirs goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.announcements import Content, Step
from bot.domain.organisations import LIVING, Status, require_found
from bot.domain.people import STAFF, Person, Right, require
from bot.domain.threads import (
    AGREES,
    ASKED_FOR,
    BRIEF,
    GOES_ON,
    Addressing,
    Prompted,
    Received,
    Recipient,
    Sent,
    Side,
    Stopped,
    Thread,
    Writing,
    after_message,
    named,
    side_of,
)
from bot.errors import Refused
from bot.forms.fold import fold
from bot.i18n import Translator
from bot.services.threads.relaying import relay
from bot.services.threads.sides import opened, recipients, theirs
from bot.services.turn import Office, Turn
from bot.storage import announcements, organisations, sessions, writings
from bot.storage import threads as rows
from bot.storage.database import Tx

View = Callable[[Received, Translator], object]


class Messages:
    """`writes` says whose next message is one, without a look into the database."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._writing: dict[int, datetime] = {}

    async def load(self) -> None:
        """At start: who is writing."""
        self._writing |= await self._office.db.read(writings.everybody)

    def writes(self, telegram_id: int, now: datetime) -> bool:
        """Is the next message of this account one for the library, or of it?"""
        until = self._writing.get(telegram_id)
        return until is not None and until > now

    async def leave(self, telegram_id: int) -> None:
        """They turned to something else."""
        if telegram_id in self._writing:
            await self._office.db.write(lambda tx: writings.end_of(tx, telegram_id))
            self._drop(telegram_id)

    async def begin(self, turn: Turn, organisation_id: int, view: View) -> None:
        """„Napisz do biblioteki”, for oneself (0) or in an organisation's name.

        Raises Refused: staff_write, organisation_gone.
        """

        def work(tx: Tx, person: Person) -> Prompted:
            if organisation_id:
                return self._begin_for(tx, person, organisation_id, turn.now)
            if person.role in STAFF:
                raise Refused("staff_write")
            thread = rows.open_with(tx, person.id, None)
            return self._prompt(tx, person, thread, Side.PERSON, turn.now)

        await turn.write(work, view)

    async def reply(self, turn: Turn, thread_id: int, view: View) -> None:
        """„Odpowiedz”. Who of the staff taps it first is who answers. Raises Refused:
        thread_gone."""

        def work(tx: Tx, person: Person) -> Prompted:
            thread, side = opened(tx, person, thread_id)
            if side is Side.LIBRARY:
                rows.read(tx, thread.id, person.id)
                if thread.assignee_id is None:
                    thread = replace(thread, assignee_id=person.id, assignee=person.name)
                    rows.save(tx, thread, stamp(turn.now))
            prompted = self._prompt(tx, person, thread, side, turn.now)
            named_one = side is Side.PERSON and thread.organisation_id is not None
            return replace(prompted, in_name_of=thread.name if named_one else "")

        await turn.write(work, view)

    async def receive(self, turn: Turn, content: Content, view: View, thread_id: int = 0) -> None:
        """The next message of somebody who writes; of whom replies to a message of this thread.

        Raises Refused: thread_gone, organisation_gone, draft_gone, message_empty.
        """

        def work(tx: Tx, person: Person) -> Received:
            writing = writings.of_person(tx, person.id)
            if thread_id:
                writing = Writing(person.id, turn.now, thread_id)
            if writing is None:
                raise Refused("thread_gone")
            if writing.draft_id is not None:
                return self._address(tx, person, writing, content, turn.now)
            return self._send(tx, person, writing, content, turn.now)

        try:
            await turn.write(work, view)
        except Refused as error:
            if error.reason != "message_empty":
                await self.leave(turn.sender.telegram_id)
            raise

    async def stop(self, turn: Turn, view: View) -> None:
        """„Koniec”: what they write next is no message."""

        def work(tx: Tx, person: Person) -> Stopped:
            self._end(tx, person)
            return Stopped(Side.LIBRARY if person.role in STAFF else Side.PERSON)

        await turn.write(work, view)

    # A stray photo of staff that is a message to somebody.

    async def stray(self, turn: Turn) -> int:
        """The photo or file of this person of which it is not known what it is; 0 for none."""

        def look(tx: Tx, person: Person) -> int:
            found = announcements.awaiting(tx, person.id)
            return found.id if found and found.awaiting == Step.KIND else 0

        return await turn.read(look)

    async def offer_draft(self, turn: Turn, draft_id: int, view: View) -> None:
        """„Wiadomość do kogoś”: to whom? Raises Refused: staff_only, draft_gone."""

        def work(tx: Tx, person: Person) -> Addressing:
            self._drafted(tx, person, draft_id)
            announcements.look_away(tx, person.id)
            self._listen(tx, person, Writing(person.id, turn.now + ASKED_FOR, draft_id=draft_id))
            return Addressing(draft_id, recipients(tx))

        await turn.write(work, view)

    async def choose(
        self, turn: Turn, draft_id: int, thread_id: int, organisation_id: int, view: View
    ) -> None:
        """One of them; a yes sends it. Raises Refused: staff_only, draft_gone, thread_gone,
        organisation_gone."""

        def work(tx: Tx, person: Person) -> Addressing:
            self._drafted(tx, person, draft_id)
            until = turn.now + ASKED_FOR
            writing = Writing(
                person.id, until, thread_id or None, organisation_id or None, draft_id
            )
            return self._chosen(tx, person, writing)

        await turn.write(work, view)

    async def send_draft(
        self, turn: Turn, draft_id: int, thread_id: int, organisation_id: int, view: View
    ) -> None:
        """The yes. Raises Refused: staff_only, draft_gone, thread_gone, organisation_gone."""

        def work(tx: Tx, person: Person) -> Sent:
            content = self._drafted(tx, person, draft_id)
            writing = Writing(person.id, turn.now, thread_id or None, organisation_id or None)
            return self._send_draft(tx, person, replace(writing, draft_id=draft_id), content)

        await turn.write(work, view)

    def _address(
        self, tx: Tx, person: Person, writing: Writing, content: Content, now: datetime
    ) -> Received:
        assert writing.draft_id is not None
        draft = self._drafted(tx, person, writing.draft_id)
        if writing.addressed and fold(content.body.text) in AGREES:
            return self._send_draft(tx, person, writing, draft)
        known = recipients(tx)
        found = None if content.media else named(known, content.body.text)
        if found is None:
            return Addressing(writing.draft_id, known, again=True)
        until = now + ASKED_FOR
        to = (found.thread_id or None, found.organisation_id or None)
        return self._chosen(tx, person, Writing(person.id, until, *to, writing.draft_id))

    def _chosen(self, tx: Tx, person: Person, writing: Writing) -> Addressing:
        assert writing.draft_id is not None
        if writing.thread_id is not None:
            thread, _ = opened(tx, person, writing.thread_id)
            to = Recipient(thread.name, thread_id=thread.id)
        else:
            found = organisations.by_id(tx, writing.organisation_id or 0)
            found = require_found(found, Status.ACTIVE)
            to = Recipient(found.name, organisation_id=found.id)
        self._listen(tx, person, writing)
        return Addressing(writing.draft_id, to=to)

    def _send_draft(self, tx: Tx, person: Person, writing: Writing, content: Content) -> Sent:
        assert writing.draft_id is not None
        sent = self._send(tx, person, writing, content, self._office.clock.now())
        announcements.delete_draft(tx, writing.draft_id)
        return sent

    def _drafted(self, tx: Tx, person: Person, draft_id: int) -> Content:
        """What the stray message holds."""
        require(person, Right.ANSWER_MESSAGES)
        found = announcements.by_id(tx, draft_id)
        if found is None or found.author_id != person.id or found.status != "draft":
            raise Refused("draft_gone")
        return found.content

    # Sending.

    def _begin_for(self, tx: Tx, person: Person, organisation_id: int, now: datetime) -> Prompted:
        found = require_found(organisations.by_id(tx, organisation_id), *LIVING)
        thread = rows.open_with(tx, None, found.id)
        member = organisations.is_member(tx, found.id, person.id)
        if not member and person.role not in STAFF:
            raise Refused("organisation_gone")
        side = Side.PERSON if member else Side.LIBRARY
        prompted = self._prompt(tx, person, thread, side, now, organisation_id)
        return replace(prompted, name=found.name, in_name_of=found.name if member else "")

    def _prompt(
        self,
        tx: Tx,
        person: Person,
        thread: Thread | None,
        side: Side,
        now: datetime,
        organisation_id: int | None = None,
    ) -> Prompted:
        thread_id = thread.id if thread else None
        self._listen(tx, person, Writing(person.id, now + ASKED_FOR, thread_id, organisation_id))
        before = rows.messages(tx, thread.id, BRIEF) if thread else ()
        return Prompted(side, thread, thread.name if thread else "", messages=tuple(before))

    def _send(
        self, tx: Tx, person: Person, writing: Writing, content: Content, now: datetime
    ) -> Sent:
        if content.empty:
            raise Refused("message_empty")
        thread, side = self._opened_for(tx, person, writing, now)
        text, media = content.body.text, content.media
        message = rows.add_message(tx, thread.id, side, person.id, text, media, stamp(now))
        thread = after_message(thread, side, person, now)
        rows.save(tx, thread, stamp(now))
        if side is Side.LIBRARY:
            rows.read(tx, thread.id, person.id)
        relay(self._office, tx, thread, message, now)
        return Sent(thread, side, self._goes_on(tx, person, thread, side, now))

    def _opened_for(
        self, tx: Tx, person: Person, writing: Writing, now: datetime
    ) -> tuple[Thread, Side]:
        if writing.thread_id is not None:
            return opened(tx, person, writing.thread_id)
        if writing.organisation_id is not None:
            require_found(organisations.by_id(tx, writing.organisation_id), *LIVING)
            found = rows.open_with(tx, None, writing.organisation_id)
            made = found or rows.add(tx, None, writing.organisation_id, stamp(now))
        else:
            found = rows.open_with(tx, person.id, None)
            made = found or rows.add(tx, person.id, None, stamp(now))
        return made, side_of(person, theirs(tx, made), made)

    def _goes_on(self, tx: Tx, person: Person, thread: Thread, side: Side, now: datetime) -> bool:
        """A resident may add to it at once; not where a question waits for what they type, and
        staff say each time to whom they write."""
        if side is Side.LIBRARY or sessions.current(tx, person.id):
            self._end(tx, person)
            return False
        self._listen(tx, person, Writing(person.id, now + GOES_ON, thread.id))
        return True

    def _listen(self, tx: Tx, person: Person, writing: Writing) -> None:
        writings.put(tx, writing)
        keep = self._writing.__setitem__
        self._office.after_commit.append(lambda: keep(person.telegram_id, writing.until))

    def _end(self, tx: Tx, person: Person) -> None:
        writings.end(tx, person.id)
        self._office.after_commit.append(lambda: self._drop(person.telegram_id))

    def _drop(self, telegram_id: int) -> None:
        self._writing.pop(telegram_id, None)
