"""More lines that a minute is made of: how disputes end, dates that are no day, and what an item of
the agenda is for. As in grammar.py, a kind of line is one entry.
"""

import re

from commands.minutes import grammar
from commands.minutes.grammar import Form, mark
from ledger.events import Event
from ledger.records import action_agreements, action_disputes, agenda

PURPOSE = Form(
    event=agenda.MeetingItemPurposeSet,
    says="Purpose: {tabled_for}",
    command="meeting item",
    arguments=("meeting", "item", "heading"),
    options={"tabled_for": "--purpose"},
)
UNSET = mark(
    "action",
    action_agreements.ActionDueUnset,
    "extend",
    "due on no set day[ ({due_words})], approved by {approved_by}: {reason}",
    due_words="--due-words",
    approved_by="--approved-by",
    reason="--reason",
    alone={"due_words=": "--no-date", "approved_by=": "--no-approval"},
)
MARKS = [
    UNSET,
    mark(
        "action",
        action_disputes.ActionDisputeSettled,
        "settle",
        "dispute {outcome}[ by {settled_by}]: {text}",
        text="",
        settled_by="--by",
        alone={"outcome=withdrawn": "--withdrawn"},
    ),
    mark(
        "action",
        action_disputes.ActionExistenceDisputed,
        "dispute --existence",
        "existence disputed by {disputed_by}: {text}",
        text="",
        disputed_by="--by",
    ),
    mark(
        "action",
        action_disputes.ActionExistenceAffirmed,
        "settle --exists",
        "found to have been agreed[ by {settled_by}]: {text}",
        text="",
        settled_by="--by",
    ),
    mark(
        "action",
        action_disputes.ActionExistenceDenied,
        "settle --never-agreed",
        "found never to have been agreed[ by {settled_by}]: {text}",
        text="",
        settled_by="--by",
    ),
]
# Lines under a heading, by the words they begin with.
UNDER_A_HEADING = {form.label.casefold(): form for form in (PURPOSE,)}
ALL_MARKS = [*grammar.MARKS, *MARKS]
FORMS = [*grammar.FORMS, *UNDER_A_HEADING.values(), *MARKS]
_OF_KIND: dict[type[Event], list[Form]] = {}
for _one in FORMS:
    _OF_KIND.setdefault(_one.event, []).append(_one)

_LATER = r"(?:due )?(?:date )?(?:extended|moved|deferred)"
# What people write for a line of ours, and how ours begins.
_USUAL = [
    (rf'{_LATER} to ("(?:[^"\\]|\\.)+")', r"due on no set day (\1)"),
    (rf"{_LATER},?(?: with| to)? no (?:set|new) (?:day|date)(?: given)?", "due on no set day"),
    (r"no new date(?: was)?(?: given)?(?=,)", "due on no set day"),
    (rf"{_LATER} (?:to|until|till)\b", grammar.EXTENDED.label),
    (r"(?:re-?assigned|re-?allocated|transferred) to ?:? *", "owner now "),
]


def form_of(event: Event) -> Form | None:
    """The form of the line that an event is written as: of several, the first that it has the words
    for."""
    forms = _OF_KIND.get(type(event), [])
    return next((form for form in forms if form.tells(event)), next(iter(forms), None))


def usual(about: str, said: str, typed: str) -> str:
    """What became of a record, with the words that a line begins with instead of others that people
    write for them; `typed`: the same in plain signs."""
    for pattern, ours in _USUAL if about == "action" else ():
        if (found := re.match(pattern, typed, re.IGNORECASE)) is not None:
            return found.expand(ours) + said[found.end() :]
    return said
