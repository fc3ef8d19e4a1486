"""What the database or the file system says, turned into one sentence for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.persistence import DataError, PersistenceError

from ledger.problems import Broken, Misused, Problem, Unavailable


@contextmanager
def unavailable(path: Path) -> Iterator[None]:
    """Turn what the database or the file system says into one sentence for a person."""
    try:
        yield
    except Problem:
        raise
    except DataError as error:
        raise Misused(f"That cannot be recorded: {error}.") from error
    except UnicodeEncodeError as error:
        raise Misused("That cannot be recorded: it is not UTF-8 text. Type it again.") from error
    except (sqlite3.Error, PersistenceError, OSError, UnicodeDecodeError) as error:
        if "head of the log" in str(error):
            raise Broken(f"{path} does not end as it did. Run: govledger verify") from error
        raise Unavailable(_why(path, str(error))) from error


def _why(path: Path, said: str) -> str:
    if "disk is full" in said or "No space left" in said or "File too large" in said:
        return f"The disk of {path} is full: nothing was recorded. Make room and try again."
    if "disk I/O error" in said:
        return f"The disk of {path} is full, or failing: nothing was recorded. Make room first."
    if "locked" in said:
        return f"{path} is being written by another process. Try again in a moment."
    if "readonly" in said or "Permission denied" in said or "Read-only" in said:
        return f"{path} cannot be written here: look at who may write it and its folder."
    if "malformed" in said or "not a database" in said:
        return f"{path} is damaged ({said}). Put back a whole copy, then run: govledger verify"
    return f"{path} could not be used: {said}."
