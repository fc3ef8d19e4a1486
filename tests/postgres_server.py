"""A PostgreSQL server for the tests: a cluster of their own in a new folder, on this machine
alone, under an account that is not root's; stopped and removed with the process that made it.

Where there is no server to start, `missing` says what is, and the tests that need one are skipped.
"""

import atexit
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from machine import ON_DISK

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin")
ACCOUNTS = ("postgres", "nobody")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "fsync": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "timezone": "America/New_York",  # Whatever it is, times are what they are.
}


@cache
def programs() -> Path | None:
    """The folder of the newest server's programs."""
    found = [p for place in PLACES for p in Path("/").glob(place.lstrip("/"))]
    found = [p for p in found if (p / "initdb").exists()]
    return max(found, key=lambda p: int("".join(filter(str.isdigit, str(p))) or 0), default=None)


@cache
def missing() -> str | None:
    """What keeps the tests from a server, or None."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed (the extra postgres)"
    if os.name != "posix":
        return "a server is started on a POSIX system only"
    if programs() is None:
        return "no PostgreSQL server is installed (./scripts/test-postgres installs Debian's)"
    return None


def needed() -> None:
    """Skip the test where there is no server."""
    if why := missing():
        pytest.skip(why)


class Server:
    """A cluster that runs. `superuser` is the name, and the password, of who may do anything."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.data = folder, folder / "data"
        self.superuser = "root_of_all"
        self.password = secrets.token_hex(8)
        self.port = _free_port()
        self.settings = SETTINGS | settings
        self.account: dict[str, Any] = _account(folder)

    def make(self) -> None:
        said = self.folder / "password"
        said.write_text(self.password)
        if self.account:
            shutil.chown(said, self.account["user"])
        self.run("initdb", "-D", self.data, "-U", self.superuser, "--pwfile", said,
                 "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
                 "--no-instructions")  # fmt: skip
        self.configure(**self.settings)

    def configure(self, **settings: str) -> None:
        file = self.data / "postgresql.conf"
        lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
        lines += [f"port = {self.port}\n", f"unix_socket_directories = '{self.folder}'\n"]
        with file.open("a") as out:
            out.writelines(lines)

    def copy_of(self, primary: "Server", *more: str) -> "Server":
        """Make this one of a base backup of another, which goes on running."""
        self.password = primary.password
        self.run("pg_basebackup", "-D", self.data, "-d", primary.address(), "-X", "stream",
                 "--no-sync", "-c", "fast", *more)  # fmt: skip
        self.configure(**self.settings)
        return self

    def start(self) -> "Server":
        self.run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "-t", "60", "start")
        return self

    def stop(self, how: str = "fast") -> None:
        self.run("pg_ctl", "-D", self.data, "-m", how, "-w", "stop", check=False)

    def run(self, program: str, *args: Any, check: bool = True) -> str:
        """One of the server's own programs, under its account."""
        at = programs()
        assert at is not None
        # Into a file: what it leaves running would hold a pipe open.
        with tempfile.TemporaryFile() as out:
            done = subprocess.run(
                [str(at / program), *map(str, args)], stdout=out, stderr=out, check=False,
                cwd=self.folder, stdin=subprocess.DEVNULL, **self.account,
                env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
                     "PGPASSWORD": self.password},
            )  # fmt: skip
            out.seek(0)
            said = out.read().decode(errors="replace")
        assert done.returncode == 0 or not check, said
        return said

    def address(self, database: str = "postgres", role: str = "", password: str = "") -> str:
        role, password = role or self.superuser, password or self.password
        return f"postgresql://{quote(role)}:{quote(password)}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres", role: str = "", **more: Any) -> Any:
        import psycopg

        return psycopg.connect(self.address(database, role), autocommit=True, **more)

    def tell(self, statement: str, database: str = "postgres", role: str = "") -> list[Any]:
        """The rows of one statement, as the superuser or as a role of `role_of`."""
        with self.connect(database, role) as raw:
            cursor = raw.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def role(self, name: str, *more: str) -> str:
        """A role that may log in, with the one password of all."""
        self.tell(f"CREATE ROLE \"{name}\" LOGIN {' '.join(more)} PASSWORD '{self.password}'")
        return name

    def database(self, name: str = "", owner: str = "") -> str:
        """A new, empty database: its name."""
        name = name or f"t{secrets.token_hex(6)}"
        by = f'OWNER "{owner}"' if owner else ""
        self.tell(f'CREATE DATABASE "{name}" {by}')
        return name

    def says_itself(self, address: str) -> None:
        """Let the superuser record under other names and times, as the tests do."""
        self.tell("UPDATE ledger.person SET name = NULL", address.rpartition("/")[2])

    def copied(self, address: str) -> str:
        """A copy of the database at an address, as it is now: its name."""
        name = address.rpartition("/")[2]
        self.put_out(name)
        self.tell(f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}"')
        return f"{name}_copy"

    def put_back(self, copy: str, address: str) -> None:
        """Put a copy in the place of the database at an address."""
        name = address.rpartition("/")[2]
        self.put_out(name)
        self.tell(f'DROP DATABASE "{name}"')
        self.tell(f'ALTER DATABASE "{copy}" RENAME TO "{name}"')

    def put_out(self, database: str) -> None:
        """End every session that is in a database."""
        self.tell(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            f" WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        )

    def new(self) -> str:
        """The address of a new, empty database, as the superuser."""
        return self.address(self.database())


def _account(folder: Path) -> dict[str, Any]:
    """Under whom the server runs, where this process is root's: it refuses to be root's."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ACCOUNTS:
        try:
            found = pwd.getpwall()
            user = next(one for one in found if one.pw_name == name)
        except StopIteration:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise AssertionError("no account to run a server under")


def given_to(server: Server, file: Path) -> None:
    """Make a file the server's own."""
    if server.account:
        os.chown(file, server.account["user"], server.account["group"])


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@cache
def folder() -> Path:
    """A folder that any account of this machine may enter, gone when the process ends."""
    where = ON_DISK if os.access(ON_DISK, os.W_OK) else None  # A server takes much room.
    made = Path(tempfile.mkdtemp(prefix="govledger-postgres-", dir=where))
    made.chmod(0o755)
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def cluster(name: str, **settings: str) -> Server:
    """A new cluster, started; it stops with this process."""
    server = empty(name, **settings)
    server.make()
    return server.start()


def empty(name: str, **settings: str) -> Server:
    """The place of a new cluster, not made yet; it stops with this process."""
    place = folder() / f"{name}-{secrets.token_hex(3)}"
    place.mkdir()
    server = Server(place, **settings)
    atexit.register(server.stop, "immediate")
    return server


@cache
def shared() -> Server:
    """The cluster that the tests of one process share, each with a database of its own."""
    needed()
    return cluster("shared")
