"""Setting a contest up: typed wishes, answers of the form in chat, a library's own form."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.contests import answers
from bot.domain.contests.configuration import configured, read_toml
from bot.domain.contests.contest import Contest, PhaseName, Shown, VoteMode
from bot.domain.contests.own_forms import KNOWN, Lacking, completed, lacking
from bot.domain.contests.wishes import Wish, contest_wish
from bot.domain.places import read_with_places
from bot.forms import builtin
from bot.forms.model import Form
from bot.forms.xlsform import Workbook, open_workbook

WARSAW = ZoneInfo("Europe/Warsaw")
REAL = sorted((Path(__file__).parent / "configurations").glob("*.toml"))
SAID = {
    "/data/title": "Zrób to", "/data/pool": "22000", "/data/kinds": "individual osp",
    "/data/minimum_age": "13", "/data/opens": "2027-02-13T09:00:00.000+01:00",
    "/data/closes": "2027-03-17T15:00:00.000+01:00", "/data/who": "jury", "/data/seats": "3",
    "/data/criteria[1]/criterion": "Zgodność z diagnozą", "/data/criteria[1]/high": "10",
    "/data/criteria[1]/times": "1.5", "/data/signature": "yes", "/data/shown": "ranking",
}  # fmt: skip
VOTED = {
    "/data/who": "weighted", "/data/weight": "40",
    "/data/vote_begins": "2027-04-01T00:00:00.000+02:00",
    "/data/vote_ends": "2027-04-15T20:00:00.000+02:00", "/data/codes": "yes",
}  # fmt: skip
OWN = """
| survey |
|  | type | name | label |
|  | text | title | Nazwa |
|  | text | summary | Opis |
|  | begin repeat | budget | Pozycja |
|  | text | line | Co i za ile? |
|  | end repeat |  |  |
"""


def contest_of(said: dict[str, str], before: Contest | None = None) -> Contest:
    """What the answers come to."""
    read = configured(answers.values(said, before, WARSAW))
    assert read.problems == ()
    assert read.contest
    return read.contest


def form_of(markdown: str) -> tuple[Workbook, Form]:
    """A form as a librarian sends it."""
    opening = open_workbook(markdown.encode())
    assert opening.workbook
    form = read_with_places(opening.workbook, ()).form
    assert form
    return opening.workbook, form


def test_answers_come_to_a_contest() -> None:
    """Whole złoty become grosze; the jury begins when the call ends."""
    contest = contest_of(SAID)

    assert contest.money.pool == 2_200_000
    assert [one.name for one in contest.phases] == [PhaseName.OPEN, PhaseName.JURY]
    assert contest.phases[1].begin == contest.phases[0].end
    assert [(one.label, str(one.weight)) for one in contest.jury.criteria] == [
        ("Zgodność z diagnozą", "3/2")
    ]
    assert contest.papers.signature
    assert set(contest.public) == {Shown.RANKING, Shown.AWARDS}


def test_a_vote_ends_the_jurys_time_and_its_ideas_can_be_read() -> None:
    """People read what they vote on; the weight is exact."""
    contest = contest_of(SAID | VOTED)
    jury, vote = contest.phase(PhaseName.JURY), contest.phase(PhaseName.VOTE)

    assert jury
    assert vote
    assert jury.end == vote.begin
    assert contest.vote.mode is VoteMode.WEIGHTED
    assert str(contest.vote.weight) == "2/5"
    assert contest.vote.codes
    assert contest.public[Shown.APPLICATIONS] is PhaseName.VOTE


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_what_the_form_does_not_ask_stays(path: Path) -> None:
    """A change in chat of a contest from a file keeps ties, thresholds, flexible limits."""
    before = read_toml(path.read_text(encoding="utf-8")).contest
    assert before

    after = contest_of(SAID, before)

    assert after.money.flexible == before.money.flexible
    assert after.money.changes == before.money.changes
    assert after.jury.policy == before.jury.policy
    assert after.eligibility.territory == before.eligibility.territory
    assert after.papers.checklist == before.papers.checklist


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_known_answer_is_one_of_the_form(path: Path) -> None:
    """The review of a real contest opens with names that the form has."""
    contest = read_toml(path.read_text(encoding="utf-8")).contest
    assert contest
    form = read_with_places(builtin.load("konkurs"), ()).form
    assert form

    assert set(answers.known(contest, WARSAW)) <= {one.name for one in form.questions()}


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("zgłoś", (Wish.APPLY, None)),
        ("Zglos pomysl", (Wish.APPLY, None)),
        ("zacznij głosowanie", (Wish.BEGIN, PhaseName.VOTE)),
        ("przesuń nabór", (Wish.MOVE, PhaseName.OPEN)),
        ("zmień termin ocena jury", (Wish.MOVE, PhaseName.JURY)),
        ("zmień", (Wish.CHANGE, None)),
        ("zacznij", None),
        ("zacznij wszystko", None),
        ("", None),
    ],
)
def test_wishes_are_read_with_or_without_diacritics(
    typed: str, wish: tuple[Wish, PhaseName | None] | None
) -> None:
    """Each button's words, and a phase behind „zacznij” or „przesuń”."""
    assert contest_wish(typed) == wish


def test_the_bots_own_form_lacks_nothing() -> None:
    """What is handed out as a sample can come back."""
    form = read_with_places(builtin.load("wniosek"), ()).form
    assert form

    assert lacking(form) == ()


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ("", "", ()),
        ("| title |", "| nazwa |", (Lacking.TITLE,)),
        ("| text | summary |", "| integer | summary |", (Lacking.SUMMARY,)),
        ("| text | line |", "| text | pozycja |", (Lacking.MONEY,)),
        ("| budget |", "| koszty |", (Lacking.MONEY,)),
    ],
)
def test_what_an_own_form_lacks_is_named(
    before: str, after: str, missing: tuple[Lacking, ...]
) -> None:
    """A title, a summary and money are what an application cannot do without."""
    _, form = form_of(OWN.replace(before, after))

    assert lacking(form) == missing


def test_what_is_known_before_has_a_place_in_an_own_form() -> None:
    """Hidden questions are added where the library's form has none, and only once."""
    workbook, form = form_of(OWN)

    full = completed(workbook, form)
    read = read_with_places(full, ()).form

    assert read
    assert set(KNOWN) <= {one.name for one in read.questions()}
    assert completed(full, read) == full
