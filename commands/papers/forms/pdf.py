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

from ledger.errors import Misused
from ledger.paper_lines import READER_4, Line, Reading

RANK = 10
BROKEN = re.compile(r"(?<=\w[/-])\n(?=\w)")
ENDS = re.compile(r"[.:;?!]['’”\")]*$")
BEGINS = re.compile(
    r"^(?:[-–•·*▪●○◦]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,3}(?:\.\d+)*)[.)]\s|\d+(?:\.\d+)*\s+[A-Z]|"
    r"(?:ACTION|Action|RESOLVED|AGREED|Decision|DECISION|Agreed|Resolved)\b|[A-Z][\w\s]{1,30}:)"
)


STREAM = re.compile(rb"stream\r?\n(?P<held>.*?)endstream", re.S)
MOST_BYTES = 32 << 20  # Of one stream of a PDF.
FEWEST = 120  # Words of a page that may be set in columns.
WIDER = 1.2  # Than the mean of its line a word may be, letter for letter.


def takes(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def read(data: bytes) -> Reading:
    try:
        import pdfplumber
    except ImportError as error:
        raise Misused("Reading a PDF needs: pip install 'govledger[papers]'.") from error
    from pdfminer.pdfdocument import PDFEncryptionError

    _refuse_bombs(data)
    lines: list[Line] = []
    warnings = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for at, page in enumerate(pdf.pages, 1):
                before, begun = len(lines), 0
                for part in _parts(page):
                    found = _lines(part)
                    rows = list(_rows(part, found)) if part.lines or part.rects else []
                    for first, text, cells in _in_order(found, rows):
                        lines.append(
                            Line(
                                number=len(lines) + 1,
                                text=text,
                                address=f"page {at}, line {begun + first}",
                                cells=cells,
                            )
                        )
                    begun += len(found)
                if len(lines) == before:
                    warnings.append(f"Page {at} has no text: it is a picture, or empty.")
                page.close()
    except PDFEncryptionError as error:
        raise Misused("The PDF is encrypted. Save a copy without a password.") from error
    except Exception as error:  # pdfminer raises whatever a damaged file leads it to.
        if isinstance(error, (MemoryError, RecursionError)):
            raise Misused("The PDF is built to be too large to read.") from error
        raise Misused(f"The PDF cannot be read: {type(error).__name__}. Save it again.") from error
    if not lines:
        raise Misused("The PDF holds no text, only pictures. Use a text recognition program first.")
    reader = f"{READER_4}, pdfplumber {pdfplumber.__version__}"  # It decides where words begin.
    return Reading(form="pdf", reader=reader, lines=tuple(lines), warnings=tuple(warnings))


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


def _parts(page: Any) -> list[Any]:
    """The page, or where it is set in two columns, what stands above them, the left one, the right
    one and what stands below."""
    words = page.extract_words(x_tolerance_ratio=0.2)
    if len(words) < FEWEST or page.find_tables():
        return [page]
    left, right = min(w["x0"] for w in words), max(w["x1"] for w in words)
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        gutter = left + share * (right - left)
        across = [w for w in words if w["x0"] < gutter + 3 and w["x1"] > gutter - 3]
        sides = [w for w in words if w not in across] if len(across) * 20 < len(words) else []
        middle = [w for w in sides if not any(abs(w["top"] - a["top"]) < 3 for a in across)]
        if not middle or not (_is_full(middle, left, gutter) and _is_full(middle, gutter, right)):
            continue
        top, bottom = min(w["top"] for w in middle) - 1, max(w["bottom"] for w in middle) + 1
        if any(top < a["top"] < bottom for a in across):
            continue
        x0, y0, x1, y1 = page.bbox
        boxes = [
            (x0, y0, x1, top),
            (x0, top, gutter, bottom),
            (gutter, top, x1, bottom),
            (x0, bottom, x1, y1),
        ]
        return [page.crop(box) for box in boxes if box[3] - box[1] > 1]
    return [page]


def _is_full(words: list[dict[str, Any]], left: float, right: float) -> bool:
    """Whether a column holds lines that go on: no column of names or figures beside a text."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for word in words:
        if left - 3 <= word["x0"] and word["x1"] <= right + 3:
            rows.setdefault(round(word["top"]), []).append(word)
    wide = [max(w["x1"] for w in row) - min(w["x0"] for w in row) for row in rows.values()]
    full = sum(one > 0.7 * (right - left) for one in wide)
    return len(wide) >= 6 and full * 4 > len(wide)


class _Row(NamedTuple):
    """A row of a table: the lines of the page that it takes, and its cells."""

    first: int
    last: int
    cells: tuple[str, ...]


def _rows(page: Any, found: list[dict[str, Any]]) -> Iterator[_Row]:
    """The rows of the tables that lines rule off on a page, each with two cells at least."""
    for table in page.find_tables():
        texts = table.extract(x_tolerance_ratio=0.2)
        # A column that no row has anything in is a rule that was drawn twice.
        used = [
            any((cell or "").strip() for cell in column) for column in zip(*texts, strict=False)
        ]
        for row, cells in zip(table.rows, texts, strict=True):
            _, top, _, bottom = row.bbox
            there = [n for n, line in enumerate(found, 1) if top <= _middle(line) < bottom]
            said = tuple(_joined(cell or "") for cell, has in zip(cells, used, strict=False) if has)
            if there and sum(map(bool, said)) and len(said) > 1:
                yield _Row(there[0], there[-1], said)


def _joined(cell: str) -> str:
    """The lines of a cell as one; what was broken after a hyphen or a stroke, without a space."""
    return " ".join(BROKEN.sub("", cell).split())


def _middle(line: dict[str, Any]) -> float:
    return float(line["top"] + line["bottom"]) / 2


def _in_order(
    found: list[dict[str, Any]], rows: list[_Row]
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The paragraphs and the rows of a page, from its top: on which line each begins, its words,
    and the cells of a row."""
    right = max((line["x1"] for line in found), default=0.0)
    held = {n for row in rows for n in range(row.first, row.last + 1)}
    parts = [(row.first, " | ".join(row.cells), row.cells) for row in rows]
    run: list[int] = []
    for number in range(1, len(found) + 2):
        if number <= len(found) and number not in held:
            run.append(number)
        elif run:
            of = [found[n - 1] for n in run]
            parts += [(run[0] + first - 1, text, ()) for first, text in _paragraphs(of, right)]
            run = []
    yield from sorted(parts, key=lambda part: part[0])


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


def _paragraphs(found: list[dict[str, Any]], right: float) -> list[tuple[int, str]]:
    """Lines of a page, joined: the number of the first line of each, and the words; `right`: how
    far its lines go."""
    joined: list[tuple[int, str]] = []
    above = None
    together = _spacing(found, right)
    for at, line in enumerate(found, 1):
        text = line["text"]
        height = line["bottom"] - line["top"]
        goes_on = (
            above is not None
            and line["top"] - above["bottom"] < 0.7 * height
            and not _fits(above, text, right)
            and (not ENDS.search(above["text"]) or line["top"] - above["bottom"] < together)
            and not BEGINS.match(text)
        )
        if goes_on:
            first, words = joined[-1]
            joined[-1] = (first, BROKEN.sub("", f"{words}\n{text}").replace("\n", " "))
        else:
            joined.append((at, text))
        above = line
    return joined
