"""What the protocol of a contest says, section by section, in Polish, the binding language."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.contests.applications import Application
from bot.domain.contests.contest import Kind, Phase
from bot.domain.contests.jury import Assessor
from bot.domain.contests.minutes import Minutes
from bot.i18n import Translator, mark
from bot.views import protocol_awards, protocol_ranking
from bot.views.protocol_blocks import Block, Grid, Heading, Points, Signatures, Text, Title

PHASES = {
    "draft": mark("Preparation"),
    "consultation": mark("Consultation"),
    "open": mark("Applications taken"),
    "formal-check": mark("Formal check"),
    "presentation": mark("Presentations"),
    "jury": mark("Committee"),
    "vote": mark("Residents' vote"),
    "results": mark("Results"),
    "realisation": mark("Carrying out"),
    "closed": mark("End"),
}
KINDS = {
    Kind.INDIVIDUAL: mark("a private person"),
    Kind.INFORMAL_GROUP: mark("an informal group"),
    Kind.NGO: mark("an organisation"),
    Kind.KGW: mark("a rural women's circle"),
    Kind.OSP: mark("a volunteer fire brigade"),
    Kind.SCHOOL: mark("a school"),
    Kind.SCOUTS: mark("scouts"),
    Kind.OTHER: mark("another applicant"),
}


def blocks(minutes: Minutes, t: Translator) -> tuple[Block, ...]:
    """The whole protocol, in order."""
    return tuple(_blocks(minutes, t))


def _blocks(minutes: Minutes, t: Translator) -> Iterator[Block]:
    yield from _top(minutes, t)
    yield from _basis(minutes, t)
    yield from _committee(minutes, t)
    yield from _applications(minutes, t)
    yield from protocol_ranking.blocks(minutes, t)
    yield from protocol_awards.blocks(minutes, t)
    yield from _end(minutes, t)


def title(minutes: Minutes, t: Translator) -> str:
    """„Protokół nr 3/2027”, an amendment, or a draft."""
    if not minutes.round.approved or not minutes.round.protocol:
        return t.plain("Protocol (draft, not approved)")
    reference = minutes.round.protocol.reference
    if minutes.round.protocol.number > 1:
        return t.plain("Amendment of the protocol, no. {reference}", reference=reference)
    return t.plain("Protocol no. {reference}", reference=reference)


def _top(minutes: Minutes, t: Translator) -> Iterator[Block]:
    contest = minutes.edition.contest
    place = ", ".join(part for part in (minutes.library, minutes.address) if part)
    if place:
        yield Text(place)
    yield Title(title(minutes, t))
    yield Text(t.plain("of the committee of the contest “{title}”, round {number}",
                       title=contest.title, number=minutes.edition.round))  # fmt: skip
    protocol = minutes.round.protocol
    if protocol and minutes.round.approved:
        yield Text(t.plain("Approved: {moment}.", moment=t.moment(protocol.approved_at)))
    for earlier in minutes.protocols[:-1] if minutes.round.approved else minutes.protocols:
        facts = {"reference": earlier.reference, "moment": t.moment(earlier.approved_at)}
        yield Text(t.plain("It changes protocol no. {reference} of {moment}.", **facts))


def _basis(minutes: Minutes, t: Translator) -> Iterator[Block]:
    contest = minutes.edition.contest
    yield Heading(t.plain("Basis and dates"))
    rules = contest.rules_url or t.plain("kept by the library")
    said = t.plain("Rules of the contest: {rules}.", rules=rules)
    if contest.rules_version:
        said = t.plain("Rules of the contest: {rules}, version: {version}.",
                       rules=rules, version=contest.rules_version)  # fmt: skip
    yield Text(said)
    lines = tuple(_phase(one, t) for one in contest.phases if one.begin or one.end)
    if lines:
        yield Points(lines)


def _phase(one: Phase, t: Translator) -> str:
    name = t.plain(PHASES[one.name.value])
    begin = t.moment(one.begin) if one.begin else "–"
    end = t.moment(one.end) if one.end else "–"
    return t.plain("{name}: {begin} – {end}", name=name, begin=begin, end=end)


def _committee(minutes: Minutes, t: Translator) -> Iterator[Block]:
    if not minutes.assessors:
        return
    yield Heading(t.plain("Committee"))
    rows = tuple(
        (str(n), one.name, _part(one, minutes, t)) for n, one in enumerate(minutes.assessors, 1)
    )
    yield Grid(
        (t.plain("No."), t.plain("Name"), t.plain("Part in the committee")), rows, (8, 46, 46)
    )
    if minutes.conflicts:
        yield Text(t.plain("Left out of an assessment because of a conflict of interest:"))
        yield Points(tuple(_conflicts(minutes, t)))
    else:
        yield Text(t.plain("Nobody declared a conflict of interest."))


def _part(one: Assessor, minutes: Minutes, t: Translator) -> str:
    if not one.withdrawn:
        return t.plain("took part")
    if minutes.whole:
        return t.plain("excused: {reason}", reason=one.withdrawn)
    return t.plain("excused")


def _conflicts(minutes: Minutes, t: Translator) -> Iterator[str]:
    names = {one.id: one.name for one in minutes.assessors}
    judged = {one.id: one for one in minutes.applications}
    for conflict in minutes.conflicts:
        about = judged.get(conflict.application_id)
        if about is None:  # of another round
            continue
        said = t.plain("{name}: application {receipt}", name=names[conflict.assessor_id],
                       receipt=about.receipt)  # fmt: skip
        yield f"{said} ({conflict.reason})" if minutes.whole else said


def _applications(minutes: Minutes, t: Translator) -> Iterator[Block]:
    yield Heading(t.plain("Applications"))
    yield Text(t.plain(
        "Received: {received}. Judged: {judged}. Not judged: {refused}, of these withdrawn: "
        "{withdrawn}.", received=len(minutes.applications), judged=len(minutes.judged),
        refused=len(minutes.left_out), withdrawn=minutes.withdrawn,
    ))  # fmt: skip
    header = (t.plain("No."), t.plain("Title"), t.plain("Who applied"), t.plain("Asked for"))
    rows = tuple(
        (one.receipt, one.title, _applicant(one, minutes, t), t.exact_money(one.requested))
        for one in minutes.judged
    )
    yield Grid(header, rows, (13, 42, 25, 20))
    if minutes.left_out:
        yield Text(t.plain("Not judged:"))
        yield Points(tuple(_refused(one, minutes, t) for one in minutes.left_out))


def _applicant(one: Application, minutes: Minutes, t: Translator) -> str:
    if one.organisation:
        return one.organisation
    return one.name if minutes.whole and one.name else t.plain(KINDS[one.kind])


def _refused(one: Application, minutes: Minutes, t: Translator) -> str:
    said = t.plain("{receipt} “{title}”", receipt=one.receipt, title=one.title)
    why = minutes.refused.get(one.id, "")
    return f"{said}: {why}" if minutes.whole and why else said


def _end(minutes: Minutes, t: Translator) -> Iterator[Block]:
    yield Heading(t.plain("Signatures"))
    names = tuple(one.name for one in minutes.assessors if not one.withdrawn)
    yield Signatures((*names, t.plain("On behalf of the library")))
    if minutes.funding:
        yield Text(minutes.funding, quiet=True)
    if not minutes.whole:
        yield Text(t.plain("Version for the town: without names of private persons."), quiet=True)
