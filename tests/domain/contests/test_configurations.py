"""Fifteen contests as Polish libraries really held them, each by configuration alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.contests.awards import Outcome, Why, cut, decided, raised, second_round
from bot.domain.contests.configuration import read_toml
from bot.domain.contests.contest import Contest, Kind, PhaseName, Shown, VoteMode
from bot.domain.contests.ranking import rank
from bot.domain.contests.scoring import Entry, Panel, Ranking, maximum

FOLDER = Path(__file__).parent / "configurations"
WARSAW = ZoneInfo("Europe/Warsaw")
START = 'title = "K"\n[phases]\n'
OPEN = 'title = "K"\n[phases.open]\n'


def contest(name: str) -> Contest:
    """A configuration without a problem."""
    configured = read_toml((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    assert configured.problems == ()
    assert configured.contest
    return configured.contest


def panel(held: Contest) -> Panel:
    return Panel(tuple(f"komisja {n}" for n in range(1, held.jury.seats + 1)))


def ranking(held: Contest, requests: Mapping[str, int], points: Mapping[str, int]) -> Ranking:
    """Everybody gives these points on the first criterion, and the lowest on the others.

    Requests are in złoty.
    """
    first, *others = held.jury.criteria
    sheet = {criterion.name: criterion.low for criterion in others}
    entries = [Entry(name, zloty * 100, n) for n, (name, zloty) in enumerate(requests.items())]
    scores = {
        (assessor, entry.id): {**sheet, first.name: Fraction(points[entry.id])}
        for assessor in panel(held).assessors
        for entry in entries
    }
    return rank(held.jury.criteria, held.jury.policy, panel(held), entries, scores)


def end(held: Contest, phase: PhaseName = PhaseName.OPEN) -> datetime | None:
    found = held.phase(phase)
    return found.end if found else None


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=WARSAW)  # type: ignore[misc,arg-type]


def test_there_is_a_file_for_each_contest() -> None:
    """As many as the table has rows."""
    assert len(list(FOLDER.glob("*.toml"))) == 15


def test_czarnia_2023_ends_at_15_sharp_and_funds_five_of_nine() -> None:
    """Pool 22 000, 2 000–12 000 each; 9 in, 5 funded, 4 lacked money.

    Made-up requests by rank: 6 000 + 5 000 + 4 000 + 4 000 + 3 000 = 22 000; nothing is left for
    the four behind them.
    """
    held = contest("czarnia-2023")
    asked = dict(
        zip("abcdefghi", (6000, 5000, 4000, 4000, 3000, 2500, 2400, 2000, 2000), strict=True)
    )

    awards = cut(
        ranking(held, asked, {n: 10 - k for k, n in enumerate("abcdefghi")}), held.money.terms()
    )

    outcomes = [decision.outcome for decision in awards.decisions]
    assert outcomes == [Outcome.FUNDED] * 5 + [Outcome.RESERVE] * 4
    assert (awards.given, awards.left) == (2_200_000, 0)
    opened = held.phase(PhaseName.OPEN)
    assert opened
    assert opened.holds(at(2023, 3, 17, 14, 59, 59))
    assert not opened.holds(at(2023, 3, 17, 15, 0, 20))
    assert (held.money.grant_min, held.money.grant_max) == (200_000, 1_200_000)
    assert (held.money.winners_min, held.money.flexible, held.jury.seats) == (2, True, 4)
    assert (held.eligibility.group_min_people, held.eligibility.group_min_adults) == (2, 1)
    assert held.shows(Shown.RANKING, PhaseName.RESULTS)
    assert not held.shows(Shown.RANKING, PhaseName.JURY)


def test_bialobrzegi_2023_is_for_residents_from_13() -> None:
    """Pool 25 000; an offer form."""
    held = contest("bialobrzegi-2023")

    assert (held.money.pool, held.eligibility.minimum_age) == (2_500_000, 13)
    assert held.papers.form == "karta-oferty"


def test_gniezno_2023_sums_nine_by_nine_and_raises_its_pool() -> None:
    """9 assessors × 9 criteria × 1–10 = at most 810; 25 500 raised to 27 000; 19 in, 8 funded.

    Made-up requests: the first seven 3 500 = 24 500, left 1 000; the eighth asks 2 500 and waits,
    the other eleven too. With 1 500 more there are 2 500: exactly the eighth.
    """
    held = contest("gniezno-2023")
    names = [f"w{n:02}" for n in range(1, 20)]
    asked = {name: 3500 if n < 7 else 2500 for n, name in enumerate(names)}
    judged = ranking(
        held, asked, {n: 10 if k < 7 else 9 if k == 7 else 1 for k, n in enumerate(names)}
    )
    change = held.money.changes[0]

    first = cut(judged, held.money.terms())
    after = raised(first, change.amount, change.reason)

    assert maximum(held.jury.criteria, held.jury.policy, panel(held)) == 810
    assert sum(d.awarded > 0 for d in first.decisions) == 7
    assert [d.application for d in after.decisions if d.awarded] == names[:8]
    assert (after.of("w08").why, after.of("w08").words) == (Why.POOL_RAISED, change.reason)
    assert (after.terms.pool, after.left) == (2_700_000, 0)
    assert held.money.current_pool == 2_700_000
    assert held.money.grant_max == 850_000
    assert after.changes[0].before == first.decisions


def test_legionowo_2023_planned_five_and_funded_nine() -> None:
    """Pool 30 000, 2–5 planned. Nine made-up requests of 3 000 = 27 000: five by rank, the other
    four by the committee, with its reason."""
    held = contest("legionowo-2023")
    names = "abcdefghi"
    judged = ranking(held, dict.fromkeys(names, 3000), {n: 20 - k for k, n in enumerate(names)})

    first = cut(judged, held.money.terms())
    after = decided(first, dict.fromkeys("fghi", 300_000), "Starczyło pieniędzy dla wszystkich")

    assert [d.outcome for d in first.decisions] == [Outcome.FUNDED] * 5 + [Outcome.RESERVE] * 4
    assert {d.why for d in first.decisions[5:]} == {Why.WINNERS_FULL}
    assert [d.outcome for d in after.decisions] == [Outcome.FUNDED] * 9
    assert after.left == 300_000
    assert [c.name for c in held.jury.criteria if c.bonus] == ["wiek-25-44", "diagnoza", "filia"]
    assert held.phase(PhaseName.CONSULTATION)
    assert held.meetings[0].at.date() == date(2023, 3, 1)
    assert (held.eligibility.minimum_age, held.eligibility.minor_needs_adult) == (13, True)


def test_raciborz_2023_ends_on_a_saturday_and_rewards_youth_and_men() -> None:
    """Pool 26 800, max 8 900, at least 3; the 18th is a Saturday and counts to its end."""
    held = contest("raciborz-2023")
    opened = held.phase(PhaseName.OPEN)

    assert opened
    assert opened.holds(at(2023, 2, 18, 23, 59, 59))
    assert date(2023, 2, 18).weekday() == 5
    assert (held.money.pool, held.money.grant_max, held.money.winners_min) == (
        2_680_000,
        890_000,
        3,
    )
    assert [c.name for c in held.jury.criteria if c.bonus] == ["mlodziez", "mezczyzni"]
    assert held.eligibility.territory == "powiat raciborski"


def test_kazimierz_dolny_2022_gives_half_the_pool_at_most() -> None:
    """Pool 18 500, max 9 250, 2–3 winners. Two of 9 250 take it all; a third waits."""
    held = contest("kazimierz-dolny-2022")

    assert held.money.grant_max * 2 == held.money.pool == 1_850_000
    assert (held.money.winners_min, held.money.winners_max) == (2, 3)
    assert held.eligibility.kinds == (Kind.INDIVIDUAL, Kind.INFORMAL_GROUP, Kind.NGO, Kind.KGW)
    assert held.papers.attachments == ("lista kosztów kwalifikowanych",)


def test_scinawa_2023_wants_a_signature_and_a_finding() -> None:
    """Max 8 000, until 18:00; signed; it must follow from the diagnosis."""
    held = contest("scinawa-2023")

    assert (held.money.pool, held.money.grant_max) == (0, 800_000)
    assert end(held) == at(2023, 2, 15, 18)
    assert (held.papers.signature, held.papers.follows_diagnosis) == (True, True)


def test_zabkowice_2023_second_round_leaves_the_first_alone() -> None:
    """Three of three funded at 40,8 / 40 / 39,2 points: the mean of five assessors.

    40,8 = 204 / 5, 40 = 200 / 5, 39,2 = 196 / 5. Made-up money: round 1 gave 6 000 of 15 000,
    round 2 gives 3 × 3 000 = 9 000 out of the 9 000 left.
    """
    held = contest("zabkowice-2023")
    sheets = {"a": (40, 41, 41, 41, 41), "b": (40,) * 5, "c": (39, 39, 39, 39, 40)}
    criterion = held.jury.criteria[0].name
    scores = {
        (assessor, name): {criterion: Fraction(points[n])}
        for n, assessor in enumerate(panel(held).assessors)
        for name, points in sheets.items()
    }
    entries = [Entry(name, 300_000) for name in sheets]
    before = ranking(held, {"x": 6000}, {"x": 45})
    first = cut(before, replace(held.money.terms(), pool=1_500_000))

    judged = rank(held.jury.criteria, held.jury.policy, panel(held), entries, scores)
    second = second_round(first, judged)

    assert [r.points for r in judged.places] == [Fraction("40.8"), 40, Fraction("39.2")]
    assert [d.outcome for d in second.decisions] == [Outcome.FUNDED] * 3
    assert (second.round, second.terms.pool, second.left) == (2, 900_000, 0)
    assert first.of("x").awarded == 600_000
    assert (held.round, held.papers.presentation) == (2, True)
    assert end(held) == at(2023, 3, 15, 17)


def test_ozarow_2024_sends_ten_to_an_online_vote() -> None:
    """The final list combines jury and vote; 1–15 April."""
    held = contest("ozarow-mazowiecki-2024")

    assert (held.vote.mode, held.vote.top, held.vote.weight) == (
        VoteMode.WEIGHTED,
        10,
        Fraction(1, 2),
    )
    voting = held.phase(PhaseName.VOTE)
    assert voting
    assert voting.holds(at(2024, 4, 1))
    assert voting.holds(at(2024, 4, 15, 23, 59))
    assert Kind.SCOUTS in held.eligibility.kinds


def test_krzywin_2024_divides_20_000_among_four() -> None:
    """Made-up requests of 5 000 each; the fifth finds all places taken."""
    held = contest("krzywin-2024")
    judged = ranking(held, dict.fromkeys("abcde", 5000), {n: 20 - k for k, n in enumerate("abcde")})

    awards = cut(judged, held.money.terms())

    assert [d.awarded for d in awards.decisions] == [500_000] * 4 + [0]
    assert awards.left == 0


def test_kalisz_pomorski_2021_wants_three_to_seven() -> None:
    """Pool 30 000."""
    money = contest("kalisz-pomorski-2021").money

    assert (money.pool, money.winners_min, money.winners_max) == (3_000_000, 3, 7)


def test_police_2017_has_40_points_and_one_idea_a_person() -> None:
    """5 + 10 + 10 + 5 + 10; late, on another form, unsigned or over the limit is rejected."""
    held = contest("police-2017")

    assert maximum(held.jury.criteria, held.jury.policy, panel(held)) == 40
    assert [c.high for c in held.jury.criteria] == [5, 10, 10, 5, 10]
    assert held.eligibility.per_author == 1
    assert len(held.papers.checklist) == 4


def test_nasielsk_2015_tie_at_the_top_funds_both() -> None:
    """Six assessors give 0–100, summed; 437 and 437; both get 5 000 of the made-up 10 000.

    80 + 80 + 80 + 70 + 67 + 60 = 437 = 90 + 75 + 75 + 70 + 67 + 60.
    """
    held = contest("nasielsk-2015")
    sheets = {"a": (80, 80, 80, 70, 67, 60), "b": (90, 75, 75, 70, 67, 60), "c": (70,) * 6}
    scores = {
        (assessor, name): {"punkty": Fraction(points[n])}
        for n, assessor in enumerate(panel(held).assessors)
        for name, points in sheets.items()
    }
    entries = [Entry(name, 500_000) for name in sheets]

    judged = rank(held.jury.criteria, held.jury.policy, panel(held), entries, scores)
    awards = cut(judged, held.money.terms())

    assert [(r.rank, r.points) for r in judged.places] == [(1, 437), (1, 437), (3, 420)]
    assert [d.outcome for d in awards.decisions] == [
        Outcome.FUNDED,
        Outcome.FUNDED,
        Outcome.RESERVE,
    ]


def test_dobrzyniewo_2018_cuts_budgets_and_funds_all_four() -> None:
    """17 500 asked, 15 000 there: 6/7 of each, rounded down to whole złoty.

    5 000 → 4 285, 5 000 → 4 285, 4 000 → 3 428, 3 500 → 3 000: together 14 998; the 2 zł that
    rounding leaves go to the first two.
    """
    held = contest("dobrzyniewo-2018")
    asked = {"a": 5000, "b": 5000, "c": 4000, "d": 3500}

    awards = cut(ranking(held, asked, {"a": 10, "b": 9, "c": 8, "d": 7}), held.money.terms())

    assert [d.awarded for d in awards.decisions] == [428_600, 428_600, 342_800, 300_000]
    assert {d.outcome for d in awards.decisions} == {Outcome.REDUCED}
    assert awards.left == 0


def test_kwidzyn_2022_renegotiates_eleven_down_to_seven() -> None:
    """Eleven made-up requests of 6 000 = 66 000 for 30 000: five by rank. After the meeting seven
    get 4 200 each = 29 400, and four withdraw, in one step with its reason."""
    held = contest("kwidzyn-2022")
    names = "abcdefghijk"
    judged = ranking(
        held, dict.fromkeys(names, 6000), dict(zip(names, range(10, -1, -1), strict=True))
    )

    first = cut(judged, held.money.terms())
    amounts = dict.fromkeys(names[:7], 420_000) | dict.fromkeys(names[7:], 0)
    after = decided(first, amounts, "Spotkanie z autorami: siedem mniejszych budżetów")

    assert sum(d.awarded > 0 for d in first.decisions) == 5
    assert [d.outcome for d in after.decisions] == [Outcome.REDUCED] * 7 + [Outcome.REJECTED] * 4
    assert after.left == 60_000
    assert held.shows(Shown.PROTOCOL, PhaseName.RESULTS)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("phases.open.end = 2023-01-01", ("title", "missing")),
        ('title = "K"', ("phases", "missing")),
        ('title = "K"\nphases.otwarty = {}', ("phases.otwarty", "unknown-key")),
        ('title = "K"\nphases.open.end = "jutro"', ("phases.open.end", "bad-value")),
        (OPEN + "begin = 2023-02-01\nend = 2023-01-01", ("phases.open.end", "order")),
        (START + '[money]\npool = "dużo"', ("money.pool", "bad-value")),
        (START + '[money]\npool = 10.005', ("money.pool", "bad-value")),
        (START + '[money]\ngrant_min = 9\ngrant_max = 8', ("money.grant_max", "order")),
        (START + '[[jury.criteria]]\nhigh = 5', ("jury.criteria.1.name", "missing")),
        (START + '[[jury.criteria]]\nname = "a"\nhigh = 0', ("jury.criteria.1.high", "order")),
        (START + '[jury]\nties = ["cena"]', ("jury.ties", "unknown-name")),
        (START + '[vote]\nmode = "tak"', ("vote.mode", "bad-value")),
        ("title = ", ("", "not-toml")),
    ],
)  # fmt: skip
def test_a_problem_names_its_key(text: str, problem: tuple[str, str]) -> None:
    """With dots, and numbers from 1 in lists."""
    configured = read_toml(text)

    assert configured.contest is None
    assert problem in [(found.key, found.fault.value) for found in configured.problems]
