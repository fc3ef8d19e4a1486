"""How an office's table is read, kept by name beside the ledger for the next time."""

import re
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ledger.characters import folded
from ledger.errors import Misused, Unavailable
from ledger.system import contents, disk, underway


class Map(msgspec.Struct):
    """`columns`: the headings in order, each with what it is taken for, or -; `owners`: the posts
    and parties that names mean; `sheet`: what the sheet is called; `rows`, `issuer`, `respondent`:
    what was said of its rows."""

    columns: list[tuple[str, str]] = []
    owners: dict[str, str] = {}
    body: str = ""
    sheet: str = ""
    rows: str | None = None
    issuer: str | None = None
    respondent: str | None = None

    def meanings(self) -> dict[str, str]:
        """What each heading is taken for; of two columns that are called the same, the first that
        is taken for something."""
        found: dict[str, str] = {}
        for heading, kind in self.columns:
            if found.get(heading, "-") == "-":
                found[heading] = kind
        return found


def answered(before: Map | None, columns: dict[str, str], owners: dict[str, str]) -> Map:
    """A map with what a person says now, which goes before what was kept."""
    before = before or Map()
    said = {folded(one) for one in columns}
    kept = [(heading, kind) for heading, kind in before.columns if folded(heading) not in said]
    return replace(before, columns=[*kept, *columns.items()], owners=before.owners | owners)


def of_rows(before: Map, rows: str | None, issuer: str | None, respondent: str | None) -> Map:
    """A map with what a person says now of its rows; to say that they are actions takes back whose
    recommendations they were."""
    if rows == "actions":
        return replace(before, rows=rows, issuer=None, respondent=None)
    if issuer is not None and before.rows == "actions":
        before = replace(before, rows=None)
    return replace(
        before,
        rows=rows or before.rows,
        issuer=issuer or before.issuer,
        respondent=respondent or before.respondent,
    )


def place(ledger: Path, name: str) -> Path:
    """Where a map is kept. Raises Misused for what is no name."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}", name):
        raise Misused(f"{name!r} is not the name of a map: letters, digits, dots and - only.")
    return ledger.with_name(f"{ledger.name}.maps") / f"{name}.json"


def load(ledger: Path, name: str) -> Map | None:
    """A map that was kept; None where there is none of that name."""
    file = place(ledger, name)
    try:
        return msgspec.json.decode(contents.read(file, contents.SHORT), type=Map)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:  # Only this file is read.
        raise Unavailable(
            f"The map {file} cannot be read: {contents.why(error)}. Delete it to begin anew."
        ) from None


def keep(ledger: Path, name: str, made: Map) -> None:
    file = place(ledger, name)
    try:
        underway.folders(file.parent)
        with underway.gone_after(underway.beside(file)) as draft:
            draft.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
            disk.replace(draft, file)
    except OSError as error:  # Only this file is written.
        raise Unavailable(f"The map {file} could not be written: {error.strerror}.") from None
