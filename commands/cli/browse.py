"""Browse the ledger in a web browser, on this computer only; nothing can be changed there.

Prints the address to open; Ctrl-C ends it. There is no login: whoever uses this computer meanwhile
can read the pages. Needs the extra: browse.

--behind-proxy serves an office instead, through a proxy that knows who each person is: on a Unix
socket only, never at a port. The proxy sets two headers on each request, replacing any sent with
it: Govledger-Person (a name) and Govledger-Clearance (OFFICIAL or OFFICIAL-SENSITIVE). A request is
refused without both, or with one of them twice. A person cleared for OFFICIAL only gets pages made
without sensitive records (govledger help shared, Clearance), from a file as from a database, and no
pages about other offices. Only you, or the members of --socket-group, can use the socket: whoever
can write to it can pretend to be anybody. Each request is logged as a line of JSON: at, person,
clearance, method, address, status. How to set up nginx or Apache: govledger help proxy.
"""

import socket

import click
from click.core import ParameterSource

from commands.session.app import App
from commands.session.options import Command, option
from commands.session.parameters import Number


@click.command(cls=Command, help=__doc__)
@click.option(
    "--port", type=Number(0, 65535), default=8640, show_default=True, metavar="N",
    help="The port of this computer to answer at; 0 for any that is free.",
)  # fmt: skip
@click.option("--behind-proxy", metavar="SOCKET", help="Serve on this Unix socket, to a proxy.")
@click.option("--socket-group", metavar="GROUP", help="Who else may use the socket.")
@option("--access-log", metavar="FILE", help="The log of requests (default: stderr).")
@click.pass_context
def command(
    ctx: click.Context,
    port: int,
    behind_proxy: str | None,
    socket_group: str | None,
    access_log: str | None,
) -> None:
    from commands.session.places import located, output
    from commands.terminal import screen
    from ledger.errors import Misused
    from ledger.system import installation

    app: App = ctx.obj
    try:
        from commands.web import proxied, serving
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn", "jinja2"):
            raise
        raise Misused(f"The pages need the extra browse: {installation.extra('browse')}") from None
    if behind_proxy is None:
        if socket_group or access_log:
            raise Misused("--socket-group and --access-log go with --behind-proxy.")
        serving.serve(app, port, click.echo)
    else:
        if ctx.get_parameter_source("port") is not ParameterSource.DEFAULT:
            raise Misused("Behind a proxy the pages are at no port: leave --port out.")
        if not hasattr(socket, "AF_UNIX"):
            raise Misused("This system has no Unix sockets.")
        log = proxied.Log(output(app, access_log) if access_log else None)
        try:
            place = located(behind_proxy)
            serving.serve_behind(app, App(app.said), place, socket_group, log, click.echo)
        finally:
            log.close()
    screen.say("The pages are closed.")
