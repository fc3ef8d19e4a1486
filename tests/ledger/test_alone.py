"""Every refusal of what may be so is given to a program that imports `ledger` alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from books import entry, tampering
from folded import each
from program import Program, a_day
from sealing import accepted, forge
from signing import key

from ledger.errors import Broken, Misused, Moved, NotFound, Problem, Refused
from ledger.events import Recorded
from ledger.integrity.tree import Tree
from ledger.integrity.verify import verify
from ledger.privacy import search
from ledger.records import (
    action_links,
    actions,
    bodies,
    decisions,
    exports,
    files,
    inspection_items,
    inspections,
    keys,
    measures,
    meeting_attendance,
    meeting_minutes,
    meetings,
    nil_returns,
    posts,
    programmes,
    seal_keys,
    seal_signatures,
    seals,
    statements,
    subjects,
    withholdings,
    witnesses,
)
from ledger.rules import DueBefore
from ledger.services import erasing, filing, restoring, sealing, undoing
from ledger.services import meetings as service

JANUARY, FEBRUARY, MARCH = "HTA/2018-01-30", "HTA/2018-02-27", "HTA/2018-03-27"
ON = "2018-02-27"
A, B, N = "A-2018-001", "A-2018-002", "N-2018-001"

Case = Callable[[Program], Iterator[None]]
CASES: list[tuple[str, type[Problem], Case]] = []


def refused(sentence: str, problem: type[Problem] = Refused) -> Callable[[Case], Case]:
    """A case of a refusal: what follows the `yield` is refused in these words."""

    def keep(case: Case) -> Case:
        CASES.append((sentence, problem, case))
        return case

    return keep


def raised(p: Program, ref: str = A, on: str = ON, **facts: Any) -> None:
    p.say(on, actions.raise_action, ref, **({"title": "Thing", "owners": ["CC"]} | facts))


def nil(p: Program, nil_of: str = "actions", **facts: Any) -> None:
    p.say(ON, nil_returns.record, N, nil_of=nil_of, meeting=FEBRUARY, **facts)


def moved(p: Program, on: str = "2018-02-20") -> list[Recorded]:
    return service.move(p.ledger, FEBRUARY, a_day(MARCH[4:]), "snow", entry(effective_on=a_day(on)))


def dissolved(p: Program, body: str = "HTA") -> None:
    p.say("2018-03-01", bodies.dissolve, body, reason="done")


# Meetings


@refused(f"{MARCH} was cancelled, so nothing was said there.")
def _(p):
    p.cancelled(MARCH)
    yield
    raised(p, on="2018-03-27", meeting=MARCH)


@refused(f"{MARCH} was cancelled, so nothing was said there.")
def _(p):
    p.cancelled(MARCH)
    raised(p)
    yield
    p.say("2018-03-27", actions.progress, A, {"told_at": MARCH}, text="x")


@refused(f"{MARCH} was cancelled, so nothing was said there.")
def _(p):
    p.cancelled(MARCH)
    yield
    p.say("2018-03-27", statements.report, "T-2018-001", text="x", told_to=MARCH)


@refused(f"{MARCH} was cancelled. Name another meeting.")
def _(p):
    p.cancelled(MARCH)
    raised(p)
    yield
    p.say(ON, actions.carry, A, meeting=MARCH)


@refused(f"{A} is an action of HTA. Carry it to a later meeting of that body")
def _(p):
    p.body("JAC")
    p.scheduled("JAC/2018-03-27")
    p.held(FEBRUARY)
    raised(p, meeting=FEBRUARY)
    yield
    p.say(ON, actions.carry, A, meeting="JAC/2018-03-27")


@refused("can only be confirmed at a later meeting of HTA")
def _(p):
    p.body("JAC")
    p.held(FEBRUARY)
    p.held("JAC/2018-03-27")
    yield
    p.say("2018-03-27", meeting_minutes.confirm, FEBRUARY, at="JAC/2018-03-27")


@refused(f"HTA has a meeting after that day: {MARCH}, scheduled")
def _(p):
    p.scheduled(MARCH)
    yield
    dissolved(p)


@refused(f"HTA has a meeting after that day: {MARCH}, held")
def _(p):
    p.body("JAC")
    p.held(MARCH)
    yield
    p.say("2018-03-01", bodies.replace_by, "HTA", other="JAC")


@refused("JAC no longer meets: it was dissolved")
def _(p):
    p.body("JAC")
    dissolved(p, "JAC")
    yield
    p.say("2018-03-02", bodies.replace_by, "HTA", other="JAC")


@refused("HTA was dissolved on 1 March 2018")
def _(p):
    dissolved(p)
    yield
    p.held(MARCH)


@refused("HTA was dissolved on 1 March 2018")
def _(p):
    dissolved(p)
    yield
    p.scheduled(MARCH)


@refused(f"{FEBRUARY} can only be moved to a day on which HTA is yet to meet: {MARCH} is cancelled")
def _(p):
    p.scheduled(FEBRUARY)
    p.cancelled(MARCH)
    yield
    p.say("2018-02-20", meetings.move, FEBRUARY, moved_to=MARCH)


@refused(f"{MARCH} was cancelled, so it cannot be scheduled again")
def _(p):
    p.scheduled(FEBRUARY)
    p.cancelled(MARCH)
    yield
    moved(p)


@refused(f"{FEBRUARY} is still being minuted")
def _(p):
    p.held(FEBRUARY)
    yield
    moved(p, ON)


# Nil returns


@refused(f"{N} says that there were no actions at item 1 of {FEBRUARY}")
def _(p):
    p.held(FEBRUARY)
    nil(p)
    yield
    raised(p, meeting=FEBRUARY, item="1")


@refused(f"{N} says that there were no decisions at item 1 of {FEBRUARY}")
def _(p):
    p.held(FEBRUARY)
    nil(p, "decisions", item="1")
    taken = {"title": "x", "makers": ["CC"], "meeting": FEBRUARY}
    p.say(ON, decisions.take, "D-2018-001", item="2", **taken)
    yield
    p.say(ON, decisions.take, "D-2018-002", item="1", **taken)


@refused(f"{N} says that there were no apologies at {FEBRUARY}")
def _(p):
    p.held(FEBRUARY)
    nil(p, "apologies")
    yield
    p.say(ON, meeting_attendance.apologise, FEBRUARY, attendee="CC")


@refused(f"{A} is recorded at {FEBRUARY}, so there were actions")
def _(p):
    p.held(FEBRUARY)
    raised(p, meeting=FEBRUARY)
    yield
    nil(p)


@refused(f"An apology of CC is recorded at {FEBRUARY}")
def _(p):
    p.held(FEBRUARY)
    p.say(ON, meeting_attendance.apologise, FEBRUARY, attendee="CC")
    yield
    nil(p, "apologies")


# Days


@refused("2 September 2018 is in the future. Check --on.")
def _(p):
    yield
    raised(p, on="2018-09-02")


@refused("2 September 2018 is in the future. Check --on.")
def _(p):
    p.say("2018-09-03", bodies.change_cadence, "HTA", cadence="monthly")
    raised(p)
    yield
    corrected(p, p.ledger.size, on="2018-09-02")


@refused("2 September 2018 is in the future. Check --on.")
def _(p):
    raised(p)
    yield
    p.ledger.retract([p.ledger.size], "slip", entry(effective_on=a_day("2018-09-02")))


@refused("Something was recorded meanwhile, so this may have changed.", Moved)
def _(p):
    seen = p.ledger.size
    raised(p)
    yield
    with p.ledger.writing(since=seen):
        raised(p, B)


# What is named


@refused(f"{JANUARY} is not in the ledger", NotFound)
def _(p):
    yield
    raised(p, meeting=JANUARY)


@refused("A-2018-009 is not in the ledger", NotFound)
def _(p):
    raised(p)
    yield
    p.say(ON, actions.supersede, A, by="A-2018-009")


@refused("EFF17 is not in the ledger", NotFound)
def _(p):
    raised(p)
    yield
    p.say(ON, action_links.link, A, to="EFF17")


@refused(f"{B} was retracted. Record it again, or name another action.", NotFound)
def _(p):
    raised(p)
    raised(p, B)
    p.ledger.retract([p.ledger.size], "slip", entry(effective_on=a_day(ON)))
    yield
    p.say(ON, actions.merge, A, into=B)


@refused("PANEL is not in the ledger", NotFound)
def _(p):
    yield
    p.scheduled("PANEL/2018-03-27")


# Corrections, and what is taken back


def corrected(
    p: Program, position: int, on: str = ON, reason: str = "slip", **changes: Any
) -> None:
    p.ledger.correct(position, changes, reason, entry(effective_on=a_day(on)))


@refused("A correction needs a reason")
def _(p):
    raised(p)
    yield
    corrected(p, p.ledger.size, reason=" ", title="Other")


@refused("The office already means DCC. Choose another name.")
def _(p):
    p.post("DCC")
    p.post("ACC")
    p.say(ON, posts.add_alias, "DCC", alias="The office")
    p.say(ON, posts.add_alias, "ACC", alias="Another")
    yield
    corrected(p, p.ledger.size, alias="The office")


@refused(f"{A} is carried to a meeting of HTA, and JAC/2018-03-27 is not one.")
def _(p):
    p.body("JAC")
    p.scheduled(MARCH)
    p.scheduled("JAC/2018-03-27")
    raised(p)
    p.say(ON, actions.carry, A, meeting=MARCH)
    yield
    corrected(p, p.ledger.size, carried_to="JAC/2018-03-27")


@refused(f"{A} would lead back to itself")
def _(p):
    raised(p)
    raised(p, B)
    raised(p, "A-2018-003")
    p.say(ON, actions.supersede, B, by=A)
    p.say(ON, actions.supersede, A, by="A-2018-003")
    first = p.ledger.size
    yield
    corrected(p, first, superseded_by=B)


@refused("It would be due on 1 February 2018, before it was raised on 27 February 2018", DueBefore)
def _(p):
    yield
    raised(p, due=a_day("2018-02-01"))


@refused("It would be due on 1 February 2018, before it was raised on 27 February 2018", DueBefore)
def _(p):
    raised(p, due=a_day("2018-03-01"))
    yield
    corrected(p, p.ledger.size, due=a_day("2018-02-01"))


@refused("It would be due on 1 February 2018, before it was raised on 27 February 2018", DueBefore)
def _(p):
    raised(p)
    yield
    late = {"due": a_day("2018-02-01"), "reason": "late", "approved_by": "PCC"}
    p.say(ON, actions.extend, A, **late)


@refused("1 later event depends on what you take back")
def _(p):
    raised(p)
    first = p.ledger.at(p.ledger.size)
    p.say(ON, actions.progress, A, text="x")
    yield
    undoing.take_back(p.ledger, [first], "slip", entry())


@refused("Nothing that A Stranger recorded is left to undo.", NotFound)
def _(p):
    yield
    undoing.undo(p.ledger, "A Stranger", None, "slip", entry())


@refused("there is nothing to declare")
def _(p):
    yield
    restoring.declare(p.ledger, p.ledger.path.parent, "a copy", entry())


# References


@refused("'H T A' is not an abbreviation: letters, digits and - only.", Misused)
def _(p):
    yield
    p.body("H T A")


@refused("soc is written in capitals: SOC.", Misused)
def _(p):
    yield
    p.say(ON, subjects.name, "soc", title="Organised crime")


@refused("'1A' is not the code of a measure: letters, digits and - only.", Misused)
def _(p):
    yield
    facts = {"period": "2018", "title": "Crime", "objective": "Safer", "reading": "1"}
    p.say(ON, measures.report, "1A", **facts)


@refused("'year' is not a year such as 2018, or 2018/19.", Misused)
def _(p):
    yield
    p.say(ON, programmes.adopt, "HTA-year", body="HTA", covers="year", title="Plan")


@refused("HTA-2019 is not the reference of that programme: HTA-2018 is.", Misused)
def _(p):
    yield
    p.say(ON, programmes.adopt, "HTA-2019", body="HTA", covers="2018", title="Plan")


@refused(f"{MARCH} is not the reference of that meeting: HTA/2018-02-27 is.", Misused)
def _(p):
    yield
    p.say(ON, meetings.hold, MARCH, body="HTA", meets_on=a_day(ON))


@refused("There is no inspection EFF17 by that day.", NotFound)
def _(p):
    yield
    p.say(ON, inspection_items.issue, "EFF17/AFI1", title="Mend it")


@refused("EFF17 is not published, so it has no items yet.")
def _(p):
    p.say(ON, inspections.announce, "EFF17", title="PEEL", inspection_year=2017)
    yield
    p.say(ON, inspection_items.issue, "EFF17/AFI1", title="Mend it")


# Files, subjects, keys, seals


@refused(f"{A} is already withheld: W-2018-001. End that first (withholding end).")
def _(p):
    raised(p)
    p.say(ON, withholdings.withhold, "W-2018-001", of=A, reason="names")
    yield
    p.say(ON, withholdings.withhold, "W-2018-002", of=A, reason="costs")


@refused("That key is already in the ledger: K-2018-001.")
def _(p):
    p.say(ON, keys.accept, "K-2018-001", person="Jo", public_key=key(1).public.line)
    yield
    p.say(ON, keys.accept, "K-2018-002", person="Jim", public_key=key(1).public.line)


@refused("The office seals with that key. A witness must be somebody else.")
def _(p):
    own = key(1).public.line
    p.say(ON, seal_keys.accept, "SEALKEY", public_key=own)
    yield
    p.say(ON, witnesses.accept, "WITNESSES", witness="The Panel", public_key=own)


@refused("recorded as deleted today")
def _(p):
    digest = "ab" * 32
    p.say(ON, files.store, digest, sha256=digest, size_bytes=1, title="x")
    p.say(ON, files.expire, digest, expires_on=a_day(ON), reason="old")
    yield
    p.say("2018-02-28", files.dispose, digest, reason="old")


@refused(f"{FEBRUARY} has no item 2")
def _(p):
    p.held(FEBRUARY, "1")
    p.say(ON, subjects.name, "SOC", title="Organised crime")
    yield
    p.say(ON, subjects.link, "SOC", to=FEBRUARY, item="2")


@refused("HTA is already the name of a body. Choose another name.")
def _(p):
    yield
    p.say(ON, subjects.name, "HTA", title="A matter")


@refused("is not the key with which this office seals")
def _(p):
    p.say(ON, seal_keys.accept, "SEALKEY", public_key=key(1).public.line)
    yield
    assert verify(p.ledger).ok
    p.say(ON, seals.seal, "seal-2", key=key(2))


@refused("This ledger was not verified as it stands. Verify it, then seal it.")
def _(p):
    p.say(ON, seal_keys.accept, "SEALKEY", public_key=key(1).public.line)
    yield
    p.say(ON, seals.seal, "seal-2", key=key(1))


@refused("This ledger was not verified as it stands. Verify it, then seal it.")
def _(p):
    p.say(ON, seal_keys.accept, "SEALKEY", public_key=key(1).public.line)
    assert verify(p.ledger).ok
    raised(p)
    yield
    p.say(ON, seals.seal, f"seal-{p.ledger.size}", key=key(1))


@refused("This ledger was not verified as it stands. Verify it, then seal it.")
def _(p):
    p.say(ON, seal_keys.accept, "SEALKEY", public_key=key(1).public.line)
    assert verify(p.ledger, after=1).ok
    yield
    p.say(ON, seals.seal, "seal-2", key=key(1))


@refused("This ledger was not verified as it stands. Verify it, then seal it.")
def _(p):
    p.say(ON, seal_keys.accept, "SEALKEY", public_key=key(1).public.line)
    assert verify(p.ledger).ok
    with tampering(p.ledger.path) as raw:
        raw.execute("UPDATE stored_events SET leaf_hash = ? WHERE position = 1", [bytes(32)])
    assert not verify(p.ledger).ok
    yield
    p.say(ON, seals.seal, "seal-2", key=key(1))


@refused("The seal key is SHA256:")
def _(p):
    sealing.seal(p.ledger, key(1), entry())
    raised(p)
    yield
    sealing.seal(p.ledger, key(2), entry())


@refused("Nothing has been recorded since seal-2.")
def _(p):
    sealing.seal(p.ledger, key(1), entry())
    yield
    sealing.seal(p.ledger, key(1), entry())


@refused("does not hold, and was not sealed", Broken)
def _(p):
    with tampering(p.ledger.path) as raw:
        raw.execute("UPDATE stored_events SET leaf_hash = ? WHERE position = 1", [bytes(32)])
    yield
    sealing.seal(p.ledger, key(1), entry())


@refused("does not continue from its last seal (2 events), and was not sealed", Broken)
def _(p):
    facts = {"tree_size": 2, "root": bytes(32).hex(), "note": "x", "checked": "all"}
    accepted(p.ledger, key(1))
    forge(p.ledger, "seal-2", public_key=key(1).public.line, **facts)
    raised(p)
    yield
    sealing.seal(p.ledger, key(1), entry())


@refused("is not accepted in this ledger")
def _(p):
    yield
    keys.accepted_key(p.ledger, key(1).public)


@each(("sentence", "problem", "case"), CASES)
def test_what_may_not_be_so_is_refused_without_any_command(tmp_path, sentence, problem, case):
    p = Program(tmp_path / "l.db")
    p.body("HTA")
    telling = case(p)
    next(telling)
    size = p.ledger.size
    with pytest.raises(problem) as told:
        next(telling, None)
    assert sentence in str(told.value) and type(told.value) is problem
    assert p.ledger.size == size
    p.ledger.close()


@each(
    ("rule", "ref", "facts"),
    [
        (inspection_items.issue, "EFF17/AFI1", {"title": "x", "report": None}),
        (seal_keys.rotate, "SEALKEY", {"to": "x", "old": None, "identity": "another ledger's"}),
        (witnesses.accept, "WITNESSES", {"witness": "x", "public_key": "y", "seal_key": ""}),
        (seals.seal, "seal-1", {"tree": (1, b""), "identity": "x", "key": None}),
        (seals.seal, "seal-1", {"key": None, "checked": "all"}),
        (seal_signatures.cosign, "seal-1", {"lines": "x", "witnesses": (("x", "y"),)}),
        (withholdings.withhold, "W-2018-001", {"of": A, "reason": "x", "withheld_as": None}),
        (keys.accept, "K-2018-001", {"person": "x", "public_key": "y", "held_as": None}),
    ],
)
def test_what_the_ledger_works_out_is_taken_from_no_caller(tmp_path, rule, ref, facts):
    p = Program(tmp_path / "l.db")
    with pytest.raises(TypeError, match="the ledger works this out itself"):
        p.say(ON, rule, ref, **facts)
    p.ledger.close()


# What is done in several records, or beside them


@pytest.fixture
def program(tmp_path):
    p = Program(tmp_path / "l.db")
    p.body("HTA")
    yield p
    p.ledger.close()


def test_a_meeting_that_is_moved_is_scheduled_for_the_other_day(program):
    program.scheduled(FEBRUARY)
    moved(program)
    assert program.ledger.state("meeting", FEBRUARY).status == "cancelled"
    assert program.ledger.state("meeting", MARCH).status == "scheduled"
    assert moved(program) == []


def test_where_its_body_meets_that_day_already_a_meeting_is_moved_there(program):
    program.scheduled(MARCH)
    program.scheduled(FEBRUARY)
    (only,) = moved(program)
    assert isinstance(only.event, meetings.MeetingMoved)


def test_a_meeting_that_is_scheduled_again_without_more_is_scheduled_once(program):
    day = {"body": "HTA", "meets_on": a_day(MARCH[4:])}
    assert program.say(ON, meetings.schedule, MARCH, subject="Budget", **day)
    assert program.say(ON, meetings.schedule, MARCH, **day) == []
    with pytest.raises(Refused, match="already in the ledger"):
        program.say(ON, meetings.schedule, MARCH, subject="Crime", **day)


def test_the_last_meeting_is_the_last_that_was_held_whatever_became_of_its_minutes(program):
    for ref in ("HTA/2018-01-09", "HTA/2018-01-30", "HTA/2018-02-27"):
        program.held(ref)
    program.cancelled("HTA/2018-02-13")
    program.scheduled("HTA/2018-02-14")
    program.body("JAC")
    program.held("JAC/2018-02-20")
    program.say("2018-02-27", meeting_minutes.confirm, "HTA/2018-01-30", at="HTA/2018-02-27")

    def last(before):
        return service.last_held(program.ledger, "HTA", a_day(before))

    assert (last("2018-02-27").ref, last("2018-02-27").status) == ("HTA/2018-01-30", "confirmed")
    assert last("2018-02-28").ref == "HTA/2018-02-27" and last("2018-01-09") is None


def test_the_next_meeting_is_the_first_after_the_day_that_is_not_cancelled(program):
    program.cancelled("HTA/2018-02-13")
    for ref in ("HTA/2018-03-13", "HTA/2018-02-27"):
        program.scheduled(ref)

    def following(after):
        return service.next_after(program.ledger, "HTA", a_day(after))

    assert following("2018-02-12").ref == "HTA/2018-02-27"
    assert following("2018-02-27").ref == "HTA/2018-03-13"
    assert following("2018-03-13") is None


def test_what_was_decided_on_the_ledger_as_it_is_is_recorded(program):
    with program.ledger.writing(since=program.ledger.size):
        raised(program)
    assert program.ledger.exists("action", A)


def test_a_file_that_is_kept_is_recorded_once_and_again_after_its_disposal(program):
    ledger, about = program.ledger, entry(effective_on=a_day("2018-02-01"), source="X:1")
    digest, stored = filing.keep(ledger, b"seen", "What was seen", about)
    assert [one.envelope.effective_on for one in stored] == [ledger.today]
    assert stored[0].envelope.source is None
    assert filing.keep(ledger, b"seen", "The same", about) == (digest, [])
    program.say("2018-09-01", files.expire, digest, expires_on=a_day("2018-09-01"), reason="old")
    program.say("2018-09-01", files.dispose, digest, reason="old")
    filing.settle(ledger, [digest])
    assert not ledger.attachments.has(digest)
    with pytest.raises(NotFound, match="was disposed of"):
        files.readable(ledger.state("file", digest))
    assert len(filing.keep(ledger, b"seen", "Again", about)[1]) == 1
    assert ledger.attachments.has(digest)
    assert files.readable(ledger.state("file", digest)) is None


def test_a_file_that_no_event_names_is_removed_and_one_that_is_kept_stays(program):
    ledger, about = program.ledger, entry(effective_on=a_day(ON))
    digest, _ = filing.keep(ledger, b"seen", "What was seen", about)
    unnamed = ledger.attachments.put(b"nobody's")
    filing.settle(ledger, [digest, unnamed])
    assert ledger.attachments.has(digest) and not ledger.attachments.has(unnamed)


def test_what_is_erased_is_forgotten_and_recalled_from_the_exports_that_tell_it(program):
    ledger, about = program.ledger, entry(effective_on=a_day(ON))
    program.post("CC")
    program.say(ON, posts.appoint, "CC", holder="Ann Example")
    told = ledger.size
    for number, tells in enumerate((True, False), 1):
        sent = {"what": "x", "sha256": "ab" * 32, "tree_size": told, "discloses": tells}
        program.say(ON, exports.export, f"E-2018-00{number}", **sent)
    traces = search.find(ledger, "Ann Example", None)
    assert len(erasing.erase(ledger, traces, "UK GDPR Art 17(1)(b)", about)) == 1
    assert [ref for ref, _ in erasing.to_recall(ledger, told)] == ["E-2018-001"]
    assert erasing.to_recall(ledger, told + 1) == []
    export, erasure = ledger.state("export", "E-2018-001"), ledger.state("erasure", "R-2018-001")
    assert erasing.recalled_for(export, {"R-2018-001": erasure}) == ["R-2018-001"]
    assert "Ann Example" not in str(ledger.history("post:CC"))
    program.say(ON, exports.export, "E-2018-003", **sent | {"discloses": True})
    later = ledger.state("export", "E-2018-003")
    assert erasing.recalled_for(later, {"R-2018-001": erasure}) == []


def test_a_seal_is_of_what_was_verified_and_goes_on_from_the_one_before(program):
    ledger = program.ledger
    first = sealing.seal(ledger, key(1), entry())
    assert (first.before, len(first.accepted)) == (None, 1)
    assert first.sealed.event.root == Tree(ledger).root(2).hex()
    raised(program)
    second = sealing.seal(ledger, key(1), entry(), new_only=True)
    assert second.before == first.sealed.event and not second.accepted
    said = [(one.event.tree_size, one.event.checked) for one in (first.sealed, second.sealed)]
    assert said == [(2, "all"), (4, "new")]
    assert not seal_signatures.holds(ledger).problems


def test_a_seal_of_all_reads_again_what_an_earlier_one_covers(program):
    ledger = program.ledger
    sealing.seal(ledger, key(1), entry())
    raised(program)
    with tampering(ledger.path) as raw:
        raw.execute("UPDATE stored_events SET state = state || ' ' WHERE position = 1")
    with pytest.raises(Broken, match="event 1 "):
        sealing.seal(ledger, key(1), entry())
    assert sealing.seal(ledger, key(1), entry(), new_only=True).before is not None
