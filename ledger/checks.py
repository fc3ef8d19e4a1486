"""A check of the ledger: what was checked, and what is wrong.

The module of a record kind may define `holds(ledger) -> Check`, which `govledger verify` calls. A
new kind of proof is therefore a new file.
"""

import msgspec

from ledger.events import Frozen


class Check(msgspec.Struct, metaclass=Frozen, omit_defaults=False):
    """`about` is what was checked, `covered` a sentence saying how much and how, `problems` what is
    wrong (empty if it holds). `nothing`: there was nothing to check, so it need not be reported."""

    about: str
    covered: str
    problems: tuple[str, ...] = ()
    nothing: bool = False
