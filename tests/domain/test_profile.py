"""The library's profile and the conversation that changes it."""

from __future__ import annotations

from dataclasses import fields

from bot.domain.profile import ASKED, Profile, changed_by, known, missing_for_publishing
from bot.forms.builtin import load
from bot.forms.xlsform import read_form

PROFILE = Profile(library="Biblioteka w Zalesiu", contact="tel. 22", places=("Zalesie", "Łąki"))


def test_the_form_asks_for_keys_of_the_profile() -> None:
    """Each question of `profil` is a key, and every key asked for is a question; two decide what
    else is asked."""
    form = read_form(load("profil")).form
    assert form

    names = {question.name for question in form.questions()} - {"more", "filled"}

    assert names == set(ASKED) <= {field.name for field in fields(Profile)}


def test_the_form_speaks_three_languages() -> None:
    """No text of it is missing in any."""
    form = read_form(load("profil")).form
    assert form

    assert all(
        set(text.by_language) == {"pl", "uk", "en"}
        for question in form.questions()
        for text in (question.label, question.hint)
        if text
    )


def test_keeping_everything_changes_nothing() -> None:
    """What is shown as known reads back as it was."""
    saved = changed_by(PROFILE, known(PROFILE))

    assert saved.profile == PROFILE
    assert saved.changed == ()


def test_only_what_was_asked_changes() -> None:
    """Three answers change three keys; a skipped one becomes empty; the rest stays."""
    saved = changed_by(PROFILE, {"library": "Biblioteka", "contact": "", "inspector": "iod@x"})

    assert saved.profile.places == PROFILE.places
    assert saved.changed == ("library", "contact", "inspector")
    assert missing_for_publishing(saved.profile) == ("contact",)


def test_places_are_separated_by_commas_or_lines() -> None:
    """Blanks and repeats are left out."""
    saved = changed_by(PROFILE, {"places": "Zalesie, Łąki;\nŁąki,, Górne "})

    assert saved.profile.places == ("Zalesie", "Łąki", "Górne")
