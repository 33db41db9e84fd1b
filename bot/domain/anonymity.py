"""Rows of an anonymous survey, for staff: shuffled, without hours, free text apart."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.domain.columns import NAMES_ONLY, Options
from bot.domain.exports import Table, exported, tables
from bot.domain.responses import Layout, Place, Response, bare, layout
from bot.domain.suppression import THRESHOLD
from bot.errors import Refused
from bot.forms.model import Form, Kind
from bot.frozen import frozen

TEXTS = frozenset({Kind.TEXT, Kind.BARCODE})
LEFT_OUT = frozenset(
    {
        Kind.CALCULATE,  # may hold a text or a sensitive answer
        Kind.HIDDEN,
        Kind.METADATA,
        Kind.DEVICEID,
        Kind.GEOPOINT,
        Kind.IMAGE,
        Kind.AUDIO,
        Kind.VIDEO,
        Kind.FILE,
    }
)
METADATA_TIMES = frozenset({Kind.START, Kind.END})
DAY = 10  # characters of an ISO date


@frozen
class AnonymousExport:
    """Rows without free text, and all free text apart from them, each shuffled by itself."""

    tables: tuple[Table, ...]
    texts: Table


def anonymous_export(
    form: Form,
    responses: Iterable[Response],
    rng: random.Random,
    options: Options = NAMES_ONLY,
    *,
    earlier: Sequence[Form] = (),
    text_header: tuple[str, str] = ("question", "text"),
) -> AnonymousExport:
    """Both shuffled with `rng` (in production `random.SystemRandom()`).

    Left out: sensitive questions, places, files, calculations, channel, language and the day a
    response came; `start` and `end` keep the day. Raises Refused("too_few") under 5 responses.
    `disclosure.rows_allowed` says when it may be made.
    """
    handed_in = list(responses)
    if len(handed_in) < THRESHOLD:
        raise Refused("too_few")
    rng.shuffle(handed_in)
    versions = {version.version: layout(version) for version in (*earlier, form)}
    own = [versions.get(response.version) or versions[form.version] for response in handed_in]
    seen = list(zip(own, handed_in, strict=True))
    rows = [_row(version, response) for version, response in seen]
    places = layout(form, earlier).places
    secret = {key for key, place in places.items() if place.question.sensitive}
    texts = [text for one in seen for text in _texts(*one, secret, options)]
    rng.shuffle(texts)
    return AnonymousExport(
        tables=tables(form, rows, options, earlier=earlier, keep=in_rows),
        texts=Table("texts", text_header, tuple(texts)),
    )


def in_rows(place: Place) -> bool:
    """May the answers to this question stand in a row beside others?"""
    question = place.question
    left_out = question.sensitive or question.kind in LEFT_OUT or _free_text(place)
    return exported(place) and not left_out


def _free_text(place: Place) -> bool:
    named_by_people = place.question.list_name.startswith("${")
    return place.question.kind in TEXTS or named_by_people


def _text_keys(seen: Layout) -> dict[str, str]:
    """Where people write freely: bare ref → the question's key, „other” included."""
    found: dict[str, str] = {}
    for key, place in seen.places.items():
        if _free_text(place):
            found[place.ref] = key
        if place.question.or_other:
            found[f"{place.ref}_other"] = key
    return found


def _row(seen: Layout, response: Response) -> Response:
    times = {p.ref for p in seen.places.values() if p.question.kind in METADATA_TIMES}
    written = _text_keys(seen)
    answers = {
        ref: value[:DAY] if bare(ref) in times else value
        for ref, value in response.answers.items()
        if bare(ref) not in written
    }
    return replace(response, answers=answers, channel="", day="", language="")


def _texts(
    seen: Layout, response: Response, secret: set[str], options: Options
) -> Iterator[tuple[str, str]]:
    written = _text_keys(seen)
    for ref, value in response.answers.items():
        key = written.get(bare(ref))
        if key is not None and key not in secret and value.strip():
            question = seen.places[key].question
            yield options.word(question.name, question.label), value
