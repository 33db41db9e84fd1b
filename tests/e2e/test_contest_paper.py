"""Applications that came on paper or by e-mail, typed in by staff."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Edition
from bot.storage import contest_applications
from tests.conftest import Bot
from tests.e2e.contest_days import WARSAW, librarian, pass_until
from tests.e2e.test_contest_formal_check import contest as contest
from tests.e2e.test_contest_formal_check import maria as maria
from tests.e2e.workshop_days import file_of
from tests.people import Message, Someone, Town, text_of


async def test_paper_handed_in_before_typed_after(
    bot: Bot, maria: Someone, contest: Edition
) -> None:
    """Edge case 1 of the field: what counts is when the paper came, not when it was typed."""
    end = contest.contest.phase(PhaseName.OPEN).end  # type: ignore[union-attr]
    assert end
    pass_until(bot, end + timedelta(hours=3))
    await maria.say(f"/wnioski {contest.id}")
    await maria.tap("Wpisz wniosek z papieru")
    await maria.say("Zofia Lis")
    await maria.tap("Własnym")
    await maria.tap("Tak, jest dorosła")
    await maria.tap("Na papierze")
    future = await maria.say("31 grudnia 2027 10:00")
    await maria.say(said(end - timedelta(minutes=1)))
    done = await typed_in(maria)
    check = await maria.tap("Sprawdź go")

    assert "Ten moment dopiero nadejdzie." in text_of(future)
    assert "Wpisano. Numer 1/2027" in text_of(done)
    assert "na papierze. Liczy się ta chwila." in text_of(done)
    assert "Zofia Lis" in text_of(check)
    assert "Wpłynął po terminie" not in text_of(check)


async def test_paper_that_came_after_the_deadline_is_late(
    bot: Bot, maria: Someone, contest: Edition
) -> None:
    """15:00:20 is late on paper too; nothing is kept, and the moment can be corrected."""
    end = contest.contest.phase(PhaseName.OPEN).end  # type: ignore[union-attr]
    assert end
    pass_until(bot, end + timedelta(hours=3))
    await maria.say(f"/wnioski {contest.id} papier")
    for answer in ("Zofia Lis", "Własnym", "Tak, jest dorosła", "E-mailem"):
        await maria.say(answer)
    await maria.say(said(end + timedelta(minutes=1)))
    await maria.sees("Wnioski przyjmowaliśmy do")
    corrected = await maria.say(said(end - timedelta(hours=1)))
    listed = await bot.running.office.db.read(
        lambda tx: contest_applications.being_typed(tx, contest.id)
    )

    assert "Jak się nazywasz?" in text_of(corrected)
    assert [one.name for one in listed] == ["Zofia Lis"]


async def test_two_of_the_team_type_in_a_paper_and_its_correction(
    town: Town, bot: Bot, maria: Someone, contest: Edition
) -> None:
    """Who begins need not end it; the scan stays with it; a correction comes on paper too."""
    ewa = await librarian(town, bot, "Ewa")
    await ewa.say("/menu")
    await maria.say(f"/wnioski {contest.id} papier")
    for answer in ("Zofia Lis", "Własnym", "Tak, jest dorosła", "Na papierze"):
        await maria.say(answer)
    await maria.say(said(bot.clock.now() - timedelta(hours=1)))
    listed = await ewa.say(f"/wnioski {contest.id}")
    await ewa.tap("Wpisuj dalej: Zofia Lis")
    await typed_in(ewa, scan=b"%PDF-1.4 podpis")
    shown = await ewa.tap("Sprawdź go")
    await ewa.tap("Pliki")
    await ewa.sees("1 zdjęcie lub plik")
    scan = [m for m in await ewa.messages() if not m["out"] and "document" in m][-1]
    await ewa.say("/wniosek 1 wezwij")
    await ewa.say("Podaj tytuł w całości.")
    await ewa.tap("Zostaw")
    called = await ewa.tap("Wyślij")
    await maria.say("/wniosek 1")
    await maria.tap("Wpisz poprawkę z papieru")
    await maria.tap("Popraw")
    await maria.tap("2")
    await maria.say("Wianki nad stawem")
    mended = await maria.tap("Wyślij")
    await maria.sees("Poprawiono wniosek 1/2027")
    beside = await maria.say("/wniosek 1 zmiany")

    assert "Papierowe, wpisane nie do końca: 1." in text_of(listed)
    assert "Nie ma podpisanego egzemplarza" not in text_of(shown)
    assert await file_of(town, scan) == b"%PDF-1.4 podpis"
    assert "powiadom wnioskodawcę inaczej" in text_of(called)
    assert "Wpisano. Numer 1/2027" in text_of(mended)
    assert "Było: Wianki\nJest: Wianki nad stawem" in text_of(beside)


def said(moment: datetime) -> str:
    """As staff type it."""
    return moment.astimezone(WARSAW).strftime("%d.%m.%Y %H:%M")


async def typed_in(who: Someone, scan: bytes = b"") -> Message:
    """Every question of the application form, from its second on; the receipt."""
    await who.tap("Zostaw")
    for answer in (
        "Wianki", "Plecenie wianków.", "Brak spotkań.", "rodziny", "30", "/pomin", "Wianki",
        "12.06.2027", "Dalej", "kwiaty 2500", "Konkurs", "Dalej", "/pomin", "/pomin", "/pomin",
        "/pomin",
    ):  # fmt: skip
        await who.say(answer)
    await (who.send_file("skan.pdf", scan) if scan else who.say("/pomin"))
    await who.say("tak")
    return await who.tap("Wyślij")
