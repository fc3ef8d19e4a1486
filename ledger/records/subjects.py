"""A subject: a matter that many records bear on, such as serious and organised crime (SOC).

    named (records linked and unlinked)

A risk has a score besides (risks.py).

A link is somebody's judgement that a record bears on the subject, so it has an author and, ideally,
a reason. It may cover one question area of an inspection, or one item of a meeting.
"""

from collections.abc import Collection
from typing import assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.errors import Refused
from ledger.events import NEW, AnyRef, Event, State, when
from ledger.references import SHORT_NAME
from ledger.rules import nonempty, once, require

RECORD = "subject"
REFERENCE = SHORT_NAME

# What can happen

NAMED = when("named")


class SubjectNamed(Beginning, kw_only=True):
    """There is such a matter, and this is what it is called."""

    needs = NEW
    moves_to = "named"
    says = "named: {title}"
    title: str


class SubjectLinked(Event):
    """A record bears on it: all of it, one question area of an inspection, or one item of a
    meeting."""

    needs = NAMED
    says = "linked to {linked_to}[, question area {area}][, item {item}][: {reason}]"
    linked_to: AnyRef
    area: str | None = None
    item: str | None = None
    reason: str | None = None

    def __str__(self) -> str:
        return f"{_place(self)}: {self.reason}" if self.reason else _place(self)


class SubjectUnlinked(Event):
    """A record does not bear on it after all, at any area or item."""

    needs = NAMED
    says = "unlinked from {linked_to}: {reason}"
    linked_to: AnyRef
    reason: str


SubjectEvent = SubjectNamed | SubjectLinked | SubjectUnlinked

# What we know


class Subject(State):
    links: tuple[SubjectLinked, ...] = ()
    is_risk: bool = False
    score: int | None = None
    score_words: str | None = None


def evolve(subject: Subject | None, event: SubjectEvent) -> Subject:
    if isinstance(event, SubjectNamed):
        return Subject(title=event.title)
    assert subject is not None
    match event:
        case SubjectLinked():
            return replace(subject, links=(*subject.links, event))
        case SubjectUnlinked(linked_to=other):
            kept = tuple(link for link in subject.links if link.linked_to != other)
            return replace(subject, links=kept)
    assert_never(event)


# Rules


def lawful(subject: Subject, event: Event) -> None:
    """Refuse a second link to the same thing, and to unlink what was never linked, when recorded or
    when corrected."""
    match event:
        case SubjectLinked():
            place = _place(event)
            if place in map(_place, subject.links):
                raise Refused(
                    f"{subject.ref} is already linked to {place}. Correct the link if its reason is"
                    " wrong, or unlink it first (subject unlink)."
                )
        case SubjectUnlinked(linked_to=other):
            if other not in {link.linked_to for link in subject.links}:
                raise Refused(
                    f"{subject.ref} is not linked to {other}, so there is nothing to unlink."
                )


def _place(link: SubjectLinked) -> str:
    """The record, and the part of it that bears on the subject."""
    area = f", question area {link.area}" if link.area else ""
    return f"{link.linked_to}{area}{f', item {link.item}' if link.item else ''}"


def name(subject: Subject | None, *, title: str, also: tuple[str, str] | None) -> list[Event]:
    """`also`: the kind and reference of another record that has this reference already."""
    named = SubjectNamed(title=nonempty(title, "A subject needs words that say what it is."))
    return named_once(subject, named, also)


def named_once(subject: Subject | None, named: Event, also: tuple[str, str] | None) -> list[Event]:
    """Refuse the reference of another record."""
    events = once(subject, named)
    if events and also is not None:
        raise Refused(f"{also[1]} is already the name of a {also[0]}. Choose another name.")
    return events


def link(
    subject: Subject,
    *,
    to: str,
    linked: tuple[str, Collection[str]],
    area: str | None = None,
    item: str | None = None,
    reason: str | None = None,
) -> list[Event]:
    """`linked`: the kind of the record `to`, and its items."""
    kind, items = linked
    if item is not None and kind == "meeting" and item not in items:
        raise Refused(
            f"{to} has no item {item}. Check its history (history {to}), or record the item first"
            " (meeting item)."
        )
    link = SubjectLinked(
        linked_to=to, area=area.strip().upper() if area else None, item=item, reason=reason
    )
    require(subject, link)
    if link in subject.links:
        return []
    if kind == "subject":
        raise Refused(f"{to} is a subject itself. Link the records that bear on it one by one.")
    if area is not None and kind != "inspection":
        raise Refused(f"Only an inspection has question areas (--area), and {to} is not one.")
    if item is not None and kind != "meeting":
        raise Refused(f"Only a meeting has items (--item), and {to} is not one.")
    lawful(subject, link)
    return [link]


def unlink(subject: Subject, *, to: str, reason: str) -> list[Event]:
    unlinked = SubjectUnlinked(
        linked_to=to, reason=nonempty(reason, "Unlinking needs a reason (--reason).")
    )
    require(subject, unlinked)
    if unlinked in subject.said and to not in {link.linked_to for link in subject.links}:
        return []
    lawful(subject, unlinked)
    return [unlinked]
