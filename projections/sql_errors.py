"""DuckDB's complaint about somebody's SQL, as one sentence, with its place."""

import json
import re
from typing import Any

import duckdb

from ledger.errors import Misused, Problem, Refused
from projections import days, library, parameters, schema
from projections.sandbox import MEMORY_MB

TOO_MUCH = (
    f"That needed more than {MEMORY_MB} MB of memory and was stopped. Ask for less: a where, or"
    " fewer rows to be joined."
)
NO_FILES = "No file can be read or written here, nor any database but the ledger."
NO_CHANGE = "Nothing can be changed here: a statement reads."
# These errors quote the statement, so their words may be anything.
_QUOTING = ("Conversion", "Out of Range")
_NO_MEMORY = re.compile(r"bad_alloc|[Oo]ut of [Mm]emory|[Ff]ailed to allocate")
_HINTS = re.compile(r" (?:Did you mean|Candidate|LINE \d+:|You might|Use .SET)")


def as_problem(error: Exception, sql: str) -> Problem:
    """What to tell whoever asked `sql`, as a Problem."""
    found = _parsed(str(error))
    text = " ".join(str(found.get("exception_message", "")).split())
    kind = found.get("exception_type", "")
    if days.FORM in text or days.LATER in text or parameters.REFUSED.match(text):
        return Misused(text)
    if kind in _QUOTING:
        return Misused(_mistake(found, text, sql))
    if _of_memory(error):
        return Refused(TOO_MUCH)
    if isinstance(error, duckdb.PermissionException) or (kind == "IO" and "file system" in text):
        return Refused(NO_FILES)
    if isinstance(error, duckdb.TransactionException):
        return Refused(NO_CHANGE)
    named = found.get("error_subtype") == "MISSING_ENTRY"  # The word may be part of the name.
    if kind == "Catalog" and "extension" in text and not named:
        return Refused(f"No extension of DuckDB can be used here{_where(found, sql)}.")
    if "were not provided for the following" in text:
        return Misused(
            "There is a ? or $ in that which stands for nothing. Write the value itself."
        )
    return Misused(_mistake(found, text, sql))


def broken(error: BaseException) -> str:
    """What to say when DuckDB itself is broken and answers nothing more."""
    if isinstance(error, MemoryError) or _of_memory(error):
        return TOO_MUCH
    text = " ".join(str(_parsed(str(error)).get("exception_message", "")).split())
    return f"DuckDB failed at that, and was stopped: {text[:200]}. Ask it another way."


def _of_memory(error: BaseException) -> bool:
    own = isinstance(error, (duckdb.FatalException, duckdb.InternalException, RuntimeError))
    words = str(_parsed(str(error)).get("exception_message", "")) if own else ""
    return isinstance(error, duckdb.OutOfMemoryException) or bool(_NO_MEMORY.search(words))


def _parsed(said: str) -> dict[str, Any]:
    """What DuckDB says as JSON after its own name for it, or else in words."""
    at = said.find("{")
    if at >= 0:
        try:
            found = json.loads(said[at:], strict=False)
            if isinstance(found, dict):
                return found
        except ValueError:
            pass
    return {"exception_message": said.partition(": ")[2] or said}


def _mistake(found: dict[str, Any], text: str, sql: str) -> str:
    where, name = _where(found, sql), str(found.get("name", ""))
    short = name.lower().rpartition(".")[2]
    if found.get("error_subtype") == "MISSING_ENTRY" and found.get("type") in (
        "Table",
        "Table Function",
    ):
        if "/" in name or re.search(r"\.\w{2,7}$", name):
            return f"There is no table {name!r}{where}, and no file can be read here."
        if short in library():
            wants = ", ".join(map(schema.given, library()[short].needed))
            return f"{short} has to be told more{where}: from {short}({wants})"
        return (
            f"There is no table or question {name!r}{where}.{schema.near(short)} All of them:"
            " govledger schema"
        )
    if found.get("error_subtype") == "COLUMN_NOT_FOUND":
        candidates = str(found.get("candidates", "")).replace('"', "").split(",")
        hint = f" Did you mean {' or '.join(candidates[:3])}?" if candidates[0] else ""
        return f"There is no column {name!r}{where}.{hint}"
    first = re.split(_HINTS, text)[0].rstrip(" .!")
    return f"DuckDB does not understand that{where}: {first[:300]}."


def _where(found: dict[str, Any], sql: str) -> str:
    """The line and the column of a fault, both from 1, if DuckDB says them."""
    said = str(found.get("position", ""))
    if not said.isdecimal():
        return ""
    before = sql.encode()[: int(said)].decode(errors="replace")
    return f" (line {before.count(chr(10)) + 1}, column {len(before.rpartition(chr(10))[2]) + 1})"
