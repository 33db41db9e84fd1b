"""Why an input was not taken, and what to do instead: words for every code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from markupsafe import Markup

from bot.domain.sessions import Problem
from bot.forms.model import Kind
from bot.i18n import Translator, mark
from bot.views.answers import clipped
from bot.views.contest_amounts import amount

QUOTED = 60  # characters of what they typed
LISTED = 6  # candidates

PLAIN = {
    "unexpected": mark("This does not fit here. Please answer the question below."),
    "required": mark("This question needs an answer."),
    "constraint": mark("This answer breaks a rule of this question. Please try another one."),
    "unknown_choice": mark(
        "“{text}” is not among the answers. Tap one of them, or type how it begins."
    ),
    "no_band": mark("“{text}” fits none of the answers. Tap one of them, or type it."),
    "not_number": mark("“{text}” is not a number. Type one in figures, for example 12."),
    "not_integer": mark("A whole number is needed here, for example 12."),
    "too_low": mark("That is too little: {least} is the least."),
    "too_high": mark("That is too much: {most} is the most."),
    "off_step": mark("Choose a number from {start} on, in steps of {step}."),
    "not_date": mark("“{text}” is not a day that I know. Type for example 12.05.2027 or tomorrow."),
    "impossible_date": mark("There is no such day as “{text}”. Please look at the calendar."),
    "not_time": mark("“{text}” is not an hour that I know. Type for example 17:30."),
    "not_datetime": mark("Type a day and an hour, for example 12.05.2027 17:30."),
    "needs_location": mark(
        "A place is needed here: tap the button below, or type coordinates like 52.1, 20.3."
    ),
    "nothing_to_keep": mark("There is no answer to keep yet."),
    "no_way_back": mark("This is the first question. There is nothing before it."),
    "incomplete": mark("A few questions are still open. Here is the next one."),
    "not_yes_or_no": mark("Please answer yes or no."),
    "empty": mark("The message is empty. Please type an answer."),
    "old": mark("You have that question behind you already. Here is where you are."),
    "sticker": mark("Nice sticker! I can only read text and buttons, though."),
    "contact": mark("I do not need a contact here. I have not kept it."),
    "edited": mark(
        "I do not see changes in messages that were sent. To change an answer, send /cofnij."
    ),
    "file": mark("No file is needed here. I have not kept it."),
    "voice": mark("I cannot listen to recordings. Please type your answer."),
    "location": mark("No place is needed here. I have not kept it."),
    "command": mark("I do not know this command. /pomoc says what I can do."),
    "button": mark("This button does not work any more. Here is where you are."),
    "guests_unread": mark(
        "A name is needed for everybody, and an age for each child. For example: Ola 8, Jan 10."
    ),
    "guest_too_young": mark(
        "{name} is too young this time: the workshop is for ages from {age_from}. Type only those "
        "who can come, or /anuluj."
    ),
    "guest_too_old": mark(
        "{name} is too old this time: the workshop is for ages up to {age_to}. Type only those who "
        "can come, or /anuluj."
    ),
    "guest_adult": mark(
        "How old is {name}? Seats here are for children. Type the names again, each with an age."
    ),
    "guest_child": mark("{name} is a child, and this workshop is for adults. Type only adults."),
    "bad_rule": mark("I cannot read how often. Type for example “every Wednesday, 6 times”."),
    "rule_endless": mark(
        "How many times, or until when? Type for example “every Wednesday, 6 times”."
    ),
    "party_too_big": mark("That is too many: at most {most} in one sign-up. Type fewer names."),
    "amount_unread": mark(
        "“{text}” is not an amount that I know. Type for example 8 000 or 8000,50 zł."
    ),
    "amounts_unread": mark(
        "I cannot read “{line}”. Type a number of the list and an amount, for example 2: 2 500."
    ),
    "numbers_unread": mark("“{text}” does not fit the list. Type its numbers, for example 2, 5."),
    "no_lot_here": mark("No lot is needed any more. Leave with /anuluj."),
    "decided_before": mark("The pool is divided already. Leave with /anuluj."),
    "not_decided": mark("The pool is not divided yet. Leave with /anuluj."),
    "group_too_small": mark(
        "With you that makes {people}, and a group needs at least {least} here. Type the names of "
        "all the others, with commas between."
    ),
    "budget_line_unread": mark(
        "I cannot read this line of the budget. Type what it is, how many and the price of one: "
        "“room 3 × 150” or “posters 120”."
    ),
    "not_whole_grosze": mark(
        "“{text}” does not come to whole grosze. Correct the number or the price."
    ),
    "other": mark("I cannot read this. Please type, or use the buttons."),
}
WANTED = {
    Kind.IMAGE: mark("A picture is needed here. Please send one as a photo."),
    Kind.AUDIO: mark("A recording is needed here. Please send a voice message."),
    Kind.VIDEO: mark("A film is needed here. Please send one."),
    Kind.FILE: mark("A file is needed here. Please send one."),
}


def reason(problem: Problem, t: Translator) -> Markup:
    """One or two sentences. The form's own message wins."""
    if problem.message:
        return Markup.escape(problem.message)
    own = SPECIAL.get(problem.code)
    if own:
        return own(problem, t)
    facts = {key: _fact(value) for key, value in problem.facts.items()}
    return t(PLAIN[problem.code], **facts)


def _fact(value: object) -> str:
    return clipped(str(value), QUOTED)


def _too_many(problem: Problem, t: Translator) -> Markup:
    most = int(str(problem.facts["most"]))
    return t.many("Choose one answer at most.", "Choose {number} answers at most.", most)


def _ambiguous(problem: Problem, t: Translator) -> Markup:
    candidates = _listed(problem.facts["candidates"])
    text = _fact(problem.facts.get("text", ""))
    return t("“{text}” may be: {candidates}. Which one?", text=text, candidates=candidates)


def _ambiguous_date(problem: Problem, t: Translator) -> Markup:
    days = [t.day(date.fromisoformat(day)) for day in _texts(problem.facts["candidates"])]
    text = _fact(problem.facts.get("text", ""))
    return t("“{text}” may be: {candidates}. Which one?", text=text, candidates="; ".join(days))


def _rank_incomplete(problem: Problem, t: Translator) -> Markup:
    missing = _listed(problem.facts["missing"])
    return t("Still without a place: {missing}. Tap them in order.", missing=missing)


def _needs_attachment(problem: Problem, t: Translator) -> Markup:
    return t(WANTED[Kind(str(problem.facts["kind"]))])


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, Iterable) else [str(value)]


def _listed(value: object) -> str:
    texts = _texts(value)
    more = ["…"] if len(texts) > LISTED else []
    return "; ".join([clipped(text, QUOTED) for text in texts[:LISTED]] + more)


def _part_too_big(problem: Problem, t: Translator) -> Markup:
    total, part = int(str(problem.facts["total"])), int(str(problem.facts["part"]))
    return t(
        "The contest cannot pay {part}: all of it costs {total}. Type a smaller amount.",
        part=amount(part, t), total=amount(total, t),
    )  # fmt: skip


SPECIAL: dict[str, Callable[[Problem, Translator], Markup]] = {
    "too_many": _too_many,
    "ambiguous": _ambiguous,
    "ambiguous_date": _ambiguous_date,
    "rank_incomplete": _rank_incomplete,
    "needs_attachment": _needs_attachment,
    "part_too_big": _part_too_big,
}
