"""Conversations of staff about an application: each begins with a question, ends in one change."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Talk(StrEnum):
    """The kinds of conversations; about an application's id, PAPER about a contest's."""

    CALL = "formal_call"
    REJECT = "formal_reject"
    ADMIT = "formal_admit"
    TURN_AWAY = "formal_turn_away"
    PAPER = "paper_application"


FORMS: Mapping[Talk, str] = {
    Talk.CALL: "wezwanie",
    Talk.REJECT: "odrzucenie",
    Talk.ADMIT: "dopuszczenie",
    Talk.TURN_AWAY: "niedopuszczenie",
    Talk.PAPER: "wniosek_papierowy",
}
