"""Who is in the audience „partners”, and what runs with an organisation."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.audiences import Audience
from bot.domain.audiences import Kind as Whom
from bot.domain.organisations import Kind, Organisation, Status
from bot.domain.people import Role
from bot.storage import audiences, organisations, people
from bot.storage.database import Tx, connect

NOW = "2027-05-12T10:00:00.000Z"
SOON, PAST = "2027-05-15T08:00:00.000Z", "2027-05-01T08:00:00.000Z"
PARTNERS = Audience(Whom.PARTNERS)


@pytest.fixture
def tx(database_file: Path) -> Tx:
    """An empty database."""
    return connect(database_file)


def somebody(tx: Tx, number: int, role: Role) -> int:
    """A person with this role."""
    person = people.add(tx, number, f"P{number}", "", "pl", NOW)
    people.set_role(tx, person.id, role)
    return person.id


def organisation(tx: Tx, status: Status, name: str = "OSP Zalesie") -> Organisation:
    """One that Maria added."""
    maria = somebody(tx, 1, Role.LIBRARIAN)
    return organisations.add(tx, name, Kind.OSP, "", status, maria, NOW)


@pytest.mark.parametrize(
    ("status", "reached"), [(Status.ACTIVE, 3), (Status.PROPOSED, 2), (Status.CLOSED, 2)]
)
def test_partners_are_the_members_of_active_organisations(
    tx: Tx, status: Status, reached: int
) -> None:
    """A librarian who is a member too; and who was invited as a partner without one."""
    osp = organisation(tx, status)
    member, librarian = somebody(tx, 2, Role.PARTNER), somebody(tx, 3, Role.LIBRARIAN)
    somebody(tx, 4, Role.PARTNER)
    somebody(tx, 5, Role.RESIDENT)
    for person_id in (member, librarian):
        organisations.join(tx, osp.id, person_id, NOW)

    assert audiences.count(tx, PARTNERS) == reached
    assert audiences.includes(tx, PARTNERS, librarian) is (status is Status.ACTIVE)


def test_what_runs_with_them(tx: Tx) -> None:
    """By its name, or a partner of theirs proposed it; not what is past or a draft."""
    osp = organisation(tx, Status.ACTIVE)
    jan = somebody(tx, 2, Role.PARTNER)
    organisations.join(tx, osp.id, jan, NOW)
    for title, partner, status, starts, author in (
        ("Pierwsza pomoc", "osp zalesie", "published", SOON, None),
        ("Pokaz wozu", "", "proposed", SOON, jan),
        ("Ceramika", "KGW", "published", SOON, jan),
        ("Dawno", "OSP Zalesie", "published", PAST, None),
        ("Szkic", "OSP Zalesie", "draft", SOON, jan),
    ):
        tx.execute(
            "INSERT INTO workshop (token, status, title, starts_at, ends_at, place, seats, "
            "partner, created_by, created_at) VALUES (?, ?, ?, ?, ?, 'sala', 9, ?, ?, ?)",
            (title, status, title, starts, starts, partner, author, NOW),
        )

    found = organisations.running(tx, osp, NOW)

    assert [(one.title, one.published) for one in found] == [
        ("Pierwsza pomoc", True), ("Pokaz wozu", False),
    ]  # fmt: skip


def test_somebody_joins_once(tx: Tx) -> None:
    """A second link of the same organisation changes nothing."""
    osp = organisation(tx, Status.ACTIVE)
    jan = somebody(tx, 2, Role.PARTNER)

    assert organisations.join(tx, osp.id, jan, NOW)
    assert not organisations.join(tx, osp.id, jan, NOW)
    assert [one.id for one in organisations.members(tx, osp.id)] == [jan]
