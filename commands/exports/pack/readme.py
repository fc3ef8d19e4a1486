"""The README of an audit pack: what it holds, who signed it, and how to check it."""

from pathlib import Path

from commands.exports.pack.contents import Derived
from ledger.integrity.ssh import PublicKey
from ledger.records.seals import Seal
from ledger.system import installation

README = Path(__file__).with_name("README.txt")
ALL = "It holds every event up to the checkpoint, {size} in all, so it shows that none is left out."
_UPDATE = (
    "It holds what followed the first SINCE of the {size} events up to the checkpoint, and those\n"
    "of the seal keys. It is for whoever took a pack of those SINCE (govledger office take): with\n"
    "that it shows that none is left out. ALONE IT PROVES AUTHENTICITY AND ORDER, NOT COMPLETENESS."
)
SELECTED = (
    "It holds {events} of the {size} events up to the checkpoint: those of the records selected,\n"
    "and those by which one seal key replaced another, if one did.\n"
    "A SELECTION PROVES AUTHENTICITY AND ORDER, NOT COMPLETENESS: that these events are the\n"
    "ledger's own, unchanged and in this order, not that they are all that was recorded."
)
PARTLY = (
    "It holds {events} of the {size} events up to the checkpoint: those of the records of which\n"
    "whoever made it may read all. Something in the others is OFFICIAL-SENSITIVE.\n"
    "IT PROVES AUTHENTICITY AND ORDER, NOT COMPLETENESS."
)


def written(pack: Path, seal: Seal, line: str, told: Derived, what: str, since: int) -> str:
    title = "A ledger, all of it" if what == ALL else "Selected records of a ledger"
    if since:
        title, what = "What is new in a ledger", _UPDATE.replace("SINCE", f"{since}")
    names = "\n".join(
        f"  {PublicKey(line.split(' ', 2)[2]).fingerprint}  {who}"
        for line, who in sorted(told.signers.items())
    )
    return installation.text_of(README).format(
        title=title,
        what=what.format(events=told.events, size=seal.tree_size),
        size=seal.tree_size,
        names=names,
        tools=tools(pack),
        line=line,
    )


def tools(pack: Path) -> str:
    """How the witnesses' signatures and the time stamps that are there are checked without us."""
    found = []
    for file in sorted(pack.glob("checkpoints/*.sig"))[-1:]:
        found += [
            "ssh-keygen -Y verify -f allowed_signers -I witness -n govledger-checkpoint \\",
            f"    -s checkpoints/{file.name} < checkpoints/{_note_of(file)}",
        ]
    for file in sorted(pack.glob("checkpoints/*.tsr"))[-1:]:
        found += [
            f"openssl ts -verify -data checkpoints/{_note_of(file)} \\",
            f"    -in checkpoints/{file.name} -CAfile THE-AUTHORITY.pem",
        ]
    listed = "\n".join(f"    {line}" for line in found)
    return f"With other tools:\n\n{listed}\n\n" if found else ""


def _note_of(file: Path) -> str:
    """The checkpoint that a signature or a time stamp is of: seal-41.note.2.sig is of seal-41."""
    return f"{file.name.partition('.')[0]}.note"
