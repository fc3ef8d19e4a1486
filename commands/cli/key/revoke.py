"""Revoke a person's key: from that day its signatures do not count."""

from commands.session.page import Reference, argument, one_rule, option
from ledger.records import keys

command = one_rule(__doc__, keys.revoke)(
    argument("which", type=Reference("key", fit=keys.KeyRevoked), metavar="KEY"),
    option("--reason", asked=True, help="Why: lost, replaced, its person has left."),
)
