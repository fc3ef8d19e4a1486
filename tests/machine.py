"""What the tests know of the machine: nothing of the person at it.

`leave_the_person` runs before any test module is read, in every process that runs tests; what a
test needs from outside, it names here or sets itself.
"""

import atexit
import os
import pwd
import re
import shutil
import signal
import tempfile
from itertools import count
from pathlib import Path

import pytest

IN_MEMORY = Path("/dev/shm")  # Of Linux.
ON_DISK = Path("/var/tmp")  # What is there outlasts the system, so it is in no memory.
ROOM_BYTES = 2 << 30  # Several times what they take.
LOGIN = f"login-{os.getuid()}"  # Of each user another: pytest names its folder after it.
KEPT = re.compile(
    "|".join(
        (
            "PATH|TMPDIR|TEMP|TMP|SYSTEMROOT|COMSPEC|PATHEXT",  # where programs and scratch are
            "TZ|LANG|LANGUAGE|LC_[A-Z]+",  # the tests hold in every zone and locale
            "LD_[A-Z_]+|DYLD_[A-Z_]+|FAKETIME[A-Z_]*",  # what a process cannot run without
            "PYTHONHASHSEED|PYTHONDONTWRITEBYTECODE|PYTHONDEVMODE|PYTHONWARNINGS",
            "PYTEST_[A-Z_]+|HYPOTHESIS_[A-Z_]+|COV(ERAGE)?_[A-Z_]+",  # what runs the tests
            "GOVLEDGER_BROWSER",  # set by scripts/test-browser
            "GOVLEDGER_TESTS_ON",  # and by scripts/test-postgres
            "GOVLEDGER_TESTS_ROUNDS",
        )
    )
)


def leave_the_person() -> None:
    """Forget the person's settings, home folder, umask and ignored signals. The home of the tests
    is empty, and goes when the process ends."""
    for name in list(os.environ):
        if not KEPT.fullmatch(name.upper()):
            del os.environ[name]
    _write_into_memory()
    home = Path(tempfile.mkdtemp(prefix="govledger-tests-")).resolve()
    atexit.register(_remove, home, os.getpid())
    _homes.append(home)
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(home)
    # For what a module or a session makes once, before any test has settings of its own.
    os.environ["GOVLEDGER_ACTOR"] = "M Clerk"
    os.umask(0o022)
    # A shell that starts something in the background has it ignore Ctrl-C, and so would a child.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def _write_into_memory() -> None:
    """Have folders made in memory, where there is room and the person has named no other place:
    a disk's file system takes a tenth of the tests' time."""
    if "TMPDIR" in os.environ or not os.access(IN_MEMORY, os.W_OK):
        return
    place = os.statvfs(IN_MEMORY)
    if place.f_bavail * place.f_frsize > ROOM_BYTES and not place.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)


_account = pwd.getpwuid
_homes: list[Path] = []  # The last is that of these tests.
_number = count(1)


def account(number: int) -> pwd.struct_passwd:
    """What the system knows of a user: of the person who runs the tests, no more than a login that
    is not theirs. A container's user may have none."""
    if number != os.getuid():
        return _account(number)
    told = (LOGIN, "x", number, os.getgid(), "", os.environ.get("HOME", ""), "/bin/sh")
    return pwd.struct_passwd(told)


def settle(patch: pytest.MonkeyPatch) -> None:
    """Give a test, or one case of it, settings and folders of its own."""
    # Not in tmp_path: most tests need no folder, and one made for each takes longer than they do.
    folder = _homes[-1] / f"test-{next(_number)}"
    patch.setattr(pwd, "getpwuid", account)
    patch.setenv("GOVLEDGER_ACTOR", "M Clerk")
    patch.setenv("GOVLEDGER_NOW", "2019-03-01T10:00:00")
    for name in ("CONFIG", "STATE", "CACHE"):
        patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in ("LEDGER", "DEBUG", "ACCESSIBLE", "ANCHORS", "KEY", "SEAL_KEY", "PASSPHRASE_FILE"):
        patch.delenv(f"GOVLEDGER_{name}", raising=False)


def _remove(home: Path, ours: int) -> None:
    if os.getpid() == ours:  # A forked child shares the folder.
        shutil.rmtree(home, ignore_errors=True)
