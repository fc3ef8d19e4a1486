"""Personal values stand apart: the events keep what cannot be turned back into them."""

import re
import sqlite3
from hashlib import sha256

import pytest
from books import entry, progress, raise_action
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import characters
from ledger.application import Ledger
from ledger.errors import Misused, Refused
from ledger.events import Envelope
from ledger.integrity.verify import verify
from ledger.privacy import personal
from ledger.records import bodies, body_members, meeting_attendance, meetings, posts

JANE = "Jane Smith"


@pytest.fixture
def ledger(tmp_path):
    Ledger.create(tmp_path / "office.ledger")
    ledger = Ledger.open(tmp_path / "office.ledger")
    yield ledger
    ledger.close()


def say(ledger, record, ref, rule, **facts):
    return ledger.record(record, ref, rule, entry(), new=True, **facts)


def stored(ledger) -> list[bytes]:
    return [
        row[0] for row in ledger.store.query("SELECT state FROM stored_events ORDER BY position")
    ]


def kept(ledger) -> dict[str, str]:
    rows = ledger.store.query("SELECT commitment, value FROM personal")
    return {key.hex(): value for key, value in rows}


# Into the ledger


def test_the_holder_of_a_post_is_not_in_the_stored_bytes(ledger):
    say(ledger, "post", "ACC", posts.define, title="Assistant Chief Constable")
    say(ledger, "post", "ACC", posts.appoint, holder=JANE)
    say(ledger, "post", "ACC", posts.end)
    assert not any(b"Jane" in state for state in stored(ledger))
    assert [r.event.holder for r in ledger.history("post:ACC")[1:]] == [JANE, JANE]
    (token,) = kept(ledger)
    assert [f'"holder":"pd-v1:{token}"'.encode() in s for s in stored(ledger)] == [
        False,
        True,
        True,
    ]


def test_a_member_and_who_was_present_by_name_are_not_in_the_stored_bytes(ledger):
    say(ledger, "body", "HTA", bodies.constitute, title="Holding to account")
    say(ledger, "body", "HTA", body_members.appoint, member="Ann Lee", capacity="independent")
    say(ledger, "body", "HTA", body_members.leave, member="Ann Lee")
    on = entry().effective_on
    held = {"body": "HTA", "meets_on": on, "minuted_by": "Bea Poe"}
    say(ledger, "meeting", f"HTA/{on}", meetings.hold, **held)
    say(
        ledger,
        "meeting",
        f"HTA/{on}",
        meeting_attendance.attend,
        attendee="Cy Dee",
        person="Di Fox",
    )
    say(
        ledger,
        "meeting",
        f"HTA/{on}",
        meeting_attendance.apologise,
        attendee="Ed Gee",
        person="Flo Hay",
    )
    names = {"Ann Lee", "Bea Poe", "Cy Dee", "Di Fox", "Ed Gee", "Flo Hay"}
    assert set(kept(ledger).values()) == names
    assert not any(name.encode() in state for name in names for state in stored(ledger))
    assert ledger.state("meeting", f"HTA/{on}").present == ("Cy Dee",)


def test_a_post_that_was_present_is_no_name(ledger):
    say(ledger, "post", "ACC", posts.define, title="Assistant Chief Constable")
    say(ledger, "body", "HTA", bodies.constitute, title="Holding to account")
    on = entry().effective_on
    say(ledger, "meeting", f"HTA/{on}", meetings.hold, body="HTA", meets_on=on)
    say(ledger, "meeting", f"HTA/{on}", meeting_attendance.attend, attendee="ACC")
    assert kept(ledger) == {}
    assert b'"attendee":"ACC"' in stored(ledger)[-1]


def test_what_is_marked_in_a_text_is_not_in_the_stored_bytes(ledger):
    raise_action(ledger, 1, f"Write to [[{JANE}]] and [[her son]] about the cells")
    (state,) = stored(ledger)
    title = re.search(rb'"title":"([^"]*)"', state)[1]
    token = rb"\[\[pd-v1:[0-9a-f]{64}\]\]"
    assert re.fullmatch(rb"Write to %s and %s about the cells" % (token, token), title)
    said = ledger.state("action", "A-2018-001").title
    assert said == f"Write to [[{JANE}]] and [[her son]] about the cells"


def test_what_is_marked_in_a_quotation_is_not_in_the_stored_bytes(ledger):
    marked = entry(quote=f"[[{JANE}]] said so", marking_reason=f"names [[{JANE}]]")
    ledger.record("policy", "independent-verification", _switch(), marked, new=True, **OFF)
    (state,) = stored(ledger)
    assert b"Jane" not in state and state.count(b"pd-v1:") == 2
    assert ledger.at(1).envelope.quote == f"[[{JANE}]] said so"


OFF = {"name": "independent-verification", "setting": "off", "reason": "a trial"}


def _switch():
    from ledger.records import policies

    return policies.switch


def test_who_recorded_an_event_stays_in_clear(ledger):
    by = entry(recorded_by="[[M Clerk]]")
    ledger.record("policy", "independent-verification", _switch(), by, new=True, **OFF)
    assert b'"recorded_by":"[[M Clerk]]"' in stored(ledger)[0] and kept(ledger) == {}


def test_what_is_not_marked_stays_as_it_is(ledger):
    for number, title in enumerate(
        ["a [b] c", "[[]]", "[[", "]] [[", "[[]] and [[", "[[]] and ]]"], 1
    ):
        raise_action(ledger, number, title)
        assert ledger.state("action", f"A-2018-{number:03}").title == title
    assert kept(ledger) == {}


def test_brackets_in_brackets_mark_what_is_inside(ledger):
    raise_action(ledger, 1, f"[[[{JANE}]]]")
    assert list(kept(ledger).values()) == [JANE]
    assert ledger.state("action", "A-2018-001").title == f"[[[{JANE}]]]"


def test_a_value_is_kept_once_and_stands_under_one_token(ledger):
    raise_action(ledger, 1, f"Write to [[{JANE}]]")
    progress(ledger, 1, f"wrote to [[{JANE}]], and again to [[{JANE}]]")
    assert len(kept(ledger)) == 1
    only = [next(iter(kept(ledger)))]
    assert list(personal.tokens(ledger.store)) == [(1, only), (2, only)]


def test_the_commitment_is_what_the_design_says(ledger):
    raise_action(ledger, 1, f"Write to [[{JANE}]]")
    ((key, salt, value),) = ledger.store.query("SELECT * FROM personal")
    assert key == sha256(b"pd-v1\0" + salt + value.encode()).digest()
    assert len(salt) == 32


def test_two_ledgers_have_their_own_salts(ledger, tmp_path):
    Ledger.create(tmp_path / "other.ledger")
    other = Ledger.open(tmp_path / "other.ledger")
    for one in (ledger, other):
        raise_action(one, 1, f"Write to [[{JANE}]]")
    assert not set(kept(ledger)) & set(kept(other))
    other.close()


def test_a_token_is_not_typed(ledger):
    for text in (f"see pd-v1:{'ab' * 32}", f"[[pd-v1:{'ab' * 32}]]"):
        with pytest.raises(Refused, match="stands for a personal value"):
            raise_action(ledger, 1, text)
    raise_action(ledger, 1, "pd-v1: is how it begins")
    assert ledger.size == 1 and kept(ledger) == {}


@pytest.mark.parametrize(
    ("name", "why"), [("Jane\x7f", "control characters"), ("J" * (1 << 20), "at most 1 MiB")]
)
def test_what_is_not_let_in_unmarked_is_not_let_in_marked(ledger, name, why):
    for title in (name, f"[[{name}]]"):
        with pytest.raises(Misused, match=why):
            raise_action(ledger, 1, title)
    assert kept(ledger) == {}


def test_what_is_undone_leaves_no_value_behind(ledger):
    with pytest.raises(RuntimeError), ledger.writing():
        raise_action(ledger, 1, f"Write to [[{JANE}]]")
        raise RuntimeError
    assert kept(ledger) == {} and ledger.size == 0


def test_the_same_said_again_is_the_same_fact(ledger):
    raise_action(ledger, 1, f"Write to [[{JANE}]]")
    assert progress(ledger, 1, f"wrote to [[{JANE}]]")
    assert progress(ledger, 1, f"wrote to [[{JANE}]]") == []


# Out of the ledger


def test_every_way_of_reading_tells_the_value(ledger):
    raise_action(ledger, 1, f"Write to [[{JANE}]]")
    title = f"Write to [[{JANE}]]"
    assert ledger.at(1).event.title == title
    assert [r.event.title for r in ledger.after(0)] == [title]
    assert [r.event.title for r in ledger.history("action:A-2018-001")] == [title]
    assert b"Jane Smith" in ledger.rows(0, 1, 1)[0][4]


def test_a_verification_reads_the_stored_bytes_alone(ledger):
    raise_action(ledger, 1, f"Write to [[{JANE}]]")
    before = verify(ledger)
    assert before.ok
    raw = sqlite3.connect(ledger.path)
    raw.execute("DROP TRIGGER personal_values_are_erased")
    raw.execute("DELETE FROM personal")
    raw.commit()
    after = verify(ledger)
    assert after.root == before.root
    assert after.problems == ["the trigger personal_values_are_erased is missing"]


def test_two_that_were_erased_are_told_apart(ledger):
    raise_action(ledger, 1, "Write to [[Ann]] and [[Bea]]")
    raw = sqlite3.connect(ledger.path)
    raw.execute("DROP TRIGGER personal_values_are_erased")
    raw.execute("DELETE FROM personal")
    raw.commit()
    title = ledger.at(1).event.title
    found = re.fullmatch(
        r"Write to \[\[erased ([0-9a-f]{8})\]\] and \[\[erased ([0-9a-f]{8})\]\]", title
    )
    assert found and found[1] != found[2]


LETTER = st.characters(exclude_categories=["Cs"], exclude_characters="\x7f")
ANY_TEXT = st.text(LETTER, min_size=1, max_size=60) | st.sampled_from(
    [
        '"',
        "\\",
        '\\"',
        "\n\t",
        "]",
        "é" * 3000,
        "𝔘",
        '","title":"x',
        '"command":"',
        '","command":"x',
        "pd-v1:",
        "[",
        "{}",
    ]
)
TEXT = ANY_TEXT.map(characters.composed).filter(characters.shows)
# A name has no character that hides and, other than a text, none that controls a terminal.
NAME = TEXT.filter(lambda text: not any(map(characters.hides, text)))
NAME = NAME.filter(lambda text: not characters._CONTROL.search(text))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=TEXT, around=TEXT)
def test_whatever_is_marked_reads_as_it_was_said(ledger, value, around):
    ledger.mixed_meant = True
    text = characters.composed(f"{around}[[{value}]]{around}".strip())
    number = len(ledger.refs("action")) + 1
    raise_action(ledger, number, text)
    plain = raise_action(ledger, number + 1, text.replace("[[", "((").replace("]]", "))"))
    assert ledger.state("action", f"A-2018-{number:03}").title == text
    again = ledger.at(plain[0].position - 1)
    assert isinstance(again.envelope, Envelope) and again.event.title == text
    assert verify(ledger).ok


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=NAME)
def test_whatever_a_person_is_called_reads_as_it_was_said(ledger, name):
    ledger.mixed_meant = True
    ref = f"P{ledger.size}"
    say(ledger, "post", ref, posts.define, title=ref)
    say(ledger, "post", ref, posts.appoint, holder=name)
    assert ledger.state("post", ref).holder == name.strip()
    assert name.strip() in kept(ledger).values()


def test_a_name_is_found_however_it_is_spaced_and_as_words_of_its_own():
    assert personal.folded("  Jane\n SMITH ") == personal.folded("[[jane smith]]") == "jane smith"
    assert personal.tells("Ask JANE  Smith, please", "jane smith")
    assert not personal.tells("Ask Jane Smithers", "jane smith")
    assert not personal.tells("anything", "")
