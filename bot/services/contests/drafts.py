"""A draft before its first answer: who applies, and what the form knows already."""

from __future__ import annotations

import secrets

from bot.domain.contests.applications import Application
from bot.domain.contests.contest import Money
from bot.domain.contests.editions import Edition
from bot.domain.contests.eligibility import ADULT, Applicant
from bot.domain.contests.money import plain
from bot.storage import publications
from bot.storage.database import Tx

FINDINGS, WORDS = 5, 160  # published results named in the form; characters of each


def new_draft(edition: Edition, applicant: Applicant, author_id: int | None) -> Application:
    """Nothing is written yet; without an author it came on paper."""
    return Application(
        0, edition.id, applicant.kind, organisation=applicant.organisation,
        name=applicant.name, guardian=applicant.guardian, minor=applicant.minor,
        round=edition.round, author_id=author_id, token=secrets.token_urlsafe(16),
    )  # fmt: skip


def as_applied(application: Application) -> Applicant:
    """Who applies, as the draft has it."""
    age = ADULT - 1 if application.minor else None
    return Applicant(
        application.kind, application.name, application.organisation, age, application.guardian
    )


def known(edition: Edition, applicant: Applicant) -> dict[str, str]:
    """What the form knows before the first question."""
    found = {
        "kind": applicant.kind.value,
        "minor": "yes" if applicant.minor else "no",
        "contest": edition.title,
        "limits": limits(edition.contest.money),
    }
    found |= {"named": _yes(applicant.organisation), "guarded": _yes(applicant.guardian)}
    said = {"organisation": applicant.organisation, "guardian": applicant.guardian}
    return found | {name: text for name, text in said.items() if text}


def _yes(text: str) -> str:
    return "yes" if text else "no"


def limits(money: Money) -> str:
    """„2 000–12 000 zł” in any language, "–" without limits."""
    if not money.grant_max:
        return f"≥ {_grouped(money.grant_min)} zł" if money.grant_min else "–"
    least = f"{_grouped(money.grant_min)}–" if money.grant_min else "≤ "
    return f"{least}{_grouped(money.grant_max)} zł"


def _grouped(grosze: int) -> str:
    whole, point, rest = plain(grosze).partition(".")
    return f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}") + point.replace(".", ",") + rest


def findings(tx: Tx) -> str:
    """What the library has shown to residents lately, to lean on; "" where there is nothing."""
    shown = (publications.by_id(tx, number) for number, _ in publications.newest(tx, FINDINGS))
    return " ".join(f"{one.title}: {_short(one.comment)}" for one in shown if one and one.comment)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WORDS else words[: WORDS - 1].rstrip() + "…"
