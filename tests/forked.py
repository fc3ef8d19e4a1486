"""Processes of the program that begin with it already read: forked from one that reads it once.

    forked.run(["verify"], cwd=folder, env=env)            like subprocess.run, for govledger
    forked.Process(forked.COMMAND, ["verify"], ...)        one that is still at work

Each is a process of its own, with its own folder, settings, streams and end; only the start of
Python and its imports, most of the time of a short command, are not done again. Where the start is
what a test is about, it begins `python` itself.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from patience import HANGS_SECONDS

ROOT = Path(__file__).parent.parent
# Of others, what is imported only where something is shown or signed.
IN_PASSING = ("rich.console", "rich.table", "cryptography.hazmat.primitives.serialization.ssh")
# What is begun by its own name, as a program.
PROGRAMS = ("__main__", "pack.verify", "sandboxed")
COMMAND = "from commands.menu import main; main()"
STREAMS = (
    ("stdin", "r", "surrogateescape"),
    ("stdout", "w", "surrogateescape"),
    ("stderr", "w", "backslashreplace"),
)
_LENGTH = 4
_one_at_a_time = threading.Lock()


class Process:
    """Some Python with `words` as its arguments. A stream is a file, its number, PIPE, DEVNULL, or
    None: ours."""

    def __init__(
        self,
        code: str,
        words: Iterable[str] = (),
        *,
        cwd: str | Path = ".",
        env: Mapping[str, str] | None = None,
        stdin: Any = subprocess.DEVNULL,
        stdout: Any = subprocess.PIPE,
        stderr: Any = subprocess.PIPE,
    ) -> None:
        self.returncode: int | None = None
        ours, theirs = [], []
        for number, stream in enumerate((stdin, stdout, stderr)):
            end, file = _ends(number if stream is None else stream, reads=number == 0)
            theirs.append(end)
            ours.append(file)
        self.stdin, self.stdout, self.stderr = ours
        self._ended, told = socket.socketpair()
        asked = json.dumps(
            {
                "code": code,
                "words": [*map(str, words)],
                "cwd": os.path.abspath(cwd),  # noqa: PTH100
                "env": {**(os.environ if env is None else env)},
            }
        ).encode()
        with _one_at_a_time:
            link = _server(os.getpid())
            socket.send_fds(link, [len(asked).to_bytes(_LENGTH, "big")], [*theirs, told.fileno()])
            link.sendall(asked)
        for end in theirs:
            os.close(end)
        told.close()
        self.pid = int.from_bytes(_exactly(self._ended, _LENGTH), "big")

    def poll(self) -> int | None:
        """The exit code, if it has ended."""
        return self._code_within(0)

    def wait(self, timeout: float = HANGS_SECONDS) -> int:
        code = self._code_within(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("govledger", timeout)
        return code

    def _code_within(self, seconds: float) -> int | None:
        if self.returncode is None and select.select([self._ended], [], [], seconds)[0]:
            told = _exactly(self._ended, _LENGTH)
            self.returncode = int.from_bytes(told, "big", signed=True)
            self._ended.close()
        return self.returncode

    def kill(self) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def run(
    words: Iterable[str],
    *,
    code: str = COMMAND,
    cwd: str | Path = ".",
    env: Mapping[str, str] | None = None,
    stdin: Any = subprocess.DEVNULL,
    input: str | None = None,  # noqa: A002
    encoding: str | None = "utf-8",
) -> subprocess.CompletedProcess[Any]:
    """Run the program to its end: its exit code, and what it said on both streams, as bytes where
    there is no `encoding`."""
    words = [*words]
    process = Process(
        code, words, cwd=cwd, env=env, stdin=stdin if input is None else subprocess.PIPE
    )
    said: dict[str, bytes] = {}

    def read(name: str, file: IO[bytes]) -> None:
        with file:
            said[name] = file.read()

    readers = [
        threading.Thread(target=read, args=("out", process.stdout)),
        threading.Thread(target=read, args=("err", process.stderr)),
    ]
    for reader in readers:
        reader.start()
    if input is not None:
        with suppress(BrokenPipeError), process.stdin as file:
            file.write(input.encode())
    for reader in readers:
        reader.join()
    out, err = (said[name].decode(encoding) if encoding else said[name] for name in ("out", "err"))
    return subprocess.CompletedProcess(words, process.wait(), out, err)


def sandbox_child(argv: list[str], *, env: Mapping[str, str], **streams: Any) -> Process:
    """What the sandbox begins: `python -P -m projections.sandboxed LEDGER [lowered]`."""
    _, _, _, module, *words = argv
    code = f"import runpy; runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
    return Process(code, words, env=env, **{n: streams[n] for n in ("stdin", "stdout", "stderr")})


def _ends(stream: Any, *, reads: bool) -> tuple[int, IO[bytes] | None]:
    """The child's end of a stream, and ours, if it is a pipe."""
    if stream == subprocess.PIPE:
        reading, writing = os.pipe()
        if reads:
            return reading, os.fdopen(writing, "wb")
        return writing, os.fdopen(reading, "rb")
    if stream == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_RDWR), None
    return os.dup(stream if isinstance(stream, int) else stream.fileno()), None


def _exactly(link: socket.socket, size: int) -> bytes:
    read = b""
    while len(read) < size:
        some = link.recv(size - len(read))
        if not some:
            raise EOFError
        read += some
    return read


@cache
def _server(_: int) -> socket.socket:
    """The link to what is forked from; for each process of tests its own."""
    ours, theirs = socket.socketpair()
    server = subprocess.Popen(
        [sys.executable, __file__, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    theirs.close()

    def end(owner: int = os.getpid()) -> None:
        if os.getpid() == owner:
            ours.close()
            server.wait()

    atexit.register(end)
    return ours


# The other end


def _serve(link: socket.socket) -> dict[str, Any]:
    """Fork for each that is asked for, and tell how it ends; returns in the child, with what it is
    to do."""
    waking, woken = socket.socketpair()
    woken.setblocking(False)
    before = signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    at_work: dict[int, int] = {}
    while True:
        ready = select.select([link, waking], [], [])[0]
        if waking in ready:
            waking.recv(4096)
            _tell_of_ended(at_work)
        if link not in ready:
            continue
        size, fds, *_ = socket.recv_fds(link, _LENGTH, 4)
        if not size:
            sys.exit()
        asked = _exactly(link, int.from_bytes(size, "big"))
        *streams, told = fds
        pid = os.fork()
        if pid == 0:
            break
        for fd in streams:
            os.close(fd)
        os.write(told, pid.to_bytes(_LENGTH, "big"))
        at_work[pid] = told
    signal.set_wakeup_fd(before)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for one in (link, waking, woken):
        one.close()
    for fd in (*at_work.values(), told):
        os.close(fd)
    for number, fd in enumerate(streams):
        os.dup2(fd, number)
    for fd in streams:
        os.close(fd)
    return dict(json.loads(asked))


def _tell_of_ended(at_work: dict[int, int]) -> None:
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            told = at_work.pop(ended[0])
            code = os.waitstatus_to_exitcode(ended[1])
            with suppress(BrokenPipeError):
                os.write(told, code.to_bytes(_LENGTH, "big", signed=True))
            os.close(told)


def _begin(asked: dict[str, Any]) -> None:
    """As a Python that begins here and now."""
    os.setsid()
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    sys.argv = ["-c", *asked["words"]]
    encoding, _, said = os.environ.get("PYTHONIOENCODING", "").partition(":")
    for number, (name, mode, errors) in enumerate(STREAMS):
        how = errors if number == 2 else said or ("strict" if encoding else errors)
        stream = os.fdopen(number, mode, 1 if number == 2 else -1, encoding or "utf-8", how)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _end(code: int) -> None:
    """End as Python does, save that what was read before the fork is not taken apart, for which it
    would all be copied. If it cannot say all, Python is left to tell of it."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    gc.collect()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code & 0xFF)


def _read_the_program() -> None:
    """All of it, the files of SQL too, and what is imported only where it is needed."""
    import duckdb

    import commands
    import ledger
    import projections
    from commands import menu
    from projections import events, queries

    for group in menu.pages().values():
        for module in group.values():
            menu._load(module)
    for package in (ledger, projections, commands):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(PROGRAMS):
                with suppress(ImportError):  # An extra that is not installed here.
                    importlib.import_module(found.name)
    for name in IN_PASSING:
        with suppress(ImportError):
            importlib.import_module(name)
    queries.questions()
    events.columns()
    duckdb.default_connection().close()  # Its threads would be in no child.
    gc.freeze()


if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).parent))
    _read_the_program()
    _asked = _serve(socket.socket(fileno=int(sys.argv[1])))
    _begin(_asked)
    try:
        exec(compile(_asked["code"], "<string>", "exec"), {"__name__": "__main__"})
    except SystemExit as _ending:
        if not isinstance(_ending.code, int | None):
            raise
        _code = _ending.code or 0
    else:
        _code = 0
    _end(_code)  # What it held is held no more.
    sys.exit(_code)
