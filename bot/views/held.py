"""`/mojedane`: everything held about somebody, as words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from markupsafe import Markup

from bot.clock import moment
from bot.domain.privacy import Answers, Held
from bot.frozen import frozen
from bot.i18n import NAMES, Translator
from bot.views.actions import EraseMyData
from bot.views.done import done
from bot.views.faults import menu_button
from bot.views.people import ROLES
from bot.views.screen import Attachment, Button, Effect, Screen, Show
from bot.views.thanks import TOPICS

MESSAGE = 3000  # characters after which the words come as a file
GAP = Markup("\n\n")


@frozen
class Section:
    """A heading with its lines, plain text."""

    heading: str
    lines: tuple[str, ...]


def held(shown: Held, t: Translator) -> Sequence[Effect]:
    """A message with all of it, or its beginning and a file; then the same as JSON."""
    sections = [section for section in _sections(shown, t) if section.lines]
    plain = "\n\n".join("\n".join((s.heading, *s.lines)) for s in sections)
    name = t.plain("my-data")
    files = [Attachment("document", f"{name}.json", _json(shown))]
    if len(plain) > MESSAGE:
        files.insert(0, Attachment("document", f"{name}.txt", plain.encode()))
        sections = [sections[0]]
    text = GAP.join((t("<b>Everything kept about you</b>"), *map(_marked, sections)))
    rows = ((Button(t.plain("Erase my data"), EraseMyData(False)),), (menu_button(t),))
    said = t("The same as a file. What cannot be shown: anonymous answers that you sent.")
    *others, last = (Screen(Markup(), attachment=file) for file in files)
    screens = (Screen(text), *others, Screen(said, rows, last.attachment))
    return tuple(Show(screen) for screen in screens)


def _marked(section: Section) -> Markup:
    lines = Markup("\n").join(Markup.escape(line) for line in section.lines)
    return Markup("<b>{}</b>\n{}").format(section.heading, lines)


def _sections(shown: Held, t: Translator) -> tuple[Section, ...]:
    return (
        Section(t.plain("About you"), _about(shown, t)),
        Section(t.plain("What we may write to you about"), _topics(shown, t)),
        Section(t.plain("Your organisations"), _organisations(shown)),
        Section(t.plain("Messages between you and the library"), _messages(shown, t)),
        *(_answers(t.plain("Not sent yet: {title}", title=a.title), a) for a in shown.unfinished),
        *(_answers(t.plain("Sent with your name: {title}", title=a.title), a) for a in shown.named),
        Section(t.plain("Also kept"), _counted(shown, t)),
        Section(t.plain("What we noted down of what you did"), _done(shown, t)),
    )


def _about(shown: Held, t: Translator) -> tuple[str, ...]:
    if not shown.rows["person"]:
        return (t.plain("Nothing yet."),)
    row, person = shown.rows["person"][0], shown.person
    lines = [
        t.plain("Name in Telegram: {name}", name=person.name),
        t.plain("Number in Telegram: {number}", number=person.telegram_id),
        t.plain("Language: {language}", language=NAMES[person.language]),
        t.plain("Role: {role}", role=t.plain(ROLES[person.role])),
        t.plain("Here since: {moment}", moment=t.moment(moment(row["created_at"]))),
    ]
    if person.username:
        lines.insert(1, t.plain("User name: {name}", name=person.username))
    if row["quiet_from"]:
        hours = f"{row['quiet_from']}–{row['quiet_until']}"
        lines.append(t.plain("Quiet hours: {hours}", hours=hours))
    if accepted := row["notice_accepted_at"]:
        when = t.moment(moment(accepted))
        lines.append(t.plain("Privacy notice shown: {moment}", moment=when))
    return tuple(lines)


def _topics(shown: Held, t: Translator) -> tuple[str, ...]:
    names = {str(topic): label for topic, label in TOPICS.items()}
    chosen = [names[row["topic"]] for row in shown.rows["subscription"]]
    return tuple(t.plain(name) for name in chosen)


def _answers(heading: str, answers: Answers) -> Section:
    return Section(heading, tuple(f"{label} — {said}" for label, said in answers.items))


def _counted(shown: Held, t: Translator) -> tuple[str, ...]:
    many = {table: len(rows) for table, rows in shown.rows.items()}
    files, waiting, invitations = many["attachment"], many["outbox"], many["invitation"]
    surveys, results = many["survey"], many["publication"]
    lines = (
        (files, t.many_plain("{number} file you sent", "{number} files you sent", files)),
        (waiting, t.many_plain("{number} message to you", "{number} messages to you", waiting)),
        (invitations, t.many_plain("{number} invitation", "{number} invitations", invitations)),
        (surveys, t.many_plain("{number} survey you made", "{number} surveys you made", surveys)),
        (results, t.many_plain("{number} report you gave", "{number} reports you gave", results)),
    )  # fmt: skip
    return tuple(line for number, line in lines if number)


def _organisations(shown: Held) -> tuple[str, ...]:
    return tuple(str(row["organisation"]) for row in shown.rows["membership"])


def _messages(shown: Held, t: Translator) -> tuple[str, ...]:
    return tuple(
        t.plain("{moment}: {text}", moment=t.moment(moment(row["sent_at"])), text=row["text"])
        for row in shown.rows["message"]
    )


def _done(shown: Held, t: Translator) -> tuple[str, ...]:
    lines = []
    for row in shown.rows["audit"]:
        action = str(row["action"])
        lines.append(f"{t.moment(moment(row['at']))}: {done(action, t)}")
    return tuple(lines)


def _json(shown: Held) -> bytes:
    content = {"exported_at": shown.at.isoformat(), **shown.rows}
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
