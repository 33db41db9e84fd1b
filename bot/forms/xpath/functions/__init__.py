"""Every function of ODK XPath by name (https://docs.getodk.org/form-operators-functions/)."""

from __future__ import annotations

from collections.abc import Mapping

from . import dates, geo, logic, nodes, numbers, strings
from .signature import Function

FUNCTIONS: Mapping[str, Function] = {
    **logic.FUNCTIONS,
    **strings.FUNCTIONS,
    **numbers.FUNCTIONS,
    **nodes.FUNCTIONS,
    **dates.FUNCTIONS,
    **geo.FUNCTIONS,
}
