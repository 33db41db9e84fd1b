"""What people read when something is not allowed or went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from markupsafe import Markup

from bot.errors import Refused
from bot.i18n import Translator, mark
from bot.views.actions import ChooseAnswer, ListContests, OpenMenu
from bot.views.contest_amounts import amount
from bot.views.contest_faults import CONTEST_REFUSALS
from bot.views.review import PAGE
from bot.views.screen import Button, Row, Screen

AMOUNTS = {  # facts that are grosze
    "over_limit": frozenset({"over", "requested"}),
    "under_limit": frozenset({"under", "requested"}),
}
REFUSALS = {
    **CONTEST_REFUSALS,
    "staff_only": mark("This is for the library's staff."),
    "owner_only": mark("Only the owner of this bot can do this."),
    "form_unreadable": mark("This form cannot be opened. The library has to send it once more."),
    "survey_gone": mark("<b>This survey is not there any more.</b>\n/ankiety shows the others."),
    "survey_changed": mark("“{title}” has changed meanwhile. /ankiety shows how it stands."),
    "survey_closed": mark(
        "<b>“{title}” is closed.</b>\nThank you for coming. Results appear under /ankiety."
    ),
    "survey_not_yet": mark("“{title}” is not open yet. Come back later."),
    "closes_in_past": mark("The last day is past. Correct it: choose today or a later day."),
    "closes_before_opening": mark("The survey would close before it opens. Correct the days."),
    "sensitive_named": mark(
        "A survey with sensitive questions can only be anonymous. Correct the first answer."
    ),
    "profile_incomplete": mark("First give the contact and the data protection inspector."),
    "too_few": mark("There are too few answers to show this: so few would tell who said what."),
    "rows_later": mark(
        "Rows of an anonymous survey can be downloaded when it is closed. Before that, two files "
        "would tell who answered last."
    ),
    "no_such_role": mark("There is no such role here."),
    "not_in_team": mark("This person does not work with the bot any more."),
    "own_role": mark("You cannot change your own role. Ask another owner."),
    "invitation_unknown": mark(
        "<b>We do not know this link.</b>\nAsk the library for a new one. Surveys are open to you."
    ),
    "invitation_used": mark(
        "<b>This link has been used already.</b>\nIt works once. Ask the library for a new one."
    ),
    "invitation_expired": mark(
        "<b>The time of this link is over.</b>\nAsk the library for a new one."
    ),
    "invitation_own": mark("This is your own invitation. Send it to the one you invite."),
    "last_owner": mark(
        "<b>You are the only owner of this bot.</b>\nFirst make a librarian an owner too: /ludzie. "
        "Or have a new owner made: <code>trzecie-miejsce owner-code</code>. Then send /usun again."
    ),
    "not_crossable": mark("These two questions cannot be set against each other."),
    "announcement_gone": mark(
        "This announcement is not here any more. /ogloszenia has the others."
    ),
    "announcement_changed": mark("This announcement has changed meanwhile: /ogloszenia."),
    "announcement_too_long": mark(
        "<b>The text is too long by {over} characters.</b>\nTelegram takes {limit} here, the "
        "funding sentence included. Send a shorter one."
    ),
    "album_mixed": mark(
        "Telegram shows documents apart from photos and videos. Send only one of the two."
    ),
    "album_too_large": mark("At most {limit} pictures fit into one album. Send fewer."),
    "too_many_buttons": mark("At most {limit} buttons fit below an announcement."),
    "not_a_button": mark(
        "<b>We need a label and one link.</b>\nFor example: Sign-up https://example.com"
    ),
    "not_a_time": mark(
        "<b>We did not understand when.</b>\nWrite for example “tomorrow 10” or “12 May 17:30”."
    ),
    "hour_missing": mark("<b>At what hour?</b>\nWrite for example “{day} 17:00”."),
    "not_a_day": mark("<b>There is no such day.</b>\nWrite for example “12 May 17:30”."),
    "time_past": mark("<b>That moment is past.</b>\nGive a later one."),
    "not_an_option": mark("<b>We did not understand that.</b>\nTap a button or type its words."),
    "audience_empty": mark("<b>Nobody is there yet.</b>\nChoose somebody else."),
    "chat_closed": mark(
        "<b>The bot cannot write there any more.</b>\nMake it an administrator again, or choose "
        "somebody else."
    ),
    "mailing_gone": mark("Nothing is being sent. /ogloszenia shows what was."),
    "notice_first": mark(
        "<b>First read what happens to your data.</b>\nThe menu begins with it: /menu"
    ),
    "workshop_gone": mark(
        "<b>This workshop is not in the programme any more.</b>\n/warsztaty shows the others."
    ),
    "workshop_cancelled": mark("<b>“{title}” is cancelled.</b>\n/warsztaty shows the others."),
    "workshop_begun": mark("<b>“{title}” has begun already.</b>\nNothing can be changed here."),
    "signup_not_yet": mark("<b>“{title}”: sign-up opens on {opens}.</b>\nCome back then."),
    "signup_over": mark(
        "<b>Sign-up for “{title}” is over.</b>\nAsk the library whether a seat is left."
    ),
    "signup_gone": mark("<b>This sign-up is not there any more.</b>\n/moje shows yours."),
    "offer_over": mark(
        "<b>The time to take this seat is over.</b>\nYou can sign up again: /warsztaty"
    ),
    "names_needed": mark("<b>Whom shall we sign up?</b>\nOpen the workshop and choose: /warsztaty"),
    "needs_over": mark(
        "<b>It is too late to prepare something for “{title}” by this way.</b>\nPlease call the "
        "library: a lot can still be done."
    ),
    "no_signup": mark("<b>We found no such sign-up of yours.</b>\n/moje shows all of them."),
    "which_signup": mark(
        "<b>You have more than one sign-up.</b>\nAdd its number from /moje, for example: "
        "/rezygnuje 2"
    ),
    "workshop_changed": mark("“{title}” has changed meanwhile. /zajecia shows how it stands."),
    "workshop_incomplete": mark(
        "<b>Like this it could not take place.</b>\nThe time must be to come, its end after its "
        "beginning, title and place said. Correct it."
    ),
    "workshop_full": mark("<b>Every seat of “{title}” is taken.</b>\nGive it more seats: /zajecia"),
    "workshop_not_begun": mark(
        "<b>“{title}” has not begun yet.</b>\nNobody can be absent before it does."
    ),
    "guardian_first": mark(
        "<b>A guardian has yet to agree: {name}.</b>\nTap the name on the list and note it."
    ),
    "nobody_awaits_guardian": mark("<b>The consent is noted already.</b>"),
    "no_seat_yet": mark("<b>{name} has no seat yet.</b>\nThe list shows where they wait: /zajecia"),
    "nobody_named": mark(
        "<b>“{text}” is not on the list.</b>\nType a name as it stands there, or its number."
    ),
    "several_named": mark("<b>“{text}” fits several: {names}.</b>\nType the number."),
    "attendance_of_what": mark(
        "<b>Of which workshop?</b>\nAdd its number, for example: /obecnosc 12. /zajecia shows them."
    ),
    "bad_age_band": mark(
        "<b>We did not understand the age.</b>\nTap a band, or type for example: /wiek 34. The bot "
        "is for people from 16."
    ),
    "bad_ages": mark("<b>We did not understand the age.</b>\nCorrect it: “7–12” or “16+”."),
    "bad_rule": mark(
        "<b>We did not understand how often.</b>\nCorrect it, for example: “every Wednesday, 6 "
        "times”."
    ),
    "rule_endless": mark(
        "<b>How many times, or until when?</b>\nCorrect it, for example: “every Wednesday, 6 "
        "times”."
    ),
    "guests_unclear": mark(
        "<b>We did not understand “{part}”.</b>\nWrite names and ages, for example “Ola 8, Jaś 10”."
    ),
    "age_missing": mark("<b>How old is {name}?</b>\nWrite each name with an age, “Ola 8, Jaś 10”."),
    "no_guests": mark("<b>Who comes?</b>\nWrite names and ages, for example “Ola 8, Jaś 10”."),
    "party_too_big": mark("<b>That is too many for one sign-up.</b>\nAt most {most}. Write fewer."),
    "guest_unsuitable": mark(
        "<b>{name} does not fit the age of this workshop.</b>\nCorrect it, or change the age first."
    ),
    "no_meetings": mark("<b>There is no day that fits.</b>\nCorrect how often and until when."),
    "staff_write": mark("You are the library here. /wiadomosci shows what people wrote."),
    "thread_gone": mark("This conversation is not here any more. /wiadomosci has the others."),
    "draft_gone": mark("This is not here any more. /wiadomosci shows what was sent."),
    "message_empty": mark(
        "<b>There is nothing to send.</b>\nWrite a text or send a photo or a file."
    ),
    "second_person_needed": mark(
        "<b>This conversation concerns a child.</b>\nA second person of the team must see it and "
        "agree."
    ),
    "organisation_gone": mark("This organisation is not here. /organizacja shows yours."),
    "organisation_taken": mark(
        "<b>“{name}” is here already.</b>\nAsk one of its members for an invitation, or correct "
        "the name."
    ),
    "organisation_waits": mark(
        "<b>Your organisation waits for the library's word.</b>\n/organizacja shows it."
    ),
    "resource_gone": mark("This is not offered any more. /organizacja shows what is."),
    "publication_gone": mark("These results are not shown any more. /ankiety has the others."),
}


IN_THE_CONTEST = frozenset({
    "not_in_this_phase", "not_yours_to_do", "not_eligible", "deadline_passed", "application_gone",
    "no_vote_here", "voted_before", "proposals_hidden", "support_off", "proposal_number",
    "not_published",
})  # fmt: skip


def refused(error: Refused) -> Callable[[object, Translator], Screen]:
    """A rule said no: which one, and where to go from here."""

    def view(_: object, t: Translator) -> Screen:
        text = words_of(error.reason, error.facts, t)
        return Screen(text, rows=(*_leads(error, t), (menu_button(t),)))

    return view


def _leads(error: Refused, t: Translator) -> tuple[Row, ...]:
    """Where it can be mended at once: among the answers that stand before the review; or the
    contest, where the words send people there."""
    if error.reason in IN_THE_CONTEST:
        return ((Button(t.plain("Contests"), ListContests()),),)
    known = [error.facts.get(name) for name in ("session", "rev", "place")]
    session, rev, place = (one if isinstance(one, int) else 0 for one in known)
    if not session:
        return ()
    mend = ChooseAnswer(session, rev, place // PAGE + 1)
    return ((Button(t.plain("Correct the budget"), mend),),)


def words_of(reason: str, facts: Mapping[str, object], t: Translator) -> Markup:
    """A refusal's text."""
    grosze = AMOUNTS.get(reason, frozenset())
    said = {name: _fact(value, t, money=name in grosze) for name, value in facts.items()}
    return t(REFUSALS[reason], **said)


def _fact(value: object, t: Translator, *, money: bool) -> object:
    if money and isinstance(value, int):
        return amount(value, t)
    return t.moment(value) if isinstance(value, datetime) else value


def apology(_: object, t: Translator) -> Screen:
    """Something broke: nothing is lost, and what to do now."""
    return Screen(
        t("<b>Something went wrong on our side.</b>\nYour answers are safe. Please try once more."),
        rows=((menu_button(t),),),
    )


def menu_button(t: Translator) -> Button:
    """The way back from anywhere."""
    return Button(t.plain("Menu"), OpenMenu())
