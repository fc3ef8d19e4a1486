"""A check of the ledger: what was checked, and what is wrong.

The module of a record kind may define `holds(ledger) -> Check`, which `govledger verify` calls. A
new kind of proof is therefore a new file.
"""

import msgspec

from ledger.events import Frozen


class Check(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """`about` is what was checked, `covered` a sentence saying how much of it and by what means,
    `problems` what is wrong: none where it holds. `nothing`: there is nothing of the kind, so that
    a person need not be told."""

    about: str
    covered: str
    problems: tuple[str, ...] = ()
    nothing: bool = False
