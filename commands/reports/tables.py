"""The answer to every question as files, with an explanation of every column.

README.txt          what is here, and the seal line
(the files)         by format: NAME.csv, ledger.xlsx, NAME.parquet or ledger.duckdb
columns.csv         what each column means (a sheet of the workbook; comments in the database)
manifest.json, MANIFEST.sha256
"""

import textwrap
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
import msgspec

from commands.reports import answered
from commands.reports.model import OFFICIAL, SENSITIVE, Paper
from commands.reports.render import files, xlsx
from ledger import unknown
from ledger.application import Ledger
from ledger.errors import Unavailable
from ledger.events import Frozen
from ledger.integrity import covered
from ledger.privacy import clearance
from ledger.records import seals
from ledger.words import asked_on, the_first
from projections import Projections, connections, copies

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
    strange = tuple(filter(None, [unknown.notice(now.unknown_kinds(known_by)), partly]))
    paper = Paper(
        name=NAME,
        title="The answer to every question",
        body=f"Ledger {now.ledger.identity}",
        on=as_of,
        marking=_marking(now),
        sentences=(told, f"Of {the_first(now.size)}.", *strange, _not_here(form)),
        sections=(),
        position=now.size,
        seal_line=seals.line(now.ledger),
        beyond=covered.notice(now.ledger),
    )
    try:
        copies.steady(now)
        _write(now, paper, folder, form, known_by)
    except connections.OF_FILES as error:  # DuckDB's word for any file; it names the one it means.
        if not connections.about(error, folder):
            raise
        raise Unavailable(f"The files could not be written: {error}.") from None
    (folder / "README.txt").write_text(_readme(paper, form), encoding="utf-8", newline="")
    sha256 = files.manifest(paper, folder, now.ledger.identity)
    told = " ".join([told, *strange, paper.sentences[-1]])
    return TableFiles(told=told, line=paper.seal_line, sha256=sha256)


class OfficeAnswers(msgspec.Struct, metaclass=Frozen):
    """The answers of one office; the highest marking in its record; and notes about its answers."""

    ref: str
    answers: answered.OfficeAnswers
    marking: str
    notes: tuple[str, ...]


def of_office(
    now: Projections, ref: str, beside: Path, as_of: date, known_by: date | None
) -> OfficeAnswers:
    """The answers of one office, of its own ledger; written `beside` the folder of the export."""
    copies.steady(now)
    return OfficeAnswers(
        ref=ref,
        answers=answered.OfficeAnswers(beside, copies.answers(now, as_of, known_by), ref),
        marking=_marking(now),
        notes=tuple(filter(None, [unknown.notice(now.unknown_kinds(known_by))])),
    )


def write_joined(
    ledger: Ledger,
    offices: Sequence[OfficeAnswers],
    covered_words: Sequence[str],
    folder: Path,
    form: str,
    as_of: date,
    known_by: date | None,
) -> TableFiles:
    """Write the answers of several offices, joined under the office, as csv or xlsx. `ledger` is
    the one in which the offices are registered; `covered_words` say which are covered."""
    told = f"{len(copies.answerable())} questions and states, {asked_on(as_of, known_by)}."
    notes = [f"{one.ref}: {note}" for one in offices for note in one.notes]
    markings = {one.marking for one in offices}
    beyond = covered.notice(ledger)
    paper = Paper(
        name=NAME,
        title="The answer of every office to every question",
        body=f"Registered in ledger {ledger.identity}",
        on=as_of,
        marking=SENSITIVE if SENSITIVE in markings else OFFICIAL,
        sentences=(told, *covered_words, *notes, _not_here(form)),
        sections=(),
        position=ledger.size,
        seal_line=f"{REGISTER}: {seals.line(ledger)}",
        beyond=f"{REGISTER}: {beyond[:1].lower()}{beyond[1:]}",
    )
    write_all = answered.joined_csv if form == "csv" else partial(_workbook, paper)
    write_all(folder, [one.answers for one in offices])
    said = _readme(paper, form, "Personal values that an office's pack brought are")
    (folder / "README.txt").write_text(said, encoding="utf-8", newline="")
    sha256 = files.manifest(paper, folder, ledger.identity)
    return TableFiles(told=" ".join(paper.sentences), line=paper.seal_line, sha256=sha256)


def _write(now: Projections, paper: Paper, folder: Path, form: str, known_by: date | None) -> None:
    if form == "parquet":
        told = f"{now.ledger.identity}: {paper.seal_line}"
        copies.parquet(now, folder, paper.on, known_by, told)
    elif form == "duckdb":
        about = {**files.facts(paper, now.ledger.identity), "known_by": known_by}
        about["days"] = IN_THE_FILE
        copies.database(now, folder / f"{NAME}.duckdb", paper.on, known_by, about)
    elif form == "csv":
        answered.csv(folder, copies.answers(now, paper.on, known_by))
    else:
        every = copies.answers(now, paper.on, known_by)
        _workbook(paper, folder, [answered.OfficeAnswers(folder.parent, every)])


def _workbook(paper: Paper, folder: Path, parts: Sequence[answered.OfficeAnswers]) -> None:
    xlsx.write(paper, answered.tables(parts), folder / f"{NAME}.xlsx", streamed=True)


def _marking(now: Projections) -> str:
    """The highest marking in it."""
    asked = f"SELECT count(*) FROM events WHERE marking = '{SENSITIVE}'"
    return SENSITIVE if now.of_events(asked)[0][0] else OFFICIAL


def _not_here(form: str) -> str:
    """Which questions are left out because they need more than a day."""
    names = ", ".join(copies.asking())
    if form == "duckdb":
        return f"To be asked only, for they need to be told more than a day: {names}."
    return f"Not among them, for they need to be told more than a day: {names}."


def _readme(paper: Paper, form: str, personal: str = "Personal values are") -> str:
    said = [
        f"{paper.marking}. {paper.title}. {paper.body}.",
        *paper.sentences,
        OPENS[form].replace("VERSION", duckdb.__version__),
        *filter(None, [DAYS.get(form)]),
        "manifest.json: the ledger, and the hash of each file. MANIFEST.sha256: the hashes, for"
        " sha256sum -c MANIFEST.sha256",
        f"{personal} in clear in it: keep it as the ledger is kept, and do not pass it on."
        " A day is a day in the United Kingdom; recorded_at is UTC; amounts are pounds.",
        paper.beyond,
        paper.seal_line,
    ]
    return "\n\n".join(textwrap.fill(one, 80, break_on_hyphens=False) for one in said) + "\n"
