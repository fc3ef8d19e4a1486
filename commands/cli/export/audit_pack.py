"""Export an audit pack: what a stranger needs to check the ledger without this program.

The events up to a seal, the checkpoints, who signed, the hashes of the papers, and verify.py, which
needs Python and nothing else. All events; or, with --record, those of some records: that proves
authenticity and order, not completeness. With --since, what is new, for an office that took the
pack of that seal (office take); personal values are then left out. The export is itself recorded,
so that it can be recalled.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.exports.recorded import Outgoing, recipient_option
from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Reference
from commands.session.places import output
from commands.session.resolving import find
from commands.terminal import screen
from ledger.errors import Misused, NotFound, Unavailable
from ledger.registry import record_kinds
from ledger.system import underway
from ledger.words import counted

if TYPE_CHECKING:
    from commands.exports.pack.making import WrittenPack
    from ledger.application import Ledger


@click.command(cls=Command, help=__doc__)
@option("--to", needed=True, metavar="PLACE", help="A new folder; or a new file that ends in .zip.")
@click.option("--seal", type=Reference("seal"), help="Up to this seal (default: the last).")
@click.option("--since", type=Reference("seal"), help="Only what is new since this seal.")
@click.option("--record", "records", multiple=True, type=Reference(), help="Only this record.")
@click.option("--without-personal", is_flag=True, help="Leave personal values out.")
@click.option("--with-files", is_flag=True, help="The bytes of stored files, too.")
@recipient_option
@click.pass_obj
def command(
    app: App,
    to: str,
    seal: str | None,
    since: str | None,
    records: tuple[str, ...],
    without_personal: bool,
    with_files: bool,
    recipient: str | None,
) -> None:
    from commands.exports.pack import making
    from ledger.records import seals

    out = Outgoing(app)
    ledger = out.ledger
    chosen = seals.named(ledger, find(ledger, ["seal"], seal)[1] if seal else None)
    streams = frozenset(":".join(find(ledger, list(record_kinds()), one)) for one in records)
    _within(ledger, streams, chosen.tree_size)
    begins = _begins(ledger, chosen.tree_size, since, streams)
    place = output(app, to)
    personal = not (without_personal or begins)
    with _reporting_faults(place):
        made = making.make(
            ledger, place, chosen, streams, personal=personal, files=with_files, since=begins
        )
    underway.unless_kept(place)
    later = ledger.size - chosen.tree_size
    out.record_pack(place, _what(streams, begins), chosen.tree_size, made, recipient)
    screen.say(_in_words(made, chosen.tree_size, streams, begins))
    events = "event of the ledger is" if later == 1 else "events of the ledger are"
    screen.say(f"{later} later {events} not covered.")
    out.tell()
    screen.say(made.line)


def _within(ledger: "Ledger", streams: frozenset[str], size: int) -> None:
    """Refuse a record of which the seal covers nothing."""
    for stream in sorted(streams):
        first = ledger.history(stream)[0].position
        if first > size:
            raise NotFound(
                f"{stream.partition(':')[2]} begins with event {first}, after the seal of"
                f" {counted(size, 'event')}. Seal first: govledger seal"
            )


def _begins(ledger: "Ledger", size: int, since: str | None, streams: frozenset[str]) -> int:
    """How many events came before an update; 0 where all are to be there."""
    from ledger.records import seals

    if since is None:
        return 0
    if streams:
        raise Misused("An update is of all records: leave --record or --since out.")
    before = seals.named(ledger, find(ledger, ["seal"], since)[1]).tree_size
    if before >= size:
        raise Misused(
            f"No seal is later than seal-{before}: the pack would end with seal-{size}. What was"
            " recorded since needs a seal first: govledger seal"
        )
    return before


@contextmanager
def _reporting_faults(place: Path) -> Iterator[None]:
    """Say that the pack could not be written; what is read for it is told of by who reads it."""
    from ledger.storage_errors import concerns

    try:
        yield
    except OSError as error:  # About the pack, or what is read for it: `concerns` tells which.
        if not concerns(error, place):
            raise
        raise Unavailable(f"{place} could not be written: {error.strerror}.") from None


def _in_words(made: "WrittenPack", size: int, streams: frozenset[str], begins: int) -> str:
    if begins:
        return f"What is new after the first {begins:,} of {counted(size, 'event')}: an update."
    if streams or made.events < size:
        return (
            f"{made.events} of {counted(size, 'event')}, a selection: it proves authenticity and"
            " order, not completeness."
        )
    return f"All {counted(size, 'event')} up to the seal."


def _what(streams: frozenset[str], begins: int) -> str:
    """What is recorded to have left."""
    if streams:
        return f"audit pack of {', '.join(sorted(one.partition(':')[2] for one in streams))}"
    return f"audit pack of what is new since seal-{begins}" if begins else "audit pack"
