"""First contact, the menu, the language and help."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.people import Role
from bot.domain.profile import Profile
from bot.domain.sessions import KEPT
from bot.domain.welcome import Greeting, Help, Language, Menu, Promised
from bot.i18n import LANGUAGES, NAMES, Translator, mark
from bot.views.actions import (
    ExportMyData,
    GoOn,
    ListContests,
    ListJuries,
    ListLanguages,
    ListOrganisations,
    ListSignUps,
    ListSurveys,
    ListWorkshops,
    NotificationSettings,
    OpenHelp,
    OpenPanel,
    ReadNotice,
    ResumeSession,
    Speak,
    WriteToLibrary,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Replace, Row, Screen, Show
from bot.views.steps import help_for, step, waiting_rows

GAP = Markup("\n\n")
LINE = Markup("\n")

ROLES = {
    Role.RESIDENT: mark("resident"),
    Role.PARTNER: mark("partner"),
    Role.ASSESSOR: mark("assessor"),
    Role.LIBRARIAN: mark("librarian"),
    Role.OWNER: mark("owner"),
}


def greeting(shown: Greeting, t: Translator) -> Screen:
    """The only screen before the first question: who, what, and what happens to data."""
    profile = shown.profile
    hello = t("<b>Hello! This is {library}.</b>", library=library(profile, t))
    basis = t(
        "The library processes data to carry out its public task (art. 6(1)(e) GDPR). "
        "Unfinished answers wait {days} days.",
        days=KEPT.days,
    )
    parts = [
        LINE.join((hello, _purpose(shown, t))),
        _anonymity(shown.survey, profile, t),
        LINE.join((basis, _rights(profile, t))),
        t(
            "The chat stays in Telegram, an outside service. The bot is for people aged {age} "
            "and over.",
            age=profile.minimum_age,
        ),
    ]
    rows = (
        (Button(t.plain("Let us begin"), GoOn(shown.payload)),),
        (Button(t.plain("Who uses data, and why"), ReadNotice(shown.payload)),),
        _other_languages(t, shown.payload),
    )
    return Screen(GAP.join(part for part in parts if part), rows)


def regreeting(shown: Greeting, t: Translator) -> Sequence[Effect]:
    """The same message in another language."""
    return (Replace(greeting(shown, t)),)


def _purpose(shown: Greeting, t: Translator) -> Markup:
    if shown.survey:
        return t.many(
            "The survey “{title}” takes about {number} minute. Answering is up to you.",
            "The survey “{title}” takes about {number} minutes. Answering is up to you.",
            shown.survey.minutes,
            title=shown.survey.title,
        )
    if shown.invited:
        role = t.plain(ROLES[shown.invited])
        return t("You are invited to work with this bot. Your role: <b>{role}</b>.", role=role)
    if shown.contest:
        return t("You are invited to the contest “{title}”.", title=shown.contest)
    return t("Here you say what you need from the library, and see what comes of it.")


def _anonymity(survey: Promised | None, profile: Profile, t: Translator) -> Markup:
    if survey is None:
        return Markup()
    if survey.anonymous:
        return t(
            "Until you send them, we keep answers with your account, so that you can come back. "
            "Then we delete this link: the library will not see whose they are, and nobody can "
            "change them any more."
        )
    return t(
        "This survey is <b>not anonymous</b>: the library sees whose answers they are, up to "
        "{days} days after it closes.",
        days=profile.retention_days,
    )


def _rights(profile: Profile, t: Translator) -> Markup:
    if not profile.inspector:
        return t("You can see your data (/mojedane), erase them (/usun) and complain to UODO.")
    return t(
        "You can see your data (/mojedane), erase them (/usun) and complain to UODO. "
        "Data-protection inspector: {inspector}.",
        inspector=profile.inspector,
    )


def menu(shown: Menu, t: Translator) -> Screen:
    """What there is to do; what was left unfinished comes first."""
    name = shown.library or t.plain("the library")
    text = t("<b>Menu</b> · {library}", library=name)
    said = t("You can go on where you left off.") if shown.waiting else t("What shall we do?")
    rows: list[Row] = [*waiting_rows(shown.waiting, t)]
    if shown.judges:
        rows.append((Button(t.plain("Judge the ideas"), ListJuries()),))
    if shown.staff:
        rows.append((Button(t.plain("Panel"), OpenPanel()),))
    rows += [
        (
            Button(t.plain("Workshops"), ListWorkshops("", False)),
            Button(t.plain("My sign-ups"), ListSignUps()),
        ),
        _asking(shown, t),
        *(() if shown.staff else (_writing(t),)),
        (
            Button(t.plain("My data"), ExportMyData()),
            Button(t.plain("Language"), ListLanguages()),
        ),
        (
            Button(t.plain("Notifications"), NotificationSettings()),
            Button(t.plain("Help"), OpenHelp()),
        ),
    ]
    return Screen(LINE.join((text, said)), tuple(rows))


def _asking(shown: Menu, t: Translator) -> Row:
    surveys = Button(t.plain("Surveys"), ListSurveys())
    return (surveys, Button(t.plain("Contests"), ListContests())) if shown.contests else (surveys,)


def _writing(t: Translator) -> Row:
    write = Button(t.plain("Write to the library"), WriteToLibrary(0))
    return (write, Button(t.plain("Organisations"), ListOrganisations()))


def languages(shown: Language, t: Translator) -> Screen:
    """Each language in its own words."""
    text = t("<b>Language:</b> {language}\nWhich one shall I speak?", language=NAMES[shown.code])
    rows = tuple((Button(_named(code, shown.code, t), Speak(code, "")),) for code in LANGUAGES)
    return Screen(text, (*rows, (menu_button(t),)))


def _named(code: str, current: str, t: Translator) -> str:
    name = NAMES[code]
    return t.plain("{language} · now", language=name) if code == current else name


def spoken(shown: Language | Greeting, t: Translator) -> Sequence[Effect]:
    """After the change: the greeting in place, else the question that stands, else the menu."""
    if isinstance(shown, Greeting):
        return regreeting(shown, t)
    said = t("<b>From now on I speak English.</b>")
    if shown.step:
        return (Replace(Screen(said)), *step(shown.step, t))
    return (Replace(Screen(said)), Show(menu(shown.menu, t)))


def help_(shown: Help, t: Translator) -> Screen:
    """How to answer what is being asked, or what there is; and people to ask."""
    first = help_for(shown.step.step, t) if shown.step else _abilities(shown, t)
    rows: tuple[Row, ...] = ((menu_button(t),),)
    if shown.step:
        back = ResumeSession(shown.step.session.id)
        rows = ((Button(t.plain("Back to the question"), back),), *rows)
    return Screen(GAP.join((first, contact(shown.profile, t))), rows)


def library(profile: Profile, t: Translator) -> str:
    """Its name, or a word for it before it has one."""
    return profile.library or t.plain("the library")


def contact(profile: Profile, t: Translator) -> Markup:
    """How to reach people, without Telegram."""
    if not profile.contact:
        return t("You can also talk to people at the library.")
    return t("Without Telegram: {contact}.", contact=profile.contact.rstrip("."))


def _abilities(shown: Help, t: Translator) -> Markup:
    lines = [
        t("<b>What I can do</b>"),
        t("/warsztaty: workshops · /moje: your sign-ups · /ankiety: surveys and results"),
        t(
            "/konkursy: residents' ideas · /napisz: write to the library · /organizacja: work with "
            "the library"
        ),
        t(
            "/zglos: hand in an idea · /mojepomysly: your ideas · /realizacja: carry one out · "
            "/wyniki: results of contests"
        ),
        t("/powiadomienia: what we may write to you about, and when"),
        t("/mojedane: everything kept about you · /usun: erase it"),
        t("/prywatnosc: who uses data, and why · /jezyk: polski, українська, English"),
    ]
    if shown.staff:
        lines.append(t("/panel: for staff · send a spreadsheet with a survey at any time"))
    return LINE.join(lines)


def _other_languages(t: Translator, payload: str) -> Row:
    others = (code for code in LANGUAGES if code != t.language)
    return tuple(Button(NAMES[code], Speak(code, payload)) for code in others)
