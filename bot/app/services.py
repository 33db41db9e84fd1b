"""Every service, introduced to the others it must call."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bot.domain.contests.award_answers import FORMS as ASKED_OF_AWARDS
from bot.domain.contests.consultation import FORM as REMARK_FORM
from bot.domain.contests.own_applications import APPLICANT, APPLICANT_FORM
from bot.domain.contests.realisation_forms import AT_ONCE as REPORTED_AT_ONCE
from bot.domain.joining import FORMS, JOIN, MORE, NEEDS
from bot.domain.organisations import HELP_FORM
from bot.domain.reminders import CLOSING, UNFINISHED
from bot.domain.sessions import SURVEY
from bot.frozen import frozen
from bot.services import Services
from bot.services.announcements import SCHEDULE as ANNOUNCEMENT
from bot.services.announcements import Announcements, scheduled
from bot.services.chats import Chats
from bot.services.contests import KIND as APPLICATION
from bot.services.contests import LOOK
from bot.services.contests import Introduced as Contests
from bot.services.contests import introduce as introduce_contests
from bot.services.downloads import Downloads
from bot.services.drafts import Drafts
from bot.services.invitations import Invitations
from bot.services.mailings import Mailings
from bot.services.organisations import Organisations
from bot.services.panel import Panel
from bot.services.people import People
from bot.services.privacy import Privacy
from bot.services.profile import PROFILE, Profiles
from bot.services.publications import SHOW, Publications
from bot.services.reminders import Reminders, Words
from bot.services.responses import Responses
from bot.services.results import Results
from bot.services.schedules import Kind, Schedules
from bot.services.sessions import Completion, Conversation, Manner, Sessions
from bot.services.subscriptions import Subscribing
from bot.services.surveys import EXTEND, PUBLISH, Surveys
from bot.services.threads import Messages, Threads
from bot.services.turn import Office
from bot.services.workshops import FEEDBACK_FORM, Joining, introduce
from bot.services.workshops.desk import desk as introduce_desk
from bot.services.workshops.staff_forms import StaffForms
from bot.storage import forms, secret
from bot.views import charts
from bot.views import reminders as said
from bot.views.qr import qr_png

AT_ONCE = Manner(at_once=True)


@frozen
class Conversations:
    """What every conversation through a form ends in, and how it goes on the way."""

    completions: dict[str, Completion]
    manners: dict[str, Manner]


def build_services(office: Office) -> Services:
    """Every service, introduced to the others it must call."""
    shelf = forms.Forms()
    key = secret.load(office.db.path.parent)
    results = Results(office, shelf)
    responses = Responses(office, key, results.after_response)
    talks = Conversations({}, {})
    conversation = Conversation(office, shelf, talks.completions, talks.manners)
    begin = conversation.begin
    codes = _codes()
    held = introduce(office, codes, shelf, begin)
    desk = introduce_desk(office, shelf, begin, codes, charts.png)
    contests = introduce_contests(office, shelf, begin, key)
    words = Words(said.unfinished, said.closing)
    reminders = Reminders(office, shelf, responses.took_part, conversation.standing, words)
    surveys = Surveys(
        office, shelf, begin, responses.took_part, results.try_to_take, codes, reminders.follow
    )
    publications = Publications(office, shelf, begin, results.findings)
    profile = Profiles(office, shelf, begin)
    organisations = Organisations(office, shelf, begin)
    _of_surveys(talks, responses, surveys, publications)
    _of_the_library(talks, profile, organisations)
    _of_workshops(talks, held.joining, desk.forms)
    _of_contests(talks, contests)
    _of_applications(talks, contests)
    return Services(
        people=People(office, shelf, conversation.again, conversation.waiting),
        privacy=Privacy(office, shelf, key),
        profile=profile,
        invitations=Invitations(office),
        panel=Panel(office),
        organisations=organisations,
        messages=Messages(office),
        threads=Threads(office),
        sessions=Sessions(conversation),
        subscriptions=Subscribing(),
        reminders=reminders,
        schedules=Schedules(
            office,
            _kinds(reminders, surveys, contests),
        ),
        announcements=Announcements(office),
        mailings=Mailings(office),
        chats=Chats(office),
        drafts=Drafts(office, shelf, begin),
        surveys=surveys,
        results=results,
        downloads=Downloads(office, shelf, results.findings),
        publications=publications,
        programmes=held.programmes,
        proposals=held.proposals,
        workshops=held.workshops,
        signups=held.signups,
        own_signups=held.own_signups,
        series_signups=held.series_signups,
        images=held.images,
        door=held.door,
        papers=held.papers,
        tending=held.tending,
        contests=contests,
        joining=held.joining,
        staff_forms=desk.forms,
        previews=desk.previews,
        questions=desk.questions,
    )


def _of_surveys(
    talks: Conversations, responses: Responses, surveys: Surveys, publications: Publications
) -> None:
    talks.completions[SURVEY] = responses.hand_in
    talks.completions[PUBLISH] = surveys.publish
    talks.completions[EXTEND] = surveys.extend
    talks.completions[SHOW] = publications.publish


def _of_the_library(talks: Conversations, profile: Profiles, organisations: Organisations) -> None:
    talks.completions[PROFILE] = profile.save
    talks.completions.update(organisations.completions)
    talks.manners[HELP_FORM] = AT_ONCE


def _of_workshops(talks: Conversations, joining: Joining, staff: StaffForms) -> None:
    talks.completions[JOIN] = joining.complete
    talks.completions.update(dict.fromkeys((MORE, NEEDS), joining.note))
    talks.completions.update(staff.completions)
    talks.manners[FORMS[JOIN]] = Manner(at_once=True, check=joining.object_to)
    talks.manners.update(dict.fromkeys((FORMS[NEEDS], FEEDBACK_FORM), AT_ONCE))
    for name, at_once in staff.at_once.items():
        talks.manners[name] = Manner(at_once, staff.object_to)


def _of_contests(talks: Conversations, contests: Contests) -> None:
    """What staff and the jury do, and what residents say of ideas."""
    for desk in (
        contests.contest_forms, contests.formal_forms, contests.jury_desk, contests.consulting,
        contests.award_forms,
    ):  # fmt: skip
        talks.completions.update(desk.completions)
    talks.manners.update(dict.fromkeys((*contests.contest_forms.at_once, REMARK_FORM), AT_ONCE))
    for asked in (contests.formal_forms.at_once, contests.jury_desk.at_once):
        talks.manners.update({name: Manner(at_once) for name, at_once in asked.items()})
    award = Manner(check=contests.award_forms.object_to)
    talks.manners.update(dict.fromkeys(ASKED_OF_AWARDS.values(), award))


def _of_applications(talks: Conversations, contests: Contests) -> None:
    """What authors do, from the first question to the report of how it went."""
    handing_in = contests.handing_in
    talks.completions[APPLICANT] = contests.entrance.complete
    talks.completions[APPLICATION] = handing_in.complete
    talks.completions.update(contests.reporting.completions)
    talks.manners[APPLICATION] = Manner(
        check=handing_in.object_to, aside=handing_in.aside, dropped=contests.applications.dropped
    )
    talks.manners.update(dict.fromkeys((APPLICANT_FORM, *REPORTED_AT_ONCE), AT_ONCE))


def _kinds(reminders: Reminders, surveys: Surveys, contests: Contests) -> dict[str, Kind]:
    """What schedules there are: what each does, and how „Zaplanowane” tells of it."""
    return {
        ANNOUNCEMENT: Kind(scheduled.run, scheduled.title, scheduled.reached, scheduled.cancelled),
        UNFINISHED: Kind(reminders.plan_unfinished, surveys.title, surveys.unfinished),
        CLOSING: Kind(reminders.plan_closing, surveys.title),
        **{kind: Kind(run, title) for kind, (run, title) in contests.timing.kinds.items()},
        LOOK: Kind(contests.afterwards.look, contests.afterwards.title),
    }


def _codes() -> Callable[[str], bytes]:
    """QR codes, remembered: one takes 40 ms."""
    return lru_cache(maxsize=64)(qr_png)
