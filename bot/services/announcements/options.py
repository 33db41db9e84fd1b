"""What may be answered at each step of composing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from bot.domain import composing, disclosure
from bot.domain.announcements import BUTTON_LIMIT, Announcement, Step
from bot.domain.audiences import OF_A_SURVEY, Audience, Kind
from bot.domain.composing import Option
from bot.domain.subscriptions import Topic
from bot.domain.surveys import Status, Survey
from bot.domain.workshops import Workshop
from bot.frozen import frozen
from bot.i18n import LANGUAGES
from bot.services.turn import Office
from bot.storage import audiences, chats, surveys, workshops
from bot.storage.database import Tx

RECENT = 5  # surveys, and workshops, that an announcement may be about
FEW = {
    Step.KIND: (composing.ANNOUNCE, composing.MESSAGE, composing.NOTHING),
    Step.TOPIC: tuple(Topic),
    Step.TIME: (composing.NOW, composing.TOMORROW, composing.WEEKLY),
    Step.NIGHT: (composing.NOW, composing.MORNING),
}


@frozen
class Reach:
    """Every audience that there is, with its number, as it was before the transaction: counting a
    whole town takes longer than the writer may be held. `speakers` by (language, topic)."""

    options: tuple[Option, ...] = ()
    speakers: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def number(self, tx: Tx, audience: Audience) -> disclosure.Figure:
        """How many it is; counted now only where it is no audience to choose any more."""
        if audience.kind is Kind.LANGUAGE:
            return self.speakers.get((audience.value, audience.topic), 0)
        known = composing.chosen(self.options, audience.key)
        if known is None or known.number is None:
            return number_of(tx, audience)
        return known.number


def to_whom(tx: Tx, now: datetime) -> Reach:
    """Counts them: call it on the reading connection."""
    speakers = audiences.followers(tx)
    found = [_followers(topic, speakers) for topic in Topic]
    found += [Option(Audience(Kind.LANGUAGE, code).key, name=code) for code in LANGUAGES]
    found += _surveys(tx, now)
    found += [_audience(tx, Audience(kind)) for kind in (Kind.PARTNERS, Kind.STAFF)]
    found += [
        Option(Audience(Kind.CHAT, str(chat.id)).key, name=chat.title)
        for chat in chats.to_post_in(tx)
    ]
    return Reach(tuple(found), speakers)


def number_of(tx: Tx, audience: Audience) -> disclosure.Figure:
    """How many there are; of a survey's people, small numbers are not told."""
    count = audiences.count(tx, audience)
    return disclosure.figure(count) if audience.kind in OF_A_SURVEY else count


def few(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Those that most announcements go to, and a way to the others."""
    first = tuple(one for one in options if one.value.startswith(Kind.FOLLOWERS))
    return (*first, Option(composing.MORE))


def of_step(
    tx: Tx, office: Office, draft: Announcement, step: Step, now: datetime
) -> tuple[Option, ...]:
    """The options of every step but AUDIENCE."""
    if step is Step.CONFIRM:
        return _confirming(office, draft)
    if step is Step.CHANGE:
        return _changes(office, draft)
    if step is Step.BUTTON:
        return _buttons(tx, draft, now)
    return tuple(Option(value) for value in FEW.get(step, ()))


def running_survey(tx: Tx, survey_id: int, now: datetime) -> Survey | None:
    """The survey, if people may answer it now."""
    found = surveys.by_id(tx, survey_id)
    return found if found and found.running(now) else None


def coming_workshop(tx: Tx, workshop_id: int, now: datetime) -> Workshop | None:
    """The workshop, if people may come to it."""
    found = workshops.by_id(tx, workshop_id)
    return found if found and found.upcoming(now) else None


def _workshops(tx: Tx, draft: Announcement, now: datetime) -> list[Option]:
    there = {button.workshop_id for button in draft.buttons}
    coming = [one for one in workshops.upcoming(tx, now, RECENT) if one.upcoming(now)]
    return [Option(f"workshop:{one.id}", name=one.title) for one in coming if one.id not in there]


def _followers(topic: str, speakers: Mapping[tuple[str, str], int]) -> Option:
    number = sum(count for (_, about), count in speakers.items() if about == topic)
    return Option(Audience(Kind.FOLLOWERS, topic).key, number)


def _audience(tx: Tx, audience: Audience, name: str = "") -> Option:
    return Option(audience.key, number_of(tx, audience), name)


def _surveys(tx: Tx, now: datetime) -> list[Option]:
    """Only who answered by name is known; who has begun is known until they hand in."""
    recent = [
        survey
        for status in (Status.OPEN, Status.CLOSED)
        for survey in surveys.with_status(tx, status, RECENT)
    ]
    named = [
        _audience(tx, Audience(Kind.ANSWERED, str(survey.id)), survey.title)
        for survey in recent
        if not survey.anonymous
    ]
    begun = [
        _audience(tx, Audience(Kind.UNFINISHED, str(survey.id)), survey.title)
        for survey in recent
        if survey.running(now)
    ]
    return [option for option in (*named, *begun) if option.number != 0]


def _confirming(office: Office, draft: Announcement) -> tuple[Option, ...]:
    values = [composing.SEND, composing.CHANGE, composing.CANCEL]
    if office.profile.funding and not draft.corrects:
        values.append(composing.FUND)
    return tuple(Option(value) for value in values)


def _changes(office: Office, draft: Announcement) -> tuple[Option, ...]:
    if draft.corrects:
        return (Option(Step.CONTENT), Option(composing.BACK))
    about_topic = draft.audience is None or draft.audience.kind in (Kind.LANGUAGE, *OF_A_SURVEY)
    values: list[str] = [
        step for step in composing.CHANGES if step is not Step.TOPIC or about_topic
    ]
    if draft.content.media:
        values.append(composing.CLEAR)
    if office.profile.funding:
        values.append(composing.FUND)
    if office.paid_broadcasts:
        values.append(composing.PAY)
    return tuple(Option(value) for value in (*values, composing.BACK))


def _buttons(tx: Tx, draft: Announcement, now: datetime) -> tuple[Option, ...]:
    there = {button.survey_id for button in draft.buttons}
    uninvited = there | surveys.after_workshops(tx)
    offered = [
        Option(f"survey:{survey.id}", name=survey.title)
        for survey in surveys.with_status(tx, Status.OPEN, RECENT)
        if survey.running(now) and survey.id not in uninvited
    ]
    offered += _workshops(tx, draft, now)
    room = offered if len(draft.buttons) < BUTTON_LIMIT else []
    clear = [Option(composing.CLEAR)] if draft.buttons else []
    return (*room, *clear, Option(composing.BACK))
