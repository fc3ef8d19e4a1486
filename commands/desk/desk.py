"""The desk: where references, posts and days are understood, and a command's events recorded."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import click
import msgspec

from commands.desk.app import App
from commands.desk.options import Date, Page, Reference, option
from commands.desk.text import one_line
from ledger.book import Ledger
from ledger.kinds import record_kinds, split
from ledger.meetings import Meeting
from ledger.posts import STATUTORY, Post, PostDefined, define
from ledger.problems import Misused, NotFound, Refused
from ledger.records import LONG_STANDING, Entry, Event, Recorded, Rule, State, day, refusal, told

NUMBERED = re.compile(r"(?:(?P<letter>[A-Za-z])-)?(?P<year>\d{4})-(?P<number>\d+)")
MAX_CANDIDATES = 10


class Desk:
    """One recording command at work; `flags` are the options that every such command takes."""

    def __init__(self, app: App, ledger: Ledger, flags: dict[str, Any]) -> None:
        self.app = app
        self.ledger = ledger
        self.flags = flags
        self.correlation = uuid4().hex
        self.recorded: list[Recorded] = []
        self.implied: list[Recorded] = []
        self.notes: list[str] = []
        self._own_day: date | None = None
        self._ahead = False

    @property
    def day(self) -> date:
        """For which day to record: --on, else the day of the meeting named, else today."""
        return self.flags["on"] or self._own_day or self.app.today

    def long_standing(self) -> None:
        """Unless --on says since when, what is recorded was there before the ledger."""
        self._own_day = LONG_STANDING

    # Understanding

    def ref(self, record: str, text: str) -> str:
        """The one reference of a kind that `text` means. Raises NotFound, naming candidates."""
        return self._standing(*find(self.ledger, [record], text))[1]

    def any_ref(self, text: str) -> tuple[str, str]:
        return self._standing(*find(self.ledger, list(record_kinds()), text))

    def _standing(self, kind: str, ref: str) -> tuple[str, str]:
        if self.ledger.state(kind, ref) is None:
            raise NotFound(f"{ref} was retracted. Record it again, or name another {kind}.")
        return kind, ref

    def meeting(self, text: str | None) -> str | None:
        """The meeting that `text` means; its day is what --on is, where that is not given."""
        if text is None:
            return None
        ref = self.ref("meeting", text)
        meeting = self.ledger.state("meeting", ref)
        assert isinstance(meeting, Meeting)
        if meeting.status == "cancelled":
            raise Refused(f"{ref} was cancelled, so nothing was said there.")
        self._own_day = meeting.meets_on
        return ref

    def body_and_day(self, meeting: str) -> tuple[str, date]:
        state = self.ledger.state("meeting", meeting)
        assert isinstance(state, Meeting)
        return state.body, state.meets_on

    def standing_body(self, body: str, meets_on: date) -> None:
        """Refuse a meeting of a body that meets no more on that day."""
        state = self.ledger.state("body", body, on=meets_on)
        if state is not None and state.status in ("dissolved", "replaced"):
            raise Refused(refusal(state, Event()))

    def holder(self, post: str) -> str | None:
        """Who holds a post on the day."""
        state = self.ledger.state("post", post, on=self.day)
        return state.holder if isinstance(state, Post) else None

    def post(self, text: str) -> str:
        """The abbreviation of the post that `text` names: exactly, or as the only beginning. One
        that the law gives every area is defined when it is first named."""
        try:
            return find_post(self.ledger, text)
        except NotFound:
            post = text.strip().upper()
            if post not in STATUTORY:
                raise
        entry = msgspec.structs.replace(
            self.entry(),
            effective_on=LONG_STANDING,
            date_basis="unknown",
            date_reason="long standing",
            source=None,
            source_sha256=None,
            quote=None,
        )
        title = STATUTORY[post]
        self.implied += self.ledger.record("post", post, define, entry, new=True, title=title)
        return post

    def posts(self, texts: Iterable[str]) -> list[str]:
        return [self.post(one) for text in texts for one in text.split(",") if one.strip()]

    def state(self, record: str, ref: str) -> Any:
        return self.ledger.state(record, ref)

    def succession(self, record: str, ref: str) -> list[str]:
        """What a record was superseded by or merged into, and that in turn, to the end."""
        chain: list[str] = []
        state = self.state(record, ref)
        while state is not None and state.other and state.other not in chain:
            chain.append(state.other)
            state = self.state(record, state.other)
        return chain

    # Recording

    def record(
        self, record: str, ref: str, rule: Rule, /, *, new: bool = False, **facts: Any
    ) -> str:
        entry = self.entry()
        appended = self.ledger.record(record, ref, rule, entry, new=new, **facts)
        if not appended:
            self.notes.append(f"{ref}: already recorded so; nothing was written twice.")
        self.recorded += appended
        return ref

    def create(self, record: str, rule: Rule, **facts: Any) -> str:
        """Record the first event of a numbered kind under the next free reference, and print it."""
        ref = self.ledger.next_ref(record, self.day.year)
        self.record(record, ref, rule, new=True, **facts)
        return ref

    def ahead(self) -> None:
        """What is recorded may be known before its day comes: an appointment, a policy."""
        self._ahead = True

    def entry(self) -> Entry:
        if self.day > self.app.today and not self._ahead:
            raise Refused(
                f"{day(self.day)} has not come yet, so nothing can have happened then. Look at the"
                " date (--on)."
            )
        flags, (name, authority) = self.flags, self.app.actor
        if flags["undated"] and flags["inferred"]:
            raise Misused("A date is inferred (--inferred) or unknown (--undated), not both.")
        undated = flags["undated"] or ("long standing" if self.day == LONG_STANDING else None)
        basis = "unknown" if undated else "inferred" if flags["inferred"] else "stated"
        if flags["sensitive"] is not None and not flags["sensitive"].strip():
            raise Misused("OFFICIAL-SENSITIVE needs its reason: --sensitive REASON.")
        source, digest = self.source(flags["source"])
        return Entry(
            recorded_by=name,
            authority=authority,
            on_behalf_of=self.post(flags["behalf"]) if flags["behalf"] else None,
            effective_on=self.day,
            date_basis=basis,  # type: ignore[arg-type]
            date_reason=undated or flags["inferred"],
            source=source,
            source_sha256=digest,
            quote=flags["quote"],
            marking="OFFICIAL-SENSITIVE" if flags["sensitive"] else "OFFICIAL",
            marking_reason=flags["sensitive"],
            correlation=self.correlation,
        )

    def source(self, text: str | None) -> tuple[str | None, str | None]:
        """A source as printed (paper:lines) and the hash of the paper: of a registered document, or
        of a file."""
        if text is None:
            return None, None
        name, colon, lines = text.rpartition(":")
        if not colon:
            name, lines = text, ""
        if self.ledger.exists("document", name):
            document = self.state("document", name)
            return text, getattr(document, "sha256", None)
        file = Path(name)
        if file.is_file():
            return (f"{file.name}:{lines}" if lines else file.name), hashed(file)
        raise NotFound(
            f"{name!r} is neither a registered document nor a file. Register it first (document"
            " register)."
        )


def hashed(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


# Finding a record by what somebody typed


def find(ledger: Ledger, kinds: list[str], text: str) -> tuple[str, str]:
    """The kind and reference of the one record that `text` means: as printed, in any case, or by a
    unique tail. Raises NotFound: nothing, or the candidates with their titles."""
    said = text.strip()
    prefix, colon, rest = said.partition(":")
    if colon and prefix.lower() in record_kinds():
        kinds, said = [prefix.lower()], rest
    exact = [(kind, ref) for kind in kinds if (ref := _printed(ledger, kind, said))]
    found = exact or [
        (kind, ref) for kind in kinds for ref in ledger.refs(kind) if _is_tail(said, ref)
    ]
    if len(found) == 1:
        return found[0]
    kind = kinds[0] if len(kinds) == 1 else "record"
    if not found:
        known = [ref for kind in kinds for ref in ledger.refs(kind)]
        near = get_close_matches(said.upper(), known, 3, 0.7)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise NotFound(f"There is no {kind} {text!r} in the ledger.{hint}")
    listed = "".join(f"\n  {_named(ledger, *one)}" for one in found[:MAX_CANDIDATES])
    more = f"\n  and {len(found) - MAX_CANDIDATES} more" if len(found) > MAX_CANDIDATES else ""
    raise NotFound(f"{text!r} could be {len(found)} records; say more of it:{listed}{more}")


def _printed(ledger: Ledger, kind: str, said: str) -> str | None:
    numbered = NUMBERED.fullmatch(said)
    letter = record_kinds()[kind].numbered
    if letter and numbered and (numbered["letter"] or letter).upper() == letter:
        padded = f"{letter}-{numbered['year']}-{int(numbered['number']):03}"
        return padded if ledger.exists(kind, padded) else None
    for form in (said, said.upper(), said.lower()):
        if ledger.exists(kind, form):
            return form
    return None


def _is_tail(said: str, ref: str) -> bool:
    said, ref = _plain_numbers(said), _plain_numbers(ref)
    return ref.endswith(said) and ref[: len(ref) - len(said)][-1:] in ("", "-", "/")


def _plain_numbers(text: str) -> str:
    return re.sub(r"\d+", lambda match: str(int(match[0])), text.casefold())


def _named(ledger: Ledger, kind: str, ref: str) -> str:
    state = ledger.state(kind, ref)
    return one_line(f"{ref}  {state.title if state else '(retracted)'}")[:100]


def find_post(ledger: Ledger, text: str, *, exactly: bool = False) -> str:
    """The abbreviation of a post by any of its names, whatever the case; or, unless `exactly`, by
    the only one that begins so. Something merely like it is suggested, never taken."""
    said = text.strip().casefold()
    names: dict[str, str] = {}
    for ref in ledger.refs("post"):
        state = ledger.state("post", ref)
        if isinstance(state, Post):
            names |= {name.casefold(): ref for name in (ref, state.title, *state.aliases)}
    if said in names:
        return names[said]
    beginning = {ref for name, ref in names.items() if said and name.startswith(said)}
    if len(beginning) == 1 and not exactly:
        return beginning.pop()
    if beginning:
        raise NotFound(f"{text!r} could be {' or '.join(sorted(beginning))}: say which.")
    near = [names[name] for name in get_close_matches(said, names, 3, 0.6)]
    hint = f" Did you mean {' or '.join(dict.fromkeys(near))}?" if near else ""
    raise NotFound(f"There is no post {text!r}.{hint} Define it with: govledger post define")


# A recording command


def recording(function: Callable[..., None]) -> Page:
    """Make a command of a function: it opens the ledger, records in one transaction, says what it
    understood, and takes the options that every recording takes."""

    @click.pass_context
    @wraps(function)
    def run(ctx: click.Context, /, **params: Any) -> None:
        flags = {name: params.pop(name) for name in FLAGS}
        at_desk(ctx.find_object(App) or App(), flags, lambda desk: function(desk, **params), params)

    for decorate in _COMMON:
        run = decorate(run)
    help_text = _help(function)
    return click.command(cls=Page, help=help_text, short_help=help_text.split("\n")[0])(run)


def at_desk(
    app: App, flags: dict[str, Any], work: Callable[[Desk], None], params: dict[str, Any]
) -> None:
    ledger = app.writer
    desk = Desk(app, ledger, flags)
    key, dry = flags["key"], flags["dry_run"]
    if dry and app.batch:
        raise Misused("a line of a batch is recorded or not with the whole: no --dry-run in it")
    said = {name: value for name, value in flags.items() if name != "dry_run"}
    digest = sha256(repr((click.get_current_context().command_path, said, params)).encode())
    try:
        with ledger.writing():
            again = ledger.keyed(key, digest.hexdigest()) if key else None
            if again is not None:
                posts = [r for r in again if isinstance(r.event, PostDefined)]
                desk.implied = posts if len(posts) < len(again) else []
                desk.recorded = [r for r in again if r not in desk.implied]
                desk.notes.append(f"The key {key!r} was given before: nothing was written twice.")
            else:
                before = ledger.head[0]
                work(desk)
                if key:
                    ledger.remember(key, digest.hexdigest(), before)
            if dry:
                raise _Rehearsed
    except _Rehearsed:
        desk.notes.append("A dry run: none of this was recorded.")
    if not app.batch:
        echo(desk)


class _Rehearsed(Exception):
    """Undoes the transaction of a dry run."""


def echo(desk: Desk) -> None:
    """The references given on stdout, each alone on its line; what was understood on stderr."""
    dry = bool(desk.flags["dry_run"])
    for recorded in desk.recorded:
        ref = split(recorded.stream)[1]
        if recorded.version == 1 and not dry:
            click.echo(ref)
        click.echo(one_line(f"{ref} {told(recorded)}{_when(desk, recorded)}"), err=True)
    for recorded in desk.implied:
        click.echo(one_line(f"{split(recorded.stream)[1]} {told(recorded)}"), err=True)
    for note in desk.notes:
        click.echo(one_line(note), err=True)


def _when(desk: Desk, recorded: Recorded) -> str:
    on = recorded.envelope.effective_on
    return "" if on in (desk.app.today, LONG_STANDING) else f" — {day(on)}"


def _help(function: Callable[..., None]) -> str:
    import sys

    return (sys.modules[function.__module__].__doc__ or "").strip()


_COMMON = [
    option("--on", type=Date(), help="The day it holds for; else the meeting's, else today."),
    option("--inferred", metavar="WHY", help="The day is inferred, and from what."),
    option("--undated", metavar="WHY", help="The day is unknown; --on is only where to file it."),
    option("--source", metavar="PAPER[:LINES]", help="A registered document, or a file."),
    option("--quote", help="The words of the source that say so (short)."),
    option("--behalf", metavar="POST", help="The post on whose behalf you record."),
    option("--sensitive", metavar="REASON", help="Mark OFFICIAL-SENSITIVE, and why."),
    option("--key", help="A key of your own: repeating the command with it records nothing new."),
    option("--dry-run", is_flag=True, help="Show the events; record nothing."),
]
_COMMON.reverse()
FLAGS = (
    "on",
    "inferred",
    "undated",
    "source",
    "quote",
    "behalf",
    "sensitive",
    "key",
    "dry_run",
)

__all__ = ["Date", "Desk", "Reference", "State", "find", "find_post", "recording"]
