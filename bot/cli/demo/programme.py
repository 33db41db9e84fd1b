"""Made-up workshops of the demo's town: one for children, a series for adults; and people on their
lists, who signed up by phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.app import Running
from bot.cli.demo.town import JAN, MARIA
from bot.clock import stamp
from bot.domain.announcements import Announcement, Content
from bot.domain.announcements import Status as Announced
from bot.domain.entities import Formatted
from bot.domain.people import Person
from bot.domain.series import Signing
from bot.domain.signups import Guest
from bot.domain.subscriptions import Topic
from bot.domain.workshops import Audience, Status, Workshop
from bot.services.workshops import Caller
from bot.storage import announcements, people
from bot.storage import workshops as rows
from bot.storage.database import Tx

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MADE_UP = "Te warsztaty są zmyślone."
CHILDREN = (("Zofia", (Guest("Staś", 9), Guest("Hania", 7))), ("Adam", (Guest("Leon", 11),)))


async def hold_workshops(running: Running) -> None:
    """As if Maria had composed and published them; Jan proposes one more."""
    office, services = running.office, running.services
    now = office.clock.now()
    noon = now.astimezone(office.profile.zone).replace(hour=12, minute=0, second=0, microsecond=0)

    def work(tx: Tx) -> int:
        _announced(tx, now)
        maria, jan = _person(tx, MARIA.id), _person(tx, JAN.id)
        made = services.proposals.create(tx, maria, _ceramics(noon), now).workshop
        rows.save(tx, made, _published(made, now))
        for name, guests in CHILDREN:
            caller = Caller(name, guests, "600 000 000")
            services.door.add_in(tx, maria, made.id, caller, now)
        services.proposals.create(tx, jan, _first_aid(noon), now)
        club = services.proposals.create(tx, maria, _club(noon), now).workshop
        services.proposals.make_series_in(
            tx, maria, club.id, "FREQ=WEEKLY;COUNT=4", now,
            signing=Signing.EITHER, skip_holidays=True,
        )  # fmt: skip
        series = rows.by_id(tx, club.id)
        return series.series_id or 0 if series else 0

    series_id = await office.db.write(work)
    await office.db.write(lambda tx: _publish_series(tx, series_id, now))
    office.wake_tending()


def _announced(tx: Tx, now: datetime) -> None:
    """Something that was sent two weeks ago, before anybody had joined."""
    text = "Dni otwarte biblioteki: sobota, godz. 10.00–14.00. To ogłoszenie jest zmyślone."
    content = Content(Formatted(text))
    sent = Announcement(0, _person(tx, MARIA.id).id, Announced.SENT, content, topic=Topic.NEWS)
    announcements.add(tx, sent, stamp(now - 14 * DAY))


def _person(tx: Tx, telegram_id: int) -> Person:
    found = people.by_telegram_id(tx, telegram_id)
    assert found
    return found


def _publish_series(tx: Tx, series_id: int, now: datetime) -> None:
    for one in rows.of_series(tx, series_id):
        rows.save(tx, one, _published(one, now))


def _published(workshop: Workshop, now: datetime) -> Workshop:
    return replace(workshop, status=Status.PUBLISHED, published_at=now, due_at=now)


def _ceramics(noon: datetime) -> Workshop:
    starts = (noon + 9 * DAY).replace(hour=10).astimezone(UTC)
    return Workshop(
        0, "Glina dla małych rąk", starts, starts + 2 * HOUR, "sala na parterze", 8,
        description=f"Ulepimy miski i ptaki. {MADE_UP}", address="ul. Szkolna 1",
        audience=Audience.CHILDREN, age_from=7, age_to=12, party=3, bring="fartuch",
        instructor="Zofia z pracowni „Glina”", accessibility="wejście bez schodów",
        cancel_hours=12, needs_until=starts - 3 * DAY, funded=True, topic="rękodzieło",
        image_notice="Robimy kilka zdjęć do kroniki, tylko za zgodą.",
        instructor_check="Maria Nowak", instructor_checked_on=noon.date(),
    )  # fmt: skip


def _club(noon: datetime) -> Workshop:
    starts = (noon + 2 * DAY).replace(hour=17).astimezone(UTC)
    return Workshop(
        0, "Klub książki dla dorosłych", starts, starts + 2 * HOUR, "czytelnia", 12,
        description=f"Rozmawiamy przy herbacie, książkę mamy dla każdego. {MADE_UP}",
        audience=Audience.ADULTS, age_from=16, languages=("pl", "uk"), topic="książki",
    )  # fmt: skip


def _first_aid(noon: datetime) -> Workshop:
    starts = (noon + 20 * DAY).replace(hour=16).astimezone(UTC)
    return Workshop(
        0, "Pierwsza pomoc z OSP", starts, starts + 3 * HOUR, "remiza", 15,
        description=f"Ćwiczymy na fantomie. {MADE_UP}", audience=Audience.ADULTS,
        instructor="druh Jan", partner="OSP Zalesie",
    )  # fmt: skip
