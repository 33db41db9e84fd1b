"""Steps as messages: what fits a phone, what can be typed, words for everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.own_applications import Beside
from bot.domain.sessions import Mode, Problem, Session, StepShown, Stray
from bot.forms.engine import REASONS, State
from bot.forms.keys import keys
from bot.forms.model import Kind, Question
from bot.forms.steps import Ask, Option, Prompt, Review, ReviewItem, Section
from bot.i18n import LANGUAGES, Translator
from bot.transport.payload import pack
from bot.views.actions import PickDay
from bot.views.answers import readable
from bot.views.calendar import day_rows, moment_rows
from bot.views.choices import PAGE, packed
from bot.views.questions import question, range_values
from bot.views.reasons import reason
from bot.views.screen import Button, Replace, Screen, Show, Toast
from bot.views.steps import help_for, step

NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")
PL = Translator("pl", WARSAW, NOW)
ID = 2**53 - 1  # the largest id that a button may have to carry


def ask(prompt: Prompt = Prompt.CHOICE, labels: list[str] | None = None, **more: Any) -> Ask:
    kind = more.pop("kind", Kind.SELECT_ONE)
    parameters, constraint = more.pop("parameters", {}), more.pop("constraint", "")
    labels = labels or []
    options = tuple(
        Option(index, f"o{index}", label, key)
        for index, (label, key) in enumerate(zip(labels, keys(labels), strict=True))
    )
    values: dict[str, Any] = {
        "label": "Co Cię łączy?", "hint": "", "notes": (), "sections": (), "number": 1,
        "remaining": 18, "required": False, "can_back": True, "value": "", "answer": "", "rev": 999,
    }  # fmt: skip
    return Ask(
        ref="/data/q", options=options, prompt=prompt,
        question=Question("q", kind, parameters=parameters, constraint=constraint),
        **(values | more),
    )  # fmt: skip


def shown(of: Any, **more: Any) -> StepShown:
    state = State(1, "", "pl", "/data/q", rev=999)
    session = Session(ID, 1, "survey", 1, 1, state, expires_at="2027-05-26T10:00:00.000Z")
    return StepShown(session, "Ankieta", of, **more)


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def test_short_answers_need_no_list() -> None:
    """Buttons say it all; two short ones share a row."""
    screen = question(shown(ask(labels=["Książki", "Gazety", "Zajęcia"])), _last(), PL)

    assert "1." not in screen.text
    assert labels(screen)[0] == ["Książki", "Gazety"]


def _last() -> Ask:
    return ask(labels=["Książki", "Gazety", "Zajęcia"])


def test_a_box_takes_room_from_its_label() -> None:
    """16 letters with a box fit half of 360 px, 17 would be two lines."""
    asked = ask(Prompt.CHOICES, ["Godziny otwarcia", "Gry", "Bariery w budynku", "Kuchnia"])

    screen = question(shown(asked), asked, PL)

    assert labels(screen)[:3] == [
        ["☐ Godziny otwarcia", "☐ Gry"], ["☐ Bariery w budynku"], ["☐ Kuchnia"]
    ]  # fmt: skip


def test_long_answers_are_listed_with_what_to_type() -> None:
    """A phone cuts long buttons: the text has them whole, numbered, one a row."""
    asked = ask(labels=["Uczę się lub pracuję tutaj", "Bywam tutaj"])

    screen = question(shown(asked), asked, PL)

    assert "1. Uczę się lub pracuję tutaj\n2. Bywam tutaj" in screen.text
    assert labels(screen)[:2] == [["Uczę się lub pracuję tutaj"], ["Bywam tutaj"]]


def test_answers_with_digits_are_lettered() -> None:
    """A typed number is a value there, so letters are shown."""
    asked = ask(labels=["Żadnej", "1–2", "3–6"])

    screen = question(shown(asked), asked, PL)

    assert "a. Żadnej\nb. 1–2\nc. 3–6" in screen.text


def test_a_scale_is_one_row() -> None:
    """1 … 5 side by side, „Nie wiem” below."""
    asked = ask(labels=["1", "2", "3", "4", "5", "Nie wiem"])

    screen = question(shown(asked), asked, PL)

    assert labels(screen)[:2] == [["1", "2", "3", "4", "5"], ["Nie wiem"]]


@given(st.lists(st.text(min_size=1, max_size=70), max_size=60))
def test_rows_never_cut_a_label_that_shares_one(texts: list[str]) -> None:
    """Every label is there once, in order; only labels up to 20 characters share a row."""
    rows = packed([Button(text) for text in texts])

    assert [button.label for row in rows for button in row] == texts
    assert all(len(b.label) <= 20 for row in rows if len(row) > 1 for b in row)
    assert all(len(b.label) <= 4 for row in rows if len(row) > 2 for b in row)
    assert max(map(len, rows), default=0) <= 5


def test_many_answers_come_in_pages() -> None:
    """At most 20 at once; after a tick the page with that tick is shown again."""
    asked = ask(Prompt.CHOICES, [f"Miejscowość nr {'x' * n}" for n in range(90)])

    first = question(shown(asked), asked, PL)
    ticked = question(shown(asked, ticked=45), asked, PL)

    assert ["‹", "1 / 5", "›"] in labels(first)
    assert ["‹", "3 / 5", "›"] in labels(ticked)
    assert sum(map(len, labels(first))) <= PAGE + 6


def test_every_button_fits_its_64_bytes() -> None:
    """Even with the largest ids."""
    screens = [
        question(shown(asked), asked, PL)
        for asked in (
            ask(Prompt.CHOICES, ["a" * n for n in range(1, 80)]),
            ask(Prompt.DATETIME, kind=Kind.DATETIME, value="2027-05-12T17:00:00.000+02:00"),
            ask(
                Prompt.RANGE, kind=Kind.RANGE, parameters={"start": "0", "end": "1", "step": "0.1"}
            ),
        )
    ]

    for button in (button for screen in screens for row in screen.rows for button in row):
        assert button.action
        pack(button.action)


def test_progress_and_headings() -> None:
    """Where I am in bold, the group that begins, a note, then the question."""
    asked = ask(
        labels=["Tak", "Nie"], sections=(Section("O Tobie"),), notes=("Ostatnia część.",), hint="Hm"
    )

    text = question(shown(asked), asked, PL).text

    assert text == (
        "<b>Pytanie 1</b> · zostało około 18\n\n<b>O Tobie</b>\n\nOstatnia część.\n\n"
        "Co Cię łączy?\n<i>Hm</i>"
    )


def test_what_a_form_says_is_never_markup() -> None:
    """Labels of a stranger's form are escaped, each once."""
    asked = ask(label="<b>1 & 2</b>", hint="<i>", labels=["a < b, długa odpowiedź do spisu"])

    text = question(shown(asked), asked, PL).text

    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in text
    assert "&amp;lt;" not in text
    assert "1. a &lt; b" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(language: str) -> None:
    """Each code of the engine and each stray thing, in each language, with its facts filled in."""
    t = Translator(language, WARSAW, NOW)
    facts = {
        "text": "x", "candidates": ("2027-05-15", "2027-05-22"), "most": 5, "least": 1, "start": 1,
        "step": 2, "missing": ("Gry",), "kind": Kind.IMAGE,
    }  # fmt: skip

    said = {code: str(reason(Problem(code, facts), t)) for code in [*REASONS, *Stray, "old"]}

    assert all(said.values())
    assert not [text for text in said.values() if "{" in text]
    assert all(len(text) <= 200 for text in said.values())


def test_the_forms_own_message_wins() -> None:
    """What the author of the form wrote is better than our general words."""
    assert reason(Problem("constraint", message="Napisz <krócej>."), PL) == "Napisz &lt;krócej&gt;."


def test_a_problem_after_a_tap_is_a_note_over_the_chat() -> None:
    """A long one is a message, since a note takes 200 characters."""
    asked = ask(labels=["Tak"])
    short = shown(asked, problem=Problem("constraint", message="Krótko."), mode=Mode.NOTE)
    long = shown(asked, problem=Problem("constraint", message="Długo. " * 40), mode=Mode.NOTE)

    assert step(short, PL) == (Toast("Krótko."),)
    assert isinstance(step(long, PL)[0], Show)


def test_an_older_copy_of_the_question_loses_its_buttons() -> None:
    """One live copy of a question in the chat."""
    asked = ask(labels=["Tak"])

    effects = step(shown(asked, problem=Problem(Stray.STICKER), stale=7), PL)

    assert [type(effect) for effect in effects] == [Replace, Show]
    assert isinstance(effects[0], Replace)
    assert (effects[0].message_id, effects[0].screen.rows) == (7, ())


def test_a_file_that_may_be_skipped_says_so() -> None:
    """Whoever types where a file is wanted learns that there is a way round it."""
    problem = Problem("needs_attachment", {"kind": Kind.FILE})
    asked = ask(Prompt.ATTACHMENT, kind=Kind.FILE)

    optional = step(shown(asked, problem=problem), PL)[0]
    needed = step(
        shown(ask(Prompt.ATTACHMENT, kind=Kind.FILE, required=True), problem=problem), PL
    )[0]

    assert isinstance(optional, Show)
    assert isinstance(needed, Show)
    assert "napisz „pomiń”" in optional.screen.text
    assert "pomiń" not in needed.screen.text


def test_an_application_waits_as_long_as_its_contest() -> None:
    """No day is named for it: the one of a survey's answers would be read as its deadline."""
    of_survey = shown(ask(), resumed=True)
    session = replace(of_survey.session, kind="application")
    of_contest = StepShown(session, "Wniosek", ask(), resumed=True, aside=Beside(None, None))

    [survey], [contest] = step(of_survey, PL), step(of_contest, PL)

    assert isinstance(survey, Show)
    assert isinstance(contest, Show)
    assert "Odpowiedzi czekają do 26 maja" in survey.screen.text
    assert "Odpowiedzi czekają" not in contest.screen.text


MONTHS = st.integers(min_value=2 * 12, max_value=9998 * 12)


def test_days_that_cannot_be_right_are_not_offered() -> None:
    """„. >= today()”: no day before today, no week of such days, no month to go back to."""
    asked = ask(Prompt.DATE, kind=Kind.DATE, constraint=". >= today() and . <= '2027-12-31'")

    rows = question(shown(asked), asked, PL).rows

    days = [b.action.iso for row in rows for b in row if isinstance(b.action, PickDay)]
    assert days[0] == "2027-05-12"
    assert days[-1] == "2027-05-31"
    assert len(rows[2]) == 7
    assert [b.label for b in rows[2]] == ["·", "·", "12", "13", "14", "15", "16"]
    assert ["›"] in labels(Screen(question(shown(asked), asked, PL).text, rows))


@pytest.mark.parametrize("constraint", ["", ". >= today() or . = '2020-01-01'", ". <= today()"])
def test_any_other_day_may_be_right(constraint: str) -> None:
    """A calendar that guessed would hide a day that somebody needs."""
    asked = ask(Prompt.DATE, kind=Kind.DATE, constraint=constraint)

    rows = question(shown(asked), asked, PL).rows

    assert PickDay(ID, 999, "2027-05-01") in [b.action for row in rows for b in row]


@given(MONTHS)
def test_a_calendar_has_every_day_of_its_month_in_seven_columns(month: int) -> None:
    """Each day once, in order, under its weekday; fillers do nothing."""
    rows = day_rows(ID, 999, month, "", PL)[1:-1]

    days = [
        date.fromisoformat(button.action.iso)
        for row in rows[1:]
        for button in row
        if isinstance(button.action, PickDay)
    ]
    year, index = divmod(month, 12)
    assert days[0] == date(year, index + 1, 1)
    assert all((after - day).days == 1 for day, after in pairwise(days))
    assert len(days) in (28, 29, 30, 31)
    assert all(len(row) == 7 for row in rows)
    assert rows[1][days[0].weekday()].label == "1"


def test_a_datetime_takes_a_day_an_hour_and_minutes() -> None:
    """Three taps in the same message."""
    month = moment_rows(1, 2, 0, "", PL)
    day = next(b for row in month for b in row if b.label == "15").action
    hours = moment_rows(1, 2, day.page, "", PL)  # type: ignore[union-attr]
    hour = next(b for row in hours for b in row if b.label == "17").action
    minutes = moment_rows(1, 2, hour.page, "", PL)  # type: ignore[union-attr]

    assert [b.label for row in minutes for b in row] == ["17:00", "17:15", "17:30", "17:45"]
    assert minutes[0][2].action == PickDay(1, 2, "2027-05-15T17:30")


def test_a_short_range_has_buttons_a_long_one_is_typed() -> None:
    """Up to twelve values; decimals with the comma, since a payload holds no dot."""
    half = {"start": "0", "end": "2", "step": "0.5"}
    asked = ask(Prompt.RANGE, kind=Kind.RANGE, parameters=half)
    assert range_values(asked) == ["0,0", "0,5", "1,0", "1,5", "2,0"]

    long = ask(Prompt.RANGE, kind=Kind.RANGE, parameters={"start": "0", "end": "100", "step": "1"})
    assert range_values(long) == []


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Kind.DATE, "2027-05-13", "jutro"),
        (Kind.TIME, "17:30:00.000+02:00", "godz. 17.30"),
        (Kind.DATETIME, "2027-06-15T17:30:00.000+02:00", "wtorek 15 czerwca, godz. 17.30"),
        (Kind.DECIMAL, "2.5", "2,5"),
        (Kind.GEOPOINT, "52.1 20.3 0 0", "52.1, 20.3"),
        (Kind.IMAGE, "ab12.jpg", "zdjęcie"),
        (Kind.ACKNOWLEDGE, "OK", "potwierdzone"),
        (Kind.TEXT, "  dwa\nwiersze ", "dwa wiersze"),
    ],
)
def test_answers_are_shown_as_people_say_them(kind: Kind, value: str, words: str) -> None:
    """XForms values are for programs."""
    assert readable(kind, value, PL) == words


def test_the_review_lists_everything_by_number() -> None:
    """What was skipped is there too, so that it can be answered after all."""
    items = (
        ReviewItem("/data/a", Kind.SELECT_ONE, "Wiek?", "w16", "16–18", (Section("O Tobie"),)),
        ReviewItem("/data/b", Kind.TEXT, "Uwagi?", "", ""),
    )
    review = Review(items, (), True, 5)

    [effect] = step(shown(review), PL)

    assert isinstance(effect, Show)
    assert (
        "\n\n<b>O Tobie</b>\n1. Wiek? — <b>16–18</b>\n2. Uwagi? — <i>pominięto</i>"
        in effect.screen.text
    )
    assert labels(effect.screen) == [["Wyślij"], ["Popraw", "Wstecz"]]


@pytest.mark.parametrize("prompt", list(Prompt))
def test_help_says_how_to_answer_what_is_asked(prompt: Prompt) -> None:
    """/pomoc in the middle of a survey."""
    kind = Kind.IMAGE if prompt is Prompt.ATTACHMENT else Kind.TEXT

    said = help_for(ask(prompt, kind=kind), PL)

    assert "Co Cię łączy?" in said
    assert "/anuluj" in said
