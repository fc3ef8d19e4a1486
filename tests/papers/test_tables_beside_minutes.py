"""Tables beside minutes, and rows among them that are of another kind: agendas, titles over a part,
who came in one cell over all columns, items that only give something to do."""

import re

import pytest
from folded import each
from test_minutes_in_tables import ABOVE, DATED, HEADS, html, page, told, word

from commands.papers.frames import Paragraph, headings
from commands.papers.proposals import propose
from commands.papers.read import read


@each(
    "heads",
    [("Time", "Item", "Lead"), ("No", "Item", "Lead officer"), ("10", "Subject", "Lead"),
     ("Item", "Title", "Who"), ("Start", "Agenda item", "Lead"), ("Ref", "Agenda items", "Owner")],
)  # fmt: skip
def test_an_agenda_with_who_leads_each_item_gives_nothing_to_do(heads):
    rows = (("10", "Welcome and apologies", "Chair"), ("11", "Report of the quay", "Treasurer"))
    assert told(html(heads, *rows, above=f"{DATED}Agenda")) == []


@each(
    "heads",
    [("No", "Action", "Lead"), ("Item", "Task", "Lead"), ("Item", "Title", "Owner", "Due"),
     ("Item", "Minute", "Who")],
)  # fmt: skip
def test_what_is_to_be_done_is_no_agenda(heads):
    row = ("1", "Sweep the old quay", "Treasurer", "May 2019")[: len(heads)]
    assert [who for kind, _, who in told(html(heads, row)) if kind == "action"] == [("Treasurer",)]


def test_items_below_the_title_of_a_list_of_actions_are_actions():
    data = html(("Item", "Lead"), ("Sweep the old quay", "Treasurer"), above=f"{DATED}Actions")
    assert [kind for kind, *_ in told(data)] == ["action"]


def across(*lines: str) -> str:
    return f'<td colspan="3">{"".join(f"<p>{line}</p>" for line in lines)}</td>'


def test_who_came_and_who_did_not_in_a_cell_over_all_columns_are_a_line_each():
    row = across("Present: Una Fell (UF)", "Apologies: Jo Pye (JP)").encode()
    data = html(("X",), HEADS, ("1.", ("Quay", "Chart to be redrawn."), "UF"), above=DATED)
    assert told(data.replace(b"<td><p>X</p></td>", row)) == [
        ("present", "Present: Una Fell (UF)", ()),
        ("apologies", "Apologies: Jo Pye (JP)", ()),
        ("action", "Chart to be redrawn.", ("UF",)),
    ]


@each("form", [html, word, page])
def test_headings_of_minutes_may_stand_below_another_row(form):
    rows = (
        ("Board", "Of", "2019"),
        HEADS,
        ("Quay", ("It was swept.", "Chart to be redrawn."), "UF"),
    )
    lines = [line.text for line in read(form(*rows, above=ABOVE)).lines if line.text.strip()]
    assert lines[-4:] == ["Quay", "It was swept.", "Chart to be redrawn.", "UF"]


def test_only_headings_of_minutes_take_the_place_of_those_above():
    def cells(*row: str) -> list[list[Paragraph]]:
        return [[Paragraph("p", one)] for one in row]

    tracked = ("Ref", "Action", "Owner", "Status")
    assert headings(cells("Ref", "Minutes", "Who"), tracked) == ("Ref", "Minutes", "Who")
    assert headings(cells("1a", "Minutes", "UF"), tracked) == tracked
    assert headings(cells("Quay", "Boats", "UF"), tracked) == tracked
    assert headings(cells("Quay", "Minutes"), tracked) == tracked, "two cells are a form"
    assert headings(cells("Quay", "Minutes", "It was swept in May."), tracked) == tracked


@each("form", [html, word, page])
def test_a_title_and_what_is_to_be_done_are_a_line_each(form):
    row = ("4", ("Grants", "All members to send ideas to the Clerk."), "ALL")
    said = told(form(HEADS, row, above=ABOVE))
    assert said[-1] == ("action", "All members to send ideas to the Clerk.", ("All members",))
    row = ("4", ("Grants", "Tickets to be printed"), "Clerk")
    assert told(form(HEADS, row, above=ABOVE))[-1] == (
        "action",
        "Tickets to be printed",
        ("Clerk",),
    )


@each("form", [html, page])
def test_a_cell_over_all_columns_is_one_cell(form):
    made = (
        form(HEADS[:2], ("Present: Una Fell (UF)", ""), across=True)
        if form is page
        else (
            html(HEADS[:2], ("X",)).replace(
                b"<td><p>X</p></td>", across("Present: Una Fell (UF)").encode()
            )
        )
    )
    assert [line.cells for line in read(made).lines][-1] == ("Present: Una Fell (UF)",)


# Who is to act, and who came, by columns


@each(
    "who", ["Clerk", "Town Clerk", "Sam Oak", "Sam Oak and Una Fell", "Una Fell, UF", "Cllr Fell"]
)
def test_an_owner_below_may_be_a_post_or_a_name_of_those_who_came(who):
    above = f"{DATED}Present: Una Fell (UF), Sam Oak (Clerk)"
    made = told(html(HEADS, ("1", ("Quay", "Chart to be redrawn."), who), above=above))[-1]
    assert made == ("action", "Chart to be redrawn.", tuple(re.split(", | and ", who)))


@each("who", ["Mill Road", "Bo Orr", "Sam Oak and Bo Orr"])
def test_a_name_of_nobody_who_came_is_no_owner(who):
    above = f"{DATED}Present: Una Fell (UF), Sam Oak (Clerk)"
    made = told(html(HEADS, ("1", ("Quay", "Mill Road to be mended."), who), above=above))[-1]
    assert made == ("action", "Mill Road to be mended.", ())


@each("form", [html, word, page])
@each("heads", [("Attendees", "Apologies"), ("Present", "Apologies")])
def test_who_sent_apologies_stands_in_the_column_beside_those_present(form, heads):
    rows = (heads, ("Una Fell (UF)", "Jo Pye"), ("Sam Oak", ""), ("Bo Orr", "Al Orr"))
    assert [(kind, words) for kind, words, _ in told(form(*rows, above=DATED))] == [
        ("present", "Una Fell (UF)"), ("apologies", "Jo Pye"), ("present", "Sam Oak"),
        ("present", "Bo Orr"), ("apologies", "Al Orr"),
    ]  # fmt: skip


# By when, in a column beside the owner

WHEN = ("Minute", "Action by", "By when")


def dated(data: bytes) -> list[tuple[tuple[str, ...], str | None]]:
    return [(p.owner, p.due) for p in propose(read(data)).proposals if p.kind == "action"]


@each("form", [html, word, page])
def test_the_day_beside_an_owner_is_that_of_the_task(form):
    said = ("19/02 Quay", "The quay was swept.", "Una Fell to count the boats.")
    rows = (
        (said, "UF", "15 March 2019"),
        (("19/03 Charts", "Chart to be redrawn.", "Action: print it."), "Clerk", "End of May"),
        (("19/04 Boats", "ACTION: count the boats."), "JP", "Ongoing"),
    )
    data = form(WHEN, *rows, above=ABOVE)
    assert dated(data) == [
        (("Una Fell",), "15 March 2019"), (("Clerk",), "End of May"), ((), None),
        (("JP",), "Ongoing"),
    ]  # fmt: skip
    assert propose(read(data)).coverage()["not understood"] == 0


def test_owners_and_days_are_joined_one_by_one_and_else_not_at_all():
    tasks = ("Quay", "Survey to be arranged.", "Reply to be drafted.")
    two = (tasks, ("UF", "Clerk"), ("1 May 2019", "June 2019"))
    assert dated(html(WHEN, two, above=ABOVE)) == [
        (("UF",), "1 May 2019"), (("Clerk",), "June 2019"),
    ]  # fmt: skip
    one = (tasks, ("UF", "Clerk"), "1 May 2019")
    assert dated(html(WHEN, one, above=ABOVE)) == [(("UF",), None), (("Clerk",), None)]
    nobody = (tasks, "", "1 May 2019")
    assert dated(html(WHEN, nobody, above=ABOVE)) == [((), None), ((), None)]
    seen = ("Minute", "Action by", "Seen on")
    assert dated(html(seen, (tasks, "UF", "1 May 2019"), above=ABOVE))[0] == (("UF",), None)


def test_a_task_that_says_itself_by_when_is_due_then():
    row = (("Quay", "UF to sweep it by 3 June 2019."), "UF", "1 May 2019")
    assert dated(html(WHEN, row, above=ABOVE)) == [(("UF",), "3 June 2019")]


WHO = ("Item", "Discussion", "Action", "Owner", "By when")


@each("form", [html, word, page])
def test_a_task_in_a_column_below_what_was_said_has_the_owner_beside_it(form):
    said = ("Quay", "The quay was swept in May.")
    rows = (
        (
            "1.",
            said,
            ("Redraw the chart", "Find the key."),
            ("UF", "Clerk"),
            ("1 May 2019", "June"),
        ),
        ("2.", said, "Count the boats.", "Town Clerk", ""),
    )
    made = propose(read(form(WHO, *rows, above=ABOVE)))
    assert [(p.words, p.owner, p.due) for p in made.proposals if p.kind == "action"] == [
        ("Redraw the chart", ("UF",), "1 May 2019"), ("Find the key.", ("Clerk",), "June"),
        ("Count the boats.", ("Town Clerk",), None),
    ]  # fmt: skip
    assert [p.kind for p in made.proposals].count("finding") == 2
    assert made.coverage()["not understood"] == 0


def test_tasks_and_owners_that_do_not_match_are_lines_of_their_own():
    rows = ("1.", ("Quay", "It was swept in May."), ("Redraw it", "Find the key."), "UF", "")
    lines = [line.text for line in read(html(WHO, rows)).lines]
    assert lines[1:] == ["1. Quay", "It was swept in May.", "Redraw it", "Find the key.", "UF"]


def test_a_letter_over_the_rule_of_a_row_is_of_the_row_that_its_middle_is_in():
    said = ("Quay", "The quay was swept in May.", "Chart to be redrawn.")
    rows = (HEADS, ("1.", said, "UF"), ("2.", ("Boats", *said[1:]), "JP"))
    weasyprint = pytest.importorskip("weasyprint")
    pytest.importorskip("pdfplumber")
    style = b"<style>table { border-collapse: collapse } p { margin: 0; line-height: 0.95 }"
    style += b"td { border: 1px solid; padding: 0 1em; width: 13em }</style></head>"
    whole = html(*rows, above=ABOVE).replace(b"<html>", b"<html><head>" + style)
    made = weasyprint.HTML(string=whole.decode()).write_pdf()
    lines = [line.text for line in read(made).lines]
    assert lines[-9:] == ["Item | Discussion | Action", "1. Quay", *said[1:], "UF", "2. Boats",
                          *said[1:], "JP"]  # fmt: skip


@each(
    ("heads", "row", "came"),
    [
        (("Name", "Role", "Present"), ("Una Fell", "Chair", "Yes"), True),
        (("Name", "Role", "Present"), ("Una Fell", "Chair", "No"), False),
        (("Name", "Present", "Apologies"), ("Una Fell", "✓", ""), True),
        (("Name", "Present", "Apologies"), ("Una Fell", "", "✓"), False),
        (("Name", "Attended"), ("Una Fell", "✗"), False),
        (("Name", "Apologies"), ("Una Fell", "Apologies"), False),
        (("Name", "Absent"), ("Una Fell", "x"), False),
        (("Name", "Attended"), ("Una Fell", "✓"), True),
    ],
)
def test_a_tick_tells_who_came_by_the_heading_that_it_stands_under(heads, row, came):
    kind = "present" if came else "apologies"
    assert [(one, words) for one, words, _ in told(html(heads, row, above=DATED))] == [
        (kind, "Una Fell")
    ]


@each("number", ["(iii)", "5a", "19/02.1", "HB/19/01", "b)", "A.", "Item 4"])
def test_a_number_of_an_item_stands_before_its_title(number):
    row = (number, ("Quay", "The quay was swept."), "")
    lines = [line.text for line in read(html(HEADS, row)).lines]
    assert lines[1:] == [f"{number} Quay", "The quay was swept."]


def test_a_table_within_a_cell_has_headings_of_its_own():
    inner = "<table><tr><td>Account</td><td>Balance</td></tr><tr><td>A</td><td>2</td></tr></table>"
    said = ("Finance", "The sums were noted.", "X")
    rows = (HEADS, (said, "UF"), (("Quay", "It was swept.", "Chart to be redrawn."), "JP"))
    data = html(*rows).replace(b"<p>X</p>", inner.encode())
    lines = [(line.text, bool(line.cells)) for line in read(data).lines]
    assert lines == [
        ("Item | Discussion | Action", True), ("Finance", False), ("The sums were noted.", False),
        ("Account | Balance", True), ("A | 2", True), ("UF", False),
        ("Quay", False), ("It was swept.", False), ("Chart to be redrawn.", False), ("JP", False),
    ]  # fmt: skip


def test_a_table_of_its_own_below_minutes_is_read_by_itself():
    row = ("1.", ("Quay", "It was swept.", "Chart to be redrawn."), "UF")
    for beside in (("Jo Pye", "Treasurer"), ("UF", "Town Clerk"), ("Hall roof", "Clerk")):
        more = html(beside).split(b"<body>")[1]
        data = html(HEADS, row, above=ABOVE).replace(b"</body></html>", more)
        found = propose(read(data))
        assert found.state(len(found.reading.lines)) == "not understood", beside


def test_of_those_present_beside_those_absent_a_person_decides():
    data = html(("Present", "Apologies"), (("Una Fell", "Bo Orr"), "Jo Pye"), above=DATED)
    assert [p.sure for p in propose(read(data)).proposals] == [False, False]
