"""Language names of column headers as stable codes: "Polski (pl)" is pl, "English" is en."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

POLISH = "pl"  # what a form without any language column is taken for
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*$")
_BARE_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?")
_NAMES = {
    "polski": "pl",
    "polish": "pl",
    "angielski": "en",
    "english": "en",
    "ukraiński": "uk",
    "ukrainian": "uk",
    "українська": "uk",
    "rosyjski": "ru",
    "russian": "ru",
    "русский": "ru",
    "białoruski": "be",
    "belarusian": "be",
    "niemiecki": "de",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "swahili": "sw",
    "kiswahili": "sw",
    "arabic": "ar",
    "العربية": "ar",
}


@lru_cache(maxsize=512)
def code_of(name: str) -> str:
    """The code of a language column; a name that nobody knows becomes a slug of itself."""
    name = name.strip()
    if in_brackets := _CODE.search(name):
        return in_brackets[1].lower().replace("_", "-")
    known = _NAMES.get(name.lower())
    return known or _slug(name)


def _slug(name: str) -> str:
    lower = unicodedata.normalize("NFC", name).lower()
    if _BARE_CODE.fullmatch(lower):
        return lower.replace("_", "-")
    return re.sub(r"[\W_]+", "-", lower).strip("-") or POLISH
