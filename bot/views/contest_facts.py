"""What is said of a contest in several places: phases, money, who may apply, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from markupsafe import Markup

from bot.domain.contests.contest import (
    Contest,
    Eligibility,
    Kind,
    Money,
    Phase,
    PhaseName,
    VoteMode,
)
from bot.domain.contests.eligibility import ADULT
from bot.domain.contests.phases import ORDER, standing
from bot.i18n import Translator, mark
from bot.views.contest_amounts import amount

LINE = Markup("\n")
MIDNIGHT = time()
PHASES = {
    PhaseName.DRAFT: mark("preparation"),
    PhaseName.CONSULTATION: mark("consultation of the rules"),
    PhaseName.OPEN: mark("applications"),
    PhaseName.FORMAL_CHECK: mark("formal check"),
    PhaseName.PRESENTATION: mark("presentations"),
    PhaseName.JURY: mark("the jury's judgement"),
    PhaseName.VOTE: mark("the residents' vote"),
    PhaseName.RESULTS: mark("results of the contest"),
    PhaseName.REALISATION: mark("ideas carried out"),
    PhaseName.CLOSED: mark("the end of the contest"),
}
KINDS = {
    Kind.INDIVIDUAL: mark("one person alone"),
    Kind.INFORMAL_GROUP: mark("informal groups"),
    Kind.NGO: mark("associations and foundations"),
    Kind.KGW: mark("rural women's circles"),
    Kind.OSP: mark("volunteer fire brigades"),
    Kind.SCHOOL: mark("schools"),
    Kind.SCOUTS: mark("scouts"),
    Kind.OTHER: mark("other organisations"),
}
CHOICE = {
    VoteMode.NONE: mark("A jury chooses the ideas."),
    VoteMode.ADVISORY: mark("A jury chooses the ideas. Residents vote to advise it."),
    VoteMode.TOP: mark("A jury chooses the best ideas. Residents vote on these."),
    VoteMode.WEIGHTED: mark(
        "The jury's points and the residents' votes count together. The vote is {vote}% of the "
        "result."
    ),
    VoteMode.DECIDES: mark("Residents choose the ideas by a vote."),
}


def phase_name(name: PhaseName, t: Translator) -> str:
    """In the middle of a sentence."""
    return t.plain(PHASES[name])


def hours(phase: Phase | None, t: Translator) -> str:
    """„od … do …”, from when to when."""
    begin, end = (phase.begin, phase.end) if phase else (None, None)
    if begin and end:
        return t.plain("from {begin} to {end}", begin=beginning(begin, t), end=ending(end, t))
    if begin:
        return t.plain("from {begin}", begin=beginning(begin, t))
    return t.plain("until {end}", end=ending(end, t)) if end else t.plain("no date yet")


def beginning(at: datetime, t: Translator) -> str:
    """A day alone means from its first moment."""
    local = at.astimezone(t.zone)
    return t.moment(at) if local.time() != MIDNIGHT else t.day(local.date())


def ending(at: datetime, t: Translator) -> str:
    """What ends at midnight lasts for the whole day before."""
    local = at.astimezone(t.zone)
    return t.moment(at) if local.time() != MIDNIGHT else t.day(local.date() - timedelta(days=1))


def phase_line(contest: Contest, phase: Phase, t: Translator) -> Markup:
    """One of a list; the one that stands is marked."""
    name = phase_name(phase.name, t)
    if phase.name is standing(contest, t.now):
        return t("• <b>{phase}: {hours}</b> (now)", phase=name, hours=hours(phase, t))
    return t("• {phase}: {hours}", phase=name, hours=hours(phase, t))


def stands(contest: Contest, name: PhaseName, t: Translator) -> Markup:
    """The phase now and until when; what comes after it, and when."""
    now, phase = t.now, contest.phase(name)
    ends = phase.end if phase and phase.holds(now) else None
    words = phase_name(name, t)
    said = t("<b>Now:</b> {phase}.", phase=words)
    if ends:
        said = t("<b>Now:</b> {phase}, until {end}.", phase=words, end=ending(ends, t))
    following = next_phase(contest, now)
    if following is None or following.begin is None:
        return said
    then = t(
        "Then: {phase}, from {begin}.",
        phase=phase_name(following.name, t), begin=beginning(following.begin, t),
    )  # fmt: skip
    return LINE.join((said, then))


def next_phase(contest: Contest, now: datetime) -> Phase | None:
    """The one that begins next; of two at one moment the later stands."""
    ahead = [phase for phase in contest.phases if phase.begin and phase.begin > now]
    return min(ahead, key=lambda one: (one.begin or now, -ORDER.index(one.name)), default=None)


def money(terms: Money, t: Translator) -> Markup:
    """The pool, how much one idea can get, how many."""
    return Markup(" ").join(_money(terms, t))


def _money(terms: Money, t: Translator) -> Iterator[Markup]:
    least, most = amount(terms.grant_min, t), amount(terms.grant_max, t)
    if terms.pool:
        yield t("<b>Pool:</b> {amount}.", amount=amount(terms.pool, t))
    if terms.grant_min and terms.grant_max:
        yield t("For one idea: from {least} to {most}.", least=least, most=most)
    elif terms.grant_max:
        yield t("For one idea: at most {most}.", most=most)
    elif terms.grant_min:
        yield t("For one idea: at least {least}.", least=least)
    if terms.winners_max:
        yield t.many(
            "{number} idea can get money.", "Up to {number} ideas can get money.",
            terms.winners_max,
        )  # fmt: skip


def who(rules: Eligibility, t: Translator) -> Markup:
    """Who may apply, and from what age."""
    if set(rules.kinds) == set(Kind):
        parts = [t("<b>Who can apply:</b> anybody.")]
    else:
        kinds = ", ".join(t.plain(KINDS[kind]) for kind in rules.kinds)
        parts = [t("<b>Who can apply:</b> {kinds}.", kinds=kinds)]
    if rules.minimum_age:
        parts.append(t("From the age of {age}.", age=rules.minimum_age))
    if rules.minimum_age < ADULT and rules.minor_needs_adult:
        parts.append(t("Under {age} together with an adult.", age=ADULT))
    if rules.group_min_people and Kind.INFORMAL_GROUP in rules.kinds:
        parts.append(
            t.many(
                "A group has at least {number} person.", "A group has at least {number} people.",
                rules.group_min_people,
            )
        )  # fmt: skip
    if rules.per_author:
        parts.append(
            t.many(
                "{number} application from one person.", "{number} applications from one person.",
                rules.per_author,
            )
        )  # fmt: skip
    if rules.territory:
        parts.append(t("Area: {territory}.", territory=rules.territory))
    return Markup(" ").join(parts)


def meetings(contest: Contest, t: Translator) -> Markup:
    """Those that are still to come."""
    lines = []
    for one in contest.meetings:
        if one.at < t.now:
            continue
        title = t.plain("Information meeting") if one.title == contest.title else one.title
        facts = {"title": title, "moment": t.moment(one.at), "place": one.place}
        lines.append(
            t("• {title}: {moment}, {place}", **facts) if one.place
            else t("• {title}: {moment}", **facts)
        )  # fmt: skip
    return LINE.join((t("<b>Meetings</b>"), *lines)) if lines else Markup()


def facts(contest: Contest, t: Translator) -> Iterator[Markup]:
    """Everything that does not depend on who reads it."""
    yield money(contest.money, t)
    yield who(contest.eligibility, t)
    yield t(CHOICE[contest.vote.mode], vote=round(100 * contest.vote.weight))
    yield meetings(contest, t)
    if contest.papers.signature:
        yield t("The application has to be signed on paper. We prepare it for printing.")
    if contest.rules_version:
        yield t("Rules: version {version}.", version=contest.rules_version)
