"""Opening and creating a ledger in a PostgreSQL database."""

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from ledger.errors import Refused, Unavailable
from ledger.store.postgres.address import Address, driver
from ledger.store.postgres.connections import Connections
from ledger.store.postgres.errors import code, library_error, translated
from ledger.store.postgres.examination import schema
from ledger.store.postgres.store import LAYOUT, PostgresStore
from ledger.system import disk

ROLES = ("owner", "officer", "member", "cleared")
LONGEST_DATABASE = 50  # With what is put after it, a role's name has 63 bytes at most.


def open_store(
    said: str,
    *,
    read_only: bool = False,
    upgrading: bool = False,  # noqa: ARG001  There is one layout so far.
) -> PostgresStore:
    """Open the ledger in the database at an address. What may be written is the server's to say:
    `read_only` needs no more than to read. Raises Unavailable if there is no usable ledger."""
    store = PostgresStore(Connections(Address(said)))
    if not read_only:
        with suppress(OSError):  # Without a home directory, nothing is kept there.
            disk.private_folder(store.path.parent)
    try:
        layout = store.layout
    except BaseException:
        store.close()
        raise
    if layout > LAYOUT:
        store.close()
        raise Unavailable(f"{store.name} was made by a later govledger. Use that version.")
    return store


def name_of(said: str) -> str:
    return Address(said).name


def exists(_: str) -> bool:
    """Whether there is something to open: who names a database means it."""
    return True


is_ledger = exists


def writable(said: str) -> bool:
    """Whether the session's role may record there."""
    connections = Connections(address := Address(said))
    try:
        with translated(address):
            rows = connections.read(
                "SELECT has_function_privilege(p.oid, 'EXECUTE') AND NOT pg_is_in_recovery()"
                " FROM pg_proc AS p WHERE p.proname = 'append'"
                " AND p.pronamespace = to_regnamespace('ledger')"
            )
    finally:
        connections.close()
    return bool(rows and rows[0][0])


def create(
    said: str, *, identity: str | None = None, copy: bool = False, person: str | None = None
) -> None:
    """Make an empty ledger in a database, completely or not at all, with roles of its own: who owns
    it, and cannot log in; officers; members; who is cleared. Whoever makes it is an officer, as
    `person`; or, where nobody is named, says itself who recorded what. Raises Refused if there is
    one."""
    connections = Connections(address := Address(said))
    given = UUID(identity) if identity else uuid4()
    try:
        with translated(address):
            raw = connections.get()
            cursor = raw.cursor()
            try:
                cursor.execute("BEGIN")
                _make(cursor, address.name, given, copy, person)
                cursor.execute("COMMIT")
            except connections.driver.Error as error:  # The named database refused it.
                if code(error) == "42501":
                    raise Unavailable(
                        f"Your role may not make a ledger in {address.name}. It needs CREATEROLE,"
                        " and CREATE on the database: govledger help shared"
                    ) from error
                raise library_error(error) from error
            finally:
                if not raw.closed:
                    raw.rollback()
    finally:
        connections.close()


def discard(said: str) -> None:
    """Remove a ledger that was made and could not be filled, and its roles: a copy, or an empty
    one. Any other stays."""
    connections = Connections(address := Address(said))
    try:
        with translated(address):
            ((unfilled, database, caller),) = connections.read(
                "SELECT copied OR size = 0, current_database(), session_user FROM ledger.about"
            )
            if not unfilled:
                return
            owner, *others = (_quoted(f"{database}_{role}") for role in ROLES)
            with connections.get() as raw, raw.transaction():
                raw.execute(f"GRANT {owner} TO {_quoted(caller)}")
                raw.execute(f"SET LOCAL ROLE {owner}")
                raw.execute("DROP SCHEMA ledger CASCADE")
                raw.execute("RESET ROLE")
                raw.execute(f"DROP ROLE {', '.join([owner, *others])}")
    finally:
        connections.close()


def _empty(cursor: Any, name: str) -> tuple[str, str, bool]:
    """The database, its caller, and whether that is a superuser. Raises Refused if no ledger can
    be made there."""
    found = cursor.execute(
        "SELECT to_regnamespace('ledger') IS NOT NULL, current_database(), session_user,"
        " (SELECT rolsuper FROM pg_roles WHERE rolname = session_user),"
        " pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    there, database, caller, superuser, encoding = found
    if there:
        raise Refused(f"There already is a ledger in {name}, or something of that name.")
    if encoding != "UTF8":
        raise Refused(f"{name} is encoded in {encoding}. Make a database in UTF8 for the ledger.")
    if len(database.encode()) > LONGEST_DATABASE or '"' in database:
        raise Refused(f"Give the database a shorter, plain name: {LONGEST_DATABASE} letters.")
    return database, caller, superuser


def _make(cursor: Any, name: str, identity: UUID, copy: bool, person: str | None) -> None:
    database, caller, superuser = _empty(cursor, name)
    roles = {role: f"{database}_{role}" for role in ROLES}
    taken = cursor.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [list(roles.values())]
    ).fetchall()
    if taken:
        raise Refused(
            f"The server has a role {taken[0][0]} already, of another ledger or of an earlier one."
            " Name the database otherwise, or drop the role."
        )
    quoted = {role: _quoted(made) for role, made in roles.items()}
    for role in quoted.values():
        cursor.execute(f"CREATE ROLE {role} NOLOGIN")
    caller = _quoted(caller)
    cursor.execute(f"GRANT {quoted['owner']} TO {caller}")
    # Whoever records must be able to see every event.
    cursor.execute(f"GRANT {quoted['cleared']} TO {quoted['officer']}, {quoted['owner']}")
    cursor.execute(f"CREATE SCHEMA ledger AUTHORIZATION {quoted['owner']}")
    cursor.execute(f"SET LOCAL ROLE {quoted['owner']}")
    script = schema()
    for role, made in roles.items():
        script = script.replace(f'"{{{role}}}"', _quoted(made))
        script = script.replace(f"'{{{role}}}'", "'" + made.replace("'", "''") + "'")
    cursor.execute(script)
    cursor.execute(
        "INSERT INTO ledger.ledger VALUES (1, %s, %s, %s, NULL)", [str(identity), LAYOUT, copy]
    )
    cursor.execute("SELECT ledger.appoint(session_user::name, %s::text)", [person])
    cursor.execute("RESET ROLE")
    cursor.execute(f"GRANT {quoted['officer']} TO {caller}")
    if not superuser:  # Who may make roles can take it again; it is not held without being meant.
        cursor.execute(f"REVOKE {quoted['owner']} FROM {caller}")
    _grant_statistics(cursor, quoted["owner"])


def _grant_statistics(cursor: Any, owner: str) -> None:
    """So that the owner can tell whether an old session still sees what was erased; a server may
    give that to nobody."""
    cursor.execute("SAVEPOINT statistics")
    try:
        cursor.execute(f"GRANT pg_read_all_stats TO {owner}")
    except driver().Error as error:
        if code(error) != "42501":
            raise
        cursor.execute("ROLLBACK TO statistics")


def _quoted(role: str) -> str:
    return '"' + role.replace('"', '""') + '"'
