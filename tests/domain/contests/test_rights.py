"""Every action × every role × every phase of a contest."""

from __future__ import annotations

import pytest

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Action, Part, parts, refusal, require
from bot.domain.people import Role
from bot.errors import Refused

# Parts: r resident, p partner, a applicant, j assessor, l librarian, o owner.
# Phases: d draft, c consultation, o open, f formal check, p presentation, j jury, v vote,
# r results, w realisation (work), e closed (end).
PARTS = dict(zip("rpajlo", Part, strict=True))
PHASES = dict(zip("dcofpjvrwe", PhaseName, strict=True))
EXPECTED = """
configure        lo      dc
delete           lo      d
move-phase       lo      dcofpjvrwe
see              rpajlo  cofpjvrwe
apply            rp      o
edit             a       o
submit           a       o
withdraw         a       ofpjv
invite-coauthor  a       ofpjrw
correct          a       ofpjrw
see-application  ajlo    cofpjvrwe
enter-paper      lo      ofpj
admit            lo      ofpj
check            lo      ofpjrw
see-all          lo      cofpjvrwe
name-assessors   lo      dcofpj
excuse-assessor  lo      dcofpjvrw
remind-assessors lo      pj
declare-conflict j       fpj
score            j       pj
see-progress     lo      dcofpjvrwe
count            lo      jvrw
see-totals       jlo     jvrwe
see-proposals    rpajlo  cofpjvrwe
support          rpajlo  ofpj
remark           rpajlo  ofpj
remark-on-rules  rpajlo  c
moderate         lo      cofpjvrwe
vote             rpajlo  v
issue-codes      lo      fpjv
enter-ballots    lo      vr
count-votes      lo      rw
see-votes        lo      rwe
see-decisions    lo      rwe
decide           lo      rw
raise-pool       lo      rw
open-round       lo      rw
approve          lo      rw
send             lo      rw
publish          lo      rw
see-results      rpajlo  rwe
see-realisation  alo     rwe
report           alo     rwe
leave-realisation a      rwe
see-realisations lo      rwe
accept-report    lo      rwe
name-coordinator lo      rwe
see-outcomes     rpajlo  rwe
"""
TABLE = {row.split()[0]: row.split()[1:] for row in EXPECTED.strip().splitlines()}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("action", TABLE)
def test_who_may_do_what_when(action: str, part: str, phase: str) -> None:
    """As the table above says, and nothing else."""
    who, when = TABLE[action]

    reason = refusal(Action(action), frozenset({PARTS[part]}), PHASES[phase])

    assert (reason is None) == (part in who and phase in when)


def test_the_table_is_whole() -> None:
    """An action that nobody listed would be tested by nobody."""
    assert set(TABLE) == set(Action)


def test_a_refusal_says_why() -> None:
    """Not staff, not theirs, or not now."""
    resident = parts(Role.RESIDENT)

    assert refusal(Action.COUNT, resident, PhaseName.JURY) == "staff_only"
    assert refusal(Action.SCORE, resident, PhaseName.JURY) == "not_yours_to_do"
    assert refusal(Action.APPLY, resident, PhaseName.JURY) == "not_in_this_phase"
    with pytest.raises(Refused, match="not_in_this_phase") as refused:
        require(Action.APPLY, resident, PhaseName.JURY)
    assert refused.value.facts == {"action": Action.APPLY, "phase": PhaseName.JURY}


def test_an_assessor_somewhere_else_is_a_resident_here() -> None:
    """The role alone opens no application."""
    assert parts(Role.ASSESSOR) == {Part.RESIDENT}
    assert parts(Role.ASSESSOR, assessor=True) == {Part.RESIDENT, Part.ASSESSOR}
    assert parts(Role.PARTNER, applicant=True) == {Part.PARTNER, Part.APPLICANT}
