"""The pages behind a proxy: on a Unix socket, for the person and the clearance that it names.

The proxy says who somebody is; whoever can write to the socket is taken for it. So it is for
this person alone, or for one group. A request that does not say once who asks and with which
clearance is refused, and every request is in the access log before it is answered.
"""

import os
import shutil
import socket
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commands.reports.model import OFFICIAL, SENSITIVE
from commands.web.guard import Guard
from ledger.errors import Unavailable
from ledger.system import contents

PERSON, CLEARANCE = "Govledger-Person", "Govledger-Clearance"
LONGEST_NAME = 200
FOR_THE_OWNER, FOR_A_GROUP = 0o600, 0o660
_LISTED = 128  # Requests that may wait to be accepted.


class Log:
    """A line of JSON for each request: who, with which clearance, when, which address, and the
    status of the answer."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`: a file that is appended to, and is its owner's alone; else standard error."""
        self._file: int | None = None
        if path is not None:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            try:
                self._file = os.open(path, flags, 0o600)
            except OSError as error:
                raise Unavailable(f"{path} cannot be written: {error.strerror}.") from None

    def write(self, **facts: Any) -> None:
        """Raises OSError if it cannot be written."""
        line = msgspec.json.encode({"at": datetime.now(UTC)} | facts) + b"\n"
        if self._file is None:
            sys.stderr.write(line.decode())
            sys.stderr.flush()
        elif os.write(self._file, line) != len(line):
            raise OSError("the line was cut off")

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)


class Proxied:
    """The pages for each clearance, for the person that the proxy names."""

    def __init__(self, pages: Mapping[str, ASGIApp], log: Log) -> None:
        self.pages = {clearance: Guard(page, None) for clearance, page in pages.items()}
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        person, no_person = _person(headers.getlist(PERSON))
        clearance, no_clearance = self._clearance(headers.getlist(CLEARANCE))
        refused = no_person or no_clearance
        page = self.pages.get(clearance or "")
        if refused or page is None:
            page = Guard(PlainTextResponse(f"{refused}\n", 403), None)
        address = scope.get("raw_path", b"").decode("latin-1")
        if query := scope["query_string"].decode("latin-1"):
            address += f"?{query}"
        logged = True

        async def told(message: Message) -> None:
            nonlocal logged
            if message["type"] == "http.response.start":
                try:
                    self.log.write(
                        person=person, clearance=clearance, method=scope["method"],
                        address=address, status=message["status"],
                    )  # fmt: skip
                except (OSError, ValueError) as error:
                    logged = False
                    said = f"govledger: the access log cannot be written: {contents.why(error)}"
                    print(said, file=sys.stderr)
                    unsaid = PlainTextResponse("The access log cannot be written.\n", 503)
                    await unsaid(scope, receive, send)
            if logged:
                await send(message)

        await page(scope, receive, told)

    def _clearance(self, said: list[str]) -> tuple[str | None, str]:
        """The clearance that the proxy says, if it is one, and why a request is refused."""
        if len(said) != 1 or said[0] not in (OFFICIAL, SENSITIVE):
            which = f"{OFFICIAL} or {SENSITIVE}"
            return (
                None,
                f"The proxy did not say once what you are cleared for ({CLEARANCE}: {which}).",
            )
        if said[0] not in self.pages:
            return said[
                0
            ], f"These pages are served by somebody who is cleared for {OFFICIAL} alone."
        return said[0], ""


def _person(said: list[str]) -> tuple[str | None, str]:
    """Who asks, as the proxy says; and why a request is refused."""
    name = ""
    if len(said) == 1:
        with suppress(UnicodeError):  # A header is bytes; names are in UTF-8.
            name = said[0].encode("latin-1").decode().strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return None, f"The proxy did not say once who you are ({PERSON}: NAME)."
    return name, ""


@contextmanager
def listening(path: Path, group: str | None) -> Iterator[socket.socket]:
    """A socket at a path, for the person who runs this, or also for a group; removed at the end.
    Raises Unavailable if something else is there, or it cannot be made."""
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _one_sentence(path):
            _remove_left(path)
            before = os.umask(0o177)  # Nobody else may connect before the group is set.
            try:
                made.bind(str(path))
            finally:
                os.umask(before)
        try:
            with _one_sentence(path):
                if group is not None:
                    shutil.chown(path, group=group)
                path.chmod(FOR_THE_OWNER if group is None else FOR_A_GROUP)
                made.listen(_LISTED)
            yield made
        finally:
            path.unlink(missing_ok=True)
    finally:
        made.close()


@contextmanager
def _one_sentence(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, LookupError) as error:  # The folder, name or group of the socket.
        why = contents.why(error).strip("'\"")
        raise Unavailable(f"No socket could be made at {path}: {why}.") from None


def _remove_left(path: Path) -> None:
    """Remove the socket left by a server that was killed. Raises OSError if it is anything else."""
    if not os.path.lexists(path):
        return
    if not stat.S_ISSOCK(path.lstat().st_mode):
        raise FileExistsError(0, "something is there that is no socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        try:
            asking.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise FileExistsError(0, "somebody is serving there")
