"""Signing a command with the person's own SSH key, before it is carried out."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from commands.session.keyfiles import OR_PUB, unlocked
from commands.session.parameters import PostName, Reference, Words
from ledger.errors import InputNeeded, Problem

if TYPE_CHECKING:
    from commands.session.app import App
    from ledger.application import Ledger
    from ledger.integrity.ssh import PrivateKey


class Signed(NamedTuple):
    """A command as it was signed: the line, its SSH signature, with which key, and whose."""

    command: str
    signature: str
    signed_with: str
    person: str


def flags() -> list[click.Parameter]:
    """The options of every recording command."""
    key = (
        f"Sign it with your own SSH key (or GOVLEDGER_KEY): {OR_PUB}, a security key (FIDO) too;"
        " none: do not."
    )
    passphrase = "The file with the key's passphrase (default: you are asked for it)."
    return [
        click.Option(["--sign"], help=key, type=Words(file=True), metavar="KEYFILE"),
        click.Option(["--passphrase-file"], help=passphrase, type=Words(file=True), metavar="FILE"),
    ]


def signing(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command that records many commands sign each of them."""

    @wraps(function)
    def run(app: "App", sign: str | None, passphrase_file: str | None, **params: Any) -> None:
        app.sign_with(sign, passphrase_file)
        function(app, **params)

    run.__click_params__ = flags()[::-1]  # type: ignore[attr-defined]
    return run


def seal_key(app: "App", file: str | None) -> "PrivateKey":
    """The key with which the office seals: from --seal-key, GOVLEDGER_SEAL_KEY or the config."""
    said = file or app.setting("seal_key")
    if not said:
        raise InputNeeded("Say which key seals: --seal-key FILE, or GOVLEDGER_SEAL_KEY.")
    return unlocked(str(said), app.passphrase)


def signed(app: "App", ledger: "Ledger", correlation: str, given: Mapping[str, Any]) -> Signed:
    """The present command, signed with the person's key. `given` is what was said with it: personal
    values in it become tokens first, so that what is signed outlives an erasure. Refused if the
    key is not theirs today, as the ledger knows."""
    from ledger.records import keys

    key = app.signing_key
    assert key is not None
    ref = keys.accepted_key(ledger, key.public)
    state = ledger.state("key", ref, on=app.today)
    name, authority = app.actor
    # The owner of the key is a better name than a login.
    person = name if authority == "asserted" or state is None else state.title
    keys.usable(state, ref, key.public.line, person)
    assert state is not None
    ctx = click.get_current_context()
    order = keys.Order(
        ledger=ledger.identity,
        correlation=correlation,
        person=state.title,
        at=app.clock.now(),
        command=ctx.command_path.partition(" ")[2],
        given=_concealed(ctx.command, ledger, _understood(ctx.command, ledger, given)),
    )
    return Signed(
        command=order.line,
        signature=key.sign_text(order.line.encode(), keys.NAMESPACE),
        signed_with=ref,
        person=state.title,
    )


def _understood(
    command: click.Command, ledger: "Ledger", given: Mapping[str, Any]
) -> dict[str, Any]:
    """What was said with the command, references whole; what was not said is left out."""
    from commands.session.resolving import find

    types = {param.name: param.type for param in command.params}

    def whole(kind: Any, value: Any) -> Any:
        if isinstance(value, (tuple, list)):
            return [whole(kind, one) for one in value]
        if isinstance(kind, PostName):
            return ",".join(_post(ledger, one) for one in str(value).split(","))
        with suppress(Problem):  # The rule reports whatever is wrong with it.
            if isinstance(kind, Reference):
                return find(ledger, [kind.record] if kind.record else _every(), str(value))[1]
        return value

    said = {name: value for name, value in given.items() if value not in (None, (), False)}
    return {name: whole(types.get(name), value) for name, value in said.items()}


def _concealed(
    command: click.Command, ledger: "Ledger", given: Mapping[str, Any]
) -> dict[str, Any]:
    """What was given, with a token for each personal value: of a parameter that names a person, or
    marked [[so]] in any."""
    from ledger.privacy import personal

    types = {param.name: param.type for param in command.params}

    def stored(kind: Any, value: Any) -> Any:
        if isinstance(value, list):
            return [stored(kind, one) for one in value]
        before, name = kind.person(value) if isinstance(kind, Words) else ("", None)
        if name is None:
            return personal.as_stored(ledger, value, None)
        return before + personal.as_stored(ledger, value.removeprefix(before).strip(), name)

    with ledger.writing():
        return {name: stored(types.get(name), value) for name, value in given.items()}


def _post(ledger: "Ledger", text: str) -> str:
    from ledger.naming import post_named

    with suppress(Problem):
        return post_named(ledger, text)
    return text.strip().upper()


def _every() -> list[str]:
    from ledger.registry import record_kinds

    return list(record_kinds())
