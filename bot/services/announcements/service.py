"""Announcements, for handlers: composing them, and the history of what was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.clock import stamp
from bot.domain import mailings
from bot.domain.announcements import (
    DRAFTS_KEPT,
    HISTORY,
    Announcement,
    Content,
    Status,
    Step,
    copy_of,
    correction_of,
    next_step,
    require_status,
)
from bot.domain.composing import Asked, Choice, Composed, Note, Option, after, chosen
from bot.domain.histories import Board, Listed, Told, Withdrawal, figures
from bot.domain.people import Person, Right, require
from bot.domain.schedules import Status as Scheduled
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.announcements import composing, sending
from bot.services.announcements.options import Reach, to_whom
from bot.services.announcements.scene import Scene
from bot.services.turn import Office, Turn, Work
from bot.storage import announcements as rows
from bot.storage import audit, schedules
from bot.storage import mailings as runs
from bot.storage.database import Tx

View = Callable[[Composed, Translator], object]
Read = Callable[[Step, Sequence[Option], str, Translator], str | None]
Act = Callable[[Scene], Composed]


class Announcements:
    """`Read` finds the option that somebody typed, by its words in their language."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._attending: set[int] = set()

    async def load(self) -> None:
        """At start: whose next message belongs to a draft."""
        self._attending |= await self._office.db.read(rows.attending)

    def attends(self, telegram_id: int) -> bool:
        """Does the next message of this account belong to a draft?"""
        return telegram_id in self._attending

    async def leave(self, telegram_id: int) -> None:
        """They turned to something else: the draft is kept and waits in the list."""
        if telegram_id in self._attending:
            await self._office.db.write(lambda tx: rows.look_away_from(tx, telegram_id))
            self._attending.discard(telegram_id)

    async def forget_drafts(self) -> None:
        """Daily: drafts that nobody went on with."""
        before = stamp(self._office.clock.now() - DRAFTS_KEPT)
        await self._office.db.write(lambda tx: rows.forget_drafts(tx, before))

    # Composing.

    async def begin(self, turn: Turn, view: View, about: Announcement | None = None) -> None:
        """`/ogloszenie`; `about`: what is known of it already, say of a workshop."""

        def act(scene: Scene) -> Composed:
            draft = about or _empty()
            return composing.go_on(scene, scene.add(draft, next_step(draft)))

        await self._compose(turn, act, view)

    async def offer(self, turn: Turn, content: Content, view: View) -> None:
        """A stray picture or file: what is it? It reaches nobody by itself."""

        def act(scene: Scene) -> Composed:
            draft = replace(_empty(), content=content)
            return composing.ask(scene, scene.add(draft, Step.KIND), Step.KIND)

        await self._compose(turn, act, view)

    async def receive(self, turn: Turn, content: Content, read: Read, view: View) -> None:
        """A message of somebody whose draft waits for it."""

        def act(scene: Scene) -> Composed:
            draft = _awaiting(scene)
            value = None if content.media else _named(scene, draft, content.body.text, read)
            return composing.receive(scene, draft, content, value)

        try:
            await self._compose(turn, act, view)
        except Refused:  # they are staff no more, or the draft is gone: it hears nothing more
            await self.leave(turn.sender.telegram_id)
            raise

    async def decide(
        self, turn: Turn, announcement_id: int, revision: int, answer: str, view: View
    ) -> None:
        """A tap. One on an older question asks the present one again; a second tap is a note."""

        def act(scene: Scene) -> Composed:
            if answer.startswith(f"{Step.CONFIRM}:") and not rows.by_id(scene.tx, announcement_id):
                return Note(sent=True)  # a correction that went out leaves no draft
            draft = _own(scene, announcement_id)
            if draft.status is not Status.DRAFT:
                return Note(sent=True)
            if draft.revision != revision:
                return Note() if draft.revision == revision + 1 else composing.go_on(scene, draft)
            return _decided(scene, draft, answer)

        await self._compose(turn, act, view)

    async def resume(self, turn: Turn, announcement_id: int, view: View) -> None:
        """A draft of the list."""

        def act(scene: Scene) -> Composed:
            draft = require_status(_own(scene, announcement_id), Status.DRAFT)
            if draft.awaiting == Step.KIND:
                return composing.ask(scene, draft, Step.KIND)
            return composing.go_on(scene, draft)

        await self._compose(turn, act, view)

    async def again(self, turn: Turn, announcement_id: int, view: View) -> None:
        """„Użyj jeszcze raz”"""

        def act(scene: Scene) -> Composed:
            old = require_status(rows.by_id(scene.tx, announcement_id), *Status)
            draft = scene.add(copy_of(old), next_step(copy_of(old)))
            return composing.go_on(scene, draft)

        await self._compose(turn, act, view)

    async def correct(self, turn: Turn, announcement_id: int, view: View) -> None:
        """„Popraw treść”: the next text replaces what was sent."""

        def act(scene: Scene) -> Composed:
            sent = require_status(rows.by_id(scene.tx, announcement_id), Status.SENT)
            draft = scene.add(correction_of(sent), Step.CONTENT)
            return Asked(draft, Step.CORRECTION)

        await self._compose(turn, act, view)

    async def step_back(self, turn: Turn, view: View) -> None:
        """`/cofnij` while a draft waits for an answer."""
        await self._compose(turn, lambda scene: composing.step_back(scene, _awaiting(scene)), view)

    async def give_up(self, turn: Turn, view: View) -> None:
        """`/anuluj` while a draft waits for an answer."""
        await self._compose(turn, lambda scene: composing.cancelled(scene, _awaiting(scene)), view)

    async def _compose(self, turn: Turn, act: Act, view: View) -> None:
        now = turn.now
        reach = await turn.read(lambda tx, person: _to_whom(tx, person, turn))

        def work(tx: Tx, person: Person) -> Composed:
            require(person, Right.ANNOUNCE)
            return act(Scene(tx, self._office, person, now, reach, self._attending))

        await turn.write(work, view)

    # What was sent, and what is to be.

    async def board(self, turn: Turn, view: Callable[[Board, Translator], object]) -> None:
        """`/ogloszenia`"""

        def work(tx: Tx, person: Person) -> Board:
            newest = rows.newest(tx, HISTORY, person.id)
            return Board(tuple(_listed(tx, one) for one in newest))

        await self._staff(turn, work, view)

    async def show(
        self, turn: Turn, announcement_id: int, view: Callable[[Told, Translator], object]
    ) -> None:
        """One, with its figures. Raises Refused: announcement_gone."""

        def work(tx: Tx, _: Person) -> Told:
            return self._told(tx, announcement_id)

        await self._staff(turn, work, view)

    async def cancel(
        self, turn: Turn, announcement_id: int, view: Callable[[Told, Translator], object]
    ) -> None:
        """It will not go at its time. Raises Refused: announcement_changed."""

        def work(tx: Tx, person: Person) -> Told:
            require_status(rows.by_id(tx, announcement_id), Status.SCHEDULED, Status.CANCELLED)
            now = stamp(turn.now)
            if rows.move(tx, announcement_id, Status.SCHEDULED, Status.CANCELLED, now):
                schedules.end_all(tx, sending.SCHEDULE, announcement_id, Scheduled.CANCELLED)
                subject = f"announcement:{announcement_id}"
                audit.add(tx, now, person.id, "announcement.cancel", subject)
            return self._told(tx, announcement_id)

        await self._staff(turn, work, view)

    async def withdraw(
        self, turn: Turn, announcement_id: int, view: Callable[[Withdrawal, Translator], object]
    ) -> None:
        """Delete it where Telegram still allows; nobody more gets it. Twice changes nothing."""

        def work(tx: Tx, person: Person) -> Withdrawal:
            wanted = (Status.SENT, Status.SCHEDULED, Status.WITHDRAWN)
            found = require_status(rows.by_id(tx, announcement_id), *wanted)
            scene = Scene(tx, self._office, person, turn.now, Reach(), self._attending)
            if found.status is not Status.WITHDRAWN:
                rows.move(tx, found.id, found.status, Status.WITHDRAWN, stamp(turn.now))
                _withdraw(scene, found)
            return Withdrawal(found, sending.sent_to(tx, found.id))

        await self._staff(turn, work, view)

    async def _staff(self, turn: Turn, work: Work[object], view: Callable[..., object]) -> None:
        def allowed(tx: Tx, person: Person) -> object:
            require(person, Right.ANNOUNCE)
            return work(tx, person)

        await turn.write(allowed, view)

    def _told(self, tx: Tx, announcement_id: int) -> Told:
        found = require_status(rows.by_id(tx, announcement_id), *Status)
        planned = schedules.latest(tx, sending.SCHEDULE, found.id)
        active = planned if planned and planned.status is Scheduled.ACTIVE else None
        next_at = active.next_at if active else None
        all_runs = tuple(runs.of_announcement(tx, found.id))
        return Told(found, all_runs, self._office.profile.funding, next_at)


def _to_whom(tx: Tx, person: Person, turn: Turn) -> Reach:
    require(person, Right.ANNOUNCE)
    return to_whom(tx, turn.now)


def _empty() -> Announcement:
    return Announcement(0, None, Status.DRAFT)


def _awaiting(scene: Scene) -> Announcement:
    found = rows.awaiting(scene.tx, scene.person.id)
    if found is None:
        raise Refused("announcement_gone")
    return found


def _own(scene: Scene, announcement_id: int) -> Announcement:
    found = rows.by_id(scene.tx, announcement_id)
    if found is None or found.author_id != scene.person.id:
        raise Refused("announcement_gone")
    return found


def _decided(scene: Scene, draft: Announcement, answer: str) -> Composed:
    name, _, value = answer.partition(":")
    if name not in set(Step):
        return composing.go_on(scene, draft)
    step = Step(name)
    there = _answers(scene, draft, step)
    option = chosen(there, value)
    if option is None:
        return composing.go_on(scene, draft)
    try:
        return after(composing.decide(scene, draft, step, value), Choice(step, option))
    except Refused as problem:
        return composing.refused(scene, draft, step, problem)


def _answers(scene: Scene, draft: Announcement, step: Step) -> tuple[Option, ...]:
    """Everything that may be answered there: what is shown, then what can be named besides."""
    shown = composing.offered(scene, draft, step)
    if step is not Step.AUDIENCE:
        return shown
    return (*shown, *(one for one in scene.reach.options if one not in shown))


def _named(scene: Scene, draft: Announcement, text: str, read: Read) -> str | None:
    t = scene.office.translator(scene.person.language, scene.now)
    step = Step(draft.awaiting)
    return read(step, _answers(scene, draft, step), text, t)


def _listed(tx: Tx, one: Announcement) -> Listed:
    return Listed(one, figures(runs.of_announcement(tx, one.id)))


def _withdraw(scene: Scene, found: Announcement) -> None:
    schedules.end_all(scene.tx, sending.SCHEDULE, found.id, Scheduled.CANCELLED)
    for run in runs.of_announcement(scene.tx, found.id):
        if run.status not in sending.ENDED:
            runs.set_status(scene.tx, run.id, mailings.Status.STOPPED)
    if sending.sent_to(scene.tx, found.id):
        sending.begin(scene, found, mailings.Kind.WITHDRAWAL)
