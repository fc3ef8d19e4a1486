"""Accept a witness: its cosignatures count for a seal."""

from commands.session.desk import Desk
from commands.session.keyfiles import line_of
from commands.session.options import argument, option
from commands.session.recording import recording
from ledger.errors import Misused
from ledger.records import witnesses


@recording
@argument("name")
@option(
    "--file",
    help="Its public key: a .pub file, or one with a C2SP key.",
    needed="Say its public key: the file with --file, or the line with --line.",
    unless="line",
)
@option("--line", help="The key itself: ssh-ed25519 AAAA..., or name+hash+base64 (C2SP).")
def command(desk: Desk, name: str, file: str | None, line: str | None) -> None:
    if file is not None and line is not None:
        raise Misused("Give the public key with --file, or its line with --line, not both.")
    public = line_of(file) if file is not None else line or ""
    rule, facts = witnesses.accept, {"witness": name, "public_key": public}
    desk.record(witnesses.RECORD, witnesses.REF, rule, new=True, **facts)
