"""Lines of a minute as people write them: read as they are meant, or told which line would do."""

import pytest
from clerk import MISUSED, REFUSED
from folded import each

HEAD = "# HTA Tuesday 12 February 2019\nChair: PCC\n\n## 1 Roads\n"


@pytest.fixture
def office(empty):
    empty.begins("init", 'body add HTA "Monthly holding to account" --on 2018-01-01')
    return empty


def read(office, text):
    (office.path.parent / "m.txt").write_text(text)
    return office.done("minute --file m.txt --dry-run").err


def refused(office, text, code=MISUSED):
    (office.path.parent / "m.txt").write_text(text)
    return office.refuses(code, "minute --file m.txt --dry-run")


def test_a_first_line_that_is_not_understood_faults_no_other(office):
    below = "Chair: PCC\n## 1 Roads\nZ: what\n"
    for first in ("# HTA\n", "Notes of the meeting\n", "# HTA 31 February 2019\n"):
        told = refused(office, first + below)
        assert told.startswith("govledger: line 1: ") and "line 2" not in told, told


def test_a_heading_that_is_not_understood_faults_no_other(office):
    told = refused(office, HEAD + "N: noted\n## Rail\nN: noted\nActions arising: None\n")
    assert "line 6: a heading is ##" in told and '## "AOB" Other' in told, told
    assert "line 7" not in told and "line 8" not in told, told


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("## 1. Cells", "item 1: Cells"),
        ("## 2.1d. Cells", "item 2.1d: Cells"),
        ("## 1) Cells", "item 1: Cells"),
        ("## 3: Cells", "item 3: Cells"),
        ("## 4.) Cells", "item 4: Cells"),
        ("## 5 \u2013 Cells", "item 5: Cells"),
        ("## 7(a). Cells", "item 7(a): Cells"),
        ("### 8 Cells", "item 8: Cells"),
        ("## Item 8: Cells", "item 8: Cells"),
        ("## **9. Cells**", "item 9: Cells"),
        ('## "1." Cells', "item 1.: Cells"),
    ],
)
def test_the_sign_behind_an_items_number_is_not_of_it(office, heading, says):
    assert says in read(office, HEAD.replace("## 1 Roads", heading))


def test_the_number_alone_returns_to_the_item_with_its_sign_too(office):
    told = read(office, HEAD + "N: one\n## 2. Rail\nN: two\n## 1.\nN: three\n")
    assert "HTA/2019-02-12 item 1 noted: three" in told


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("A: CC: Ride\n> complete by CC.", "reported complete by CC\n"),
        ("A: CC: Ride\n> owner now CEX.", "CC to CEX\n"),
        ("Deferred to 12 March 2019.", "deferred to HTA/2019-03-12\n"),
        ("D: PCC: Ride\n> recommended to HTA.", "recommended to HTA\n"),
        ("**A:** CC: Ride", "raised: Ride; owner CC"),
        ("**A**: CC: Ride", "raised: Ride; owner CC"),
        ("__A: CC: Ride__", "raised: Ride; owner CC"),
        ("* **F:** Ice", "found (item 1): Ice"),
        ("**Actions arising:** None", "nil return: no actions"),
    ],
)
def test_a_full_stop_and_the_signs_for_bold_are_not_of_a_name(office, line, says):
    assert says in read(office, HEAD + line + "\n")


@each(
    ("line", "instead"),
    [
        ("Apologies were received from Jane Doe and CEX.", "Apologies: Jane Doe (-), CEX\n"),
        ("An apology was given by Jane Doe", "Apologies: Jane Doe (-)\n"),
        ("Apologies for absence: CEX", "Apologies: CEX\n"),
        ("In attendance: Jo Roe (observer)", "Present: Jo Roe (observer)\n"),
        ("It was resolved that the plan be adopted.", "D: the plan be adopted\n"),
        ("The Board noted the report", "N: the report\n"),
        ("Chaired by PCC", "Chair: PCC\n"),
        ("2) Athena", "## 2 Athena\n"),
        ("2. Athena", "## 2 Athena\n"),
        ("Item 2.1d: Athena", "## 2.1d Athena\n"),
        ("Date of next meeting: 12 March 2019", "Next meeting: 12 March 2019\n"),
        ("The minutes were agreed as a correct record", "Minutes confirmed: DAY\n"),
    ],
    sharing="office",
)
def test_a_sentence_is_refused_with_the_line_that_would_do(office, line, instead):
    told = refused(office, HEAD + line + "\n")
    assert f"line 5: no line of a minute begins so. Write it as {instead}" in told, told


@pytest.mark.parametrize("day", ["20 January 2019", "12 February 2019"])
def test_nothing_is_put_off_to_the_same_day_or_an_earlier_one(office, day):
    told = refused(office, HEAD + f"Deferred to {day}: no time\n", REFUSED)
    assert "line 5: HTA/2019-0" in told and " is not after HTA/2019-02-12. Name a later" in told


def test_no_item_comes_from_the_same_day_or_a_later_one(office):
    office.done("meeting schedule HTA --for 2019-03-12")
    for day in ("2019-03-12", "2019-02-12"):
        told = refused(office, HEAD + f"## 2 (from HTA/{day}) Rail\n", REFUSED)
        assert f"HTA/{day} is not before HTA/2019-02-12" in told, told


def test_what_is_put_off_is_corrected_to_a_later_day_only(office):
    (office.path.parent / "m.txt").write_text(
        HEAD + "Q: Why?\n> deferred to HTA/2019-03-12\nDeferred to 12 March 2019: no time\n"
    )
    office.done("meeting schedule HTA --for 2019-03-12", "minute --file m.txt --yes")
    put_off = [one for one in office.events if one.event.says.count("deferred_to")]
    assert len(put_off) == 2
    for one in put_off:
        told = office.refuses(
            REFUSED, f"correct {one.position} --set deferred_to=HTA/2019-01-15 --reason slip"
        )
        assert "is not after HTA/2019-02-12" in told, told


@pytest.mark.parametrize(
    "line",
    [
        "Present: PCC; CEX; Jo Roe (member); Al Poe (member)",
        "Present: PCC, CEX, Jo Roe (member) and Al Poe (member)",
        "Present: PCC, CEX, Jo Roe (member), and Al Poe (member).",
        "Present: PCC, CEX; Jo Roe (member) & Al Poe (member)",
    ],
)
def test_people_stand_between_commas_semicolons_and_and(office, line):
    told = read(office, HEAD.replace("\n\n", f"\n{line}\n\n"))
    for who in ("PCC", "CEX", "Jo Roe, member", "Al Poe, member"):
        assert f"present: {who}\n" in told, told


def test_a_post_with_and_in_its_name_is_one(office):
    office.done('post define HPP "Head of Policy and Performance"')
    told = read(office, HEAD.replace("\n\n", "\nPresent: PCC, Head of Policy and Performance\n\n"))
    assert "present: HPP" in told and told.count("present:") == 2


@pytest.mark.parametrize(
    "said",
    ["No apologies", "No apologies were received.", "none noted", "N/A", "There were no apologies",
     "Nil", "None to report", "Nobody", "nothing to report"],
)  # fmt: skip
def test_nothing_may_be_said_in_many_ways(office, said):
    told = read(office, HEAD.replace("\n\n", f"\nApologies: {said}\n\n"))
    assert "nil return: no apologies" in told


def test_words_that_only_begin_so_are_not_nothing(office):
    refused(office, HEAD + "Actions arising: None but one\n")
    told = read(office, HEAD + "D: PCC: No action on roads\nF: None\n")
    assert "No action on roads" in told and "found (item 1): None" in told
