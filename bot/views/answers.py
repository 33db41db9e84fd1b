"""Answers as people read them: XForms values are for programs."""

from __future__ import annotations

from datetime import date, datetime, time

from markupsafe import Markup, escape

from bot.forms.model import Kind
from bot.i18n import Translator, mark

LONGEST = 160  # characters of an answer where it is only recalled

FILES = {
    Kind.IMAGE: mark("a picture"),
    Kind.AUDIO: mark("a recording"),
    Kind.VIDEO: mark("a film"),
    Kind.FILE: mark("a file"),
}


def readable(kind: Kind | None, answer: str, t: Translator) -> str:
    """The answer in the reader's way; `answer` of a choice already has the labels."""
    if not answer or kind is None:
        return ""
    if kind in FILES:
        return t.plain(FILES[kind])
    match kind:
        case Kind.DATE:
            return t.day(date.fromisoformat(answer))
        case Kind.TIME:
            return t.hour(time.fromisoformat(answer))
        case Kind.DATETIME:
            return t.moment(datetime.fromisoformat(answer))
        case Kind.ACKNOWLEDGE:
            return t.plain("confirmed")
        case Kind.GEOPOINT:
            return ", ".join(answer.split(" ")[:2])
        case Kind.DECIMAL | Kind.RANGE:
            return answer if t.language == "en" else answer.replace(".", ",")
    return clipped(answer)


def clipped(text: str, longest: int = LONGEST) -> str:
    """The beginning of a long text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def bold(text: str) -> Markup:
    """The text in bold: on the path of every answer, where `Markup.format` is too slow."""
    return Markup(f"<b>{escape(text)}</b>")  # noqa: S704 - escaped


def italic(text: str) -> Markup:
    """The text in italics."""
    return Markup(f"<i>{escape(text)}</i>")  # noqa: S704 - escaped


def until(moment: datetime, t: Translator) -> str:
    """„28 maja”, to stand after „do”: a weekday or „jutro” would need another case there."""
    from babel.dates import format_date

    day = moment.astimezone(t.zone).date()
    pattern = "d MMMM" if day.year == t.now.year else "d MMMM y"
    return str(format_date(day, format=pattern, locale=t.language))
