"""A person's key: accepted, revoked, one person's; and what a signature of it proves."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from books import entry, rehash, rewrite_head, tampering
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from folded import each
from given import given

from ledger.application import Clock, Ledger
from ledger.errors import Misused, Refused
from ledger.events import Entry
from ledger.integrity.ssh import PrivateKey
from ledger.records import actions, keys, policies
from ledger.records.keys import KeyAccepted, KeyRevoked, Order, accept, revoke

JANE = PrivateKey(Ed25519PrivateKey.from_private_bytes(b"j" * 32))
ANDY = PrivateKey(Ed25519PrivateKey.from_private_bytes(b"a" * 32))
LINE = JANE.public.line

accepted = KeyAccepted(person="Jane Doe", public_key=LINE, fingerprint=JANE.public.fingerprint)
revoked = KeyRevoked(reason="lost")

# The rules


def test_the_office_accepts_a_key_as_a_persons():
    given().when(accept, person=" Jane Doe ", public_key=f"{LINE} jane@office\n").then(accepted)


def test_a_key_that_is_accepted_is_not_accepted_twice():
    given(accepted).when(accept, person="jane  doe", public_key=LINE).nothing_happens()


def test_a_key_belongs_to_one_person():
    given(accepted).when(accept, person="Andy", public_key=LINE).refused("is the key of Jane Doe")


def test_the_name_of_a_keys_person_cannot_be_erased():
    given().when(accept, person="[[Jane Doe]]", public_key=LINE).refused("is never erased")


def test_a_key_that_was_revoked_is_not_accepted_again():
    given(accepted, revoked).when(accept, person="Jane Doe", public_key=LINE).refused("was revoked")


def test_a_key_without_a_person_is_nobodys():
    given().when(accept, person=" ", public_key=LINE).refused("belongs to a person")


@each("line", ["", "ssh-rsa AAAA", "-----BEGIN CERTIFICATE-----", "é"])
def test_what_is_no_public_key_is_not_accepted(line):
    given().when(accept, person="Jane", public_key=line).refused("not an Ed25519", Misused)


def test_a_private_key_is_not_accepted_nor_repeated():
    line = "-----BEGIN OPENSSH PRIVATE KEY-----"
    given().when(accept, person="Jane", public_key=line).refused("the private key", Misused)


def test_a_key_is_revoked_for_a_reason():
    given(accepted).when(revoke, reason="lost").then(revoked)
    given(accepted).when(revoke, reason="").refused("needs a reason")
    given(accepted, revoked).when(revoke, reason="lost").nothing_happens()
    given(accepted, revoked).when(revoke, reason="stolen").refused("was revoked on")


def test_a_key_answers_to_its_fingerprint():
    state = keys.evolve(None, accepted)
    assert keys.answers_to(state) == (JANE.public.fingerprint,)


# What a signature proves


@pytest.fixture
def ledger(tmp_path):
    Ledger.create(tmp_path / "l.db")
    ledger = Ledger.open(tmp_path / "l.db", clock=Clock(datetime(2018, 3, 1, 9, tzinfo=UTC)))
    for ref, person, key in (("K-2018-001", "Jane Doe", JANE), ("K-2018-002", "Andy", ANDY)):
        facts = {"person": person, "public_key": key.public.line}
        ledger.record("key", ref, accept, entry(), new=True, **facts)
    yield ledger
    ledger.close()


def order(book: Ledger, **more) -> Order:
    said = {"ledger": book.identity, "correlation": "one", "person": "Jane Doe"}
    rest = {"at": book.clock.now(), "command": "action raise", "given": {"title": "Write"}}
    return Order(**(said | rest | more))


def signed(ledger: Ledger, *, key=JANE, namespace=keys.NAMESPACE, said=None, **more) -> Entry:
    line = (said or order(ledger, correlation=more.get("correlation", "one"))).line
    facts = {
        "recorded_by": "Jane Doe",
        "authority": "signed",
        "correlation": "one",
        "command": line,
        "signature": key.sign_text(line.encode(), namespace),
        "signed_with": "K-2018-001",
    }
    return entry(**(facts | more))


def raised(ledger: Ledger, said: Entry, number: int = 1) -> None:
    ref = f"A-2018-{number:03}"
    ledger.record("action", ref, actions.raise_action, said, new=True, title="Write")


def test_a_signature_holds(ledger):
    raised(ledger, signed(ledger))
    raised(ledger, signed(ledger), 2)  # of the same command
    raised(ledger, entry(), 3)
    check = keys.holds(ledger)
    assert (check.about, check.problems) == ("signatures", ())
    assert check.covered.startswith("2 of 5 events are signed:")


FORGED = {
    "there is no signature": ({"signature": None}, "no signature"),
    "there is no command": ({"command": None}, "no signature"),
    "no key is named": ({"signed_with": None}, "no signature"),
    "the signature is none": ({"signature": "x"}, "not an SSH signature"),
    "it is of other words": ({"command": "{}"}, "of something else"),
    "it was made for another use": ({"namespace": "git"}, "was made for 'git'"),
    "the key is not in the ledger": ({"signed_with": "K-2018-009"}, "not accepted by then"),
    "the key is another": ({"key": ANDY}, "is another key"),
    "the key is another person's": ({"recorded_by": "Andy"}, "the key of Jane Doe, not of Andy"),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_signature_does_not_hold_where(ledger, case):
    how, words = FORGED[case]
    raised(ledger, signed(ledger, **how))
    (problem,) = keys.holds(ledger).problems
    assert problem.startswith("event 3 says that it is signed, and does not prove it: ")
    assert words in problem


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"ledger": "another"}, "for another ledger"),
        ({"correlation": "two"}, "signed is another"),
        ({"person": "Andy"}, "command was Andy's"),
    ],
)
def test_a_signature_copied_from_elsewhere_does_not_hold(ledger, how, words):
    raised(ledger, signed(ledger, said=order(ledger, **how)))
    (problem,) = keys.holds(ledger).problems
    assert words in problem


def test_a_signature_of_what_is_no_command_does_not_hold(ledger):
    text = '{"ledger":"x"}'
    said = signed(ledger, command=text, signature=JANE.sign_text(text.encode(), keys.NAMESPACE))
    raised(ledger, said)
    (problem,) = keys.holds(ledger).problems
    assert "no command" in problem


def test_a_command_is_not_made_to_record_more_afterwards(ledger):
    raised(ledger, signed(ledger))
    raised(ledger, entry(), 2)
    raised(ledger, signed(ledger), 3)
    (problem,) = keys.holds(ledger).problems
    assert problem.startswith("event 5 ")
    assert "Event 3 ended what that command recorded" in problem


def test_a_key_counts_from_its_acceptance_to_its_revocation(ledger):
    ledger.record("key", "K-2018-001", revoke, entry(effective_on=date(2018, 3, 1)), reason="lost")
    raised(ledger, signed(ledger))
    (problem,) = keys.holds(ledger).problems
    assert "K-2018-001 was revoked on 1 March 2018" in problem


def test_what_was_signed_before_the_revocation_was_recorded_still_holds(ledger):
    raised(ledger, signed(ledger))
    ledger.record("key", "K-2018-001", revoke, entry(effective_on=date(2018, 3, 1)), reason="lost")
    assert keys.holds(ledger).problems == ()


def test_a_revocation_counts_from_its_day(ledger):
    raised(ledger, signed(ledger))
    ledger.clock.fixed = datetime(2018, 3, 2, 9, tzinfo=UTC)
    ledger.record("key", "K-2018-001", revoke, entry(effective_on=date(2018, 3, 2)), reason="moves")
    assert keys.holds(ledger).problems == ()


def test_a_key_that_is_accepted_afterwards_proves_nothing(ledger):
    raised(ledger, signed(ledger, signed_with="K-2018-003"))
    facts = {"person": "Jane Doe", "public_key": LINE, "held_as": None}
    ledger.record("key", "K-2018-003", lambda key: accept(key, **facts), entry(), new=True)
    (problem,) = keys.holds(ledger).problems
    assert "not accepted by then" in problem


def test_a_key_that_signed_is_not_taken_back(ledger):
    raised(ledger, signed(ledger))
    with pytest.raises(Refused, match=r"K-2018-001 is named by A-2018-001 \(event 3\)"):
        ledger.retract([1], "mistake", entry())


def test_an_authority_that_is_merely_written_in_is_found(ledger):
    raised(ledger, entry())
    path = ledger.path
    ledger.close()
    with tampering(path) as raw:
        raw.execute(
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT),"
            """ '"authority":"asserted"', '"authority": "signed"') AS BLOB) WHERE position = 3"""
        )
        rehash(raw)
        rewrite_head(raw)
    again = Ledger.open(path)
    (problem,) = keys.holds(again).problems
    assert "no signature" in problem
    again.close()


def test_the_line_that_is_signed_is_always_the_same(ledger):
    one = order(ledger, given={"b": 1, "a": date(2018, 2, 27)})
    assert one.line == (
        '{"at":"2018-03-01T09:00:00Z","command":"action raise","correlation":"one","given":'
        f'{{"a":"2018-02-27","b":1}},"ledger":"{ledger.identity}","person":"Jane Doe"}}'
    )
    assert msgspec.json.decode(one.line, type=Order).person == "Jane Doe"


# What a policy wants signed


def want(
    ledger: Ledger,
    setting: str = "on",
    day: date = date(2018, 2, 27),
    by=entry,
    policy: str = policies.SIGNED_CLOSURES,
) -> None:
    facts = {"name": policy, "setting": setting, "reason": "the auditor"}
    said = by(ledger) if by is signed else by()
    said = msgspec.structs.replace(said, effective_on=day)
    ledger.record("policy", policy, policies.switch, said, new=True, **facts)


def withdraw(ledger: Ledger, said: Entry) -> int:
    (one,) = ledger.record("action", "A-2018-001", actions.withdraw, said, reason="overtaken")
    return one.position


def test_a_closure_is_signed_while_the_policy_is_on(ledger):
    raised(ledger, entry())
    want(ledger)
    with pytest.raises(Refused, match=r"A-2018-001: .*policy signed-closures.*--sign FILE"):
        withdraw(ledger, entry())
    withdraw(ledger, signed(ledger))
    assert policies.holds(ledger).problems == ()
    assert policies.holds(ledger).covered.startswith("1 of 5 events had to be signed")


def test_so_is_its_retraction(ledger):
    raised(ledger, entry())
    position = withdraw(ledger, entry())
    want(ledger)
    with pytest.raises(Refused, match="signed-closures"):
        ledger.retract([position], "mistake", entry())
    with pytest.raises(Refused, match="signed-closures"):
        ledger.correct(position, {"reason": "x"}, "mistake", entry())
    ledger.retract([position], "mistake", signed(ledger))


def test_nothing_else_need_be(ledger):
    want(ledger)
    raised(ledger, entry())


def test_the_policy_counts_on_the_day_of_recording_whatever_day_it_was_of(ledger):
    raised(ledger, entry())
    want(ledger, day=date(2018, 3, 1))
    with pytest.raises(Refused, match="signed-closures"):
        withdraw(ledger, entry(effective_on=date(2018, 2, 27)))


@pytest.mark.parametrize("how", ["switched off", "not on yet"])
def test_a_policy_that_is_not_on_wants_nothing(ledger, how):
    raised(ledger, entry())
    want(ledger, day=date(2018, 2, 27 if how == "switched off" else 1))
    if how == "switched off":
        want(ledger, "off", date(2018, 2, 28), signed)
    else:
        want(ledger, "off", date(2018, 2, 2), signed)
        want(ledger, "on", date(2018, 3, 2), signed)
    withdraw(ledger, entry())
    assert policies.holds(ledger).problems == ()


def test_a_policy_wants_nothing_of_what_was_recorded_before_it(ledger):
    raised(ledger, entry())
    withdraw(ledger, entry())
    want(ledger)
    assert policies.holds(ledger).problems == ()


def test_what_went_past_the_rules_unsigned_is_found(ledger):
    raised(ledger, entry())
    want(ledger)
    withdraw(ledger, signed(ledger))
    path = ledger.path
    ledger.close()
    with tampering(path) as raw:
        raw.execute(
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT),"
            """ '"authority":"signed"', '"authority":"asserted"') AS BLOB)"""
        )
        rehash(raw)
        rewrite_head(raw)
    again = Ledger.open(path)
    assert policies.holds(again).problems == ("event 5 is not signed, against signed-closures",)
    again.close()


# Who cannot sign does not switch the signing off

BOB = PrivateKey(Ed25519PrivateKey.from_private_bytes(b"b" * 32))


def switched_off(ledger: Ledger, said: Entry) -> None:
    off = {"name": policies.SIGNED_CLOSURES, "setting": "off", "reason": "a nuisance"}
    ledger.record("policy", policies.SIGNED_CLOSURES, policies.switch, said, **off)


def another_switched(ledger: Ledger, said: Entry) -> None:
    name = policies.INDEPENDENT_VERIFICATION
    off = {"name": name, "setting": "off", "reason": "a nuisance"}
    ledger.record("policy", name, policies.switch, said, new=True, **off)


def taken_back(ledger: Ledger, said: Entry) -> None:
    ledger.retract([3], "mistake", said)


def corrected(ledger: Ledger, said: Entry) -> None:
    ledger.correct(3, {"setting": "off"}, "mistake", said)


def bobs_accepted(ledger: Ledger, said: Entry) -> None:
    facts = {"person": "Bob", "public_key": BOB.public.line}
    ledger.record("key", "K-2018-003", accept, said, new=True, **facts)


def andys_revoked(ledger: Ledger, said: Entry) -> None:
    ledger.record("key", "K-2018-002", revoke, said, reason="lost")


WAYS_ROUND = [switched_off, another_switched, taken_back, corrected, bobs_accepted, andys_revoked]


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_a_way_round_the_signing_is_signed_while_a_policy_is_on(ledger, way):
    want(ledger)
    with pytest.raises(Refused, match=r"requires this to be signed \(policy signed-closures\)"):
        way(ledger, entry())
    assert ledger.size == 3
    way(ledger, signed(ledger))
    assert ledger.size > 3
    assert (keys.holds(ledger).problems, policies.holds(ledger).problems) == ((), ())


@pytest.mark.parametrize("way", [another_switched, bobs_accepted, andys_revoked])
def test_while_none_is_on_it_need_not_be(ledger, way):
    way(ledger, entry())
    assert policies.holds(ledger).problems == ()


def test_without_a_key_the_first_is_accepted_unsigned(tmp_path):
    Ledger.create(tmp_path / "new.db")
    new = Ledger.open(tmp_path / "new.db", clock=Clock(datetime(2018, 3, 1, 9, tzinfo=UTC)))
    want(new)
    bobs_accepted(new, entry())
    with pytest.raises(Refused, match="signed-closures"):
        new.record("key", "K-2018-003", revoke, entry(), reason="lost")
    assert policies.holds(new).problems == ()
    new.close()


@pytest.mark.parametrize("way", [switched_off, bobs_accepted, andys_revoked])
def test_a_way_round_that_went_past_the_rules_is_found(ledger, way):
    want(ledger)
    way(ledger, signed(ledger))
    path = ledger.path
    ledger.close()
    with tampering(path) as raw:
        raw.execute(
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT),"
            """ '"authority":"signed"', '"authority":"asserted"') AS BLOB)"""
        )
        rehash(raw)
        rewrite_head(raw)
    again = Ledger.open(path)
    assert policies.holds(again).problems == ("event 4 is not signed, against signed-closures",)
    again.close()
