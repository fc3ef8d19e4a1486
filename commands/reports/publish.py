"""From a command to a folder: making the paper, writing it, and recording the export."""

from contextlib import ExitStack
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from commands.exports.recorded import Outgoing, recipient_option
from commands.session.app import App
from commands.session.options import Decorator, option
from commands.session.parameters import Reference
from commands.session.places import output
from commands.session.resolving import find
from commands.terminal import screen
from commands.terminal.screen import Function
from ledger.errors import Misused
from ledger.practice import is_practice
from ledger.records import offices
from ledger.records.meetings import Meeting
from ledger.services import meetings
from ledger.system import underway
from ledger.words import counted, day

if TYPE_CHECKING:
    from commands.exports.pack.making import WrittenPack
    from commands.reports.making import Cover, Gather
    from commands.reports.model import Paper
    from commands.reports.proof import Proof
    from ledger.application import Ledger


def paper_options(*, docx: bool) -> Decorator:
    """The options of every paper: the folder, the further forms, the recipient."""
    options: list[Decorator] = [
        option("-o", "--to", "to", needed=True, metavar="DIR", help="A new folder."),
        click.option("--pdf", is_flag=True, help="A tagged PDF too (needs the extra: pdf)."),
        click.option("--annex", is_flag=True, help="The annex in the document and the PDF too."),
        click.option("--internal", is_flag=True, help="Leave nothing out; not for publication."),
        click.option("--preview", is_flag=True, help="To look at: no export is recorded."),
        click.option("--replace", is_flag=True, help="Replace the paper that is in DIR."),
        option("--proof", metavar="OUT", help="Its figures with their proof: a folder, or .zip."),
        recipient_option,
    ]
    if not docx:
        options.append(click.option("--docx", is_flag=True, help="A Word document too."))

    def decorate(function: Function) -> Function:
        @wraps(function)
        def run(*given: Any, to: str, pdf: bool, docx: bool = docx, **params: Any) -> Any:
            forms = ("csv", "xlsx", *(["docx"] if docx else []), *(["pdf"] if pdf else []))
            of = ("annex", "internal", "preview", "replace", "recipient", "proof")
            said = {name: params.pop(name) for name in of}
            return function(*given, how=How(to, forms, **said), **params)

        made: Function = run
        for one in reversed(options):
            made = one(made)
        return made

    return decorate


class How(NamedTuple):
    """The folder of a paper, its forms besides the page, and its recipient."""

    to: str
    forms: tuple[str, ...]
    annex: bool
    internal: bool
    preview: bool
    replace: bool
    recipient: str | None
    proof: str | None


SINCE = option(
    "--since",
    type=Reference("meeting"),
    help="Show as new what came since this meeting (default: the last).",
)


def publish(
    app: App,
    gather: "Gather",
    how: How,
    *,
    name: str,
    title: str,
    body: str,
    on: date,
    since: str | None = None,
    cover: "Cover" = lambda _: (),
) -> None:
    """Make the paper and, if wanted, its proof; write the folder, all or nothing; say so, and
    record the export. `since`: the meeting, if not the last one."""
    from commands.reports.making import make
    from commands.reports.proof import Proof

    came = meeting_before(app.reader, body, on, since)
    out = Outgoing(app, preview=how.preview)
    office = offices.name_on(out.ledger, on)
    named = (("Office", office),) if office else ()
    place = output(app, how.to).absolute()
    beside = _beside(place, output(app, how.proof).absolute()) if how.proof is not None else None
    if is_practice(out.ledger.identity):
        title = f"PRACTICE, not a record: {title}"
    paper, asked = make(out.ledger, gather, name=name, title=title, body=body, on=on, since=came,
                        internal=how.internal,
                        cover=lambda settles: (*named, *cover(settles)))  # fmt: skip
    shows = Proof(out.ledger, paper, asked) if beside else None
    digest, proved = _written(out.ledger, paper, how, place, shows, beside)
    file = place / f"{paper.name}.html"
    _record(out, paper, file, digest, how.recipient)
    if shows and proved and beside:
        shows.record(out, beside, proved, how.recipient)
    for sentence in paper.sentences:
        screen.say(str(sentence), hanging=2)
    screen.say(_summary(paper))
    if shows and proved:
        shows.tell(proved)
    out.tell()


def _written(
    ledger: "Ledger",
    paper: "Paper",
    how: How,
    place: Path,
    proof: "Proof | None",
    beside: Path | None,
) -> "tuple[str, WrittenPack | None]":
    """Write the paper, and its proof beside it, both or neither; the SHA-256 of its manifest, and
    what the proof holds."""
    from commands.reports.render import files, html

    proved = None
    with ExitStack() as unless_done:
        with files.whole(place, replace=how.replace) as folder:
            file = folder / f"{paper.name}.html"
            file.write_text(html.html(paper), encoding="utf-8", newline="")
            files.write(paper, folder, how.forms, annex=how.annex)
            digest = files.manifest(paper, folder, ledger.identity)
            if proof and beside:
                proved = proof.write(beside)
                unless_done.callback(underway.remove, beside)
        unless_done.pop_all()
    return digest, proved


def _beside(paper: Path, proof: Path) -> Path:
    """Where the proof goes: not where the paper goes. Raises Misused."""
    if paper == proof or paper in proof.parents:
        raise Misused(f"The paper goes to {paper}. Name another place for its proof (--proof).")
    return proof


def _summary(paper: "Paper") -> str:
    rows = sum(len(table.rows) for table in paper.tables)
    left = f" Left out because withheld: {paper.left_out}." if paper.left_out else ""
    tables, told = counted(len(paper.tables), "table"), counted(rows, "row")
    made = f"{tables}, {told}, of {counted(paper.position, 'event')}"
    return f"{paper.marking}: {made}.{left}"


def _record(out: Outgoing, paper: "Paper", file: Path, digest: str, recipient: str | None) -> None:
    out.record(
        file,
        once="This very paper is",
        what=paper.title,
        tree_size=paper.position,
        sha256=digest,
        # A history tells who recorded what, and people's words may name others.
        discloses=bool(paper.histories),
        recipient=recipient,
    )


def body_of(ledger: "Ledger", text: str) -> tuple[str, str]:
    """The body that is meant: its reference and its title."""
    ref = find(ledger, ["body"], text)[1]
    state = ledger.state("body", ref)
    return ref, state.title if state else ref


def meeting_before(ledger: "Ledger", body: str, on: date, said: str | None) -> date | None:
    """The day of the meeting since which something is new: the named one, or the body's last before
    the day; None without one. Raises Misused for a meeting that was not before."""
    if said is not None:
        ref = find(ledger, ["meeting"], said)[1]
        meeting = ledger.state("meeting", ref)
        if not isinstance(meeting, Meeting) or meeting.meets_on >= on:
            raise Misused(f"{ref} was not before {day(on)}: name an earlier meeting (--since).")
        return meeting.meets_on
    last = meetings.last_held(ledger, body, on)
    return last.meets_on if last else None


def slug(text: str) -> str:
    """Part of a file's name."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split()) or "all"
