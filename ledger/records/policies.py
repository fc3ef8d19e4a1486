"""An office's policy: a rule of the ledger that the office may switch, each switch a dated event.

set (on or off, or a number of days)

Each event kind declares under which policies it must be signed (`wants_signed`, ledger/events.py).
A policy applies to what is recorded while it is on, whatever the event's effective date: a
signature belongs to the recording. While any of them is on, whatever could evade it must be signed
too: switching any policy, accepting or revoking a key (`guards_signing`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from ledger.checks import Check
from ledger.errors import Refused
from ledger.events import ANY, Event, Recorded, State
from ledger.fold import fold, standing
from ledger.rules import ahead, nonempty, require
from ledger.uk import day_of
from ledger.words import counted

RECORD = "policy"

INDEPENDENT_VERIFICATION = "independent-verification"
SIGNED_CLOSURES = "signed-closures"
SIGNED_DECISIONS = "signed-decisions"
SIGNED_VERIFICATIONS = "signed-verifications"
SEAL_DAYS = "seal-days"
LONGEST_DAYS = 3650
POLICIES = {
    INDEPENDENT_VERIFICATION: "who verifies a closure is neither its only owner nor its reporter",
    SIGNED_CLOSURES: "whoever records that an action, an inspection item or a commitment is over"
    " signs it with their key",
    SIGNED_DECISIONS: "whoever records that a decision was taken, withheld or reversed signs it"
    " with their key",
    SIGNED_VERIFICATIONS: "whoever records that somebody looked whether a thing is done signs it"
    " with their key",
    SEAL_DAYS: "whoever records is told when the last seal is older than so many days",
}
SIGNED = (SIGNED_CLOSURES, SIGNED_DECISIONS, SIGNED_VERIFICATIONS)
_ON_UNLESS_SWITCHED = (INDEPENDENT_VERIFICATION,)

# What can happen


class PolicySet(Event):
    """The office switched the rule on or off, or set its number of days, from a day, for a
    reason."""

    needs = ANY
    guards_signing = True
    says = "set to {setting}: {reason}"
    setting: str
    reason: str


# What we know


class Policy(State):
    pass


def evolve(policy: Policy | None, event: PolicySet) -> Policy:
    return replace(policy or Policy(), status=event.setting, title=event.setting)


def is_on(name: str, policy: State | None) -> bool:
    """Whether a policy is on: as last switched, or by its default."""
    return policy.status == "on" if policy is not None else name in _ON_UNLESS_SWITCHED


def seal_days(policy: State | None) -> int | None:
    """The most days between seals that the office allows; None without a rule."""
    return int(policy.status) if policy is not None and policy.status.isdecimal() else None


# Rules


def unfit(name: str, setting: str) -> str | None:
    """Why a policy cannot have that setting, or None."""
    if name == SEAL_DAYS:
        days = int(setting) if setting.isascii() and setting.isdecimal() else 0
        if setting == "off" or 1 <= days <= LONGEST_DAYS:
            return None
        return f"{name} must be a number of days, 1 to {LONGEST_DAYS}, or off, not {setting!r}."
    return None if setting in ("on", "off") else f"A policy is on or off, not {setting!r}."


@ahead
def switch(policy: Policy | None, *, name: str, setting: str, reason: str) -> list[Event]:
    if name not in POLICIES:
        raise Refused(f"There is no policy {name!r}; the policies are {', '.join(POLICIES)}.")
    if why := unfit(name, setting):
        raise Refused(why)
    setting = setting.lstrip("0")
    turned = PolicySet(
        setting=setting, reason=nonempty(reason, "A change of policy needs a reason (--reason).")
    )
    require(policy, turned)
    if name == SEAL_DAYS:
        return [] if setting == (policy.status if policy else "off") else [turned]
    return [] if is_on(name, policy) == (setting == "on") else [turned]


# What is signed


def wanting(event: Event, is_on: Callable[[str], bool], keyed: Callable[[], bool]) -> Iterator[str]:
    """The policies that require `event` to be signed. `is_on`: whether one is on that day; `keyed`:
    whether a key is accepted by then, since without one nobody could accept the first."""
    if event.guards_signing and not keyed():
        return
    for name in SIGNED if event.guards_signing else event.wants_signed:
        if is_on(name):
            yield name


# What must hold


def holds(ledger: Any) -> Check:
    """Checks that everything is signed that a policy required to be when it was recorded."""
    streams = [f"policy:{name}" for name in POLICIES] + [f"key:{r}" for r in ledger.refs("key")]
    known = {stream: ledger.history(stream) for stream in streams}
    problems, count = [], 0
    for recorded in _wanting(ledger, {name for name in POLICIES if known[f"policy:{name}"]}):
        then = _Then(known, recorded)
        if on := list(wanting(recorded.event, then.is_on, then.keyed)):
            count += 1
            if recorded.envelope.authority != "signed":
                problems.append(
                    f"event {recorded.position} is not signed, against {' and '.join(on)}"
                )
    of = counted(ledger.size, "event")
    covered = f"{count} of {of} had to be signed under the office's policies of the time"
    return Check(about="policies", covered=covered, problems=tuple(problems), nothing=not count)


class _Then:
    """The state of things on the day when `at` was recorded; `known`: histories by their
    streams."""

    def __init__(self, known: dict[str, list[Recorded]], at: Recorded) -> None:
        self.known = known
        self.at = at

    def is_on(self, name: str) -> bool:
        return is_on(name, fold(name, self._of(f"policy:{name}"), evolve))

    def keyed(self) -> bool:
        keys = (self._of(stream) for stream in self.known if stream.startswith("key:"))
        return any(key and key[-1].event.moves_to == "accepted" for key in keys)

    def _of(self, stream: str) -> list[Recorded]:
        before = [r for r in self.known[stream] if r.position < self.at.position]
        on = day_of(self.at.envelope.recorded_at)
        return [r for r in standing(before) if r.envelope.effective_on <= on]


def _wanting(ledger: Any, names: set[str]) -> Iterator[Recorded]:
    """The events that one of these policies requires to be signed while it is on."""
    from ledger.codec import decode
    from ledger.registry import event_kinds

    kinds = [
        kind
        for kind, event in event_kinds().items()
        if names & set(SIGNED if event.guards_signing else event.wants_signed)
    ]
    rows = ledger.store.events(kinds=kinds)
    return (decode(*row) for row in rows)
