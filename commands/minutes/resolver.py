"""Resolving a minute's names and days against the ledger."""

import re
from contextlib import suppress
from datetime import date

from commands.minutes import bulk, item_lines, references
from commands.session.app import App
from commands.session.due import next_meeting
from commands.session.resolving import find
from commands.session.together import every
from commands.terminal import dates
from commands.terminal.text import one_line
from ledger import own_refs, people
from ledger.characters import folded
from ledger.errors import Misused, NotFound
from ledger.naming import known_post, named_as, names
from ledger.records.actions import UNDER_WAY, Action
from ledger.records.inspections import Inspection
from ledger.records.meetings import Meeting
from ledger.records.parties import Party
from ledger.registry import record_kinds, split
from ledger.services import meetings
from ledger.services.names import ALL

# The kinds whose outcome a minute may report.
_MINUTED = ["action", "question", "decision", "item"]
# What stands between the names of posts; the second may be part of one.
_BETWEEN = (r"\s*[,/&+;]\s*|\s+with\s+", r"\s+and\s+")


class LedgerResolver:
    """Names as the ledger knows them; each is looked up once. `meant` are answers that a person
    gave before: the post meant by a text."""

    def __init__(self, app: App, meant: dict[str, str] | None = None) -> None:
        self.app = app
        self.ledger = app.reader
        self.known: dict[str, str] = dict(meant or {})
        self.exact: dict[str, bool] = {}
        self.records: dict[str, str] = {}
        self.on = app.today
        self.present: tuple[str, ...] = ()

    def sits(self, meeting: str, on: date, present: dict[str, bool]) -> None:
        """Resolve people as of the meeting's day, those who are present first."""
        state = self.ledger.state("meeting", meeting)
        recorded = state.present if isinstance(state, Meeting) else ()
        there = [who for who, by_name in present.items() if by_name or self._known(who, on)]
        self.on, self.present = on, tuple(dict.fromkeys((*there, *recorded)))

    def _known(self, who: str, on: date) -> bool:
        return known_post(self.ledger, who) is not None or people.is_somebody(self.ledger, who, on)

    def body(self, text: str) -> str:
        return find(self.ledger, ["body"], text)[1]

    def day(self, text: str, asked: date | None, ahead: bool) -> date:
        return dates.parse(text, asked or self.app.today, ahead=ahead)

    def are_posts(self, text: str) -> bool:
        if folded(text) in ALL or self.is_post(text):
            return True
        for between in _BETWEEN:
            if len(names := [one for one in re.split(between, text) if one]) > 1:
                return all(self.are_posts(one) for one in names)
        return False

    def is_post(self, text: str) -> bool:
        said = folded(text)
        if said not in self.exact:
            try:
                self.exact[said] = said in self.known or bool(named_as(self.ledger, text, "party"))
            except NotFound:
                self.exact[said] = False
        return self.exact[said]

    def posts(self, text: str, besides: str = "party") -> tuple[str, ...]:
        """The posts that are named: DCC; PCC and CC; CEX with Head of Force Ops; PCC/CC; or records
        of the kind `besides`. All means every post that is present: see diff.py."""
        if folded(text) in ALL:
            return ("All",)
        return tuple(dict.fromkeys(self._posts(text.strip(), besides)))

    def _posts(self, text: str, besides: str) -> list[str]:
        if besides != "party" and (ref := names(self.ledger, besides).get(folded(text))):
            return [ref]
        for between in _BETWEEN:
            if self.is_post(text):
                break
            if len(each := re.split(between, text)) > 1:
                found = every(each, lambda one: self._posts(one, besides))
                return [post for some in found for post in some]
        return [self._post(text)]

    def _post(self, text: str) -> str:
        said = folded(text)
        if not said:
            raise Misused(
                "a name is missing between two names: name each post, as in CEX with DCC."
            )
        if said not in self.known:
            if known_post(self.ledger, text) is None:
                people.no_other(self.ledger, text, self.on, self.present)
            try:
                self.known[said] = named_as(self.ledger, text, "party")
            except NotFound:
                person = people.owner(self.ledger, text, self.on, self.present)
                if person is None:
                    raise
                self.known[said] = person
        return self.known[said]

    def attendee(self, text: str) -> str:
        if known_post(self.ledger, text) is not None:
            return text
        who = people.resolve(self.ledger, text, self.on, self.present)
        if who is None:
            return self.person(text) or text
        return who.name if who.ref is None else self.person(who.ref) or who.ref

    def person(self, party: str) -> str | None:
        state = self.ledger.state("party", party)
        return state.title or state.person if isinstance(state, Party) else None

    def without_post(self, text: str) -> str | None:
        if self.is_post(text):
            return None
        try:
            person = people.resolve(self.ledger, text, self.on, self.present)
        except people.SeveralPeople:
            return None  # Refused later, when they are looked up as posts.
        return person.name if person is not None and person.ref is None else None

    def next_meeting(self, body: str, after: date) -> str | None:
        return next_meeting(self.ledger, body, after)

    def title(self, record: str) -> str:
        state = self.ledger.state(*split(record))
        return state.title if state is not None else ""

    def answered(self, question: str) -> str | None:
        return self.known.get(question)

    def record(self, text: str) -> str:
        said = text.strip().upper()
        if said not in self.records:
            self.records[said] = ":".join(self._record(text))
        return self.records[said]

    def issuer(self, item: str) -> tuple[str, ...]:
        report = self.ledger.state("inspection", split(item)[1].partition("/")[0])
        if not isinstance(report, Inspection) or report.issuer is None:
            return item_lines.HMICFRS
        return tuple(filter(None, (report.issued_by, report.issuer)))

    def owned(self, own_ref: str, body: str) -> str | None:
        found = own_refs.having(self.ledger, own_ref, _MINUTED)
        if references.ITEM.fullmatch(own_ref) and not found:
            return ":".join(find(self.ledger, ["item"], own_ref))
        of = {one: own_refs.body_of(self.ledger, *one) for one in found}
        ours = [one for one in found if of[one] == body] or [one for one in found if not of[one]]
        if len(ours) == 1:
            return ":".join(ours[0])
        if ours:
            return ":".join(find(self.ledger, _MINUTED, own_ref))
        if found:
            kind, ref = found[0]
            raise Misused(
                f"{own_ref} is {'an' if kind[0] in 'aeiou' else 'a'} {kind} of {of[found[0]]}, not"
                f" of {body}. If it is meant, name it {ref}."
            )
        return None

    def last_meeting(self, body: str, before: date) -> str:
        """The last meeting of a body that was held before a day."""
        if (last := meetings.last_held(self.ledger, body, before)) is not None:
            return last.ref
        raise NotFound(
            f"No earlier meeting of {body} was held. Name the one: Minutes confirmed: DAY"
        )

    def numbered(self, text: str, body: str, meeting: str) -> list[str]:
        """The action of a body with this own reference, or with this number of ours: of several,
        the one that is under way or that the meeting closed."""
        own = own_refs.having(self.ledger, text, ["action"])
        own = [one for one in own if own_refs.body_of(self.ledger, *one) == body]
        if len(own) == 1:
            return [":".join(own[0])]
        if numbers := bulk.numbers_of(text):
            return [found for one in numbers for found in self.numbered(one, body, meeting)]
        if own or not text.isdecimal():
            return [":".join(find(self.ledger, ["action"], text))]
        ours = self._ours(int(text), body)
        if len(ours) > 1:
            ours = [one for one in ours if _at_hand(one, meeting)] or ours
        if len(ours) == 1:
            return [f"action:{ours[0].ref}"]
        if not ours:
            raise NotFound(f"{body} has no action {text}. Give its reference.")
        among = " or ".join(f"{one.ref} ({one_line(one.title)}, {one.status})" for one in ours)
        raise NotFound(f"{text} may be {among}: give its reference.")

    def _ours(self, number: int, body: str) -> list[Action]:
        """The actions of a body with a number of ours, whatever the year."""
        refs = [ref for ref in sorted(self.ledger.refs("action")) if int(ref[7:]) == number]
        states = [self.ledger.state("action", ref) for ref in refs]
        return [
            one
            for one in states
            if isinstance(one, Action)
            and own_refs.body_of(self.ledger, "action", one.ref) in (body, None)
        ]

    def _record(self, text: str) -> tuple[str, str]:
        try:
            return find(self.ledger, _MINUTED, text)
        except NotFound:
            with suppress(NotFound):
                kind, ref = find(self.ledger, list(record_kinds()), text)
                raise Misused(
                    f"{ref} is a {kind}, and a minute says what became of actions, questions,"
                    f" decisions and items of reports only. For this one use a command:"
                    f" govledger {kind} --help"
                ) from None
            raise


def _at_hand(action: Action, meeting: str) -> bool:
    """Whether a number may mean this action at a meeting: it is under way, or was until then."""
    return action.status in UNDER_WAY or meeting in (action.closed_at, *action.carried_to)
