"""A PDF: its lines of text joined into paragraphs, and the rows of its ruled tables, page by page.
Needs the extra `papers`.

A line goes on from the one above where that ends within a sentence and both stand in one column, no
further apart than lines of a paragraph; or where the page sets paragraphs apart, and these two are
not. A page without text is a picture, and said to be so.
"""

import io
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec.structs import replace

from commands.papers import frames, page_columns
from commands.papers.frames import Paragraph
from ledger.errors import Misused
from ledger.paper_lines import READER_6, Line, Reading
from ledger.system import installation

RANK = 10
BROKEN = re.compile(r"(?<=\w[/-])\n(?=\w)")
ENDS = re.compile(r"(?:(?<!\b[A-Z])\.|[:;?!])['’”\")]*$")  # Not after an initial: "B. Rees".
DAY = r"(?!\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|June?\b|July?\b|Aug|Sep|Oct|Nov|Dec))"
MARK = (
    r"(?P<mark>[-–•·*▪●○◦])|\(?(?:[ivx]{1,4}|[a-z]|\d{1,3}(?:\.\d+)*)[.)]\s|"
    rf"{DAY}\d+(?:\.\d+)*\s+[A-Z]"
)
MARKED = re.compile(MARK)
BEGINS = re.compile(
    rf"^(?:{MARK}|"
    r"(?:ACTION|Action|RESOLVED|AGREED|Decision|DECISION|Agreed|Resolved)\b|[A-Z][\w\s]{1,30}:)"
)


# A line that ends a sentence, or a title, before another: there may be two paragraphs.
ENDED = re.compile(r"[^\s,;]\n(?=[A-Z•\d])")
# The number of an item, broken in its narrow cell: 19/0 over 1.
NARROW = re.compile(r"(?<=\d/\d)\n(?=\d{1,2}$)")
ACROSS = ("cell 1 spans columns",)
MARGIN = 5.5  # Points, about, between the words of a cell and the rule at its right.
STREAM = re.compile(rb"stream\r?\n(?P<held>.*?)endstream", re.S)
MOST_BYTES = 32 << 20  # Of one stream of a PDF.
WIDER = 1.2  # Than the mean of its line a word may be, letter for letter.


def takes(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def read(data: bytes) -> Reading:
    try:
        import pdfplumber
    except ImportError as error:
        raise Misused(f"Reading a PDF needs: {installation.extra('papers')}") from error
    from pdfminer.pdfdocument import PDFEncryptionError

    _refuse_bombs(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            lines, warnings = _of_pages(pdf)
    except PDFEncryptionError as error:
        raise Misused("The PDF is encrypted. Save a copy without a password.") from error
    except Exception as error:  # pdfminer raises whatever a damaged file leads it to.
        if isinstance(error, (MemoryError, RecursionError)):
            raise Misused("The PDF is built to be too large to read.") from error
        raise Misused(f"The PDF cannot be read: {type(error).__name__}. Save it again.") from error
    if not lines:
        raise Misused("The PDF holds no text, only pictures. Use a text recognition program first.")
    reader = f"{READER_6}, pdfplumber {pdfplumber.__version__}"  # It decides where words begin.
    return Reading(form="pdf", reader=reader, lines=tuple(lines), warnings=tuple(warnings))


def _of_pages(pdf: Any) -> tuple[list[Line], list[str]]:
    """The lines of all pages, and what is said of pages without any."""
    lines: list[Line] = []
    warnings = []
    above: tuple[dict[str, Any], float] | None = None  # The last line of a column that may go on.
    for at, page in enumerate(pdf.pages, 1):
        before, begun = len(lines), 0
        parts = [(part, runs, _lines(part)) for part, runs in page_columns.parts(page)]
        apart = max(_spacing(found, _right(found)) for *_, found in parts)
        for part, runs, found in parts:
            rows = list(_rows(part, found)) if part.lines or part.rects else []
            held = list(_in_order(found, rows, apart))
            if above and held and not held[0][2] and _is_rest(lines[-1], above, held[0][1]):
                said = _one(lines[-1].text, held.pop(0)[1])
                lines[-1] = replace(lines[-1], text=said)
            above = (found[-1], _right(found)) if runs and found else None
            for first, text, cells in held:
                place = f"page {at}, line {begun + first}"
                lines.append(Line(number=len(lines) + 1, text=text, address=place, cells=cells))
            begun += len(found)
        if len(lines) == before:
            warnings.append(f"Page {at} has no text: it is a picture, or empty.")
        page.close()
    return lines, warnings


def _refuse_bombs(data: bytes) -> None:
    """Raises Misused where a stream that is no picture unpacks to more than a page can say."""
    for found in STREAM.finditer(data):
        if found.end() - found.start("held") < MOST_BYTES // 1032:  # Deflate packs no tighter.
            continue
        unpacking, held = zlib.decompressobj(), 0
        rest = found["held"]
        try:
            while rest and held <= MOST_BYTES:
                held += len(unpacking.decompress(rest, 1 << 20))
                rest = unpacking.unconsumed_tail
        except zlib.error:
            continue
        if held > MOST_BYTES and b"/Image" not in data[max(0, found.start() - 400) : found.start()]:
            raise Misused("The PDF is built to be too large to read.")


def _lines(part: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = part.extract_text_lines(return_chars=False, x_tolerance_ratio=0.2)
    return found


class _Row(NamedTuple):
    """A row of a table: the lines of the page that it takes, and its cells; or, of minutes, the
    first line and the words of each paragraph in them."""

    first: int
    last: int
    cells: tuple[str, ...]
    parts: tuple[tuple[int, str], ...] = ()


def _rows(page: Any, found: list[dict[str, Any]]) -> Iterator[_Row]:
    """The rows of the tables that lines rule off on a page, each with two cells at least."""
    for table in page.find_tables():
        texts = table.extract(x_tolerance_ratio=0.2)
        # A column that no row has anything in is a rule that was drawn twice.
        used = [
            any((cell or "").strip() for cell in column) for column in zip(*texts, strict=False)
        ]
        heads: tuple[str, ...] | None = None
        for row, cells in zip(table.rows, texts, strict=True):
            _, top, _, bottom = row.bbox
            there = [n for n, line in enumerate(found, 1) if top <= _middle(line) < bottom]
            kept = [
                (NARROW.sub("", cell or ""), box)
                for cell, box, has in zip(cells, row.cells, used, strict=False)
                if has
            ]
            said = tuple(_joined(cell) for cell, _ in kept)
            if not there or not sum(map(bool, said)) or len(said) < 2:
                continue
            held = [_of_cell(page, cell, box, found) for cell, box in kept if box]
            heads = frames.headings(held, heads)
            apart = frames.paragraphs(held, heads, ACROSS if len(held) < len(kept) else ())
            parts = tuple((int(one.place or there[0]), one.words) for one in apart)
            across = tuple(filter(None, said)) if len(held) == 1 else said
            yield _Row(there[0], there[-1], across, parts)


def _of_cell(page: Any, cell: str, box: Any, found: list[dict[str, Any]]) -> list[Paragraph]:
    """The paragraphs of a cell; the place of each is the number of the line of the page."""
    if not ENDED.search(cell):  # Of one, as most are.
        return [Paragraph("", _joined(cell))] if cell.strip() else []
    lines = _lines(page.filter(lambda one: _is_in(one, box)))
    told = []
    for first, words in _paragraphs(lines, box[2] - MARGIN):
        middle = _middle(lines[first - 1])
        near = min(enumerate(found, 1), key=lambda one: abs(_middle(one[1]) - middle))
        told.append(Paragraph(str(near[0]), words))
    return told


def _is_in(one: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a letter is in a box: its edges may stand over the rule below."""
    left, top, right, bottom = box
    return top <= _middle(one) < bottom and left <= (one["x0"] + one["x1"]) / 2 < right


def _is_rest(last: Line, above: tuple[dict[str, Any], float], text: str) -> bool:
    """Whether a column begins with the rest of the last paragraph of the one before it."""
    line, right = above
    if last.cells or ENDS.search(last.text) or BEGINS.match(text):
        return False
    return text[:1].islower() or not _fits(line, text, right)


def _right(found: list[dict[str, Any]]) -> float:
    """How far the lines go."""
    return max((line["x1"] for line in found), default=0.0)


def _one(words: str, text: str) -> str:
    """Words and the line that goes on from them."""
    return BROKEN.sub("", f"{words}\n{text}").replace("\n", " ")


def _joined(cell: str) -> str:
    """The lines of a cell as one; what was broken after a hyphen or a stroke, without a space."""
    return " ".join(BROKEN.sub("", cell).split())


def _middle(line: dict[str, Any]) -> float:
    return float(line["top"] + line["bottom"]) / 2


def _in_order(
    found: list[dict[str, Any]], rows: list[_Row], apart: float
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The paragraphs and the rows of a page, from its top: on which line each begins, its words,
    and the cells of a row."""
    right = _right(found)
    held = {n for row in rows for n in range(row.first, row.last + 1)}
    parts: list[tuple[int, int, str, tuple[str, ...]]] = []  # By the first line of a row.
    for row in rows:
        parts += [(row.first, first, text, ()) for first, text in row.parts]
        if not row.parts:
            parts.append((row.first, row.first, " | ".join(row.cells), row.cells))
    run: list[int] = []
    for number in range(1, len(found) + 2):
        if number <= len(found) and number not in held:
            run.append(number)
        elif run:
            of = [found[n - 1] for n in run]
            told = [(run[0] + first - 1, text) for first, text in _paragraphs(of, right, apart)]
            parts += [(first, first, text, ()) for first, text in told]
            run = []
    for _, first, text, cells in sorted(parts, key=lambda part: part[0]):
        yield first, text, cells


def _spacing(found: list[dict[str, Any]], right: float) -> float:
    """How far apart lines of one paragraph are at most, where a page sets paragraphs further apart
    than lines, as most of those do that end short of the margin; 0 where it does not."""
    gaps = sorted(b["top"] - a["bottom"] for a, b in pairwise(found))
    least = next((gap for gap in gaps if gap > -2), 0)
    height = found[0]["bottom"] - found[0]["top"] if found else 0
    ended = [b["top"] - a["bottom"] for a, b in pairwise(found) if _fits(a, b["text"], right)]
    apart = [gap for gap in ended if gap > least + 0.35 * height]
    return least + 0.15 * height if len(apart) * 2 > len(ended) else 0


def _fits(above: dict[str, Any], text: str, right: float) -> bool:
    """Whether the next line's first word would have had room on the line above: then that line
    ended where it does because its paragraph did."""
    wide = (above["x1"] - above["x0"]) / max(1, len(above["text"]))
    return bool(above["x1"] + WIDER * wide * (1 + len(text.split(" ")[0])) < right)


def _begins(text: str, above: str, *, told: bool) -> bool:
    """Whether a line begins a paragraph by its words; where the page sets paragraphs apart, a mark
    alone does, and a dash only in a list of dashes."""
    if not told:
        return bool(BEGINS.match(text))
    found, before = MARKED.match(text), MARKED.match(above)
    if not found or not before or not found["mark"]:
        return bool(found)
    return before["mark"] == found["mark"]


def _paragraphs(
    found: list[dict[str, Any]], right: float, apart: float = 0.0
) -> list[tuple[int, str]]:
    """Lines of a page, joined: the number of the first line of each, and the words; `right`: how
    far its lines go; `apart`: as _spacing() of the page, where these lines do not tell it."""
    joined: list[tuple[int, str]] = []
    above = None
    together = _spacing(found, right) or apart
    for at, line in enumerate(found, 1):
        text = line["text"]
        height = line["bottom"] - line["top"]
        goes_on = (
            above is not None
            and line["top"] - above["bottom"]
            < (together + 0.2 * height if together else 0.7 * height)
            and not _fits(above, text, right)
            and (not ENDS.search(above["text"]) or line["top"] - above["bottom"] < together)
            and not _begins(text, joined[-1][1], told=bool(together))
        )
        if goes_on:
            first, words = joined[-1]
            joined[-1] = (first, _one(words, text))
        else:
            joined.append((at, text))
        above = line
    return joined
