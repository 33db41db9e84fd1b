"""A contest and the answers of the form `konkurs`: what they come to, what is known already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.contests.contest import Contest, PhaseName, Shown, VoteMode
from bot.domain.contests.writing import Values, values_of
from bot.forms.fold import fold
from bot.forms.moments import written_moment

NEW: Mapping[str, str] = {
    "mode": "new", "minimum_age": "18", "shown": "ranking protocol", "signature": "no",
}  # fmt: skip
JURY_ALONE, RESIDENTS_ALONE = "jury", VoteMode.DECIDES.value
SHOWN = (Shown.APPLICATIONS, Shown.RANKING, Shown.POINTS, Shown.VOTES, Shown.PROTOCOL)
EDGES = {
    "opens": (PhaseName.OPEN, "begin"), "closes": (PhaseName.OPEN, "end"),
    "vote_begins": (PhaseName.VOTE, "begin"), "vote_ends": (PhaseName.VOTE, "end"),
    "results": (PhaseName.RESULTS, "begin"),
}  # fmt: skip
_REPEATED = re.compile(r".*/criteria\[(\d+)\]/(\w+)")


def values(answers: Mapping[str, str], before: Contest | None, zone: ZoneInfo) -> Values:
    """For `configuration.configured`; of `before` what the form does not ask stays. `answers` by
    reference, as a conversation ends."""
    said = {ref.rpartition("/")[2]: text for ref, text in answers.items() if text}
    found = values_of(before, zone) if before else {}
    found["title"] = said["title"]
    found["phases"] = found.get("phases", {}) | _phases(said, zone)
    found["money"] = _with(
        found.get("money"), pool=_whole(said, "pool"), grant_min=_whole(said, "grant_min"),
        grant_max=_whole(said, "grant_max"), winners_max=_whole(said, "winners_max"),
    )  # fmt: skip
    found["eligibility"] = _with(
        found.get("eligibility"), kinds=said["kinds"].split(),
        minimum_age=_whole(said, "minimum_age"), group_min_people=_whole(said, "group_people"),
    )  # fmt: skip
    found["vote"] = _vote(found.get("vote", {}), said)
    found["jury"] = _jury(found.get("jury", {}), said, answers)
    found["papers"] = _with(found.get("papers"), signature=said.get("signature") == "yes")
    found["rules_url"] = said.get("rules_url")
    found["public"] = _public(said)
    if "meeting_at" in said:
        at, place = _moment(said["meeting_at"], zone), said["meeting_place"]
        found["meetings"] = [{"title": said["title"], "at": at, "place": place}]
    return {key: value for key, value in found.items() if value}


def known(contest: Contest, zone: ZoneInfo) -> dict[str, str]:
    """What the form shows as already known, by question name."""
    money, rules, vote = contest.money, contest.eligibility, contest.vote
    hours = {name: _edge(contest, *edge) for name, edge in EDGES.items()}
    work = contest.phase(PhaseName.REALISATION)
    last = work.end - timedelta(microseconds=1) if work and work.end else None
    numbers = {
        "pool": money.pool // 100, "grant_min": money.grant_min // 100,
        "grant_max": money.grant_max // 100, "winners_max": money.winners_max,
        "group_people": rules.group_min_people, "minimum_age": rules.minimum_age,
        "seats": contest.jury.seats, "top": vote.top, "weight": int(vote.weight * 100),
    }  # fmt: skip
    flags = {"signature": contest.papers.signature, "codes": vote.codes, "paper": vote.paper,
             "support": vote.support}  # fmt: skip
    found = {
        "mode": "change", "title": contest.title, "kinds": " ".join(rules.kinds),
        "who": JURY_ALONE if vote.mode is VoteMode.NONE else vote.mode.value,
        "new_criteria": "no", "rules_url": contest.rules_url,
        "shown": " ".join(what for what in SHOWN if what in contest.public),
        "work_from": _day(work.begin if work else None, zone), "work_to": _day(last, zone),
    } | {name: written(at, zone) for name, at in hours.items()}  # fmt: skip
    found |= {name: str(number) for name, number in numbers.items() if number}
    found |= {name: "yes" if flag else "no" for name, flag in flags.items()}
    return {name: text for name, text in found.items() if text}


def _phases(said: Mapping[str, str], zone: ZoneInfo) -> Values:
    opens, closes = (_moment(said[name], zone) for name in ("opens", "closes"))
    results = _moment(said["results"], zone) if "results" in said else None
    found: Values = {"open": {"begin": opens, "end": closes}}
    judged_until = results
    if "vote_begins" in said:
        judged_until = _moment(said["vote_begins"], zone)
        found["vote"] = {"begin": judged_until, "end": _moment(said["vote_ends"], zone)}
    name = PhaseName.FORMAL_CHECK if said["who"] == RESIDENTS_ALONE else PhaseName.JURY
    ends = judged_until if judged_until != closes else None
    found[name.value] = _with({}, begin=closes, end=ends)
    if results:
        found["results"] = {"begin": results}
    if "work_from" in said:
        begin, last = _midnight(said["work_from"]), said.get("work_to")
        end = _midnight(last) + timedelta(days=1) if last else None
        found["realisation"] = _with({}, begin=begin, end=end)
    return found


def _vote(before: Values, said: Mapping[str, str]) -> Values:
    if said["who"] == JURY_ALONE:
        return {}
    flags = {name: said.get(name) == "yes" for name in ("codes", "paper", "support")}
    weight = str(Decimal(said["weight"]) / 100) if "weight" in said else None
    return _with(before, mode=said["who"], top=_whole(said, "top"), weight=weight, **flags)


def _jury(before: Values, said: Mapping[str, str], answers: Mapping[str, str]) -> Values:
    if said["who"] == RESIDENTS_ALONE:
        return {}
    criteria = _criteria(answers) or before.get("criteria")
    return _with(before, seats=_whole(said, "seats"), criteria=criteria)


def _criteria(answers: Mapping[str, str]) -> list[Values]:
    rows: dict[int, dict[str, str]] = {}
    for ref, value in answers.items():
        if (match := _REPEATED.fullmatch(ref)) and value:
            rows.setdefault(int(match[1]), {})[match[2]] = value
    return [_criterion(rows[number]) for number in sorted(rows)]


def _criterion(row: Mapping[str, str]) -> Values:
    words = row["criterion"].strip()
    name = "-".join(re.findall(r"\w+", fold(words))) or words
    weight = {"weight": str(Decimal(row["times"]))} if "times" in row else {}
    return {"name": name, "label": words, "high": int(row["high"]), **weight}


def _public(said: Mapping[str, str]) -> Values:
    """With the results, but for the ideas of a vote, which people must be able to read before."""
    found = dict.fromkeys([*said.get("shown", "").split(), "awards"], "results")
    if "vote_begins" in said:
        found["applications"] = "vote"
    return found


def _with(before: Values | None, **said: Any) -> Values:
    """What was said instead of what was there; what was left out is gone."""
    kept = {name: value for name, value in (before or {}).items() if name not in said}
    return kept | {name: value for name, value in said.items() if value}


def _whole(said: Mapping[str, str], name: str) -> int | None:
    return int(said[name]) if name in said else None


def _moment(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).astimezone(zone).replace(tzinfo=None, fold=0)


def _midnight(text: str) -> datetime:
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - on the wall clock, as in a file


def _edge(contest: Contest, name: PhaseName, edge: str) -> datetime | None:
    phase = contest.phase(name)
    found: datetime | None = getattr(phase, edge) if phase else None
    return found


def written(at: datetime | None, zone: ZoneInfo) -> str:
    """A moment as a form's answer, "" for none."""
    local = at.astimezone(zone) if at else None
    return written_moment(local.date(), local.time(), local) if local else ""


def _day(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).date().isoformat() if at else ""
