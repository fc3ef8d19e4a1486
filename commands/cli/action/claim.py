"""Record what was reported of how far an action has come: a claim, never its status."""

from typing import Any

from commands.session.claims import claim, claim_options
from commands.session.page import Desk, recording, ref
from ledger.records import action_claims


@recording
@ref("action", "action")
@claim_options
def command(desk: Desk, action: str, **reported: Any) -> None:
    claim(desk, "action", action, action_claims.claim, **reported)
