"""A real contest carried out from its file to the published list, by made-up people in the chat.

`held/<name>.toml` says who asks for how much, what points they get, what the librarian decides, and
what everybody should read then. Whatever may be done in the chat is done there at least once: the
file, one whole application, one check, one whole sheet of points, every decision.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.domain.contests.applications import Application
from bot.domain.contests.contest import Kind, PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.formal import checklist
from bot.domain.contests.jury import Sheet
from bot.domain.contests.phases import deadline, standing
from bot.domain.contests.voting import Cast, Medium
from bot.storage import contest_awards, contest_juries, contest_votes
from bot.storage.database import Tx
from tests.conftest import Bot
from tests.e2e import contest_days
from tests.e2e.contest_days import (
    CONFIGURATIONS,
    WARSAW,
    applicant,
    hall,
    hand_in,
    librarian,
    pass_until,
    person,
)
from tests.people import Message, Someone, Town, text_of

FOLDER = Path(__file__).parent / "held"
BEGIN = {
    PhaseName.OPEN: "nabór", PhaseName.FORMAL_CHECK: "ocenę formalną", PhaseName.JURY: "jury",
    PhaseName.PRESENTATION: "prezentacje", PhaseName.RESULTS: "wyniki",
}  # fmt: skip
TAP = re.compile(r"\[(.+)\]")


def story(name: str) -> dict[str, Any]:
    """What is made up about a contest."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def said(message: Message) -> str:
    """What a message says, with plain spaces inside amounts, and whole złoty without grosze."""
    return text_of(message).replace("\xa0", " ").replace(",00 zł", " zł")


def _ballots(tx: Tx, cast: Sequence[tuple[int, int]]) -> None:
    for application, number in cast:
        contest_votes.add(tx, 1, 1, f"key{number}", Cast(Medium.BOT, (str(application),)))


@dataclass
class Held:
    """One contest on its way."""

    bot: Bot
    town: Town
    name: str
    story: dict[str, Any]
    maria: Someone
    ania: Someone
    authors: dict[str, Someone] = field(default_factory=dict)
    ideas: dict[str, Application] = field(default_factory=dict)
    jury: list[Someone] = field(default_factory=list)

    async def edition(self) -> Edition:
        """As it stands."""
        return await contest_days.edition(self.bot, 1)

    async def lines(self, who: Someone, script: Sequence[str]) -> Message:
        """Say one line after another; what stands in [brackets] is tapped."""
        answer: Message = {}
        for line in script:
            label = TAP.fullmatch(line)
            answer = await (who.tap(label[1]) if label else who.say(line))
        return answer

    async def set_up(self) -> None:
        """The file comes by chat; the call begins at its hour, or is begun by hand."""
        source = (CONFIGURATIONS / f"{self.name}.toml").read_text(encoding="utf-8")
        later = self.story.get("later", "")
        if form := self.story.get("form"):
            await self._send_form(form)
        assert later in source
        await self.maria.send_file(f"{self.name}.toml", source.replace(later, "").encode())
        await self.maria.sees("Zachować konkurs")
        kept = await self.maria.tap("Zachowaj jako nowy")
        assert "Konkurs zapisany: " in said(kept)
        await self.reach(PhaseName.OPEN)

    async def _send_form(self, name: str) -> None:
        """The library's own form: here the usual one under its name."""
        usual = files("bot.forms.builtin").joinpath("wniosek.md").read_text(encoding="utf-8")
        words = usual.replace("| wniosek |", f"| {name} |")
        await self.maria.send_file(f"{name}.md", words.encode())

    async def reach(self, name: PhaseName) -> None:
        """Its hour comes, or staff begin it."""
        edition, now = await self.edition(), self.bot.clock.now()
        if standing(edition.contest, now) is name:
            return
        phase = edition.contest.phase(name)
        if phase and phase.begin and phase.begin > now:
            pass_until(self.bot, phase.begin)
            return
        await self.lines(self.maria, (f"/konkurs 1 zacznij {BEGIN[name]}", "Czas na to."))
        await self.maria.tap("Zacznij teraz")
        assert standing((await self.edition()).contest, self.bot.clock.now()) is name

    async def people_apply(self) -> None:
        """The first one in the chat, the others quickly."""
        first, *others = self.story["ideas"]
        self.authors[first["title"]] = author = await applicant(self.town, self.bot, "Jan")
        await self.lines(author, self._whole_form(first))
        await author.sees("Numer 1/")
        for idea in others:
            await self._hand_in(idea)
        rows = await hall(self.bot).rows("SELECT id, title FROM application ORDER BY id")
        self.ids = {str(title): int(number) for number, title in rows}
        assert list(self.ids) == [idea["title"] for idea in self.story["ideas"]], self.ids

    def _whole_form(self, idea: dict[str, Any]) -> list[str]:
        entrance = self.story.get("entrance_said", ["/zglos 1 ja", "Jan Nowak"])
        need = self.story.get("need_said", ["Młodzi nie mają gdzie się spotykać."])
        return [
            *entrance, idea["title"], "Filmy na polanie.", *need, "rodziny", "60", "[Pomiń]",
            "Seans", f"12.06.{self.story['now'].year}", "[Nie, dalej]",
            f"wydatki {idea['asks']}", "[Konkurs]", "[Nie, dalej]",
            *["[Pomiń]"] * 5, "[Potwierdzam]", "[Wyślij]",
        ]  # fmt: skip

    async def _hand_in(self, idea: dict[str, Any]) -> None:
        title = idea["title"]
        self.authors[title] = who = await applicant(self.town, self.bot, f"Autor {title}")
        kind = Kind(idea.get("kind", self.story.get("kind", "individual")))
        answers = {"title": title, "line": f"wydatki {idea['asks']}"}
        more: dict[str, Any] = {} if kind is not Kind.INFORMAL_GROUP else {"people": 3, "adults": 3}
        if kind not in (Kind.INDIVIDUAL, Kind.INFORMAL_GROUP):
            more = {"organisation": "Stowarzyszenie Polana"}
        self.ideas[title] = await hand_in(
            self.bot, who, await self.edition(), answers, kind, **more
        )

    async def deadline_passes(self) -> None:
        """Twenty seconds later is too late; without a deadline staff end the call by going on."""
        end = deadline((await self.edition()).contest)
        if end is None or end <= self.bot.clock.now():
            return
        pass_until(self.bot, end)
        late = await applicant(self.town, self.bot, "Spóźniona")
        refused = await late.say("/zglos 1 ja")
        assert "Jak się nazywasz?" not in said(refused)

    async def checked(self) -> None:
        """One application in the chat, the others quickly."""
        if (await self.edition()).contest.phase(PhaseName.FORMAL_CHECK):
            await self.reach(PhaseName.FORMAL_CHECK)
        first, *others = self.ids.values()
        for number, _ in enumerate(checklist((await self.edition()).contest), 1):
            await self.maria.say(f"/wniosek {first} {number} tak")
        await self.maria.say(f"/wniosek {first} przyjmij")
        await self.maria.sees("bierze udział")
        room, staff = hall(self.bot), await person(self.bot, self.maria)
        for number in others:
            await room.passed(staff, number)

    async def jury_sits(self) -> None:
        """Everybody takes a link of their own."""
        for number in range((await self.edition()).contest.jury.seats):
            who = await applicant(self.town, self.bot, f"Komisja {number + 1}")
            room, staff = hall(self.bot), await person(self.bot, self.maria)
            link = await room.ask(staff, room.services.seats.invite, 1)
            welcomed = await who.start(link.link.partition("=")[2])
            assert "jury" in said(welcomed).lower()
            self.jury.append(who)

    async def judged(self) -> None:
        """The first sheet of all is typed and handed in, the others are filled in quickly."""
        contest = (await self.edition()).contest
        if not contest.jury.criteria:
            return
        await self.reach(PhaseName.JURY)
        sheets = {idea["title"]: self._sheets(idea) for idea in self.story["ideas"]}
        first, ala = next(iter(sheets)), self.jury[0]
        number = self.ids[first]
        for place, points in enumerate(sheets[first][0], 1):
            await ala.say(f"/jury 1 {number} {place} {points}")
        await ala.say(f"/jury 1 {number} oddaj tak")
        await ala.sees("Ocena oddana.")
        await self.bot.running.office.db.write(lambda tx: self._fill_in(tx, contest, sheets))

    def _sheets(self, idea: dict[str, Any]) -> list[list[int]]:
        """Points by assessor and criterion."""
        if "each" in idea:  # all nine of Gniezno give the same on all nine criteria
            return [[idea["each"]] * 9] * 9
        points = idea["points"]
        return [one if isinstance(one, list) else [one] for one in points]

    def _fill_in(self, tx: Tx, contest: Any, sheets: dict[str, list[list[int]]]) -> None:
        names, now = [one.name for one in contest.jury.criteria], self.bot.clock.now()
        for place, assessor in enumerate(contest_juries.of_contest(tx, 1)):
            for title, given in sheets.items():
                points = dict(zip(names, map(Fraction, given[place]), strict=True))
                if (place, title) != (0, next(iter(sheets))):
                    sheet = Sheet(assessor.id, self.ids[title], points, "", now)
                    contest_juries.save_sheet(tx, sheet)

    async def counted(self) -> None:
        """The points, the votes where there are any; then the committee meets."""
        contest = (await self.edition()).contest
        if contest.jury.criteria:
            ranking = await self.maria.say("/jury 1 policz tak")
            for words in self.story.get("ranking", ()):
                assert words in said(ranking), said(ranking)
        if "votes" in self.story:
            await self._vote()
            await self.reach(PhaseName.RESULTS)
            await self.maria.say("/glosowanie 1 policz tak")
        await self.reach(PhaseName.RESULTS)
        if "votes" in self.story:
            await self.maria.say("/glosowanie 1 policz tak")

    async def _vote(self) -> None:
        """The first vote is ticked and cast in the chat; `votes` says how many choose an idea."""
        await self.reach(PhaseName.VOTE)
        room = hall(self.bot)
        first, *others = [title for title, number in self.story["votes"].items()
                          for _ in range(number)]  # fmt: skip
        voter = await applicant(self.town, self.bot, "Wyborca")
        thanks = await self.lines(voter, ("/glosuj 1", first, "oddaj głos"))
        assert "głos jest oddany" in said(thanks), await voter.chat()
        cast = [(self.ids[title], number) for number, title in enumerate(others)]
        await self.bot.running.office.db.write(lambda tx: _ballots(tx, cast))
        assert await room.rows("SELECT count(*) FROM ballot") == [(len(others) + 1,)]

    async def decided(self) -> None:
        """What the rules would give is looked at, kept, and changed by people with a reason."""
        await self.maria.say("/decyzje 1")
        divided = await self.maria.say("/decyzje 1 podziel")
        for words in self.story.get("divided", ()):
            assert words in said(divided), said(divided)
        if "decides" in self.story:
            await self.lines(self.maria, self.story["decides"])
            await self.maria.sees("Zmieniło się")
        if any(not idea["awarded"] for idea in self.story["ideas"]) and self.story.get("why"):
            script = ("/decyzje 1 powody", "wszystkie", self.story["why"])
            await self.lines(self.maria, script)
            await self.maria.tap("Zapisz uzasadnienie")
            await self.maria.sees("Wszystko postanowione")

    async def published(self) -> None:
        """Approved, sent, published; before that nobody reads anything."""
        hidden = await self.ania.say("/wyniki 1")
        assert not any(title in said(hidden) for title in self.ids)
        await self.lines(self.maria, ("/decyzje 1 zatwierdź", "P-1", "[Zatwierdź protokół]"))
        await self.maria.sees("P-1 zatwierdzon")
        early = await self.ania.say("/wyniki 1")
        assert not any(title in said(early) for title in self.ids)
        await self.maria.say("/decyzje 1 wyślij tak")
        await self.maria.say("/decyzje 1 opublikuj tak")
        await self.maria.sees("Lista jest publiczna")
        morning = (self.bot.clock.now().astimezone(WARSAW) + timedelta(days=1)).replace(hour=10)
        pass_until(self.bot, morning)  # nobody is woken at night

    async def letter(self, title: str) -> str:
        """The decision as its author reads it; a chat gets one message a second."""
        author = self.authors[title]

        async def look() -> str | None:
            self.bot.clock.advance(seconds=1)
            found = [said(m) for m in await author.messages()]
            return next((one for one in found if f"Decyzja: „{title}”" in one), None)

        return str(await self.town.until(look, f"the decision on {title}"))

    async def awards(self) -> dict[str, tuple[str, int]]:
        """Outcome and złoty of each idea, as kept."""
        found = await self.bot.running.office.db.read(
            lambda tx: contest_awards.latest(tx, 1, self.story.get("round", 1))
        )
        assert found
        titles = {str(number): title for title, number in self.ids.items()}
        return {
            titles[one.application]: (one.outcome.value, one.awarded // 100)
            for one in found.awards.decisions
        }


async def held(town: Town, bot: Bot, name: str) -> Held:
    """People who have met the bot, on the day on which the file comes."""
    made_up = story(name)
    now: datetime = made_up["now"]
    pass_until(bot, now.replace(tzinfo=WARSAW))
    maria, ania = await librarian(town, bot), await applicant(town, bot, "Ania")
    return Held(bot, town, name, made_up, maria, ania)
