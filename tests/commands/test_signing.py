"""Signing a command: whose key it is, what is signed, and who may not."""

import os
import subprocess

import pytest
from clerk import DONE, MISUSED, NEEDED, REF, REFUSED, Office
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from signing import encrypted, needs_ssh_keygen
from terminal import at_terminal

from ledger.application import Ledger
from ledger.integrity.ssh import PrivateKey
from ledger.records import keys, policies

pytestmark = pytest.mark.slow


COMPLETE = f"action complete {REF} --by CC --on 2019-02-20"
CLOSE = f"action close {REF} --verified-by CEX --evidence 'minute 12'"


def write_key(path, letter: bytes, passphrase: bytes | None = None) -> None:
    key = Ed25519PrivateKey.from_private_bytes(letter * 32)
    how = encrypted(passphrase) if passphrase else serialization.NoEncryption()
    form = serialization.PrivateFormat.OpenSSH
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, how))
    path.with_suffix(".pub").write_text(PrivateKey(key).public.line + " comment\n")


@pytest.fixture
def signers(action, tmp_path, monkeypatch):
    """An office of two people with keys, one with a passphrase; M Clerk is at the keyboard."""
    write_key(tmp_path / "clerk", b"c")
    write_key(tmp_path / "andy", b"a", b"secret")
    action.done(
        'key accept "M Clerk" --file clerk.pub --on 2019-01-01',
        'key accept "Andy Champness" --file andy.pub --on 2019-01-01',
    )
    (tmp_path / "secret").write_text("secret\n")
    return action


def as_andy(monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ACTOR", "Andy Champness")
    monkeypatch.setenv("GOVLEDGER_KEY", "andy")
    monkeypatch.setenv("GOVLEDGER_PASSPHRASE_FILE", "secret")


def checked(office: Office) -> list[str]:
    ledger = Ledger.open(office.path, read_only=True)
    try:
        return [*keys.holds(ledger).problems, *policies.holds(ledger).problems]
    finally:
        ledger.close()


# What is signed


def test_a_command_is_signed_and_says_so(signers):
    signers.done(f"{COMPLETE} --evidence paper --sign clerk")
    about = signers.events[-1].envelope
    assert (about.recorded_by, about.authority, about.signed_with) == (
        "M Clerk",
        "signed",
        "K-2019-001",
    )
    order = keys.msgspec.json.decode(about.command, type=keys.Order)
    assert order.command == "action complete"
    assert order.given == {
        "on": "2019-02-20",
        "which": [REF],
        "reported_by": "CC",
        "evidence": "paper",
    }
    assert order.correlation == about.correlation
    assert checked(signers) == []
    told = signers.done(f"history {REF}").out
    assert f"event {signers.size} · signed by M Clerk with K-2019-001" in told


def test_references_are_signed_whole_however_they_are_typed(signers):
    signers.done("action complete 2019-1 --by 'chief constable' --sign clerk")
    order = keys.msgspec.json.decode(signers.events[-1].envelope.command, type=keys.Order)
    assert order.given == {"which": [REF], "reported_by": "CC"}


def test_all_that_one_command_records_is_signed(signers):
    signers.done("action raise Write --owner CFO --sign clerk")
    assert [r.envelope.authority for r in signers.events[-2:]] == ["signed", "signed"]
    assert checked(signers) == []


def test_the_key_may_be_named_once_for_all(signers, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_KEY", "clerk")
    signers.done(COMPLETE)
    assert signers.events[-1].envelope.authority == "signed"
    signers.done("action raise Write --no-owner --sign none")
    assert signers.events[-1].envelope.authority == "asserted"


def test_the_key_may_stand_in_the_config_file(signers, monkeypatch, tmp_path):
    (tmp_path / "config" / "govledger").mkdir(parents=True)
    (tmp_path / "config" / "govledger" / "config.toml").write_text('key = "clerk"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    signers.done(COMPLETE)
    assert signers.events[-1].envelope.authority == "signed"


def test_whose_login_it_is_matters_less_than_whose_key(signers, monkeypatch):
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    signers.done(f"{COMPLETE} --sign clerk")
    assert signers.events[-1].envelope.recorded_by == "M Clerk"


def test_each_line_of_a_batch_is_signed(signers, tmp_path):
    (tmp_path / "all.txt").write_text(f"{COMPLETE}\n{CLOSE}\n")
    policy = "policy set independent-verification off --reason few --on 2019-01-01"
    signers.done(policy, "batch all.txt --sign andy --passphrase-file secret --help")
    signers.done("batch all.txt --sign clerk")
    one, two = signers.events[-2:]
    assert one.envelope.correlation != two.envelope.correlation
    assert [one.envelope.authority, two.envelope.authority] == ["signed", "signed"]
    assert checked(signers) == []
    (tmp_path / "one.txt").write_text("action raise x --no-owner --sign clerk\n")
    signers.refuses(MISUSED, "batch one.txt", "named once, for the whole batch")


def test_each_line_of_a_minute_is_signed(signers, tmp_path):
    (tmp_path / "notes.txt").write_text(
        "# HTA Tuesday 26 February 2019\nChair: PCC\n\n## 1 Roads\nA: CC: Write\n"
    )
    before = signers.size
    signers.done("minute --file notes.txt --yes --sign clerk")
    assert {r.envelope.authority for r in signers.events[before:]} == {"signed"}
    assert checked(signers) == []


def test_a_correction_is_signed_by_who_corrects(signers):
    signers.done(f'correct {signers.size - 2} --set "title=Share it" --reason slip --sign clerk')
    assert {r.envelope.authority for r in signers.events[-2:]} == {"signed"}
    assert checked(signers) == []


def test_undo_takes_back_what_was_signed(signers, monkeypatch):
    signers.done(f"{COMPLETE} --sign clerk")
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    assert "reported complete" in signers.done("undo --sign clerk").err
    assert checked(signers) == []


def test_a_key_of_ones_own_repeats_a_command_signed_or_not(signers):
    signers.done(f"{COMPLETE} --key k1")
    before = signers.size
    assert "nothing was written twice" in signers.done(f"{COMPLETE} --key k1 --sign clerk").err
    assert signers.size == before


@needs_ssh_keygen
def test_ssh_keygen_says_the_same(signers, tmp_path):
    signers.done(f"{COMPLETE} --sign clerk")
    about = signers.events[-1].envelope
    (tmp_path / "allowed").write_text(f"clerk {(tmp_path / 'clerk.pub').read_text()}")
    (tmp_path / "sig").write_text(about.signature)
    how = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "clerk", "-n", keys.NAMESPACE]
    for command, good in ((about.command, True), (about.command + " ", False)):
        done = subprocess.run(
            [*how, "-s", "sig"],
            input=command.encode(),
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert (done.returncode == 0) == good, done.stderr


# Whose key it is


def test_a_key_that_is_not_accepted_signs_nothing(signers, tmp_path):
    write_key(tmp_path / "stranger", b"s")
    signers.refuses(REFUSED, f"{COMPLETE} --sign stranger", "not accepted in this ledger")


def test_a_key_that_is_revoked_signs_nothing(signers):
    signers.done("key revoke K-2019-001 --reason lost --on 2019-02-28")
    signers.refuses(REFUSED, f"{COMPLETE} --sign clerk", "was revoked on 28 February 2019")
    signers.refuses(REFUSED, 'key accept "M Clerk" --file clerk.pub', "was revoked")


def test_a_key_signs_nothing_for_another(signers, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ACTOR", "Jane Doe")
    signers.refuses(
        REFUSED, f"{COMPLETE} --sign clerk", "K-2019-001 is the key of M Clerk, not of Jane Doe"
    )


def test_a_key_is_one_persons(signers):
    signers.refuses(REFUSED, "key accept Jane --file clerk.pub", "a key belongs to one person")
    again = signers.done('key accept "m clerk" --file clerk.pub')
    assert again.out == "K-2019-001\n"
    assert "nothing was written twice" in again.err


def test_a_key_is_found_by_its_fingerprint(signers):
    signers.done(f"key revoke {signers.state('key', 'K-2019-001').fingerprint} --reason lost")
    assert signers.state("key", "K-2019-001").status == "revoked"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("key accept Jane --file nowhere.pub", "cannot be read from nowhere.pub"),
        ("key accept Jane --file clerk", "the private key, which stays with its person"),
        ("key accept Jane --file clerk.pub --line x", "not both"),
        ("key accept Jane --line 'ssh-rsa AAAA'", "is not an Ed25519 public key"),
        (f"{COMPLETE} --sign nowhere", "cannot be read"),
        (f"{COMPLETE} --sign clerk.pub", "is a public key, not a private one"),
        (f"{COMPLETE} --sign andy --passphrase-file nowhere", "cannot be read from nowhere"),
        (f"{COMPLETE} --sign andy --passphrase-file clerk", "passphrase is wrong"),
    ],
)
def test_what_will_not_do_as_a_key_is_said_so(signers, line, words):
    signers.refuses(MISUSED, line, words)


# The passphrase


def test_a_passphrase_comes_from_a_file(signers, monkeypatch):
    as_andy(monkeypatch)
    signers.done(COMPLETE)
    assert signers.events[-1].envelope.recorded_by == "Andy Champness"


def test_a_passphrase_that_nobody_can_be_asked_for_is_named(signers, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ACTOR", "Andy Champness")
    signers.refuses(NEEDED, f"{COMPLETE} --sign andy", "--passphrase-file FILE")


def test_a_passphrase_is_asked_for_and_not_shown(signers, tmp_path):
    (tmp_path / "all.txt").write_text(f"{COMPLETE} --evidence paper\naction raise x --no-owner\n")
    words = ["--ledger", str(signers.path), "batch", "all.txt", "--sign", "andy"]
    env = {"GOVLEDGER_ACTOR": "Andy Champness", "GOVLEDGER_NOW": "2019-03-01T10:00"}
    code, shown = at_terminal(words, ["secret"], env=env)
    assert code == DONE, shown
    assert "Passphrase of andy (it is not shown)" in shown
    assert "secret" not in shown
    assert [r.envelope.authority for r in signers.events[-2:]] == ["signed", "signed"]


# What is to be signed


def test_a_closure_is_signed_where_the_office_wants_it(signers, monkeypatch):
    signers.done(
        "policy set signed-closures on --reason auditor --on 2019-01-01",
        f"{COMPLETE} --sign clerk",
    )
    signers.refuses(REFUSED, CLOSE, "policy signed-closures", "--sign FILE")
    as_andy(monkeypatch)
    signers.done(CLOSE)
    assert checked(signers) == []


# Separation of duties


def test_who_signed_the_report_does_not_sign_the_closure(signers, monkeypatch):
    signers.done(f"{COMPLETE} --sign clerk")
    signers.refuses(REFUSED, f"{CLOSE} --sign clerk", "M Clerk signed the report", "K-2019-001")
    as_andy(monkeypatch)
    signers.done(CLOSE)


def test_an_officer_minutes_both_where_either_is_unsigned(signers):
    signers.done(COMPLETE, f"{CLOSE} --sign clerk")
    again = COMPLETE.replace("2019-02-20", "2019-03-01")
    signers.done(f"action reopen {REF} --reason again", f"{again} --sign clerk")
    signers.done(CLOSE)


def test_a_report_of_an_earlier_time_is_forgotten(signers):
    signers.done(f"{COMPLETE} --sign clerk", f"action refuse {REF} --reason no --on 2019-02-21")
    signers.done(f"action complete {REF} --by CC --on 2019-02-22", f"{CLOSE} --sign clerk")


def test_an_office_may_switch_the_separation_off(signers):
    policy = "policy set independent-verification off --reason few --on 2019-01-01"
    signers.done(policy, f"{COMPLETE} --sign clerk", f"{CLOSE} --sign clerk")


def test_one_person_in_two_posts_does_not_verify_their_own(signers):
    signers.done(
        'post define CFO "Chief Finance Officer"',
        'post appoint CFO "Andy Champness" --on 2019-01-01',
        'post appoint CEX "Andy Champness" --on 2019-02-01',
        f"action complete {REF} --by CFO --on 2019-02-20",
    )
    words = "Andy Champness holds both CEX and CFO, which reported this complete"
    signers.refuses(REFUSED, CLOSE, words)
    signers.done('post end CFO --holder "Andy Champness" --on 2019-02-25')
    signers.refuses(REFUSED, CLOSE, "Andy Champness, who holds CEX, held CFO when this was")
    signers.done(CLOSE.replace("CEX", "PCC"))


def test_nor_is_a_closing_corrected_to_say_so(signers):
    signers.done(
        'post define CFO "Chief Finance Officer"',
        'post appoint CC "Andy Champness" --on 2019-01-01',
        'post appoint CFO "Andy Champness" --on 2019-01-01',
        COMPLETE,
        CLOSE,
    )
    number = signers.size
    slip = f"correct {number} --reason slip --set verified_by="
    signers.refuses(REFUSED, f"{slip}CFO", "Andy Champness holds both CFO and CC")
    signers.done(f"{slip}PCC")


def test_who_signed_that_an_item_is_complete_does_not_sign_its_acceptance(signers, monkeypatch):
    accept = "item accept EFF17/SOC-R1 --evidence letter"
    signers.done(
        "inspection publish EFF17 'PEEL 2017' --recommendations 1",
        "item issue EFF17/SOC-R1 Share",
        "item complete EFF17/SOC-R1 --by CC --sign clerk",
    )
    signers.refuses(REFUSED, f"{accept} --sign clerk", "M Clerk signed the report")
    as_andy(monkeypatch)
    signers.done(accept)


# Identity in what is given out


def test_every_export_says_who_and_how_sure_that_is(signers):
    signers.done(f"{COMPLETE} --sign clerk", CLOSE)
    for form in (f"history {REF} --json", f"history {REF} --csv", f"show {signers.size} --json"):
        out = signers.done(form).out
        assert "recorded_by" in out and "authority" in out
    shown = signers.done("ask closed_on_whose_word --csv").out
    assert "M Clerk,asserted" in shown
    shown = signers.done("ask keys --csv").out.splitlines()
    assert [line.split(",")[1] for line in shown[1:]] == ["Andy Champness", "M Clerk"]
    assert shown[2].split(",")[7] == "1"


def test_a_login_is_called_one(action, monkeypatch):
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    action.done(COMPLETE)
    login = action.events[-1].envelope.recorded_by
    assert f"· by the login {login} ·" in action.done(f"history {REF}").out
    assert os.environ.get("GOVLEDGER_KEY") is None


def test_a_closing_is_held_against_the_report_of_its_own_time(signers):
    signers.done(COMPLETE, f"{CLOSE} --on 2019-02-21")
    closing = signers.size
    signers.done(
        f"action reopen {REF} --reason again --on 2019-02-22",
        f"action complete {REF} --by CC --on 2019-02-23 --sign clerk",
        f"correct {closing} --set verified_by=PCC --reason slip --sign clerk",
    )


# What is signed outlives what is erased

JANE = "Jane Smith"
BASIS = "--basis 'UK GDPR Art 17(1)(b)' --yes"
NAMING = {
    "who holds a post": f'post appoint CEX "{JANE}"',
    "whose time in it ended": f'post end ACC --holder "{JANE}"',
    "who sits on a body": f'body member HTA " {JANE} " --capacity "co-opted"',
    "who left a body": f'body left SCP "{JANE}"',
    "who was present": f'meeting attend HTA/2019-01-15 CC --name "{JANE}"',
    "who took the notes": f'meeting open SCP --on 2019-02-12 --minuted-by "{JANE}"',
    "what is corrected": f'correct {{last}} --set "holder = {JANE}" --reason slip',
    "a mark in a text": f'action raise "Write to [[{JANE}]]" --no-owner',
    "marks in many": f"action progress {REF} 'asked [[{JANE}]]' --sensitive 'names [[{JANE}]]'",
    "a mark in a reason": f'key revoke K-2019-002 --reason "[[{JANE}]] has it"',
}


@pytest.fixture
def named(signers):
    signers.done(
        'body add SCP "Scrutiny panel"',
        f'body member SCP "{JANE}"',
        'post define ACC "Assistant Chief Constable"',
        f'post appoint ACC "{JANE}" --on 2019-01-02',
        'post appoint ACC "Mary Roe" --acting --on 2019-01-03',
    )
    return signers


def raw(office: Office) -> bytes:
    return b"".join(
        p.read_bytes() for p in office.path.parent.glob("office.ledger*") if p.is_file()
    )


def gone(office: Office) -> None:
    """She is erased; nothing of her is left in the file, and every signature holds."""
    before = checked(office)
    office.done(f'erase "{JANE}" {BASIS} --sign clerk')
    assert b"Jane" not in raw(office)
    assert (before, checked(office)) == ([], [])
    office.done("verify")


@pytest.mark.parametrize("what", NAMING)
def test_a_name_is_erased_from_what_was_signed(named, what):
    size = named.size
    named.done(NAMING[what].replace("{last}", str(size)) + " --sign clerk")
    about = named.events[-1].envelope
    assert about.authority == "signed" and "pd-v1:" in about.command
    gone(named)
    assert named.events[size].envelope.authority == "signed"


def test_a_name_is_erased_from_a_batch_that_was_signed(named, tmp_path):
    lines = [NAMING["who holds a post"], NAMING["a mark in a text"], f'post appoint CC "{JANE}"']
    (tmp_path / "all.txt").write_text("\n".join(lines))
    named.done("batch all.txt --sign clerk")
    assert len({r.envelope.signature for r in named.events[-3:]}) == 3
    (tmp_path / "all.txt").unlink()
    gone(named)


def test_a_name_is_erased_from_a_minute_that_was_signed(named, tmp_path):
    minute = "# HTA Tuesday 26 February 2019\nChair: PCC\nPresent: CC, Jane Smith (observer)\n\n"
    (tmp_path / "notes.txt").write_text(f"{minute}## 1 Roads\nA: CC: Write to [[{JANE}]]\n")
    before = named.size
    named.done("minute --file notes.txt --yes --sign clerk")
    assert {r.envelope.authority for r in named.events[before:]} == {"signed"}
    gone(named)


def test_the_command_is_told_as_it_was_signed_and_the_rest_in_clear(named):
    """Otherwise nobody could check the signature of what they are shown."""
    import json

    named.done(NAMING["who holds a post"] + " --sign clerk")
    for erased in (False, True):
        told = json.loads(named.done("history CEX --json").out)[-1]
        assert (told["authority"], told["signed_with"]) == ("signed", "K-2019-001")
        assert told["recorded_by"] == "M Clerk"
        assert (told["holder"] == JANE) != erased
        signature, command = told["signature"], told["command"].encode()
        assert keys.signer(signature, command, keys.NAMESPACE).line == public("clerk")
        assert JANE not in told["command"]
        if not erased:
            gone(named)


def public(name: str) -> str:
    from commands.session.keyfiles import public_key

    return public_key(f"{name}.pub").line


def test_who_signed_is_kept_to_account_for_it(named, monkeypatch, tmp_path):
    write_key(tmp_path / "jane", b"j")
    named.done(f'key accept "{JANE}" --file jane.pub')
    monkeypatch.setenv("GOVLEDGER_ACTOR", JANE)
    named.done(f'post appoint CEX "{JANE}" --sign jane')
    monkeypatch.setenv("GOVLEDGER_ACTOR", "M Clerk")
    shown = named.done(f'erase "{JANE}" {BASIS}').err
    accepted = named.size - 2
    assert f"cannot be erased: event {accepted}." in shown, "and not what she signed"
    assert "Somebody of that name recorded 1 event: that is kept" in shown
    assert checked(named) == []


def test_a_command_that_records_nothing_keeps_no_name(named):
    named.done("policy set signed-closures off --reason '[[Bob Roe]] wants it' --sign clerk")
    assert b"Bob Roe" not in raw(named)
    named.done("verify")


def test_a_post_that_is_named_as_one_is_no_name(named):
    named.done("meeting attend HTA/2019-01-15 --name CC --sign clerk")
    assert '"name":"CC"' in named.events[-1].envelope.command


def test_a_parameter_that_would_tell_a_name_in_clear_is_refused(named, monkeypatch):
    """Whoever writes the next command may forget to say that it is a name."""
    from commands.session.parameters import PersonName

    monkeypatch.setattr(PersonName, "person", lambda *_: ("", None))
    named.refuses(REFUSED, NAMING["who holds a post"] + " --sign clerk", "Record it unsigned")
    named.done(NAMING["who holds a post"])


def test_a_token_is_not_signed_either(named):
    typed = f"action raise 'pd-v1:{'ab' * 32}' --no-owner --sign clerk"
    named.refuses(REFUSED, typed, "stands for a personal value")


def test_people_in_the_chair_are_signed_without_their_names(named):
    named.done('party person BR "Bob Roe"')
    opened = f'meeting open HTA --on 2019-02-26 --chair "CC; BR" --chair-name "{JANE}" --sign clerk'
    named.done(opened)
    event = named.events[-1]
    assert event.event.chairs == ("CC", "Bob Roe", JANE)
    assert JANE not in event.envelope.command and "Bob Roe" not in event.envelope.command
    assert checked(named) == []
    vote = "meeting vote HTA/2019-01-15 'to wait' --result lost --for 1 --against 2 --sign clerk"
    named.refuses(MISUSED, f'{vote} --who-for "{JANE}"', "names the post, so give ACC")
    named.done(f"""{vote} --who-for '"{JANE}"'""")
    assert JANE not in named.events[-1].envelope.command
    by_name = 'meeting open HTA --on 2019-02-19 --chair "CC; Bob Roe" --sign clerk'
    named.refuses(MISUSED, by_name, "'Bob Roe' is BR: what is signed has no name")


def test_several_names_told_in_clear_are_refused(named, monkeypatch):
    from commands.session.parameters import PersonName

    monkeypatch.setattr(PersonName, "person", lambda *_: ("", None))
    opened = f'meeting open HTA --on 2019-02-26 --chair-name CC --chair-name "{JANE}" --sign clerk'
    named.refuses(REFUSED, opened, f"{JANE} could later be erased")
