"""Answers as people read them, from a session and from what was handed in."""

from __future__ import annotations

from bot.domain.privacy import handed_in_state, readable
from bot.forms.model import Form
from bot.forms.xlsform import open_workbook, read_form
from tests.clock import NOON

FORM = """
| survey |
| | type | name | label::Polski (pl) |
| | hidden | skad | |
| | text | imie | Jak masz na imię? |
| | begin repeat | dziecko | Dziecko |
| | text | jak | Jak ma na imię? |
| | select_one lata | wiek | Ile ma lat? |
| | end repeat | | |
| choices |
| | list_name | name | label::Polski (pl) |
| | lata | m | Do 6 |
| | lata | s | Od 7 |
| settings |
| | form_title | form_id | default_language |
| | Zapisy | zapisy | Polski (pl) |
"""
ANSWERS = {
    "/data/skad": "plakat",  # nobody was asked this
    "/data/imie": "Ania",
    "/data/dziecko[1]/jak": "Ola",
    "/data/dziecko[1]/wiek": "m",
    "/data/dziecko[2]/jak": "Jaś",
    "/data/dziecko[2]/wiek": "s",
}


def form() -> Form:
    opened = open_workbook(FORM.encode())
    assert opened.workbook
    found = read_form(opened.workbook).form
    assert found
    return found


def test_handed_in_answers_read_as_they_were_asked() -> None:
    """Labels of questions and of choices, in every turn of a repeat."""
    state = handed_in_state(ANSWERS, "pl")

    assert readable(form(), state, NOON) == (
        ("Jak masz na imię?", "Ania"),
        ("Jak ma na imię?", "Ola"),
        ("Ile ma lat?", "Do 6"),
        ("Jak ma na imię?", "Jaś"),
        ("Ile ma lat?", "Od 7"),
    )


def test_what_was_skipped_is_left_out_and_what_is_unknown_is_shown_as_it_is() -> None:
    """A question that this version does not have still belongs to the person."""
    state = handed_in_state({"/data/imie": "", "/data/dawne": "coś"}, "pl")

    assert readable(form(), state, NOON) == (("dawne", "coś"),)
