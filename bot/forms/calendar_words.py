"""Months, weekdays and relative days in Polish, Ukrainian and English, folded for comparison."""

from __future__ import annotations

from bot.forms.fold import fold

_MONTHS = (
    "styczeń stycznia styczniu sty січень січня січні січ january jan",
    "luty lutego lutym lut лютий лютого лютому лют february feb",
    "marzec marca marcu mar березень березня березні бер march mar",
    "kwiecień kwietnia kwietniu kwi квітень квітня квітні кві april apr",
    "maj maja maju травень травня травні тра may",
    "czerwiec czerwca czerwcu cze червень червня червні чер june jun",
    "lipiec lipca lipcu lip липень липня липні лип july jul",
    "sierpień sierpnia sierpniu sie серпень серпня серпні сер august aug",
    "wrzesień września wrześniu wrz вересень вересня вересні вер september sep sept",
    "październik października październiku paź жовтень жовтня жовтні жов october oct",
    "listopad listopada listopadzie lis листопад листопада листопаді лис november nov",
    "grudzień grudnia grudniu gru грудень грудня грудні гру december dec",
)
_WEEKDAYS = (
    "poniedziałek pon понеділок пн monday mon",
    "wtorek wt вівторок вт tuesday tue",
    "środa środę śr середа середу ср wednesday wed",
    "czwartek czw четвер чт thursday thu",
    "piątek pt pią п'ятниця п'ятницю пт friday fri",
    "sobota sobotę sob субота суботу сб saturday sat",
    "niedziela niedzielę niedz nd неділя неділю нд sunday sun",
)
_NEARBY = {
    0: ("dziś", "dzisiaj", "dzis", "teraz", "сьогодні", "today"),
    1: ("jutro", "завтра", "tomorrow"),
    2: ("pojutrze", "післязавтра", "the day after tomorrow", "day after tomorrow"),
    -1: ("wczoraj", "вчора", "учора", "yesterday"),
    -2: ("przedwczoraj", "позавчора", "the day before yesterday", "day before yesterday"),
}
_COUNTS = (
    ("jeden jedną один одну one a an",),
    ("dwa dwie два дві two",),
    ("trzy три three",),
    ("cztery чотири four",),
    ("pięć п'ять five",),
    ("sześć шість six",),
    ("siedem сім seven",),
    ("osiem вісім eight",),
    ("dziewięć дев'ять nine",),
    ("dziesięć десять ten",),
)

MONTHS = {fold(word): n for n, words in enumerate(_MONTHS, 1) for word in words.split()}
WEEKDAYS = {fold(word): n for n, words in enumerate(_WEEKDAYS) for word in words.split()}
NEARBY = {fold(word): days for days, words in _NEARBY.items() for word in words}
COUNTS = {fold(word): n for n, (words,) in enumerate(_COUNTS, 1) for word in words.split()}

# A unit's stem → its length in days; months and years are counted on the calendar instead.
DAYS = {"dzien": 1, "dni": 1, "день": 1, "дні": 1, "днів": 1, "day": 1, "days": 1}
WEEKS = ("tydzien", "tygodnie", "tygodni", "тиждень", "тижні", "тижнів", "week", "weeks")
MONTH_UNITS = ("miesiac", "miesiace", "miesiecy", "місяць", "місяці", "місяців", "month", "months")
UNITS = {
    **{fold(word): ("days", 1) for word in DAYS},
    **{fold(word): ("days", 7) for word in WEEKS},
    **{fold(word): ("months", 1) for word in MONTH_UNITS},
    **{fold(word): ("months", 12) for word in ("rok", "lata", "lat", "рік", "роки", "year")},
}
