"""A PDF: its lines of text joined into paragraphs, page by page. Needs the extra `papers`.

A line goes on from the one above where that ends within a sentence and both stand in one column, no
further apart than lines of a paragraph. A page without text is a picture, and said to be so.
"""

import io
import re
from typing import Any

from ledger.errors import Misused
from ledger.paper_lines import READER, Line, Reading

RANK = 10
ENDS = re.compile(r"[.:;?!]['’”\")]*$")
BEGINS = re.compile(
    r"^(?:[-–•·*▪●○◦]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,3}(?:\.\d+)*)[.)]\s|\d+(?:\.\d+)*\s+[A-Z]|"
    r"(?:ACTION|Action|RESOLVED|AGREED|Decision|DECISION|Agreed|Resolved)\b|[A-Z][\w\s]{1,30}:)"
)


def takes(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def read(data: bytes) -> Reading:
    try:
        import pdfplumber
    except ImportError as error:
        raise Misused("Reading a PDF needs: pip install 'govledger[papers]'.") from error
    from pdfminer.pdfdocument import PDFEncryptionError

    lines: list[Line] = []
    warnings = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for at, page in enumerate(pdf.pages, 1):
                found = page.extract_text_lines(return_chars=False, x_tolerance_ratio=0.2)
                if not found:
                    warnings.append(f"Page {at} has no text: it is a picture, or empty.")
                for first, text in _paragraphs(found):
                    lines.append(
                        Line(number=len(lines) + 1, text=text, address=f"page {at}, line {first}")
                    )
                page.close()
    except PDFEncryptionError as error:
        raise Misused("The PDF is encrypted. Save a copy without a password.") from error
    except Exception as error:  # pdfminer raises whatever a damaged file leads it to.
        if isinstance(error, (MemoryError, RecursionError)):
            raise Misused("The PDF is built to be too large to read.") from error
        raise Misused(f"The PDF cannot be read: {type(error).__name__}. Save it again.") from error
    if not lines:
        raise Misused("The PDF holds no text, only pictures. Use a text recognition program first.")
    reader = f"{READER}, pdfplumber {pdfplumber.__version__}"  # It decides where words begin.
    return Reading(form="pdf", reader=reader, lines=tuple(lines), warnings=tuple(warnings))


def _paragraphs(found: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Lines of a page, joined: the number of the first line of each, and the words."""
    joined: list[tuple[int, str]] = []
    right = max((line["x1"] for line in found), default=0)
    above = None
    for at, line in enumerate(found, 1):
        text = line["text"]
        height = line["bottom"] - line["top"]
        goes_on = (
            above is not None
            and line["top"] - above["bottom"] < 0.7 * height
            and above["x1"] > right - 0.25 * right
            and not ENDS.search(above["text"])
            and not BEGINS.match(text)
        )
        if goes_on:
            first, words = joined[-1]
            joined[-1] = (first, f"{words} {text}")
        else:
            joined.append((at, text))
        above = line
    return joined
