"""An office's policy: a rule of the ledger that the office may switch, each switch a dated event.

set (on or off)
"""

from msgspec.structs import replace

from ledger.problems import Refused
from ledger.records import ANY, Event, State, nonempty, require

RECORD = "policy"

INDEPENDENT_VERIFICATION = "independent-verification"
POLICIES = {
    INDEPENDENT_VERIFICATION: "who verifies a closure is neither its only owner nor its reporter",
}

# What can happen


class PolicySet(Event):
    """The office switched the rule on or off, from a day, for a reason."""

    needs = ANY
    says = "switched {setting}: {reason}"
    setting: str
    reason: str


# What we know


class Policy(State):
    pass


def evolve(policy: Policy | None, event: PolicySet) -> Policy:
    return replace(policy or Policy(), status=event.setting, title=event.setting)


# Rules


def switch(policy: Policy | None, *, name: str, setting: str, reason: str) -> list[Event]:
    if name not in POLICIES:
        raise Refused(f"There is no policy {name!r}; there is {', '.join(POLICIES)}.")
    if setting not in ("on", "off"):
        raise Refused(f"A policy is on or off, not {setting!r}.")
    turned = PolicySet(
        setting=setting, reason=nonempty(reason, "A switch needs a reason (--reason).")
    )
    require(policy, turned)
    if (policy.status if policy else "on") == setting:
        return []
    return [turned]
