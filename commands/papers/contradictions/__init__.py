"""Ways in which a paper contradicts itself or the ledger, one file each. `SHOULD_HOLD` says what
would be so if nothing was wrong; `find(paper)` gives each `Conflict` with its places. A kind that
cannot tell a slip from another way of writing stays quiet: a person finds a slip, but stops reading
after false alarms.
"""
