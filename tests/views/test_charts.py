"""Charts: what is written on them, that it fits, and that it can be read."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.disclosure import publish
from bot.domain.responses import Response
from bot.domain.results import tabulate
from bot.forms.model import Choice, Form, Kind, Question, Text
from bot.views import charts
from bot.views.charts import Bar, Words, bar_chart_svg, bar_chart_text, percent, png, tally_bars
from bot.views.typeface import metrics, wrap

SVG = "{http://www.w3.org/2000/svg}"
BARS = [
    Bar("Rękodzieło", 83, Fraction(83, 243)),
    Bar("Coś innego, na przykład wspólne czytanie dzieciom na głos w sobotę rano", 0, Fraction(0)),
    Bar("Ґанок <b> & їжак", None, hidden="mniej niż 5"),
]


def texts(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}text"))


def test_every_bar_has_its_label_and_its_number() -> None:
    """Hidden counts are said in words, zeros are zeros, and nothing is cut."""
    written = " ".join(element.text or "" for element in texts(bar_chart_svg("Ile?", BARS, ["n"])))

    assert "Rękodzieło 83 (34%)" in written
    assert "sobotę rano: 0 (0%)" in written
    assert "Ґанок <b> & їжак: mniej niż 5" in written


@given(
    st.text(max_size=200),
    st.lists(st.tuples(st.text(max_size=120), st.integers(0, 10**6)), max_size=20),
)
@settings(max_examples=100, deadline=None)
def test_whatever_is_written_stays_inside_the_picture(
    title: str, rows: list[tuple[str, int]]
) -> None:
    """Long words are cut into lines, control characters are dropped, markup is escaped."""
    bars = [Bar(label, value, Fraction(1)) for label, value in rows]

    svg = ET.fromstring(bar_chart_svg(title, bars, ["stopka"]))

    for element in svg.iter(f"{SVG}text"):
        size, bold = float(element.get("font-size", "0")), "font-weight" in element.attrib
        end = float(element.get("x", "0")) + metrics(bold=bold).width(element.text or "", size)
        assert end <= charts.WIDTH - charts.MARGIN + 0.5
        assert size >= 30
        assert float(element.get("y", "0")) < float(svg.get("height", "0"))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [charts.INK, charts.QUIET, charts.FILL])
def test_colours_stand_out_from_the_paper(colour: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 : 1."""
    assert (luminance(charts.PAPER) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_bars_are_as_long_as_their_counts() -> None:
    """Half the people, half the length."""
    svg = bar_chart_svg("Ile?", [Bar("a", 20), Bar("b", 10)])

    first, second = [float(width) for width in re.findall(r'width="([\d.]+)" height="40"', svg)]
    assert first == pytest.approx(2 * second, abs=0.2)


def test_the_picture_is_made_with_the_shipped_font() -> None:
    """1080 pixels wide; Polish and Ukrainian letters are drawn, not left blank."""
    plain, polish, ukrainian = (
        png(bar_chart_svg(title, [Bar("a", 5)])) for title in ("     ", "ąćęłńóśźż", "ґєії")
    )

    assert plain.startswith(b"\x89PNG")
    assert struct.unpack(">I", plain[16:20]) == (1080,)
    assert len({plain, polish, ukrainian}) == 3


@pytest.mark.parametrize("bold", [False, True])
def test_the_shipped_font_has_our_letters(bold: bool) -> None:
    """Polish, Ukrainian, and the punctuation of both."""
    needed = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻабвгґдеєжзиіїйклмнопрстуфхцчшщьюяҐЄІЇ„”«»’–—…%№"

    assert not set(needed) - metrics(bold=bold).advances.keys()


def test_words_wrap_by_their_real_width() -> None:
    """Narrow letters fit where wide ones do not."""
    assert len(wrap("iiiii iiiii", 34, 200)) == 1
    assert len(wrap("MMMMM MMMMM", 34, 200)) == 2


def test_the_same_in_words() -> None:
    """For people who cannot see the picture: a line for each bar."""
    assert bar_chart_text("Ile?", BARS[:1], ["Odpowiedziały 243 osoby."]) == (
        "Ile?\n\nRękodzieło: 83 (34%)\n\nOdpowiedziały 243 osoby."
    )


@pytest.mark.parametrize(
    ("share", "shown"), [(Fraction(1, 8), 12), (Fraction(3, 8), 38), (Fraction(1, 3), 33)]
)
def test_halves_are_rounded_to_the_even_number(share: Fraction, shown: int) -> None:
    """12.5 is 12 and 37.5 is 38."""
    assert percent(share) == shown


def test_bars_of_a_question_in_the_readers_language() -> None:
    """Labels fall back; each kind of hidden count has its own words."""
    choices = tuple(Choice(name, Text({"pl": name.upper()})) for name in "abc")
    question = Question("q", Kind.SELECT_ONE, list_name="l")
    form = Form("f", "1", Text(), ("pl",), "pl", (question,), {"l": choices})
    given = [Response({"/data/q": name}) for name in "a" * 30 + "b" * 9 + "c" * 3]
    (tally,) = publish(tabulate(form, given)).tallies

    bars = tally_bars(tally, "uk", "pl", Words("mniej niż 5", "ukryte", "inne"))

    assert [bar.caption for bar in bars] == ["30 (71%)", "ukryte", "mniej niż 5"]
    assert [bar.label for bar in bars] == ["A", "B", "C"]
