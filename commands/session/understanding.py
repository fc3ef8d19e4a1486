"""What a recording command's words mean: its day, references, posts and people, and the envelope of
what it records."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal, overload

from commands.session.app import App
from commands.session.resolving import bare, find
from commands.session.signing import Signed
from commands.session.sources import source_of
from commands.terminal.text import one_line
from ledger import own_refs, people
from ledger.application import Ledger
from ledger.characters import folded
from ledger.errors import Misused, NotFound
from ledger.events import Entry, Recorded
from ledger.naming import NoPost, known_post, named_as, post_named
from ledger.records.actions import UNDER_WAY, Action
from ledger.records.meetings import Meeting
from ledger.records.parties import Party
from ledger.records.posts import STATUTORY, Post
from ledger.registry import record_kind, record_kinds
from ledger.rules import has_come
from ledger.services import meetings, names
from ledger.words import LONG_STANDING


class Understanding:
    """What is typed for one recording command; `flags` are the options every such command takes."""

    def __init__(self, app: App, ledger: Ledger, flags: dict[str, Any]) -> None:
        self.app = app
        self.ledger = ledger
        self.flags = flags
        self.correlation = app.correlation()
        self.told_at: str | None = None
        self.digest = ""  # of the words of a command that has a key
        self.implied: list[Recorded] = []
        self.named: dict[str, str] = {}  # How a record is named where its title should be seen too.
        self.notes: list[str] = []
        self.signed: Signed | None = None
        self.at: str | None = None  # The meeting at which it was said, if one is named.
        self._own_day: date | None = None
        self._ahead = False

    @property
    def actor(self) -> tuple[str, Literal["asserted", "os", "signed"]]:
        """Who is recording, and how that is known."""
        return (self.signed.person, "signed") if self.signed else self.app.actor

    @property
    def day(self) -> date:
        """The effective date: --on, otherwise the named meeting's day, otherwise today."""
        return self.flags["on"] or self._own_day or self.app.today

    def holds_for(self, on: date) -> None:
        """Use this day, unless it is in the future or --on gives another."""
        if on <= self.app.today:
            self._own_day = on

    def long_standing(self) -> None:
        """Unless --on gives a day, treat what is recorded as older than the ledger."""
        self._own_day = LONG_STANDING

    def ref(self, record: str, text: str) -> str:
        """The one reference of a kind that `text` means. Raises NotFound, naming candidates."""
        ref = self._standing(*find(self.ledger, [record], text))[1]
        if bare(text) and not own_refs.having(self.ledger, text, [record]):
            self._open(record, ref, text)
            self.named[f"{record}:{ref}"] = self.with_title(record, ref)
        return ref

    def _open(self, record: str, ref: str, text: str) -> None:
        """Refuse a bare number for an ended action, since another may be meant."""
        state = self.ledger.state(record, ref)
        if isinstance(state, Action) and state.status not in UNDER_WAY:
            told = f"{self.with_title(record, ref)} {state.status}"
            raise NotFound(
                f"There is no open action {text.strip()}. To name one that is not open, give its"
                f" reference: {told}."
            )

    def with_title(self, record: str, ref: str) -> str:
        """A reference given as a number, with what it stands for."""
        state = self.ledger.state(record, ref) if record_kind(record).numbered else None
        return f"{ref} {one_line(state.title)}:" if state is not None and state.title else ref

    def any_ref(self, text: str) -> tuple[str, str]:
        return self._standing(*find(self.ledger, list(record_kinds()), text))

    def _standing(self, kind: str, ref: str) -> tuple[str, str]:
        if self.ledger.state(kind, ref) is None:
            raise NotFound(f"{ref} was retracted. Record it again, or name another {kind}.")
        return kind, ref

    @overload
    def meeting(self, text: str) -> str: ...
    @overload
    def meeting(self, text: str | None) -> str | None: ...
    def meeting(self, text: str | None) -> str | None:
        """The meeting that `text` means; its day becomes the default of --on."""
        if text is None:
            return None
        ref = self.ref("meeting", text)
        meeting = self.ledger.state("meeting", ref)
        assert isinstance(meeting, Meeting)
        meetings.sat(self.ledger, ref)
        self.at = ref
        self._own_day = meeting.meets_on
        return ref

    def holder(self, post: str, on: date | None = None) -> str | None:
        """Who holds a post on the day."""
        state = self.ledger.state("post", post, on=on or self.day)
        return state.holder if isinstance(state, Post) else None

    def post(self, text: str) -> str:
        """The abbreviation of the post that `text` names. A statutory post is defined when first
        named."""
        try:
            post = post_named(self.ledger, text)
        except NoPost as unknown:
            post = self._person(text, unknown, "post")
        if post in STATUTORY and not self.ledger.exists("post", post):
            self.implied += names.define_statutory(self.ledger, post, self.entry())
        return post

    def authority(self, text: str) -> str:
        """The post or the body that `text` names."""
        return self._post_or(text, "body")

    def attendee(self, text: str) -> str:
        """The post that `text` names, or else whoever is meant by a name or initials: their post on
        the day, or their whole name. Nobody known, or between quotes: the name as it is typed."""
        if text.startswith('"') and text.endswith('"') and len(text) > 2:
            return text[1:-1]
        if known_post(self.ledger, text) is not None:
            return self.post(text)
        person = people.resolve(self.ledger, text, self.day, self._present())
        if person is None:
            return text
        party = self.state("party", person.ref or "") if person.ref else None
        found = person.ref or person.name
        if isinstance(party, Party):
            found = party.title or party.person or found
        if self.signed is not None and folded(found) != folded(text):
            raise Misused(f"{text!r} is {found}: what is signed names the post, so give {found}.")
        return found

    def _present(self) -> tuple[str, ...]:
        """Who is recorded as present at the meeting that is named, if one is."""
        meeting = self.state("meeting", self.at or "") if self.at else None
        return meeting.present if isinstance(meeting, Meeting) else ()

    def owner(self, text: str) -> str:
        """The post, or the party without one, that `text` names."""
        return self._post_or(text, "party")

    def _post_or(self, text: str, besides: str) -> str:
        if known_post(self.ledger, text) is not None:
            return self.post(text)
        if not self.app.batch:  # There, a line names the party itself, as a draft does.
            people.no_other(self.ledger, text, self.day)
        try:
            return named_as(self.ledger, text, besides)
        except NoPost as unknown:
            return self._person(text, unknown, besides)

    def _person(self, text: str, unknown: NoPost, besides: str) -> str:
        """The post that a person held on the day, by name or initials, at the meeting that is named
        if one is; an owner may be a party. What is signed names the post."""
        ref = people.owner(self.ledger, text, self.day, self._present())
        if ref is None or (besides != "party" and self.state("post", ref) is None):
            raise unknown
        if self.signed is not None:
            raise Misused(f"{text!r} is {ref}: what is signed names the post, so give {ref}.")
        return ref

    def chairing(self, texts: Iterable[str], people: Iterable[str]) -> dict[str, Any]:
        """Who was in the chair: the post alone, or else everybody. `people` hold no post; a party
        is there by its name."""
        found: list[str] = []
        for one in (part for text in texts for part in text.split(";") if part.strip()):
            try:
                ref = self.owner(one.strip())
            except NoPost as unknown:
                unknown.args = (f"{unknown}. A person who holds no post: --chair-name NAME",)
                raise
            party = self.state("party", ref) if self.state("post", ref) is None else None
            if not isinstance(party, Party):
                found.append(ref)
                continue
            if self.signed is not None and folded(one) != folded(ref):
                raise Misused(
                    f"{one.strip()!r} is {ref}: what is signed has no name, so give {ref}."
                )
            found.append(party.title or party.person or ref)
        named = [known_post(self.ledger, one) or one for one in people]
        chairs = tuple(dict.fromkeys((*found, *named)))
        alone = len(chairs) == 1 and known_post(self.ledger, chairs[0]) == chairs[0]
        return {"chair": chairs[0] if alone else None, "chairs": () if alone else chairs}

    def posts(self, texts: Iterable[str]) -> list[str]:
        return [self.post(one) for one in _each(texts)]

    def owners(self, texts: Iterable[str], meeting: str | None) -> list[str]:
        """The posts and parties that are named; All: every post and party present at `meeting`."""
        found: list[str] = []
        for one in _each(texts):
            found += self._all_at(meeting) if folded(one) in names.ALL else [self.owner(one)]
        return list(dict.fromkeys(found))

    def _all_at(self, meeting: str | None) -> list[str]:
        if meeting is None:
            raise Misused("All means every member present at a meeting: say at which (--meeting).")
        owners, others = names.all_present(self.ledger, meeting)
        for one in others:
            self.notes.append(
                f"{one} was at {meeting} and holds no post, so does not own it: to make them an"
                " owner, name them first (party person)."
            )
        return [self.owner(one) for one in owners]

    def authorities(self, texts: Iterable[str]) -> list[str]:
        return [self.authority(one) for one in _each(texts)]

    def state(self, record: str, ref: str) -> Any:
        return self.ledger.state(record, ref)

    def ahead(self) -> None:
        """Allow a future effective date, as for an appointment or a policy."""
        self._ahead = True

    def entry(self) -> Entry:
        on = self.day
        if not self._ahead:
            has_come(on, self.app.today)
        flags, (name, authority), signed = self.flags, self.actor, self.signed
        if flags["undated"] and flags["inferred"]:
            raise Misused("A date is inferred (--inferred) or unknown (--undated), not both.")
        undated = flags["undated"] or ("long standing" if on == LONG_STANDING else None)
        basis = "unknown" if undated else "inferred" if flags["inferred"] else "stated"
        if flags["sensitive"] is not None and not flags["sensitive"].strip():
            raise Misused("OFFICIAL-SENSITIVE needs its reason: --sensitive REASON.")
        source = flags["source"]
        source, digest = (None, None) if source is None else source_of(self.ledger, source)
        return Entry(
            recorded_by=name,
            authority=authority,
            on_behalf_of=self.post(flags["behalf"]) if flags["behalf"] else None,
            effective_on=on,
            date_basis=basis,  # type: ignore[arg-type]
            date_reason=undated or flags["inferred"],
            source=source,
            source_sha256=digest,
            quote=flags["quote"],
            marking="OFFICIAL-SENSITIVE" if flags["sensitive"] else "OFFICIAL",
            marking_reason=flags["sensitive"],
            told_at=self.told_at,
            correlation=self.correlation,
            command=signed.command if signed else None,
            signature=signed.signature if signed else None,
            signed_with=signed.signed_with if signed else None,
            command_key=flags["key"] or None,
            command_digest=self.digest or None,
        )


def _each(texts: Iterable[str]) -> Iterator[str]:
    """The names in each text, which may have several, with commas."""
    return (one for text in texts for one in text.split(",") if one.strip())
