"""Roles: single-use links give them, the owner takes them away, everybody concerned hears of it."""

from __future__ import annotations

import json
import re

import pytest
import pytest_asyncio

from bot.domain.people import Person, Role
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def maria(zalesie: Library) -> Desktop:
    return await zalesie.somebody(Role.OWNER)


async def role(zalesie: Library, phone: Desktop) -> str:
    return await zalesie.one("SELECT role FROM person WHERE telegram_id = ?", phone.id)


async def notices(zalesie: Library, phone: Desktop) -> list[str]:
    """What is on its way to somebody without their asking."""
    sql = "SELECT params FROM outbox WHERE lane = 'notice' AND chat_id = ? ORDER BY id"
    rows = await zalesie.office.db.read(lambda tx: tx.execute(sql, (phone.id,)).fetchall())
    return [json.loads(row[0])["text"] for row in rows]


async def invitation(staff: Desktop, button: str = "Zaproś bibliotekarza") -> str:
    """The start parameter of a new link."""
    await staff.say("/ludzie")
    shown = await staff.tap(button)
    found = re.search(r"\?start=(z_[\w-]+)", shown.text)
    assert found
    return found[1]


async def test_a_link_makes_a_librarian_once(zalesie: Library, maria: Desktop) -> None:
    """The notice first; then the role; the inviter hears of it; the next one is told kindly."""
    link = await invitation(maria)
    halina, jan = Desktop(zalesie, 8_000_000_001), Desktop(zalesie, 8_000_000_002)

    greeting = await halina.say(f"/start {link}")
    before = await role(zalesie, halina)
    welcome = await halina.tap("Zaczynamy")
    await jan.say(f"/start {link}")
    late = await jan.tap("Zaczynamy")

    assert "zespół biblioteki" in greeting.text
    assert before == "resident"
    assert await role(zalesie, halina) == "librarian"
    assert "Panel" in welcome.labels
    assert "Zaproszenie przyjęte: " in re.sub("<[^>]+>", "", (await notices(zalesie, maria))[0])
    assert "już wykorzystany" in late.text
    assert await role(zalesie, jan) == "resident"


async def test_a_link_lasts_7_days(zalesie: Library, maria: Desktop) -> None:
    """A minute later it is over."""
    link = await invitation(maria, "Zaproś partnera")
    ania = await zalesie.somebody()

    zalesie.clock.advance(days=7, minutes=1)

    assert "Czas tego linku minął" in (await ania.say(f"/start {link}")).text
    assert await role(zalesie, ania) == "resident"


async def test_a_made_up_link_is_told_kindly(zalesie: Library) -> None:
    """Surveys stay open to whoever tries."""
    ania = await zalesie.somebody()

    assert "Nie znamy tego linku" in (await ania.say("/start z_guess")).text


async def test_only_the_fingerprint_of_a_code_is_kept(zalesie: Library, maria: Desktop) -> None:
    """Whoever reads the database cannot use a link."""
    link = await invitation(maria)

    mark = await zalesie.one("SELECT mark FROM invitation")

    assert len(mark) == 64
    assert link[2:] not in mark


async def test_the_inviter_cannot_use_their_own_link(zalesie: Library, maria: Desktop) -> None:
    """A tap on one's own link uses nothing up."""
    link = await invitation(maria)

    assert "własne zaproszenie" in (await maria.say(f"/start {link}")).text
    assert await zalesie.one("SELECT used_at FROM invitation") is None


async def test_the_owner_code_makes_an_owner_within_15_minutes(zalesie: Library) -> None:
    """Without the notice first: whoever runs the bot is asked for the three things it needs."""
    link = await zalesie.services.invitations.owner_code(zalesie.clock.now())
    maria = Desktop(zalesie, 8_000_000_001)

    zalesie.clock.advance(minutes=14)
    welcome = await maria.say(f"/start {link.rpartition('=')[2]}")

    assert "To Ty prowadzisz tego bota" in welcome.text
    assert welcome.labels == ["Zaczynamy", "Później"]
    assert await role(zalesie, maria) == "owner"


async def test_the_owner_code_is_over_after_15_minutes(zalesie: Library) -> None:
    """A link on a screen that somebody photographed is worth nothing later."""
    link = await zalesie.services.invitations.owner_code(zalesie.clock.now())
    jan = Desktop(zalesie, 8_000_000_001)

    zalesie.clock.advance(minutes=15)

    assert "Czas tego linku minął" in (await jan.say(f"/start {link.rpartition('=')[2]}")).text
    assert await role(zalesie, jan) == "resident"


async def test_the_owner_takes_a_role_away_after_one_question(
    zalesie: Library, maria: Desktop
) -> None:
    """The person hears of it, and links that they gave out are over."""
    halina = await zalesie.somebody(Role.LIBRARIAN)
    link = await invitation(halina)
    ania = await zalesie.somebody()

    await maria.say("/ludzie")
    await maria.tap("Ania")
    await maria.tap("Odbierz rolę")
    unchanged = await role(zalesie, halina)
    done = await maria.tap("Tak, odbierz")

    assert unchanged == "librarian"
    assert "Gotowe" in done.text
    assert await role(zalesie, halina) == "resident"
    assert "Nie masz już roli" in (await notices(zalesie, halina))[0]
    assert "Czas tego linku minął" in (await ania.say(f"/start {link}")).text


async def test_the_owner_can_share_the_ownership(zalesie: Library, maria: Desktop) -> None:
    """So that one of them can go."""
    halina = await zalesie.somebody(Role.LIBRARIAN)

    await maria.say("/ludzie")
    await maria.tap("Maria")
    await maria.tap("Też prowadzi bota")
    await maria.tap("Tak, też prowadzi")

    assert await role(zalesie, halina) == "owner"
    assert await role(zalesie, maria) == "owner"


async def test_a_librarian_sees_the_team_and_changes_nobody(zalesie: Library) -> None:
    """Only the owner has the buttons, and an old one of theirs is refused."""
    halina = await zalesie.somebody(Role.LIBRARIAN)
    owner = await zalesie.somebody(Role.OWNER)
    owner_id = await zalesie.one("SELECT id FROM person WHERE telegram_id = ?", owner.id)

    team = await halina.say("/ludzie")
    refused = await halina.press(f"1pr.{owner_id}.resident", team.id)

    assert team.labels == ["Zaproś bibliotekarza", "Zaproś partnera", "Panel"]
    assert await role(zalesie, owner) == "owner"
    assert "właściciel" in refused.text or "prowadzi" in refused.text


async def test_nobody_changes_their_own_role(zalesie: Library, maria: Desktop) -> None:
    """A bot without an owner could not be run."""
    maria_id = await zalesie.one("SELECT id FROM person WHERE telegram_id = ?", maria.id)
    team = await maria.say("/ludzie")

    refused = await maria.press(f"1pr.{maria_id}.resident", team.id)

    assert "Własnej roli nie zmienisz" in refused.text
    assert await role(zalesie, maria) == "owner"


@pytest.mark.parametrize("wanted", ["owner", "resident", "king"])
async def test_only_librarians_and_partners_are_invited(
    zalesie: Library, maria: Desktop, wanted: str
) -> None:
    """A made-up button gives no link."""
    team = await maria.say("/ludzie")

    refused = await maria.press(f"1pi.{wanted}", team.id)

    assert "Nie ma tu takiej roli" in refused.text
    assert await zalesie.one("SELECT count(*) FROM invitation") == 0


async def test_a_new_role_is_told_to_the_messenger_after_the_commit(
    zalesie: Library, maria: Desktop
) -> None:
    """The command list follows; not where the change was undone."""
    told: list[tuple[Role, str]] = []

    def note(person: Person) -> None:
        told.append((person.role, person.language))

    zalesie.office.person_changed = note
    link = await invitation(maria)
    ania = await zalesie.somebody(language="uk")

    await ania.say(f"/start {link}")
    await ania.say(f"/start {link}")

    assert told == [(Role.LIBRARIAN, "uk")]


async def test_links_are_forgotten_a_month_after_their_end(
    zalesie: Library, maria: Desktop
) -> None:
    """Until then „już wykorzystany” can be told from „nie znamy”."""
    await invitation(maria)

    zalesie.clock.advance(days=36)
    await zalesie.services.invitations.forget()
    kept = await zalesie.one("SELECT count(*) FROM invitation")
    zalesie.clock.advance(days=2)
    await zalesie.services.invitations.forget()

    assert kept == 1
    assert await zalesie.one("SELECT count(*) FROM invitation") == 0
