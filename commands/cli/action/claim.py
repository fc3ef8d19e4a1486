"""Record what was reported of how far an action has come: a claim, never its status."""

from commands.session.claims import claim_options
from commands.session.page import one_rule, ref
from ledger.records import action_claims

command = one_rule(__doc__, action_claims.claim)(ref("action", "action"), claim_options)
