"""The files the program itself is made of, told apart from everybody else's."""

import errno
import sys
from pathlib import Path

from ledger.errors import Incomplete

HERE = Path(__file__).resolve().parents[2]
OURS = ("ledger", "projections", "commands")
_GONE = (errno.ENOENT, errno.ENOTDIR)


def text_of(file: Path) -> str:
    """One of the program's own text files. Raises Incomplete if it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise _unread(str(file), error) from error


def without_pandas() -> None:
    """Let this process find no pandas, for good. DuckDB looks for it at every value that it is
    given: 0.3 ms each time where there is none, half a second where there is one. Nothing here uses
    it."""
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]


def extra(name: str) -> str:
    """The command that installs an extra where this program runs: beside a checkout, or from a
    package."""
    from shlex import quote  # Imported here to keep start-up fast.

    if (HERE / "pyproject.toml").is_file():
        return f"{quote(sys.executable)} -m pip install -e {quote(f'{HERE}[{name}]')}"
    return f"pip install 'govledger[{name}]'"


def owns(name: str | bytes | int) -> bool:
    """Whether a file belongs to the program, or to the Python that it runs on."""
    import sysconfig  # Imported here to keep start-up fast.

    if isinstance(name, int):  # An open descriptor: its file is unknown.
        return False
    file = Path(name.decode(errors="replace") if isinstance(name, bytes) else name).absolute()
    places = [HERE / folder for folder in OURS]
    places += [Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib", "stdlib")]
    return any(file.is_relative_to(place) for place in places)


def incomplete(fault: BaseException) -> Incomplete | None:
    """The message about a fault in the program's own files, or None."""
    error: BaseException | None = fault
    while error is not None:
        if isinstance(error, Incomplete):
            return error
        if isinstance(error, OSError) and error.filename is not None and owns(error.filename):
            return _unread(str(error.filename), error)
        if isinstance(error, ModuleNotFoundError) and error.name:
            top = error.name.partition(".")[0]
            if top not in sys.stdlib_module_names:
                return _lacks(f"the Python module {error.name}")
        if type(error).__name__ == "TemplateNotFound":  # Jinja's, which is not loaded for this.
            return _lacks(f"the template {error}")
        error = error.__cause__
    lost = missing()
    return _lacks(lost[0] + (f" and {len(lost) - 1} more" if lost[1:] else "")) if lost else None


def missing() -> list[str]:
    """Our installed files that are now missing. For a checkout none are known; the file that starts
    the program is not needed once it runs."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        listed = files("govledger") or []
    except PackageNotFoundError:
        return []
    return [
        str(file)
        for file in listed
        if file.parts[0] in OURS and file.suffix != ".pyc" and not Path(str(file.locate())).exists()
    ]


def _unread(name: str, error: OSError) -> Incomplete:
    file = Path(name)
    named = file.relative_to(HERE).as_posix() if file.is_relative_to(HERE) else name
    if error.errno in _GONE:
        return _lacks(named)
    return Incomplete(f"govledger could not read its own file {named}: {error.strerror}.")


def _lacks(what: str) -> Incomplete:
    return Incomplete(
        f"This installation of govledger is incomplete: {what} is missing. Install it again."
    )
