"""The diagnosis as people meet it: published by a librarian, answered question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.forms import builtin
from bot.forms.xlsform import write_xlsx
from tests.people import Someone, text_of

TITLE = "Czego tu potrzebujemy?"

# What each question asks → what somebody taps or types. All 25, in the form's order.
TAP, TYPE = "tap", "type"
Step = tuple[str, Sequence[tuple[str, str]]]
EVERY_QUESTION: Sequence[Step] = (
    ("Co najbardziej łączy Cię z naszą gminą?", [(TAP, "Mieszkam tutaj")]),
    ("Jak często zaglądasz do biblioteki?", [(TYPE, "raz w roku")]),
    ("Po co przychodzisz do biblioteki?", [(TAP, "Książki"), (TAP, "Inny powód"), (TAP, "Gotowe")]),
    ("Po co jeszcze przychodzisz?", [(TYPE, "Cisza i ciepło")]),
    ("Jak oceniasz wybór książek?", [(TYPE, "4")]),
    ("Jak oceniasz godziny otwarcia?", [(TAP, "2")]),
    ("Jak oceniasz obsługę?", [(TYPE, "NIE WIEM")]),
    ("Co sprawia, że przychodzisz rzadko", [(TYPE, "godziny otwarcia, dojazd")]),
    ("Ile książek zdarzyło Ci się", [(TYPE, "5")]),
    ("Ile razy w ostatnich 12 miesiącach", [(TAP, "Ani razu")]),
    ("Co utrudnia Ci udział w zajęciach?", [(TYPE, "1, 3")]),
    ("Na jakie zajęcia chcesz przyjść?", [(TYPE, "klub ksiazki, gry")]),
    ("Dla kogo brakuje zajęć?", [(TAP, "Dla nastolatków"), (TAP, "Gotowe")]),
    ("Które dni Ci pasują?", [(TYPE, "sobota i niedziela")]),
    ("Która pora Ci pasuje?", [(TAP, "Po 18.00"), (TAP, "Gotowe")]),
    ("Skąd dowiadujesz się o zajęciach?", [(TAP, "Pomiń")]),
    ("Jakie miejsce, osoba lub grupa", [(TYPE, "Koło gospodyń i stara remiza")]),
    ("Czy możesz czegoś nauczyć innych?", [(TAP, "Tak")]),
    ("Czego możesz nauczyć innych?", [(TYPE, "Szydełkowania")]),
    ("Czy chcesz zgłosić własny pomysł", [(TYPE, "/pomin")]),
    ("Co ułatwi Ci udział w zajęciach?", [(TAP, "Pomiń")]),
    ("Co najbardziej warto zmienić w bibliotece?", [(TYPE, "Otwarte soboty")]),
    ("Ile masz lat?", [(TYPE, "35")]),
    ("Jaka jest Twoja płeć?", [(TAP, "Kobieta")]),
    ("Gdzie mieszkasz?", [(TYPE, "laki")]),
)


async def offer(maria: Someone) -> None:
    """She sends the spreadsheet and reads what it holds."""
    await maria.send_file("diagnoza.xlsx", write_xlsx(builtin.load("diagnoza")))
    await maria.sees("25 pytań, około 8 minut.")


async def publish(maria: Someone, *how: str) -> str:
    """„Opublikuj”, from now on; what the link carries. `how`: what is asked before that."""
    await maria.tap("Opublikuj")
    for label in (*how, "Od razu", "Bez terminu", "Opublikuj"):
        await maria.tap(label)
    published = await maria.sees("jest opublikowana")
    return text_of(published).partition("?start=")[2].split()[0]


async def take_steps(who: Someone, steps: Sequence[Step]) -> None:
    """Answer these questions, each once it is asked."""
    for asked, acts in steps:
        await who.sees(asked)
        await act(who, acts)


async def act(who: Someone, acts: Sequence[tuple[str, str]]) -> None:
    """Taps and texts; the last of them brings the next question."""
    *before, last = acts
    for _, label in before:
        await who.tap_quietly(label)
    how, words = last
    await (who.tap(words) if how is TAP else who.say(words))


async def answer(who: Someone, link: str, given: Mapping[str, str]) -> None:
    """Begin, answer some questions, skip every other one, hand in."""
    await who.start(link)
    await who.tap("Zaczynamy")
    asked = await who.sees("Co najbardziej łączy Cię z naszą gminą?")
    while "Twoje odpowiedzi" not in text_of(asked):
        found = [label for words, label in given.items() if words in text_of(asked)]
        asked = await (who.say(found[0]) if found else who.tap("Pomiń"))
    await who.tap("Wyślij")
