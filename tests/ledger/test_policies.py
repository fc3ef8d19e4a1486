"""An office's policy: each switch is a dated event with a reason."""

from folded import each
from given import given, state_after

from ledger.records.policies import (
    INDEPENDENT_VERIFICATION,
    POLICIES,
    SIGNED_CLOSURES,
    PolicySet,
    is_on,
    switch,
)
from ledger.registry import event_kinds

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


@each(("before", "setting"), [((), "on"), ((off,), "off"), ((off, on_again), "on")])
def test_what_is_so_already_is_not_written_again(before, setting):
    given(*before).when(
        switch, name=INDEPENDENT_VERIFICATION, setting=setting, reason="again"
    ).nothing_happens()


def test_a_policy_has_its_default():
    assert {name for name in POLICIES if is_on(name, None)} == {INDEPENDENT_VERIFICATION}
    off_already = {"name": SIGNED_CLOSURES, "setting": "off", "reason": "again"}
    given().when(switch, **off_already).nothing_happens()
    given(on_again).when(switch, **off_already).then(PolicySet(setting="off", reason="again"))


def test_what_is_to_be_signed_is_told_by_the_event_and_a_policy_of_that_name():
    wanting = {k: set(event.wants_signed) for k, event in event_kinds().items()}
    wanting = {kind: names for kind, names in wanting.items() if names}
    assert set().union(*wanting.values()) == {name for name in POLICIES if "signed" in name}
    of = {name: sorted(k for k, n in wanting.items() if name in n) for name in POLICIES}
    assert of["signed-decisions"] == ["DecisionReversed", "DecisionTaken", "DecisionWithheld"]
    assert of["signed-verifications"] == [
        *("ActionAgreedClosed", "ActionClosed", "ActionClosureRefused", "ItemAgreedClosed"),
        *("ItemNotVerified", "ItemRealityTested", "ItemVerified"),
    ]


def test_all_that_ends_an_action_an_item_or_a_commitment_is_a_closure():
    ends = {"closed", "withdrawn", "superseded", "merged", "no further action", "rejected"}
    for kind, event in event_kinds().items():
        if kind.startswith(("Action", "Item", "Commitment")):
            over = event.moves_to in ends | {"complete"}
            assert over == (SIGNED_CLOSURES in event.wants_signed), kind
