"""A paper's tables in forms that other programs open, and a list of the files made.

    TABLE.csv           one for each table: UTF-8 with the mark Excel needs, RFC 4180
    NAME.xlsx           all of them, one sheet a table (xlsx.py)
    NAME.docx           the paper without its charts, to paste from (docx.py)
    NAME.pdf            the page, tagged (pdf.py; extra `pdf`)
    manifest.json       the ledger, its position and seal, the day asked about, each file's hash
    MANIFEST.sha256     every file, in the form of sha256sum -c

The same paper gives the same bytes: nothing in a file says when or where it was made.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import msgspec

from commands.reports.model import Column, Kind, Paper, Table, UnsureDay
from commands.reports.render.cells import harmless
from commands.terminal import sheets
from ledger.errors import Refused, Unavailable
from ledger.storage_errors import concerns
from ledger.system import disk, paths, underway
from ledger.system.contents import sha256_of

LIST = "MANIFEST.sha256"
FACTS = "manifest.json"
UNSURE = "days_not_stated"
_HISTORY: tuple[tuple[str, str, Kind], ...] = (
    ("ref", "Reference", "ref"),
    ("event", "Event", "number"),
    ("on", "Day", "date"),
    ("what", "What happened", "text"),
    ("who", "Who recorded it", "text"),
    ("recorded_on", "Recorded on", "date"),
    ("authority", "On whose authority", "text"),
    ("source", "Source", "text"),
)


def write(
    paper: Paper, folder: Path, forms: Iterable[str] = ("csv", "xlsx"), *, annex: bool = True
) -> list[Path]:
    """Write the paper in these forms into the folder; returns the files. Without the `annex`, a
    document and a PDF have only the front. Raises Misused if the extra for a form is not installed,
    and Refused if a form cannot hold the paper."""
    short = paper if annex else paper.brief()
    return [
        file for form in forms for file in FORMS[form](short if form in READ else paper, folder)
    ]


def tables(paper: Paper) -> list[Table]:
    """The tables of a paper, and the histories of its records as one more."""
    rows = tuple(
        (
            history.ref,
            one.position,
            one.on,
            one.what,
            one.who,
            one.recorded_on,
            one.authority,
            one.source,
        )
        for history in paper.histories
        for one in history.events
    )
    columns = tuple(Column(name=n, heading=head, kind=kind) for n, head, kind in _HISTORY)
    histories = Table(
        name="histories", title="What happened to each record?", columns=columns, rows=rows
    )
    return [*paper.tables, *([histories] if rows else [])]


def _csv(paper: Paper, folder: Path) -> Iterator[Path]:
    for table in tables(paper):
        file = folder / f"{table.name}.csv"
        with begun_csv(file) as out:
            names = [column.name for column in table.columns]
            out.writelines(csv_lines(_with_unsure(names, table.rows)))
        yield file


def begun_csv(file: Path) -> TextIO:
    """An open file for CSV. With a byte order mark, without which Excel would not read it as
    UTF-8."""
    return file.open("w", encoding="utf-8-sig", newline="")


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    return sheets.lines(map(harmless, row) for row in rows)


def _with_unsure(names: list[str], rows: Iterable[tuple[Any, ...]]) -> list[Sequence[Any]]:
    """The names and the rows. If a day is one that no paper states, a last column names it:
    raised_on: inferred."""
    found = [
        ", ".join(f"{name}: {one.words}" for name, one in zip(names, row, strict=True)
                  if isinstance(one, UnsureDay))
        for row in rows
    ]  # fmt: skip
    if not any(found):
        return [names, *rows]
    return [[*names, UNSURE], *((*row, one) for row, one in zip(rows, found, strict=True))]


def _xlsx(paper: Paper, folder: Path) -> Iterator[Path]:
    from commands.reports.render import xlsx

    xlsx.write(paper, tables(paper), file := folder / f"{paper.name}.xlsx")
    yield file


def _docx(paper: Paper, folder: Path) -> Iterator[Path]:
    from commands.reports.render import docx

    docx.write(paper, file := folder / f"{paper.name}.docx")
    yield file


def _pdf(paper: Paper, folder: Path) -> Iterator[Path]:
    from commands.reports.render import html, pdf

    pdf.write(html.html(paper), file := folder / f"{paper.name}.pdf")
    yield file


READ = ("docx", "pdf")  # In the order in which a person reads it.
FORMS: dict[str, Callable[[Paper, Path], Iterator[Path]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "pdf": _pdf,
}


def manifest(paper: Paper, folder: Path, identity: str) -> str:
    """List everything in the folder, and tie it to the ledger `identity`; returns the SHA-256 of
    the list."""
    files = {name: digest for digest, name in _sums(folder)}
    said = {**facts(paper, identity), "files": files}
    text = msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"
    (folder / FACTS).write_bytes(text)
    return listing(folder)


def listing(folder: Path) -> str:
    """List everything in the folder; returns the SHA-256 of the list, which identifies the
    whole."""
    lines = "".join(f"{digest}  {name}\n" for digest, name in _sums(folder))
    (folder / LIST).write_text(lines, encoding="utf-8", newline="")
    return sha256_of(folder / LIST)


def facts(paper: Paper, identity: str) -> dict[str, Any]:
    """What ties a paper to its ledger."""
    return {
        "title": paper.title,
        "ledger": identity,
        "position": paper.position,
        "seal": paper.seal_line,
        "beyond": paper.beyond,
        "as_of": paper.on,
        "marking": paper.marking,
    }


def _sums(folder: Path) -> list[tuple[str, str]]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != LIST]
    named = sorted((path.relative_to(folder).as_posix(), path) for path in files)
    return [(sha256_of(path), name) for name, path in named]


@contextmanager
def whole(to: Path, *, replace: bool | None = None) -> Iterator[Path]:
    """A folder to write in that becomes `to` at the end, all or nothing. `replace`: whether it may
    replace a paper that is there; None if nobody can say. Raises Refused if something is there
    already, and Unavailable if it cannot be written."""
    if os.path.lexists(to) and (not to.is_dir() or any(to.iterdir())):
        if not replace:
            raise _taken(to, replace)
        if not _is_paper(to):
            raise Refused(f"{to} is not a paper of govledger's, whole and unaltered: not replaced.")
    if said := paths.no_folder(to):
        raise Refused(said)
    try:
        with underway.folder(underway.beside(to)) as work:
            made = work / "made"
            made.mkdir()
            yield made
            replaced = bool(replace and to.is_dir() and any(to.iterdir()))
            try:
                _put(made, to, work / "before" if replaced else None)
            except FileExistsError:  # Another command has made it meanwhile.
                raise _taken(to, replace) from None
            if not replaced:
                underway.unless_kept(to)
    except OSError as error:  # Only errors about this folder are reported here.
        if not concerns(error, to):
            raise
        raise Unavailable(f"{to} could not be written: {error.strerror or error}.") from None


def _put(made: Path, to: Path, before: Path | None) -> None:
    """Have a folder become `to`; what is there goes to `before`, and comes back if that fails."""
    try:
        if before is not None:
            to.rename(before)
        disk.put_new(made, to)
    except BaseException:
        if before is not None and before.exists() and not os.path.lexists(to):
            before.rename(to)
        raise


def _taken(to: Path, replace: bool | None) -> Refused:
    other = "" if replace is None else "; --replace replaces a paper that is there"
    return Refused(f"{to} already exists. Name a new folder, or an empty one{other}.")


def _is_paper(folder: Path) -> bool:
    """Whether the folder contains only what its list says, so that nothing else is lost with it."""
    if not folder.is_dir() or not (folder / LIST).is_file():
        return False
    listed = "".join(f"{digest}  {name}\n" for digest, name in _sums(folder))
    return (folder / LIST).read_text(encoding="utf-8") == listed
