"""What people read when a rule of a contest says no."""

from __future__ import annotations

from bot.i18n import mark

_CONTEST = {
    "contest_gone": mark("<b>This contest is not open to see.</b>\nAsk the library about it."),
    "contest_applied_for": mark(
        "<b>Somebody has begun to apply in this contest.</b>\nSo it stays. You can end it: begin "
        "its last phase by hand."
    ),
    "contest_unreadable": mark(
        "<b>The rules of this contest cannot be read.</b>\nThe library has to set it up once more."
    ),
    "profile_missing": mark(
        "<b>The library has yet to say who it is.</b>\nFill in what is missing first: /profil"
    ),
    "settings_unclear": mark(
        "<b>These settings do not fit together: {key}</b>\nCorrect the answer, then go on."
    ),
    "form_missing": mark(
        "<b>There is no form “{form}” here.</b>\nSend that form first, or name another in the "
        "contest's file."
    ),
    "not_in_this_phase": mark(
        "<b>This cannot be done in the present phase.</b>\nOpen the contest: it shows what can be "
        "done now, and when the next phase begins."
    ),
    "not_yours_to_do": mark(
        "<b>This is for others in the contest.</b>\nOpen the contest: it shows what you can do."
    ),
    "phase_begun": mark("<b>This phase has begun already.</b>\nChange its hours instead."),
    "ends_before_it_begins": mark(
        "<b>A phase would end before it begins.</b>\nCorrect the day or the hour."
    ),
    "before_the_call_ends": mark(
        "<b>A later phase would begin before the call ends.</b>\nCorrect the day or the hour."
    ),
    "reason_missing": mark(
        "<b>A reason is needed here.</b>\nWrite it in a sentence or two: it is kept."
    ),
}
_APPLYING = {
    "not_eligible": mark(
        "<b>The rules of this contest do not let you apply like this.</b>\nThey say who can. The "
        "library will help you find a way: /napisz"
    ),
    "assessor_cannot_apply": mark(
        "<b>You sit in the jury of this contest.</b>\nSo you cannot apply in it. Somebody else can "
        "hand in the idea."
    ),
    "deadline_passed": mark(
        "<b>Applications were taken until {deadline}.</b>\nThis one came later. The contest shows "
        "whether there is another round."
    ),
    "date_ahead": mark(
        "<b>This is still to come: {received}.</b>\nGive the day and hour at which the application "
        "came in."
    ),
    "application_gone": mark(
        "<b>This application is not here.</b>\nOpen the contest: it shows what there is."
    ),
    "application_changed": mark(
        "<b>This application has changed meanwhile.</b>\nOpen it once more to see how it stands."
    ),
    "version_gone": mark(
        "<b>The application has no such version.</b>\nOpen it and choose one that it shows."
    ),
    "nothing_on_paper": mark(
        "<b>This application has no number yet.</b>\nHand it in first, then it can be printed."
    ),
    "last_author": mark(
        "<b>You are the only author left.</b>\nInvite somebody first, or withdraw the application."
    ),
    "budget_line_unread": mark(
        "<b>We did not understand “{text}”.</b>\nWrite what it is, how much of it and the price: "
        "“room 3 × 150”."
    ),
    "not_whole_grosze": mark(
        "<b>“{text}” does not come to an amount in whole grosze.</b>\nCorrect the number or the "
        "price."
    ),
    "part_too_big": mark(
        "<b>The grant cannot pay more than this costs.</b>\nWrite a smaller amount."
    ),
    "over_limit": mark(
        "<b>Too much by {over}.</b>\nYou ask for {requested}. Lower the costs, or say which part "
        "is paid by you. Your answers are kept."
    ),
    "under_limit": mark(
        "<b>{under} short of the least that the contest gives.</b>\nYou ask for {requested}. Add "
        "what is still missing in the budget. Your answers are kept."
    ),
}
_CHECKING = {
    "own_application": mark(
        "<b>You are one of the authors of this application.</b>\nAsk somebody else of the team to "
        "check it."
    ),
    "item_unknown": mark(
        "<b>This is not on the checklist.</b>\nOpen the application once more and choose from it."
    ),
    "check_unfinished": mark(
        "<b>Not everything on the checklist has a mark.</b>\nSay yes or no to the rest first."
    ),
    "item_failed": mark(
        "<b>Something on the checklist has a “no”.</b>\nAsk for a correction, or reject the "
        "application with a reason."
    ),
    "date_past": mark("<b>This is past: {until}.</b>\nGive a later day for the correction."),
    "nothing_to_correct": mark(
        "<b>Nothing waits to be corrected here.</b>\nOpen the application to see how it stands."
    ),
    "correction_late": mark(
        "<b>Corrections were taken until {until}.</b>\nThe application stays as it was. Ask the "
        "library what comes next."
    ),
}
_JURY = {
    "applicant_cannot_judge": mark(
        "<b>You have an application in this contest.</b>\nSo you cannot sit in its jury. Tell the "
        "library: it will invite somebody else."
    ),
    "assessor_gone": mark(
        "<b>This person does not sit in the jury.</b>\nOpen the jury once more and choose."
    ),
    "criterion_unknown": mark(
        "<b>There is no such criterion in this contest.</b>\nOpen the application once more and "
        "choose from those shown."
    ),
    "off_the_scale": mark(
        "<b>This is not on the scale.</b>\nGive as many points as the criterion allows."
    ),
    "points_missing": mark(
        "<b>Not every criterion has points.</b>\nGive the rest, then hand in your scores."
    ),
    "sheet_submitted": mark(
        "<b>Your scores of this application are handed in.</b>\nThey cannot be changed any more. "
        "Go on to the next one."
    ),
    "scores_counted": mark(
        "<b>The jury's scores are counted.</b>\nNothing changes in them now. Tell the committee "
        "if something is wrong."
    ),
    "scores_missing": mark(
        "<b>There are too few scores to count.</b>\nWait for the jury, or excuse those who cannot "
        "judge."
    ),
    "nothing_to_count": mark(
        "<b>There is nothing to count in this contest.</b>\nSee whether its rules name a jury or a "
        "vote."
    ),
    "not_counted": mark(
        "<b>The jury's scores are not counted yet.</b>\nThe library counts them first. Come back "
        "then."
    ),
}
_VOTE = {
    "no_vote_here": mark(
        "<b>There is no vote in this contest.</b>\nOpen it to see how it is decided."
    ),
    "votes_counted": mark(
        "<b>The votes are counted.</b>\nNo vote can be added or taken back now. Tell the committee "
        "if something is wrong."
    ),
    "votes_not_counted": mark(
        "<b>The votes are not counted yet.</b>\nEnter what is on paper, then choose “Count the "
        "votes”."
    ),
    "no_paper_here": mark(
        "<b>There are no paper ballots in this contest.</b>\nPeople vote here, in the bot."
    ),
    "no_codes_here": mark(
        "<b>Nobody needs a code to vote in this contest.</b>\nPeople can vote at once."
    ),
    "too_many_codes": mark(
        "<b>That many codes cannot be made at once.</b>\nWrite a number from 1 to {most}."
    ),
    "code_unknown": mark(
        "<b>This code does not work.</b>\nCheck every character. If it was used already, ask the "
        "library for another."
    ),
    "voted_before": mark(
        "<b>You have voted in this contest already.</b>\nThank you. Wait for the results: they "
        "will be in the contest."
    ),
    "ballot_empty": mark("<b>Nothing is chosen.</b>\nChoose at least one idea, then vote."),
    "ballot_unknown": mark(
        "<b>One of these ideas is not in the vote.</b>\nOpen the ballot once more and choose from "
        "it."
    ),
    "ballot_repeats": mark(
        "<b>One idea is chosen twice.</b>\nTake it out once: each counts one time."
    ),
    "ballot_too_many": mark(
        "<b>You have chosen too many ideas.</b>\nThe most here is {most}. Take some out."
    ),
    "ballot_points": mark(
        "<b>These points do not fit the ballot.</b>\nIf it asks for points, give at least 1 to "
        "each idea. The limit is {most}."
    ),
}
_BALLOT = {
    "ballot_not_read": mark(
        "<b>We did not find “{text}” on the ballot.</b>\nType the numbers from the list, for "
        "example “1, 4”. What you chose is still there."
    ),
    "ballot_twofold": mark(
        "<b>“{text}” fits more than one idea.</b>\nType its number from the list."
    ),
    "ballot_points_form": mark(
        "<b>We did not understand “{text}”.</b>\nType the number, a colon and the points, for "
        "example “1: 5, 4: 3”."
    ),
}
_CONSULTATION = {
    "proposals_hidden": mark(
        "<b>The ideas are not public yet.</b>\nThe contest shows what is next and when."
    ),
    "support_off": mark(
        "<b>There is no support and there are no remarks in this contest.</b>\nIts rules say how "
        "ideas are chosen."
    ),
    "remark_gone": mark("<b>This remark is not here any more.</b>\nGo on to the next one."),
    "remarks_wait": mark(
        "<b>{most} of your remarks wait to be read.</b>\nThe library reads them first. Then you "
        "can write more."
    ),
    "proposal_number": mark(
        "<b>Which one?</b>\nType the number behind the command. The contest shows the numbers."
    ),
}
_DECIDING = {
    "not_decided": mark(
        "<b>Nothing is decided in this round yet.</b>\nFirst have the pool divided by the results."
    ),
    "decided_before": mark(
        "<b>The pool of this round is divided already.</b>\nChange single decisions instead, with "
        "a reason."
    ),
    "round_frozen": mark(
        "<b>Round {round} is finished.</b>\nIts decisions stay as they are. Open the latest round."
    ),
    "application_unknown": mark(
        "<b>This application is not in this round.</b>\nOpen the decisions and choose from them."
    ),
    "application_in_both": mark(
        "<b>Something here got a grant in the round before.</b>\nIt cannot be judged again. Take "
        "it out first."
    ),
    "over_request": mark(
        "<b>The amount does not fit the application.</b>\nGive from 0 to what was asked for."
    ),
    "over_pool": mark(
        "<b>The grants are more than the pool.</b>\nLower one of them, or raise the pool first."
    ),
    "outside_limits": mark(
        "<b>This goes beyond the rules of the contest.</b>\nCheck the lowest and the highest "
        "grant, and how many can win. Correct the amounts."
    ),
    "amount_not_positive": mark(
        "<b>By how much does the pool grow?</b>\nWrite an amount above zero, for example 5000."
    ),
    "nothing_left": mark(
        "<b>Nothing is left of the pool for another round.</b>\nFirst raise the pool."
    ),
    "lot_not_drawn": mark(
        "<b>Some results are equal, and the rules have a lot decide.</b>\nThe committee draws it "
        "first."
    ),
    "not_tied": mark(
        "<b>This is not a tie any more.</b>\nOpen the decisions: they show how it stands."
    ),
    "no_lot_here": mark("<b>No lot has to be drawn here.</b>\nOpen the decisions and go on."),
    "reasons_given": mark("<b>Everybody without a grant has a reason.</b>\nGo on to the protocol."),
    "amount_unread": mark(
        "<b>“{text}” is not an amount that we know.</b>\nWrite for example 8 000 or 8000,50 zł."
    ),
    "amounts_unread": mark(
        "<b>We could not read “{line}”.</b>\nWrite a number of the list and an amount, for example "
        "2: 2 500."
    ),
    "numbers_unread": mark(
        "<b>“{text}” does not fit the list.</b>\nWrite its numbers, for example 2, 5."
    ),
    "ties_undecided": mark(
        "<b>Equal results still wait for a decision.</b>\nDecide them with a reason, then approve."
    ),
    "reasons_missing": mark(
        "<b>Some of those without a grant have no reason yet.</b>\nWrite one for each, then "
        "approve."
    ),
    "reference_missing": mark(
        "<b>What is the number of the protocol?</b>\nWrite it as in the library's papers, for "
        "example “3/2026”."
    ),
    "approved_before": mark(
        "<b>These decisions are approved already.</b>\nYou can send them. After a change they are "
        "approved anew."
    ),
    "protocol_missing": mark(
        "<b>These decisions have no approved protocol yet.</b>\nApprove them first."
    ),
    "decisions_unsent": mark(
        "<b>Not everybody has been sent their decision.</b>\nSend them first, then publish."
    ),
    "not_published": mark(
        "<b>The results are not public yet.</b>\nCome back later: they will be in the contest."
    ),
}
_REALISATION = {
    "not_funded": mark(
        "<b>This idea has no grant here.</b>\nOnce its decision is sent, you can report on it."
    ),
    "realisation_waits": mark(
        "<b>The report is being read by the library.</b>\nNothing changes until it answers."
    ),
    "realisation_over": mark(
        "<b>Nothing more is reported here.</b>\nIf something is missing, write to the library: "
        "/napisz"
    ),
    "report_missing": mark(
        "<b>There is no report that waits for an answer.</b>\nOpen it once more to see how it "
        "stands."
    ),
    "entry_gone": mark("<b>This entry is not here.</b>\nOpen the list once more and choose."),
    "event_ahead": mark(
        "<b>This day is still to come.</b>\nReport on it when it is over, or add a milestone."
    ),
    "too_many_newcomers": mark(
        "<b>More people for the first time than there were at all.</b>\nCorrect one of the two."
    ),
    "amount_unread": mark(
        "<b>We did not understand the amount “{text}”.</b>\nWrite for example 240 or 240.50."
    ),
    "photo_missing": mark("<b>The photo is not here any more.</b>\nSend it once more."),
    "nobody_left": mark(
        "<b>Nobody is left in the group but those with an account here.</b>\nThey leave by "
        "themselves."
    ),
    "not_a_member": mark(
        "<b>This person is not in the group.</b>\nInvite them by a link first, then choose them."
    ),
    "nothing_accepted": mark(
        "<b>No report is accepted yet.</b>\nThere is nothing to announce so far."
    ),
}
_FILES = {
    "election_too_large": mark(
        "<b>This file is too big.</b>\nThe bot takes elections of up to {limit} MB. Send a smaller "
        "one."
    ),
    "election_gone": mark(
        "<b>This file is not here any more.</b>\nSend it once more, then choose how to count it."
    ),
}
CONTEST_REFUSALS = {
    **_CONTEST,
    **_APPLYING,
    **_CHECKING,
    **_JURY,
    **_VOTE,
    **_BALLOT,
    **_CONSULTATION,
    **_DECIDING,
    **_REALISATION,
    **_FILES,
}
