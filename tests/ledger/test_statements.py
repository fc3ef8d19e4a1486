"""A statement: what was told to whom, and what was asked for."""

from given import given

from ledger.records.statements import (
    StatementNoted,
    StatementReported,
    StatementRequested,
    StatementResponded,
    note,
    report,
    request,
    respond,
)

reported = StatementReported(
    text="work is under way",
    told_to="PANEL/2018-06-19",
    about=("EFF17/SOC-R2",),
    paper="Policing update",
    paragraph="21-22",
)
noted = StatementNoted(meeting="PANEL/2018-06-19")
requested = StatementRequested(text="figures on Kent", requested_by="PANEL/2018-06-19")
responded = StatementResponded(answer="email of 3 July")


def test_a_body_is_told_something_in_a_paper_at_a_paragraph():
    given().when(
        report,
        text="work is under way",
        told_to="PANEL/2018-06-19",
        about=["EFF17/SOC-R2"],
        paper="Policing update",
        paragraph="21-22",
    ).then(reported)


def test_a_paragraph_is_of_a_paper():
    given().when(report, text="x", told_to="PANEL/2018-06-19", paragraph="21").refused(
        "A paragraph number needs its paper"
    )


def test_a_statement_has_words():
    given().when(report, text="", told_to="PANEL/2018-06-19").refused("what was told?")


def test_a_reference_is_told_once():
    given(reported).when(report, text="x", told_to="JAC/2018-06-19").refused("already in the")
    given(reported).when(request, text="x", requested_by="JAC/2018-06-19").refused("already in the")


def test_the_body_notes_it():
    given(reported).when(note, meeting="PANEL/2018-06-19").then(noted)


def test_what_was_asked_for_is_not_noted():
    given(requested).when(note).refused("REF is requested since")


def test_the_same_note_twice_is_written_once():
    given(reported, noted).when(note, meeting="PANEL/2018-06-19").nothing_happens()
    given(reported, noted).when(note, meeting="PANEL/2018-11-27").refused("was noted on")


def test_a_body_asks_to_be_told_something():
    given().when(request, text="figures on Kent", requested_by="PANEL/2018-06-19").then(requested)


def test_a_request_has_words():
    given().when(request, text=" ", requested_by="PANEL/2018-06-19").refused("what shall be told?")


def test_what_it_asked_for_is_given():
    given(requested).when(respond, answer="email of 3 July").then(responded)


def test_a_response_has_words():
    given(requested).when(respond, answer="").refused("needs words")


def test_only_a_request_is_responded_to():
    given(reported).when(respond, answer="x").refused("REF is reported since")
    given(requested, responded).when(respond, answer="other").refused("was responded to on")


def test_the_same_response_twice_is_written_once():
    given(requested, responded).when(respond, answer="email of 3 July").nothing_happens()
