"""The made-up town of the demo: a library and three people."""

from __future__ import annotations

from bot.domain.people import Role
from bot.domain.profile import Profile
from bot.frozen import frozen

PROFILE = Profile(
    library="Biblioteka w Zalesiu",
    address="ul. Szkolna 1, 00-001 Zalesie",
    contact="biblioteka@zalesie.example, tel. 22 000 00 00",
    inspector="iod@zalesie.example",
    funding="Ten program jest zmyślony i służy tylko do wypróbowania bota.",
    places=("Zalesie", "Zalesie Górne", "Łąki", "Stara Wieś"),
)


@frozen
class Inhabitant:
    """Somebody of the demo; `about` is what the chat page says of them."""

    id: int
    first_name: str
    last_name: str
    username: str
    about: str
    role: Role


ANIA = Inhabitant(1001, "Ania", "Zielińska", "ania_z", "mieszkanka", Role.RESIDENT)
MARIA = Inhabitant(1002, "Maria", "Nowak", "maria_biblioteka", "bibliotekarka", Role.OWNER)
JAN = Inhabitant(1003, "Jan", "Kowal", "jan_osp", "OSP Zalesie, partner", Role.PARTNER)
EVERYBODY = (ANIA, MARIA, JAN)
