"""Publishing a seal's note where others keep it: a folder, a git repository, or standard output."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.session.places import located, output
from ledger.errors import Misused, Refused, Unavailable
from ledger.system import contents, disk, paths

if TYPE_CHECKING:
    from commands.session.app import App

STANDARD_OUTPUT = "-"


def place_of(app: "App", to: str) -> Path | None:
    """The folder that was named, or None for standard output. Raises Misused if there is no such
    folder, so this is asked before anything is sealed."""
    if to == STANDARD_OUTPUT:
        return None
    place = located(to)
    if said := paths.no_folder(place / "seal.note"):
        raise Misused(f"{said} Or give - for standard output.")
    output(app, str(place / "seal.note"))
    return place.resolve()


def publish(note: str, ref: str, place: Path | None, push: str | None) -> str:
    """Put the note there, and commit it if that is a git repository; returns where it is, in words.
    Nothing is pushed except to the remote that is named."""
    if place is None:
        click.echo(note, nl=False)
        return "standard output"
    file = place / f"{ref}.note"
    _write(file, note)
    repository = _work_tree(place)
    if repository is None:
        if push:
            raise Misused(f"{place} is not in a git repository, so there is nothing to push.")
        return f"folder {place}"
    pushed = f" --push {push}" if push else ""
    again = (
        f"{ref} is recorded, and its note is in {file}. Correct that, then run: govledger seal"
        f" --of {ref}"
        f" --publish {place}{pushed}"
    )
    _git(place, again, "add", "--", str(file))
    if _git(place, again, "status", "--porcelain", "--", str(file)):
        subject = f"Add {ref}: a checkpoint of the ledger"
        _git(place, again, "commit", "--quiet", "-m", subject, "--", str(file))
    commit = _git(place, again, "rev-parse", "HEAD")
    if push:
        _git(place, again, "push", "--quiet", push, "HEAD")
    return f"git repository {repository}, commit {commit}" + (f", pushed to {push}" * bool(push))


def same_storage(place: Path, ledger: Path) -> bool:
    """Whether those who can write the ledger's storage seem able to write this storage too."""
    return ledger.exists() and place.stat().st_dev == ledger.stat().st_dev


def _write(file: Path, note: str) -> None:
    """Write the note to a new file, or find the one that has it already; never overwrite
    another."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as out:
            out.write(note.encode())
            out.flush()
            os.fsync(out.fileno())
        disk.sync(file.parent)
    except FileExistsError:
        if (
            file.is_symlink()
            or not file.is_file()
            or contents.read(file, contents.LONG) != note.encode()
        ):
            why = f"{file} already exists and differs. Publish to another folder."
            raise Refused(why) from None
    except OSError as error:  # The note, or the folder that was named, is at fault.
        raise Unavailable(f"{file} cannot be written: {error.strerror}.") from None


def _work_tree(place: Path) -> str | None:
    """The git repository that a folder is in, if there is one and git is installed."""
    if shutil.which("git") is None:
        return None
    said = _run(place, "rev-parse", "--show-toplevel")
    return said.stdout.strip() if said.returncode == 0 and said.stdout.strip() else None


def _git(place: Path, again: str, *words: str) -> str:
    said = _run(place, *words)
    if said.returncode:
        why = " ".join((said.stderr or said.stdout).split()) or f"it ended with {said.returncode}"
        raise Unavailable(f"git {words[0]} failed in {place}: {why.rstrip('.')}. {again}")
    return said.stdout.strip()


def _run(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(place), *words],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
