"""The answer to every question as files, with an explanation of every column.

README.txt          what is here, and the seal line
(the files)         by format: NAME.csv, ledger.xlsx, NAME.parquet or ledger.duckdb
columns.csv         what each column means (a sheet of the workbook; comments in the database)
manifest.json, MANIFEST.sha256
"""

import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from commands.reports import answered
from commands.reports.model import OFFICIAL, SENSITIVE, Paper
from commands.reports.render import files, xlsx
from commands.session.questions import OFFICE
from ledger import unknown
from ledger.application import Ledger
from ledger.errors import Unavailable
from ledger.events import Frozen
from ledger.integrity import covered
from ledger.privacy import clearance
from ledger.records import seals
from ledger.uk import day_of
from ledger.words import asked_on, the_first
from projections import Projections, connections, copies, span
from projections.together import Together

NAME = "ledger"
REGISTER = "The ledger in which they are registered"
OPENS = {
    "parquet": "NAME.parquet: a file a question and state, and events.parquet: every event.",
    "csv": "NAME.csv: a file a question and state. A ' before a text keeps it from becoming a"
    " formula.",
    "xlsx": "ledger.xlsx: a sheet a question and state.",
    "duckdb": "ledger.duckdb: a table a question and state, and events: every event."
    " Made with DuckDB VERSION: open it with that or a later one (or USE it); then, for any day:"
    " from open_actions(as_of := '2018-02-28')",
}
OPENS_JOINED = OPENS | {
    "parquet": "NAME.parquet: a file a question and state.",
    "duckdb": "ledger.duckdb: a table a question and state. Made with DuckDB VERSION: open it with"
    " that or a later one. Its answers are of one day: for another, export again with --as-of.",
}
# DuckDB accepts a text as a day; nothing in a file can refuse it.
IN_SQL = (
    "In SQL write a day as date '2018-02-28'. DuckDB reads '28/2/18' as a day of the year 28, so"
    " due < '28/2/18' finds nothing."
)
IN_THE_FILE = IN_SQL + (
    " Here as_day('28/2/18') is 28 February 2018, and so is the day that a question is given:"
    " open_actions(as_of := '28/2/18'). An as_of that is null is today."
)
DAYS = {"duckdb": IN_THE_FILE, "parquet": IN_SQL}


class TableFiles(msgspec.Struct, metaclass=Frozen):
    """What was exported, in a sentence; the line for the minutes; and the SHA-256 of the list of
    files, which identifies the whole."""

    told: str
    line: str
    sha256: str


def write(
    now: Projections, folder: Path, form: str, as_of: date, known_by: date | None
) -> TableFiles:
    """Write the files of a format: parquet, csv, xlsx or duckdb."""
    told = f"{len(copies.answerable())} questions and states, {asked_on(as_of, known_by)}."
    partly = clearance.notice(now.ledger.store)
    strange = tuple(filter(None, [*_of_the_days(now, as_of, known_by), partly]))
    not_here = _not_here(macros=form == "duckdb")
    paper = Paper(
        name=NAME,
        title="The answer to every question",
        body=f"Ledger {now.ledger.identity}",
        on=as_of,
        marking=_marking(now),
        sentences=(told, f"Of {the_first(now.size)}.", *strange, not_here),
        sections=(),
        position=now.size,
        seal_line=seals.line(now.ledger),
        beyond=covered.notice(now.ledger),
    )
    with _to_files(folder):
        copies.steady(now.connection)
        _write(now, paper, folder, form, known_by)
    (folder / "README.txt").write_text(
        _readme(paper, OPENS[form], DAYS.get(form, "")), encoding="utf-8", newline=""
    )
    sha256 = files.manifest(paper, folder, now.ledger.identity)
    told = " ".join([told, *strange, not_here])
    return TableFiles(told=told, line=paper.seal_line, sha256=sha256)


class OfficeAnswers(msgspec.Struct, metaclass=Frozen):
    """The answers of one office, in a folder; the highest marking in its record; and notes about
    its answers."""

    ref: str
    folder: Path
    marking: str
    notes: tuple[str, ...]


def of_office(
    now: Projections, ref: str, beside: Path, as_of: date, known_by: date | None
) -> OfficeAnswers:
    """The answers of one office, of its own ledger; written `beside` the folder of the export."""
    copies.steady(now.connection)
    folder = Path(tempfile.mkdtemp(dir=beside))
    with _to_files(beside):
        copies.keep(now, folder, as_of, known_by, **{OFFICE: ref})
    return OfficeAnswers(
        ref=ref,
        folder=folder,
        marking=_marking(now),
        notes=tuple(filter(None, _of_the_days(now, as_of, known_by))),
    )


def _of_the_days(now: Projections, as_of: date, known_by: date | None) -> tuple[str, str]:
    """Whether the record covers these days, and whether it has events of unknown kinds."""
    outside = span.outside(now, as_of, day_of(now.ledger.clock.now()), known_by)
    return outside, unknown.notice(now.unknown_kinds(known_by))


def write_joined(
    ledger: Ledger,
    offices: Sequence[OfficeAnswers],
    covered_words: Sequence[str],
    folder: Path,
    form: str,
    as_of: date,
    known_by: date | None,
) -> TableFiles:
    """Write the answers of several offices, joined under the office. `ledger` is the one in which
    the offices are registered; `covered_words` say which are covered."""
    paper = _of_offices(ledger, offices, covered_words, asked_on(as_of, known_by), as_of)
    with (
        closing(Together([one.folder for one in offices], folder.parent)) as every,
        _to_files(folder.parent),
    ):
        if form == "parquet":
            every.parquet(folder, as_of, " ".join([*covered_words, paper.seal_line]))
        elif form == "duckdb":
            about = _about(paper, ledger.identity, known_by)
            about |= {"days": IN_SQL, "offices": " ".join(covered_words)}
            every.database(folder / f"{NAME}.duckdb", about, answered.UNDER)
        elif form == "csv":
            answered.csv(folder, every.answers())
        else:
            _workbook(paper, folder, every)
    said = _readme(paper, OPENS_JOINED[form], IN_SQL if form in DAYS else "",
                   "Personal values that an office's pack brought are")  # fmt: skip
    (folder / "README.txt").write_text(said, encoding="utf-8", newline="")
    sha256 = files.manifest(paper, folder, ledger.identity)
    return TableFiles(told=" ".join(paper.sentences), line=paper.seal_line, sha256=sha256)


def _of_offices(
    ledger: Ledger,
    offices: Sequence[OfficeAnswers],
    covered_words: Sequence[str],
    asked: str,
    on: date,
) -> Paper:
    """What the files of several offices say of themselves."""
    told = f"{len(copies.answerable())} questions and states, {asked}."
    notes = [f"{one.ref}: {note}" for one in offices for note in one.notes]
    markings = {one.marking for one in offices}
    beyond = covered.notice(ledger)
    return Paper(
        name=NAME,
        title="The answer of every office to every question",
        body=f"Registered in ledger {ledger.identity}",
        on=on,
        marking=SENSITIVE if SENSITIVE in markings else OFFICIAL,
        sentences=(told, *covered_words, *notes, _not_here()),
        sections=(),
        position=ledger.size,
        seal_line=f"{REGISTER}: {seals.line(ledger)}",
        beyond=f"{REGISTER}: {beyond[:1].lower()}{beyond[1:]}",
    )


def _write(now: Projections, paper: Paper, folder: Path, form: str, known_by: date | None) -> None:
    if form == "parquet":
        told = f"{now.ledger.identity}: {paper.seal_line}"
        copies.parquet(now, folder, paper.on, known_by, told)
    elif form == "duckdb":
        about = _about(paper, now.ledger.identity, known_by) | {"days": IN_THE_FILE}
        copies.database(now, folder / f"{NAME}.duckdb", paper.on, known_by, about)
    elif form == "csv":
        answered.csv(folder, copies.answers(now, paper.on, known_by))
    else:
        kept = Path(tempfile.mkdtemp(dir=folder.parent))
        copies.keep(now, kept, paper.on, known_by)
        with closing(Together([kept], folder.parent)) as every:
            _workbook(paper, folder, every)


@contextmanager
def _to_files(folder: Path) -> Iterator[None]:
    """What DuckDB cannot write to a folder is told as Unavailable."""
    try:
        yield
    except connections.OF_FILES as error:  # DuckDB's word for any file; it names the one it means.
        if not connections.about(error, folder):
            raise
        raise Unavailable(f"The files could not be written: {error}.") from None


def _about(paper: Paper, identity: str, known_by: date | None) -> dict[str, Any]:
    return {**files.facts(paper, identity), "known_by": known_by}


def _workbook(paper: Paper, folder: Path, every: Together) -> None:
    xlsx.write(paper, answered.tables(every), folder / f"{NAME}.xlsx", streamed=True)


def _marking(now: Projections) -> str:
    """The highest marking in it."""
    asked = f"SELECT count(*) FROM events WHERE marking = '{SENSITIVE}'"
    return SENSITIVE if now.of_events(asked)[0][0] else OFFICIAL


def _not_here(*, macros: bool = False) -> str:
    """Which questions are left out because they need more than a day; `macros` can be asked."""
    names = ", ".join(copies.asking())
    if macros:
        return f"To be asked only, for they need to be told more than a day: {names}."
    return f"Not among them, for they need to be told more than a day: {names}."


def _readme(paper: Paper, opens: str, of_days: str, personal: str = "Personal values are") -> str:
    said = [
        f"{paper.marking}. {paper.title}. {paper.body}.",
        *paper.sentences,
        opens.replace("VERSION", duckdb.__version__),
        *filter(None, [of_days]),
        "manifest.json: the ledger, and the hash of each file. MANIFEST.sha256: the hashes, for"
        " sha256sum -c MANIFEST.sha256",
        f"{personal} in clear in it: keep it as the ledger is kept, and do not pass it on."
        " A day is a day in the United Kingdom; recorded_at is UTC; amounts are pounds.",
        paper.beyond,
        paper.seal_line,
    ]
    return "\n\n".join(textwrap.fill(one, 80, break_on_hyphens=False) for one in said) + "\n"
