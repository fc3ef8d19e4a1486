"""Accept a person's key: what it signs counts as their word."""

from commands.session.desk import Desk
from commands.session.keyfiles import public_key
from commands.session.options import argument, option
from commands.session.recording import recording
from ledger.errors import Misused
from ledger.integrity import ssh
from ledger.records import keys


@recording
@argument("person")
@option(
    "--file",
    help="The public key: the file that ends in .pub.",
    needed="Say the public key: its file with --file, or its line with --line.",
    unless="line",
)
@option("--line", help="The line of that file itself: ssh-ed25519 AAAA...")
def command(desk: Desk, person: str, file: str | None, line: str | None) -> None:
    if file is not None and line is not None:
        raise Misused("Give the public key with --file, or its line with --line, not both.")
    public = public_key(file) if file is not None else ssh.public(line or "")
    if (ref := keys.key_of(desk.ledger, public)) is not None:
        desk.record("key", ref, keys.accept, new=True, person=person, public_key=public.line)
    else:
        desk.create("key", keys.accept, person=person, public_key=public.line)
