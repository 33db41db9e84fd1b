"""Forms that come with the bot, as XLSForm in Markdown."""

from __future__ import annotations

from importlib.resources import files

from bot.forms.xlsform import Workbook, open_workbook

NAMES = (
    "diagnoza", "profil", "przedluzenie", "publikacja", "publikacja_wynikow",
    "warsztat", "kopia_warsztatu", "seria_warsztatow", "sprawdzenie_prowadzacych",
    "wpis_na_liste", "odwolanie_warsztatu", "miejsca_warsztatu",
    "ocena", "wniosek", "ulatwienia", "zapis", "organizacja", "pomoc_organizacji", "uwaga",
    "punkty_jury", "komentarz_jury", "konflikt_interesow", "zwolnienie_z_jury",
    "konkurs", "konkurs_zapis", "konkurs_termin", "konkurs_etap",
    "zglaszam",
    "wezwanie", "odrzucenie", "dopuszczenie", "niedopuszczenie", "wniosek_papierowy",
    "etap", "wydarzenie", "wydatek", "zdjecie", "sprawozdanie", "zwrot_sprawozdania",
    "termin_sprawozdania",
    "kwota_dotacji", "kwoty_dotacji", "remis", "powod_odmowy", "powody_odmowy", "wieksza_pula",
    "kolejny_nabor", "losowanie", "zatwierdzenie_protokolu",
)  # fmt: skip


def load(name: str) -> Workbook:
    """The workbook of one of `NAMES`. Raises `KeyError` for any other name."""
    if name not in NAMES:
        raise KeyError(name)
    opening = open_workbook(files(__name__).joinpath(f"{name}.md").read_bytes())
    if opening.workbook is None:
        raise ValueError(opening.problems[0].code)
    return opening.workbook
