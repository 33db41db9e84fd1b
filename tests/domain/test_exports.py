"""Tables for spreadsheets: named rows, anonymous rows, and the published results."""

from __future__ import annotations

import random

import pytest

from bot.domain.anonymity import anonymous_export
from bot.domain.columns import Options, Selects
from bot.domain.disclosure import publish
from bot.domain.exports import (
    People,
    ResultsWords,
    Table,
    csv_bytes,
    harmless,
    results_table,
    tables,
)
from bot.domain.responses import Response
from bot.domain.results import tabulate
from bot.errors import Refused
from bot.forms.model import Choice, Form, Item, Kind, Question, Repeat, Text

DAYS = (Choice("pt", Text({"pl": "Piątek"})), Choice("sb", Text({"pl": "Sobota"})))


def form(*children: Item) -> Form:
    title = Text({"pl": "Diagnoza"})
    return Form("diagnoza", "1", title, ("pl",), "pl", children, {"dni": DAYS})


def several(**more: object) -> Question:
    label = Text({"pl": "Które dni?"})
    return Question("dni", Kind.SELECT_MULTIPLE, label, list_name="dni", **more)  # type: ignore[arg-type]


def test_several_answers_take_a_column_for_each_choice() -> None:
    """1 and 0; empty where it was not answered, 0 where it was answered empty."""
    given = [Response({"/data/dni": "sb"}), Response({"/data/dni": ""}), Response({})]

    (table,) = tables(form(several()), given)

    assert table == Table(
        "Diagnoza",
        ("dni", "dni/pt", "dni/sb"),
        (("sb", "0", "1"), ("", "0", "0"), ("", "", "")),
    )


def test_labels_of_a_language_fall_back_to_names() -> None:
    """What has no label in the language keeps its name."""
    given = [Response({"/data/dni": "sb", "/data/uwagi": "-"})]
    survey = form(several(), Question("uwagi", Kind.TEXT))

    (table,) = tables(survey, given, Options("pl", Selects.SUMMARY))

    assert table.header == ("Które dni?", "uwagi")
    assert table.rows == (("Sobota", "-"),)


def test_or_other_follows_the_choices() -> None:
    """What was typed for „other” stands in a column of its own."""
    given = [Response({"/data/dni": "other", "/data/dni_other": "w święta"})]

    (table,) = tables(form(several(or_other=True)), given)

    assert table.header == ("dni", "dni/pt", "dni/sb", "dni/other", "dni_other")
    assert table.rows == (("other", "0", "0", "1", "w święta"),)


def test_a_repeat_is_a_table_that_points_to_its_parent() -> None:
    """`_index` counts from 1 over the whole table; notes take no column."""
    survey = form(
        Question("n", Kind.NOTE),
        Repeat("dziecko", Text(), (Question("wiek", Kind.INTEGER),)),
    )
    given = [
        Response({"/data/dziecko[1]/wiek": "7"}),
        Response({"/data/dziecko[2]/wiek": "12", "/data/dziecko[1]/wiek": "9"}),
    ]

    parent, child = tables(survey, given)

    assert (parent.header, parent.rows) == (("_index",), (("1",), ("2",)))
    assert child.header == ("wiek", "_parent_table_name", "_parent_index")
    assert child.rows == (("7", "Diagnoza", "1"), ("9", "Diagnoza", "2"), ("12", "Diagnoza", "2"))


def test_a_named_survey_begins_with_the_person() -> None:
    """The caller says which columns tell who answered."""
    given = [Response({"/data/dni": "pt"})]

    (table,) = tables(
        form(several()),
        given,
        Options(selects=Selects.SUMMARY),
        people=People(("imię",), (("Zofia",),)),
    )

    assert (table.header, table.rows) == (("imię", "dni"), (("Zofia", "pt"),))


def test_the_file_opens_in_a_spreadsheet() -> None:
    """Byte order mark, semicolons, everything quoted, quotes doubled."""
    table = Table("t", ("a", "b"), (("zażółć", 'mówi "tak"'),))

    written = csv_bytes(table)

    assert written == '\ufeff"a";"b"\r\n"zażółć";"mówi ""tak"""\r\n'.encode()


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("- więcej ławek", "'- więcej ławek"),
        ("  =HYPERLINK()", "'  =HYPERLINK()"),
        ("-23.45", "-23.45"),
        ("-23.45 12.1", "-23.45 12.1"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_nothing_that_people_type_runs_as_a_formula(cell: str, kept: str) -> None:
    """An apostrophe makes it text; numbers stay numbers."""
    assert harmless(cell) == kept


def anonymous_survey() -> Form:
    return form(
        Question("start", Kind.START),
        several(),
        Question("zmiana", Kind.TEXT),
        Question("dostep", Kind.SELECT_ONE, list_name="dni", sensitive=True),
        Question("zdrowie", Kind.TEXT, sensitive=True),
        Question("gdzie", Kind.GEOPOINT),
        Question("suma", Kind.CALCULATE),
    )


def full_response(number: int) -> Response:
    answers = {
        "/data/start": f"2027-05-{number:02}T17:0{number % 10}:00.000+02:00",
        "/data/dni": "pt" if number % 2 else "sb",
        "/data/zmiana": f"tekst {number}",
        "/data/dostep": "pt",
        "/data/zdrowie": "sekret",
        "/data/gdzie": "52.1 21.0",
        "/data/suma": f"tekst {number}",
    }
    return Response(answers, day=f"2027-05-{number:02}")


def test_anonymous_rows_hold_no_hours_texts_or_sensitive_answers() -> None:
    """Texts are in a list of their own, in another order; the rest is left out."""
    given = [full_response(number) for number in range(1, 21)]

    export = anonymous_export(anonymous_survey(), given, random.Random(7))

    (table,) = export.tables
    assert table.header == ("start", "dni", "dni/pt", "dni/sb")
    assert sorted(row[0] for row in table.rows) == [f"2027-05-{n:02}" for n in range(1, 21)]
    assert [row[0] for row in table.rows] != sorted(row[0] for row in table.rows)
    texts = [text for _, text in export.texts.rows]
    assert sorted(texts) == sorted(f"tekst {n}" for n in range(1, 21))
    assert [int(text.split()[1]) for text in texts] != [int(row[0][-2:]) for row in table.rows]


def test_few_responses_are_not_exported_row_by_row() -> None:
    """Four rows are four people."""
    with pytest.raises(Refused, match="too_few"):
        anonymous_export(anonymous_survey(), [full_response(1)] * 4, random.Random(1))


def test_the_results_table_hides_what_the_charts_hide() -> None:
    """Marks instead of counts, and no percentage beside them."""
    question = Question("dzien", Kind.SELECT_ONE, Text({"pl": "Dzień?"}), list_name="dni")
    given = [Response({"/data/dzien": day}) for day in ["pt"] * 20 + ["sb"] * 3]
    words = ResultsWords("Pytanie", "Odpowiedź", "Liczba", "%", "n", "bez odpowiedzi", "ukryte")

    table = results_table(publish(tabulate(form(question), given)), "pl", "pl", words)

    assert table.header == ("Pytanie", "Odpowiedź", "Liczba", "%")
    assert table.rows == (
        ("Dzień?", "n", "23", ""),
        ("Dzień?", "bez odpowiedzi", "0", ""),
        ("Dzień?", "Piątek", "ukryte", ""),
        ("Dzień?", "Sobota", "<5", ""),
    )
