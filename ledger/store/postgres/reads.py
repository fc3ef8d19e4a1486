"""What is asked of the database, in SQL."""

from typing import Any

SELECT = "SELECT position, stream, version, kind, state FROM ledger.events"
KEYS = "SELECT key, digest, first_position, last_position FROM ledger.command_keys"
VALUES = "SELECT commitment, salt, value FROM ledger.personal_values"
ABOUT = "SELECT identity, layout, copied, person, keeps_days, cleared FROM ledger.about"
# As `exists` would be asked, with doubling steps and then halving ones: no more than 40 look-ups in
# an index, where counting would read every reference of the year.
LAST = """
WITH RECURSIVE probe (taken, step, rising, found) AS (
    SELECT 0, 1, true, EXISTS (SELECT 1 FROM ledger.events WHERE stream = %(p)s || '001')
    UNION ALL
    SELECT p.taken + p.moved, p.next, p.rising AND p.found, EXISTS (
        SELECT 1 FROM ledger.events WHERE version = 1 AND stream = %(p)s
            || lpad((p.taken + p.moved + p.next)::text,
                greatest(3, length((p.taken + p.moved + p.next)::text)), '0'))
    FROM (SELECT taken, rising, found, CASE WHEN found THEN step ELSE 0 END AS moved,
            CASE WHEN rising AND found THEN step * 2 ELSE step / 2 END AS next, step
        FROM probe) AS p WHERE p.step > 0
)
SELECT max(taken) FROM probe
"""


def any_of(streams: list[str], records: list[str]) -> tuple[str, list[Any]]:
    """The condition, with its parameters, for events of these streams and records; no parameters
    where there are none of either."""
    where: list[str] = []
    params: list[Any] = []
    if streams:
        where, params = ["stream = ANY (%s)"], [streams]
    for record in records:
        where.append("(stream >= %s AND stream < %s)")
        params += [f"{record}:", f"{record};"]
    return " OR ".join(where), params
