"""Minutes that are a table, as Word has them: the item, what was said of it, and who is to act, in
a cell each; and who came, in a table with or without a label beside it."""

import io

import docx
import pytest
from folded import each

from commands.papers import draft, unheaded
from commands.papers.frames import Paragraph, headings, paragraphs
from commands.papers.proposals import propose
from commands.papers.read import read

HEADS = ("Item", "Discussion", "Action")
SAID = (
    "Quay",
    "The quay was swept in May.",
    "Una Fell to count the boats.",
    "Chart to be redrawn.",
)
POSTS = {"Treasurer": "TR", "Town Clerk": "TC", "Clerk": "TC"}


def html(*rows: tuple[object, ...], above: str = "") -> bytes:
    """A page with one table; a cell with several paragraphs is a tuple."""

    def cell(one: object) -> str:
        lines = one if isinstance(one, tuple) else (one,)
        return f"<td>{''.join(f'<p>{line}</p>' for line in lines)}</td>"

    made = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    head = "".join(f"<p>{line}</p>" for line in above.split("\n") if line)
    return f"<html><body>{head}<table>{made}</table></body></html>".encode()


def word(*rows: tuple[object, ...], above: str = "") -> bytes:
    """The same as a Word file."""
    document = docx.Document()
    for line in filter(None, above.split("\n")):
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for at, row in enumerate(rows):
        for column, one in enumerate(row):
            lines = one if isinstance(one, tuple) else (one,)
            cell = table.cell(at, column)
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def told(data: bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(p.kind, p.words, p.owner) for p in propose(read(data)).proposals]


def page(*rows: tuple[object, ...], above: str = "", across: bool = False) -> bytes:
    """The same as a PDF, ruled; `across`: the last row has one cell over both columns."""
    weasyprint = pytest.importorskip("weasyprint")
    pytest.importorskip("pdfplumber")
    ruled = b"<style>td { border: 1px solid; padding: 4px; width: 9em }</style></head>"
    whole = html(*rows, above=above).replace(b"<html>", b"<html><head>" + ruled)
    if across:
        head, _, last = whole.replace(b"<td><p></p></td>", b"").rpartition(b"<td>")
        whole = head + b'<td colspan="2">' + last
    made: bytes = weasyprint.HTML(string=whole.decode()).write_pdf()
    return made


MADE = (HEADS, ("1.", SAID, ("UF", "JP")), ("2.", ("Any other business", "None."), ""))
DATED = "Minutes of the meeting of 12 February 2019\n"
ABOVE = f"Harbour Board\n{DATED}Present: Una Fell (UF), Jo Pye (JP)"


@each("form", [html, word, page])
def test_each_paragraph_of_an_item_is_a_line_with_its_number_and_its_owner(form):
    data = form(*MADE, above=ABOVE)
    lines = [line.text for line in read(data).lines if line.text.strip()]
    assert lines[4:9] == ["1. Quay", *SAID[1:], "UF"]
    assert told(data)[1:] == [
        ("finding", SAID[1], ()),
        ("action", SAID[2], ("Una Fell",)),
        ("action", SAID[3], ("JP",)),
        ("nil", "None.", ()),
    ]
    proposed = propose(read(data))
    assert proposed.coverage()["not understood"] == 0
    if form is not page:  # Of which a line is one line of the page, whatever stands in it.
        addresses = {line.address for line in read(data).lines}
        assert len(addresses) == len(read(data).lines), "each is found in the original"


@each(
    ("heads", "row", "parted"),
    [
        (HEADS, ("1", ("Quay", "The quay was swept."), ""), True),
        (("No", "Minute", "By"), ("1", ("Quay", "None."), ""), True),
        ((), ("1.", ("Quay", "The quay was swept."), "UF"), True),
        ((), ("Present:", ("Una Fell", "Jo Pye")), True),
        ((), ("Apologies", ("Una Fell", "Jo Pye")), True),
        # What is to be done, and how it stands, is a row.
        (("Ref", "Action", "Owner"), ("1", ("Sweep it.", "It was swept in May."), "UF"), False),
        (("Item", "Discussion", "Status"), ("1", ("Quay", "The quay was swept."), "Open"), False),
        # Beside its label, what was decided.
        ((), ("Decision", ("To sweep the quay.", "To mend it.")), True),
        (("Decision number", "12"), ("Decision:", ("To sweep the quay.", "To mend it.")), True),
        ((), ("Decision", ("To sweep it.", "To mend it."), "Open"), False),
        # Titles and figures in lines of their own are no minutes.
        (HEADS, ("1", ("Quay", "Boats"), ""), False),
        ((), ("Boats", ("2017", "2018")), False),
        ((), ("Quay", ("It was swept.", "It was mended.")), False),
        (HEADS, ("The quay was swept.", "Quay", ""), False),
        # What goes on from the page before.
        (HEADS, ("", ("Quay", "The quay was swept."), "UF"), True),
        ((), ("", ("The quay was swept.", "It was mended."), "UF"), True),
    ],
)
def test_only_a_row_of_minutes_is_read_by_paragraph(heads, row, parted):
    cells = [
        [Paragraph("p", one) for one in (cell if isinstance(cell, tuple) else (cell,)) if one]
        for cell in row
    ]
    assert bool(paragraphs(cells, heads, ())) is parted


@each(
    ("cells", "blocks", "notes", "frame"),
    [
        (1, 2, (), True),
        (1, 2, ("cell 1 spans 2 by 1",), False),  # Titles.
        (2, 5, (), False),
        (2, 9, (), True),
    ],
)
def test_a_row_only_frames_several_paragraphs_in_one_cell(cells, blocks, notes, frame):
    made = [[Paragraph("p", "a")] * blocks, []][:cells]
    assert bool(paragraphs(made, (), notes)) is frame


def test_the_first_row_is_the_headings_unless_it_is_an_item():
    row = [[Paragraph("p", one)] for one in HEADS]
    assert headings(row, None) == HEADS
    assert headings([[Paragraph("p", "1.")], *row[1:]], None) == ()
    assert headings([row[0], [*row[1], *row[2]]], None) == (), "one has several paragraphs"


def test_a_column_of_owners_is_known_by_what_its_heading_says():
    data = html(("No", "Item", "Action owner"), ("1", ("Quay", "Chart to be redrawn."), ("JP",)))
    assert told(data) == [("action", "Chart to be redrawn.", ("JP",))]


@each("form", [html, word, page])
def test_a_tracker_in_a_document_stays_a_table(form):
    row = ("4", ("Sweep the quay.", "It was swept twice."), "UF", "Open")
    data = form(("Ref", "Action", "Owner", "Status"), row)
    assert [line.cells[:1] for line in read(data).lines] == [("Ref",), ("4",)]


@each(
    ("said", "owners", "whose"),
    [
        # One that names them has its own; the other is of whom is left.
        (("UF to sweep.", "Chart to be redrawn."), ("UF", "JP"), {"Chart to be redrawn.": "JP"}),
        (("Chart to be redrawn.", "UF to sweep."), ("JP", "UF"), {"Chart to be redrawn.": "JP"}),
        (("UF to sweep.", "Chart to be redrawn."), ("JP",), {"Chart to be redrawn.": "JP"}),
        # Where each task has one beside it, the column knows better than a sentence.
        (("JP said that UF had the key and agreed to write to him.", "Chart to be redrawn."),
         ("JP", "UF"), {"JP said that UF had the key and agreed to write to him.": "JP",
                        "Chart to be redrawn.": "UF"}),
        # Nobody is given what gives nothing to do.
        (("Chart to be redrawn.", "It is wet."), ("JP",), {"Chart to be redrawn.": "JP"}),
        (("Action: redraw it.", "It is wet."), ("Town Clerk",), {"redraw it.": "Town Clerk"}),
        (("Review the chart in May.", "It is wet."), ("JP/UF",),
         {"Review the chart in May.": "JP, UF"}),
    ],
)  # fmt: skip
def test_an_owner_in_the_column_beside_is_of_the_task_that_names_nobody(said, owners, whose):
    data = html(HEADS, ("1", ("Quay", *said), owners), above=ABOVE)
    made = {words: ", ".join(who) for kind, words, who in told(data) if kind == "action"}
    assert made.items() >= whose.items()


def test_an_owner_of_nothing_is_a_line_all_the_same():
    data = html(HEADS, ("1", ("Quay", "Chart to be redrawn."), ("JP", "UF")), above=ABOVE)
    assert propose(read(data)).furniture[8] == "owner"


def test_over_several_columns_a_label_and_what_it_tells_are_lines_and_titles_are_a_row():
    spans = ("cell 1 spans 2 by 1",)
    told = [[Paragraph("p", "Reasons"), Paragraph("p", "The quay was wet in May.")]]
    assert len(paragraphs(told, (), spans)) == 2
    assert paragraphs([[Paragraph("p", "Action log"), Paragraph("p", "May 2019")]], (), spans) == ()


def test_a_cell_over_all_columns_of_a_ruled_page_is_read_by_its_paragraphs():
    rows = (("Reference", "PCC/D/12"), (("Decision", "To sell the old launch in the harbour."), ""))
    merged = page(*rows, across=True)
    lines = [line.text for line in read(merged).lines]
    assert lines[-2:] == ["Decision", "To sell the old launch in the harbour."]
    assert lines[0] == "Reference | PCC/D/12"
    titles = page(("Reference", "PCC/D/12"), (("Action log", "May 2019"), ""), across=True)
    assert len(read(titles).lines) == 2, "titles of a table are a row"


def test_a_number_that_its_narrow_cell_broke_is_one():
    from commands.papers.forms.pdf import NARROW

    assert [NARROW.sub("", one) for one in ("19/0\n4", "19/0\n4 May", "12\n15", "3/4\n5/6")] == [
        "19/04", "19/0\n4 May", "12\n15", "3/4\n5/6",
    ]  # fmt: skip


def test_a_notice_that_is_a_table_tells_each_decision_and_who_made_it():
    form = (
        ("Decision number", "2019-022"), ("Decision maker", "Una Fell, Chief Executive"),
        ("Decision", ("To buy the new launch for the harbour.", "To sell the old one.")),
    )  # fmt: skip
    for data in (html(*form), word(*form), page(*form)):
        assert told(data) == [
            ("decision", "To buy the new launch for the harbour.", ("Chief Executive",)),
            ("decision", "To sell the old one.", ("Chief Executive",)),
        ]
    signed = (*form[:1], form[2], ("Signed: Una Fell, PCC", "3 May 2019"))
    assert [who for *_, who in told(html(*signed))] == [("PCC",), ("PCC",)]
    two = (("Decision number", "2019-021"), ("Decision", "To mend the quay in May."), *form)
    assert [who for *_, who in told(html(*two))] == [(), *2 * [("Chief Executive",)]]


# Who came


@each(
    ("cells", "roles"),
    [
        (("Una Fell (UF)", "Town Clerk"), ("name", "post")),
        (("Town Clerk", "Una Fell"), ("post", "name")),
        (("Una Fell", "UF", "Town Clerk"), ("name", "initials", "post")),
        (("Una Fell", "Grant Thornton"), ("name", "post")),
        (("Cllr Una Fell", "Cllr Jo Pye"), ("name", "name")),
        (("", "Una Fell", "Town Clerk"), ("", "name", "post")),
        (("Una Fell", "It was swept in May."), None),
        (("Town Clerk", "Treasurer"), None),
        (("Una Fell", "Ref: 12"), None),
    ],
)
def test_the_cells_of_who_came_are_known_by_what_they_hold(cells, roles):
    assert unheaded.of_people(cells) == roles


def came(*rows: tuple[object, ...], above: str = "") -> list[tuple[str, str]]:
    data = html(*rows, above=DATED + above)
    return [(kind, words) for kind, words, _ in told(data)]


def test_who_came_is_read_from_a_table_without_headings():
    rows = (("Una Fell (UF)", "Town Clerk"), ("Jo Pye", "Treasurer"))
    names = [("present", "Una Fell (UF)"), ("present", "Jo Pye")]
    assert came(*rows, above="In attendance") == names
    assert came(*rows, above="Apologies:") == [("apologies", one) for _, one in names]
    assert came(*rows, above="Boats") == []


def test_a_label_in_the_first_column_tells_who_the_rows_name():
    assert came(
        ("Present:", "Una Fell, Town Clerk"), ("", "Jo Pye, Treasurer"),
        ("Apologies:", "Bo Orr"), ("Chair:", "Una Fell"), ("Venue:", "The hall"),
    ) == [
        ("present", "Una Fell, Town Clerk"), ("present", "Jo Pye, Treasurer"),
        ("apologies", "Bo Orr"), ("present", "Chair: | Una Fell"),
    ]  # fmt: skip
    assert came(("Apologies:", "None"), ("Present", "Una Fell (UF)")) == [
        ("nil", "Apologies: | None"), ("present", "Una Fell (UF)"),
    ]  # fmt: skip


def test_two_in_a_row_are_both_named():
    said = came(("Cllr Una Fell", "Cllr Jo Pye"), above="Present")
    assert said == [("present", "Cllr Una Fell | Cllr Jo Pye")]


# As a draft


def drafted(*rows: tuple[object, ...], above: str) -> list[str]:
    data = html(*rows, above=DATED + above)
    paper = draft.Paper(name="m.html", document="m-1", file=None)
    lines = draft.written([], list(draft.entries(propose(read(data)), paper, POSTS.get)))
    return [line.rpartition(" @")[0] for line in lines.split("\n") if line and line[0] != "/"]


def test_who_came_is_drafted_by_the_column_of_the_post():
    assert drafted(
        ("Una Fell (UF)", "Town Clerk"), ("DI Jo Pye", "Marine Unit (night shifts)"),
        ("Cllr Bo Orr", "Cllr Al Orr"), above="Present",
    ) == [
        "Present: TC", "Present: Jo Pye (Marine Unit)",
        "Present: Bo Orr (Cllr), Al Orr (Cllr)",
    ]  # fmt: skip


def test_initials_lead_through_the_columns_to_a_post():
    rows = (("Una Fell", "UF", "Town Clerk"), ("Jo Pye (JP)", "Treasurer"))
    lines = drafted(*rows, above="Present")
    assert lines == ["Present: TC", "Present: TR"]
    data = html(*rows, above=f"{DATED}Present")
    more = data.replace(b"</table>", b"</table><p>1. Quay</p><p>UF to sweep it.</p>"
                                     b"<p>JP to count the boats.</p>")  # fmt: skip
    paper = draft.Paper(name="m.html", document="m-1", file=None)
    text = draft.written([], list(draft.entries(propose(read(more)), paper, POSTS.get)))
    assert "\nA: TC: Sweep it @" in text and "\nA: TR: Count the boats @" in text


def test_that_nobody_sent_apologies_stands_at_the_head_under_no_item():
    lines = drafted(("Apologies:", "None"), above="Board")
    assert lines == ["Apologies: None"]
