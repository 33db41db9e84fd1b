"""Announcements: composing, sending, and what became of them."""

from bot.services.announcements.service import Announcements as Announcements
