"""Pages of a PDF as they are set: two columns one by one, paragraphs without room between them."""

import pytest

from commands.papers.read import read

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
