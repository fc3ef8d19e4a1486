"""Who is named: a post that there is, and no name that means two things."""

from collections.abc import Iterable
from typing import Any

from ledger.characters import folded
from ledger.entries import of_no_paper
from ledger.errors import NotFound, Refused
from ledger.events import Entry, Event, Recorded, naming, naming_records
from ledger.naming import known_post, named_as, post_named, taken_by
from ledger.records import posts
from ledger.records.meetings import Meeting
from ledger.records.posts import STATUTORY
from ledger.registry import record_kinds
from ledger.services.case import Case
from ledger.words import LONG_STANDING, day

# As an owner, everybody who is at a meeting.
ALL = ("all", "all members", "all present", "everybody", "everyone")


def name_taken_by(case: Case) -> str | None:
    """Another record that answers to the name that this one is to have."""
    given = [case.given[one] for one in ("title", "person", "alias") if case.given.get(one)]
    ledger, ref = case.ledger, case.ref
    new = "alias" not in case.given and ledger.state(case.record, ref) is None
    for name in [ref, *given] if new else given:
        if folded(name) in ALL:
            raise Refused(f"{name} means everybody who is present. Choose another name.")
    if new and (other := taken_by(ledger, case.record, ref, [ref])) is not None:
        raise Refused(f"{ref} already means {other}. Choose another name.")
    return taken_by(ledger, case.record, ref, given)


def post_of_holder(case: Case) -> str | None:
    """The post whose abbreviation or title is given as the name of a holder. One that only answers
    to it may be known by the name of the person who holds it."""
    holder = case.given["holder"]
    post = known_post(case.ledger, holder)
    state = case.ledger.state("post", post) if post is not None else None
    alone = state is not None and folded(holder) in map(folded, state.aliases)
    return None if alone else post


def define_statutory(ledger: Any, ref: str, entry: Entry) -> list[Recorded]:
    """Define a post that the law gives every area, as existing since before the ledger."""
    entry = of_no_paper(
        entry,
        effective_on=LONG_STANDING,
        date_basis="unknown",
        date_reason="long standing",
        # The post itself is public, whatever is recorded about it.
        marking="OFFICIAL",
        marking_reason=None,
    )
    defined: list[Recorded] = ledger.record(
        "post", ref, posts.define, entry, new=True, title=STATUTORY[ref]
    )
    return defined


def all_present(ledger: Any, meeting: str) -> tuple[list[str], list[str]]:
    """Everybody recorded as present at a meeting: those who can own something (posts and parties),
    and those who cannot."""
    state = ledger.state("meeting", meeting)
    present = state.present if isinstance(state, Meeting) else ()
    owners = {one: _owner_named(ledger, one) for one in present}
    known = [ref for ref in owners.values() if ref is not None]
    if not known:
        raise Refused(
            f"Nobody who can own it is recorded as present at {meeting}, and All means them. Record"
            " who was there (meeting attend)."
        )
    return list(dict.fromkeys(known)), [one for one, ref in owners.items() if ref is None]


def _owner_named(ledger: Any, attendee: str) -> str | None:
    try:
        return named_as(ledger, attendee, "party")
    except NotFound:
        return None


def posts_known(ledger: Any, events: Iterable[Event], entry: Entry) -> None:
    """Refuse events that name a post that does not exist, or that was succeeded by that day."""
    named: dict[str, str | None] = {entry.on_behalf_of: None} if entry.on_behalf_of else {}
    for event in events:
        for field, besides in naming(type(event)).items():
            value = getattr(event, field)
            for one in [value] if isinstance(value, str) else value or ():
                named[one] = besides if named.get(one, besides) else None
    for post, besides in named.items():
        state = ledger.state("post", post)
        if state is None and post not in STATUTORY:
            if besides is not None and ledger.state(besides, post) is not None:
                continue
            known = post_named(ledger, post)
            raise NotFound(f"A post is recorded by its abbreviation: {known}, not {post!r}.")
        if state is not None and state.status == "succeeded":
            then = ledger.state("post", post, on=entry.effective_on)
            if then is not None and then.status == "succeeded":
                raise Refused(
                    f"{post} was succeeded by {then.succeeded_by} on {day(then.since_on)}. Name"
                    f" {then.succeeded_by}, or check --on."
                )


def records_known(ledger: Any, record: str, events: Iterable[Event]) -> None:
    """Refuse events that name a record that does not exist, or that was retracted."""
    for event in events:
        for field, kind in naming_records(type(event)).items():
            value = getattr(event, field)
            for ref in [value] if isinstance(value, str) else value or ():
                standing_record(ledger, record if kind == "same" else kind, ref)


def standing_record(ledger: Any, kind: str, ref: str) -> None:
    """Refuse the reference of a record of a kind ("any": of whichever) that is not there."""
    kinds = list(record_kinds()) if kind == "any" else [kind]
    ledger.read_ahead([f"{one}:{ref}" for one in kinds], [])
    if all(ledger.state(one, ref) is None for one in kinds):
        if not any(ledger.exists(one, ref) for one in kinds):
            raise NotFound(f"{ref} is not in the ledger. Check its spelling.")
        other = "record" if kind == "any" else kind
        raise NotFound(f"{ref} was retracted. Record it again, or name another {other}.")


def linked(case: Case) -> tuple[str, tuple[str, ...]]:
    """The kind of the record that is linked, and the items that it has."""
    ledger, ref = case.ledger, case.given["to"]
    ledger.read_ahead([f"{kind}:{ref}" for kind in record_kinds()], [])
    for kind in record_kinds():
        if (state := ledger.state(kind, ref)) is not None:
            return kind, getattr(state, "items", ())
    return "", ()


def also(case: Case) -> tuple[str, str] | None:
    """The kind and reference of another record with the same reference as this one."""
    ledger, ref, kinds = case.ledger, case.ref, record_kinds()
    ledger.read_ahead([f"{kind}:{ref}" for kind in kinds], [])
    others = [kind for kind in kinds if kind != case.record and ledger.state(kind, ref)]
    return (others[0], ref) if others else None
