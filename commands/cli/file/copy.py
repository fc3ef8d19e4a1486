"""Copy out a file kept beside the ledger, after hashing its bytes again."""

import click

from commands.session.app import App
from commands.session.options import Command, ref
from commands.session.parameters import Words
from commands.session.places import output, put
from commands.session.resolving import find
from commands.terminal import screen
from ledger.errors import Misused
from ledger.records import files
from ledger.words import counted


@click.command(cls=Command, help=__doc__)
@ref("file", "file")
@click.argument("to", type=Words(file=True), metavar="PATH")
@click.pass_obj
def command(app: App, file: str, to: str) -> None:
    _, digest = find(app.reader, ["file"], file)
    files.readable(app.reader.state("file", digest))
    place = output(app, to)
    data = app.reader.attachments.read(digest)
    try:
        put(place, data)
    except FileExistsError:
        raise Misused(f"{to!r} already exists. Name a new file.") from None
    except OSError as error:  # Only the copy is written.
        raise Misused(f"{to!r} cannot be written: {error.strerror}. Name another path.") from None
    screen.say(f"{digest} copied to {to}: {counted(len(data), 'byte')}")
