"""Announcements: composing, sending, and what became of them."""

from bot.services.announcements.sending import SCHEDULE as SCHEDULE
from bot.services.announcements.service import Announcements as Announcements
