"""Witnesses as an officer types them: accepted, needed, their answers recorded, told by verify."""

import pytest
from clerk import MISUSED, REFUSED
from cosigners import W1, W2
from signing import key_file

NEED = "witness need 1 --reason 'the Panel asked'"


@pytest.fixture
def sealed(office, tmp_path):
    """One witness, who must cosign, and a seal of which the note is in a file."""
    key_file(tmp_path / "key", 1)
    (tmp_path / "panel.vkey").write_text(f"{W1.vkey}\n")
    office.done(
        'action raise "Share the plan" --owner CC', "witness accept Panel --file panel.vkey"
    )
    office.done(NEED, "seal --seal-key key --note note")
    return office


@pytest.mark.parametrize("whole", [True, False])
def test_what_a_witness_answers_is_recorded_with_its_time_and_counts(sealed, tmp_path, whole):
    assert "not yet: seal-" in sealed.done("verify").err
    note = (tmp_path / "note").read_text()
    (tmp_path / "answer").write_text(note * whole + W1.line(note) + W2.line(note))
    said = sealed.done("seal --witness answer")
    assert "cosigned by Panel at 2023-03-20T12:25:47Z" in said.err
    assert "nothing was written twice" in sealed.done("seal --witness answer").err
    told = " ".join(sealed.done("verify").err.split())
    assert "witnesses: 1 of 1 seal has the cosignatures that it needed when made; " in told
    assert "not yet" not in told
    assert "1 cosigned" in told


def test_an_answer_is_of_this_seal_by_a_witness_that_is_known(sealed, tmp_path):
    note = (tmp_path / "note").read_text()
    (tmp_path / "answer").write_text(W1.line(note))
    sealed.refuses(MISUSED, "seal --witness answer --by Jane", "leave out --by")
    (tmp_path / "answer").write_text(W1.line(note.replace("govledger/", "other/")))
    sealed.refuses(MISUSED, "seal --witness answer", "is not of seal-")
    (tmp_path / "answer").write_text(W2.line(note))
    sealed.refuses(REFUSED, "seal --witness answer", "No accepted witness made that cosignature")


def test_the_key_that_seals_is_no_witness(sealed):
    sealed.refuses(REFUSED, "witness accept Jane --file key.pub", "The office seals with that key")
    sealed.refuses(MISUSED, "witness accept Jane --file nowhere", "cannot be read from nowhere")
    sealed.refuses(MISUSED, "witness accept Jane --file note", "not the key of a witness")


def test_who_cannot_sign_does_not_change_the_witnesses_where_the_office_wants_signatures(
    sealed, tmp_path
):
    key_file(tmp_path / "clerk", 3)
    sealed.done(
        'key accept "M Clerk" --file clerk.pub',
        'policy set signed-closures on --reason "the auditor asked" --sign clerk',
    )
    for line in (
        "witness need 0 --reason x",
        "witness end Panel --reason x",
        f"witness accept Jane --line {W2.vkey}",
    ):
        sealed.refuses(
            REFUSED, line, "this office requires this to be signed (policy signed-closures)"
        )
        sealed.done(f"{line} --sign clerk")


def test_who_counted_on_a_day_is_asked_of_the_ledger(sealed):
    sealed.done(f"witness accept Jane --line {W2.vkey} --on 2019-02-01")
    then = sealed.done("ask accepted_witnesses --as-of 2019-02-02 --csv").out
    assert "Jane" in then and "Panel" not in then
    assert "Panel" in sealed.done("ask accepted_witnesses --csv").out
