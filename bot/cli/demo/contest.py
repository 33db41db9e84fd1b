"""A made-up contest for the demo: open for ideas, with a jury and everything still to come."""

from __future__ import annotations

from datetime import date, timedelta

from bot.app import Running
from bot.cli.demo.town import MARIA
from bot.domain.contests.configuration import read_toml
from bot.storage import people
from bot.storage.database import Tx

SETTINGS = """
title = "Zrób to w Zalesiu (konkurs zmyślony)"
rules_url = "https://zalesie.example/regulamin"
[phases.open]
begin = {begun}T09:00:00
end = {deadline}T15:00:00
[phases.jury]
begin = {deadline}T15:00:00
end = {results}T12:00:00
[phases.results]
begin = {results}T12:00:00
[money]
pool = 22_000
grant_min = 2_000
grant_max = 12_000
[eligibility]
minimum_age = 13
group_min_people = 3
group_min_adults = 1
[jury]
seats = 2
[[jury.criteria]]
name = "mieszkancy"
label = "Potrzeba mieszkańców"
high = 10
[[jury.criteria]]
name = "pomysl"
label = "Pomysł"
high = 10
[papers]
signature = true
[public]
ranking = "results"
awards = "results"
protocol = "results"
[[meetings]]
title = "Spotkanie informacyjne"
at = {meeting}T17:00:00
place = "czytelnia"
"""
DAYS = {"begun": -3, "meeting": 4, "deadline": 18, "results": 32}


async def hold_contest(running: Running) -> None:
    """Maria has set it up; it began three days ago."""
    office, service = running.office, running.services.contests.contests
    now = office.clock.now()
    contest = read_toml(settings(now.astimezone(office.profile.zone).date())).contest
    assert contest
    form_id = await service.form(contest)

    def work(tx: Tx) -> None:
        maria = people.by_telegram_id(tx, MARIA.id)
        assert maria
        service.set_up_in(tx, maria, contest, form_id, now)

    await office.db.write(work)
    running.office.wake_schedules()


def settings(today: date) -> str:
    """The configuration as it stands on a day."""
    days = {name: (today + timedelta(days=by)).isoformat() for name, by in DAYS.items()}
    return SETTINGS.format(**days)
