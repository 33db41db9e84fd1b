"""First contact, the menu, the language, help, and whether messages reach somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.invitations import mark
from bot.domain.people import STAFF, Person, Role
from bot.domain.welcome import (
    Again,
    Greeting,
    Help,
    Language,
    Menu,
    Promised,
    Start,
    Target,
    Waits,
    read_start,
)
from bot.forms.summary import summarise
from bot.i18n import LANGUAGES, Translator
from bot.services.turn import Office, Turn
from bot.storage import contest_juries, contests, forms, invitations, people, surveys
from bot.storage.database import Tx


class People:
    """`again` and `waits` are the conversation's."""

    def __init__(self, office: Office, shelf: forms.Forms, again: Again, waits: Waits) -> None:
        self._office = office
        self._shelf = shelf
        self._again = again
        self._waits = waits

    async def is_new(self, turn: Turn) -> bool:
        """Whether this person has not gone on from the privacy notice yet."""
        return await turn.read(lambda _tx, person: not person.notice_accepted)

    async def greet(
        self, turn: Turn, start: Start, view: Callable[[Greeting, Translator], object]
    ) -> None:
        """The first screen; what the link leads to is kept till they go on."""
        await turn.write(lambda tx, person: self._greeting(tx, person, start), view)

    async def came_by(self, turn: Turn) -> Start | None:
        """The link of somebody who has read the notice and not gone on; None for anybody else."""
        payload = await turn.read(lambda tx, person: people.start(tx, person.id))
        return None if payload is None else read_start(payload)

    async def menu(self, turn: Turn, view: Callable[[Menu, Translator], object]) -> None:
        """What this person can do, with what they left unfinished on top."""
        await turn.write(lambda tx, person: self._menu(tx, person, turn.now), view)

    async def languages(self, turn: Turn, view: Callable[[Language, Translator], object]) -> None:
        """`/jezyk`: which ones there are."""
        await turn.write(
            lambda tx, person: Language(person.language, self._menu(tx, person, turn.now)), view
        )

    async def speak(
        self,
        turn: Turn,
        code: str,
        payload: str,
        view: Callable[[Language | Greeting, Translator], object],
    ) -> None:
        """Go on in another language: with the greeting, the question that stands, or the menu.

        A language that we do not have changes nothing.
        """

        def work(tx: Tx, person: Person) -> Language | Greeting:
            if code in LANGUAGES:
                people.set_language(tx, person.id, code)
                person = replace(person, language=code, language_chosen=True)
                self._office.after_commit.append(lambda: self._office.person_changed(person))
            if not person.notice_accepted:
                return self._greeting(tx, person, read_start(payload))
            menu, step = self._menu(tx, person, turn.now), self._again(tx, person, turn.now)
            return Language(person.language, menu, step, changed=True)

        await turn.write(work, view)

    async def help(self, turn: Turn, view: Callable[[Help, Translator], object]) -> None:
        """`/pomoc`."""

        def work(tx: Tx, person: Person) -> Help:
            step = self._again(tx, person, turn.now)
            return Help(self._office.profile, person.role in STAFF, step)

        await turn.write(work, view)

    async def set_reachable(self, turn: Turn, reachable: bool) -> None:
        """They blocked the bot, or took that back. Whom we do not know stays unknown."""
        if not await turn.read(lambda _tx, person: person.id):
            return

        def work(tx: Tx, person: Person) -> None:
            people.set_reachable(tx, person.telegram_id, reachable)

        await turn.write(work, lambda _result, _t: ())

    def _menu(self, tx: Tx, person: Person, now: datetime) -> Menu:
        staff = person.role in STAFF
        begun = contests.any_begun(tx, now)
        judges = contest_juries.judges(tx, person.id, now)
        waits = self._waits(tx, person, now)
        return Menu(self._office.profile.library, staff, waits, begun, judges)

    def _greeting(self, tx: Tx, person: Person, start: Start) -> Greeting:
        if not start.payload:  # they came by a link before and said something else meanwhile
            start = read_start(people.start(tx, person.id) or "")
        people.greeted(tx, person.id, start.payload)
        greeting = Greeting(self._office.profile, start.payload)
        if start.target is Target.SURVEY:
            return replace(greeting, survey=self._promised(tx, start.token))
        if start.target is Target.INVITATION:
            return replace(greeting, invited=_invited(tx, start.token))
        if start.target is Target.CONTEST:
            return replace(
                greeting, contest=contests.title_behind(tx, start.token, self._office.clock.now())
            )
        return greeting

    def _promised(self, tx: Tx, token: str) -> Promised | None:
        survey = surveys.by_token(tx, token)
        if survey is None or not survey.running(self._office.clock.now()):
            return None
        form = self._shelf.get(tx, survey.form_id, self._office.profile.places)
        return Promised(survey.title, summarise(form).minutes, survey.anonymous)


def _invited(tx: Tx, code: str) -> Role | None:
    found = invitations.by_mark(tx, mark(code))
    return found.role if found and not found.used else None
