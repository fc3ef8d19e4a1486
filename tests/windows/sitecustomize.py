"""Python as Windows has it, as far as that can be had elsewhere. Every Python that has this on its
path begins without what POSIX alone has, and with files that are not replaced while they are open.
"""

import asyncio  # First: here it is made of what is hidden below.
import builtins
import io
import os
import shutil
import signal
import stat
import subprocess
import sys
from typing import Any

assert asyncio
_real = {name: getattr(os, name) for name in ("kill", "open", "listdir", "readlink", "lstat")}
_open = io.open

for module in ("resource", "pwd", "grp", "fcntl", "termios", "tty", "pty"):
    sys.modules[module] = None  # type: ignore[assignment]
for name in ("link", "getuid", "geteuid", "getgid", "getegid", "fork", "mkfifo", "statvfs", "uname",
             "setsid", "killpg", "getpgid", "O_NONBLOCK", "O_NOFOLLOW", "O_DIRECTORY"):  # fmt: skip
    delattr(os, name)
for name in ("SIGKILL", "SIGALRM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGXCPU", "setitimer", "alarm"):
    delattr(signal, name)
shutil._use_fd_functions = False  # type: ignore[attr-defined]


def _ends(self: Any) -> None:
    if self.poll() is None:
        _real["kill"](self.pid, 9)


def _not_asked(number: int, _signal: int) -> None:
    raise AssertionError(f"os.kill ends process {number} on Windows")


subprocess.Popen.kill = subprocess.Popen.terminate = _ends  # type: ignore[method-assign]
os.kill = _not_asked


def _family(number: str) -> list[str]:
    try:
        with _open(f"/proc/{number}/task/{number}/children", encoding="ascii") as listed:
            below = listed.read().split()
    except OSError:
        below = []
    return [number, *(one for child in below for one in _family(child))]


def _held(path: str) -> bool:
    """Whether this process, or one that it began, has the file open, or one in the folder."""
    for number in _family(str(os.getpid())):
        try:
            descriptors = _real["listdir"](f"/proc/{number}/fd")
        except OSError:
            continue
        for one in descriptors:
            try:
                found = _real["readlink"](f"/proc/{number}/fd/{one}")
            except OSError:
                continue
            if found == path or found.startswith(f"{path}/"):
                return True
    return False


def _refuse(*paths: Any, read_only: bool = True) -> None:
    for path in paths:
        at = os.path.abspath(os.fspath(path))  # noqa: PTH100
        try:
            mode = _real["lstat"](at).st_mode
        except OSError:
            continue
        locked = read_only and stat.S_ISREG(mode) and not mode & stat.S_IWRITE
        if locked or _held(at):
            raise PermissionError(13, "Access is denied", str(path))


def _guarded(name: str, *, both: bool = False, never_over: bool = False) -> None:
    real = getattr(os, name)

    def guarded(path: Any, *more: Any, **options: Any) -> Any:
        if both:
            _refuse(path, read_only=False)
            _refuse(more[0])
            if never_over and os.path.lexists(more[0]):
                raise FileExistsError(17, "Cannot create a file that is there", str(more[0]))
        else:
            _refuse(path)
        return real(path, *more, **options)

    setattr(os, name, guarded)


for name in ("unlink", "remove", "rmdir"):
    _guarded(name)
_guarded("replace", both=True)
_guarded("rename", both=True, never_over=True)


def _no_folder(path: Any, flags: int, *more: Any, **options: Any) -> int:
    if isinstance(path, (str, os.PathLike)) and os.path.isdir(path):  # noqa: PTH112
        raise PermissionError(13, "Permission denied", str(path))
    return int(_real["open"](path, flags, *more, **options))


def _no_proc(path: Any, *more: Any, **options: Any) -> Any:
    if isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith("/proc/"):
        raise FileNotFoundError(2, "No such file or directory", str(path))
    return _open(path, *more, **options)


os.open = _no_folder
io.open = builtins.open = _no_proc
os.getlogin = lambda: "m.clerk"
