"""Surveys from their publishing to the hour at which they close, and how residents come to one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.clock import stamp
from bot.domain.people import Person
from bot.domain.profile import missing_for_publishing
from bot.domain.sessions import Finished, StepShown
from bot.domain.surveys import (
    Begin,
    Board,
    Opening,
    ProfileIncomplete,
    Status,
    Survey,
    Told,
    last_moment,
    terms,
)
from bot.errors import Refused
from bot.forms import builtin
from bot.forms.plan import plan_of
from bot.forms.summary import summarise
from bot.i18n import Translator
from bot.services.surveys.register import DrawCode, Register, TookPart
from bot.services.turn import Office, Turn
from bot.storage import audit, forms
from bot.storage import surveys as kept
from bot.storage.database import Tx

PUBLISH, EXTEND = "publish", "extend"  # kinds of sessions, and what their completions are for
FORMS = {PUBLISH: "publikacja", EXTEND: "przedluzenie"}
SWEEP = 200  # rows deleted in one transaction after a survey was closed


Freeze = Callable[[int], Awaitable[object]]  # take the last snapshot of a closed survey
Follow = Callable[[Tx, Survey, datetime, int | None], None]  # plan what reminds of it


class Surveys:
    """`freeze` takes the last snapshot of a survey that was closed."""

    def __init__(
        self,
        office: Office,
        shelf: forms.Forms,
        begin: Begin,
        took_part: TookPart,
        freeze: Freeze,
        draw_code: DrawCode,
        follow: Follow,
    ) -> None:
        self._office = office
        self._shelf = shelf
        self._begin = begin
        self._freeze = freeze
        self._draw_code = draw_code
        self._follow = follow
        self._all = Register(office, shelf, begin, took_part, draw_code)
        self.link, self.title, self.unfinished = (
            self._all.link, self._all.title, self._all.unfinished
        )  # fmt: skip

    # Publishing, extending, closing.

    async def ask_terms(
        self,
        turn: Turn,
        survey_id: int,
        view: Callable[[StepShown | ProfileIncomplete, Translator], object],
    ) -> None:
        """Begin the conversation that publishes a draft. Raises Refused: survey_changed."""
        form_id = await self._builtin(PUBLISH)
        await self._prepare(turn, survey_id)

        def work(tx: Tx, person: Person) -> StepShown | ProfileIncomplete:
            survey = self._all.managed(tx, person, survey_id, Status.DRAFT)
            if missing := missing_for_publishing(self._office.profile):
                return ProfileIncomplete(missing)
            sensitive = len(summarise(self._all.form(tx, survey)).sensitive)
            preset = {"ankieta": survey.title, "wrazliwe": str(sensitive)}
            return self._begin(
                tx, person, PUBLISH, survey.id, form_id, now=turn.now, preset=preset, anew=True
            )

        await turn.write(work, view)

    def publish(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Told:
        """Completion of "publish". Raises Refused and then publishes nothing:
        profile_incomplete, sensitive_named, survey_changed, closes_in_past, closes_before_opening.
        """
        survey = self._all.managed(tx, person, finished.session.subject_id, Status.DRAFT)
        if missing_for_publishing(self._office.profile):
            raise Refused("profile_incomplete")
        wanted = terms(finished.by_name(), self._office.profile.zone, now)
        if not wanted.anonymous and summarise(self._all.form(tx, survey)).sensitive:
            raise Refused("sensitive_named")
        opens, closes = _stamped(wanted.opens_at), _stamped(wanted.closes_at)
        kept.publish(tx, survey.id, wanted.anonymous, opens, closes, stamp(now))
        subject = f"survey:{survey.id}"
        audit.add(
            tx, stamp(now), person.id, "survey.publish", subject, anonymous=wanted.anonymous,
            opens_at=opens, closes_at=closes,
        )  # fmt: skip
        self._remind(tx, survey.id, now, person.id)
        return self._all.told(tx, survey.id, code=True)

    async def ask_day(
        self, turn: Turn, survey_id: int, view: Callable[[StepShown, Translator], object]
    ) -> None:
        """Begin the conversation that gives an open survey another last day."""
        form_id = await self._builtin(EXTEND)

        def work(tx: Tx, person: Person) -> StepShown:
            survey = self._all.managed(tx, person, survey_id, Status.OPEN)
            preset = {"ankieta": survey.title}
            return self._begin(
                tx, person, EXTEND, survey.id, form_id, now=turn.now, preset=preset, anew=True
            )

        await turn.write(work, view)

    def extend(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Told:
        """Completion of "extend". Raises Refused: survey_changed, survey_closed, closes_in_past."""
        survey = self._all.managed(tx, person, finished.session.subject_id, Status.OPEN)
        if survey.over(now):
            raise Refused("survey_closed", title=survey.title)
        answers = finished.by_name()
        closes = _stamped(last_moment(answers.get("do_dnia", ""), self._office.profile.zone, now))
        kept.extend(tx, survey.id, closes)
        subject = f"survey:{survey.id}"
        audit.add(tx, stamp(now), person.id, "survey.extend", subject, closes_at=closes)
        self._remind(tx, survey.id, now, person.id)
        return self._all.told(tx, survey.id)

    async def close(
        self, turn: Turn, survey_id: int, view: Callable[[Told, Translator], object]
    ) -> None:
        """Close it now; results freeze. Closing twice changes nothing."""

        def work(tx: Tx, person: Person) -> Told:
            self._all.managed(tx, person, survey_id, Status.OPEN, Status.CLOSED)
            if kept.close(tx, survey_id, stamp(turn.now)):
                subject = f"survey:{survey_id}"
                audit.add(tx, stamp(turn.now), person.id, "survey.close", subject)
                self._remind(tx, survey_id, turn.now, person.id)
            return self._all.told(tx, survey_id)

        await turn.write(work, view)
        await self._settle(survey_id)

    async def close_due(self) -> None:
        """Close what is due, finish what an earlier run left half done. Called every minute."""
        now = stamp(self._office.clock.now())

        def close(tx: Tx) -> list[int]:
            due = [survey.id for survey in kept.to_close(tx, now)]
            for survey_id in due:
                kept.close(tx, survey_id, now)
                audit.add(tx, now, None, "survey.close", f"survey:{survey_id}")
                self._remind(tx, survey_id, self._office.clock.now(), None)
            return due

        if await self._office.db.read(lambda tx: bool(kept.to_close(tx, now))):
            await self._office.db.write(close)
        for survey_id in await self._office.db.read(kept.unswept):
            await self._settle(survey_id)

    async def _settle(self, survey_id: int) -> None:
        """After closing: the last snapshot; marks and unfinished answers go, piece by piece."""
        await self._freeze(survey_id)
        while await self._office.db.write(lambda tx: kept.sweep(tx, survey_id, SWEEP)):
            pass

    # Lists.

    async def board(self, turn: Turn, view: Callable[[Board, Translator], object]) -> None:
        """`/ankiety`."""

        def work(tx: Tx, person: Person) -> Board:
            return self._all.board(tx, person, turn.now)

        await turn.write(work, view)

    async def one(
        self,
        turn: Turn,
        survey_id: int,
        view: Callable[[Told, Translator], object],
        *,
        code: bool = False,
    ) -> None:
        """One published survey, for staff; with its code. Raises Refused: survey_gone,
        survey_changed."""
        if code:
            await self._prepare(turn, survey_id)

        def work(tx: Tx, person: Person) -> Told:
            self._all.managed(tx, person, survey_id, Status.OPEN, Status.CLOSED)
            return self._all.told(tx, survey_id, code=code)

        await turn.write(work, view)

    async def _prepare(self, turn: Turn, survey_id: int) -> None:
        """Read the form and draw the code before the transaction that needs them."""

        def work(tx: Tx, person: Person) -> Survey:
            survey = self._all.managed(tx, person, survey_id, *Status)
            self._all.form(tx, survey)
            return survey

        survey = await turn.read(work)
        await asyncio.to_thread(self._draw_code, self._all.link(survey))

    # Residents.

    async def open_by_token(
        self, turn: Turn, token: str, view: Callable[[Opening, Translator], object]
    ) -> None:
        """A deep link (`s_<token>`). Raises Refused: survey_gone, survey_closed."""

        def work(tx: Tx, person: Person) -> Opening:
            return self._all.opened(tx, person, kept.by_token(tx, token), turn.now)

        await turn.write(work, view)

    async def open(
        self, turn: Turn, survey_id: int, view: Callable[[Opening, Translator], object]
    ) -> None:
        """A button of the list. Raises Refused like `open_by_token`."""

        def work(tx: Tx, person: Person) -> Opening:
            return self._all.opened(tx, person, kept.by_id(tx, survey_id), turn.now)

        await turn.write(work, view)

    # The steps of the above.

    def _remind(self, tx: Tx, survey_id: int, now: datetime, by: int | None) -> None:
        survey = kept.by_id(tx, survey_id)
        assert survey
        self._follow(tx, survey, now, by)

    async def _builtin(self, kind: str) -> int:
        """The stored form of a conversation, read before the transaction that uses it."""
        name = FORMS[kind]
        workbook = await asyncio.to_thread(builtin.load, name)
        now = stamp(self._office.clock.now())
        form_id = await self._office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
        places = self._office.profile.places
        await self._office.db.read(lambda tx: plan_of(self._shelf.get(tx, form_id, places)))
        return form_id


def _stamped(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None
