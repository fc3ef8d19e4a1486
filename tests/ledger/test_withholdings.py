"""A withholding leaves a record out of what is published, until it ends."""

from given import given

from ledger.records.withholdings import RecordWithheld, WithholdingEnded, end, withhold

withheld = RecordWithheld(withheld="A-2018-003", reason="names a witness")
ended = WithholdingEnded(reason="the trial is over")


def test_a_record_is_withheld_with_a_reason():
    given().when(withhold, of="A-2018-003", reason=" names a witness ").then(withheld)


def test_withholding_needs_its_reason():
    given().when(withhold, of="A-2018-003", reason=" ").refused("needs a reason (--reason)")


def test_the_same_withholding_twice_is_written_once():
    given(withheld).when(withhold, of="A-2018-003", reason="names a witness").nothing_happens()


def test_a_record_that_is_withheld_is_not_withheld_for_another_reason():
    given(withheld).when(withhold, of="A-2018-003", reason="costs").refused("already in the ledger")


def test_it_ends_with_a_reason():
    given(withheld).when(end, reason="the trial is over").then(ended)


def test_its_end_needs_a_reason():
    given(withheld).when(end, reason="").refused("needs a reason (--reason)")


def test_the_same_end_twice_is_written_once():
    given(withheld, ended).when(end, reason="the trial is over").nothing_happens()


def test_what_has_ended_does_not_end_again():
    given(withheld, ended).when(end, reason="another").refused("is ended since")
