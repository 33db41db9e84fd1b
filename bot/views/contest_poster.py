"""A contest's poster, to apply from."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.contests.contest import PhaseName
from bot.domain.posters import ContestPoster
from bot.i18n import Translator
from bot.views import contest_facts, posters
from bot.views.posters import Block
from bot.views.printing import GREY


def draw(poster: ContestPoster, t: Translator) -> bytes:
    """The PDF. Before the contest begins it says that its code leads nowhere yet."""
    invitation = t.plain("Scan the code and see the contest")
    if poster.phase is PhaseName.DRAFT:
        invitation = t.plain("Draft: the code works once the contest has begun")
    contact = t.plain("Without Telegram: {contact}", contact=posters.unbroken(poster.contact))
    page = posters.Page(
        poster.contest.title, _blocks(poster, t), poster.link, invitation, contact,
        poster.funding, poster.logos, poster.code,
    )  # fmt: skip
    return posters.drawn(page, t)


def _blocks(poster: ContestPoster, t: Translator) -> tuple[Block, ...]:
    contest = poster.contest
    opened = contest.phase(PhaseName.OPEN)
    return (
        Block(poster.library, 15, below=9, colour=GREY),
        Block(contest.title, 44, bold=True, below=9),
        Block(_bare(contest_facts.phase_line(contest, opened, t)) if opened else "", 24,
              bold=True, below=6),
        Block(_bare(contest_facts.money(contest.money, t)), 19, below=6),
        Block(_bare(contest_facts.who(contest.eligibility, t)), 15, below=5),
        Block(_bare(contest_facts.meetings(contest, t)), 14, below=2),
    )  # fmt: skip


def _bare(words: Markup) -> str:
    """Without tags; `striptags` would join the lines."""
    return "\n".join(str(Markup(line).striptags()) for line in words.split("\n"))  # noqa: S704 - ours
