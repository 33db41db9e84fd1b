"""Before the vote: the public list, „Popieram”, remarks, the draft rules, as people see them."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.contests.applications import Application
from bot.domain.contests.editions import Edition
from tests.conftest import Bot
from tests.e2e.contest_days import admit, applicant, hand_in, hold, librarian, pass_until
from tests.people import Someone, Town, labels_of, text_of

SUPPORTED = """
title = "Głos Zalesia"
[public]
applications = "formal-check"
[vote]
mode = "decides"
support = true
"""


async def consulted(
    town: Town, bot: Bot, source: str = SUPPORTED
) -> tuple[Edition, Application, Someone, Someone]:
    """A contest in its formal check, Jan's idea in it, and Maria of the library."""
    now = bot.clock.now()
    maria = await librarian(town, bot)
    await maria.say("/menu")
    end = now + timedelta(days=5)
    contest = await hold(
        bot, source, maria, open=(now - timedelta(days=1), end),
        formal_check=(end, end + timedelta(days=7)),
        vote=(end + timedelta(days=7), end + timedelta(days=14)),
    )  # fmt: skip
    jan = await applicant(town, bot, "Jan")
    await jan.say("/menu")
    idea = await hand_in(bot, jan, contest)
    await admit(bot, maria, idea)
    pass_until(bot, end)
    await maria.sees("Głos Zalesia")
    return contest, idea, jan, maria


async def test_a_resident_supports_an_idea_once_and_takes_it_back(town: Town, bot: Bot) -> None:
    """Title, summary and amount, no names; the count follows."""
    contest, idea, _jan, _maria = await consulted(town, bot)
    ania = await applicant(town, bot, "Ania")
    await ania.say(f"/konkurs {contest.id}")
    listed = await ania.tap("Zobacz i poprzyj pomysły")
    page = await ania.tap("Kino pod chmurką")
    supported = await ania.tap("Popieram")
    twice = await ania.say(f"/popieram {idea.id}")
    back = await ania.tap("Już nie popieram")

    assert "popiera 0 osób" in text_of(listed)
    assert "Filmy na polanie." in text_of(page)
    for screen in (listed, page):
        assert "Jan" not in text_of(screen)
    assert "popiera 1 osoba" in text_of(supported)
    assert "popiera 1 osoba" in text_of(twice)
    assert "popiera 0 osób" in text_of(back)


async def test_a_remark_is_public_once_staff_have_read_it_and_its_author_is_not(
    town: Town, bot: Bot
) -> None:
    """Waits, read by staff, shown without a name; the idea's author hears of it."""
    contest, idea, jan, maria = await consulted(town, bot)
    ania = await applicant(town, bot, "Ania")
    await ania.say(f"/uwaga {idea.id}")
    thanks = await ania.say("Może w Łąkach, tam jest prąd?")
    told = await maria.sees("1 uwaga czeka na przeczytanie.")
    before = await jan.say(f"/pomysly {contest.id}")
    to_read = await maria.tap("Przeczytaj")
    done = await maria.tap("Pokaż wszystkim")
    heard = await jan.sees("Uwaga do Twojego pomysłu")
    page = await jan.tap("Zobacz pomysł")

    assert "Dziękujemy za uwagę." in text_of(thanks)
    assert "Ania" not in text_of(told)
    assert "uwaga" not in text_of(before)
    assert "„Może w Łąkach, tam jest prąd?”" in text_of(to_read)
    assert "Wszystkie uwagi są przeczytane." in text_of(done)
    assert "tam jest prąd" in text_of(heard)
    assert "• Może w Łąkach, tam jest prąd?" in text_of(page)
    assert "Ania" not in text_of(page) + text_of(heard)


async def test_a_hidden_remark_is_seen_by_nobody(town: Town, bot: Bot) -> None:
    """Its author's thanks are all there is; the applicant hears nothing."""
    contest, idea, jan, maria = await consulted(town, bot)
    ania = await applicant(town, bot, "Ania")
    await ania.say(f"/uwaga {idea.id}")
    await ania.say("Jan Nowak to oszust")
    await maria.say(f"/uwagi {contest.id}")
    await maria.tap("Ukryj")
    page = await ania.say(f"/pomysly {contest.id}")

    assert "oszust" not in text_of(page)
    assert "oszust" not in await jan.chat()


async def test_remarks_have_a_length_and_a_number(town: Town, bot: Bot) -> None:
    """501 characters are told; a sixth one waits until the library has read some."""
    _contest, idea, _jan, _maria = await consulted(town, bot)
    ania = await applicant(town, bot, "Ania")
    await ania.say(f"/uwaga {idea.id}")
    long = await ania.say("a" * 501)
    await ania.say("a" * 500)
    for n in range(4):
        await ania.say(f"/uwaga {idea.id}")
        await ania.say(f"uwaga numer {n}")
    sixth = await ania.say(f"/uwaga {idea.id}")

    assert "Napisz od 3 do 500 znaków." in text_of(long)
    assert "czekają już Twoje uwagi: 5" in text_of(sixth)


async def test_what_the_rules_do_not_show_stays_unseen(town: Town, bot: Bot) -> None:
    """No list before its phase; titles without summaries where only these are public; no support
    where nobody is asked."""
    titles = SUPPORTED.replace("applications =", "titles =").replace("support = true", "")
    contest, idea, _jan, _maria = await consulted(town, bot, titles)
    ania = await applicant(town, bot, "Ania")
    page = await ania.say(f"/pomysly {contest.id}")
    one = await ania.tap("Kino pod chmurką")
    refused = await ania.say(f"/popieram {idea.id}")
    strange = await ania.say("/popieram")

    assert "Kino pod chmurką" in text_of(page)
    assert "Filmy na polanie." not in text_of(page) + text_of(one)
    assert "Popieram" not in labels_of(one)
    assert "nie zbieramy poparcia ani uwag" in text_of(refused)
    assert "O który pomysł chodzi?" in text_of(strange)


async def test_a_list_that_is_not_public_yet(town: Town, bot: Bot) -> None:
    """Said kindly, with where to look."""
    source = SUPPORTED.replace("formal-check", "vote")
    contest, idea, _jan, _maria = await consulted(town, bot, source)
    ania = await applicant(town, bot, "Ania")
    hidden = await ania.say(f"/pomysly {contest.id}")
    refused = await ania.say(f"/popieram {idea.id}")

    for screen in (hidden, refused):
        assert "Pomysły nie są jeszcze publiczne." in text_of(screen)


async def test_draft_rules_are_consulted(town: Town, bot: Bot) -> None:
    """As in Legionowo: remarks on the rules before the call, read by staff first."""
    now = bot.clock.now()
    maria = await librarian(town, bot)
    await maria.say("/menu")
    begin = now + timedelta(days=10)
    source = 'title = "Legionowo"\nrules_url = "https://example.org/zasady.pdf"\n'
    contest = await hold(
        bot, source, maria, consultation=(now - timedelta(days=1), begin),
        open=(begin, begin + timedelta(days=28)),
    )  # fmt: skip
    ania = await applicant(town, bot, "Ania")
    await ania.say(f"/konkurs {contest.id}")
    rules = await ania.tap("Powiedz, co zmienić")
    await ania.tap("Dodaj uwagę")
    await ania.say("Dajmy też szansę grupom dwuosobowym.")
    await maria.say(f"/uwagi {contest.id}")
    await maria.tap("Pokaż wszystkim")
    public = await ania.say(f"/pomysly {contest.id}")

    assert "Projekt zasad" in text_of(rules)
    assert "Przeczytaj zasady" in labels_of(rules)
    assert "• Dajmy też szansę grupom dwuosobowym." in text_of(public)
