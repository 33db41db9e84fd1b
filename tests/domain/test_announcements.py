"""What an announcement still lacks, what fits, and what its answers do to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.announcements import (
    Announcement,
    Content,
    LinkButton,
    Media,
    Status,
    Step,
    copy_of,
    correction_of,
    link_button,
    next_step,
    pictures,
    require_fitting,
    require_status,
    with_audience,
    with_button,
    with_content,
    with_topic,
)
from bot.domain.audiences import Audience, Kind, dump, from_key, load
from bot.domain.entities import Formatted
from bot.errors import Refused

NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)
EMPTY = Announcement(1, 7, Status.DRAFT)
POSTER = Content(media=(Media("photo", "poster"),))
WORDS = Content(Formatted("Noc bibliotek"))
NEWS = Audience(Kind.FOLLOWERS, "news")


def test_a_picture_sent_as_a_file_goes_as_a_file() -> None:
    """Telegram refuses a document's id as a photo, and documents among the photos of an album."""
    albums = pictures(["AgACAgQ1", "BQACAgQ2", "AgACAgQ3"])

    assert albums == (
        (Media("photo", "AgACAgQ1"), Media("photo", "AgACAgQ3")),
        (Media("document", "BQACAgQ2"),),
    )
    assert pictures([]) == ()


def test_a_picture_alone_still_lacks_a_text() -> None:
    """Not everybody can read a poster."""
    assert next_step(with_content(EMPTY, POSTER)) is Step.CONTENT


def test_a_text_joins_the_picture_that_came_before() -> None:
    """And a second picture replaces the first."""
    both = with_content(with_content(EMPTY, POSTER), WORDS)
    other = with_content(both, Content(media=(Media("photo", "other"),)))

    assert both.content == Content(WORDS.body, POSTER.media)
    assert other.content == Content(WORDS.body, (Media("photo", "other"),))


def test_questions_come_in_order() -> None:
    """Text, audience, topic where the audience does not say it, time, confirmation."""
    asked = []
    draft = with_content(EMPTY, WORDS)
    asked.append(next_step(draft))
    draft = with_audience(draft, Audience(Kind.LANGUAGE, "uk"))
    asked.append(next_step(draft))
    draft = with_topic(draft, "workshops")
    asked.append(next_step(draft))
    draft = replace(draft, send_at=NOW)
    asked.append(next_step(draft))

    assert asked == [Step.AUDIENCE, Step.TOPIC, Step.TIME, Step.CONFIRM]
    assert draft.audience == Audience(Kind.LANGUAGE, "uk", "workshops")


@pytest.mark.parametrize(
    "audience", [NEWS, Audience(Kind.STAFF), Audience(Kind.PARTNERS), Audience(Kind.CHAT, "-100")]
)
def test_some_audiences_say_the_topic_themselves(audience: Audience) -> None:
    """It is not asked about."""
    draft = with_audience(with_content(EMPTY, WORDS), audience)

    assert next_step(draft) is Step.TIME


def test_the_funding_sentence_counts_for_the_limit() -> None:
    """Telegram takes 4096 units in all."""
    draft = with_content(EMPTY, Content(Formatted("a" * 4090)))

    require_fitting(draft, "Dofinansowano")

    with pytest.raises(Refused, match="announcement_too_long") as refused:
        require_fitting(replace(draft, funded=True), "Dofinansowano")
    assert refused.value.facts["over"] == 4090 + 2 + 13 - 4096


def test_a_correction_under_a_picture_has_less_room() -> None:
    """A caption cannot grow beyond 1024 units; a new announcement moves the text below."""
    draft = with_content(with_content(EMPTY, POSTER), Content(Formatted("a" * 1025)))

    require_fitting(draft, "")

    with pytest.raises(Refused, match="announcement_too_long"):
        require_fitting(replace(draft, corrects=5), "")


def test_documents_and_photos_do_not_mix() -> None:
    """sendMediaGroup refuses it, so the author hears of it before the preview."""
    mixed = Content(WORDS.body, (Media("photo", "a"), Media("document", "b")))

    with pytest.raises(Refused, match="album_mixed"):
        require_fitting(with_content(EMPTY, mixed), "")


@pytest.mark.parametrize(
    ("typed", "button"),
    [
        ("Zapisy https://example.com", LinkButton("Zapisy", "https://example.com")),
        ("https://a.pl/x Nasza strona", LinkButton("Nasza strona", "https://a.pl/x")),
    ],
)
def test_a_label_and_a_link_make_a_button(typed: str, button: LinkButton) -> None:
    """In any order."""
    assert link_button(typed) == button


@pytest.mark.parametrize(
    "typed", ["Zapisy", "https://a.pl", "https://", "A https://a.pl https://b.pl", "a" * 80 + " http://a.pl",
              "Zapisy http://zle", "Zapisy https://.pl", "Zapisy https://[a"]
)  # fmt: skip
def test_what_is_no_button_is_refused(typed: str) -> None:
    """A label, one address that Telegram takes, and not too long."""
    with pytest.raises(Refused, match="not_a_button"):
        link_button(typed)


def test_three_buttons_are_enough() -> None:
    """A fourth is refused."""
    draft = EMPTY
    for number in range(3):
        draft = with_button(draft, LinkButton(str(number), "https://a.pl"))

    with pytest.raises(Refused, match="too_many_buttons"):
        with_button(draft, LinkButton("4", "https://a.pl"))


def test_a_copy_asks_only_when() -> None:
    """„Użyj jeszcze raz” keeps everything but the time and what it came to."""
    sent = replace(
        with_audience(with_content(EMPTY, WORDS), NEWS),
        status=Status.SENT, send_at=NOW, urgent=True, revision=9,
    )  # fmt: skip

    copy = copy_of(sent)

    assert next_step(copy) is Step.TIME
    assert (copy.status, copy.revision, copy.urgent) == (Status.DRAFT, 1, False)
    assert copy.content == sent.content


def test_a_correction_goes_straight_to_the_preview() -> None:
    """Whom and when is known."""
    sent = replace(with_content(EMPTY, WORDS), id=5, status=Status.SENT)

    assert next_step(correction_of(sent)) is Step.CONFIRM
    assert correction_of(sent).corrects == 5


def test_an_announcement_that_has_moved_on_is_refused() -> None:
    """Gone, or in another state."""
    with pytest.raises(Refused, match="announcement_gone"):
        require_status(None, Status.SENT)
    with pytest.raises(Refused, match="announcement_changed"):
        require_status(EMPTY, Status.SENT)


@pytest.mark.parametrize(
    "audience",
    [NEWS, Audience(Kind.ANSWERED, "12"), Audience(Kind.CHAT, "-1001"), Audience(Kind.STAFF)],
)
def test_an_audience_comes_back_from_its_button_and_its_row(audience: Audience) -> None:
    """Both ways of writing it down."""
    assert from_key(audience.key) == audience
    assert load(dump(audience)) == audience


@pytest.mark.parametrize("key", ["", "everybody:", "chat:x", "answered:", "unfinished:1x"])
def test_a_made_up_audience_is_nobody(key: str) -> None:
    """What no button of ours holds."""
    assert from_key(key) is None


def test_nobody_is_chosen_at_first() -> None:
    """An empty object in the row."""
    assert load(dump(None)) is None
