"""Further questions at sign-up: an XLSForm that staff uploaded as a draft of a survey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.domain.people import STAFF, Person
from bot.domain.programme import QuestionsOffered
from bot.domain.surveys import Status as SurveyStatus
from bot.domain.workshops import Status, Workshop
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Turn
from bot.services.workshops.overviews import Overviews
from bot.storage import surveys
from bot.storage import workshops as rows
from bot.storage.database import Tx

MOST = 8  # drafts to choose from


class Questions:
    """Only before anybody has signed up: answers belong to the questions that were asked."""

    def __init__(self, overviews: Overviews) -> None:
        self._overviews = overviews

    async def offer(
        self, turn: Turn, workshop_id: int, view: Callable[[QuestionsOffered, Translator], object]
    ) -> None:
        """Drafts of surveys to choose from. Raises Refused: staff_only, workshop_gone,
        workshop_changed."""

        def work(tx: Tx, person: Person) -> QuestionsOffered:
            return self._offered(tx, person, self._draft(tx, person, workshop_id))

        await turn.write(work, view)

    async def choose(
        self,
        turn: Turn,
        workshop_id: int,
        survey_id: int,
        view: Callable[[QuestionsOffered, Translator], object],
    ) -> None:
        """This draft's questions, or none (0). Raises like `offer`; survey_gone."""

        def work(tx: Tx, person: Person) -> QuestionsOffered:
            before = self._draft(tx, person, workshop_id)
            found = self._offered(tx, person, before).surveys
            form_id = next((one.form_id for one in found if one.id == survey_id), None)
            if survey_id and form_id is None:
                raise Refused("survey_gone")
            after = replace(before, form_id=form_id)
            rows.save(tx, before, after)
            self._overviews.note(tx, turn.now, person, "questions", after)
            return self._offered(tx, person, after)

        await turn.write(work, view)

    def _draft(self, tx: Tx, person: Person, workshop_id: int) -> Workshop:
        return self._overviews.edit(tx, person, workshop_id, Status.DRAFT, Status.PROPOSED)

    def _offered(self, tx: Tx, person: Person, workshop: Workshop) -> QuestionsOffered:
        staff = person.role in STAFF
        drafts = surveys.with_status(tx, SurveyStatus.DRAFT, MOST) if staff else []
        return QuestionsOffered(workshop, tuple(drafts))
