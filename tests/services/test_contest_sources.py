"""A contest's file: TOML and YAML read alike, what is kept reads back, the rest is told of."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.configuration import read_toml
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.tables import Fault
from bot.domain.contests.writing import as_toml
from bot.services.contests.sources import FILE_BYTES, read_source, read_yaml

WARSAW = ZoneInfo("Europe/Warsaw")
FOLDER = Path(__file__).parent.parent / "domain" / "contests" / "configurations"
REAL = sorted(FOLDER.glob("*.toml"))
YEARS = (datetime(2000, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001 - on the wall clock
SMALL = "title: Mały\nphases:\n  open: {begin: 2027-03-01, end: 2027-03-17T15:00:00}\n"


def in_yaml(source: str) -> str:
    """The same file as somebody would write it in YAML."""
    return yaml.safe_dump(_plain(tomllib.loads(source, parse_float=Decimal)), allow_unicode=True)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_toml_and_yaml_read_alike(path: Path) -> None:
    """Each of the real contests means the same in both."""
    source = path.read_text(encoding="utf-8")

    from_toml = read_source(source.encode(), "konkurs.toml", WARSAW)
    from_yaml = read_source(in_yaml(source).encode(), "konkurs.yaml", WARSAW)

    assert from_toml.contest
    assert from_yaml == from_toml


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_what_is_handed_out_reads_back(path: Path) -> None:
    """A downloaded configuration is the same contest: next year begins with it."""
    contest = read_toml(path.read_text(encoding="utf-8")).contest
    assert contest

    again = read_toml(as_toml(contest))

    assert again.problems == ()
    assert again.contest == contest


@given(
    title=st.text(min_size=1).map(str.strip).filter(bool),
    pool=st.integers(0, 10**12),
    high=st.fractions(Fraction(1, 7), 99, max_denominator=999_999),
    at=st.datetimes(*YEARS).map(lambda at: at.replace(microsecond=0)),
)  # fmt: skip
def test_any_words_amounts_and_times_read_back(
    title: str, pool: int, high: Fraction, at: datetime
) -> None:
    """Quotes, line breaks, grosze, thirds of a point, hours that the clock shows twice."""
    source = f'title = "x"\n[phases.open]\nbegin = {at.isoformat()}\n'
    plain = read_toml(source + f'[[jury.criteria]]\nname = "a"\nhigh = "{high}"\n').contest
    assert plain
    contest = replace(plain, title=title, money=replace(plain.money, pool=pool))

    assert read_toml(as_toml(contest)).contest == contest


def test_yaml_keeps_amounts_and_points_exact() -> None:
    """No binary fraction on the way: 0.1 is a tenth, and 22000.50 has its grosze."""
    source = SMALL + "money: {pool: 22000.50}\njury:\n  criteria: [{name: a, high: 0.1}]\n"

    contest = read_yaml(source, WARSAW).contest

    assert contest
    assert contest.money.pool == 2_200_050
    assert contest.jury.criteria[0].high == Fraction(1, 10)


@pytest.mark.parametrize("written", ["2027-03-17 15:00", "2027-03-17T15:00", "2027-03-17 15:00:00"])
def test_yaml_takes_an_hour_as_people_write_it(written: str) -> None:
    """With or without seconds, with a blank or a T, on the library's wall clock."""
    contest = read_yaml(f"title: A\nphases:\n  open:\n    end: {written}\n", WARSAW).contest

    assert contest
    opened = contest.phase(PhaseName.OPEN)
    assert opened
    assert opened.end == datetime(2027, 3, 17, 15, tzinfo=WARSAW)


def test_an_hour_alone_is_no_number() -> None:
    """YAML 1.1 would make 900 of 15:00, and true of the key „on”."""
    odd = read_yaml(SMALL + "money:\n  pool: 15:00\n", WARSAW)
    change = "money:\n  changes: [{amount: 5, reason: r, on: 2027-04-01}]\n"
    grown = read_yaml(SMALL + change, WARSAW).contest

    assert [(one.key, one.fault) for one in odd.problems] == [("money.pool", Fault.BAD_VALUE)]
    assert grown
    assert grown.money.changes[0].on == date(2027, 4, 1)


def test_a_day_that_is_none_names_its_key() -> None:
    """The 30th of February is told with where it stands."""
    read = read_yaml("title: A\nphases:\n  open:\n    end: 2027-02-30\n", WARSAW)

    assert [(one.key, one.value) for one in read.problems] == [("phases.open.end", "2027-02-30")]


@pytest.mark.parametrize(
    ("source", "fault", "place"),
    [
        ("title: [", Fault.NOT_YAML, "1:9"),
        ("a: &x [1]\nb: *x\n", Fault.NOT_YAML, "2:4"),
        ("title: A\ntitle: B\n", Fault.REPEATED, "2:1"),
        ("title: !!python/object/apply:os.system [ls]\n", Fault.NOT_YAML, "1:8"),
        ("- title\n", Fault.NOT_YAML, ""),
        ("", Fault.NOT_YAML, ""),
        ("[" * 5000, Fault.NOT_YAML, ""),
    ],
)
def test_what_is_no_configuration_in_yaml(source: str, fault: Fault, place: str) -> None:
    """Aliases unfold without end, tags make objects, the second of two keys would win: refused."""
    read = read_yaml(source, WARSAW)

    assert [(one.fault, one.value) for one in read.problems] == [(fault, place)]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, Fault.TOO_LARGE),
        (b"#" * (FILE_BYTES + 1), Fault.TOO_LARGE),
        (b"title = '\xff'", Fault.NOT_TEXT),
        (b"title = ", Fault.NOT_TOML),
        (b"round = " + b"9" * 5000, Fault.NOT_TOML),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(content: bytes | None, fault: Fault) -> None:
    """Too large, not text, not TOML."""
    read = read_source(content, "konkurs.toml", WARSAW)

    assert [one.fault for one in read.problems] == [fault]


@given(st.text(alphabet=st.sampled_from("ab:[]{}-&*!#\"'\n 0129.%|>~"), max_size=60))
def test_no_file_makes_the_reader_fail(source: str) -> None:
    """Whatever is in it, there is a contest or there are problems."""
    read = read_yaml(source, WARSAW)

    assert read.contest or read.problems
