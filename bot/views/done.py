"""What people did, by the code that the audit notes: a line each in `/mojedane`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.i18n import Translator, mark
from bot.views.application_status import EVENTS

PEOPLE = {
    "invitation.add": mark("invited somebody"),
    "organisation.add": mark("registered an organisation"),
    "organisation.decide": mark("decided about an organisation"),
    "organisation.edit": mark("changed an organisation"),
    "organisation.invite": mark("invited somebody to an organisation"),
    "organisation.leave": mark("left an organisation"),
    "person.erase": mark("erased somebody's data"),
    "profile.save": mark("changed the library's profile"),
    "role.set": mark("gave or took a role"),
    "thread.ask_to_delete": mark("asked to delete a conversation"),
    "thread.delete": mark("deleted a conversation"),
    "thread.minor": mark("noted that a conversation concerns a child"),
}
SURVEYS = {
    "announcement.cancel": mark("called off a planned announcement"),
    "announcement.schedule": mark("planned an announcement"),
    "announcement.send": mark("sent an announcement"),
    "correction.send": mark("corrected an announcement"),
    "mailing.paused": mark("paused the sending"),
    "mailing.resend": mark("sent an announcement again to those it had not reached"),
    "mailing.running": mark("went on with the sending"),
    "mailing.stopped": mark("stopped the sending"),
    "results.download": mark("downloaded results"),
    "results.publish": mark("showed results to residents"),
    "results.withdraw": mark("withdrew results"),
    "survey.close": mark("closed a survey"),
    "survey.delete": mark("deleted a draft"),
    "survey.draft": mark("made a draft"),
    "survey.extend": mark("extended a survey"),
    "survey.publish": mark("published a survey"),
    "withdrawal.send": mark("withdrew an announcement"),
}
WORKSHOPS = {
    "attendance.close": mark("closed an attendance list"),
    "attendance.file": mark("took an attendance list as a file"),
    "attendance.tick": mark("ticked who came"),
    "signup.accept": mark("took an offered seat"),
    "signup.answer_by_phone": mark("wrote down an answer given by phone"),
    "signup.bot": mark("signed somebody up"),
    "signup.cancel": mark("gave up a seat"),
    "signup.check_in": mark("checked somebody in at the door"),
    "signup.decline": mark("declined an offered seat"),
    "signup.freed": mark("a seat became free"),
    "signup.guardian": mark("wrote down a guardian's consent"),
    "signup.image": mark("decided about pictures"),
    "signup.keep": mark("confirmed coming"),
    "signup.make": mark("signed up for a workshop"),
    "signup.offer": mark("a seat was offered"),
    "signup.offer_expired": mark("an offered seat passed on"),
    "signup.phone": mark("signed somebody up by phone"),
    "signup.remove": mark("took somebody off a list"),
    "signup.tell": mark("told what is needed at a workshop"),
    "signup.walk_in": mark("put somebody on the list at the door"),
    "workshop.cancel": mark("cancelled a workshop"),
    "workshop.cancel_series": mark("cancelled meetings of a series"),
    "workshop.change": mark("changed a workshop"),
    "workshop.change_series": mark("changed meetings of a series"),
    "workshop.create": mark("made a draft of a workshop"),
    "workshop.delete": mark("deleted a draft of a workshop"),
    "workshop.propose": mark("proposed a workshop"),
    "workshop.publish": mark("published a workshop"),
    "workshop.questions": mark("changed the questions of a workshop"),
    "workshop.return": mark("sent a proposed workshop back"),
    "workshop.seats": mark("changed the number of seats"),
    "workshop.series": mark("made a series of meetings"),
}
CONTESTS = {
    "application.delete": mark("deleted a draft of an application"),
    "application.enter": mark("began to type in an application from paper"),
    "application.mark": mark("marked a point of the formal check"),
    "award.cut": mark("divided the money of a contest"),
    "award.decided": mark("decided about an award"),
    "award.explain": mark("wrote reasons of decisions"),
    "award.lot": mark("wrote down a drawing of lots"),
    "award.raised": mark("raised the pool of a contest"),
    "contest.begin": mark("a phase of a contest began"),
    "contest.configure": mark("changed the rules of a contest"),
    "contest.delete": mark("deleted a contest"),
    "contest.end": mark("a phase of a contest ended"),
    "contest.file": mark("took a contest as a file"),
    "contest.form": mark("changed a form of a contest"),
    "contest.move": mark("moved a phase of a contest"),
    "contest.publish": mark("published the results of a contest"),
    "contest.round": mark("opened the next round of a contest"),
    "contest.set_up": mark("set up a contest"),
    "jury.conflict": mark("reported a conflict of interest"),
    "jury.count": mark("counted the points of a jury"),
    "jury.excuse": mark("excused an assessor"),
    "jury.invite": mark("invited somebody to a jury"),
    "jury.join": mark("joined a jury"),
    "jury.submit": mark("sent in a score sheet"),
    "protocol.approve": mark("approved a protocol"),
    "protocol.file": mark("took a protocol as a file"),
    "remark.approved": mark("let a remark be shown"),
    "remark.hidden": mark("hid a remark"),
    "vote.codes": mark("made codes for voting"),
    "vote.count": mark("counted the votes"),
    "vote.enter": mark("typed in ballots from paper"),
    "vote.take_back": mark("took back ballots from paper"),
}
REALISATIONS = {
    "realisation.accepted": mark("accepted a report"),
    "realisation.departed": mark("wrote down that somebody left a team"),
    "realisation.due": mark("moved the day of a report"),
    "realisation.event": mark("noted a meeting"),
    "realisation.expense": mark("noted an expense"),
    "realisation.figures": mark("took the figures of a contest as a file"),
    "realisation.handed_in": mark("handed in a report"),
    "realisation.left": mark("gave up an idea that is carried out"),
    "realisation.named": mark("named who reports"),
    "realisation.no_event": mark("took back a meeting"),
    "realisation.no_expense": mark("took back an expense"),
    "realisation.no_photo": mark("took back a photo"),
    "realisation.photo": mark("added a photo"),
    "realisation.planned": mark("planned a step"),
    "realisation.returned": mark("sent a report back"),
    "realisation.ticked": mark("ticked a step as done"),
    "realisation.unticked": mark("took back a done step"),
}
DONE: Mapping[str, str] = PEOPLE | SURVEYS | WORKSHOPS | CONTESTS | REALISATIONS


def done(action: str, t: Translator) -> str:
    """In the words of an application's history where it is one of its lines."""
    event = EVENTS.get(action.removeprefix("application."))
    if event:
        return t.plain("An application: {event}", event=t.plain(event))
    return t.plain(DONE[action]) if action in DONE else action
