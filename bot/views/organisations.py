"""Organisations: the list, one of them, a link for its next member, and what people are told."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.organisations import (
    OFFERED,
    REGISTERED,
    Kind,
    Organisation,
    OrganisationInvited,
    OrganisationShown,
    OrganisationsShown,
    OrganisationTold,
    Running,
    Status,
)
from bot.domain.sessions import Completed
from bot.i18n import Translator, mark
from bot.views.actions import (
    DecideOrganisation,
    EditOrganisation,
    InviteMember,
    LeaveOrganisation,
    ListOrganisations,
    OfferResource,
    OpenPanel,
    OpenWorkshop,
    RegisterOrganisation,
    ShowOrganisation,
    WithdrawResource,
    WriteToLibrary,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Row, Screen, Show

GAP, LINE = Markup("\n\n"), Markup("\n")
LABEL = 40  # characters of an offer on a button
KINDS = {
    Kind.OSP: mark("volunteer fire brigade"),
    Kind.KGW: mark("rural women's circle"),
    Kind.NGO: mark("association or foundation"),
    Kind.SCHOOL: mark("school or kindergarten"),
    Kind.PARISH: mark("parish"),
    Kind.MUSEUM: mark("museum"),
    Kind.INFORMAL: mark("informal group"),
    Kind.OTHER: mark("organisation"),
}
STATUSES = {
    Status.PROPOSED: mark("The library has not confirmed it yet."),
    Status.REFUSED: mark("The library has not confirmed it."),
    Status.CLOSED: mark("The cooperation is over."),
}
TOLD = {
    "registered": mark("<b>Thank you! It is registered.</b>"),
    "edited": mark("<b>Changed.</b>"),
    "offered": mark("<b>Thank you! The library hears of it.</b>"),
    "withdrawn": mark("<b>It is not offered any more.</b>"),
    "active": mark("<b>Approved.</b> Its members hear of it."),
    "refused": mark("<b>Not approved.</b> Its members hear of it."),
    "closed": mark("<b>The cooperation is over.</b> Its members hear of it."),
    "left": mark("<b>You do not belong to it any more.</b>"),
}
ASKED = {
    "close": mark("<b>End the cooperation with {name}?</b>\nIts members are no partners any more."),
    "refuse": mark("<b>Do not approve {name}?</b>\nWhoever registered it hears of it."),
    "leave": mark("<b>Leave {name}?</b>\nAnother member can invite you again."),
}


def board(shown: OrganisationsShown | OrganisationShown, t: Translator) -> Screen:
    """All of them for staff; one's own, or how to begin, for others."""
    if isinstance(shown, OrganisationShown):
        return organisation(shown, t)
    if not shown.staff:
        return _own(shown.active, t)
    parts = [t("<b>Organisations</b>")]
    if shown.proposed:
        parts.append(_listed(t("<b>Wait for your word</b>"), shown.proposed, t))
    if shown.active:
        parts.append(_listed(t("<b>They work with us</b>"), shown.active, t))
    if not (shown.proposed or shown.active):
        parts.append(t("There are none yet. Add one, then invite its people by a link."))
    rows = (*_names((*shown.proposed, *shown.active)),
            (Button(t.plain("Add an organisation"), RegisterOrganisation()),),
            (Button(t.plain("Panel"), OpenPanel()),))  # fmt: skip
    return Screen(GAP.join(parts), rows)


def _own(own: Sequence[Organisation], t: Translator) -> Screen:
    text = t(
        "<b>Organisations</b>\nA fire brigade, a circle, an association, a school, a parish, a "
        "museum or a few neighbours can work with the library.\nRegister yours: you can offer "
        "help, propose workshops and invite others of your group."
    )
    if own:
        text = _listed(t("<b>Your organisations</b>"), own, t)
    new = Button(t.plain("Register an organisation"), RegisterOrganisation())
    return Screen(text, (*_names(own), (new,), (menu_button(t),)))


def _listed(heading: Markup, listed: Sequence[Organisation], t: Translator) -> Markup:
    lines = [
        t("{number}. <b>{name}</b>, {kind}", number=one.id, name=one.name, kind=_kind(one, t))
        for one in listed
    ]
    return LINE.join((heading, *lines))


def _names(listed: Sequence[Organisation]) -> tuple[Row, ...]:
    return tuple((Button(one.name, ShowOrganisation(one.id, "")),) for one in listed)


def _kind(one: Organisation, t: Translator) -> str:
    return t.plain(KINDS[one.kind])


def organisation(shown: OrganisationShown, t: Translator) -> Screen:
    """One of them: who, what they offer, what runs with them, what can be done."""
    one = shown.organisation
    if shown.asked:
        return _ask(shown, t)
    parts = [t(TOLD[shown.told])] if shown.told else []
    if shown.told == "left":
        return Screen(parts[0], ((menu_button(t),),))
    parts.append(_heading(one, t))
    if shown.members:
        names = ", ".join(person.name or "–" for person in shown.members)
        parts.append(t("<b>People:</b> {names}", names=names))
    if shown.resources:
        offers = (t("• {text}", text=resource.text) for resource in shown.resources)
        parts.append(LINE.join((t("<b>They offer</b>"), *offers)))
    if shown.running:
        lines = (_running(what, t) for what in shown.running)
        parts.append(LINE.join((t("<b>Runs with them</b>"), *lines)))
    if shown.ideas:
        ideas = (t("• {title} ({contest})", title=i.title, contest=i.contest) for i in shown.ideas)
        parts.append(LINE.join((t("<b>Ideas handed in</b>"), *ideas)))
    rows = _rows(shown, t) if one.status in (Status.PROPOSED, Status.ACTIVE) else ()
    return Screen(GAP.join(parts), (*rows, _back(shown, t)))


def _heading(one: Organisation, t: Translator) -> Markup:
    lines = [t("<b>{name}</b> · {kind}", name=one.name, kind=_kind(one, t))]
    if one.about:
        lines.append(Markup.escape(one.about))
    if one.status in STATUSES:
        lines.append(t(STATUSES[one.status]))
    return LINE.join(lines)


def _running(what: Running, t: Translator) -> Markup:
    facts = {"title": what.title, "moment": t.moment(what.starts_at)}
    if what.published:
        return t("• {title}, {moment}", **facts)
    return t("• {title}, {moment} (proposed)", **facts)


def _rows(shown: OrganisationShown, t: Translator) -> tuple[Row, ...]:
    one = shown.organisation
    rows: list[Row] = [
        (Button(what.title, OpenWorkshop(what.workshop_id)),)
        for what in shown.running
        if what.published
    ]
    if one.status is Status.PROPOSED and shown.staff:
        rows.append((
            Button(t.plain("Approve"), DecideOrganisation(one.id, Status.ACTIVE.value)),
            Button(t.plain("Do not approve"), ShowOrganisation(one.id, "refuse")),
        ))  # fmt: skip
    rows.append((Button(t.plain("Offer help"), OfferResource(one.id)),))
    rows += [
        (Button(_withdrawal(what.text, t), WithdrawResource(what.id)),) for what in shown.resources
    ]
    write = t.plain("Write to the library") if shown.member else t.plain("Write to them")
    rows.append((Button(write, WriteToLibrary(one.id)),))
    if one.status is Status.ACTIVE:
        rows.append((Button(t.plain("Invite a person"), InviteMember(one.id)),))
    rows.append((Button(t.plain("Change the description"), EditOrganisation(one.id)),))
    if shown.member:
        rows.append((Button(t.plain("Leave"), ShowOrganisation(one.id, "leave")),))
    if shown.staff and one.status is Status.ACTIVE:
        rows.append((Button(t.plain("End the cooperation"), ShowOrganisation(one.id, "close")),))
    return tuple(rows)


def _withdrawal(text: str, t: Translator) -> str:
    words = text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"
    return t.plain("Withdraw: {text}", text=words)


def _back(shown: OrganisationShown, t: Translator) -> Row:
    if shown.staff:
        return (Button(t.plain("Organisations"), ListOrganisations()), menu_button(t))
    return (menu_button(t),)


def _ask(shown: OrganisationShown, t: Translator) -> Screen:
    one = shown.organisation
    yes = {
        "close": Button(t.plain("Yes, end it"), DecideOrganisation(one.id, Status.CLOSED.value)),
        "refuse": Button(
            t.plain("Yes, refuse it"), DecideOrganisation(one.id, Status.REFUSED.value)
        ),
        "leave": Button(t.plain("Yes, I leave"), LeaveOrganisation(one.id)),
    }[shown.asked]
    back = Button(t.plain("No"), ShowOrganisation(one.id, ""))
    return Screen(t(ASKED[shown.asked], name=one.name), ((yes,), (back,)))


def completed(result: Completed, t: Translator) -> Screen:
    """The end of registering, changing and offering."""
    assert isinstance(result.outcome, OrganisationShown)
    return organisation(result.outcome, t)


def invited(shown: OrganisationInvited, t: Translator) -> Screen:
    """The link, to be sent on."""
    text = t(
        "<b>An invitation for one person.</b> Organisation: {name}\n{link}\n"
        "Send this link on. It works once, until {moment}.",
        name=shown.organisation.name,
        link=shown.link,
        moment=t.moment(shown.until),
    )
    back = Button(t.plain("Organisation"), ShowOrganisation(shown.organisation.id, ""))
    return Screen(text, ((back,), (menu_button(t),)))


def told(shown: OrganisationTold, t: Translator) -> Sequence[Effect]:
    """A notice: to staff that there is something new, to members that it was decided."""
    one = shown.organisation
    opened = Button(t.plain("Organisation"), ShowOrganisation(one.id, ""))
    if shown.purpose == REGISTERED:
        text = t(
            "<b>A new organisation waits for your word:</b> {name}, {kind}.",
            name=one.name, kind=_kind(one, t),
        )  # fmt: skip
    elif shown.purpose == OFFERED and shown.resource:
        text = t("<b>{name} offers help:</b> {text}", name=one.name, text=shown.resource.text)
        write = Button(t.plain("Write to them"), WriteToLibrary(one.id))
        return (Show(Screen(text, ((opened, write),))),)
    else:
        return (Show(_decided(one, t, opened)),)
    return (Show(Screen(text, ((opened,),))),)


def _decided(one: Organisation, t: Translator, opened: Button) -> Screen:
    if one.status is Status.ACTIVE:
        text = t(
            "<b>The library works with you: {name}.</b>\nYou can offer help, propose workshops and "
            "invite others of your group.", name=one.name,
        )  # fmt: skip
        return Screen(text, ((opened,), (menu_button(t),)))
    write = Button(t.plain("Write to the library"), WriteToLibrary(0))
    text = t("<b>The cooperation has ended: {name}.</b>\nThank you for what you did.",
             name=one.name)  # fmt: skip
    if one.status is Status.REFUSED:
        text = t(
            "<b>The library has not confirmed {name} for now.</b>\nWrite to us if you want to talk "
            "about it.", name=one.name,
        )  # fmt: skip
    return Screen(text, ((write,), (menu_button(t),)))
