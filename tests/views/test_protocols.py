"""The protocol as people sign it: everything is there, in Polish, and no name where none may be."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from fractions import Fraction
from xml.etree import ElementTree as ET

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.awards import Terms, cut, decided, raised
from bot.domain.contests.contest import Contest, Jury, Kind, Money, Phase, PhaseName
from bot.domain.contests.decisions import Protocol, Round
from bot.domain.contests.editions import Edition
from bot.domain.contests.jury import Assessor, Conflict
from bot.domain.contests.minutes import Minutes
from bot.domain.contests.ranking import rank
from bot.domain.contests.scoring import Criterion, Entry, Panel, ScoringPolicy
from bot.i18n import Translator
from bot.views import protocol_docx, protocol_pages
from bot.views.polish_amounts import in_words
from tests.conftest import PROFILE
from tests.views.test_printing import FUNDING, MARGIN, pages, white_around

NOON = datetime(2027, 5, 12, 10, tzinfo=UTC)
LONG_AGO = datetime(2017, 5, 12, tzinfo=UTC)
CRITERIA = tuple(Criterion(name, Fraction(10)) for name in ("pomysł", "potrzeba", "budżet"))
IDEAS = (("Kino pod chmurką", 3000), ("Ogród społeczny", 2000), ("Chór międzypokoleniowy", 1500))


def minutes(*, whole: bool) -> Minutes:
    """Three judged, one refused; a tie decided, the pool raised, an amendment."""
    applications = tuple(
        Application(
            n, 1, Kind.INDIVIDUAL, Status.SUBMITTED, Formal.PASSED, title, "Jan Kowalski",
            number=n, year=2027, requested=zloty * 100,
        )
        for n, (title, zloty) in enumerate(IDEAS, 1)
    )  # fmt: skip
    late = Application(
        4, 1, Kind.INDIVIDUAL, Status.SUBMITTED, Formal.FAILED, "Spóźniony", "Ewa Nowak", number=4,
        year=2027, requested=100_000,
    )  # fmt: skip
    points = {"1": 10, "2": 8, "3": 8}
    scores = {(a, n): dict.fromkeys(("pomysł", "potrzeba", "budżet"), Fraction(value))
              for n, value in points.items() for a in ("1", "2")}  # fmt: skip
    entries = [Entry(str(one.id), one.requested, one.number) for one in applications]
    panel = Panel(("1", "2"), frozenset({("2", "3")}))
    ranking = rank(CRITERIA, ScoringPolicy(), panel, entries, scores)
    awards = decided(cut(ranking, Terms(500_000)), {"2": 200_000, "3": 0}, "Losowanie")
    awards = raised(awards, 50_000, "Oszczędności na druku", "dyrekcja")
    contest = Contest(
        "Zrób to w Zalesiu", (Phase(PhaseName.OPEN, NOON, NOON),), Money(500_000),
        jury=Jury(2, CRITERIA), rules_url="https://zalesie.example/regulamin", rules_version="2",
    )  # fmt: skip
    protocols = tuple(Protocol(n, f"{n}/2027", NOON, "Maria") for n in (1, 2))
    return Minutes(
        Edition(1, "t", contest, 1), Round(awards, 2, None, protocols[-1], 2), PROFILE.library,
        PROFILE.address, FUNDING, (Assessor(1, 1, "Ala"), Assessor(2, 2, "Bartek", "choroba")),
        (Conflict(2, 3, "siostra"),), (*applications, late), {4: "brak podpisu"}, ranking, None,
        None, NOON, protocols, whole, NOON,
    )  # fmt: skip


@pytest.fixture
def t() -> Translator:
    return Translator("pl", PROFILE.zone, LONG_AGO)


def text_of_docx(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_pdf_says_everything_and_nothing_is_cut(t: Translator) -> None:
    """Reference, amendment, amounts in words, ties, reasons, signatures, the funding sentence."""
    found = list(pages(protocol_pages.draw(minutes(whole=True), t)))

    text = "\n".join(one.text for one in found).replace("\xa0", " ").replace("\r\n", "\n")
    joined = " ".join(text.split())
    for said in (
        "Zmiana protokołu nr 2/2027", "Zmienia protokół nr 1/2027", "środa 12 maja 2027",
        "dwa tysiące złotych", "Lista rezerwowa", "Losowanie", "Oszczędności na druku",
        "Zgoda: dyrekcja", "siostra", "brak podpisu", "Jan Kowalski", "Dofinansowano ze środków",
    ):  # fmt: skip
        assert said in joined, said
    assert all(white_around(one.picture) >= MARGIN for one in found)


def test_the_town_reads_no_names_and_no_reasons_of_private_persons(t: Translator) -> None:
    """Neither who applied, nor why somebody is excused or related, nor what a paper lacked."""
    text = text_of_docx(protocol_docx.draw(minutes(whole=False), t))

    for private in ("Jan Kowalski", "Ewa Nowak", "choroba", "siostra", "brak podpisu"):
        assert private not in text
    assert "osoba prywatna" in text


def test_the_docx_opens_again_and_is_valid_xml(t: Translator) -> None:
    """Every part of the archive is well-formed; control characters typed by people are dropped."""
    content = protocol_docx.draw(minutes(whole=True), t)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))
    assert "Protokół" not in text_of_docx(content).splitlines()[0]
    assert "Zmiana protokołu nr 2/2027" in text_of_docx(content)
    assert protocol_docx.printable("a\x00b\x0bc") == "abc"


@pytest.mark.parametrize(
    ("grosze", "words"),
    [
        (0, "zero złotych"),
        (100, "jeden złoty"),
        (200, "dwa złote"),
        (1200, "dwanaście złotych"),
        (2205, "dwadzieścia dwa złote i pięć groszy"),
        (100_000, "tysiąc złotych"),
        (800_000, "osiem tysięcy złotych"),
        (2_212_301, "dwadzieścia dwa tysiące sto dwadzieścia trzy złote i jeden grosz"),
        (100_000_000, "milion złotych"),
    ],
)
def test_amounts_in_words(grosze: int, words: str) -> None:
    """As a Polish protocol has them."""
    assert in_words(grosze) == words


@given(st.integers(0, 10**13))
def test_every_amount_has_words(grosze: int) -> None:
    """Without doubled spaces, and with its currency."""
    said = in_words(grosze)

    assert "  " not in said
    assert "złot" in said
