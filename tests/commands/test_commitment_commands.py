"""A delivery plan typed as the paper prints it, and what is said back."""

import pytest
from clerk import MISUSED, NOT_FOUND, REFUSED


@pytest.fixture
def plan(office):
    office.done(
        'commitment adopt SWMP A.1 "A charter" --objective "Victims first" --on 2019-01-10',
        'commitment activity SWMP "(A1.1) (1)" "Consult" --on 2019-01-10',
        'commitment activity SWMP "(A1.2)(1)" "Assess" --on 2019-01-10',
        *(f"commitment adopt SWMP 3.{n} Row{n} --on 2019-01-10" for n in range(1, 4)),
    )
    return office


def test_a_row_is_found_as_it_is_printed(plan):
    said = "commitment progress {} begun --on 2019-02-0{}"
    rows = ["'(A1.2)(1)'", "SWMP/A1.2", "a1.2", "'swmp/((A1.2)'"]
    for number, row in enumerate(rows, 1):
        assert "SWMP/A1.2 progress: begun" in plan.done(said.format(row, number)).err
    assert "SWMP/A1  A charter" in plan.done("show A.1").out
    plan.refuses(NOT_FOUND, "commitment progress A1.3 begun", "There is no commitment 'A1.3'")


def test_the_reference_is_printed_alone(plan):
    assert plan.done('commitment adopt swmp B4 "Oversight" --on 2019-01-10').out == "SWMP/B4\n"


def test_a_row_that_two_plans_have_is_asked_for(plan):
    plan.done('commitment adopt OLD A.1 "An old charter" --on 2018-01-10')
    plan.refuses(NOT_FOUND, "commitment hold A.1 --reason x", "could be 2 records")
    plan.done("commitment hold old/A.1 --reason 'no money' --on 2019-02-01")


def test_an_activity_needs_its_commitment(plan):
    plan.refuses(REFUSED, 'commitment activity SWMP B1.1 "x"', "SWMP/B1, which is not in")
    plan.refuses(NOT_FOUND, 'commitment activity SWMP B1.1 "x" --of B.1', "no commitment")
    plan.refuses(
        REFUSED,
        "commitment activity SWMP A1.3 x --on 2019-01-09",
        "is not in the ledger by that day",
    )
    plan.done('commitment activity SWMP B1.1 "x" --of A.1 --on 2019-01-10')
    assert plan.state("commitment", "SWMP/B1.1").part_of == "SWMP/A1"
    plan.refuses(MISUSED, 'commitment adopt SWMP "the charter" "x"', "not the reference of a row")


def test_a_circle_is_refused_and_named_whatever_it_goes_through(plan):
    plan.done(
        "commitment refer 3.1 A.1 --on 2019-02-01",
        "commitment refer A1.2 3.2 --on 2019-02-01",
    )
    words = "SWMP/3.2 → SWMP/3.1 → SWMP/A1 → SWMP/A1.2 → SWMP/3.2"
    plan.refuses(REFUSED, "commitment refer 3.2 3.1 --on 2019-02-02", words)
    plan.refuses(REFUSED, "commitment merge 3.2 --into 3.1 --on 2019-02-02", words)
    plan.done("commitment merge 3.3 --into 3.1 --on 2019-02-02")
    words = "SWMP/3.2 → SWMP/3.3 → SWMP/3.1"
    plan.refuses(REFUSED, "commitment refer 3.2 3.3 --on 2019-02-03", words)


def test_a_circle_is_refused_when_corrected_too(plan):
    plan.done(
        "commitment refer 3.1 3.2 --on 2019-02-01",
        "commitment refer 3.2 3.3 --on 2019-02-01",
    )
    words = "SWMP/3.2 → SWMP/3.1 → SWMP/3.2"
    plan.refuses(REFUSED, f"correct {plan.size} --set refers_to=3.1 --reason x", words)
    plan.done(f"correct {plan.size} --set refers_to=A.1 --reason x")
    plan.done("commitment merge 3.3 --into A.1 --on 2019-02-01")
    plan.done(f"correct {plan.size} --set merged_into=3.1 --reason x")
    words = "SWMP/3.3 → SWMP/3.1 → SWMP/3.2 → SWMP/3.3"
    plan.done("commitment reopen 3.3 --reason x --on 2019-02-02")
    plan.done("commitment refer 3.2 3.3 --on 2019-02-02")
    plan.done("commitment merge 3.3 --into A.1 --on 2019-02-03")
    plan.refuses(REFUSED, f"correct {plan.size} --set merged_into=3.1 --reason x", words)


def test_what_points_nowhere_is_said_on_purpose(plan):
    plan.refuses(NOT_FOUND, "commitment refer 3.1 3.2 A1.9", "--nowhere A1.9")
    plan.done("commitment refer 3.1 '3.2 - 3.8' --nowhere A1.9 --on 2019-02-01")
    state = plan.state("commitment", "SWMP/3.1")
    assert (state.refers_to, state.unresolved) == (("SWMP/3.2", "SWMP/3.3"), ("A1.9",))


def test_a_body_that_is_not_there_watches_nothing(plan):
    plan.refuses(NOT_FOUND, "commitment oversee 3.1 XYZ", "There is no body 'XYZ'")
    plan.done("commitment oversee 3.1 hta --words 'Monthly meeting' --on 2019-02-01")
    assert plan.state("commitment", "SWMP/3.1").overseen_by == ("HTA",)


def test_what_is_put_right_may_be_typed_as_printed(plan):
    plan.done("commitment refer 3.1 3.2 --on 2019-02-01")
    number = plan.events[-1].position
    plan.done(f"correct {number} --set 'refers_to=(A1.2)(1),3.3' --reason 'misread'")
    assert plan.state("commitment", "SWMP/3.1").refers_to == ("SWMP/A1.2", "SWMP/3.3")
    number = next(r.position for r in plan.events if r.stream == "commitment:SWMP/A1.2")
    plan.refuses(REFUSED, f"correct {number} --set part_of=3.1 --reason x", "'part_of'")
    plan.refuses(REFUSED, f"undo {number} --reason x", "SWMP/3.1 refers to SWMP/A1.2")
