"""Organisations and the library, told as people see it: by what they read, type and tap."""

from __future__ import annotations

import pytest_asyncio

from tests.conftest import Bot
from tests.e2e.test_messages import resident
from tests.e2e.test_workshop_desk import compose
from tests.e2e.workshop_days import Counting
from tests.people import Someone, Town, labels_of, text_of


@pytest_asyncio.fixture
async def jan(town: Town, bot: Bot) -> Someone:
    """Jan of the fire brigade, so far a resident."""
    return await resident(town, "Jan")


async def registered(jan: Someone, name: str = "OSP Zalesie") -> None:
    """From the menu to the end of the form."""
    await jan.say("/menu")
    await jan.tap("Organizacje")
    await jan.tap("Zgłoś organizację")
    await jan.say(name)
    await jan.tap("OSP")
    await jan.say("Gasimy pożary i uczymy pierwszej pomocy.")
    await jan.tap("Wyślij")
    await jan.sees("Organizacja zapisana.")


async def approved(jan: Someone, maria: Someone) -> None:
    """Staff have said yes."""
    await registered(jan)
    await maria.say("/organizacja 1 zatwierdź")
    await jan.sees("Działamy razem!")


async def test_jan_registers_his_brigade_and_maria_approves_it(
    maria: Someone, jan: Someone
) -> None:
    """Staff decide; whoever registered hears of it and is a partner."""
    await registered(jan)
    asked = await maria.sees("Nowa organizacja czeka na zatwierdzenie: OSP Zalesie")
    panel = await maria.say("/panel")
    await maria.tap("Organizacje (1)")
    await maria.tap("OSP Zalesie")
    await maria.tap("Zatwierdź")
    told = await jan.sees("Działamy razem!")
    mine = await jan.say("organizacja")

    assert "ochotnicza straż pożarna" in text_of(asked)
    assert "Organizacje (1)" in labels_of(panel)
    assert "Organizacja" in labels_of(told)
    assert "Gasimy pożary" in text_of(mine)
    assert "Osoby: Jan" in text_of(mine)


async def test_a_second_member_comes_by_a_link_that_works_once(
    town: Town, maria: Someone, jan: Someone
) -> None:
    """Several people in one organisation; the link is used up by the first."""
    await approved(jan, maria)
    invited = await jan.say("/organizacja 1 zaproś")
    link = text_of(invited).partition("start=")[2].split()[0]
    ewa, piotr = await town.person("Ewa"), await town.person("Piotr")
    await ewa.start(link)
    welcome = await ewa.tap("Zaczynamy")
    await jan.sees("Zaproszenie przyjęte: Ewa")
    await piotr.start(link)
    late = await piotr.tap("Zaczynamy")
    mine = await ewa.say("/organizacja")

    assert "Twoja organizacja: OSP Zalesie" in text_of(welcome)
    assert "Ten link jest już wykorzystany." in text_of(late)
    assert "Osoby: Jan, Ewa" in text_of(mine)


async def test_they_offer_help_and_the_library_hears_of_it(maria: Someone, jan: Someone) -> None:
    """What they offer stands on their page until they withdraw it."""
    await approved(jan, maria)
    await jan.say("/organizacja 1 pomoc")
    offered = await jan.say("sala na 40 osób")
    told = await maria.sees("OSP Zalesie proponuje pomoc: sala na 40 osób")
    withdrawn = await jan.tap("Wycofaj: sala na 40 osób")

    assert "• sala na 40 osób" in text_of(offered)
    assert "Napisz do nich" in labels_of(told)
    assert "Wycofano tę propozycję." in text_of(withdrawn)


async def test_a_conversation_in_the_organisations_name_is_seen_by_all_its_members(
    town: Town, maria: Someone, jan: Someone
) -> None:
    """Whoever of them writes, the others read it, and the answer comes to all."""
    await approved(jan, maria)
    link = text_of(await jan.say("/organizacja 1 zaproś")).partition("start=")[2].split()[0]
    ewa = await town.person("Ewa")
    await ewa.start(link)
    await ewa.tap("Zaczynamy")
    await jan.say("/organizacja")
    prompt = await jan.tap("Napisz do biblioteki")
    await jan.say("Możemy pokazać wóz strażacki.")
    await ewa.sees("Jan pisze do biblioteki (OSP Zalesie):")
    asked = await maria.sees("Możemy pokazać wóz strażacki.")
    await maria.tap("Odpowiedz")
    await maria.say("Świetnie, zapraszamy.")
    await jan.sees("Świetnie, zapraszamy.")
    await ewa.sees("Świetnie, zapraszamy.")

    assert "Piszesz w imieniu organizacji: OSP Zalesie." in text_of(prompt)
    assert "Wiadomość od: Jan (OSP Zalesie)" in text_of(asked)


async def test_what_a_member_proposes_runs_with_their_organisation(
    maria: Someone, jan: Someone
) -> None:
    """The workshop bears its name, and its page shows it from the proposal on."""
    await approved(jan, maria)
    await compose(jan, Counting(jan))
    await jan.tap("Zaproponuj bibliotece")
    await maria.sees("proponuje")
    page = await jan.say("/organizacja")
    await maria.say("/zajecia 1 opublikuj")
    await jan.sees("są w programie")
    later = await jan.say("/organizacja")

    assert "Dzieje się razem" in text_of(page)
    assert "(propozycja)" in text_of(page)
    assert "(propozycja)" not in text_of(later)


async def test_maria_adds_an_organisation_and_writes_to_it_first(
    town: Town, maria: Someone
) -> None:
    """What staff add needs no approval; its people come by a link."""
    await maria.say("/organizacja dodaj")
    await maria.say("KGW Zalesianki")
    await maria.say("koło gospodyń wiejskich")
    await maria.say("/pomin")
    made = await maria.tap("Wyślij")
    link = text_of(await maria.tap("Zaproś osobę")).partition("start=")[2].split()[0]
    zofia = await town.person("Zofia")
    await zofia.start(link)
    await zofia.tap("Zaczynamy")
    await maria.say("/organizacja 1 napisz")
    await maria.say("Czy upieczecie coś na festyn?")
    got = await zofia.sees("Czy upieczecie coś na festyn?")
    await zofia.tap("Odpowiedz")
    await zofia.say("Oczywiście!")
    await maria.sees("Oczywiście!")

    assert "KGW Zalesianki" in text_of(made)
    assert "Biblioteka w Zalesiu pisze:" in text_of(got)


async def test_who_leaves_or_whose_cooperation_ends_is_no_partner(
    bot: Bot, maria: Someone, jan: Someone
) -> None:
    """An end is asked once; the announcement's audience follows."""
    await approved(jan, maria)
    asked = await maria.say("/organizacja 1 zakończ")
    await maria.tap("Tak, zakończ")
    await jan.sees("Współpraca zakończona: OSP Zalesie.")
    role = await bot.running.office.db.read(
        lambda tx: tx.execute("SELECT role FROM person WHERE name = 'Jan'").fetchone()[0]
    )

    assert "Zakończyć współpracę: OSP Zalesie?" in text_of(asked)
    assert role == "resident"


async def test_two_organisations_do_not_share_a_name(
    town: Town, maria: Someone, jan: Someone
) -> None:
    """Nothing is lost: the name is corrected, or an invitation is asked for."""
    await registered(jan)
    ola = await resident(town, "Ola")
    await ola.say("/organizacja zgłoś")
    await ola.say("osp zalesie")
    await ola.tap("OSP")
    await ola.say("/pomin")
    refused = await ola.tap("Wyślij")

    assert "„OSP Zalesie” już tu jest." in text_of(refused)


async def test_a_stranger_learns_nothing_of_an_organisation(
    town: Town, maria: Someone, jan: Someone
) -> None:
    """Its page is for its members and staff."""
    await registered(jan)
    ola = await resident(town, "Ola")
    refused = await ola.say("/organizacja 1")

    assert "Nie ma tu takiej organizacji." in text_of(refused)
