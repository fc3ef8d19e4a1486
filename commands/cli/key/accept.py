"""Accept a person's key: what it signs counts as their word."""

from commands.session.page import Desk, argument, recording
from commands.session.public_keys import key_options, line_given
from ledger.integrity import ssh
from ledger.records import keys


@recording
@argument("person")
@key_options(
    "the",
    "The public key: the file that ends in .pub.",
    "The line of that file itself: ssh-ed25519 AAAA...",
)
def command(desk: Desk, person: str, file: str | None, line: str | None) -> None:
    public = ssh.public(line_given(file, line, ssh.public))
    if (ref := keys.key_of(desk.ledger, public)) is not None:
        desk.record("key", ref, keys.accept, new=True, person=person, public_key=public.line)
    else:
        desk.create("key", keys.accept, person=person, public_key=public.line)
