"""What is said of a contest before anybody takes part in it."""

from __future__ import annotations

from fractions import Fraction

from bot.domain.contests.contest import Contest, Vote, VoteMode
from bot.domain.profile import Profile
from bot.i18n import Translator
from bot.views import contest_facts
from tests.clock import NOON


def test_how_much_the_vote_counts_is_said() -> None:
    """Residents and staff read the share before anybody votes."""
    contest = Contest("Podwórka", (), vote=Vote(VoteMode.WEIGHTED, weight=Fraction(3, 10)))

    said = [
        str(one) for one in contest_facts.facts(contest, Translator("pl", Profile().zone, NOON))
    ]

    assert "Liczą się razem punkty jury i głosy mieszkańców. Głosy to 30% wyniku." in said
