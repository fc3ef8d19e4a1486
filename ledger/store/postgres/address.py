"""The address of a database as libpq reads it, and what of it may be shown: never a password."""

import re
from hashlib import sha256
from typing import Any

from ledger.errors import Misused, Unavailable
from ledger.system import installation, places

_SHOWN = ("service", "host", "hostaddr", "port", "dbname")
_UNREADABLE = (
    "The address of the ledger cannot be read. Write it as postgresql://HOST/DATABASE, or"
    " service=NAME. Keep the password in a password file (PGPASSFILE); in an address, @ is %40 and"
    " / is %2F."
)


def driver() -> Any:
    """psycopg, imported when a ledger in PostgreSQL is opened. Raises Unavailable without it."""
    try:
        import psycopg
    except ImportError as error:
        raise Unavailable(
            f"A ledger in PostgreSQL needs the extra postgres: {installation.extra('postgres')}"
        ) from error
    return psycopg


class Address:
    """What was typed (`said`), the `name` by which people are told of it, and the `path` of the
    folder on this machine beside which lies what is kept here for it."""

    def __init__(self, said: str) -> None:
        psycopg = driver()
        try:
            given = psycopg.conninfo.conninfo_to_dict(said)
        except psycopg.Error:  # The driver's message may quote part of the password.
            raise Misused(_UNREADABLE) from None
        hosts = str(given.get("host", "")) + str(given.get("dbname", ""))
        if "@" in hosts or "://" in hosts:
            raise Misused(_UNREADABLE)
        self.said = said
        shown = {name: str(given[name]) for name in _SHOWN if given.get(name)}
        self.name = _named(shown)
        self._secrets = _secrets(said, str(given.get("password") or ""))
        mark = sha256(self.name.encode()).hexdigest()[:16]
        stem = re.sub(r"\W+", "-", shown.get("dbname") or shown.get("service") or "ledger")
        self.path = places.own("STATE") / "govledger" / "shared" / mark / stem

    def harmless(self, words: str) -> str:
        """The words of the driver, on one line, without anything of the password."""
        for secret in self._secrets:
            words = words.replace(secret, "…")
        return " ".join(words.split())


def _named(shown: dict[str, str]) -> str:
    from urllib.parse import quote, urlencode

    if list(shown) == ["service"]:
        return f"service={shown['service']}"
    host, port = shown.pop("host", ""), shown.pop("port", "")
    database = quote(shown.pop("dbname", ""), safe="")
    if "/" in host or "," in host + port or ":" in host:
        shown |= {"host": host} | ({"port": port} if port else {})
        place = ""
    else:
        place = f"{host}:{port}" if port else host
    more = f"?{urlencode(shown, safe='/,:')}" if shown else ""
    return f"postgresql://{place}/{database}{more}"


def _secrets(said: str, password: str) -> list[str]:
    """What must not be shown: the password, and every piece of what stands before the last @ after
    the name, however it was meant."""
    _, _, rest = said.partition("://")
    typed = rest.rpartition("@")[0].partition(":")[2]
    pieces = {password, typed, *re.split(r"[@:/?#&\s]+", typed)}
    return sorted((piece for piece in pieces if piece), key=len, reverse=True)
