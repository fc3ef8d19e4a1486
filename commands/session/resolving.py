"""Finding the one record somebody means by what they typed."""

import re
import shlex
from collections.abc import Mapping
from typing import Any

from commands.terminal import dates
from commands.terminal.text import one_line
from ledger import own_refs
from ledger.application import Ledger
from ledger.characters import as_typed, composed, folded
from ledger.errors import Misused, NotFound
from ledger.naming import names
from ledger.records.policies import SEAL_DAYS
from ledger.records.posts import STATUTORY, statutory
from ledger.registry import record_kinds
from ledger.words import did_you_mean

NUMBERED = re.compile(r"(?:(?P<letter>[A-Za-z])-)?(?P<year>\d{4})-(?P<number>\d{1,9})")
MAX_CANDIDATES = 10
_HASH = re.compile(r"[0-9a-f]{64}")


def bare(text: str) -> bool:
    """Whether it is a bare number, which may be ours, of any year, or the office's own."""
    return text.strip().isdecimal()


def find(ledger: Ledger, kinds: list[str], text: str) -> tuple[str, str]:
    """The kind and reference of the one record that `text` means: as printed or by another of
    its names, in any case, or by a unique tail. Raises NotFound: nothing, or the candidates with
    their titles."""
    said = composed(text).strip()
    prefix, colon, rest = said.partition(":")
    if colon and prefix.lower() in record_kinds():
        kinds, said = [prefix.lower()], rest
    typed = as_typed(said)
    lettered = NUMBERED.fullmatch(typed)
    if lettered and lettered["letter"] and len(kinds) > 1:
        letter = lettered["letter"].upper()
        kinds = [kind for kind in kinds if record_kinds()[kind].numbered == letter] or kinds
    exact = printed(ledger, kinds, said) or printed(ledger, kinds, typed)
    ours = lettered is not None and bool(lettered["letter"])  # No own reference looks like this.
    one_kind = len(kinds) == 1 and lettered is None
    own = [] if exact and (ours or one_kind) else own_refs.having(ledger, said, kinds)
    if colon and not (exact or own):  # With its body: HTA:2023/15.
        own = own_refs.having(ledger, rest.strip(), kinds)
        own = [one for one in own if own_refs.body_of(ledger, *one) == prefix.strip().upper()]
    by_name = [] if exact else _named_so(ledger, kinds, said)
    found = list(dict.fromkeys([*exact, *own, *by_name]))
    if not found or (own and bare(said)):
        tails = [
            (kind, ref)
            for kind, refs in ledger.refs_of(kinds).items()
            for ref in refs
            if _is_tail(record_kinds()[kind].normal(typed), ref) or _begins(said, ref)
        ]
        found = list(dict.fromkeys([*found, *tails]))
    if not found and "meeting" in kinds:
        found = _meeting_on(ledger, typed)
    if len(found) == 1:
        return found[0]
    if not found:
        raise _nothing(ledger, kinds, text, said)
    which = f"Which one? Give its reference here, or BODY:{said}" if own else "Be more specific"
    raise NotFound(f"{text!r} could be {len(found)} records. {which}:{_listed(ledger, found)}")


def _listed(ledger: Ledger, found: list[tuple[str, str]]) -> str:
    """The candidates with their titles, a line each."""
    shown = [_named(ledger, *one) for one in found[:MAX_CANDIDATES]]
    shown += [f"and {len(found) - MAX_CANDIDATES} more"] if len(found) > MAX_CANDIDATES else []
    return "".join(f"\n  {one}" for one in shown)


def _nothing(ledger: Ledger, kinds: list[str], text: str, said: str) -> NotFound:
    """That no record answers to `text`: what is near to what it says, and how one is recorded."""
    from difflib import get_close_matches

    if "post" in kinds and (post := statutory(said)) is not None:
        return NotFound(
            f"Nothing is recorded yet of {post} ({STATUTORY[post]}), a post that every area has by"
            " law."
        )
    kind = kinds[0] if len(kinds) == 1 else "record"
    known = [ref for refs in ledger.refs_of(kinds).values() for ref in refs]
    near = get_close_matches(said.upper(), known, 3, 0.7)
    hint = did_you_mean(near)
    first = len(kinds) == 1 and not hint and record_kinds()[kind].numbered is None
    make = f" How one is recorded: govledger {kind} --help" if first else ""
    if kind == "meeting":
        make = " Open it (meeting open) or schedule it (meeting schedule)."
        of = said.partition("/")[0].strip()
        if not hint and not (printed(ledger, ["body"], of) or _named_so(ledger, ["body"], of)):
            make = (
                " A meeting is named by its body and day, as HTA/2018-02-27, and a body is added"
                " with: govledger body add"
            )
    if kind == "body" and (body := printed(ledger, kinds, said.partition("/")[0].strip())):
        make = f" {body[0][1]} is a body: name it alone; a day is given with an option (--help)."
    if kind == "file":
        make = " Give 6 or more of its digits; each is listed by: govledger ask evidence_held"
    if kind == "record" and not any(map(str.isdigit, said)):
        make = f" To find words: govledger search {shlex.quote(said)}"
    return NotFound(f"There is no {kind} {text!r} in the ledger.{hint}{make}")


def read_ahead(ledger: Ledger, naming: Mapping[str, str], given: Mapping[str, Any]) -> None:
    """Read, in one go, the records that a command names, as they are most likely written. `naming`:
    what of `given` names a record, and of which kind."""
    streams = [f"policy:{SEAL_DAYS}"]  # Whoever records is told when a seal is due.
    kinds = {"post"} if given.get("behalf") else set()
    if source := given.get("source"):
        streams.append(f"document:{source.rpartition(':')[0] or source}")
    for name, kind in naming.items():
        value = given.get(name)
        if kind == "post" and value:
            kinds.add(kind)
        elif value:
            texts = value if isinstance(value, (tuple, list)) else [value]
            streams += [f"{kind}:{form}" for text in texts for form in _forms(kind, text.strip())]
    ledger.read_ahead(streams, kinds)


def printed(ledger: Ledger, kinds: list[str], said: str) -> list[tuple[str, str]]:
    """The record of each kind with that reference, in any case."""
    forms = {kind: _forms(kind, said) for kind in kinds}
    there = ledger.existing(f"{kind}:{form}" for kind in kinds for form in forms[kind])
    found = ((kind, next((f for f in forms[kind] if f"{kind}:{f}" in there), "")) for kind in kinds)
    return [(kind, ref) for kind, ref in found if ref]


def _forms(kind: str, said: str) -> list[str]:
    """The references that typed text may stand for, likeliest first."""
    numbered = NUMBERED.fullmatch(said)
    letter = record_kinds()[kind].numbered
    if letter and numbered and (numbered["letter"] or letter).upper() == letter:
        return [f"{letter}-{numbered['year']}-{int(numbered['number']):03}"]
    return [said, said.upper(), said.lower(), record_kinds()[kind].normal(said)]


def _named_so(ledger: Ledger, kinds: list[str], said: str) -> list[tuple[str, str]]:
    known = [(kind, names(ledger, kind).get(folded(said))) for kind in kinds]
    return [(kind, ref) for kind, ref in known if ref]


def _meeting_on(ledger: Ledger, typed: str) -> list[tuple[str, str]]:
    """The meeting of a body on a day that is written in another form: HTA/27/2/18."""
    of, slash, on = typed.partition("/")
    if not slash or not re.search(r"\d", on):
        return []
    body = printed(ledger, ["body"], of.strip()) or _named_so(ledger, ["body"], of)
    try:
        return printed(ledger, ["meeting"], f"{body[0][1]}/{dates.written(on)}") if body else []
    except Misused:
        return []


def _is_tail(said: str, ref: str) -> bool:
    said, ref = _plain_numbers(said), _plain_numbers(ref)
    return ref.endswith(said) and ref[: len(ref) - len(said)][-1:] in ("", "-", "/")


def _begins(said: str, ref: str) -> bool:
    """Whether this is the beginning of a hash."""
    return len(said) >= 6 and _HASH.fullmatch(ref) is not None and ref.startswith(said.lower())


def _plain_numbers(text: str) -> str:
    return re.sub(r"\d+", lambda match: match[0].lstrip("0") or "0", text.casefold())


def _named(ledger: Ledger, kind: str, ref: str) -> str:
    state = ledger.state(kind, ref)
    own_ref = state.own_ref if state is not None else None
    body = own_refs.body_of(ledger, kind, ref) if own_ref else None
    own = f" ({own_ref}{f' of {body}' if body else ''})" if own_ref else ""
    return one_line(f"{ref}{own}  {state.title if state else '(retracted)'}")[:100]
