"""What ODK's own engine did with 23 real forms, done again by ours."""

from __future__ import annotations

from functools import cache

import pytest

from tests.forms.corpus import TRACES, form_of_trace, needs_corpus
from tests.forms.traces import Difference, Verdicts, replay

pytestmark = needs_corpus

UNSUPPORTED = {
    "XLSForm__pyxform__UCL_Biomass_Plot_Form": "select_one_from_file needs files beside the form",
}

# form → aspect → refs that differ → why
RELEVANCE_AND_CONSTRAINTS: dict[str, dict[str, str]] = {}
CALCULATIONS = {
    "onaio__onadata__select_one_choices_test": {
        "/data/indicators/lcsi": "a select with a calculation: ODK leaves it empty until a change",
        "/data/indicators/caricop": "is computed from lcsi",
        "/data/indicators/fs": "is computed from lcsi",
        "/data/indicators/cari": "is computed from lcsi",
    },
}
CHOICES = {
    "CorrelAid__xlsform2lstsv__all_types_survey": {
        "/data/basic_types/q_select_multi": "pyxform adds or_other's choice to the whole list",
        "/data/basic_types/q_rank": "pyxform adds or_other's choice to the whole list",
    },
    "onaio__onadata__mali_health": {
        "/data/STRUCTURE": "the trace lacks one choice that the sheet has (row 134)",
    },
}
VALUES = {
    "onaio__onadata__external_choice_form_v1": {
        "/data/kecamatan": "random text in a select from a list of its own, no such choice",
        "/data/group_location/kelurahan": "random text in a select, no such choice",
    },
    "onaio__onadata__subdistrict_profiling_tool": {
        "/data/group_data/district": "random text in a select, no such choice",
        "/data/group_data/subdistrict": "random text in a select, no such choice",
        "/data/group_data/community": "random text in a select, no such choice",
    },
    "pmaengineering__ppp__BFR5-Selection-v2-jef": {
        "/data/level1": "random text in a select, no such choice",
        "/data/level2": "random text in a select, no such choice",
        "/data/level3": "random text in a select, no such choice",
        "/data/EA": "random text in a select, no such choice",
    },
}
_LOOP = "/data/transport/loop_over_transport_types_frequency"
MISSING = {
    "onaio__onadata__transportation": {
        f"{_LOOP}/other": "a loop over or_other's choice",
        f"{_LOOP}/other/frequency_to_referral_facility": "a loop over or_other's choice",
    },
}


@cache
def replayed() -> dict[str, Verdicts]:
    """Form → what differs; forms that the reader refuses are left out."""
    forms = {trace: form_of_trace(trace) for trace in TRACES}
    return {trace.stem: replay(form, trace) for trace, form in forms.items() if form is not None}


def agreement(*aspects: str) -> float:
    total = Verdicts()
    for verdicts in replayed().values():
        total.compared.update(verdicts.compared)
        total.differences.extend(verdicts.differences)
    return total.agreement(*aspects)


def named(*aspects: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form, verdicts in replayed().items():
        for one in verdicts.differences:
            if one.aspect in aspects:
                found.setdefault(form, set()).add(one.ref)
    return found


def refs(table: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    return {form: set(reasons) for form, reasons in table.items()}


def test_every_form_with_an_unsupported_type_is_named() -> None:
    """All other traces are replayed."""
    assert {trace.stem for trace in TRACES} - set(replayed()) == set(UNSUPPORTED)


def test_relevance_and_constraints() -> None:
    """At least 99.5 % of the verdicts, and each difference by name."""
    assert agreement("relevance", "constraint", "required") >= 0.995
    assert named("relevance", "constraint", "required") == refs(RELEVANCE_AND_CONSTRAINTS)


def test_calculated_values() -> None:
    """At least 95 %, and each difference by name; what depends on the clock is not compared."""
    assert agreement("calculation") >= 0.95
    assert named("calculation") == refs(CALCULATIONS)


def test_offered_choices_and_kept_values() -> None:
    """Filters, cascades and seeds offer the same choices; each difference by name."""
    assert named("choices") == refs(CHOICES)
    assert named("value") == refs(VALUES)
    assert named("missing") == refs(MISSING)


def test_the_comparison_can_fail() -> None:
    """A wrong verdict counts as a difference."""
    verdicts = Verdicts()

    verdicts.check(0, "/data/a", "relevance", True, True)
    verdicts.check(0, "/data/b", "relevance", True, False)

    assert verdicts.agreement("relevance") == pytest.approx(0.5)
    assert verdicts.differences == [Difference(0, "/data/b", "relevance", True, False)]
