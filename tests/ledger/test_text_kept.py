"""All text is kept in one form, and names are compared by what a reader sees."""

import unicodedata
from types import SimpleNamespace

import msgspec
import pytest
from books import entry, filled, raise_action
from folded import each

from ledger import characters
from ledger.application import Ledger
from ledger.errors import Refused
from ledger.privacy import personal
from ledger.records import actions, bodies, measures, posts
from ledger.registry import event_kinds
from ledger.words import same_person

APART = unicodedata.normalize("NFD", "Ŵylan Zoë, café")
WHOLE = unicodedata.normalize("NFC", APART)


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger.open(filled(tmp_path / "office.ledger"))
    yield ledger
    ledger.close()


def test_a_program_records_composed_text_too(ledger):
    said = entry(quote=APART, date_reason=APART, date_basis="inferred", recorded_by=APART)
    raised = ledger.record(
        "action", "A-2018-009", actions.raise_action, said, new=True, title=APART
    )[0]
    assert raised.event.title == WHOLE
    assert (raised.envelope.quote, raised.envelope.date_reason) == (WHOLE, WHOLE)
    assert raised.envelope.recorded_by == WHOLE
    changed = ledger.correct(raised.position, {"title": f"{APART}!"}, APART, said)
    assert (changed[0].event.reason, changed[1].event.title) == (WHOLE, f"{WHOLE}!")
    taken = ledger.retract([changed[1].position], APART, said)
    assert taken[0].event.reason == WHOLE


ONE_NAME = [
    (APART, WHOLE.upper()),
    ("O\u2019Brien", "O'BRIEN"),
    ("Smith\u2011Jones", "smith-jones"),
    ("Jane\u00a0Doe", "Jane  Doe"),
    ("Jane\u200b Doe", "Jane Doe"),
    ("\u201cAOB\u201d \u2013 other\u2026", '"aob" - other...'),
    ("Stra\u00dfe", "STRASSE"),
]


@each(("one", "other"), ONE_NAME)
def test_a_name_is_the_same_however_it_is_typed(one, other):
    assert characters.folded(one) == characters.folded(other)
    assert same_person(one, other)
    assert personal.folded(one) == personal.folded(other)


@each(("one", "other"), [("Ann", "Anne"), ("Zoe", "Zoë"), ("Llŷr", "Llyr")])
def test_another_name_is_another(one, other):
    assert characters.folded(one) != characters.folded(other)


@each(("one", "other"), ONE_NAME)
def test_a_record_takes_no_second_name_that_is_the_same(one, other):
    post = posts.Post(ref="P", status="defined", title=one)
    assert posts.add_alias(post, alias=other, taken_by=None) == []
    body = bodies.Body(ref="B", status="active", title=one)
    assert bodies.add_alias(body, alias=other, taken_by=None) == []
    known = SimpleNamespace(periods=[(one, 1)])
    assert measures._period(known, other) == one


NOTHING = [" ", "\t", "\u00a0", "\u200b", "\u2060\ufeff", "\u00ad", "\u3164", "\u2800", "\u0301"]


@pytest.mark.parametrize("text", NOTHING, ids=[ascii(one) for one in NOTHING])
def test_a_title_of_nothing_to_see_is_refused(ledger, text):
    with pytest.raises(Refused, match="needs words"):
        raise_action(ledger, 9, text)


def test_no_text_of_any_event_has_nothing_to_read():
    envelope = SimpleNamespace(__struct_fields__=())
    fields = {one.name for kind in event_kinds().values() for one in msgspec.structs.fields(kind)}
    for name in fields:
        said = SimpleNamespace(__struct_fields__=(name,), **{name: "\u200b\u00a0"})
        with pytest.raises(Refused, match="nothing that can be read"):
            characters.check(said, envelope, frozenset(), meant=False)


def test_what_is_not_looked_through_has_nothing_to_refuse():
    blanks = [chr(code) for code in range(128) if not chr(code).strip()]
    for text in [*blanks, " \t ", "\u200b", "p\u0430yments", "Ann\u202e"]:
        assert not characters.harmless(msgspec.json.encode({"title": text, "items": ["a", text]}))
    assert characters.harmless(msgspec.json.encode({"title": "Say so and go on", "items": [""]}))
