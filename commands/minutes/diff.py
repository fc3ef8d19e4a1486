"""What recording a minute would do: which lines the ledger already has, which are new, and which
differ from what was recorded.
"""

import re
from difflib import SequenceMatcher
from typing import Any

import msgspec

from commands.minutes import grammar, proceedings
from commands.minutes.minute import Line, Minute, Unclear
from commands.minutes.pasted import alike
from commands.session.together import Wrong
from ledger.characters import folded
from ledger.errors import Misused, NotFound
from ledger.registry import split

ALIKE = 0.6
_RECORD = re.compile(r"(?:action|question|decision):[A-Z]-\d{4}-\d+|item:\S+")


class Change(msgspec.Struct, eq=False):
    """A line that differs from what was recorded, and in which fields. `source`: the lines of the
    paper that it gives now, if they differ from `was`. `doubtful`: it may be something else, since
    only its place, which is that of the missing line `kept`, suggests that it is the same."""

    line: Line
    kept: Line
    fields: dict[str, Any]
    source: str | None = None
    was: str | None = None
    doubtful: bool = False


class Plan(msgspec.Struct, eq=False):
    """`new`: lines to record; `changed`: lines recorded differently; `left`: recorded lines that
    are not in the text. `paper`: the paper that the recorded lines cite."""

    minute: Minute
    paper: str | None = None
    new: list[Line] = []
    changed: list[Change] = []
    left: list[Line] = []


def compare(minute: Minute, kept: Minute) -> Plan:
    """Compare the text with the ledger. A line is recognised by its reference, by the same words,
    or by likeness under the same heading. Raises Unclear."""
    _titled(minute, kept)
    _chaired(minute, kept)
    _owned_by_all(minute)
    _same_of_the_whole(minute, kept)
    _in_private(minute, kept)
    plan = Plan(minute=minute, paper=kept.paper)
    there = list(kept.lines)

    def same(line: Line) -> Line | None:
        found = next((one for one in there if _is(line, one)), None)
        if found is None and line.ref is not None:
            problem = NotFound(f"{line.ref} is not of this meeting. Leave the brackets out if new.")
            raise Unclear([Wrong(line.number, str(line.form.label), problem)])
        return found

    def reworded(line: Line) -> Line | None:
        found = [one for one in there if _alike(line, one)]
        if line.form is grammar.NEXT and len(found) > 1:  # It is unclear which of them it replaces.
            return None
        return max(found, key=_likeness(line), default=None)

    def instead(line: Line) -> Line | None:
        found = [one for one in there if _in_place_of(line, one, minute)]
        return max(found, key=_likeness(line), default=None)

    plan.new = minute.lines
    for counterpart in (same, reworded, instead):
        lines, plan.new = plan.new, []
        for line in lines:
            if (found := counterpart(line)) is None:
                plan.new.append(line)
            else:
                there.remove(found)
                _compare(plan, line, found, doubtful=counterpart is instead)
    plan.left = [one for one in there if not (one.elsewhere or _taken_up(one, minute))]
    return plan


def _titled(minute: Minute, kept: Minute) -> None:
    """Fill in the ledger's title for items named without one."""
    titles = {line.item: line.facts["title"] for line in kept.lines if line.form is grammar.HEADING}
    there = {line.item for line in kept.lines}
    for item, number in minute.untitled.items():
        if item not in there:
            problem = Misused(f"{minute.meeting} has no item {item} yet. Give its title too.")
            raise Unclear([Wrong(number, f"## {item}", problem)])
    for line in minute.lines:
        if line.item in minute.untitled:
            line.heading = titles.get(line.item)
            if line.form is grammar.NOTED and line.heading is None:
                problem = Misused(
                    f"item {line.item} was never tabled. Give its title: ## ITEM TITLE"
                )
                raise Unclear([Wrong(line.number, line.facts["text"], problem)])


def _chaired(minute: Minute, kept: Minute) -> None:
    """Where the text does not say who was in the chair, take the chair from the ledger: questions
    and decisions that name nobody are the chair's. Raises Unclear if a decision has nobody."""
    chairs = [
        line.facts
        for one in (minute, kept)
        for line in one.lines
        if line.form is grammar.HELD and (line.facts["chair"] or line.facts["chairs"])
    ]
    alone = chairs[0]["chair"] if chairs else None
    minute.chaired_by(alone)
    for line, field in minute.by_chair:
        if alone is None and field == "makers":
            problem = Misused(
                "who decided? No post was in the chair alone. Say it: D: POST: ..."
                if chairs
                else "who decided? Say it, D: POST: ..., or who was in the chair."
            )
            raise Unclear([Wrong(line.number, line.facts["title"], problem)])


def _owned_by_all(minute: Minute) -> None:
    """An action for All is owned by every post that was present. Raises Unclear if none was."""
    for line in minute.lines:
        if line.facts.get("owners") != ("All",):
            continue
        there = [
            one.facts["attendee"]
            for one in minute.lines
            if one.form is grammar.PRESENT and not one.named
        ]
        if not there:
            problem = Misused("All means every post that is present: say who was, Present: POST.")
            raise Unclear([Wrong(line.number, line.facts["title"], problem)])
        line.facts["owners"] = tuple(dict.fromkeys(there))


def _same_of_the_whole(minute: Minute, kept: Minute) -> None:
    """Refuse a reason for the day or the marking that differs from the recorded one: each event has
    its own."""
    if not any(line.form is grammar.HELD for line in kept.lines):
        return
    for name in ("inferred", "undated", "sensitive"):
        said, was = getattr(minute, name), getattr(kept, name)
        if said is not None and said != was:
            problem = Misused(
                (
                    f"the meeting was recorded with {was!r} here. Put that back;"
                    if was
                    else "the meeting was recorded without this. Take the line out;"
                )
                + f" what was recorded is corrected event by event (correct EVENT --on DAY --{name}"
                " WHY)."
            )
            raise Unclear([Wrong(minute.headed[name], f"{name.capitalize()}: {said}", problem)])


def _in_private(minute: Minute, kept: Minute) -> None:
    """Mark what is said of an item in private."""
    private = [(one, line) for one in (kept, minute) for line in one.lines]
    private = [(one, line) for one, line in private if line.form is proceedings.PRIVATE]
    reasons = {line.item: f"in private: {line.facts['reason']}" for _, line in private}
    for line in minute.lines:
        if line.form not in proceedings.PUBLIC:
            line.sensitive = reasons.get(line.under) if line.under is not None else None


def _compare(plan: Plan, line: Line, kept: Line, *, doubtful: bool = False) -> None:
    line.ref, line.position = kept.ref, kept.position
    before, now = _facts(kept), _facts(line)
    fields = {name: line.facts[name] for name, said in now.items() if said != before.get(name)}
    if line.form is grammar.HELD:  # The text does not deny what its head leaves out.
        several = line.facts["chairs"]
        fields = {n: v for n, v in fields.items() if v is not None or (several and n == "chair")}
    if line.form is grammar.COMPLETE and fields.get("next_on", "") is None:
        # The next meeting that the text names, where one was recorded with the closing.
        fields["next_on"] = plan.minute.next_on
        if fields["next_on"] in (None, before["next_on"]):
            del fields["next_on"]
    if line.item != kept.item and line.form.main and not line.form.about:
        fields["item"] = line.item
    change = Change(line, kept, fields, doubtful=doubtful)
    if line.source is not None:  # The text does not deny a source that it gives no lines for.
        said = f"{plan.minute.paper}:{line.source}"
        change.was = f"{plan.paper}:{kept.source}" if kept.source else plan.paper
        change.source = said if said != change.was else None
    if fields or change.source:
        plan.changed.append(change)


def _taken_up(kept: Line, minute: Minute) -> bool:
    """Whether the text has this heading, by its number alone."""
    return kept.form is grammar.HEADING and kept.item in minute.untitled


def _is(line: Line, kept: Line) -> bool:
    if kept.form is not line.form:
        return False
    if line.ref is not None:
        return kept.ref == line.ref
    if line.form in (grammar.HELD, grammar.COMPLETE):
        return True
    if line.form is grammar.NEXT:
        return bool(kept.facts["meets_on"] == line.facts["meets_on"])
    if line.form is grammar.HEADING:
        return kept.item == line.item
    now, before = _facts(line), _facts(kept)
    same = all(before.get(name) == value for name, value in now.items())  # As _compare does.
    return kept.item == line.item and about(kept) == about(line) and same


def _alike(line: Line, kept: Line) -> bool:
    """Whether a line may be another version of a recorded one."""
    if kept.form is not line.form or about(kept) != about(line):
        return False
    if kept.item != line.item:  # The same words moved to another heading.
        main = line.form.main
        return (
            line.ref is None
            and main in ("text", "title")
            and kept.ref is not None
            and known_by(line.facts[main]) == known_by(kept.facts[main])
        )
    if line.form in (grammar.PRESENT, grammar.APOLOGY):
        return folded(kept.facts["attendee"]) == folded(line.facts["attendee"])
    if line.form is grammar.NIL or line.form.event in proceedings.OF_ANOTHER:
        return False
    return not line.form.main or _likeness(line)(kept) >= ALIKE


def _in_place_of(line: Line, kept: Line, minute: Minute) -> bool:
    """Whether a new line stands where a recorded one is missing, so that it may be the same in
    other words. A text that only names the item by its number adds to it."""
    same = kept.form is line.form and kept.item == line.item and about(kept) == about(line)
    only_more = line.item in minute.untitled and not line.form.about
    return same and bool(line.form.main) and not (kept.elsewhere or only_more)


def _likeness(line: Line) -> Any:
    def ratio(kept: Line) -> float:
        main = line.form.main
        if not main:
            return 1.0
        if kept.item != line.item:  # One under the same heading comes first.
            return 0.0
        return SequenceMatcher(None, line.facts[main], kept.facts[main]).ratio()

    return ratio


def about(line: Line) -> Any:
    """The record that a > line is about, by its reference if it has one."""
    about = line.about
    if isinstance(about, Line):
        return about.ref or about
    return split(about)[1] if about is not None else None


def _facts(line: Line) -> dict[str, Any]:
    return {name: known_by(value) for name, value in line.facts.items()}


def known_by(value: Any) -> Any:
    """The fields by which two versions of a fact are compared."""
    if isinstance(value, tuple):
        return tuple(known_by(one) for one in value)
    named = named_by(value)
    return alike(named) if isinstance(named, str) else named


def named_by(value: Any) -> Any:
    """A record's reference, if it has one; any other value unchanged."""
    if isinstance(value, Line):
        return value.ref or value
    if isinstance(value, str) and _RECORD.fullmatch(value):
        return split(value)[1]
    return value
