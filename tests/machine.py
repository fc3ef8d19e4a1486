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
from pathlib import Path

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


def leave_the_person() -> Path:
    """Forget the person's settings, home folder, umask and ignored signals: the home of the tests.

    It is empty, and goes when the process ends."""
    for name in list(os.environ):
        if not KEPT.fullmatch(name.upper()):
            del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="govledger-tests-")).resolve()
    atexit.register(_remove, home, os.getpid())
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(home)
    # For what a module or a session makes once, before any test has settings of its own.
    os.environ["GOVLEDGER_ACTOR"] = "M Clerk"
    os.umask(0o022)
    # A shell that starts something in the background has it ignore Ctrl-C, and so would a child.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    return home


_account = pwd.getpwuid


def account(number: int) -> pwd.struct_passwd:
    """What the system knows of a user: of the person who runs the tests, no more than a login that
    is not theirs. A container's user may have none."""
    if number != os.getuid():
        return _account(number)
    told = (LOGIN, "x", number, os.getgid(), "", os.environ.get("HOME", ""), "/bin/sh")
    return pwd.struct_passwd(told)


def _remove(home: Path, ours: int) -> None:
    if os.getpid() == ours:  # A forked child shares the folder.
        shutil.rmtree(home, ignore_errors=True)
