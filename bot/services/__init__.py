"""Use cases: one class for each noun. They never import each other; `app` introduces them."""

from __future__ import annotations

from bot.frozen import frozen
from bot.services.announcements import Announcements
from bot.services.chats import Chats
from bot.services.contests import Introduced as Contests
from bot.services.downloads import Downloads
from bot.services.drafts import Drafts
from bot.services.invitations import Invitations
from bot.services.mailings import Mailings
from bot.services.organisations import Organisations
from bot.services.panel import Panel
from bot.services.people import People
from bot.services.privacy import Privacy
from bot.services.profile import Profiles
from bot.services.publications import Publications
from bot.services.reminders import Reminders
from bot.services.results import Results
from bot.services.schedules import Schedules
from bot.services.sessions import Sessions
from bot.services.subscriptions import Subscribing
from bot.services.surveys import Surveys
from bot.services.threads import Messages, Threads
from bot.services.workshops import (
    Door,
    Images,
    Joining,
    OwnSignUps,
    Papers,
    Programmes,
    Proposals,
    SeriesSignUps,
    SignUps,
    Tending,
    Workshops,
)
from bot.services.workshops.previews import Previews
from bot.services.workshops.questions import Questions
from bot.services.workshops.staff_forms import StaffForms


@frozen
class Services:
    """All of them, for the handlers."""

    people: People
    privacy: Privacy
    profile: Profiles
    invitations: Invitations
    panel: Panel
    organisations: Organisations
    messages: Messages
    threads: Threads
    sessions: Sessions
    subscriptions: Subscribing
    reminders: Reminders
    schedules: Schedules
    announcements: Announcements
    mailings: Mailings
    chats: Chats
    drafts: Drafts
    surveys: Surveys
    results: Results
    downloads: Downloads
    publications: Publications
    programmes: Programmes
    proposals: Proposals
    workshops: Workshops
    signups: SignUps
    own_signups: OwnSignUps
    series_signups: SeriesSignUps
    images: Images
    door: Door
    papers: Papers
    tending: Tending
    contests: Contests
    joining: Joining
    staff_forms: StaffForms
    previews: Previews
    questions: Questions
