"""Accept a witness: its cosignatures count for a seal."""

from commands.session.page import Desk, argument, recording
from commands.session.public_keys import key_options, line_given
from ledger.integrity import cosignatures
from ledger.records import witnesses


@recording
@argument("name")
@key_options(
    "its",
    "Its public key: a .pub file, or one with a C2SP key.",
    "The key itself: ssh-ed25519 AAAA..., or name+hash+base64 (C2SP).",
)
def command(desk: Desk, name: str, file: str | None, line: str | None) -> None:
    public_key = line_given(file, line, cosignatures.key)
    facts = {"witness": name, "public_key": public_key}
    desk.record(witnesses.RECORD, witnesses.REF, witnesses.accept, new=True, **facts)
