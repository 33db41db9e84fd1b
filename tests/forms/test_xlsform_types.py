"""Every spelling of a type, header and language that real forms use."""

from __future__ import annotations

import pytest

from bot.forms.model import Kind
from bot.forms.xlsform.headers import CHOICES, SURVEY, parse
from bot.forms.xlsform.languages import code_of
from bot.forms.xlsform.types import Role, parse_type


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("text", Kind.TEXT),
        ("String", Kind.TEXT),
        ("add text prompt", Kind.TEXT),
        ("int", Kind.INTEGER),
        ("q integer", Kind.INTEGER),
        ("number of days in last month", Kind.INTEGER),
        ("dateTime", Kind.DATETIME),
        ("date time", Kind.DATETIME),
        ("gps", Kind.GEOPOINT),
        ("q location", Kind.GEOPOINT),
        ("photo", Kind.IMAGE),
        ("picture", Kind.IMAGE),
        ("add image prompt", Kind.IMAGE),
        ("trigger", Kind.ACKNOWLEDGE),
        ("phone number", Kind.TEXT),
        ("get phone number", Kind.METADATA),
        ("start time", Kind.START),
        ("get today", Kind.TODAY),
        ("imei", Kind.DEVICEID),
        ("simserial", Kind.METADATA),
        ("start-geopoint", Kind.METADATA),
        ("text audit", Kind.METADATA),
        ("hidden string", Kind.HIDDEN),
        ("calculate_here", Kind.CALCULATE),
    ],
)
def test_a_plain_type_has_many_names(source: str, kind: Kind) -> None:
    """Letter case, spaces, underscores and the prompts of old forms make no difference."""
    found = parse_type(source)

    assert (found.role, found.kind) == (Role.QUESTION, kind)


@pytest.mark.parametrize(
    ("source", "kind", "list_name", "or_other"),
    [
        ("select_one dni", Kind.SELECT_ONE, "dni", False),
        ("Select one dni", Kind.SELECT_ONE, "dni", False),
        ("select1 dni", Kind.SELECT_ONE, "dni", False),
        ("select one from dni", Kind.SELECT_ONE, "dni", False),
        ("add select one prompt using dni", Kind.SELECT_ONE, "dni", False),
        ("select_one dni or_other", Kind.SELECT_ONE, "dni", True),
        ("select_one dni or specify other", Kind.SELECT_ONE, "dni", True),
        ("select_multiple dni", Kind.SELECT_MULTIPLE, "dni", False),
        ("select all that apply from dni or_other", Kind.SELECT_MULTIPLE, "dni", True),
        ("select_one ${osoba}", Kind.SELECT_ONE, "${osoba}", False),
        ("rank dni", Kind.RANK, "dni", False),
        ("select_one", Kind.SELECT_ONE, "", False),
        ("select_one or_other", Kind.SELECT_ONE, "", True),
    ],
)
def test_a_select_names_its_list(source: str, kind: Kind, list_name: str, or_other: bool) -> None:
    """The list keeps its letter case; a forgotten list is an empty name, not another type."""
    found = parse_type(source)

    assert (found.kind, found.list_name, found.or_other) == (kind, list_name, or_other)


@pytest.mark.parametrize(
    ("source", "role", "block"),
    [
        ("begin group", Role.BEGIN, "group"),
        ("begin_repeat", Role.BEGIN, "repeat"),
        ("begin lgroup", Role.BEGIN, "repeat"),
        ("begin loop over dni", Role.BEGIN, "loop"),
        ("begin_score", Role.BEGIN, "score"),
        ("End Group", Role.END, "group"),
        ("end_repeat", Role.END, "repeat"),
        ("# komentarz", Role.COMMENT, ""),
        ("geotrace", Role.UNSUPPORTED, ""),
        ("osm budynki", Role.UNSUPPORTED, ""),
        ("include", Role.UNSUPPORTED, ""),
        ("begin_kobomatrix", Role.UNSUPPORTED, ""),
        ("select_one_from_file wsie.csv", Role.NEEDS_FILE, ""),
        ("csv-external", Role.NEEDS_FILE, ""),
        ("set form title", Role.IGNORED, ""),
        ("tekst", Role.UNKNOWN, ""),
    ],
)
def test_a_row_that_is_no_question_has_a_role(source: str, role: Role, block: str) -> None:
    """What we cannot run is told apart from what nobody knows."""
    found = parse_type(source)

    assert (found.role, found.block) == (role, block)


@pytest.mark.parametrize(
    ("header", "field", "language"),
    [
        ("label", "label", ""),
        ("Label::Polski (pl)", "label", "Polski (pl)"),
        ("label:pl", "label", "pl"),
        ("caption : English", "label", "English"),
        ("label::English\n", "label", "English"),
        ("constraint message", "constraint_message", ""),
        ("constraint-msg", "constraint_message", ""),
        ("bind:jr:constraintMsg", "constraint_message", ""),
        ("bind::jr:requiredMsg::French", "required_message", "French"),
        ("requiredMsg", "required_message", ""),
        ("relevance", "relevant", ""),
        ("bind: relevant", "relevant", ""),
        ("control::appearance", "appearance", ""),
        ("read only", "read_only", ""),
        ("readonly", "read_only", ""),
        ("calculate", "calculation", ""),
        ("kobo--score-choices", "kobo_score_choices", ""),
        ("media::image::English", "media", ""),
        ("image", "media", ""),
    ],
)
def test_a_header_has_many_spellings(header: str, field: str, language: str) -> None:
    """Prefixes of XForms, one or two colons, any letter case."""
    found = parse(header, SURVEY)

    assert (found.field, found.language) == (field, language)


@pytest.mark.parametrize("header", ["list_name", "list name", "List Name"])
def test_the_list_column_has_several_spellings(header: str) -> None:
    """Both spellings are official."""
    assert parse(header, CHOICES).field == "list_name"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Polski (pl)", "pl"),
        ("Українська (uk)", "uk"),
        ("English (EN)", "en"),
        ("English", "en"),
        ("pl", "pl"),
        ("pt-BR", "pt-br"),
        ("Runyankole-Rukiga", "runyankole-rukiga"),
        ("Język śląski", "język-śląski"),
    ],
)
def test_a_language_has_a_stable_code(name: str, code: str) -> None:
    """The code in brackets wins; a name that nobody knows is its own code."""
    assert code_of(name) == code
