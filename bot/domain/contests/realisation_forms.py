"""Conversations about a realisation: which form asks, what it knows, what its answers come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from bot.domain.contests.editions import Action
from bot.domain.contests.realisation import EventHeld, Expense, Report, Source
from bot.domain.contests.realisation_overviews import RealisationShown
from bot.domain.contests.spending import amount_of


class Talk(StrEnum):
    """The kinds of sessions; each is about an application."""

    MILESTONE = "realisation_milestone"
    EVENT = "realisation_event"
    EXPENSE = "realisation_expense"
    PHOTO = "realisation_photo"
    REPORT = "realisation_report"
    RETURN = "realisation_return"
    DUE = "realisation_due"


FORMS: Mapping[Talk, str] = {
    Talk.MILESTONE: "etap",
    Talk.EVENT: "wydarzenie",
    Talk.EXPENSE: "wydatek",
    Talk.PHOTO: "zdjecie",
    Talk.REPORT: "sprawozdanie",
    Talk.RETURN: "zwrot_sprawozdania",
    Talk.DUE: "termin_sprawozdania",
}
AT_ONCE = tuple(form for talk, form in FORMS.items() if talk is not Talk.REPORT)
RIGHTS: Mapping[Talk, Action] = {
    **dict.fromkeys(Talk, Action.REPORT),
    Talk.RETURN: Action.ACCEPT_REPORT,
    Talk.DUE: Action.ACCEPT_REPORT,
}


def preset(talk: Talk, shown: RealisationShown, line: int) -> dict[str, str]:
    """What the form knows before the first question."""
    match talk:
        case Talk.MILESTONE | Talk.PHOTO:
            return {}
        case Talk.EXPENSE:
            named = next((one.item for one in shown.spending.lines if one.number == line), "")
            return {"line": str(line if named else 0), "item": f"({named})" if named else ""}
        case Talk.REPORT:
            return {"title": shown.application.title, **_returned(shown.report)}
        case _:
            return {"title": shown.application.title}


def _returned(report: Report | None) -> dict[str, str]:
    """What is to be mended, and the report as it was."""
    if report is None or not report.returned:
        return {}
    known = {
        "mend": report.returned, "outcome": report.outcome, "worked": report.worked,
        "not_worked": report.not_worked, "quote": report.quote,
    }  # fmt: skip
    return {name: text for name, text in known.items() if text}


def event_of(answers: Mapping[str, str]) -> EventHeld:
    """What `wydarzenie` says."""
    return EventHeld(
        0, date.fromisoformat(answers["day"]), answers["what"].strip(), int(answers["people"]),
        int(answers.get("newcomers") or 0),
    )  # fmt: skip


def expense_of(answers: Mapping[str, str]) -> Expense:
    """What `wydatek` says. Raises Refused: amount_unread."""
    day = answers.get("day", "")
    return Expense(
        0, int(answers.get("line") or 0), answers["what"].strip(), amount_of(answers["amount"]),
        Source(answers["source"]), answers.get("document", "").strip(),
        date.fromisoformat(day) if day else None,
    )  # fmt: skip


def report_of(answers: Mapping[str, str], number: int, now: datetime) -> Report:
    """What `sprawozdanie` says."""

    def said(name: str) -> str:
        return answers.get(name, "").strip()

    return Report(number, said("outcome"), said("worked"), said("not_worked"), now, said("quote"))
