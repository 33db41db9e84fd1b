"""What is advertised works, and everything people can send has a handler."""

from __future__ import annotations

import pytest

import handlers
from bot.domain.people import Role
from bot.domain.profile import Profile
from bot.i18n import LANGUAGES, Translator
from bot.services.turn import Sender
from bot.transport.incoming import Incoming
from bot.transport.payload import _kinds
from bot.transport.router import Router
from bot.views import commands
from bot.views.actions import Action
from tests.clock import NOON

WHO = Sender(1, "Ania", "", "pl")
LONG = Profile(library="Biblioteka Publiczna Gminy Zalesie " * 3)


@pytest.fixture(scope="module")
def router() -> Router:
    made = Router()
    handlers.register_all(made)
    return made


def incoming(kind: str, text: str = "", action: Action | None = None) -> Incoming:
    return Incoming((1,), kind, WHO, 1, True, text=text, action=action)


@pytest.mark.parametrize("role", Role, ids=str)
def test_every_listed_command_is_answered(router: Router, role: Role) -> None:
    """Nothing is advertised that the bot does not know."""
    unknown = router.find(incoming("command", "nothing_of_ours"))

    for one in commands.commands(role, Translator("pl", LONG.zone, NOON)):
        assert router.find(incoming("command", one["command"])) is not unknown, one


@pytest.mark.parametrize(
    "kind",
    ["text", "file", "location", "contact", "edited", "blocked", "unblocked", "other"],
)
def test_every_kind_of_input_has_a_handler(router: Router, kind: str) -> None:
    """A kind without one would be set aside, with an apology."""
    assert router.find(incoming(kind))


def test_every_button_has_a_handler(router: Router) -> None:
    """A button that leads nowhere is a fault; old ones are told kindly."""
    old = router.find(incoming("tap"))

    for kind in _kinds().values():
        bare = object.__new__(kind)
        assert router.find(incoming("tap", action=bare)) is not old, kind.__name__


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_fit(language: str) -> None:
    """Telegram takes 512 and 120 characters, and 256 for a command."""
    t = Translator(language, LONG.zone, NOON)

    assert len(commands.description(LONG, t)) <= 512
    assert len(commands.short_description(LONG, t)) <= 120
    assert all(1 <= len(c["description"]) <= 256 for c in commands.commands(Role.OWNER, t))
