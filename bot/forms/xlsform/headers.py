"""Column headers as people write them: which field, in which language."""

from __future__ import annotations

import re

from bot.frozen import frozen

TEXTS = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"})
MEDIA = frozenset({"image", "big_image", "audio", "video", "media"})

SURVEY = TEXTS | {
    "type",
    "name",
    "required",
    "relevant",
    "constraint",
    "calculation",
    "default",
    "choice_filter",
    "appearance",
    "parameters",
    "read_only",
    "sensitive",
    "trigger",
    "repeat_count",
    "disabled",
    "kobo_score_choices",
    "kobo_rank_items",
}
CHOICES = frozenset({"list_name", "name", "label"})
SETTINGS = frozenset({"form_title", "form_id", "version", "default_language", "choice_duplicates"})

_ALIASES = {
    "command": "type",
    "caption": "label",
    "value": "name",
    "tag": "name",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "jr:constraintmsg": "constraint_message",
    "constraint_msg": "constraint_message",
    "constraintmsg": "constraint_message",
    "constraining_message": "constraint_message",
    "jr:requiredmsg": "required_message",
    "required_msg": "required_message",
    "requiredmsg": "required_message",
    "list": "list_name",
    "listname": "list_name",
    "choice_list": "list_name",
    "title": "form_title",
    "set_form_title": "form_title",
    "translated_title": "form_title",  # ours: pyxform fails on `form_title::English (en)`
    "id_string": "form_id",
    "formid": "form_id",
    "set_form_id": "form_id",
    "set_default_language": "default_language",
    "allow_choice_duplicates": "choice_duplicates",
    "guidance": "guidance_hint",
    "hints": "hint",
    "labels": "label",
}
_PREFIXES = frozenset({"bind", "control", "body"})
# Bookkeeping of form builders, without meaning for whoever answers.
_TECHNICAL = re.compile(r"[$#_]|kobo--|.*_kuid$")


@frozen
class Header:
    """`field` is canonical; `language` as written, "" for none; `known` within its sheet."""

    field: str
    language: str = ""
    known: bool = True


def parse(header: str, fields: frozenset[str]) -> Header:
    """Read `label::Polski (pl)`, `label:pl`, `bind::jr:constraintMsg`, `media::image::en` …"""
    parts = _parts(header)
    if len(parts) > 1 and _plain(parts[0]) in _PREFIXES:
        parts = parts[1:]
    key = _plain(parts[0])
    field = key if key in fields else _ALIASES.get(key, key)
    if field in MEDIA:
        return Header("media", known=False)
    language = " ".join(parts[1:])
    translatable = field in TEXTS or field == "form_title"
    return Header(field, language, field in fields and (not language or translatable))


def is_technical(header: str) -> bool:
    """Whether a column is a form builder's own bookkeeping, ignored without a word."""
    return bool(_TECHNICAL.match(header))


def _parts(header: str) -> list[str]:
    pieces = [piece.strip() for piece in re.split(r"::?", header)]
    for index, piece in enumerate(pieces[:-1]):
        if piece == "jr":
            return [*pieces[:index], f"jr:{pieces[index + 1]}", *pieces[index + 2 :]]
    return pieces


def _plain(piece: str) -> str:
    return re.sub(r"[\s_-]+", "_", piece.strip().lower())
