"""Who works with the bot: links that give a role, the list, and taking a role away."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.invitations import Accepted, Invited, Member, RoleChanged, Team
from bot.domain.people import Person, Role
from bot.i18n import Translator, mark
from bot.views.actions import (
    EditProfile,
    Invite,
    ListOrganisations,
    ListTeam,
    OpenPanel,
    RegisterOrganisation,
    SetRole,
    ShowMember,
)
from bot.views.faults import menu_button
from bot.views.people import ROLES
from bot.views.screen import Button, Effect, Notice, Replace, Row, Screen, Show

LINE = Markup("\n")
CAN = {
    Role.PARTNER: mark("You can propose workshops, and add your organisation."),
    Role.LIBRARIAN: mark("You can make surveys, read results and invite others: /panel."),
    Role.OWNER: mark("You can do everything here, and decide who works with the bot: /panel."),
}


def team(shown: Team, t: Translator) -> Screen:
    """Everybody with a role; the owner can choose one."""
    lines = [t("<b>People</b>")]
    lines += [
        t("{name}: {role}", name=_name(person, t), role=t.plain(ROLES[person.role]))
        for person in shown.people
    ]
    chosen = [p for p in shown.people if shown.may_change and p.id != shown.viewer.id]
    rows: list[Row] = [(Button(_name(person, t), ShowMember(person.id, "")),) for person in chosen]
    rows += [
        (Button(t.plain("Invite a librarian"), Invite(Role.LIBRARIAN.value)),),
        (Button(t.plain("Invite a partner"), Invite(Role.PARTNER.value)),),
        (Button(t.plain("Panel"), OpenPanel()),),
    ]
    return Screen(LINE.join(lines), tuple(rows))


def invited(shown: Invited, t: Translator) -> Screen:
    """The link, to be sent on."""
    text = t(
        "<b>An invitation for one person.</b> Role: {role}\n{link}\n"
        "Send this link on. It works once, until {moment}.",
        role=t.plain(ROLES[shown.role]),
        link=shown.link,
        moment=t.moment(shown.until),
    )
    return Screen(text, ((Button(t.plain("People"), ListTeam()),), (menu_button(t),)))


def accepted(shown: Accepted, t: Translator) -> Sequence[Effect]:
    """Welcome to the team; who invited hears of it."""
    effects: list[Effect] = [Show(_welcome(shown, t))]
    if shown.inviter and shown.first:
        effects.append(Notice(shown.inviter, _joined(shown, _theirs(shown.inviter, t))))
    return effects


def _welcome(shown: Accepted, t: Translator) -> Screen:
    if not shown.first:
        role = t.plain(ROLES[shown.person.role])
        text = t("<b>You can do this already.</b> Your role: {role}.", role=role)
        return Screen(text, ((menu_button(t),),))
    if shown.role is Role.OWNER:
        return _owner(t)
    if shown.organisation:
        return _member(shown, t)
    text = t(
        "<b>Welcome to the team.</b> Your role: {role}.\n{can}",
        role=t.plain(ROLES[shown.role]),
        can=t(CAN.get(shown.role, mark("The menu shows what you can do."))),
    )
    if shown.role is Role.PARTNER:
        new = Button(t.plain("Register an organisation"), RegisterOrganisation())
        return Screen(text, ((new,), (menu_button(t),)))
    return Screen(text, ((Button(t.plain("Panel"), OpenPanel()),), (menu_button(t),)))


def _owner(t: Translator) -> Screen:
    text = t(
        "<b>You run this bot now.</b>\nLet us begin with three things: the library's name, how to "
        "reach it, and the data-protection inspector.\nNothing that asks people for data can be "
        "published before. What is kept about you: /prywatnosc."
    )
    rows = (
        (Button(t.plain("Let us begin"), EditProfile()),),
        (Button(t.plain("Later"), OpenPanel()),),
    )
    return Screen(text, rows)


def _member(shown: Accepted, t: Translator) -> Screen:
    text = t(
        "<b>You belong to {organisation}.</b>\nYou can offer help, propose workshops and write to "
        "the library in its name.",
        organisation=shown.organisation,
    )
    own = Button(t.plain("Your organisation"), ListOrganisations())
    return Screen(text, ((own,), (menu_button(t),)))


def _joined(shown: Accepted, t: Translator) -> Screen:
    text = t(
        "<b>Invitation accepted:</b> {name}. Role: {role}.",
        name=_name(shown.person, t),
        role=shown.organisation or t.plain(ROLES[shown.role]),
    )
    if shown.organisation:
        return Screen(text, ((Button(t.plain("Organisations"), ListOrganisations()),),))
    return Screen(text, ((Button(t.plain("People"), ListTeam()),),))


def member(shown: Member, t: Translator) -> Screen:
    """One of the team, and what the owner can do; or the question before it is done."""
    person = shown.person
    name, role = _name(person, t), t.plain(ROLES[person.role])
    back = (Button(t.plain("People"), ListTeam()),)
    if shown.asked == Role.RESIDENT:
        text = t("<b>Take the role away from {name}?</b>\nNow: {role}.", name=name, role=role)
        yes = Button(t.plain("Yes, take it away"), SetRole(person.id, Role.RESIDENT.value))
        return Screen(text, ((yes,), back))
    if shown.asked == Role.OWNER:
        text = t(
            "<b>Make {name} an owner too?</b>\nAn owner can do everything, also take roles away.",
            name=name,
        )
        yes = Button(t.plain("Yes, an owner too"), SetRole(person.id, Role.OWNER.value))
        return Screen(text, ((yes,), back))
    take = Button(t.plain("Take the role away"), ShowMember(person.id, Role.RESIDENT.value))
    rows: list[Row] = [(take,)]
    if person.role is Role.LIBRARIAN:
        rows.append((Button(t.plain("Make an owner"), ShowMember(person.id, Role.OWNER.value)),))
    return Screen(t("<b>{name}</b>: {role}", name=name, role=role), (*rows, back))


def role_changed(shown: RoleChanged, t: Translator) -> Sequence[Effect]:
    """Done; the person hears of it."""
    facts = {"name": _name(shown.person, t), "role": t.plain(ROLES[shown.role])}
    done = Screen(
        t("<b>Done.</b> {name}: {role}.", **facts), ((Button(t.plain("People"), ListTeam()),),)
    )
    return (Replace(done), Notice(shown.person, _told(shown, _theirs(shown.person, t))))


def _told(shown: RoleChanged, t: Translator) -> Screen:
    if shown.role is Role.RESIDENT:
        text = t("<b>You do not work with this bot any more.</b>\nSurveys stay open to you.")
    else:
        text = t("<b>You have a new role:</b> {role}.", role=t.plain(ROLES[shown.role]))
    return Screen(text, ((menu_button(t),),))


def _name(person: Person, t: Translator) -> str:
    return person.name or t.plain("somebody without a name")


def _theirs(person: Person, t: Translator) -> Translator:
    """The words for another reader."""
    return Translator(person.language, t.zone, t.now)
