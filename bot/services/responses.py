"""Responses to surveys: the completion of the kind "survey", and who has taken part."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from bot.domain.handing_in import Handed, HandedIn, files, mark, without_hours
from bot.domain.people import Person
from bot.domain.sessions import Finished
from bot.domain.surveys import Survey
from bot.services.turn import Office
from bot.storage import attachments, responses, subscriptions, surveys
from bot.storage.database import Tx

AfterResponse = Callable[[Tx, int], None]


class Responses:
    """`secret` keys the marks of participation; `after_response` is told of every new one."""

    def __init__(self, office: Office, secret: bytes, after_response: AfterResponse) -> None:
        self._office = office
        self._secret = secret
        self._after_response = after_response

    def took_part(self, tx: Tx, person: Person, survey_id: int) -> bool:
        """Whether this person has handed in a response to this survey."""
        if responses.participated(tx, survey_id, self._mark(survey_id, person)):
            return True
        return responses.has_named(tx, survey_id, person.id)

    def hand_in(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Handed:
        """Keep the response once. In an anonymous survey nothing of it names the person."""
        survey_id = finished.session.subject_id
        survey = surveys.by_id(tx, survey_id)
        topics = subscriptions.topics(tx, person.id)
        if survey is None or not survey.running(now):
            return Handed(survey_id, HandedIn.CLOSED, topics)
        if self.took_part(tx, person, survey_id):
            return Handed(survey_id, HandedIn.BEFORE, topics)
        responses.note_participation(tx, survey_id, self._mark(survey_id, person))
        self._keep(tx, survey, person, finished, now)
        self._after_response(tx, survey_id)
        return Handed(survey_id, HandedIn.ANONYMOUS if survey.anonymous else HandedIn.NAMED, topics)

    def _keep(
        self, tx: Tx, survey: Survey, person: Person, finished: Finished, now: datetime
    ) -> None:
        session, answers = finished.session, finished.answers
        owner = None if survey.anonymous else person.id
        if survey.anonymous:
            answers = without_hours(finished.form, answers)
        day = now.astimezone(self._office.profile.zone).date().isoformat()
        attachments.hand_in(tx, session.id, files(finished.form, answers), owner)
        responses.add(
            tx, secrets.token_hex(16), survey.id, session.form_id, owner, day,
            finished.language, answers,
        )  # fmt: skip

    def _mark(self, survey_id: int, person: Person) -> str:
        return mark(self._secret, survey_id, person.telegram_id)
