"""Answering: each input is applied and committed before the next question is shown."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.clock import stamp
from bot.domain import answering
from bot.domain.people import Person
from bot.domain.sessions import (
    KEPT,
    Choosing,
    Completed,
    Discarded,
    Expired,
    Finished,
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
    Waiting,
)
from bot.forms import engine
from bot.forms.engine import Input
from bot.forms.model import Form
from bot.forms.state import NOTHING, State
from bot.forms.steps import Ask, Done, Prompt, Reject, Review, Shown
from bot.i18n import DEFAULT_LANGUAGE, Translator
from bot.services.turn import Office, Turn
from bot.storage import attachments, forms
from bot.storage import sessions as rows
from bot.storage.database import Tx

View = Callable[[Result, Translator], object]


class Completion(Protocol):
    """What a form of one kind does when it is filled in. Runs in the same transaction.

    Returns a frozen dataclass, which the view of that kind shows as `Completed.outcome`. Raises
    Refused to undo the handing in: the answers stay where they were.
    """

    def __call__(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> object: ...


class Sessions:
    """`completions` are by kind: "survey", "profile" …; `app` fills them in."""

    def __init__(
        self, office: Office, shelf: forms.Forms, completions: Mapping[str, Completion]
    ) -> None:
        self._office = office
        self._shelf = shelf
        self._completions = completions

    # For other services, inside their own transaction.

    def begin(
        self,
        tx: Tx,
        person: Person,
        kind: str,
        subject_id: int,
        form_id: int,
        *,
        now: datetime,
        dry_run: bool = False,
        preset: Mapping[str, str] = NOTHING,
        anew: bool = False,
    ) -> StepShown:
        """The first question; where the person left off if they have begun before.

        A dry run, and a session begun `anew`, replace what was there. `preset`: question → value.
        """
        known = rows.about(tx, person.id, kind, subject_id, dry_run)
        if known and not (dry_run or anew or known.over(now)):
            return self._resumed(tx, person, known, now)
        if known:
            rows.delete(tx, known.id)
        form = self._form(tx, form_id)
        language = spoken(form, person.language)
        state, step = engine.begin(
            form, seed=secrets.randbits(31), now=self._local(now), language=language, preset=preset
        )
        session = Session(
            0, person.id, kind, subject_id, form_id, state, _number(step),
            dry_run=dry_run, expires_at=stamp(now + KEPT),
        )  # fmt: skip
        session = rows.add(tx, session, stamp(now))
        return StepShown(
            session, form.title.get(language, language), step,
            missing_language=language != person.language,
        )  # fmt: skip

    def again(self, tx: Tx, person: Person, now: datetime) -> StepShown | None:
        """The current question once more, say after a change of language; None for no session."""
        session = rows.current(tx, person.id)
        if session is None or session.over(now):
            return None
        return self._shown(tx, person, session, now)

    def waiting(self, tx: Tx, person: Person, now: datetime) -> tuple[Waiting, ...]:
        """What can be gone on with, the last touched first."""
        return tuple(
            self._waiting(tx, person, session)
            for session in rows.of_person(tx, person.id)
            if not session.over(now)
        )

    def expire(self, tx: Tx, now: datetime, limit: int = 200) -> int:
        """Delete up to `limit` sessions that are out of time; returns how many there were."""
        found = rows.overdue(tx, stamp(now), limit)
        for session_id in found:
            rows.delete(tx, session_id)
        return len(found)

    def warm(self, tx: Tx) -> None:
        """Read the forms in use, so that nobody's answer waits for that."""
        for form_id in forms.in_use(tx):
            self._form(tx, form_id)

    # For handlers.

    async def answer(
        self, turn: Turn, session_id: int, rev: int, given: Input, view: View
    ) -> Result | None:
        """A button of a question."""

        def work(tx: Tx, person: Person) -> Result:
            return self._tapped(tx, person, session_id, rev, given, turn)

        return await turn.write(work, view)

    async def turn_page(
        self, turn: Turn, session_id: int, rev: int, page: int, view: View
    ) -> Result | None:
        """Another page of a long list, or another month (`page` is what the view makes of it)."""

        def work(tx: Tx, person: Person) -> Result:
            found = self._live(tx, person, session_id, rev, turn.now)
            if not isinstance(found, Session):
                return found
            shown = self._shown(tx, person, found, turn.now)
            return replace(shown, mode=Mode.IN_PLACE, page=page)

        return await turn.write(work, view)

    async def choose(
        self, turn: Turn, session_id: int, rev: int, page: int, view: View
    ) -> Result | None:
        """At the review: which answer to correct. Page 0 is a new message, from 1 on in place."""

        def work(tx: Tx, person: Person) -> Result:
            found = self._live(tx, person, session_id, rev, turn.now)
            if not isinstance(found, Session):
                return found
            shown = self._shown(tx, person, found, turn.now)
            return _choosing(shown, page)

        return await turn.write(work, view)

    async def correct(
        self, turn: Turn, session_id: int, rev: int, place: int, view: View
    ) -> Result | None:
        """Go from the review to its item number `place`, from 0."""

        def work(tx: Tx, person: Person) -> Result:
            found = self._live(tx, person, session_id, rev, turn.now)
            if not isinstance(found, Session):
                return found
            shown = self._shown(tx, person, found, turn.now)
            if not (isinstance(shown.step, Review) and 0 <= place < len(shown.step.items)):
                return replace(shown, problem=Problem("old"))
            goto = engine.Goto(shown.step.items[place].ref)
            return self._apply(tx, person, found, goto, turn)

        return await turn.write(work, view)

    async def typed(self, turn: Turn, text: str, view: View) -> Result | None:
        """A text message: an answer, or a word to move by."""

        def work(tx: Tx, person: Person) -> Result:
            found = self._current(tx, person, turn.now)
            if not isinstance(found, Session):
                return found
            return self._read(tx, person, found, text, turn)

        return await turn.write(work, view)

    async def located(self, turn: Turn, spot: engine.Located, view: View) -> Result | None:
        """A shared location."""
        return await self._given(turn, spot, Prompt.LOCATION, Stray.LOCATION, view)

    async def attached(
        self, turn: Turn, file: ReceivedFile, stray: Stray, view: View
    ) -> Result | None:
        """A file; `stray` says what it is where no file was asked for."""

        def work(tx: Tx, person: Person) -> Result:
            found = self._current(tx, person, turn.now, stray)
            if not isinstance(found, Session):
                return found
            shown = self._shown(tx, person, found, turn.now)
            if not _asks(shown.step, Prompt.ATTACHMENT):
                return replace(shown, problem=Problem(stray), stale=found.message_id)
            name = _stored_name(file)
            given = engine.Attached(file.kind, name, file.size)
            result = self._apply(tx, person, found, given, turn)
            if isinstance(result, StepShown) and result.answered:
                attachments.add(tx, name, person.id, found, file)
            return result

        return await turn.write(work, view)

    async def expects_file(self, turn: Turn) -> bool:
        """Whether a file that comes now answers a question."""

        def work(tx: Tx, person: Person) -> bool:
            session = rows.current(tx, person.id)
            if session is None or session.over(turn.now):
                return False
            return _asks(self._shown(tx, person, session, turn.now).step, Prompt.ATTACHMENT)

        return await turn.read(work)

    async def stray(self, turn: Turn, stray: Stray, view: View) -> Result | None:
        """Something that is no answer anywhere: say so, and what is expected."""

        def work(tx: Tx, person: Person) -> Result:
            found = self._current(tx, person, turn.now, stray)
            if not isinstance(found, Session):
                return found
            shown = self._shown(tx, person, found, turn.now)
            return replace(shown, problem=Problem(stray), stale=found.message_id)

        return await turn.write(work, view)

    async def back(self, turn: Turn, view: View) -> Result | None:
        """/cofnij"""
        return await self._given(turn, engine.Back(), None, Stray.COMMAND, view)

    async def skip(self, turn: Turn, view: View) -> Result | None:
        """/pomin"""
        return await self._given(turn, engine.Skip(), None, Stray.COMMAND, view)

    async def resume(self, turn: Turn, session_id: int, view: View) -> Result | None:
        """Go on with a session that waits."""

        def work(tx: Tx, person: Person) -> Result:
            session = rows.by_id(tx, session_id, person.id)
            if session is None:
                return Gone(self.waiting(tx, person, turn.now))
            if session.over(turn.now):
                return self._expired(tx, person, session, turn.now)
            return self._resumed(tx, person, session, turn.now)

        return await turn.write(work, view)

    async def cancel(self, turn: Turn, view: View) -> Result | None:
        """/anuluj: leave; the answers wait. A dry run is simply over."""

        def work(tx: Tx, person: Person) -> Result:
            found = self._current(tx, person, turn.now)
            if not isinstance(found, Session):
                return found
            waiting = self._waiting(tx, person, found)
            if found.dry_run:
                rows.delete(tx, found.id)
                return Discarded(waiting.title, dry_run=True)
            rows.leave(tx, found.id)
            return Left(waiting, found.message_id)

        return await turn.write(work, view)

    async def discard(self, turn: Turn, session_id: int, view: View) -> Result | None:
        """Delete the answers of a session that was not handed in."""

        def work(tx: Tx, person: Person) -> Result:
            session = rows.by_id(tx, session_id, person.id)
            if session is None:
                return Gone(self.waiting(tx, person, turn.now))
            title = self._waiting(tx, person, session).title
            rows.delete(tx, session.id)
            return Discarded(title, session.dry_run)

        return await turn.write(work, view)

    # The steps of the above.

    async def _given(
        self, turn: Turn, given: Input, prompt: Prompt | None, stray: Stray, view: View
    ) -> Result | None:
        def work(tx: Tx, person: Person) -> Result:
            found = self._current(tx, person, turn.now, stray)
            if not isinstance(found, Session):
                return found
            if prompt:
                shown = self._shown(tx, person, found, turn.now)
                if not _asks(shown.step, prompt):
                    return replace(shown, problem=Problem(stray), stale=found.message_id)
            return self._apply(tx, person, found, given, turn)

        return await turn.write(work, view)

    def _current(
        self, tx: Tx, person: Person, now: datetime, stray: Stray | None = None
    ) -> Session | Result:
        session = rows.current(tx, person.id)
        if session is None:
            return NoSession(self.waiting(tx, person, now), stray)
        return self._expired(tx, person, session, now) if session.over(now) else session

    def _live(
        self, tx: Tx, person: Person, session_id: int, rev: int, now: datetime
    ) -> Session | Result:
        """The session of a tapped button, if the button is not old."""
        session = rows.by_id(tx, session_id, person.id)
        if session is None:
            return Gone(self.waiting(tx, person, now))
        if session.over(now):
            return self._expired(tx, person, session, now)
        if not session.current:
            rows.make_current(tx, session)
        if session.rev != rev:
            shown = self._shown(tx, person, session, now)
            return replace(shown, problem=Problem("old"), stale=session.message_id)
        return session

    def _tapped(
        self, tx: Tx, person: Person, session_id: int, rev: int, given: Input, turn: Turn
    ) -> Result:
        found = self._live(tx, person, session_id, rev, turn.now)
        if not isinstance(found, Session):
            return found
        return self._apply(tx, person, found, given, turn)

    def _read(self, tx: Tx, person: Person, session: Session, text: str, turn: Turn) -> Result:
        first = self._apply(tx, person, session, engine.Typed(text), turn)
        if not (isinstance(first, StepShown) and first.problem):
            return first
        if isinstance(first.step, Review):
            meant = answering.at_review(first.step, text)
            if meant == answering.CHOOSE:
                return _choosing(first, 0)
        else:
            meant = answering.navigation(first.step, text)
        if meant is None or isinstance(meant, str):
            return first
        second = self._apply(tx, person, session, meant, turn)
        return first if isinstance(second, StepShown) and second.problem else second

    def _apply(self, tx: Tx, person: Person, session: Session, given: Input, turn: Turn) -> Result:
        form = self._form(tx, session.form_id)
        session = _in_language(session, form, person)
        now = self._local(turn.now)
        state, step = engine.apply(form, session.state, given, now)
        tapped = turn.message_id if turn.callback_id else 0
        if isinstance(step, Reject):
            return self._rejected(session, form, step, tapped)
        if isinstance(step, Done):
            return self._done(tx, person, session, form, step, turn.now, tapped)
        return self._moved(tx, session, form, given, state, step, turn.now, tapped)

    def _rejected(self, session: Session, form: Form, step: Reject, tapped: int) -> StepShown:
        problem = Problem(step.reason, step.facts, step.message)
        mode = Mode.NOTE if tapped else Mode.NEW
        stale = 0 if tapped else session.message_id
        return StepShown(session, _title(form, session), step.ask, None, problem, mode, stale)

    def _moved(
        self,
        tx: Tx,
        session: Session,
        form: Form,
        given: Input,
        state: State,
        step: Shown,
        now: datetime,
        tapped: int,
    ) -> StepShown:
        title = _title(form, session)
        if isinstance(given, engine.Toggle) and state == session.state:
            return StepShown(session, title, step, mode=Mode.NOTE)
        ticked = isinstance(given, engine.Toggle)
        about = None
        if not ticked:
            asked = tapped or session.message_id
            about = answering.answered(form, session, state, given, self._local(now), asked)
        after = replace(
            session, state=state, number=_number(step), message_id=tapped if ticked else 0,
            expires_at=stamp(now + KEPT),
        )  # fmt: skip
        rows.save(tx, after, stamp(now))
        return StepShown(after, title, step, about, mode=Mode.IN_PLACE if ticked else Mode.NEW)

    def _done(
        self,
        tx: Tx,
        person: Person,
        session: Session,
        form: Form,
        step: Done,
        now: datetime,
        tapped: int,
    ) -> Completed:
        review = engine.current(form, session.state, self._local(now))
        outcome: object = None
        if not session.dry_run:
            finished = Finished(session, step.answers, session.state.language)
            outcome = self._completions[session.kind](tx, person, finished, now)
        rows.delete(tx, session.id)
        items = review.items if isinstance(review, Review) else ()
        shown = tapped or session.message_id
        return Completed(session, _title(form, session), outcome, items, shown)

    def _resumed(self, tx: Tx, person: Person, session: Session, now: datetime) -> StepShown:
        rows.make_current(tx, session)
        shown = self._shown(tx, person, session, now)
        return replace(shown, resumed=True, stale=session.message_id)

    def _shown(self, tx: Tx, person: Person, session: Session, now: datetime) -> StepShown:
        form = self._form(tx, session.form_id)
        session = _in_language(session, form, person)
        step = engine.current(form, session.state, self._local(now))
        return StepShown(session, _title(form, session), step)

    def _expired(self, tx: Tx, person: Person, session: Session, now: datetime) -> Expired:
        title = self._waiting(tx, person, session).title
        rows.delete(tx, session.id)
        return Expired(title, closed=session.expires_at > stamp(now))

    def _waiting(self, tx: Tx, person: Person, session: Session) -> Waiting:
        form = self._form(tx, session.form_id)
        title = _title(form, _in_language(session, form, person))
        answers = len(session.state.asked)
        return Waiting(session.id, title, session.kind, session.until, answers)

    def _form(self, tx: Tx, form_id: int) -> Form:
        return self._shelf.get(tx, form_id, self._office.profile.places)

    def _local(self, now: datetime) -> datetime:
        return now.astimezone(self._office.profile.zone)


def spoken(form: Form, language: str) -> str:
    """The language in which this form speaks to somebody: theirs, else Polish, else its own."""
    for wanted in (language, DEFAULT_LANGUAGE):
        if wanted in form.languages:
            return wanted
    return form.default_language


def _in_language(session: Session, form: Form, person: Person) -> Session:
    language = spoken(form, person.language)
    if language == session.state.language:
        return session
    return replace(session, state=replace(session.state, language=language))


def _title(form: Form, session: Session) -> str:
    return form.title.get(session.state.language, form.default_language) or form.name


def _number(step: Shown) -> int:
    return step.number if isinstance(step, Ask) else 0


def _asks(step: Shown, prompt: Prompt) -> bool:
    return isinstance(step, Ask) and step.prompt is prompt


def _choosing(shown: StepShown, page: int) -> Result:
    if not isinstance(shown.step, Review):
        return replace(shown, problem=Problem("old"))
    mode = Mode.IN_PLACE if page else Mode.NEW
    return Choosing(shown.session, shown.step.items, page, mode)


def _stored_name(file: ReceivedFile) -> str:
    """A random name: the person's own file name may hold theirs."""
    ending = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    return secrets.token_hex(8) + (f".{ending}" if ending.isalnum() and len(ending) <= 5 else "")
