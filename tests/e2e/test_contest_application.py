"""Jan, of the fire brigade, and his idea: from „Zgłoś pomysł” to the decision."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest_asyncio

from bot.clock import stamp
from bot.domain.contests.editions import Edition
from bot.domain.organisations import Kind as Sort
from bot.domain.organisations import Status as Standing
from bot.storage import organisations
from bot.storage.database import Tx
from tests.clock import StillClock
from tests.conftest import Bot
from tests.e2e.contest_days import (
    admit,
    applicant,
    assessor,
    at,
    edition,
    hall,
    hand_in,
    hold,
    librarian,
    pass_until,
    person,
)
from tests.e2e.workshop_days import Counting, file_of
from tests.people import Message, Someone, Town, labels_of, text_of

END = at(2027, 3, 17, 15)
PHASES = {
    "open": (at(2027, 2, 13), END),
    "formal_check": (END, at(2027, 3, 25)),
    "jury": (at(2027, 3, 25), at(2027, 4, 5)),
    "results": (at(2027, 4, 5), at(2027, 5, 1)),
    "realisation": (at(2027, 5, 1), at(2027, 10, 31)),
}


@pytest_asyncio.fixture
async def clock() -> StillClock:
    """A Sunday evening, three days before the deadline."""
    return StillClock(at(2027, 3, 14, 19, 42))


@pytest_asyncio.fixture
async def jan(town: Town, bot: Bot) -> Someone:
    """The call is open; Jan has read the notice long ago."""
    await hold(bot, **PHASES)
    return await applicant(town, bot, "Jan")


async def brigade(bot: Bot, *who: Someone) -> None:
    """OSP Zalesie works with the library, and these belong to it."""
    known = [await person(bot, one) for one in who]
    now = stamp(bot.clock.now())

    def work(tx: Tx) -> None:
        made = organisations.add(tx, "OSP Zalesie", Sort.OSP, "", Standing.ACTIVE, known[0].id, now)
        for one in known:
            organisations.join(tx, made.id, one.id, now)

    await bot.running.office.db.write(work)


async def brigade_member(bot: Bot, who: Someone) -> None:
    """One more of the only organisation."""
    known, now = await person(bot, who), stamp(bot.clock.now())
    await bot.running.office.db.write(lambda tx: organisations.join(tx, 1, known.id, now))


async def held(bot: Bot) -> Edition:
    """The contest of this file."""
    return await edition(bot, 1)


async def written(who: Counting, *lines: str) -> list[Message]:
    """Everything from the title to the review, which comes last; of the budget these lines, all
    from the contest. What was said after each of them comes before."""
    for words in ("Kino pod chmurką", "Filmy na polanie.", "Młodzi nie mają gdzie się spotykać.",
                  "rodziny", "60"):  # fmt: skip
        await who.say(words)
    await who.tap("Pomiń")
    await who.say("Seans")
    await who.say("12.06.2027")
    await who.tap("Nie, dalej")
    shown = []
    for number, line in enumerate(lines, 1):
        shown += [await who.say(line), await who.tap("Konkurs")]
        await who.tap("Tak, dodaj" if number < len(lines) else "Nie, dalej")
    for _ in range(5):
        await who.tap("Pomiń")
    return [*shown, await who.tap("Potwierdzam")]


async def alone(who: Counting, *lines: str) -> list[Message]:
    """From „Ja” to the review."""
    await who.say("/zglos")
    await who.tap("Ja")
    await who.say("Jan Nowak")
    return await written(who, *lines)


def said(message: Message) -> str:
    """What a message says, with plain spaces inside amounts."""
    return text_of(message).replace("\xa0", " ")


async def printed(town: Town, message: Message) -> str:
    """The words of a PDF that came."""
    document = pypdfium2.PdfDocument(await file_of(town, message))
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    return words.replace("\xa0", " ")


async def test_jan_and_his_idea(town: Town, bot: Bot, jan: Someone) -> None:
    """From one word to a receipt and the paper to sign: rules first, sums at once, in the name of
    his brigade; 25 acts, of which 11 are typed."""
    await brigade(bot, jan)
    counted = Counting(jan)

    asked = await counted.say("/zglos")
    first = await counted.tap("OSP Zalesie")
    await counted.say("Jan Nowak")
    shown = await written(counted, "sala 3 × 150", "nagłośnienie 2000")
    await counted.tap("Wyślij")
    done = await jan.sees("Numer 1/2027.")

    assert "Termin: środa 17 marca, godz. 15.00." in said(asked)
    assert "Pula do podziału: 22 000 zł." in said(asked)
    assert "Na jeden pomysł: 2 000–12 000 zł." in said(asked)
    assert labels_of(asked)[:4] == ["Ja", "Grupa", "Ja, mam mniej niż 18 lat", "OSP Zalesie"]
    assert "Jak się nazywasz?" in said(first)
    assert "Sala: 3 × 150 zł = 450 zł" in said(shown[0])
    assert "Razem 450 zł, do najmniejszej kwoty brakuje 1 550 zł." in said(shown[0])
    assert "Razem 2 450 zł, mieści się w limicie." in said(shown[3])
    assert "Razem 2 450 zł, mieści się w limicie." in said(shown[-1])
    assert "Przyjęto 14 marca o 19.42. Numer 1/2027." in said(done)
    assert counted.acts == 25
    words = await printed(town, await jan.sees("Twój wniosek (PDF)."))
    for one in ("Wniosek nr 1/2027", "Kino pod chmurką", "OSP Zalesie", "14 marca 2027",
                "nagłośnienie", "2 450,00 zł", "podpis osoby"):  # fmt: skip
        assert one in words, one

    ola = await applicant(town, bot, "Ola")
    await brigade_member(bot, ola)
    page = await ola.say("/organizacja")
    assert "Kino pod chmurką (Zrób to w Zalesiu)" in said(page)


async def test_a_stranger_reads_the_notice_and_comes_back_to_the_contest(
    town: Town, bot: Bot, jan: Someone
) -> None:
    """Ola finds the contest by its number before she has read what happens to her data."""
    ola = await town.person("Ola")
    await ola.start()
    await ola.say("/zglos 1")

    notice = await ola.tap("Ja")
    back = await ola.tap("Zaczynamy")

    assert "Dane przetwarza" in text_of(notice)
    assert "Zgłoś pomysł" in labels_of(back)


async def test_a_group_that_is_too_small_grows(town: Town, bot: Bot, jan: Someone) -> None:
    """Typed all the way: what is in the way comes with what can be done, and nothing is begun;
    with three people it goes on to the form."""
    await jan.say("/zglos 1 grupa")
    await jan.say("2")
    await jan.say("1")
    refused = await jan.say("tak")
    assert "Grupa liczy tu co najmniej 3 osoby, u Was jest 2." in said(refused)
    assert labels_of(refused)[0] == "Wybierz, kto zgłasza"

    await jan.tap("Wybierz, kto zgłasza")
    await jan.tap("Grupa")
    await jan.say("3")
    await jan.say("1")
    begun = await jan.tap("Tak")

    assert "Jak się nazywasz?" in said(begun)
    assert "Kto jeszcze jest w grupie?" in said(await jan.say("Jan Nowak"))
    few = await jan.say("Ala")
    assert "Razem z Tobą to 2, a grupa liczy tu co najmniej 3." in said(few)
    assert "Jak nazywa się Twój pomysł?" in said(await jan.say("Ala, Ola"))


async def test_a_minor_applies_with_a_guardian(town: Town, bot: Bot, jan: Someone) -> None:
    """At 12 somebody older has to; at 15 an adult stands beside, and signs."""
    await jan.say("/zglos")
    await jan.tap("Ja, mam mniej niż 18 lat")
    young = await jan.say("12")
    assert "zgłaszają osoby od 13 lat" in said(young)

    await jan.tap("Wybierz, kto zgłasza")
    await jan.tap("Ja, mam mniej niż 18 lat")
    await jan.say("15")
    await jan.say("Ewa Nowak")
    await jan.say("Jan Nowak")
    await written(Counting(jan), "projektor 3000")
    await jan.tap("Wyślij")

    words = await printed(town, await jan.sees("Twój wniosek (PDF)."))
    assert "Data i podpis opiekuna: Ewa Nowak" in words


async def test_too_much_by_240_zl_then_mended(bot: Bot, jan: Someone) -> None:
    """Said beside the question and again at sending; one tap leads back to the budget."""
    counted = Counting(jan)
    shown = await alone(counted, "projektor 1 × 12240")
    assert "Razem 12 240 zł, za dużo o 240 zł." in said(shown[-1])

    refused = await jan.tap("Wyślij")
    assert "Za dużo o 240 zł." in said(refused)
    await jan.tap_quietly("Popraw budżet")
    choosing = await jan.sees("Którą odpowiedź")
    number = next(line for line in said(choosing).splitlines() if "projektor" in line)
    await jan.tap(number.partition(".")[0])
    mended = await jan.say("projektor 1 × 12 000")
    await jan.tap("Wyślij")

    assert "Razem 12 000 zł, mieści się w limicie." in said(mended)
    await jan.sees("Przyjęto 14 marca o 19.42.")


async def test_a_line_is_added_after_the_last_no(bot: Bot, jan: Someone) -> None:
    """From the review by its button, or typed; then back to the review."""
    *_, review = await alone(Counting(jan), "sala 3 × 1000")
    assert {"Dodaj: Działanie", "Dodaj: Pozycja budżetu"} <= set(labels_of(review))

    await jan.tap("Dodaj: Pozycja budżetu")
    await jan.say("afisze 200")
    shown = await jan.tap("Konkurs")
    again = await jan.tap("Nie, dalej")
    unclear = await jan.say("dodaj")
    await jan.say("dodaj pozycję")
    await jan.say("druk 100")
    last = await jan.tap("Konkurs")

    assert "Razem 3 200 zł, mieści się w limicie." in said(shown)
    assert "Dodaj: Pozycja budżetu" in labels_of(again)
    assert "Dodaj: Pozycja budżetu" in labels_of(unclear)
    assert "Razem 3 300 zł, mieści się w limicie." in said(last)


async def test_budget_lines_that_cannot_be(bot: Bot, jan: Someone) -> None:
    """What cannot be read, and a part above the whole, are asked again at once in words."""
    await jan.say("/zglos 1 ja")
    for words in ("Jan Nowak", "Kino", "Filmy.", "Potrzeba.", "rodziny", "60", "pomiń"):
        await jan.say(words if words != "pomiń" else "/pomin")
    await jan.say("Seans")
    await jan.say("12.06.2027")
    await jan.say("nie")

    unread = await jan.say("sala")
    assert "Nie umiem odczytać tej pozycji budżetu." in said(unread)
    await jan.say("sala 3 × 1000")
    await jan.tap("Konkurs i my")
    refused = await jan.say("4000")
    assert "Konkurs nie zapłaci 4 000 zł: całość kosztuje 3 000 zł." in said(refused)
    shown = await jan.say("2500")

    assert "Razem z konkursu 2 500 zł, mieści się w limicie." in said(shown)
    assert "Wasze pieniądze: 500 zł." in said(shown)


async def test_edited_until_the_deadline_then_withdrawn(bot: Bot, jan: Someone) -> None:
    """From „Moje pomysły”: a newer version keeps its number; withdrawing asks first."""
    await hand_in(bot, jan, await held(bot))

    page = await jan.say("/mojepomysly 1")
    assert "Numer 1/2027, przyjęto 14 marca o 19.42" in said(page)
    assert "Stan: przyjęty, czeka na sprawdzenie formalne" in said(page)
    await jan.tap("Zmień")
    await jan.say("popraw")
    await jan.say("2")
    await jan.say("Kino letnie")
    await jan.say("wyślij")
    await jan.sees("Mamy nową wersję. Numer 1/2027")
    await jan.sees("Wniosek 1/2027 · Kino letnie")

    asked = await jan.say("/mojepomysly 1 wycofaj")
    assert "Wycofać „Kino letnie”?" in said(asked)
    gone = await jan.tap("Tak")

    assert "nie bierze już udziału" in said(gone)
    every = await jan.tap("Moje pomysły")
    assert "Kino letnie · Zrób to w Zalesiu: wycofany" in said(every)


async def test_written_together(town: Town, bot: Bot, jan: Someone) -> None:
    """Ola comes by Jan's link, goes on where he was, and hands in; Jan leaves it to her."""
    await hall(bot).draft(await person(bot, jan), 1)
    link = await jan.say("/mojepomysly 1 zaproś")
    ola = await applicant(town, bot, "Ola")

    await ola.start(said(link).partition("start=")[2].split()[0])
    review = await ola.say("/mojepomysly 1 dalej")
    assert "Kino pod chmurką" in said(review)
    await ola.tap("Wyślij")
    await ola.sees("Numer 1/2027")
    await ola.sees("Twój wniosek (PDF).")
    await jan.say("/mojepomysly 1 odejdź")
    left = await jan.tap("Tak")

    assert "jest teraz w rękach innych" in said(left)
    assert "nie ma nikogo poza Tobą" in said(await ola.say("/mojepomysly 1 odejdź tak"))


async def test_a_call_for_corrections_is_answered(town: Town, bot: Bot, jan: Someone) -> None:
    """What exactly and until when; shown again beside the answers; staff hear of it."""
    maria = await librarian(town, bot)
    done = await hand_in(bot, jan, await held(bot))
    pass_until(bot, at(2027, 3, 18, 9))
    call = hall(bot).services.checks.call
    what, until = "Wpisz, kto poprowadzi zajęcia.", at(2027, 3, 24, 15)
    await hall(bot).ask(await person(bot, maria), call, done.id, what, until)

    notice = await jan.sees("Komisja prosi o poprawkę")
    assert "Wpisz, kto poprowadzi zajęcia." in said(notice)
    assert "Masz czas do 24 marca, godz. 15.00." in said(notice)
    review = await jan.tap("Popraw")
    assert "Do poprawienia do 24 marca, godz. 15.00: Wpisz, kto" in said(review)
    await jan.say("3")
    await jan.say("Filmy. Prowadzi Jan.")
    await jan.say("wyślij")

    await jan.sees("Mamy nową wersję.")
    assert "Poprawiono wniosek 1/2027" in said(await maria.sees("Poprawiono wniosek"))


async def test_twenty_seconds_too_late(bot: Bot, jan: Someone) -> None:
    """Two hours before, those with drafts are reminded; at 15.00.20 it is late, said kindly, and
    the answers stay."""
    await hall(bot).draft(await person(bot, jan), 1)
    pass_until(bot, END - timedelta(hours=2))
    nudge = await jan.sees("zostały dwie godziny")
    assert "Termin: dziś, godz. 15.00." in said(nudge)
    await jan.tap("Piszę dalej")
    pass_until(bot, END + timedelta(seconds=20))

    late = await jan.tap("Wyślij")

    assert "dziś, godz. 15.00" in said(late)
    assert await hall(bot).rows("SELECT count(*) FROM session WHERE kind = 'application'") == [(1,)]


async def test_no_more_reminders_of_this_draft(bot: Bot, jan: Someone) -> None:
    """„Nie przypominaj” holds for the next one."""
    await hall(bot).draft(await person(bot, jan), 1)
    pass_until(bot, END - timedelta(days=1))
    await jan.sees("został jeden dzień")

    quiet = await jan.tap("Nie przypominaj")
    pass_until(bot, END - timedelta(hours=2))
    await jan.say("/mojepomysly")

    assert "O tym szkicu już nie przypomnimy." in said(quiet)
    assert "zostały dwie godziny" not in await jan.chat()


async def test_the_decision_is_read(town: Town, bot: Bot, jan: Someone) -> None:
    """Two applied, 5 000 zł for one idea each: Jan reads amount, place and points, Ola the reason;
    both find it in „Moje pomysły” too."""
    maria = await librarian(town, bot)
    ola = await applicant(town, bot, "Ola")
    contest = await held(bot)
    his = await hand_in(bot, jan, contest, {"line": "projektor 12 000"})
    hers = await hand_in(bot, ola, contest, {"title": "Chór", "line": "nuty 12 000"})
    await admit(bot, maria, his, hers)
    staff, room = await person(bot, maria), hall(bot)
    jury = [await assessor(town, bot, maria, contest, name) for name in ("Ewa", "Zofia")]
    pass_until(bot, at(2027, 3, 26, 9))
    for one, points in zip(jury, (9, 8), strict=True):
        judge = await person(bot, one)
        await room.judged(judge, his.id, {"pomysl": points, "mieszkancy": 9})
        await room.judged(judge, hers.id, {"pomysl": 5, "mieszkancy": 5})
    services = room.services
    await room.ask(staff, services.juries.count, contest.id)
    pass_until(bot, at(2027, 4, 6, 9))
    await room.ask(staff, services.awarding.cut, contest.id)
    reason = {str(hers.id): "Zabrakło pieniędzy w puli."}
    await room.ask(staff, services.awarding.explain, contest.id, reason)
    await room.ask(staff, services.protocols.approve, contest.id, "3/2027")
    await room.ask(staff, services.protocols.send, contest.id)

    won = await jan.sees("Twój pomysł dostał")
    lost = await ola.sees("Decyzja: „Chór”")

    assert "Twój pomysł dostał 12 000 zł.\nMiejsce 1 z 2, " in said(won)
    assert "Dlaczego: Zabrakło pieniędzy w puli." in said(lost)
    assert "Twój pomysł dostał 12 000 zł." in said(await jan.say("/mojepomysly 1"))
