"""More lines that a minute is made of: how the meeting went about its business, how disputes end,
and dates that are no day. As in grammar.py, a kind of line is one entry.
"""

import re

from commands.minutes import grammar
from commands.minutes.forms import Form, mark
from ledger.events import Event
from ledger.records import (
    action_agreements,
    action_disputes,
    agenda,
    decision_steps,
    meeting_minutes,
    meeting_proceedings,
    meetings,
    statements,
)

PURPOSE = Form(
    event=agenda.MeetingItemPurposeSet,
    says="Purpose: {tabled_for}",
    command="meeting item",
    arguments=("meeting", "item", "heading"),
    options={"tabled_for": "--purpose"},
)
INTEREST = Form(
    event=meeting_proceedings.MeetingInterestDeclared,
    says="Interest: {declarant}: {text}",
    command="meeting interest",
    arguments=("meeting", "text"),
    options={"declarant": "--by", "item": "--item"},
    main="text",
)
PRIVATE = Form(
    event=meeting_proceedings.MeetingItemHeldInPrivate,
    says="Private: {reason}",
    command="meeting private",
    arguments=("meeting", "item"),
    options={"reason": "--reason"},
)
_TALLY = (
    "{votes_for} for[ ({voted_for})], {votes_against} against[ ({voted_against})]"
    "[, {abstentions} abstained][ ({abstained})]"
)
_VOTES = {
    "votes_for": "--for",
    "votes_against": "--against",
    "abstentions": "--abstained",
    "voted_for": "--who-for",
    "voted_against": "--who-against",
    "abstained": "--who-abstained",
}
VOTE = Form(
    event=meeting_proceedings.MeetingVoted,
    says="Vote {vote_result}: {text}: " + _TALLY,
    command="meeting vote",
    arguments=("meeting", "text"),
    options=_VOTES | {"vote_result": "--result", "item": "--item"},
    main="text",
)
_HOW = {"unanimity=unanimously": "--unanimous", "unanimity=nem con": "--nem-con"}
UNCOUNTED = Form(
    event=meeting_proceedings.MeetingVoted,
    says="Vote {vote_result} {unanimity}: {text}",
    command="meeting vote",
    arguments=("meeting", "text"),
    options=_HOW | {"vote_result": "--result", "item": "--item"},
    main="text",
)
CONFIRMED = Form(
    event=meeting_minutes.MeetingMinutesConfirmed,
    says="Minutes confirmed: {minutes_of}",
    command="meeting confirm",
    arguments=("minutes_of",),
    options={"meeting": "--at"},
)
AMENDED = mark(
    meeting_minutes.MeetingMinuteCorrected,
    "meeting correct",
    "amended[, item {item}][, page {page}]: {text}",
    "text",
)
MOVED = Form(
    event=meetings.MeetingMoved,
    says="Meeting moved: {moved} to {moved_to}[: {reason}]",
    command="meeting move",
    arguments=("moved",),
    options={"day": "--to", "reason": "--reason"},
)
TOLD = Form(
    event=statements.StatementReported,
    says="Told[ as {assurance} assurance]: {text}",
    command="told",
    arguments=("meeting", "text"),
    options={"assurance": "--assurance"},
    main="text",
)
UNSET = mark(
    action_agreements.ActionDueUnset,
    "action extend",
    "due on no set day[ ({due_words})], approved by {approved_by}: {reason}",
    alone={"due_words=": "--no-date", "approved_by=": "--no-approval"},
)
MARKS = [
    UNSET,
    AMENDED,
    Form(
        event=decision_steps.DecisionVoted,
        says=f"vote: {_TALLY}",
        command="decision vote",
        arguments=("ref",),
        options=_VOTES,
        about="decision",
    ),
    mark(
        decision_steps.DecisionVoted,
        "decision vote",
        "vote: {unanimity}",
        alone=_HOW,
        unanimity=None,
    ),
    mark(
        decision_steps.DecisionRecommended, "decision recommend", "recommended to {recommended_to}"
    ),
    mark(
        decision_steps.DecisionReplied,
        "decision reply",
        "reply: {reply} by {replied_by}[: {text}]",
        reply="",
        replied_by="--by",
        text="--text",
    ),
    mark(
        action_disputes.ActionDisputeSettled,
        "action settle",
        "dispute {outcome}[ by {settled_by}]: {text}",
        alone={"outcome=withdrawn": "--withdrawn"},
        outcome=None,
    ),
    mark(
        action_disputes.ActionExistenceDisputed,
        "action dispute --existence",
        "existence disputed by {disputed_by}: {text}",
    ),
    mark(
        action_disputes.ActionExistenceAffirmed,
        "action settle --exists",
        "found to have been agreed[ by {settled_by}]: {text}",
    ),
    mark(
        action_disputes.ActionExistenceDenied,
        "action settle --never-agreed",
        "found never to have been agreed[ by {settled_by}]: {text}",
    ),
]
# Lines by the words before the colon: those of an item, and those of the whole meeting.
OF_AN_ITEM = {
    "purpose": PURPOSE,
    "private": PRIVATE,
    "interest": INTEREST,
    "vote carried": VOTE,
    "vote lost": VOTE,
    "vote carried unanimously": UNCOUNTED,
    "vote carried nem con": UNCOUNTED,
}
OF_THE_MEETING = {"minutes confirmed": CONFIRMED, "meeting moved": MOVED, "told": TOLD}
# They name another meeting, to which the event belongs.
OF_ANOTHER = {CONFIRMED.event: "minutes_of", MOVED.event: "moved"}
# What is public of an item that was taken in private.
PUBLIC = (grammar.HEADING, grammar.DEFERRED, PURPOSE, PRIVATE, INTEREST)
RECOMMENDED = re.compile(r"recommended to [^:]+", re.IGNORECASE)
ALL_MARKS = [*grammar.MARKS, *MARKS]
FORMS = [*grammar.FORMS, *OF_AN_ITEM.values(), *OF_THE_MEETING.values(), *MARKS]
_OF_KIND: dict[type[Event], list[Form]] = {}
for _one in FORMS:
    _OF_KIND.setdefault(_one.event, []).append(_one)

_LATER = r"(?:due )?(?:date )?(?:extended|moved|deferred)"
# What people write, and the beginning of our line for it.
_USUAL = [
    (rf'{_LATER} to ("(?:[^"\\]|\\.)+")', r"due on no set day (\1)"),
    (rf"{_LATER},?(?: with| to)? no (?:set|new) (?:day|date)(?: given)?", "due on no set day"),
    (r"no new date(?: was)?(?: given)?(?=,)", "due on no set day"),
    (rf"{_LATER} (?:to|until|till)\b", grammar.EXTENDED.label),
    (r"(?:re-?assigned|re-?allocated|transferred) to ?:? *", "owner now "),
]


def form_of(event: Event) -> Form | None:
    """The form in which an event is written: of several, the first for whose words it has the
    facts."""
    forms = _OF_KIND.get(type(event), [])
    return next((form for form in forms if form.tells(event)), next(iter(forms), None))


# What people write of a decision's vote that nobody counted.
_UNCOUNTED = [
    (r"(?:vote: ?)?(?:(?:carried|agreed|approved) )?unanimous(?:ly)?(?: vote)?\.?$",
     "vote: unanimously"),
    (r"(?:vote: ?)?(?:(?:carried|agreed|approved) )?nem\.? con\.?$", "vote: nem con"),
]  # fmt: skip


def usual(about: str, said: str, typed: str) -> str:
    """The outcome of a record, with the words that a line begins with in place of others that
    people write. `typed`: the same with plain quotes and dashes."""
    among = {"action": _USUAL, "decision": _UNCOUNTED}
    for pattern, ours in among.get(about, ()):
        if (found := re.match(pattern, typed, re.IGNORECASE)) is not None:
            return found.expand(ours) + said[found.end() :]
    return said
