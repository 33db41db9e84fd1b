"""What stands on posters: a workshop's, a contest's."""

from __future__ import annotations

from dataclasses import field

from bot.domain.contests.contest import Contest, PhaseName
from bot.domain.workshops import Workshop
from bot.frozen import frozen


@frozen
class Poster:
    """`code` is the link as a PNG, `logos` are PNG or JPEG files, in the order to be shown."""

    workshop: Workshop
    link: str
    library: str
    contact: str
    funding: str = ""
    logos: tuple[bytes, ...] = field(default=(), repr=False)
    code: bytes = field(default=b"", repr=False)
    draft: bool = False  # to look at: the code leads nowhere yet


@frozen
class ContestPoster:
    """The same of a contest. `phase` is the one in which it stands."""

    contest: Contest
    phase: PhaseName
    link: str
    library: str
    contact: str
    funding: str = ""
    logos: tuple[bytes, ...] = field(default=(), repr=False)
    code: bytes = field(default=b"", repr=False)
