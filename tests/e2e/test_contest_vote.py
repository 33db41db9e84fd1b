"""The residents' vote, told as people see it: by what they read, type and tap."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2

from bot.simulator import server
from tests.conftest import Bot
from tests.e2e.voting_days import IDEAS, Vote, cut, number_of, open_vote, slips_of
from tests.e2e.workshop_days import file_of
from tests.people import Message, Someone, Town, buttons_of, labels_of, text_of

KINO, CHOIR, GARDEN = IDEAS
ONE_ASSESSOR = 'seats = 1\n[[jury.criteria]]\nname = "pomysl"\nhigh = 10\n'
CODE = re.compile(r"[A-Z2-9]{5} [A-Z2-9]{5}")


def box(*titles: str, of: Vote) -> str:
    """A ballot as it lies in the box."""
    return json.dumps([str(of.ids[title]) for title in titles])


async def marked(who: Someone, label: str, times: str) -> Message:
    """Tap an idea and wait until the same message shows it."""
    await who.tap_quietly(label)

    async def look() -> Message | None:
        last = (await who.messages())[-1]
        return last if any(times in one for one in labels_of(last)) else None

    return await who.town.until(look, times)  # type: ignore[no-any-return]


async def test_ania_ticks_looks_over_and_casts_her_vote(town: Town, bot: Bot) -> None:
    """Tick, look, cast: then thanks, and one ballot without a name in the box."""
    vote = await open_vote(bot, town, 'type = "approval"\nchoices_max = 2')
    ania = await vote.somebody("Ania")
    await ania.say(f"/konkurs {vote.contest.id}")
    await ania.tap("Głosuj")
    await marked(ania, KINO, "Sprawdź głos (1)")
    await marked(ania, GARDEN, "Sprawdź głos (2)")
    review = await ania.tap("Sprawdź głos")
    thanks = await ania.tap("Oddaj głos")
    again = await ania.say("/glosuj")

    assert KINO in text_of(review)
    assert CHOIR not in text_of(review)
    assert "bez imienia i bez godziny" in text_of(review)
    assert "Dziękujemy, głos jest oddany." in text_of(thanks)
    assert "Twój głos jest już oddany." in text_of(again)
    assert await vote.ballots() == [(box(KINO, GARDEN, of=vote), "[]")]
    assert await vote.rows("SELECT * FROM ballot_draft") == []


async def test_a_third_tick_is_told_kindly_and_loses_nothing(town: Town, bot: Bot) -> None:
    """As many as the rules allow."""
    vote = await open_vote(bot, town, 'type = "approval"\nchoices_max = 2')
    ania = await vote.somebody("Ania")
    await marked(ania, KINO, "Sprawdź głos (1)")
    await marked(ania, GARDEN, "Sprawdź głos (2)")
    refused = await ania.tap(CHOIR)
    review = await ania.tap("Sprawdź głos")

    assert "Za dużo" in text_of(refused) or "najwyżej" in text_of(refused).lower()
    assert KINO in text_of(review)
    assert GARDEN in text_of(review)


async def test_everything_can_be_typed(town: Town, bot: Bot) -> None:
    """„1, 3”, then „oddaj głos”: not one tap."""
    vote = await open_vote(bot, town, 'type = "approval"')
    ania = await vote.somebody("Ania")
    ballot = await ania.say("lista")
    numbers = [number_of(ballot, title) for title in (CHOIR, GARDEN)]
    review = await ania.say(f"{numbers[0]} i {numbers[1]}")
    thanks = await ania.say("oddaj głos")

    assert CHOIR in text_of(review)
    assert "głos jest oddany" in text_of(thanks)
    assert await vote.ballots() == [(box(CHOIR, GARDEN, of=vote), "[]")]


async def test_titles_can_be_typed_and_wrong_ones_change_nothing(town: Town, bot: Bot) -> None:
    """Without diacritics, by a beginning; what is not on the ballot is told with what to do."""
    vote = await open_vote(bot, town)
    ania = await vote.somebody("Ania")
    await ania.say("kino, chor sasiadow")
    wrong = await ania.say("basen")
    number = await ania.say("1, 44")
    twice = await ania.say("kino, kino")
    review = await ania.say("sprawdź")

    assert "Na karcie nie ma: „basen”." in text_of(wrong)
    assert "Na karcie nie ma: „44”." in text_of(number)
    assert "dwa razy" in text_of(twice)
    assert KINO in text_of(review)
    assert CHOIR in text_of(review)


async def test_one_idea_where_only_one_may_be_chosen(town: Town, bot: Bot) -> None:
    """A second tap changes the choice; two numbers are too many."""
    vote = await open_vote(bot, town, 'type = "choose-1"')
    ania = await vote.somebody("Ania")
    await marked(ania, KINO, "◉")
    await marked(ania, CHOIR, f"◉ {number_of(await ania.sees('Wybierz jeden'), CHOIR)}.")
    many = await ania.say("1, 2")
    await ania.say("oddaj głos")

    assert "1" in text_of(many)
    assert await vote.ballots() == [(box(CHOIR, of=vote), "[]")]


async def test_points_are_shared_out(town: Town, bot: Bot) -> None:
    """Ten points, by buttons; more than are left are not offered."""
    vote = await open_vote(bot, town, 'type = "cumulative"')
    ania = await vote.somebody("Ania")
    await ania.tap_quietly(KINO)
    await ania.sees("Ile punktów?")
    await marked(ania, "7", f"{KINO} · 7 pkt")
    await ania.tap_quietly(CHOIR)
    asked = await ania.sees("Ile punktów?")
    await marked(ania, "3", f"{CHOIR} · 3 pkt")
    review = await ania.tap("Sprawdź głos")
    await ania.tap("Oddaj głos")

    assert [one for one in labels_of(asked) if one.isdecimal()] == ["0", "1", "2", "3"]
    assert "Do rozdania są 3 punkty." in text_of(asked)
    assert f"{KINO}: 7 punktów" in text_of(review)
    assert await vote.ballots() == [(box(KINO, CHOIR, of=vote), "[7, 3]")]


async def test_points_are_typed_and_too_many_are_told(town: Town, bot: Bot) -> None:
    """„1: 8, 2: 2”; eleven do not fit, a number alone is no answer."""
    vote = await open_vote(bot, town, 'type = "cumulative"')
    ania = await vote.somebody("Ania")
    bare = await ania.say("1, 2")
    eleven = await ania.say("kino: 8, chór: 3")
    review = await ania.say("kino: 8, chór = 2 pkt")
    await ania.say("oddaj głos")

    assert "dwukropek" in text_of(bare)
    assert "10" in text_of(eleven)
    assert "8 punktów" in text_of(review)
    assert await vote.ballots() == [(box(KINO, CHOIR, of=vote), "[8, 2]")]


async def test_a_ranking_keeps_its_order(town: Town, bot: Bot) -> None:
    """The first tapped is the first place; one that is taken out leaves no gap."""
    vote = await open_vote(bot, town, 'type = "ordinal"')
    ania = await vote.somebody("Ania")
    await marked(ania, GARDEN, "miejsce 1:")
    await marked(ania, KINO, "miejsce 2:")
    await marked(ania, CHOIR, "miejsce 3:")
    await marked(ania, f"{KINO}", "Sprawdź głos (2)")
    review = await ania.tap("Sprawdź głos")
    await ania.tap("Oddaj głos")

    assert re.search(rf"Miejsce 1: \d\. {GARDEN}\nMiejsce 2: \d\. {CHOIR}", text_of(review))
    assert await vote.ballots() == [(box(GARDEN, CHOIR, of=vote), "[]")]


async def test_details_are_shown_on_request(town: Town, bot: Bot) -> None:
    """Title, summary and amount, by a tap or typed with the number."""
    vote = await open_vote(bot, town)
    ania = await vote.somebody("Ania")
    ballot = await ania.say("lista")
    told = await ania.tap("Szczegóły")
    one = await ania.say(f"szczegóły {number_of(ballot, CHOIR)}")

    assert "Filmy na polanie." not in text_of(ballot)
    assert text_of(told).count("Filmy na polanie.") == 3
    assert "Koszt: 3 000 zł" in text_of(told).replace("\N{NO-BREAK SPACE}", " ")
    assert CHOIR in text_of(one)
    assert KINO not in text_of(one)


async def test_sixty_five_ideas_have_pages(town: Town, bot: Bot) -> None:
    """Eight on a screen; every one can be reached, each once; none is first for everybody."""
    ideas = [f"Pomysł {n}" for n in range(65)]
    vote = await open_vote(bot, town, "choices_max = 3", ideas)
    ania = await vote.somebody("Ania")
    ola = await vote.somebody("Ola")
    seen = []
    for page in range(1, 10):
        message = (await ania.messages())[-1]
        seen += re.findall(r"^\d+\. (Pomysł \d+)", text_of(message), re.MULTILINE)
        if page < 9:
            await marked(ania, "dalej ›", f"{page + 1} z 9")
    first = re.findall(r"Pomysł \d+", text_of(await ola.say("lista")))

    assert sorted(seen) == sorted(ideas)
    assert first[0] != seen[0]


async def test_ballot_stuffing_by_a_hundred_quick_taps_leaves_one_ballot(
    town: Town, bot: Bot
) -> None:
    """The first counts; the others are told kindly."""
    vote = await open_vote(bot, town)
    ania = await vote.somebody("Ania")
    await ania.say("kino")
    message = await ania.say("sprawdź")
    row, column = next((r, c) for r, c, b in buttons_of(message) if b["text"] == "Oddaj głos")
    place = {"message_id": message["message_id"], "row": row, "column": column}
    await asyncio.gather(*(ania.tap_quietly("Oddaj głos", **place) for _ in range(100)))

    async def thanked() -> bool:
        calls = await town.get("calls")
        toasts = [one for one in calls if "już oddany" in str(one["params"].get("text", ""))]
        return len(toasts) == 99

    await ania.sees("Dziękujemy, głos jest oddany.")
    await town.until(thanked, "a kind word for the other taps")
    assert await vote.ballots() == [(box(KINO, of=vote), "[]")]
    assert len(await vote.rows("SELECT * FROM vote_mark")) == 1


async def test_nothing_tells_how_the_vote_stands_while_it_is_open(town: Town, bot: Bot) -> None:
    """Staff see how many voted; who got what is hidden from them too, and there when it is over."""
    vote = await open_vote(bot, town, "paper = true")
    for name in ("Ania", "Ola"):
        who = await vote.somebody(name)
        await who.say("kino")
        await who.say("oddaj głos")
    maria, contest = vote.maria, vote.contest.id
    during = await maria.say(f"/glosowanie {contest}")
    refused = await maria.say(f"/glosowanie {contest} wyniki")
    await vote.end()
    after = await maria.say(f"/glosowanie {contest}")
    too_early = await maria.say(f"/glosowanie {contest} wyniki")
    await maria.say(f"/glosowanie {contest}")
    asked = await maria.tap("Policz głosy")
    tally = await maria.tap("Tak, policz")
    late = await maria.say(f"/glosowanie {contest} papier")
    desk = await maria.say(f"/glosowanie {contest}")

    assert "Głosy w bocie: 2." in text_of(during)
    assert "Jak głosowano" not in labels_of(during)
    for screen in (during, refused):
        assert not any(title in text_of(screen) for title in IDEAS)
    assert "Jak głosowano" not in labels_of(after)
    assert "Głosy nie są jeszcze policzone." in text_of(too_early)
    assert "Po policzeniu nie da się dopisać ani wycofać żadnego głosu." in text_of(asked)
    assert not any(title in text_of(asked) for title in IDEAS)
    assert "Głosy są już policzone." in text_of(late)
    assert "Jak głosowano" in labels_of(desk)
    assert "Wpisz głosy z papieru" not in labels_of(desk)
    assert f"{KINO}: 2 głosy" in text_of(tally)
    assert "Zagłosowały 2 osoby: 2 w bocie, 0 na papierze." in text_of(tally)


async def test_paper_is_counted_apart_and_can_be_taken_back(town: Town, bot: Bot) -> None:
    """A line a ballot; what is no ballot is told and not entered; a mistake is taken back."""
    vote = await open_vote(bot, town, "paper = true\nchoices_max = 2")
    maria, contest = vote.maria, vote.contest.id
    ania = await vote.somebody("Ania")
    await ania.say("chór")
    await ania.say("oddaj głos")
    await maria.say(f"/glosowanie {contest} papier")
    entered = await maria.say("kino\nkino, ogród\n44\nkino, chór, ogród")
    wrong = await maria.say("ogród")
    taken = await maria.tap("Wycofaj te karty")
    desk = await maria.tap("To wszystko")
    await vote.end()
    tally = await maria.say(f"/glosowanie {contest} policz tak")

    assert "Wpisano 2 karty." in text_of(entered)
    assert "Nie wpisano: 44" in text_of(entered)
    assert "Nie wpisano: kino, chór, ogród" in text_of(entered)
    assert "Głosy na papierze: 3." in text_of(wrong)
    assert "Wpisz to, co jest na kartach." in text_of(taken)
    assert "Głosy na papierze: 2." in text_of(desk)
    assert re.search(rf"{KINO}: 2 głosy\nbot 0, papier 2", text_of(tally))
    assert re.search(rf"{CHOIR}: 1 głos\nbot 1, papier 0", text_of(tally))


async def test_codes_are_printed_and_each_works_once(town: Town, bot: Bot) -> None:
    """A slip of the PDF, typed: its holder votes; another with the same code does not."""
    vote = await open_vote(bot, town, "codes = true\npaper = true")
    await vote.maria.say(f"/glosowanie {vote.contest.id}")
    await vote.maria.tap("Kody do druku")
    printed = await vote.maria.tap("16")
    pages = pypdfium2.PdfDocument(await file_of(town, printed))
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    codes = CODE.findall(text)
    ania, ola = await vote.somebody("Ania"), await vote.somebody("Ola")
    asked = await ania.say("kino")
    ready = await ania.say(codes[0].lower())
    await ania.say("oddaj głos")
    used = await ola.say(codes[0])
    wrong = await ola.say("ABCDE-FGHJK")
    await ola.say("chór")
    early = await ola.say("oddaj głos")

    assert len(pages) == 2
    assert len(set(codes)) == 16
    assert "Głos Zalesia" in text
    assert "potrzebny jest kod z biblioteki" in text_of(asked)
    assert "Oddaj głos" not in labels_of(asked)
    assert "Oddaj głos" in labels_of(ready)
    for screen in (used, wrong, early):
        assert "Ten kod nie działa." in text_of(screen)
    assert await vote.ballots() == [(box(KINO, of=vote), "[]")]


async def test_the_link_of_a_slip_opens_the_ballot_with_its_code(town: Town, bot: Bot) -> None:
    """Scan, „Zaczynamy”, choose, cast."""
    vote = await open_vote(bot, town, "codes = true")
    slip = (await slips_of(vote, 1))[0]
    ania = await town.person("Ania")
    await ania.start(slip.link.partition("start=")[2])
    ballot = await ania.tap("Zaczynamy")
    await ania.say("ogród")
    await ania.tap("Oddaj głos")

    assert "Kod się zgadza. Teraz wybierz." in text_of(ballot)
    assert await vote.ballots() == [(box(GARDEN, of=vote), "[]")]


async def test_a_vote_outside_its_hours_is_refused_and_the_draft_goes(town: Town, bot: Bot) -> None:
    """After the end nothing is taken; a restart and the night leave no trace of what was chosen."""
    vote = await open_vote(bot, town)
    ania = await vote.somebody("Ania")
    await ania.say("kino")
    await vote.end()
    late = await ania.say("oddaj głos")
    await bot.running.services.contests.ballots.forget()

    assert "Oddaj głos" not in labels_of(late)
    assert await vote.ballots() == []
    assert await vote.rows("SELECT * FROM ballot_draft") == []


async def test_an_open_ballot_outlives_a_restart(
    simulator: server.Running, start_bot: Callable[..., Any]
) -> None:
    """What was chosen waits in the database, and so does that the next words are a ballot."""
    async with Town(simulator.url) as town:
        async with start_bot() as bot:
            vote = await open_vote(bot, town)
            ania = await vote.somebody("Ania")
            await ania.say("kino")

        async with start_bot() as bot:
            done = await ania.say("oddaj głos")
            cast = await replace(vote, bot=bot).ballots()

    assert "Dziękujemy, głos jest oddany." in text_of(done)
    assert cast == [(box(KINO, of=vote), "[]")]


async def test_authors_and_staff_have_a_vote_like_everybody(town: Town, bot: Bot) -> None:
    """One a person, whatever they are in the contest."""
    vote = await open_vote(bot, town)
    await vote.maria.say(f"/glosuj {vote.contest.id} kino")
    await vote.maria.say(f"/glosuj {vote.contest.id} oddaj głos")
    again = await vote.maria.say(f"/glosuj {vote.contest.id} oddaj głos")

    assert "już" in text_of(again)
    assert len(await vote.ballots()) == 1


async def test_other_words_go_where_they_belong(town: Town, bot: Bot) -> None:
    """„menu” leaves the ballot; what was chosen waits."""
    vote = await open_vote(bot, town)
    ania = await vote.somebody("Ania")
    await ania.say("kino")
    menu = await ania.say("menu")
    stray = await ania.say("1")
    back = await ania.say("/glosuj")

    assert "Głosowanie" not in text_of(menu)
    assert "Twój głos" not in text_of(stray)
    assert "Sprawdź głos (1)" in labels_of(back)


async def test_the_public_votes_winner_is_ranked_low_by_the_committee_and_ballots_are_stuffed(
    town: Town, bot: Bot
) -> None:
    """DOMAIN §7, case 11. Jury of one, out of 10: Chór 9, Ogród 8, Kino 4. Votes: 3 Kino, 1 Chór;
    Ania tries five times, once with somebody's used code. Half and half:
    Kino ½ · 4/10 + ½ · 3/4 = 0,575; Chór ½ · 9/10 + ½ · 1/4 = 0,575; Ogród ½ · 8/10 = 0,4.
    Both 3 000 of Kino and Chór fit in 7 000, Ogród's 3 000 does not. Stuffed, Kino would stand
    alone at the top."""
    vote = await open_vote(
        bot, town, 'mode = "weighted"\nweight = 0.5\ncodes = true',
        pool=7_000, jury=ONE_ASSESSOR, points={KINO: 4, CHOIR: 9, GARDEN: 8},
    )  # fmt: skip
    codes = [slip.code for slip in await slips_of(vote, 4)]
    voters = [await vote.somebody(name) for name in ("Ania", "Ola", "Jan", "Ewa")]
    for who, code, title in zip(voters, codes, (KINO, KINO, KINO, CHOIR), strict=True):
        await who.say(code)
        await who.say(title)
        await who.say("oddaj głos")
    ania = voters[0]
    for _ in range(3):
        await ania.say(f"/glosuj {vote.contest.id} oddaj głos")
    zofia = await vote.somebody("Zofia")
    stuffed = await zofia.say(codes[0])
    await vote.end()
    tally = await vote.maria.say(f"/glosowanie {vote.contest.id} policz tak")
    decided = await cut(vote)

    assert "Ten kod nie działa." in text_of(stuffed)
    assert "Zagłosowały 4 osoby" in text_of(tally)
    assert f"{KINO}: 3 głosy" in text_of(tally)
    assert decided == {KINO: 300_000, CHOIR: 300_000, GARDEN: 0}
