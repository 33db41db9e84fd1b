"""The rules of a conversation through a form, inside one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.clock import stamp
from bot.domain import answering
from bot.domain.answering import in_language, spoken, title
from bot.domain.people import Person
from bot.domain.sessions import (
    KEPT,
    Answered,
    Completed,
    Expired,
    Finished,
    Mode,
    Problem,
    Session,
    StepShown,
    Waiting,
)
from bot.forms import engine
from bot.forms.engine import Input, Toggle
from bot.forms.model import Form
from bot.forms.state import NOTHING, State
from bot.forms.steps import Ask, Done, Reject, Review, Shown
from bot.frozen import frozen
from bot.services.sessions.manner import USUAL, Completion, Manner
from bot.services.turn import Office, Turn
from bot.storage import forms
from bot.storage import sessions as rows
from bot.storage.database import Tx


@frozen
class Scene:
    """One input of one person. `tapped` is the message whose button it was, 0 for none."""

    tx: Tx
    person: Person
    now: datetime
    tapped: int = 0

    @classmethod
    def of(cls, turn: Turn, tx: Tx, person: Person) -> Scene:
        """The scene of an update."""
        return cls(tx, person, turn.now, turn.message_id if turn.callback_id else 0)


class Conversation:
    """`completions` are by kind: "survey", "profile" …; `app` fills them in. `manners` are by the
    form's name, or by kind where whoever asks may bring a form of their own."""

    def __init__(
        self,
        office: Office,
        shelf: forms.Forms,
        completions: Mapping[str, Completion],
        manners: Mapping[str, Manner] = MappingProxyType({}),
    ) -> None:
        self.office = office
        self._shelf = shelf
        self._completions = completions
        self._manners = manners

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
        at_review: bool = False,
    ) -> StepShown:
        """The first question; where the person left off if they have begun before.

        A dry run, and a session begun `anew`, replace what was there. `preset`: question → value.
        `at_review`: what is preset stands as answered, and the first step is the review.
        """
        scene = Scene(tx, person, now)
        known = rows.about(tx, person.id, kind, subject_id, dry_run)
        if known and not (dry_run or anew or known.over(now)):
            return self.resumed(scene, known)
        if known:
            rows.delete(tx, known.id)
        form = self.form(tx, form_id)
        language = spoken(form, person.language)
        state, step = self._first(form, language, preset, now, at_review)
        session = Session(
            0, person.id, kind, subject_id, form_id, state, _number(step),
            dry_run=dry_run, expires_at=stamp(now + KEPT),
        )  # fmt: skip
        session = rows.add(tx, session, stamp(now))
        missing = language != person.language
        return StepShown(session, title(form, session), step, missing_language=missing)

    def _first(
        self, form: Form, language: str, preset: Mapping[str, str], now: datetime, at_review: bool
    ) -> tuple[State, Shown]:
        local = self._local(now)
        state, step = engine.begin(
            form, seed=secrets.randbits(31), now=local, language=language, preset=preset
        )
        return answering.settled(form, state, step, local) if at_review else (state, step)

    def again(self, tx: Tx, person: Person, now: datetime) -> StepShown | None:
        """The current question once more, say after a change of language; None for no session."""
        session = rows.current(tx, person.id)
        if session is None or session.over(now):
            return None
        return self.shown(Scene(tx, person, now), session)

    def waiting(self, tx: Tx, person: Person, now: datetime) -> tuple[Waiting, ...]:
        """What can be gone on with, the last touched first."""
        scene = Scene(tx, person, now)
        found = rows.of_person(tx, person.id)
        return tuple(self.summary(scene, one) for one in found if not one.over(now))

    def expire(self, tx: Tx, now: datetime, limit: int = 200) -> int:
        """Delete up to `limit` sessions that are out of time; returns how many there were."""
        found = rows.overdue(tx, stamp(now), limit)
        for session_id in found:
            rows.delete(tx, session_id)
        return len(found)

    def warm(self, tx: Tx) -> None:
        """Read the forms in use, so that nobody's answer waits for that."""
        for form_id in forms.in_use(tx):
            self.form(tx, form_id)

    def standing(self, tx: Tx, person: Person, session: Session, now: datetime) -> StepShown:
        """The question at which one of their sessions stands."""
        return self.shown(Scene(tx, person, now), session)

    def form(self, tx: Tx, form_id: int) -> Form:
        """The form with the library's places. Raises Refused("form_unreadable")."""
        return self._shelf.get(tx, form_id, self.office.profile.places)

    # For `Sessions`.

    def apply(self, scene: Scene, session: Session, given: Input) -> StepShown | Completed:
        """One input at the step that stands."""
        form = self.form(scene.tx, session.form_id)
        session = in_language(session, form, scene.person.language)
        state, step = engine.apply(form, session.state, given, self._local(scene.now))
        if isinstance(step, Reject):
            return _rejected(scene, session, form, step)
        if isinstance(step, Done):
            return self._done(scene, session, form, step)
        if not isinstance(given, Toggle):
            return self._moved(scene, session, form, given, state, step)
        if state == session.state:
            return StepShown(session, title(form, session), step, mode=Mode.NOTE)
        after = self._saved(scene, session, state, step, scene.tapped)
        return StepShown(after, title(form, session), step, mode=Mode.IN_PLACE, ticked=given.index)

    def shown(self, scene: Scene, session: Session) -> StepShown:
        """The step that stands, as it is."""
        form = self.form(scene.tx, session.form_id)
        session = in_language(session, form, scene.person.language)
        step = engine.current(form, session.state, self._local(scene.now))
        aside = self._manner(session, form).aside(scene.tx, session, step)
        return StepShown(session, title(form, session), step, aside=aside)

    def drop(self, scene: Scene, session: Session) -> None:
        """Delete the answers, and what was kept for them."""
        form = self.form(scene.tx, session.form_id)
        rows.delete(scene.tx, session.id)
        self._manner(session, form).dropped(scene.tx, scene.person, session, scene.now)

    def reads(self, scene: Scene, session: Session, text: str) -> bool:
        """Whether the step that stands finds an answer in this text, be it a wrong one."""
        form = self.form(scene.tx, session.form_id)
        session = in_language(session, form, scene.person.language)
        typed = engine.Typed(text)
        _, step = engine.apply(form, session.state, typed, self._local(scene.now))
        return not (isinstance(step, Reject) and step.reason in answering.UNREAD)

    def resumed(self, scene: Scene, session: Session) -> StepShown:
        """Gone on with: what the person types next is for this one."""
        rows.make_current(scene.tx, session)
        shown = self.shown(scene, session)
        return replace(shown, resumed=True, stale=session.message_id)

    def expired(self, scene: Scene, session: Session) -> Expired:
        """Its time has passed: it goes."""
        name = self.summary(scene, session).title
        rows.delete(scene.tx, session.id)
        return Expired(name, closed=session.expires_at > stamp(scene.now))

    def summary(self, scene: Scene, session: Session) -> Waiting:
        """One line on a session."""
        form = self.form(scene.tx, session.form_id)
        name = title(form, in_language(session, form, scene.person.language))
        return Waiting(session.id, name, session.kind, session.until, len(session.state.asked))

    def _moved(
        self, scene: Scene, session: Session, form: Form, given: Input, state: State, step: Shown
    ) -> StepShown | Completed:
        asked = scene.tapped or session.message_id
        manner = self._manner(session, form)
        if problem := _objection(scene, session, manner, state):
            stands = engine.current(form, session.state, self._local(scene.now))
            return StepShown(session, title(form, session), stands, problem=problem, stale=asked)
        about = answering.answered(form, session, state, given, self._local(scene.now), asked)
        if isinstance(step, Review) and manner.at_once:
            return self._at_once(scene, replace(session, state=state), form, about)
        after = self._saved(scene, session, state, step, 0)
        aside = manner.aside(scene.tx, after, step)
        return StepShown(after, title(form, session), step, about, aside=aside)

    def _manner(self, session: Session, form: Form) -> Manner:
        return self._manners.get(form.name) or self._manners.get(session.kind, USUAL)

    def _at_once(
        self, scene: Scene, session: Session, form: Form, about: Answered | None
    ) -> StepShown | Completed:
        state, step = engine.apply(form, session.state, engine.Submit(), self._local(scene.now))
        if not isinstance(step, Done):  # something is open: shown like any other review
            stands = step.ask if isinstance(step, Reject) else step
            after = self._saved(scene, session, state, stands, 0)
            return StepShown(after, title(form, session), stands, about)
        return replace(self._done(scene, session, form, step), answered=about)

    def _saved(
        self, scene: Scene, session: Session, state: State, step: Shown, message_id: int
    ) -> Session:
        after = replace(
            session, state=state, number=_number(step), message_id=message_id,
            expires_at=stamp(scene.now + KEPT),
        )  # fmt: skip
        rows.save(scene.tx, after, stamp(scene.now))
        return after

    def _done(self, scene: Scene, session: Session, form: Form, step: Done) -> Completed:
        review = engine.current(form, session.state, self._local(scene.now))
        outcome: object = None
        if not session.dry_run:
            finished = Finished(session, form, step.answers)
            outcome = self._completions[session.kind](scene.tx, scene.person, finished, scene.now)
        rows.delete(scene.tx, session.id)
        items = review.items if isinstance(review, Review) else ()
        shown = scene.tapped or session.message_id
        return Completed(session, title(form, session), outcome, items, step.notes, shown)

    def _local(self, now: datetime) -> datetime:
        return now.astimezone(self.office.profile.zone)


def _objection(scene: Scene, session: Session, manner: Manner, state: State) -> Problem | None:
    ref = session.state.position
    value = state.answers.get(ref, "")
    return manner.check(scene.tx, session, ref.rpartition("/")[2], value) if value else None


def _rejected(scene: Scene, session: Session, form: Form, step: Reject) -> StepShown:
    problem = Problem(step.reason, step.facts, step.message)
    if scene.tapped:
        return StepShown(session, title(form, session), step.ask, problem=problem, mode=Mode.NOTE)
    stale = session.message_id
    return StepShown(session, title(form, session), step.ask, problem=problem, stale=stale)


def _number(step: Shown) -> int:
    return step.number if isinstance(step, Ask) else 0
