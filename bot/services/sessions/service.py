"""What people do in a conversation: one method for each, one transaction each."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from bot.domain import answering
from bot.domain.interruptions import choosing, outdated, strayed
from bot.domain.people import Person
from bot.domain.sessions import (
    Completed,
    Discarded,
    Gone,
    Left,
    Mode,
    NoSession,
    Problem,
    ReceivedFile,
    Result,
    Session,
    StepShown,
    Stray,
)
from bot.forms import engine
from bot.forms.engine import Input
from bot.forms.steps import Ask, Prompt, Review, Shown
from bot.i18n import Translator
from bot.services.sessions.conversation import Conversation, Scene
from bot.services.turn import Turn
from bot.storage import attachments, people
from bot.storage import sessions as rows
from bot.storage.database import Tx

View = Callable[[Result, Translator], object]
Act = Callable[[Scene, Session], Result]
DONE = 256  # sessions remembered as just done; forgotten at a restart, which only changes a word


class Sessions:
    """For handlers. What other services do inside their own transactions is handed through."""

    def __init__(self, conversation: Conversation) -> None:
        self._talk = conversation
        self._done: deque[tuple[int, int]] = deque(maxlen=DONE)
        self.begin = conversation.begin
        self.again = conversation.again
        self.waiting = conversation.waiting
        self.expire = conversation.expire
        self.warm = conversation.warm

    async def expire_due(self) -> None:
        """Delete what is out of time, in pieces that hold the writer only briefly."""
        office = self._talk.office
        while await office.db.write(lambda tx: self.expire(tx, office.clock.now())):
            pass

    # A button: of this session, at this `rev`.

    async def answer(
        self, turn: Turn, session_id: int, rev: int, given: Input, view: View
    ) -> Result | None:
        """A button of a question."""

        def act(scene: Scene, session: Session) -> Result:
            return self._talk.apply(scene, session, given)

        return await self._tapped(turn, session_id, rev, act, view)

    async def turn_page(
        self, turn: Turn, session_id: int, rev: int, page: int, view: View
    ) -> Result | None:
        """Another part of the same question: the view knows what `page` means there."""

        def act(scene: Scene, session: Session) -> Result:
            return replace(self._talk.shown(scene, session), mode=Mode.IN_PLACE, page=page)

        return await self._tapped(turn, session_id, rev, act, view)

    async def choose(
        self, turn: Turn, session_id: int, rev: int, page: int, view: View
    ) -> Result | None:
        """At the review: which answer to correct. Page 0 is a new message, from 1 on in place."""

        def act(scene: Scene, session: Session) -> Result:
            return choosing(self._talk.shown(scene, session), page)

        return await self._tapped(turn, session_id, rev, act, view)

    async def correct(
        self, turn: Turn, session_id: int, rev: int, place: int, view: View
    ) -> Result | None:
        """Go from the review to its item number `place`, from 0."""

        def act(scene: Scene, session: Session) -> Result:
            shown = self._talk.shown(scene, session)
            if not (isinstance(shown.step, Review) and 0 <= place < len(shown.step.items)):
                return replace(shown, problem=Problem("old"))
            return self._talk.apply(scene, session, engine.Goto(shown.step.items[place].ref))

        return await self._tapped(turn, session_id, rev, act, view)

    async def add_turn(
        self, turn: Turn, session_id: int, rev: int, place: int, view: View
    ) -> Result | None:
        """At the review: one more turn of its repeat number `place`, from 0."""

        def act(scene: Scene, session: Session) -> Result:
            shown = self._talk.shown(scene, session)
            if not (isinstance(shown.step, Review) and 0 <= place < len(shown.step.repeats)):
                return replace(shown, problem=Problem("old"))
            return self._talk.apply(scene, session, engine.AddTo(shown.step.repeats[place].ref))

        return await self._tapped(turn, session_id, rev, act, view)

    async def resume(self, turn: Turn, session_id: int, view: View) -> Result | None:
        """Go on with a session that waits."""

        def act(scene: Scene, session: Session) -> Result:
            if session.over(scene.now):
                return self._talk.expired(scene, session)
            return self._talk.resumed(scene, session)

        return await self._of_theirs(turn, session_id, act, view)

    async def discard(self, turn: Turn, session_id: int, view: View) -> Result | None:
        """Delete the answers of a session that was not handed in."""

        def act(scene: Scene, session: Session) -> Result:
            title = self._talk.summary(scene, session).title
            self._talk.drop(scene, session)
            return Discarded(title, _tried(session))

        return await self._of_theirs(turn, session_id, act, view)

    # Whatever else they send: for the session that is current.

    async def typed(self, turn: Turn, text: str, view: View) -> Result | None:
        """A text message: an answer, or a word to move by."""

        def act(scene: Scene, session: Session) -> Result:
            return self._read(scene, session, text)

        return await self._current(turn, None, act, view)

    async def located(self, turn: Turn, spot: engine.Located, view: View) -> Result | None:
        """A shared location."""

        def act(scene: Scene, session: Session) -> Result:
            shown = self._talk.shown(scene, session)
            if not _asks(shown.step, Prompt.LOCATION):
                return strayed(shown, Stray.LOCATION)
            return self._talk.apply(scene, session, spot)

        return await self._current(turn, Stray.LOCATION, act, view)

    async def attached(
        self, turn: Turn, file: ReceivedFile, stray: Stray, view: View
    ) -> Result | None:
        """A file; `stray` says what it is where no file was asked for."""

        def act(scene: Scene, session: Session) -> Result:
            shown = self._talk.shown(scene, session)
            if not _asks(shown.step, Prompt.ATTACHMENT):
                return strayed(shown, stray)
            return self._kept(scene, session, file)

        return await self._current(turn, stray, act, view)

    async def expects_file(self, turn: Turn) -> bool:
        """Whether a file that comes now answers a question."""

        def work(tx: Tx, person: Person) -> bool:
            shown = self._talk.again(tx, person, turn.now)
            return shown is not None and _asks(shown.step, Prompt.ATTACHMENT)

        return await turn.read(work)

    async def answers(self, turn: Turn, text: str) -> bool:
        """Whether what stands reads this as an answer: then the word is no command."""

        def work(tx: Tx, person: Person) -> bool:
            session = rows.current(tx, person.id)
            if session is None or session.over(turn.now):
                return False
            return self._talk.reads(Scene.of(turn, tx, person), session, text)

        return await turn.read(work)

    async def stray(self, turn: Turn, stray: Stray, view: View) -> Result | None:
        """Something that is no answer anywhere: say so, and what is expected."""

        def act(scene: Scene, session: Session) -> Result:
            return strayed(self._talk.shown(scene, session), stray)

        return await self._current(turn, stray, act, view)

    async def back(self, turn: Turn, view: View) -> Result | None:
        """/cofnij"""
        return await self._current(turn, None, self._does(engine.Back()), view)

    async def skip(self, turn: Turn, view: View) -> Result | None:
        """/pomin"""
        return await self._current(turn, None, self._does(engine.Skip()), view)

    async def cancel(self, turn: Turn, view: View) -> Result | None:
        """/anuluj: leave; the answers wait. A dry run is simply over."""

        def act(scene: Scene, session: Session) -> Result:
            waiting = self._talk.summary(scene, session)
            if session.dry_run:
                rows.delete(scene.tx, session.id)
                return Discarded(waiting.title, _tried(session))
            rows.leave(scene.tx, session.id)
            return Left(waiting)

        return await self._current(turn, None, act, view)

    # The ways to a session.

    async def _tapped(
        self, turn: Turn, session_id: int, rev: int, act: Act, view: View
    ) -> Result | None:
        def live(scene: Scene, session: Session) -> Result:
            if session.over(scene.now):
                return self._talk.expired(scene, session)
            if not session.current:
                rows.make_current(scene.tx, session)
            if session.rev == rev:
                return act(scene, session)
            return outdated(self._talk.shown(scene, session), rev)

        return await self._of_theirs(turn, session_id, live, view)

    async def _of_theirs(self, turn: Turn, session_id: int, act: Act, view: View) -> Result | None:
        def work(tx: Tx, person: Person) -> Result:
            session = rows.by_id(tx, session_id, person.id)
            if session is None:
                just_done = (session_id, person.id) in self._done
                return Gone(self.waiting(tx, person, turn.now), just_done)
            result = act(Scene.of(turn, tx, person), session)
            if isinstance(result, Completed):
                self._done.append((session_id, person.id))
            return result

        return await turn.write(work, view, same_person=True)

    async def _current(
        self, turn: Turn, stray: Stray | None, act: Act, view: View
    ) -> Result | None:
        def work(tx: Tx, person: Person) -> Result:
            session = rows.current(tx, person.id)
            if session is None:
                waiting = self.waiting(tx, person, turn.now)
                if waiting or person.notice_accepted:
                    return NoSession(waiting, stray)
                return NoSession((), stray, True, people.start(tx, person.id))
            scene = Scene.of(turn, tx, person)
            if session.over(turn.now):
                return self._talk.expired(scene, session)
            return act(scene, session)

        return await turn.write(work, view, same_person=True)

    # What they do there.

    def _does(self, given: Input) -> Act:
        return lambda scene, session: self._talk.apply(scene, session, given)

    def _read(self, scene: Scene, session: Session, text: str) -> Result:
        """As an answer first; where it is none, as a word to move by."""
        first = self._talk.apply(scene, session, engine.Typed(text))
        if not (isinstance(first, StepShown) and first.problem):
            return first
        meant = answering.meant(first.step, text)
        if meant == answering.CHOOSE:
            return choosing(first, 0)
        if meant is None or isinstance(meant, str):
            return first
        return self._talk.apply(scene, session, meant)

    def _kept(self, scene: Scene, session: Session, file: ReceivedFile) -> Result:
        name = _stored_name(file)
        result = self._talk.apply(scene, session, engine.Attached(file.kind, name, file.size))
        if isinstance(result, StepShown) and result.answered:
            attachments.add(scene.tx, name, scene.person.id, session, file)
        return result


def _tried(session: Session) -> int:
    return session.subject_id if session.dry_run else 0


def _asks(step: Shown, prompt: Prompt) -> bool:
    return isinstance(step, Ask) and step.prompt is prompt


def _stored_name(file: ReceivedFile) -> str:
    """A random name: the person's own file name may hold theirs."""
    ending = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    return secrets.token_hex(8) + (f".{ending}" if ending.isalnum() and len(ending) <= 5 else "")
