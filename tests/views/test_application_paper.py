"""The application on paper: everything is there, nothing is cut, letters are right."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pypdfium2
import pytest

from bot.domain.contests.applications import Application, File, Status, Version, Why
from bot.domain.contests.budget import Budget, BudgetLine
from bot.domain.contests.contest import Contest, Kind, PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.own_applications import OwnApplication, Sheet
from bot.domain.profile import Profile
from bot.forms.model import Kind as Asked
from bot.forms.steps import ReviewItem, Section
from bot.i18n import LANGUAGES, Translator
from bot.views.application_paper import draw
from tests.clock import NOON

PROFILE = Profile(library="Biblioteka w Zalesiu", funding="Dofinansowano ze środków Ministra.")
IDEA = Application(
    7, 3, Kind.OSP, Status.SUBMITTED, title="Kino pod chmurką: zażółć gęślą jaźń", name="Jan Nowak",
    organisation="OSP Zalesie", guardian="Ewa Żółkiewska", minor=True, number=7, year=2027,
    received_at=NOON, version=2,
)  # fmt: skip
LONG = "Pokażemy filmy na polanie i porozmawiamy o nich przy ognisku. " * 20
BUDGET = Budget((
    BudgetLine("sala w remizie z ogrzewaniem i nagłośnieniem na trzy wieczory", Fraction(3), "",
               15_000, requested=45_000),
    BudgetLine("druk", Fraction(200), "szt.", 35, requested=0, own_cash=7_000),
    BudgetLine("projektor", Fraction(1), "", 1_155_000, requested=1_000_000, own_cash=155_000),
))  # fmt: skip
ITEMS = (
    ReviewItem("/data/who/author", Asked.TEXT, "Jak się nazywasz?", "Jan", "Jan Nowak",
               (Section("Kto zgłasza", 0),)),
    ReviewItem("/data/idea/summary", Asked.TEXT, "Na czym polega?", LONG, LONG,
               (Section("Pomysł", 0),)),
    ReviewItem("/data/idea/results", Asked.TEXT, "Co z tego zostanie?", "", ""),
    ReviewItem("/data/activities[1]/day", Asked.DATE, "Kiedy?", "2027-06-12", "2027-06-12",
               (Section("Działanie", 1),)),
    ReviewItem("/data/budget[1]/line", Asked.TEXT, "Co, ile i za ile?", "", "nie ma"),
    ReviewItem("/data/support/declaration", Asked.ACKNOWLEDGE, "Znam regulamin.", "OK", "OK"),
)  # fmt: skip


def sheet(application: Application = IDEA, budget: Budget = BUDGET) -> Sheet:
    contest = Contest("Zrób to w Zalesiu", ())
    version = Version(application.version, {}, NOON, Why.EDITED)
    file = File(application, contest, version, budget, ("Jan", "Ola"), ())
    own = OwnApplication(file, Edition(3, "token", contest, 1), PhaseName.OPEN, ITEMS)
    return Sheet(own, PROFILE)


def translator(language: str = "pl") -> Translator:
    return Translator(language, PROFILE.zone, NOON)


def pages(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content)


def words(content: bytes) -> str:
    text = "\n".join(page.get_textpage().get_text_range() for page in pages(content))
    return " ".join(text.replace("\xa0", " ").split())


def test_everything_is_on_it() -> None:
    """Number, time with its year, contest, answers with labels, the budget with its sums, who
    stands beside a minor, who pays for the programme."""
    text = words(draw(sheet(), translator()))

    for said in (
        "Wniosek nr 7/2027", "Przyjęto: 12 maja 2027, godz. 12.00", "Konkurs: Zrób to w Zalesiu",
        "Kino pod chmurką: zażółć gęślą jaźń", "Jak się nazywasz? Jan Nowak", "Działanie 1",
        "Wersja: 2", "12 czerwca 2027", "200 szt.", "W imieniu: OSP Zalesie", "Jan, Ola",
        "Wniosek nr 7/2027 · 2/2",
        "Razem", "12 070,00 zł", "10 450,00 zł", "1 620,00 zł",
        "Data i podpis osoby, która zgłasza pomysł", "Data i podpis opiekuna: Ewa Żółkiewska",
        "Dofinansowano ze środków Ministra.",
    ):  # fmt: skip
        assert said in text, said
    assert "Co, ile i za ile?" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_at_the_edges(language: str) -> None:
    """A4, and a white margin on every side of every page."""
    document = pages(draw(sheet(), translator(language)))

    for page in document:
        assert [round(side) for side in page.get_size()] == [595, 842]
        picture = page.render(scale=1).to_pil().convert("L")
        inked = picture.point(lambda grey: 255 if grey < 200 else 0).getbbox()
        left, top, right, bottom = inked
        assert left >= 40
        assert top >= 40
        assert right <= picture.width - 40
        assert bottom <= picture.height - 20


def test_an_adult_alone_signs_alone() -> None:
    """No guardian's line where nobody needs one; no table without lines."""
    grown = replace(IDEA, minor=False, guardian="", organisation="")

    text = words(draw(sheet(grown, Budget()), translator()))

    assert "opiekuna" not in text
    assert "Cena" not in text


def test_many_lines_run_over_to_further_pages() -> None:
    """The table's heading comes again, and the sum stands once at its end."""
    many = Budget(tuple(BudgetLine(f"rzecz {n}", Fraction(1), "", 100, 100) for n in range(90)))

    content = draw(sheet(budget=many), translator())

    assert len(pages(content)) >= 3
    assert words(content).count("Wkład własny") >= 2
    assert "rzecz 89" in words(content)
    assert "90,00 zł" in words(content)


def test_whatever_people_type_is_printed() -> None:
    """Smileys, other alphabets, a word without an end, an item as long as a page."""
    typed = "😀 Їжак " + "a" * 3000
    budget = Budget((BudgetLine("rzecz " * 400, Fraction(1), "", 100, 100),))
    what = sheet(replace(IDEA, title=typed), budget)

    text = words(draw(what, translator("uk")))

    assert "Їжак" in text
    assert "rzecz rzecz" in text
