"""Czarnia 2023 from its configuration to the published list, by made-up people.

Stated facts: pool 22 000 zł, 2 000–12 000 each, deadline 17 March 15:00, a committee of four, nine
in, all formally valid, five funded, four lacked money.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.contests.awards import Outcome
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.overviews import Decisions, Overview, PublicResults
from bot.domain.people import Role
from bot.errors import Refused
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.contest_room import Committee, committee

TOML = Path(__file__).parents[1] / "domain/contests/configurations/czarnia-2023.toml"
WARSAW = ZoneInfo("Europe/Warsaw")

# Title, request in złoty, points of the four members of the committee (one criterion, 0–10), and
# so the mean:                        mean          taken        left of 22 000
#   Kino       6 000   10 10  9  9    38/4 = 9.5    6 000        16 000
#   Ogród      5 000    9  9  9  9    36/4 = 9      5 000        11 000
#   Chór       4 000    9  8  9  8    34/4 = 8.5    4 000         7 000
#   Biegi      4 000    8  8  8  8    32/4 = 8      4 000         3 000
#   Szydełko   3 000    8  7  8  7    30/4 = 7.5    3 000             0
#   Teatr      2 500    7  7  7  7    28/4 = 7      no money
#   Szachy     2 400    6  7  6  7    26/4 = 6.5    no money
#   Pieczenie  2 000    6  6  6  6    24/4 = 6      no money
#   Fotografia 2 000    5  6  5  6    22/4 = 5.5    no money
IDEAS = {
    "Kino": (6000, (10, 10, 9, 9)),
    "Ogród": (5000, (9, 9, 9, 9)),
    "Chór": (4000, (9, 8, 9, 8)),
    "Biegi": (4000, (8, 8, 8, 8)),
    "Szydełko": (3000, (8, 7, 8, 7)),
    "Teatr": (2500, (7, 7, 7, 7)),
    "Szachy": (2400, (6, 7, 6, 7)),
    "Pieczenie": (2000, (6, 6, 6, 6)),
    "Fotografia": (2000, (5, 6, 5, 6)),
}
FUNDED = ("Kino", "Ogród", "Chór", "Biegi", "Szydełko")
WHY_NOT = "Zabrakło pieniędzy w puli. Zgłoś pomysł w następnym naborze."


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=WARSAW)  # type: ignore[misc,arg-type]


@pytest.fixture
def hall(db: Database) -> Committee:
    return committee(db, StillClock(at(2023, 2, 10, 12)))


async def test_czarnia_2023_from_the_call_to_the_list(hall: Committee) -> None:
    """The right winners, the right amounts, in the right order, and nothing before its time."""
    services = hall.services
    maria = await hall.person("Maria", Role.LIBRARIAN)
    made: Overview = await hall.ask(maria, services.contests.set_up, TOML.read_text("utf-8"))
    contest_id = made.edition.id
    assert made.phase is PhaseName.DRAFT

    # The call: nine applications; the deadline is sharp.
    hall.at(at(2023, 2, 13, 9))
    assert await hall.tick() == ["contest_begin"]
    ids, authors = {}, {}
    for number, (title, (zloty, _)) in enumerate(IDEAS.items(), 1):
        author = authors[title] = await hall.person(f"Autor {title}")
        given = {"title": title, "line": f"wydatki {zloty}", "day": "2023-06-10"}
        done = await hall.apply(author, contest_id, given)
        assert done.application.receipt == f"{number}/2023"
        assert done.budget.requested == zloty * 100
        ids[title] = done.application.id
    hall.at(at(2023, 3, 17, 15, 0, 20))
    late = await hall.person("Spóźniona")
    with pytest.raises(Refused, match="not_in_this_phase"):
        await hall.draft(late, contest_id)

    # The formal check and the committee of four.
    for title in IDEAS:
        await hall.passed(maria, ids[title])
    jury = [await hall.assessor(maria, contest_id, f"Komisja {n}") for n in range(1, 5)]
    for place, member in enumerate(jury):
        with pytest.raises(Refused, match="scores_missing"):
            await hall.ask(maria, services.juries.count, contest_id)
        for title, (_, points) in IDEAS.items():
            await hall.judged(member, ids[title], {"pomysl": points[place]})
    counted = await hall.ask(maria, services.juries.count, contest_id)
    assert [(counted.titles[one.entry.id], one.points) for one in counted.ranking.places] == [
        (title, Fraction(sum(points), 4)) for title, (_, points) in IDEAS.items()
    ]

    # The decisions.
    reason = "Komisja skończyła pracę"
    await hall.ask(maria, services.contests.open, contest_id, PhaseName.RESULTS, reason)
    cut: Decisions = await hall.ask(maria, services.awarding.cut, contest_id)
    assert [cut.titles[one.application] for one in cut.awards.decisions if one.awarded] == [*FUNDED]
    assert (cut.awards.given, cut.awards.left) == (2_200_000, 0)
    assert [cut.titles[one] for one in cut.unexplained] == [*IDEAS][5:]

    # No protocol without reasons, no letters without a protocol, no list without letters.
    awarding, protocols = services.awarding, services.protocols
    with pytest.raises(Refused, match="reasons_missing"):
        await hall.ask(maria, protocols.approve, contest_id, "P/1/2023")
    await hall.ask(maria, awarding.explain, contest_id, dict.fromkeys(cut.unexplained, WHY_NOT))
    with pytest.raises(Refused, match="protocol_missing"):
        await hall.ask(maria, protocols.send, contest_id)
    await hall.ask(maria, protocols.approve, contest_id, "P/1/2023")
    with pytest.raises(Refused, match="decisions_unsent"):
        await hall.ask(maria, protocols.publish, contest_id)
    with pytest.raises(Refused, match="not_published"):
        await hall.ask(late, protocols.results, contest_id)
    sent = await hall.ask(maria, protocols.send, contest_id)
    assert (sent.told, sent.by_hand) == (9, ())
    kino = await hall.told(authors["Kino"], "contest_decision")
    assert (kino.decision.awarded, kino.decision.rank, kino.places) == (600_000, 1, 9)
    teatr = await hall.told(authors["Teatr"], "contest_decision")
    assert (teatr.decision.outcome, teatr.words) == (Outcome.RESERVE, WHY_NOT)

    # The town reads the list: ranking and awards, no points.
    await hall.ask(maria, protocols.publish, contest_id)
    town: PublicResults = await hall.ask(late, protocols.results, contest_id)
    assert [(one.title, one.rank, one.awarded, one.points) for one in town.rows] == [
        (title, rank, zloty * 100 if title in FUNDED else 0, None)
        for rank, (title, (zloty, _)) in enumerate(IDEAS.items(), 1)
    ]
