"""Pages of a PDF as they are set: two columns one by one, paragraphs without room between them."""

import pytest
from folded import each

from commands.papers import page_columns
from commands.papers.forms import pdf
from commands.papers.read import read
from ledger.paper_lines import Line

pytest.importorskip("pdfplumber")
weasyprint = pytest.importorskip("weasyprint")

LEFT = [
    f"Ferry {n} left the quay with the mail and came back before the tide turned." for n in range(9)
]
RIGHT = [
    f"Lamp {n} was lit at dusk, and the keeper wrote its hours in the green book." for n in range(9)
]
STYLE = "@page{size:A4;margin:2cm} body{font:11pt serif} p{margin:0;%s}"


def read_of(body: str, style: str = "") -> list[str]:
    page = f"<html><head><style>{STYLE % style}</style></head><body>{body}</body></html>"
    return [line.text for line in read(weasyprint.HTML(string=page).write_pdf()).lines]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_two_columns_are_read_one_after_the_other_below_what_goes_over_both():
    cells = (
        f"<div style='column-count:2;height:12cm;column-fill:auto'>{paragraphs(LEFT + RIGHT)}</div>"
    )
    style = "margin-bottom:6pt"
    title = "Notes of the Ferry Board and the Lamp Board, held together on the quay"
    lines = read_of(f"<p>{title}</p>{cells}", style)
    assert lines == [title, *LEFT, *RIGHT]


def test_names_beside_posts_are_no_columns_of_text():
    rows = "".join(
        f"<div style='display:flex'><div style='width:8cm'>Ann Lee {n}</div><div>Head of</div>"
        "<div style='margin-left:4cm'>Quays</div></div>"
        for n in range(30)
    )
    assert "Ann Lee 3 Head of Quays" in " ".join(read_of(rows))


def test_a_page_sets_paragraphs_apart_only_where_most_of_them_are():
    from commands.papers.forms.pdf import _spacing

    def page(*gaps: float) -> list[dict[str, object]]:
        tops = [sum(gaps[:at]) + 10.0 * at for at in range(len(gaps) + 1)]
        return [{"text": "a", "x0": 0.0, "x1": 9.0, "top": t, "bottom": t + 10} for t in tops]

    assert _spacing(page(1.0, 9.0, 9.0), 400.0) == 2.5
    assert _spacing(page(1.0, 1.0, 9.0), 400.0) == 0


SHORT = [
    "Ferry Board",
    "4 May 2023",
    "1. Boats",
    "The master said that nine oars had been lost at sea and that none of them had yet been found.",
    "ACTION: The master to bring a list of the oars that are left to the meeting after next.",
    "2. Lamps",
    "Councillors were told of the lamps that had gone out on the north quay in the winter gales.",
    "It was agreed that the Board would meet Mr A. Reed, Mr B. Hay and Mr C. Orme about them on",
    "3. Rope",
    "A third of the rope was sold in the spring, which brought in more than the Board had thought.",
]


def columns(lines: list[str], height: str = "auto") -> str:
    return f"<div style='column-count:2;height:{height}'>{paragraphs(lines)}</div>"


def test_a_short_page_in_two_columns_is_read_column_by_column_too():
    assert read_of(columns(SHORT), "margin-bottom:5pt") == SHORT


def test_each_band_of_two_columns_between_lines_over_both_is_read_by_itself():
    over = "What the Ferry Board was told of its boats, lamps and rope in the year to May"
    lines = read_of(
        f"{columns(SHORT)}<p>{over}</p>{columns(SHORT)}<p>{over}</p>", "margin-bottom:5pt"
    )
    assert lines == [*SHORT, over, *SHORT, over]


def test_a_paragraph_goes_on_from_the_foot_of_a_column_to_the_head_of_the_next():
    long = (
        "Members heard from the master that each oar had been marked, and that Old Harbour and New "
        "Harbour had been given one list. "
    ) * 6
    found = read_of(columns(["Boats", long.strip(), "Lamps", long.strip(), "Rope"]), "margin:5pt 0")
    assert found == ["Boats", long.strip(), "Lamps", long.strip(), "Rope"]


def test_what_ends_its_line_at_the_foot_of_a_column_does_not_go_on():
    lines = [f"Oar {n} was lost in the gales and was found by a diver in May" for n in range(12)]
    assert read_of(columns([*lines, "Rope"]), "margin-bottom:5pt") == [*lines, "Rope"]


def test_labels_beside_their_values_are_no_columns():
    rows = "".join(
        f"<div style='display:flex'><div style='width:8.4cm'>What was said of oar {n} by all who "
        f"came</div><div>Sold in the month of May {n}</div></div>"
        for n in range(12)
    )
    found = " ".join(read_of(rows))
    assert "oar 3 by all who came Sold in the month of May 3" in found


def test_where_paragraphs_stand_apart_a_line_may_begin_with_a_day_or_a_label_or_a_dash():
    said = [
        "The master of the ferry said that all of the oars had been counted once again on the day "
        "4 May 2023 and that there were nine.",
        "The master of the ferry and the clerk of the harbour said of the oars of the first boat "
        "Finance Report: that it was late.",
        "• Count all of the oars of the first boat, and bring a list of them to the Board in May, "
        "– Kit Marlow",
    ]
    for width in range(360, 470, 10):
        page = f"<div style='width:{width}pt'>{paragraphs(said)}</div>"
        assert read_of(page, "margin-bottom:8pt") == said


def band(left: list[tuple[float, float, str]], right: list[tuple[float, float, str]]) -> list:
    """Lines of a page by their height, width and words: from 0, and from 110, to 210."""
    words = [
        {"top": top, "bottom": top + 10, "x0": x0, "x1": x0 + width, "text": text}
        for x0, column in ((0.0, left), (110.0, right))
        for top, width, text in column
    ]
    return list(page_columns._rows(words))


def are_columns(left: list, right: list) -> bool:
    return page_columns._are_columns(band(left, right), 0.0, 105.0, 210.0)


def test_lines_that_stand_beside_none_of_the_other_side_are_of_columns():
    left = [(at * 15.0, 95.0, "Oars") for at in range(6)]
    assert are_columns(left, [(top + 7.5, width, text) for top, width, text in left])
    assert not are_columns(left, left), "rows of a table"
    short = [(top, 20.0, text) for top, _, text in left]
    one = [*left[:1], *short[1:]]
    assert not are_columns(one, [(t + 7.5, w, s) for t, w, s in one])


def test_lines_that_go_on_are_of_columns_only_where_a_quarter_is_full():
    told = [(at * 12.0, 95.0, "oars") for at in range(8)]
    assert are_columns(told, told)
    brief = [(top, 95.0 if not at else 20.0, text) for at, (top, _, text) in enumerate(told)]
    assert not are_columns(told, brief)


@each(
    ("last", "width", "text", "rest"),
    [
        ("of the harbour, the", 190.0, "Clerk agreed", True),
        ("of the harbour, the", 90.0, "Clerk agreed", False),
        ("of the harbour", 90.0, "and the quay", True),
        ("of the harbour.", 190.0, "Clerk agreed", False),
        ("from Councillors B.", 190.0, "Reed and Hay", True),
        ("Boats and lamps", 190.0, "Action – Kit to write", False),
        ("Boats and lamps on", 190.0, "4 May and on", True),
    ],
)
def test_a_paragraph_goes_on_in_the_next_column_where_its_last_line_is_full(
    last, width, text, rest
):
    line = {"x0": 0.0, "x1": width, "text": last}
    above = Line(number=1, text=last, address="page 1, line 1")
    assert pdf._is_rest(above, (line, 200.0), text) is rest


@each(
    ("text", "above", "told", "begins"),
    [
        ("Finance Report: late", "Of the", False, True),
        ("Finance Report: late", "Of the", True, False),
        ("1. Finance", "Of the", True, True),
        ("– Kit", "• Count", True, False),
        ("– Kit", "– Count", True, True),
        ("– Kit", "Count", True, True),
        ("4 May 2023", "On", True, False),
    ],
)
def test_a_line_begins_a_paragraph_by_its_mark(text, above, told, begins):
    assert pdf._begins(text, above, told=told) is begins


def test_lines_of_a_column_that_tells_no_spacing_have_that_of_the_page():
    lines = [
        {"text": t, "x0": 0.0, "x1": 195.0, "top": 16.0 * at, "bottom": 16.0 * at + 10}
        for at, t in enumerate(("Mrs Reed, the Manager", "APOLOGIES of all others", "Canon Hay"))
    ]
    assert [t for _, t in pdf._paragraphs(lines, 200.0, 2.5)] == [one["text"] for one in lines]
    assert len(pdf._paragraphs(lines, 200.0)) == 1


@pytest.mark.slow
def test_a_paragraph_over_two_pages_of_columns_is_one():
    long = (
        " ".join(["each oar of the ferry had been marked by the master of the harbour"] * 110) + "."
    )
    found = read_of(columns([long, "Rope"]), "margin-bottom:5pt")
    assert found == [long, "Rope"]
