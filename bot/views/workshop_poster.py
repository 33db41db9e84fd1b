"""A workshop's poster, to be signed up from."""

from __future__ import annotations

from bot.domain.posters import Poster
from bot.i18n import Translator
from bot.views import posters, workshop_facts
from bot.views.posters import Block
from bot.views.printing import GREY


def draw(poster: Poster, t: Translator) -> bytes:
    """The PDF. Of a draft it says that its code leads nowhere yet."""
    invitation = t.plain("Scan the code and sign up")
    if poster.draft:
        invitation = t.plain("Draft: the code works once it is published")
    contact = t.plain("Without Telegram: {contact}", contact=posters.unbroken(poster.contact))
    page = posters.Page(
        poster.workshop.title, _blocks(poster, t), poster.link, invitation, contact,
        poster.funding, poster.logos, poster.code,
    )  # fmt: skip
    return posters.drawn(page, t)


def _blocks(poster: Poster, t: Translator) -> tuple[Block, ...]:
    workshop = poster.workshop
    facts = workshop_facts.facts(workshop, t)
    ages = workshop_facts.ages(workshop, t)
    return (
        Block(poster.library, 15, below=9, colour=GREY),
        Block(workshop.title, 44, bold=True, below=5),
        Block(str(ages.striptags()) if ages else "", 20, below=9),
        Block(_capital(workshop_facts.when(workshop, t)), 25, bold=True, below=3),
        Block(str(workshop_facts.where(workshop).unescape()), 20, below=9),
        Block(workshop.description, 16, below=7),
        Block(str(facts.unescape()), 15, below=2),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
