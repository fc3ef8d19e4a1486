"""Browse the ledger in a web browser, on this computer only; nothing can be changed there."""

import click

from commands.session.app import App
from commands.session.options import Command

HELP = """Browse the ledger in a web browser, on this computer only; nothing can be changed there.

Prints the address to open; Ctrl-C ends it. There is no login: whoever uses this computer meanwhile
can read the pages. Needs the extra: browse.
"""


@click.command(cls=Command, help=HELP)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8640, show_default=True, metavar="N",
    help="The port of this computer to answer at; 0 for any that is free.",
)  # fmt: skip
@click.pass_obj
def command(app: App, port: int) -> None:
    from commands.terminal import screen
    from ledger.errors import Misused

    try:
        from commands.web import serving
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn", "jinja2"):
            raise
        raise Misused("The pages need the extra browse: pip install 'govledger[browse]'") from None
    serving.serve(app, port, click.echo)
    screen.say("The pages are closed.")
