"""What people type behind the number of a contest („3 grupa”) or of their idea („7 wycofaj”)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.contests.contest import Kind
from bot.domain.contests.own_applications import GROUP, MINOR, ORGANISATION, SELF
from bot.domain.organisations import Organisation
from bot.forms.fold import fold

_SURE = frozenset(fold(word) for word in ("tak", "yes", "так"))
_WISHES = {
    "write": ("dalej", "piszę dalej", "zmień", "popraw", "go on", "change", "correct", "далі",
              "змінити", "виправити"),
    "read": ("całość", "odpowiedzi", "wszystkie odpowiedzi", "everything", "answers", "все"),
    "withdraw": ("wycofaj", "usuń", "withdraw", "delete", "відкликати", "видалити"),
    "leave": ("odejdź", "odchodzę", "leave", "вийти"),
    "invite": ("zaproś", "zaproś współautora", "invite", "запросити"),
    "paper": ("pdf", "wydruk", "drukuj", "print", "друк"),
    "quiet": ("nie przypominaj", "do not remind me", "не нагадувати"),
}  # fmt: skip
_WHO = {
    SELF: ("ja", "i do", "me", "я"),
    MINOR: (
        "ja, mam mniej niż 18 lat",
        "ja mam mniej niż 18 lat",
        "nieletni",
        "minor",
        "i do, i am under 18",
        "неповнолітній",
        "я, мені менше ніж 18 років",
    ),
    GROUP: ("grupa", "group", "a group", "група"),
    Kind.NGO.value: (
        "stowarzyszenie",
        "fundacja",
        "association",
        "an association",
        "foundation",
        "обʼєднання",
    ),
    Kind.KGW.value: (
        "kgw",
        "koło gospodyń",
        "koło gospodyń wiejskich",
        "circle",
        "a women's circle",
        "гурток господинь",
    ),
    Kind.OSP.value: (
        "osp",
        "straż",
        "straż pożarna",
        "fire brigade",
        "a fire brigade",
        "пожежники",
        "пожежна дружина",
    ),
    Kind.SCHOOL.value: ("szkoła", "school", "a school", "школа"),
    Kind.SCOUTS.value: ("harcerze", "scouts", "скаути"),
    Kind.OTHER.value: (
        "inna organizacja",
        "organizacja",
        "other",
        "organisation",
        "another organisation",
        "організація",
        "інша організація",
    ),
}
_BY_WISH = {fold(word): wish for wish, several in _WISHES.items() for word in several}
_BY_WHO = {fold(word): who for who, several in _WHO.items() for word in several}
UNKNOWN = ""


def application_wish(text: str) -> str:
    """What is wanted of an application, with `_surely` behind a „tak”; "" for nothing known."""
    typed = fold(text)
    if typed in _BY_WISH:
        return _BY_WISH[typed]
    rest, _, last = typed.rpartition(" ")
    return f"{_BY_WISH[rest]}_surely" if last in _SURE and rest in _BY_WISH else UNKNOWN


def who_applies(text: str, own: Sequence[Organisation]) -> str:
    """Who applies: one's own organisation by its name first, then the words for a kind."""
    typed = fold(text)
    for one in own:
        if fold(one.name) == typed:
            return f"{ORGANISATION}{one.id}"
    return _BY_WHO.get(typed, UNKNOWN)
