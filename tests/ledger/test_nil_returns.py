"""A nil return: "there were no actions arising" is a fact."""

from folded import each
from given import given

from ledger.records.nil_returns import MATTERS, NilRecorded, record

nothing = NilRecorded(nil_of="actions", meeting="HTA/2018-02-27", item="5")


def test_there_were_no_actions_arising():
    given().when(record, nil_of="actions", meeting="HTA/2018-02-27", item="5").then(nothing)


@each("matter", MATTERS)
def test_a_nil_return_is_of_a_known_matter(matter):
    given().when(record, nil_of=matter, meeting="HTA/2018-02-27").then(
        NilRecorded(nil_of=matter, meeting="HTA/2018-02-27")
    )


def test_a_nil_return_of_something_else_is_refused():
    given().when(record, nil_of="biscuits", meeting="HTA/2018-02-27").refused("A nil return is of")


def test_a_reference_is_recorded_once():
    given(nothing).when(record, nil_of="decisions", meeting="HTA/2018-02-27").refused(
        "already in the ledger"
    )
