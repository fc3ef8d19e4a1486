"""What a rule is told of the rest of the ledger: gathered here, for every caller.

A rule says by the names of its parameters what it needs to know besides its own record: who holds
the posts, what the office's policy is. Ledger.record gathers that, and takes it from nobody, so a
program that imports `ledger` has every rule that a person at the terminal has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from inspect import signature
from typing import Any, NamedTuple

from msgspec.structs import replace

from ledger.closures import Hand, People, among, independent, own_word
from ledger.errors import NotFound, Refused
from ledger.events import Entry, Event, EventRetracted, Recorded, Rule, naming_posts
from ledger.fold import fold, standing
from ledger.naming import post_named, taken_by
from ledger.records import actions, policies, posts
from ledger.records.actions import (
    UNDER_WAY,
    Action,
    ActionClosed,
    ActionOwnerChanged,
    ActionRaised,
    ActionReopened,
    ActionReportedComplete,
)
from ledger.records.actions import evolve as evolve_action
from ledger.records.commitments import Commitment
from ledger.records.inspection_items import LIVE, Item, ItemReportedComplete
from ledger.records.posts import (
    STATUTORY,
    Post,
    PostHolderAppointed,
    PostHolderEnded,
    PostHolderRenamed,
)
from ledger.registry import record_kind, split
from ledger.words import LONG_STANDING, day, same_person


class Case(NamedTuple):
    """One call of a rule: of which record, with what entry, given which facts."""

    ledger: Any
    record: str
    ref: str
    entry: Entry
    given: Mapping[str, Any]


def gathered(case: Case, rule: Rule) -> dict[str, Any]:
    """The facts that `rule` needs of the rest of the ledger."""
    wanted = _wanted(rule)
    if stated := [name for name in wanted if name in case.given]:
        raise TypeError(f"{', '.join(stated)}: the ledger works this out itself; leave it out")
    return {name: FACTS[name](case) for name in wanted}


@cache
def _wanted(rule: Rule) -> tuple[str, ...]:
    return tuple(name for name in signature(rule).parameters if name in FACTS)


# Who may close


def independence(case: Case) -> bool:
    """Whether the office keeps apart, on that day, who does a thing and who verifies it."""
    policy = policies.INDEPENDENT_VERIFICATION
    return policies.is_on(policy, case.ledger.state("policy", policy, on=case.entry.effective_on))


def people(case: Case) -> People:
    """Who stands behind the closing of an action or of an inspection item."""
    entry, on = case.entry, case.entry.effective_on
    signed = entry.authority == "signed"
    closing = Hand(entry.recorded_by, entry.signed_with or "") if signed else None
    history = [
        r
        for r in standing(case.ledger.history(f"{case.record}:{case.ref}"))
        if r.envelope.effective_on <= on
    ]
    verifier = case.given.get("verified_by")
    return _behind(case.ledger, case.record, case.ref, history, verifier, on, closing)


def _behind(
    ledger: Any,
    record: str,
    ref: str,
    history: Sequence[Recorded],
    verifier: str | None,
    on: date,
    closing: Hand | None,
    upto: int | None = None,
) -> People:
    """The people behind a closure of which `history` is what stands before it; `upto`: by what was
    recorded of the posts up to that event."""
    reports = [r.envelope for r in history if isinstance(r.event, _REPORTS)]
    report = reports[-1] if reports else None
    signed = report is not None and report.authority == "signed"
    reported = Hand(report.recorded_by, report.signed_with or "") if report and signed else None
    state = fold(ref, history, record_kind(record).evolve)
    answering = [*state.owners, state.reported_by] if isinstance(state, Action) else []
    posts = [post for post in dict.fromkeys((*answering, verifier)) if post is not None]
    held = {post: holders(ledger, post, on, upto) for post in posts}
    reported_on = report.effective_on if report else on
    then = {post: holders(ledger, post, reported_on, upto) for post in posts} if report else {}
    return People(held, then, called(ledger, upto), reported, closing)


_REPORTS = (ActionReportedComplete, ItemReportedComplete)


def holders(ledger: Any, post: str, on: date, upto: int | None = None) -> tuple[str, ...]:
    """Everybody who holds a post on a day: in their own right, jointly, or acting."""
    if upto is None:
        state = ledger.state("post", post, on=on)
    else:
        known = standing(_first(ledger.history(f"post:{post}"), upto))
        then = [r for r in known if r.envelope.effective_on <= on]
        state = fold(post, then, posts.evolve)
    return state.holders if isinstance(state, Post) else ()


def called(ledger: Any, upto: int | None = None) -> list[set[str]]:
    """The names that each person has had who is recorded under more than one."""
    found: list[set[str]] = []
    for history in ledger.histories("post").values():
        for event in (r.event for r in standing(_first(history, upto))):
            if isinstance(event, PostHolderRenamed):
                names = {event.holder, event.now_called}
                shared = [one for one in found if any(among(name, one) for name in names)]
                found = [one for one in found if one not in shared]
                found.append(names.union(*shared))
    return found


def _first(history: Sequence[Recorded], upto: int | None) -> Sequence[Recorded]:
    return history if upto is None else [r for r in history if r.position <= upto]


def own_after_all(ledger: Any, appended: Sequence[Recorded]) -> Iterator[str]:
    """The closures of which what was just told of the holders of posts shows that they were on the
    owner's or the reporter's own word: they stand, and somebody is to know."""
    if not any(r.stream.startswith("post:") and isinstance(r.event, _HOLDING) for r in appended):
        return
    upto = min(r.position for r in appended) - 1
    closed = (split(row[1])[1] for row in ledger.store.events(kinds=["ActionClosed"]))
    for ref in dict.fromkeys(closed):
        stand = standing(ledger.history(f"action:{ref}"))
        now = _closed_on_own_word(ledger, ref, stand)
        if now is not None and _closed_on_own_word(ledger, ref, stand, upto) is None:
            closing, why = now
            yield (
                f"Warning: {ref} was closed on {day(closing.envelope.effective_on)} (event"
                f" {closing.position}) by the same person: {why}. It stays closed. Reopen it"
                " (action reopen) for somebody else to verify, or correct the holder."
            )


_HOLDING = (PostHolderAppointed, PostHolderRenamed, PostHolderEnded, EventRetracted)


def _closed_on_own_word(
    ledger: Any, ref: str, stand: Sequence[Recorded], upto: int | None = None
) -> tuple[Recorded, str] | None:
    """The last closing of an action that is closed, and why it was on somebody's own word."""
    for at, recorded in reversed(list(enumerate(stand))):
        event = recorded.event
        if isinstance(event, ActionReopened):
            return None
        if isinstance(event, ActionClosed) and event.waived is None:
            state = fold(ref, stand[:at], evolve_action)
            assert isinstance(state, Action)
            verifier, on = event.verified_by, recorded.envelope.effective_on
            behind = _behind(ledger, "action", ref, stand[:at], verifier, on, None, upto)
            reporter = state.reported_by
            why = own_word(verifier, owners=state.owners, reported_by=reporter, people=behind)
            return (recorded, why) if why is not None else None
    return None


def still_apart(
    ledger: Any, ref: str, before: Iterable[Recorded], after: Iterable[Recorded]
) -> None:
    """Refuse a change of what was so earlier, after which an action would have been closed by its
    own owner or reporter."""
    said = _own_word(ledger, ref, standing(after))
    if said is not None and _own_word(ledger, ref, standing(before)) is None:
        raise said


def _own_word(ledger: Any, ref: str, stand: Sequence[Recorded]) -> Refused | None:
    """Why the last closing of an action was not independent, if it had to be and was not."""
    for at, recorded in reversed(list(enumerate(stand))):
        event, envelope = recorded.event, recorded.envelope
        if not isinstance(event, ActionClosed) or event.waived is not None:
            continue
        state = fold(ref, stand[:at], evolve_action)
        assert isinstance(state, Action)
        signed = envelope.authority == "signed"
        hand = Hand(envelope.recorded_by, envelope.signed_with or "") if signed else None
        verifier, on = event.verified_by, envelope.effective_on
        behind = _behind(ledger, "action", ref, stand[:at], verifier, on, hand)
        try:
            independent(verifier, owners=state.owners, reported_by=state.reported_by, people=behind)
        except Refused as refused:
            return refused
        return None
    return None


def held_by(ledger: Any, person: str, on: date) -> list[tuple[str, str]]:
    """The posts that a person holds on a day, each with the name under which they do."""
    held = [(post, one) for post in ledger.refs("post") for one in holders(ledger, post, on)]
    return [(post, one) for post, one in held if same_person(one, person)]


# What follows a post to its successor


def owned_by(
    ledger: Any, post: str, successor: str, on: date
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The actions under way that a post owns on a day, and the owners with its successor."""
    ledger.read_ahead([], ["action"])
    for ref in ledger.refs("action"):
        state = ledger.state("action", ref, on=on)
        if isinstance(state, Action) and state.status in UNDER_WAY and post in state.owners:
            yield ref, tuple(successor if owner == post else owner for owner in state.owners)


def follow(ledger: Any, ref: str, appended: Iterable[Recorded], entry: Entry) -> list[Recorded]:
    """Give an action under way that was told late, or is open again, to the post that took the
    place of its owner meanwhile."""
    if not any(isinstance(r.event, _OWNED) for r in appended):
        return []
    action = ledger.state("action", ref)
    if not isinstance(action, Action) or action.status not in UNDER_WAY:
        return []
    on = standing(ledger.history(f"action:{ref}"))[-1].envelope.effective_on
    owners = list(action.owners)
    gone = []
    while found := _succeeded(ledger, owners):
        gone.append(f"{found.ref} was succeeded by {found.succeeded_by}")
        owners = [str(found.succeeded_by) if one == found.ref else one for one in owners]
        on = max(on, found.since_on or on)
    if not gone:
        return []
    facts = {"owners": owners, "reason": "; ".join(gone)}
    entry = replace(entry, effective_on=on, date_basis="stated", date_reason=None)
    handed: list[Recorded] = ledger.record("action", ref, actions.reassign, entry, **facts)
    return handed


def _succeeded(ledger: Any, refs: Iterable[str]) -> Post | None:
    """The first of these posts of which another has taken the place."""
    states = (ledger.state("post", ref) for ref in refs)
    return next((post for post in states if post and post.status == "succeeded"), None)


_OWNED = (ActionRaised, ActionOwnerChanged, ActionReopened)


def led_by(ledger: Any, post: str, on: date) -> Iterator[str]:
    """The live inspection items on which a post leads on a day."""
    ledger.read_ahead([], ["item"])
    for ref in ledger.refs("item"):
        state = ledger.state("item", ref, on=on)
        if isinstance(state, Item) and state.status in LIVE and state.lead == post:
            yield ref


# What leads where


def succession(case: Case) -> list[str]:
    """What the record that takes this one's place gave way to itself, and so on to the end."""
    other = case.given.get("by") or case.given["into"]
    return gave_way_to(case.ledger, case.record, other)


def gave_way_to(ledger: Any, record: str, ref: str) -> list[str]:
    """What a record was superseded by or merged into, and that in turn, to the end."""
    chain: list[str] = []
    state = ledger.state(record, ref)
    while state is not None and state.other and state.other not in chain:
        chain.append(state.other)
        state = ledger.state(record, state.other)
    return chain


def leads_to(case: Case) -> dict[str, list[str]]:
    """Every commitment, and what it refers to, was merged into, or consists of."""
    return commitments_lead_to(case.ledger)


def commitments_lead_to(ledger: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    ledger.read_ahead([], ["commitment"])
    for ref in ledger.refs("commitment"):
        state = ledger.state("commitment", ref)
        if not isinstance(state, Commitment):
            continue  # Retracted.
        further = found.setdefault(ref, [])
        further += [*state.refers_to, *([state.other] if state.other else [])]
        if state.part_of:
            found.setdefault(state.part_of, []).append(ref)
    return found


# Names


def name_taken_by(case: Case) -> str | None:
    """Which other record answers to the name that this one is to have."""
    said = [case.ref, case.given["title"]] if "title" in case.given else [case.given["alias"]]
    return taken_by(case.ledger, case.record, case.ref, said)


def define_statutory(ledger: Any, ref: str, entry: Entry) -> list[Recorded]:
    """Define a post that the law gives every area, as there since before the ledger."""
    entry = replace(
        entry,
        effective_on=LONG_STANDING,
        date_basis="unknown",
        date_reason="long standing",
        source=None,
        source_sha256=None,
        quote=None,
        told_at=None,
    )
    defined: list[Recorded] = ledger.record(
        "post", ref, posts.define, entry, new=True, title=STATUTORY[ref]
    )
    return defined


def posts_known(ledger: Any, events: Iterable[Event], entry: Entry) -> None:
    """Refuse events that name as a post what is none, or is one no more on the day."""
    named = [entry.on_behalf_of] if entry.on_behalf_of else []
    for event in events:
        for field in naming_posts(type(event)):
            value = getattr(event, field)
            named += [value] if isinstance(value, str) else value or ()
    for post in dict.fromkeys(named):
        state = ledger.state("post", post)
        if state is None and post not in STATUTORY:
            known = post_named(ledger, post)
            raise NotFound(f"A post is recorded by its abbreviation: {known}, not {post!r}.")
        if state is not None and state.status == "succeeded":
            then = ledger.state("post", post, on=entry.effective_on)
            if then is not None and then.status == "succeeded":
                raise Refused(
                    f"{post} was succeeded by {then.succeeded_by} on {day(then.since_on)}. Name"
                    f" {then.succeeded_by}, or check --on."
                )


FACTS: dict[str, Callable[[Case], Any]] = {
    "independence": independence,
    "people": people,
    "succession": succession,
    "leads_to": leads_to,
    "taken_by": name_taken_by,
}
