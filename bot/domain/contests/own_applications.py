"""An application in its authors' eyes, and the way to it: who applies, what is being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from bot.domain.contests.applications import Application, File
from bot.domain.contests.awards import Decision
from bot.domain.contests.budget import Sums
from bot.domain.contests.contest import Eligibility, Kind, PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.eligibility import Applicant, Obstacle
from bot.domain.contests.formal import Call
from bot.domain.organisations import Kind as Sort
from bot.domain.organisations import Organisation
from bot.domain.profile import Profile
from bot.forms.steps import ReviewItem
from bot.frozen import frozen

APPLICANT = "applicant"  # the kind of the short conversation about who applies
APPLICANT_FORM = "zglaszam"
SELF, MINOR, GROUP = "self", "minor", "group"  # who applies; or a `Kind`, or an organisation:
ORGANISATION = "o"  # followed by its id
ASKED = frozenset({MINOR, GROUP})  # a tap does not say all that the rules ask for
ALONE = frozenset({Kind.INDIVIDUAL, Kind.INFORMAL_GROUP})
_SORTS: Mapping[Sort, tuple[Kind, ...]] = {
    Sort.OSP: (Kind.OSP, Kind.NGO, Kind.OTHER),  # a fire brigade is an association
    Sort.KGW: (Kind.KGW, Kind.NGO, Kind.OTHER),
    Sort.NGO: (Kind.NGO, Kind.SCOUTS, Kind.OTHER),
    Sort.SCHOOL: (Kind.SCHOOL, Kind.OTHER),
    Sort.PARISH: (Kind.OTHER,),
    Sort.MUSEUM: (Kind.OTHER,),
    Sort.INFORMAL: (Kind.INFORMAL_GROUP,),
    Sort.OTHER: (Kind.OTHER,),
}


@frozen
class OpenCalls:
    """Contests that take applications now."""

    editions: tuple[Edition, ...]


@frozen
class WhoApplies:
    """The question before any work. `organisations`: the person's own that may apply; `drafts`:
    what they have begun here already."""

    edition: Edition
    organisations: tuple[Organisation, ...] = ()
    drafts: tuple[Application, ...] = ()


@frozen
class Unfit:
    """Nothing is begun: everything in the way, with the rules that say so."""

    edition: Edition
    applicant: Applicant
    obstacles: tuple[Obstacle, ...]


@frozen
class Beside:
    """What is said beside a step of the form. `call`: what is being mended."""

    sums: Sums | None
    call: Call | None = None


@frozen
class OwnApplication:
    """Everything in it and what became of it. `items`: the last version's answers with their
    labels; `call`: what to mend; `decision`: once the author was sent it, with its `words` and of
    how many `places`. `asked`: a step that waits for a yes; `told`: what was just done."""

    file: File
    edition: Edition
    phase: PhaseName
    items: tuple[ReviewItem, ...] = ()
    call: Call | None = None
    decision: Decision | None = None
    words: str = ""
    places: int = 0
    may_invite: bool = False
    may_leave: bool = False
    reminded: bool = False
    asked: str = ""
    told: str = ""


@frozen
class OwnApplications:
    """All of somebody's, the newest first, each with its contest's title. `decisions`: those that
    the author was sent, by application."""

    lines: tuple[tuple[Application, str], ...]
    open: tuple[Edition, ...] = ()
    decisions: Mapping[int, Decision] = field(default_factory=dict)


@frozen
class Sheet:
    """What the paper to sign is made of."""

    own: OwnApplication
    profile: Profile


@frozen
class Paper:
    """A file made of an application. `signature`: the contest wants it back signed."""

    application: Application
    name: str
    content: bytes
    signature: bool


def kind_of(organisation: Organisation, rules: Eligibility) -> Kind | None:
    """As what an organisation may apply; None where the contest is not for its kind."""
    fitting = (kind for kind in _SORTS[organisation.kind] if kind in rules.kinds)
    return next(fitting, None)


def admitted(rules: Eligibility, own: Sequence[Organisation]) -> tuple[Organisation, ...]:
    """Those of a person's organisations in whose name they may apply."""
    return tuple(one for one in own if kind_of(one, rules))


def preset(who: str, rules: Eligibility) -> dict[str, str]:
    """What the short form knows before its first question."""
    return {
        "who": who,
        "minors": "yes" if rules.minimum_age < 18 else "no",
        "needs_adult": "yes" if rules.minor_needs_adult else "no",
        "least": str(rules.minimum_age),
    }


def described(answers: Mapping[str, str], name: str) -> Applicant:
    """Whoever applies, from the short form. `name`: of the person who writes."""
    kind = Kind.INFORMAL_GROUP if answers.get("who") == GROUP else Kind.INDIVIDUAL
    age = answers.get("age")
    return Applicant(
        kind, name, age=int(age) if age else None, guardian=answers.get("guardian", "").strip(),
        people=int(answers.get("people") or 1), adults=int(answers.get("adults") or 1),
    )  # fmt: skip
