"""What is rendered when it is sent, by purpose."""

from __future__ import annotations

from bot.delivery.composing import Composers
from bot.domain.reminders import CLOSING, UNFINISHED
from bot.services import Services
from bot.services.contests import (
    ABOUT_REALISATIONS,
    ABOUT_REMARKS,
    RealisationNotices,
    RemarkNotices,
)
from bot.services.contests import PURPOSES as ABOUT_CONTESTS
from bot.services.contests import Notices as ContestNotices
from bot.services.organisations import PURPOSES as ABOUT_ORGANISATIONS
from bot.services.organisations import OrganisationNotices
from bot.services.threads import PURPOSES as RELAYED
from bot.services.threads import Relay
from bot.services.turn import Office
from bot.services.workshops import PURPOSES, Notices
from bot.views import contest_notices, proposals, realisation_notices, threads, workshop_notices
from bot.views import organisations as said_of


def composers_of(office: Office, services: Services) -> Composers:
    """What is rendered when it is sent, by purpose."""
    reminders = services.reminders
    return {
        UNFINISHED: reminders.unfinished,
        CLOSING: reminders.closing,
        **dict.fromkeys(PURPOSES, Notices(office, workshop_notices.told).compose),
        **dict.fromkeys(ABOUT_ORGANISATIONS, OrganisationNotices(office, said_of.told).compose),
        **dict.fromkeys(ABOUT_REMARKS, RemarkNotices(office, proposals.told).compose),
        **dict.fromkeys(ABOUT_CONTESTS, ContestNotices(office, contest_notices.told).compose),
        **dict.fromkeys(
            ABOUT_REALISATIONS, RealisationNotices(office, realisation_notices.told).compose
        ),
        **dict.fromkeys(RELAYED, Relay(office, threads.told).compose),
    }
