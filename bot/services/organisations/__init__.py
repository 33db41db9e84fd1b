"""Organisations: registering, approving, inviting, offering; and what people are told of it."""

from bot.services.organisations.notices import PURPOSES as PURPOSES
from bot.services.organisations.notices import OrganisationNotices as OrganisationNotices
from bot.services.organisations.service import Organisations as Organisations
