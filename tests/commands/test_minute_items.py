"""What a minute says of inspection items and of recommendations, and what is claimed of them."""

import json
import re
from datetime import date

import pytest
from clerk import DONE, MISUSED, NOT_FOUND, REFUSED, Office
from folded import each
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_minute import HEAD, TITLES, WORDS, KnownNames, facts_of, minuting, printed

from commands.minutes import grammar, proceedings
from commands.minutes.minute import Line, Minute, Unclear
from commands.minutes.parser import read
from commands.minutes.printer import write
from ledger.records import (
    action_claims,
    inspection_items,
    item_due_dates,
    item_sign_off,
    recommendations,
)

pytestmark = pytest.mark.slow

__all__ = ["minuting"]  # The fixture.
AFI, AUDIT = "EFF17/PC-AFI1", "IA17-03/R1"


def marks(ref: str, *lines: str) -> list[Line]:
    text = "\n".join([HEAD + ref, *(f"> {line}" for line in lines)])
    return [line for line in read(text, KnownNames()).lines if line.about is not None]


def mark(ref: str, line: str) -> tuple[type, dict[str, object]]:
    (found,) = marks(ref, line)
    facts = {name: value for name, value in found.facts.items() if value is not None}
    return found.form.event, facts


def refused(ref: str, line: str) -> str:
    with pytest.raises(Unclear) as problem:
        marks(ref, line)
    return str(problem.value)


# How each is read

CLAIMED = [
    ("status: partially outstanding", {"status_words": "partially outstanding"}),
    ("Status by CC: Closed", {"status_words": "Closed", "claimed_by": "CC"}),
    ("RAG: AMBER", {"rag": "AMBER"}),
    ("rag by CC: Green", {"rag": "GREEN", "claimed_by": "CC"}),
    ("RAG: red; 40%; no data", {"rag": "RED", "percent": 40, "text": "no data"}),
    ("so far: 60 per cent", {"percent": 60}),
    (
        "status by CC: late; RAG AMBER; 60 percent; so: it goes on",
        {
            "status_words": "late",
            "rag": "AMBER",
            "percent": 60,
            "claimed_by": "CC",
            "text": "so: it goes on",
        },
    ),
    ('status: "open; RAG RED"', {"status_words": "open; RAG RED"}),
]


@each(("line", "facts"), CLAIMED)
def test_a_claim_is_of_a_colour_a_percentage_or_words_and_says_whose_it_is(line, facts):
    assert mark(AFI, line) == (recommendations.ItemClaimed, facts)
    assert mark("A-2018-001", line) == (action_claims.ActionClaimed, facts)


DUE = [
    ("due: 31/3/2027 (HMICFRS)", {"due": date(2027, 3, 31), "due_set_by": "issuer"}),
    ("due 31/3/27 (the inspectorate)", {"due": date(2027, 3, 31), "due_set_by": "issuer"}),
    ("due date: 31/3/27 (force)", {"due": date(2027, 3, 31), "due_set_by": "owner"}),
    ("due: 31/3/27 (set by the force)", {"due": date(2027, 3, 31), "due_set_by": "owner"}),
    ("due: 31/3/27", {"due": date(2027, 3, 31)}),
    (
        "due: end of Q2 (force)",
        {"due": date(2019, 9, 30), "due_words": "end of Q2", "due_set_by": "owner"},
    ),
    ('due: "when funded" (HMIC)', {"due_words": "when funded", "due_set_by": "issuer"}),
    ("due: when they (all) agree", {"due_words": "when they (all) agree"}),
]


@each(("line", "facts"), DUE)
def test_a_due_date_says_whether_the_inspectorate_or_the_force_set_it(line, facts):
    assert mark(AFI, line) == (item_due_dates.ItemDueAgreed, facts)


def test_a_date_that_is_moved_keeps_the_brackets_of_its_reason():
    event, facts = mark(AFI, "extended to 30/6/27, approved by PCC: late (force)")
    assert event is item_due_dates.ItemDueRevised
    assert facts == {"due": date(2027, 6, 30), "approved_by": "PCC", "reason": "late (force)"}


SETTLED = [
    (AFI, "closed by HMICFRS: letter", item_sign_off.ItemAccepted, {"evidence": "letter"}),
    (AFI, "accepted: letter", item_sign_off.ItemAccepted, {"evidence": "letter"}),
    (AFI, "returned by HMICFRS: no", item_sign_off.ItemReturned, {"reason": "no"}),
    (AUDIT, "closed by the auditor: it", recommendations.ItemVerified, {"evidence": "it"}),
    (AUDIT, "closed by Fenwick Lane LLP: it", recommendations.ItemVerified, {"evidence": "it"}),
    (AUDIT, "not verified: it", recommendations.ItemNotVerified, {"reason": "it"}),
    (
        AUDIT,
        "closed by CEX: it",
        recommendations.ItemVerified,
        {"verified_by": "CEX", "evidence": "it"},
    ),
    (
        AFI,
        "reported complete by CC: it",
        inspection_items.ItemReportedComplete,
        {"reported_by": "CC", "evidence": "it"},
    ),
    (AUDIT, "agreed", recommendations.ItemResponded, {"response": "agreed"}),
    (
        AUDIT,
        "partially agreed by CEX: from April",
        recommendations.ItemResponded,
        {"response": "partly agreed", "responded_by": "CEX", "text": "from April"},
    ),
    (AUDIT, "agreed as completed and closed", recommendations.ItemAgreedClosed, {}),
]


@each(("ref", "line", "event", "facts"), SETTLED)
def test_whoever_closes_it_is_the_inspectorate_the_issuer_or_a_post(ref, line, event, facts):
    assert mark(ref, line) == (event, facts)


def test_what_names_nobody_or_another_issuer_is_refused_and_says_what_would_do():
    assert "say who found that it is done, HMICFRS: > closed by HMICFRS" in refused(
        AFI, "closed: letter"
    )
    assert "say who found that it is done, HMICFRS" in refused(AFI, "closed by the force: done")
    assert "this is of HMICFRS, not of internal audit" in refused(
        AFI, "due: 1/5/19 (internal audit)"
    )
    assert "this is of Fenwick Lane LLP, not of HMICFRS" in refused(AUDIT, "closed by HMICFRS: it")
    assert "RAG[ by CLAIMED BY]: RED|AMBER|GREEN|BLUE[; 60 percent]" in refused(AFI, "RAG: PURPLE")
    assert "of an item one says" in refused(AFI, "carried forward")
    assert "of a question one says" in refused("Q-2018-001", "RAG: RED")


def test_what_became_of_it_may_stand_behind_its_reference():
    (line,) = read(HEAD + f"{AFI}: reported complete by CC: it\n", KnownNames()).lines[4:]
    assert line.form.event is inspection_items.ItemReportedComplete
    assert line.about == f"item:{AFI}"


def test_the_lines_below_a_broken_reference_are_not_blamed_too():
    with pytest.raises(Unclear) as problem:
        read(HEAD + f"{AFI} other words\n> RAG: RED\n> nonsense\n", KnownNames())
    assert [fault.number for fault in problem.value.faults] == [5, 7]


# Round trips

PERCENT = st.none() | st.integers(0, 100)
POST = st.none() | st.sampled_from(["CC", "CEX"])


@st.composite
def claims(draw) -> dict[str, object]:
    said = {
        "rag": draw(st.none() | st.sampled_from(action_claims.COLOURS)),
        "percent": draw(PERCENT),
        "status_words": draw(st.none() | WORDS),
    }
    if set(said.values()) == {None}:
        said["percent"] = draw(st.integers(0, 100))
    return said | {"claimed_by": draw(POST), "text": draw(st.none() | WORDS)}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    claim=claims(),
    due=st.dates(date(2019, 2, 13), date(2098, 12, 31)),
    words=st.none() | WORDS,
    by=st.sampled_from(["issuer", "owner", None]),
    of=st.sampled_from([f"item:{AFI}", f"item:{AUDIT}", "action:A-2018-001"]),
)
def test_what_is_written_of_an_item_is_read_back_the_same(claim, due, words, by, of):
    kinds = {"action": action_claims.ActionClaimed, "item": recommendations.ItemClaimed}
    facts = {"due": due, "due_words": words, "due_set_by": by}
    events = [kinds[of.partition(":")[0]](**claim)]
    events += [item_due_dates.ItemDueAgreed(**facts)] if of.startswith("item") else []
    held = dict.fromkeys(("chair", "chairs", "subject", "venue", "minuted_by"))
    held |= {"body": "HTA", "meets_on": date(2019, 2, 12)}
    lines = [Line(form=grammar.HELD, facts=held)]
    for event in events:
        form = proceedings.form_of(event)
        lines.append(Line(form=form, facts=form.facts(event), about=of))
    made = Minute(body="HTA", meets_on=date(2019, 2, 12), lines=lines)
    text = write(made, {one.partition(":")[2]: title for one, title in TITLES.items()})
    assert facts_of(read(text, KnownNames())) == facts_of(made), text


OFFICE = (
    'inspection publish EFF17 "Effectiveness" --year 2017 --on 22/3/18',
    'item issue EFF17/PC-AFI1 "Prevent more" --on 22/3/18',
    'item issue EFF17/PC-AFI2 "Prevent it sooner" --own-ref HMIC/22 --on 22/3/18',
    'inspection publish IA18-01 "Creditors" --issuer "internal audit" --on 1/6/18'
    ' --issued-by "Fenwick Lane LLP"',
    'item issue IA18-01/R1 "Check for duplicates" --on 1/6/18',
)
TEXT = (
    HEAD
    + """\
eff17/pc-afi1
> progress: the plan is drafted
> status by CC: partially outstanding; RAG AMBER
> due: 31/3/2027 (HMICFRS)
HMIC/22: Prevent it sooner
> RAG: GREEN
> complete by CC
> closed by HMICFRS: their letter
IA18-01/R1
> lead: CC
> due: 30/4/19 (force)
> complete by CC: the list
> closed by Fenwick Lane LLP: report 2
A-2018-001
> status: on track; RAG BLUE
"""
)


def asked(office: Office, question: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(office.types(f"ask {question} --json").out)
    return rows


@pytest.fixture
def inspected(minuting, tmp_path):
    minuting.done(*OFFICE, 'action raise "Buy the vans" --owner CC --body HTA --on 1/5/18')
    (tmp_path / "m").write_text(TEXT)
    return minuting


def test_what_a_minute_says_of_items_is_recorded_once_and_asked(inspected, tmp_path):
    recorded = inspected.types(f"minute --file {tmp_path / 'm'}")
    assert recorded.code == DONE, recorded.err
    assert "EFF17/PC-AFI1 said by CC to be: AMBER “partially outstanding”" in recorded.err
    one, other = asked(inspected, "afi_status")
    assert one["status"] == "in progress" and one["told_to"] == ["HTA/2019-02-12"]
    assert (one["status_words"], one["rag"], one["rag_by"]) == (
        "partially outstanding",
        "AMBER",
        "CC",
    )
    assert (one["due"], one["due_set_by"]) == ("2027-03-31", "inspectorate")
    assert (other["status"], other["rag"], other["rag_by"]) == ("closed", "GREEN", None)
    (audit,) = asked(inspected, "audit_recommendations")
    assert (audit["status"], audit["checked_by"], audit["due_set_by"]) == (
        "closed",
        "Fenwick Lane LLP",
        "owner",
    )
    shown = inspected.types("show EFF17/PC-AFI1").out
    for line in ("status words: partially outstanding", "RAG by: CC", "due set by: issuer"):
        assert line in shown
    assert "RAG: BLUE" in inspected.types("show A-2018-001").out
    assert "already has all of it" in inspected.types(f"minute --file {tmp_path / 'm'}").err


def test_a_minute_with_items_is_printed_again_as_the_same(inspected, tmp_path):
    inspected.done(f"minute --file {tmp_path / 'm'}")
    text = printed(inspected, "HTA/2019-02-12")
    assert "EFF17/PC-AFI2 Prevent it sooner\n> RAG: GREEN\n> complete by CC\n" in text
    (tmp_path / "again").write_text(text)
    assert "already has all of it" in inspected.types(f"minute --file {tmp_path / 'again'}").err


def test_another_colour_in_its_place_is_asked_about(inspected, tmp_path):
    inspected.done(f"minute --file {tmp_path / 'm'}")
    text = TEXT.replace("> RAG: GREEN", "> RAG: RED")
    (tmp_path / "m").write_text(text)
    said = inspected.types(f"minute --file {tmp_path / 'm'}").err
    assert "RAG, recorded: GREEN" in said and "RAG, here: RED" in said
    inspected.done(f"minute --file {tmp_path / 'm'} --correct misread")
    assert asked(inspected, "afi_status")[1]["rag"] == "RED"


def test_an_item_that_there_is_not_and_a_closing_that_none_may_record(inspected, tmp_path):
    place = tmp_path / "other"
    place.write_text(HEAD + "EFF17/PC-AFI9\n> RAG: RED\n")
    inspected.refuses(NOT_FOUND, f"minute --file {place}", "There is no item 'EFF17/PC-AFI9'")
    place.write_text(HEAD + "EFF17/PC-AFI1\n> complete by CC\n> closed by CEX: I saw it\n")
    inspected.refuses(REFUSED, f"minute --file {place}", "only the inspectorate says that it is")
    place.write_text(HEAD + "EFF17/PC-AFI1\n> closed by me: I saw it\n")
    inspected.refuses(NOT_FOUND, f"minute --file {place}", "There is no post 'me'")
    place.write_text(HEAD + "EFF17/PC-AFI1\n> due: 31/2/19 (force)\n")
    inspected.refuses(MISUSED, f"minute --file {place}", "31")
    assert not re.search("RED", str(asked(inspected, "afi_status")))
