"""The due dates of a recommendation: the first, as agreed, and each that was set later.

These are events of an inspection item. The first date agreed is never lost.
"""

from datetime import date
from typing import Literal, assert_never

from msgspec.structs import replace

from ledger.errors import Refused
from ledger.events import AuthorityRef, Event
from ledger.records.inspection_items import CLAIMABLE, LIVE, Item
from ledger.rules import nonempty, require, unless_said
from ledger.words import due_in_words

PART_OF = "item"

# What can happen


class ItemDueAgreed(Event):
    """The day by which it is to be done, as first agreed, or in words; and who set it."""

    needs = LIVE
    says = "due[ {due}][ ({due_words})][, set by the {due_set_by}]"
    due: date | None = None
    due_words: str | None = None
    due_set_by: Literal["issuer", "owner"] | None = None


class ItemDueRevised(Event):
    """Another day was set for it, for a reason; without `approved_by`, nobody is recorded to have
    approved that."""

    needs = CLAIMABLE
    fixed = frozenset({"due_was", "due_words_was"})
    says = (
        "due date[ ({due_words_was})] revised[ from {due_was}] to {due}[, approved by"
        " {approved_by}]: {reason}"
    )
    due: date
    reason: str
    approved_by: AuthorityRef | None = None
    due_was: date | None = None
    due_words_was: str | None = None


DueDateEvent = ItemDueAgreed | ItemDueRevised

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {"due_set_by": "whether the issuer of a recommendation or its owner set its due date"}


def evolve(item: Item, event: DueDateEvent) -> Item:
    match event:
        case ItemDueAgreed(due=due, due_words=words, due_set_by=by):
            return replace(item, due=due, due_words=words, original_due=due, due_set_by=by)
        case ItemDueRevised(due=due):
            return replace(item, due=due, due_words=None)
    assert_never(event)


# Rules


def lawful(item: Item, event: Event) -> None:
    """Refuse a second first due date, and a revision if there is no date or it stays the same, when
    recorded or when corrected."""
    if isinstance(event, ItemDueAgreed) and (item.due or item.due_words):
        raise Refused(
            f"{item.ref} is due {due_in_words(item.due, item.due_words)} already. Revise it"
            " (item revise)."
        )
    if isinstance(event, ItemDueRevised):
        if item.due is None and item.due_words is None:
            raise Refused(f"{item.ref} has no due date to revise. Set the first (item due).")
        if event.due == item.due:
            raise Refused(f"{item.ref} is due on that day already. Check --to.")


def set_due(
    item: Item,
    *,
    due: date | None = None,
    due_words: str | None = None,
    due_set_by: Literal["issuer", "owner"] | None = None,
) -> list[Event]:
    if due is None and not (due_words or "").strip():
        raise Refused("A due date needs a day or words (--due, --due-words).")
    agreed = ItemDueAgreed(due=due, due_words=due_words, due_set_by=due_set_by)
    return unless_said(item, agreed, lawful)


def revise_due(
    item: Item, *, due: date, reason: str, approved_by: str | None = None
) -> list[Event]:
    """To a later or an earlier day; the first stays on record."""
    revised = ItemDueRevised(
        due=due,
        due_was=item.due,
        due_words_was=item.due_words,
        reason=nonempty(reason, "A revised date needs a reason (--reason)."),
        approved_by=approved_by,
    )
    require(item, revised)
    if item.due == due and any(
        isinstance(e, ItemDueRevised)
        and replace(e, due_was=due, due_words_was=None) == replace(revised, due_words_was=None)
        for e in item.said
    ):
        return []
    lawful(item, revised)
    return [revised]
