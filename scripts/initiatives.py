"""Pictures of a contest: from the file of settings to the list that the town reads."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.cli.demo.seed import hold_surveys
from bot.cli.demo.town import ANIA, JAN, MARIA
from scripts.stage import Stage
from tests.clock import StillClock
from tests.people import Someone, text_of

SETTINGS = """
title = "Zrób to w Zalesiu"
[phases.open]
begin = 2027-05-10T09:00:00
end = 2027-05-28T15:00:00
[phases.formal-check]
begin = 2027-05-28T15:00:00
end = 2027-06-04T15:00:00
[phases.jury]
begin = 2027-06-04T15:00:00
end = 2027-06-18T12:00:00
[phases.results]
begin = 2027-06-18T12:00:00
end = 2027-06-21T12:00:00
[phases.realisation]
begin = 2027-06-21T12:00:00
end = 2027-09-30T15:00:00
[money]
pool = 8_000
grant_min = 1_000
grant_max = 5_000
[eligibility]
minimum_age = 13
[jury]
seats = 1
[[jury.criteria]]
name = "mieszkancy"
label = "Potrzeba mieszkańców"
guidance = "Czy ktoś na to czeka?"
high = 10
[[jury.criteria]]
name = "pomysl"
label = "Pomysł"
high = 10
[papers]
signature = true
[public]
ranking = "results"
points = "results"
awards = "results"
[[meetings]]
title = "Spotkanie informacyjne"
at = 2027-05-19T17:00:00
place = "czytelnia"
"""
PAST_THE_CALL, JUDGING, DECIDING, AT_WORK = [
    datetime(2027, month, day, 14, tzinfo=UTC) for month, day in ((5, 28), (6, 4), (6, 18), (7, 4))
]
IDEAS = {"Ogród przy bibliotece": "sadzonki 1500", "Chór sąsiadów": "instruktor 10 × 400"}
POINTS = {1: ("9", "9"), 2: ("8", "9"), 3: ("6", "7")}


async def contest(here: Stage) -> None:
    """Maria sets it up, people apply, somebody judges, the library decides and publishes."""
    maria, ania, jan = [await here.who(one) for one in (MARIA, ANIA, JAN)]
    await hold_surveys(here.running)
    await maria.start()
    await set_up(here, maria, ania)
    await first_idea(here, jan)
    for title, line in IDEAS.items():
        await write(ania, title, "Ania Zielińska")
        await budget_line(ania, line)
        await to_the_review(ania)
        await ania.tap("Wyślij")
        await ania.sees("Do wydruku i podpisu.")
    await check(here, maria)
    await judge(here, maria)
    await decide(here, maria)
    await publish(here, maria)
    await carry_out(here, jan)


async def set_up(here: Stage, maria: Someone, ania: Someone) -> None:
    """By a file; Ania opens its link."""
    await maria.say("/konkursy")
    await maria.tap("Nowy konkurs")
    await maria.send_file("konkurs.toml", SETTINGS.encode())
    await maria.sees("Zachować konkurs")
    kept = await maria.tap("Zachowaj jako nowy")
    await ania.start(text_of(kept).partition("?start=")[2].split()[0])
    await ania.tap("Zaczynamy")
    await here.take("konkurs", ania)


async def first_idea(here: Stage, jan: Someone) -> None:
    """From „Zgłoś pomysł” to the receipt; the budget adds up while Jan types."""
    await jan.start()
    await write(jan, "Kino pod chmurką", "Jan Kowal")
    await budget_line(jan, "ekran i projektor 2800")
    await jan.tap("Tak, dodaj")
    await jan.say("sala 3 × 150")
    await here.take("budzet", jan)
    await jan.tap("Konkurs")
    await to_the_review(jan)
    await jan.tap("Wyślij")
    await jan.sees("Do wydruku i podpisu.")
    await here.take("pokwitowanie", jan, messages=2)


async def write(who: Someone, title: str, name: str) -> None:
    """Up to the budget."""
    await who.say("/zglos")
    await who.tap("Ja")
    for words in (name, title, "Spotkania dla sąsiadów.", "Nie mamy gdzie się spotykać.",
                  "rodziny", "60"):  # fmt: skip
        await who.say(words)
    await who.tap("Pomiń")
    await who.say("Pierwsze spotkanie")
    await who.say("3.07.2027")
    await who.tap("Nie, dalej")


async def budget_line(who: Someone, line: str) -> None:
    """Paid by the contest."""
    await who.say(line)
    await who.tap("Konkurs")


async def to_the_review(who: Someone) -> None:
    """What is left may be skipped."""
    await who.tap("Nie, dalej")
    for _ in range(5):
        await who.tap("Pomiń")
    await who.tap("Potwierdzam")


async def check(here: Stage, maria: Someone) -> None:
    """The call is over, and everything is in order."""
    await until(here, PAST_THE_CALL)
    await maria.sees("Biblioteka sprawdza teraz wnioski.")
    for number in range(1, 4):
        for item in range(1, 7):
            await maria.say(f"/wniosek {number} {item} tak")
            if (number, item) == (1, 4):
                await here.take("formalna", maria)
        await maria.say(f"/wniosek {number} przyjmij")


async def until(here: Stage, moment: datetime) -> None:
    """Let time pass."""
    clock = here.running.office.clock
    assert isinstance(clock, StillClock)
    clock.advance(seconds=(moment - clock.now()).total_seconds())


async def judge(here: Stage, maria: Someone) -> None:
    """One assessor, and what they see."""
    await until(here, JUDGING)
    invitation = await maria.say("/jury 1 zaproś")
    piotr = await here.town.person("Piotr", last_name="Wrona")
    await piotr.start(text_of(invitation).partition("?start=")[2].split()[0])
    await piotr.tap("Zaczynamy")
    await piotr.say("/jury 1 1 1 9")
    await here.take("jury", piotr)
    for number, points in POINTS.items():
        for criterion, given in enumerate(points, 1):
            await piotr.say(f"/jury 1 {number} {criterion} {given}")
        await piotr.say(f"/jury 1 {number} oddaj tak")
    await maria.say("/jury 1 policz tak")


async def decide(here: Stage, maria: Someone) -> None:
    """The pool is divided."""
    await until(here, DECIDING)
    await maria.sees("Komisja pracuje nad wynikami.")
    await maria.say("/decyzje 1")
    await maria.tap("Podziel tak pulę")
    await here.take("decyzje", maria)


async def publish(here: Stage, maria: Someone) -> None:
    """Approved, told to authors, public."""
    await maria.say("/decyzje 1 powód 3")
    await maria.say("Na ten pomysł zabrakło pieniędzy w puli.")
    await maria.tap("Zapisz uzasadnienie")
    await maria.sees("Wszystko postanowione")
    await maria.say("/decyzje 1 zatwierdź")
    await maria.say("3/2027")
    await maria.tap("Zatwierdź protokół")
    await maria.sees("3/2027 zatwierdzon")
    await maria.say("/decyzje 1 wyślij tak")
    await maria.say("/decyzje 1 opublikuj tak")
    await maria.sees("Lista jest publiczna")
    ola = await here.town.person("Ola", last_name="Mazur")
    await ola.start()
    await ola.tap("Zaczynamy")
    await ola.say("/wyniki 1")
    await here.take("lista", ola)


async def carry_out(here: Stage, jan: Someone) -> None:
    """Jan reports what he spent."""
    await until(here, AT_WORK)
    await jan.say("/realizacja")
    await jan.tap("Dodaj wydatek")
    await jan.tap("ekran")
    for words in ("Ekran i projektor", "2750"):
        await jan.say(words)
    await jan.tap("Z grantu")
    await jan.say("FV 1/07/2027")
    await jan.tap("Pomiń")
    await here.take("realizacja", jan)
