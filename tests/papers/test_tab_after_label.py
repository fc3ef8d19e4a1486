"""A tab behind a label of a paper is read as a space is."""

from folded import each

from commands.papers.columns import cells
from ledger.paper_lines import Line


def of(text):
    return cells(Line(number=1, text=text, address="line 1"))


@each("label", ["Apologies", "Present", "Date of next meeting", "Decision"])
def test_a_label_and_a_tab_is_no_row_of_a_table(label):
    assert of(f"{label}:\tACC") == of(f"{label}: ACC") == ()


def test_names_beside_posts_are_a_row_still():
    assert of("Pat Holm Lee\tTreasurer") == ("Pat Holm Lee", "Treasurer")


@each("label", ["IN ATTENDANCE", "Also present", "Apologies for absence", "Attendees"])
def test_who_came_stands_beside_its_label_without_a_colon(label):
    assert of(f"{label}\tInspector Q Kerr, R Loft") == ()


def test_who_came_as_headings_of_columns():
    assert of("In attendance\tOrganisation") == ("In attendance", "Organisation")
