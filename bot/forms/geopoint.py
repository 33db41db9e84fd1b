"""ODK's geopoint: latitude, longitude (degrees), altitude, accuracy (metres)."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\s*(-?\d{1,3}[.,]\d{1,20})\s*[,; ]\s*(-?\d{1,3}[.,]\d{1,20})\s*")


def geopoint(
    latitude: float, longitude: float, altitude: float = 0.0, accuracy: float = 0.0
) -> str:
    """The four numbers as XForms text."""
    numbers = (latitude, longitude, altitude, accuracy)
    return " ".join(f"{number:.7f}".rstrip("0").rstrip(".") for number in numbers)


def read_geopoint(text: str) -> str | None:
    """Typed coordinates, „52,1 21,02” or „52.1, 21.02”; None where it is no place on Earth."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = (float(part.replace(",", ".")) for part in found.groups())
    on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return geopoint(latitude, longitude) if on_earth else None
