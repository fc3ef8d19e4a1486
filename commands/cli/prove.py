"""Prove that the events of a record, or an earlier seal, are under a signed checkpoint.

The proof is one JSON object on stdout. Anybody can check it by RFC 9162, without this ledger, or
with: govledger verify --proof FILE --trusted KEY.pub. For a record it has each event's line as it
is hashed, and the hashes that lead to the root. Between two seals it shows that the later continues
the earlier. Both have the signed checkpoint, and the keys that sealed.
"""

import click

from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Reference
from commands.session.resolving import find
from ledger.errors import InputNeeded, Misused
from ledger.registry import record_kinds


@click.command(cls=Command, help=__doc__)
@click.argument("ref", type=Reference(), metavar="[REF]", required=False)
@option("--seal", metavar="SEAL", help="The seal to prove it under (default: the last).")
@option(
    "--between", nargs=2, metavar="SEAL SEAL", help="Prove that one seal continues from the other."
)
@click.pass_obj
def command(app: App, ref: str | None, seal: str | None, between: tuple[str, str] | None) -> None:
    import msgspec

    from commands.terminal import screen
    from ledger.integrity import proofs
    from ledger.records import seals

    if ref is None and between is None:
        raise InputNeeded("Say what to prove: a record (REF), or two seals (--between SEAL SEAL).")
    if ref is not None and between is not None:
        raise Misused("Prove either a record (REF) or two seals (--between), not both.")
    ledger = app.reader

    def a_seal(text: str | None) -> seals.Seal:
        return seals.named(ledger, find(ledger, ["seal"], text)[1] if text else None)

    proof: proofs.Proof
    if between is not None:
        proof = proofs.between(ledger, a_seal(between[0]), a_seal(between[1]))
    else:
        kind, found = find(ledger, list(record_kinds()), ref or "")
        proof = proofs.of_record(ledger, f"{kind}:{found}", a_seal(seal))
    said = proofs.check(proof).covered
    click.echo(msgspec.json.format(msgspec.json.encode(proof)).decode())
    screen.say(f"{said[:1].upper()}{said[1:]}.")
