"""Record what was reported of how far an inspection item has come: a claim, never its status."""

from commands.session.claims import claim_options
from commands.session.page import one_rule, ref
from ledger.records import recommendations

command = one_rule(__doc__, recommendations.claim)(ref("item", "item"), claim_options)
