"""Who may close: nobody's own word closes an action or an inspection item."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ledger.closures import Agreeing, Hand, People, among, independent, own_word
from ledger.errors import Refused
from ledger.events import Entry, Event, EventRetracted, Recorded
from ledger.fold import fold, standing
from ledger.records import policies, posts
from ledger.records.actions import Action, ActionClosed, ActionReopened, ActionReportedComplete
from ledger.records.inspection_items import Item, ItemReopened, ItemReportedComplete
from ledger.records.meetings import Meeting
from ledger.records.parties import Party
from ledger.records.posts import Post, PostHolderAppointed, PostHolderEnded, PostHolderRenamed
from ledger.records.recommendations import ItemVerified
from ledger.registry import record_kind, split
from ledger.services.case import Case
from ledger.words import day, same_person


def independence(case: Case) -> bool:
    """Whether the office requires, on that day, that whoever verifies a thing is not whoever does
    it."""
    policy = policies.INDEPENDENT_VERIFICATION
    return policies.is_on(policy, case.ledger.state("policy", policy, on=case.entry.effective_on))


def people(case: Case) -> People:
    """The people behind the closing of an action or of an inspection item."""
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


def agreeing(case: Case) -> Agreeing:
    """Who was at the meeting that agreed a completion, and who of them is neither owner nor
    reporter."""
    ledger, on = case.ledger, case.entry.effective_on
    meeting = ledger.state("meeting", case.given["closed_at"], on=on)
    state = ledger.state(case.record, case.ref, on=on)
    if not isinstance(meeting, Meeting) or not isinstance(state, Action | Item):
        return Agreeing(False, (), ())
    own = [post for post in (*state.owners, state.reported_by) if post is not None]
    holding = [name for post in own for name in (post, *holders(ledger, post, on))]
    names = called(ledger) if own and meeting.present else []
    known = People(names=names)
    others = [
        one
        for one in meeting.present
        if not any(known.any_is(name, holding) for name in (one, *holders(ledger, one, on)))
    ]
    return Agreeing(meeting.status in _MET, meeting.present, others)


_MET = ("held", "closed", "confirmed")


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
    """The people behind a closure. `history`: the events before it; `upto`: what was recorded about
    posts up to that event."""
    reports = [r.envelope for r in history if isinstance(r.event, _REPORTS)]
    report = reports[-1] if reports else None
    signed = report is not None and report.authority == "signed"
    reported = Hand(report.recorded_by, report.signed_with or "") if report and signed else None
    state = fold(ref, history, record_kind(record).evolve)
    answering = [*state.owners, state.reported_by] if isinstance(state, Action | Item) else []
    named = dict.fromkeys((*answering, verifier)) if verifier is not None else {}
    posts = [post for post in named if post is not None]
    held = {post: holders(ledger, post, on, upto) for post in posts}
    reported_on = report.effective_on if report else on
    then = {post: holders(ledger, post, reported_on, upto) for post in posts} if report else {}
    return People(held, then, called(ledger, upto), reported, closing)


_REPORTS = (ActionReportedComplete, ItemReportedComplete)


def holders(ledger: Any, post: str, on: date, upto: int | None = None) -> tuple[str, ...]:
    """Everybody who holds a post on a day, in their own right, jointly or acting; for a party that
    is a person, that person."""
    if upto is None:
        state = ledger.state("post", post, on=on)
    else:
        known = standing(_first(ledger.history(f"post:{post}"), upto))
        then = [r for r in known if r.envelope.effective_on <= on]
        state = fold(post, then, posts.evolve)
    if isinstance(state, Post):
        return state.holders
    party = ledger.state("party", post) if not ledger.history(f"post:{post}") else None
    return (party.person,) if isinstance(party, Party) and party.person else ()


def called(ledger: Any, upto: int | None = None) -> list[set[str]]:
    """All names of each person who is recorded under more than one."""
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
    """Closures that turn out to rest on the owner's or the reporter's own word, by what was just
    recorded about holders of posts. They stand, but somebody should know."""
    if not any(r.stream.startswith("post:") and isinstance(r.event, _HOLDING) for r in appended):
        return
    upto = min(r.position for r in appended) - 1
    rows = ledger.store.events(kinds=[one.__name__ for one in _CLOSED])
    closed = list(dict.fromkeys(row[1] for row in rows))
    ledger.read_ahead(closed, ["post"])  # Read together: one statement each would be too many.
    for stream in closed:
        stand = standing(ledger.history(stream))
        now = _closed_on_own_word(ledger, stream, stand)
        if now is not None and _closed_on_own_word(ledger, stream, stand, upto) is None:
            (closing, why), (record, ref) = now, split(stream)
            yield (
                f"Warning: {ref} was closed on {day(closing.envelope.effective_on)} (event"
                f" {closing.position}) by the same person: {why}. It stays closed. Reopen it"
                f" ({record} reopen) for somebody else to verify, or correct the holder."
            )


_HOLDING = (PostHolderAppointed, PostHolderRenamed, PostHolderEnded, EventRetracted)


_CLOSED = (ActionClosed, ItemVerified)
_REOPENED = (ActionReopened, ItemReopened)


def _closed_by_a_post(event: Event) -> str | None:
    """The post that verified a closure, if it had to be another than the owner."""
    if not isinstance(event, _CLOSED) or event.waived is not None:
        return None
    return event.verified_by


def _closed_on_own_word(
    ledger: Any, stream: str, stand: Sequence[Recorded], upto: int | None = None
) -> tuple[Recorded, str] | None:
    """The last closing, and why it was on somebody's own word."""
    record, ref = split(stream)
    for at, recorded in reversed(list(enumerate(stand))):
        if isinstance(recorded.event, _REOPENED):
            return None
        if (verifier := _closed_by_a_post(recorded.event)) is not None:
            state = fold(ref, stand[:at], record_kind(record).evolve)
            assert isinstance(state, Action | Item)
            on = recorded.envelope.effective_on
            behind = _behind(ledger, record, ref, stand[:at], verifier, on, None, upto)
            reporter = state.reported_by
            why = own_word(verifier, owners=state.owners, reported_by=reporter, people=behind)
            return (recorded, why) if why is not None else None
    return None


def still_apart(
    ledger: Any, stream: str, before: Iterable[Recorded], after: Iterable[Recorded]
) -> None:
    """Refuse a change to the past by which an action or a recommendation would have been closed by
    its own owner or reporter."""
    said = _own_word(ledger, stream, standing(after))
    if said is not None and _own_word(ledger, stream, standing(before)) is None:
        raise said


def _own_word(ledger: Any, stream: str, stand: Sequence[Recorded]) -> Refused | None:
    """Why the last closing was not independent, if it had to be and was not."""
    record, ref = split(stream)
    for at, recorded in reversed(list(enumerate(stand))):
        envelope = recorded.envelope
        if (verifier := _closed_by_a_post(recorded.event)) is None:
            continue
        state = fold(ref, stand[:at], record_kind(record).evolve)
        assert isinstance(state, Action | Item)
        signed = envelope.authority == "signed"
        hand = Hand(envelope.recorded_by, envelope.signed_with or "") if signed else None
        behind = _behind(ledger, record, ref, stand[:at], verifier, envelope.effective_on, hand)
        try:
            independent(verifier, owners=state.owners, reported_by=state.reported_by, people=behind)
        except Refused as refused:
            return refused
        return None
    return None


def rename(ledger: Any, post: str, name: str, holder: str | None, entry: Entry) -> list[Recorded]:
    """Record a person's new name, at the post and at every other that the same person holds."""
    with ledger.writing():
        facts = {"now_called": name, "holder": holder}
        appended: list[Recorded] = ledger.record("post", post, posts.rename_holder, entry, **facts)
        renamed = [r.event for r in appended if isinstance(r.event, PostHolderRenamed)]
        for event in renamed[:1]:
            for other, held_as in held_by(ledger, event.holder, entry.effective_on):
                facts = {"now_called": name, "holder": held_as}
                appended += ledger.record("post", other, posts.rename_holder, entry, **facts)
    return appended


def held_by(ledger: Any, person: str, on: date) -> list[tuple[str, str]]:
    """The posts that a person holds on a day, each with the name under which they do."""
    held = [(post, one) for post in ledger.refs("post") for one in holders(ledger, post, on)]
    return [(post, one) for post, one in held if same_person(one, person)]
