"""Whether what is recorded has to be signed: what the policies of the office require."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.errors import Refused
from ledger.events import Event, EventRetracted, Recorded
from ledger.records import policies


def may_be_unsigned(
    ledger: Any, ref: str, history: list[Recorded], events: Sequence[Event], on: date
) -> None:
    """Refuse an unsigned event, or its retraction, if a policy in force on that day requires a
    signature. `history`: the record's own, where a retraction finds what it takes back."""

    def is_on(policy: str) -> bool:
        return policies.is_on(policy, ledger.state("policy", policy, on=on))

    def keyed() -> bool:
        states = (ledger.state("key", key, on=on) for key in ledger.histories("key"))
        return any(key is not None and key.status == "accepted" for key in states)

    back = any(isinstance(event, EventRetracted) for event in events)
    said = {r.position: r.event for r in history} if back else {}
    for event in events:
        of = said.get(event.retracts) if isinstance(event, EventRetracted) else event
        for policy in policies.wanting(of, is_on, keyed) if of is not None else ():
            raise Refused(
                f"{ref}: this office requires this to be signed (policy {policy}). Sign the command"
                " with your key: --sign FILE (govledger help signing)."
            )
