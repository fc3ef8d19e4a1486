"""An office's policy: each switch is a dated event with a reason."""

import pytest
from given import given, state_after

from ledger.policies import INDEPENDENT_VERIFICATION, PolicySet, switch

off = PolicySet(setting="off", reason="two people in the office")
on_again = PolicySet(setting="on", reason="three people")


def test_an_office_switches_a_rule_off_for_a_reason():
    given().when(
        switch, name=INDEPENDENT_VERIFICATION, setting="off", reason="two people in the office"
    ).then(off)


def test_and_on_again():
    given(off).when(
        switch, name=INDEPENDENT_VERIFICATION, setting="on", reason="three people"
    ).then(on_again)
    assert state_after(off, on_again).status == "on"


def test_there_is_no_such_policy():
    given().when(switch, name="tea-breaks", setting="off", reason="x").refused("no policy")


def test_a_policy_is_on_or_off():
    given().when(switch, name=INDEPENDENT_VERIFICATION, setting="maybe", reason="x").refused(
        "on or off"
    )


def test_a_switch_needs_a_reason():
    given().when(switch, name=INDEPENDENT_VERIFICATION, setting="off", reason="").refused("reason")


@pytest.mark.parametrize(
    ("before", "setting"), [((), "on"), ((off,), "off"), ((off, on_again), "on")]
)
def test_what_is_so_already_is_not_written_again(before, setting):
    given(*before).when(
        switch, name=INDEPENDENT_VERIFICATION, setting=setting, reason="again"
    ).nothing_happens()
