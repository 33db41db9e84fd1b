"""Signing up, and what somebody does with their place: by buttons or by typing."""

from __future__ import annotations

from typing import Any

from bot.domain.joining import JOIN, JUST_ME, MORE, NEEDS, Wish
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import (
    actions,
    giving_up,
    images,
    own_signups,
    series_signups,
    signups,
    steps,
    workshops,
)

ENDINGS = {JOIN: signups.ending, MORE: signups.noted, NEEDS: signups.noted}
EVERY = ("wszystkie", "wszystko", "усі", "всі", "all")
NOT = ("nie", "ні", "no")
SURELY = ("tak", "так", "yes")  # after /rezygnuje


def register(router: Router) -> None:
    """For everybody."""
    router.command(every, "moje", "zapisy", "signups", "moi")
    router.command(join_by_typing, "zapisz", "signup", "zapysaty")
    router.command(take, "biore", "take", "beru")
    router.command(decline_by_typing, "rezygnuje", "zrezygnuj", "giveup", "vidmova")
    router.command(give_up_surely, "rezygnuje_tak")
    router.command(keep, "bede", "coming", "pryjdu")
    router.command(cannot, "nie_moge", "cannot", "ne_mozhu")
    router.command(calendar, "kalendarz", "calendar", "kalendar")
    router.command(code, "kod", "code")
    router.command(every_image, "zdjecia", "pictures", "foto")
    router.tap(join, actions.JoinWorkshop)
    router.tap(every, actions.ListSignUps)
    router.tap(one, actions.ShowSignUp)
    router.tap(give_up, actions.GiveUp)
    router.tap(give_up_one, actions.GiveUpOne)
    router.tap(take, actions.TakeSeat)
    router.tap(decline, actions.DeclineSeat)
    router.tap(keep, actions.KeepSeat)
    router.tap(keep_series, actions.KeepSeries)
    router.tap(give_up_series, actions.GiveUpSeries)
    router.tap(series_calendar, actions.GetSeriesCalendar)
    router.tap(calendar, actions.GetCalendar)
    router.tap(code, actions.GetCode)
    router.tap(needs, actions.TellNeeds)
    router.tap(image, actions.SayImage)
    router.tap(no_reminders, actions.StopWorkshopReminders)


async def join(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zapisz się”, „2 dzieci”, „Dopisz mnie”"""
    tap: Any = incoming.action
    wish = Wish(tap.people, tap.reserve, tap.whole)
    await desk.services.joining.join(turn, tap.workshop, signups.joined, wish)


async def join_by_typing(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/zapisz ceramika: oneself; who must be named is asked."""
    meant = await desk.services.programmes.meant(turn, incoming.argument)
    if isinstance(meant, int):
        await desk.services.joining.join(turn, meant, signups.joined, JUST_ME)
    else:
        await desk.services.programmes.programme(turn, workshops.programme, topic=meant)


async def every(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/moje"""
    await desk.services.own_signups.every(turn, own_signups.every)


async def one(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of mine."""
    tap: Any = incoming.action
    await desk.services.own_signups.one(turn, tap.signup, own_signups.one)


async def give_up(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zrezygnuj”, asked once."""
    tap: Any = incoming.action
    if tap.sure:
        await desk.services.signups.cancel(turn, tap.signup, giving_up.given_up)
    else:
        await desk.services.own_signups.one(turn, tap.signup, giving_up.ask_to_give_up)


async def give_up_one(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Tylko Ola”"""
    tap: Any = incoming.action
    await desk.services.signups.cancel_one(turn, tap.participant, giving_up.given_up)


async def decline_by_typing(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/rezygnuje, /rezygnuje 2, /rezygnuje 2 tak: an offered seat first, then a place one has."""
    *rest, last = incoming.argument.lower().split() or [""]
    sure = last in SURELY
    words = " ".join(rest if sure else [*rest, last])
    services = desk.services
    if words in EVERY:
        series = await services.series_signups.meant(turn)
        await services.series_signups.give_up(turn, series, series_signups.given_up)
        return
    found = await services.own_signups.meant(turn, words, by_offer=True)
    if found.offered:
        await services.signups.decline(turn, found.id, giving_up.given_up_by_typing)
    elif sure:
        await services.signups.cancel(turn, found.id, giving_up.given_up_by_typing)
    else:
        await services.own_signups.one(turn, found.id, giving_up.ask_to_give_up)


async def give_up_surely(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„tak, rezygnuję”"""
    found = await desk.services.own_signups.meant(turn, "")
    await desk.services.signups.cancel(turn, found.id, giving_up.given_up_by_typing)


async def cannot(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Nie mogę”, typed."""
    found = await desk.services.own_signups.meant(turn, incoming.argument)
    await desk.services.signups.cancel(turn, found.id, giving_up.given_up_by_typing)


async def take(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Biorę”"""
    signup_id = await _meant(incoming, turn, desk, by_offer=True)
    await desk.services.signups.accept(turn, signup_id, signups.signed_up)


async def decline(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Rezygnuję” of an offered seat."""
    tap: Any = incoming.action
    await desk.services.signups.decline(turn, tap.signup, giving_up.given_up)


async def keep(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Będę”; typed „/bede wszystkie”: at every meeting of the series"""
    if incoming.argument.lower() in EVERY:
        series = await desk.services.series_signups.meant(turn)
        await desk.services.series_signups.keep(turn, series, series_signups.kept)
        return
    signup_id = await _meant(incoming, turn, desk)
    await desk.services.signups.keep(turn, signup_id, own_signups.kept)


async def keep_series(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pasuje mi wszystko”"""
    tap: Any = incoming.action
    await desk.services.series_signups.keep(turn, tap.series, series_signups.kept)


async def give_up_series(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Rezygnuję ze wszystkich”"""
    tap: Any = incoming.action
    await desk.services.series_signups.give_up(turn, tap.series, series_signups.given_up)


async def series_calendar(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Nowy plik kalendarza” of a series"""
    tap: Any = incoming.action
    await desk.services.series_signups.calendar(turn, tap.series, own_signups.calendar)


async def calendar(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Dodaj do kalendarza”"""
    signup_id = await _meant(incoming, turn, desk)
    await desk.services.own_signups.calendar(turn, signup_id, own_signups.calendar)


async def code(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Kod do wejścia”"""
    signup_id = await _meant(incoming, turn, desk)
    await desk.services.own_signups.one(turn, signup_id, own_signups.code)


async def needs(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Potrzebuję ułatwień”"""
    tap: Any = incoming.action
    await desk.services.joining.ask_needs(turn, tap.signup, steps.step)


async def image(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zgadzam się na zdjęcia”, „Cofam zgodę”"""
    tap: Any = incoming.action
    await desk.services.images.say(turn, tap.signup, tap.yes, images.said)


async def every_image(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/zdjecia: what I agreed to; /zdjecia 2 tak, /zdjecia 2 nie: a place of /moje"""
    *words, answer = incoming.argument.lower().split() or [""]
    if answer not in (*SURELY, *NOT):
        await desk.services.images.every(turn, images.every)
        return
    found = await desk.services.own_signups.meant(turn, " ".join(words))
    await desk.services.images.say(turn, found.id, answer in SURELY, images.said)


async def no_reminders(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Nie przypominaj”"""
    tap: Any = incoming.action
    view = own_signups.no_more_reminders
    await desk.services.joining.refuse_reminders(turn, tap.workshop, view)


async def _meant(incoming: Incoming, turn: Turn, desk: Desk, *, by_offer: bool = False) -> int:
    """The sign-up of the button, or the one that was typed."""
    tap: Any = incoming.action
    if tap:
        return int(tap.signup)
    found = await desk.services.own_signups.meant(turn, incoming.argument, by_offer=by_offer)
    return found.id
