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
from bot.services import Services
from bot.services.announcements import SCHEDULE as ANNOUNCEMENT
from bot.services.announcements import Announcements, scheduled
from bot.services.chats import Chats
from bot.services.contests import KIND as APPLICATION
from bot.services.contests import LOOK, Timing
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


def build_services(office: Office) -> Services:
    """Every service, introduced to the others it must call."""
    shelf = forms.Forms()
    key = secret.load(office.db.path.parent)
    results = Results(office, shelf)
    responses = Responses(office, key, results.after_response)
    completions: dict[str, Completion] = {SURVEY: responses.hand_in}
    manners: dict[str, Manner] = {}
    conversation = Conversation(office, shelf, completions, manners)
    begin = conversation.begin
    codes = _codes()
    held = introduce(office, codes, shelf, begin)
    desk = introduce_desk(office, shelf, begin, codes, charts.png)
    manners |= _manners(held.joining, desk.forms)
    words = Words(said.unfinished, said.closing)
    reminders = Reminders(office, shelf, responses.took_part, conversation.standing, words)
    surveys = Surveys(
        office, shelf, begin, responses.took_part, results.try_to_take, codes, reminders.follow
    )
    publications = Publications(office, shelf, begin, results.findings)
    profile = Profiles(office, shelf, begin)
    completions |= {PUBLISH: surveys.publish, EXTEND: surveys.extend, SHOW: publications.publish}
    completions |= {PROFILE: profile.save, JOIN: held.joining.complete}
    completions |= dict.fromkeys((MORE, NEEDS), held.joining.note)
    completions |= desk.forms.completions
    contests = introduce_contests(office, shelf, begin, key)
    completions |= contests.contest_forms.completions
    manners |= dict.fromkeys(contests.contest_forms.at_once, Manner(at_once=True))
    completions[APPLICATION] = contests.handing_in.complete
    completions[APPLICANT] = contests.entrance.complete
    manners[APPLICANT_FORM] = Manner(at_once=True)
    manners[APPLICATION] = Manner(
        check=contests.handing_in.object_to, aside=contests.handing_in.aside,
        dropped=contests.applications.dropped,
    )  # fmt: skip
    formal = contests.formal_forms
    completions |= formal.completions
    manners |= {name: Manner(at_once) for name, at_once in formal.at_once.items()}
    completions |= contests.jury_desk.completions
    completions |= contests.consulting.completions
    manners[REMARK_FORM] = Manner(at_once=True)
    completions |= contests.award_forms.completions
    manners |= dict.fromkeys(ASKED_OF_AWARDS.values(), Manner(check=contests.award_forms.object_to))
    manners |= {name: Manner(at_once) for name, at_once in contests.jury_desk.at_once.items()}
    completions |= contests.reporting.completions
    manners |= dict.fromkeys(REPORTED_AT_ONCE, Manner(at_once=True))
    organisations = Organisations(office, shelf, begin)
    completions |= organisations.completions
    manners[HELP_FORM] = Manner(at_once=True)
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
            _kinds(reminders, surveys, contests.timing)
            | {LOOK: Kind(contests.afterwards.look, contests.afterwards.title)},
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


def _kinds(reminders: Reminders, surveys: Surveys, timing: Timing) -> dict[str, Kind]:
    """What schedules there are: what each does, and how „Zaplanowane” tells of it."""
    return {
        ANNOUNCEMENT: Kind(scheduled.run, scheduled.title, scheduled.reached, scheduled.cancelled),
        UNFINISHED: Kind(reminders.plan_unfinished, surveys.title, surveys.unfinished),
        CLOSING: Kind(reminders.plan_closing, surveys.title),
        **{kind: Kind(run, title) for kind, (run, title) in timing.kinds.items()},
    }


def _manners(joining: Joining, staff: StaffForms) -> dict[str, Manner]:
    """Forms that are handed in with their last answer, by name."""
    return {
        FORMS[JOIN]: Manner(at_once=True, check=joining.object_to),
        FORMS[NEEDS]: Manner(at_once=True),
        FEEDBACK_FORM: Manner(at_once=True),
        **{name: Manner(at_once, staff.object_to) for name, at_once in staff.at_once.items()},
    }


def _codes() -> Callable[[str], bytes]:
    """QR codes, remembered: one takes 40 ms."""
    return lru_cache(maxsize=64)(qr_png)
