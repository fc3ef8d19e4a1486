"""A command that is one rule: what each word that is typed means to the rule."""

import pytest
from clerk import MISUSED, Office

SETUP = (
    'post define CC "Chief Constable" --on 2017-01-01',
    'post appoint CC "Ann Lee" --on 2018-01-01',
    "post end CC --on 2018-06-01",
    'post define PCC "Commissioner" --on 2017-01-01',
    'post appoint PCC "Ann Lee" --on 2018-07-01',
    'party add PAYCO "Payroll contractor"',
    'body add HTA "Holding to account" --on 2017-01-01',
    "meeting open HTA --on 2018-02-27",
    "meeting schedule HTA --for 2019-05-28 --on 2019-01-30",
)


@pytest.fixture
def one(empty: Office) -> Office:
    empty.begins("init", *SETUP)
    return empty


def test_a_party_may_stand_where_a_post_or_a_party_is_named(one):
    one.done("inspection publish IA18-01 Stock --issuer 'internal audit' --body HTA")
    one.done("item issue IA18-01/R1 'Count it'", "item lead IA18-01/R1 --post payco")
    assert one.events[-1].event.lead == "PAYCO"


def test_the_meeting_says_on_which_day_a_name_is_whose(one):
    one.done("question put Why? --by 'Ann Lee' --meeting HTA/2018-02-27")
    assert one.events[-1].event.put_by == "CC"
    one.done("question put 'Why not?' --by 'Ann Lee' --meeting HTA/2018-02-27 --on 2018-08-01")
    assert one.events[-1].event.put_by == "PCC"


def test_what_is_dated_by_its_own_day_is_not_dated_by_its_meeting(one):
    one.done("meeting cancel HTA/2019-05-28 --reason snow")
    assert one.events[-1].envelope.effective_on.isoformat() == "2019-03-01"
    one.done("meeting close HTA/2018-02-27")
    assert one.events[-1].envelope.effective_on.isoformat() == "2018-02-27"


def test_a_record_that_may_be_new_is_taken_as_it_is_typed(one):
    one.done("meeting item HTA/2018-02-27 2 Fleet")
    one.done("meeting defer HTA/2018-02-27 2 --to HTA/2018-04-24")
    assert one.events[-1].event.deferred_to == "HTA/2018-04-24"


def test_what_a_rule_creates_may_have_a_reference_of_the_office_s_own(one):
    one.done("funding agree Vans 5,000 --own-ref 18/4")
    assert one.events[-1].event.own_ref == "18/4"
    one.refuses(MISUSED, "funding win F-2019-001 --own-ref 18/5", "--own-ref")


def test_several_may_be_named_with_commas_and_all_of_a_meeting_at_once(one):
    one.done("meeting attend HTA/2018-02-27 CC", "action raise Ride --owner CC --on 2018-02-27")
    one.done("action reassign A-2018-001 --to 'cc, payco' --on 2019-02-27")
    assert one.events[-1].event.owners == ("CC", "PAYCO")
    one.done("action reassign A-2018-001 --to All --told-at HTA/2018-02-27 --on 2019-02-28")
    assert one.events[-1].event.owners == ("CC",)
    one.done("decision take Ride --by 'hta, cc' --meeting HTA/2018-02-27")
    assert one.events[-1].event.makers == ("HTA", "CC")


def test_a_new_record_of_no_numbered_kind_is_called_as_it_is_typed(one):
    assert one.done("subject name bikes Bicycles --own-ref 7").out == "BIKES\n"
    one.refuses(MISUSED, "subject name 'two wheels' Bicycles", "is not a short name")
    one.done("post define HFIN 'Head of Finance'")  # On no day: it is older than the ledger.
    assert one.events[-1].envelope.date_reason == "long standing"
