"""The staff's panel: today's numbers, faults, a gap in the service."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.panel import Fault, Gap, PanelShown
from bot.domain.people import Person
from bot.i18n import Translator, mark
from bot.views.actions import (
    EditProfile,
    ListAnnouncements,
    ListContests,
    ListFaults,
    ListOrganisations,
    ListSurveys,
    ListTeam,
    ListThreads,
    ManageWorkshops,
    OpenPanel,
    ShowAgenda,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Notice, Row, Screen

LINE = Markup("\n")
MOST_FAULTS = 12
MISSING = {
    "library": mark("the library's name"),
    "contact": mark("how to reach the library"),
    "inspector": mark("the data-protection inspector"),
}


def panel(shown: PanelShown, t: Translator) -> Screen:
    """Where I am, what is new, where to go."""
    name = shown.library or t.plain("the library")
    lines = [t("<b>Panel</b> · {library}", library=name), _today(shown, t)]
    if shown.missing:
        lines.append(_missing(shown.missing, t))
    rows: list[Row] = [
        (
            Button(t.plain("Surveys"), ListSurveys()),
            Button(t.plain("Announcements"), ListAnnouncements()),
        ),
        (
            Button(t.plain("Workshops"), ManageWorkshops()),
            Button(t.plain("Contests"), ListContests()),
        ),
        (
            Button(_counted(t.plain("Messages"), shown.messages, t), ListThreads()),
            Button(_counted(t.plain("Organisations"), shown.organisations, t), ListOrganisations()),
        ),
        (Button(t.plain("Profile"), EditProfile()), Button(t.plain("People"), ListTeam())),
        (Button(t.plain("Scheduled"), ShowAgenda()),),
    ]
    if shown.faults:
        rows.append((Button(t.plain("Faults ({number})", number=shown.faults), ListFaults()),))
    return Screen(LINE.join(lines), (*rows, (menu_button(t),)))


def _counted(words: str, number: int, t: Translator) -> str:
    return t.plain("{name} ({number})", name=words, number=number) if number else words


def _today(shown: PanelShown, t: Translator) -> Markup:
    today = shown.today
    new = t.many("{number} new answer", "{number} new answers", today.responses)
    running = t.many("{number} open survey", "{number} open surveys", today.open_surveys)
    counts = t("Today: {new} · {running}", new=new, running=running)
    if shown.messages:
        wait = t.many("{number} message waits", "{number} messages wait", shown.messages)
        counts = t("{counts} · {wait}", counts=counts, wait=wait)
    return LINE.join((counts, t("Anonymous answers are counted in steps of 5.")))


def _missing(keys: Sequence[str], t: Translator) -> Markup:
    names = ", ".join(t.plain(MISSING[key]) for key in keys)
    return t("<b>Before you can publish:</b> give {names}, under “Profile”.", names=names)


def faults(shown: Sequence[Fault], t: Translator) -> Screen:
    """When and where, newest first; never what was typed."""
    lines = [t("<b>Faults of the last 7 days</b>")]
    lines += [
        t("{moment}: <code>{place}</code>", moment=t.moment(one.at), place=one.place)
        for one in shown[:MOST_FAULTS]
    ]
    if not shown:
        lines.append(t("None."))
    lines.append(
        t("These messages were not handled. People were asked to try once more. "
          "Pass this on to whoever looks after the program.")
    )  # fmt: skip
    return Screen(LINE.join(lines), ((Button(t.plain("Panel"), OpenPanel()),),))


def gap(shown: Gap, person: Person, t: Translator) -> Sequence[Notice]:
    """To staff: from when to when messages may be lost."""
    text = t(
        "<b>The bot was away.</b>\nFrom {since} to {until}.\nTelegram keeps messages for 24 "
        "hours: what people wrote at the beginning of this time may be lost.",
        since=t.moment(shown.since),
        until=t.moment(shown.until),
    )
    screen = Screen(text, ((Button(t.plain("Panel"), OpenPanel()),),))
    key = f"gap:{shown.since.isoformat()}:{person.id}"
    return (Notice(person, screen, key),)
