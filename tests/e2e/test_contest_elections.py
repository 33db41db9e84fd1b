"""Elections as files, as staff meet them in the chat."""

from __future__ import annotations

import contextlib
import io
import secrets
from datetime import timedelta

import pytest
import pytest_asyncio
from pabulib.checker import Checker

from bot.domain.contests.voting import Cast, Medium
from bot.storage import contest_votes
from tests.conftest import Bot
from tests.domain.contests.test_pabulib import TOWN
from tests.e2e.contest_days import ZALESIE, admit, hand_in, hold, librarian
from tests.e2e.test_contest_formal_check import talking
from tests.e2e.workshop_days import file_of
from tests.people import Message, Someone, Town, labels_of, text_of

VOTED = ZALESIE.replace("[jury]\nseats = 2\n", '[vote]\nmode = "decides"\npaper = true\n')
VOTED = VOTED.partition("[[jury.criteria]]")[0] + "[public]\n" + ZALESIE.partition("[public]\n")[2]


@pytest_asyncio.fixture
async def maria(town: Town, bot: Bot) -> Someone:
    """Maria runs the library's bot."""
    who = await librarian(town, bot)
    await who.say("/menu")
    return who


async def result(who: Someone, way: str) -> Message:
    """What a file comes to: at once, or on a busy machine a little later."""
    told = await who.tap(way)
    return await who.answer(told["message_id"]) if "Liczymy." in text_of(told) else told


async def test_maria_tries_rules_on_another_towns_election(maria: Someone) -> None:
    """A .pb file sent at any time; one rule after another; nothing is kept of it."""
    offered = await maria.send_file("miasto.pb", TOWN.encode())
    greedy = await result(maria, "Najwięcej głosów")
    shares = await result(maria, "Metoda równych udziałów")
    written = await result(maria, "Według reguły z pliku")

    assert "Wybory: miasto.pb" in text_of(offered)
    assert "Konkurs w Zalesiu" in text_of(greedy)
    assert "Projekty: 2. Głosy: 2. Pula: 1\xa0500,50 zł." in text_of(greedy)
    assert "Wygrywa 1 projekt\nRazem 1\xa0000 zł. Zostaje 500,50 zł." in text_of(greedy)
    assert '1. Ławka; i "stół": 1\xa0000 zł, 2 głosy' in text_of(greedy)
    assert "metoda równych udziałów, dopełniana po złotówce" in text_of(shares)
    assert "Reguła: najwięcej głosów, z pominięciem" in text_of(written)


async def test_a_broken_file_is_told_line_by_line(maria: Someone) -> None:
    """What is wrong and where; a good file can follow at once, and the old button is kind."""
    await maria.send_file("zly.pb", TOWN.replace("budget;1500.50", "budget;dużo").encode())
    told = await result(maria, "Najwięcej głosów")
    await maria.send_file("dobry.PB", TOWN.encode())
    good = await result(maria, "Najwięcej głosów")
    nothing = await maria.send_file("obraz.pb", b"\x89PNG\xff")
    picture = await result(maria, "Najwięcej głosów")

    assert "Tego pliku nie da się tak policzyć." in text_of(told)
    assert "Wiersz 9: „dużo” to nie kwota." in text_of(told)
    assert "Wygrywa 1 projekt" in text_of(good)
    assert "Najwięcej głosów" in labels_of(nothing)
    assert "to nie jest tekst w UTF-8" in text_of(picture)


async def test_what_takes_longer_is_told_when_it_is_done(
    bot: Bot, maria: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits: the bot answers other things meanwhile, the result comes by itself."""
    monkeypatch.setattr(bot.running.services.contests.elections, "_at_once", 0.0)
    await maria.send_file("miasto.pb", TOWN.encode())
    going = await maria.tap("Najwięcej głosów")
    meanwhile = await maria.say("/wnioski")
    done = await maria.sees("Wygrywa 1 projekt")

    assert "Liczymy." in text_of(going)
    assert "Żaden konkurs jeszcze się nie zaczął." in text_of(meanwhile)
    assert done["message_id"] > going["message_id"]


async def test_a_residents_file_is_not_counted(town: Town, bot: Bot, maria: Someone) -> None:
    """A stray file stays a stray file."""
    jan = await talking(town, bot, "Jan")
    answer = await jan.send_file("miasto.pb", TOWN.encode())

    assert "Wybory" not in text_of(answer)


async def test_the_votes_of_a_contest_leave_as_a_file(town: Town, bot: Bot, maria: Someone) -> None:
    """After the count; pabulib-checker accepts it; before, nobody has it."""
    jan = await talking(town, bot, "Jan Nowak")
    now = bot.clock.now()
    end = now + timedelta(days=5)
    week = timedelta(days=7)
    contest = await hold(
        bot, VOTED, maria, open=(now - week, end), formal_check=(end, end + week),
        vote=(end + week, end + 2 * week), results=(end + 2 * week, end + 3 * week),
    )  # fmt: skip
    first = await hand_in(bot, jan, contest, {"title": "Kino; letnie"})
    second = await hand_in(bot, jan, contest, {"title": "Wianki", "line": "kwiaty 2500,50"})
    bot.clock.advance(seconds=week.total_seconds())
    await admit(bot, maria, first, second)
    early = await maria.say(f"/wnioski {contest.id} pb")
    bot.clock.advance(seconds=week.total_seconds())
    await cast(bot, contest.id, Cast(Medium.PAPER, (str(first.id), str(second.id))))
    await cast(bot, contest.id, Cast(Medium.BOT, (str(second.id),)))
    bot.clock.advance(seconds=week.total_seconds())
    uncounted = await maria.say(f"/wnioski {contest.id} pb")
    await maria.say(f"/glosowanie {contest.id} policz tak")
    listed = await maria.say(f"/wnioski {contest.id}")
    sent = await maria.tap("Plik wyników (.pb)")
    text = (await file_of(town, sent)).decode()
    with contextlib.redirect_stdout(io.StringIO()):
        checked = Checker().process_files([text])

    assert "Na tym etapie nie da się tego zrobić." in text_of(early)
    assert "Głosy nie są jeszcze policzone." in text_of(uncounted)
    assert "Plik wyników (.pb)" in labels_of(listed)
    assert checked[1]["results"]["errors"] == {}
    assert f'{first.id};3000;1;"Kino; letnie";1' in text
    assert f"{second.id};2500.50;2;Wianki;1" in text


async def cast(bot: Bot, contest_id: int, ballot: Cast) -> None:
    """A ballot in the box."""
    key = secrets.token_hex(16)
    await bot.running.office.db.write(lambda tx: contest_votes.add(tx, contest_id, 1, key, ballot))
