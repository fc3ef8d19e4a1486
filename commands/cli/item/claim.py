"""Record what was reported of how far an inspection item has come: a claim, never its status."""

from typing import Any

from commands.session.claims import claim, claim_options
from commands.session.page import Desk, recording, ref
from ledger.records import recommendations


@recording
@ref("item", "item")
@claim_options
def command(desk: Desk, item: str, **reported: Any) -> None:
    claim(desk, "item", item, recommendations.claim, **reported)
