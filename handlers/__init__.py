"""Handlers: parse the update → one service call → one view. The order of registration is here."""

from __future__ import annotations

from bot.transport.router import Router
from handlers import (
    announcements,
    applications,
    awards,
    contest_setup,
    contests,
    elections,
    formal_checks,
    juries,
    mailings,
    organisations,
    panel,
    people,
    polls,
    privacy,
    profile,
    realisations,
    results,
    schedules,
    sessions,
    signups,
    subscriptions,
    surveys,
    threads,
    workshop_desk,
    workshops,
)


def register_all(router: Router) -> None:
    """Every command, button and kind of input, in one place."""
    for noun in (people, privacy, profile, panel):
        noun.register(router)
    ending = (surveys, profile, signups, workshop_desk, organisations, formal_checks, polls, juries,
              realisations, awards, applications, contests)  # fmt: skip
    endings = {str(kind): view for one in ending for kind, view in one.ENDINGS.items()}
    sessions.register(router, endings, upload=contest_setup.offered, resumed=juries.resumed)
    for noun in (
        surveys, workshops, signups, workshop_desk, results, subscriptions, schedules, mailings,
        announcements, organisations, threads, contests, applications, formal_checks, elections,
        juries, polls, awards, realisations,
    ):  # fmt: skip
        noun.register(router)
