"""A web page: a line for each paragraph, heading, list item and table row, with the line and column
of its beginning in the source. Scripts, styles and what is hidden are left out.

Inserted and struck-out text is read and noted; deleted text is a note beside the line, never words.
So are fills and cells that are merged.
"""

import re
from html.parser import HTMLParser

from commands.papers.frames import Paragraph, headings, paragraphs
from ledger.errors import Misused
from ledger.paper_lines import READER_6, Line, Reading
from ledger.system.contents import decoded

RANK = 30
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details div dl dt fieldset
        figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre
        section summary table tbody tfoot thead title tr ul br""",
    )
)
NOTED = {"ins": "inserted", "s": "struck through", "strike": "struck through"}
FILL = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)", re.I)
SKIPPED = frozenset(["script", "style", "template", "noscript", "head", "svg"])
DEEPEST = 500
END = "\x1e "  # The end of a block within a cell, among its words.


def takes(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16.
        data = data[:8192].decode("utf-16", errors="ignore").encode()
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return bool(
        re.match(
            rb"<(?:!doctype\s+html|html|head|body|meta|title|table|\?xml[^>]*\?>\s*<(?:!doctype\s+)?html)",
            start,
        )
    )


def read(data: bytes) -> Reading:
    try:
        text = decoded(data)
    except UnicodeDecodeError:
        text = data.decode("windows-1252", errors="replace")
    page = _Page()
    page.feed(text)
    page.close()
    page.flush()
    if not page.lines:
        raise Misused("The page has no text. Save the whole page, or its text.")
    return Reading(form="html", reader=READER_6, lines=tuple(page.lines))


class _Page(HTMLParser):
    """Collects the words of one block at a time."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._at = ""
        self._cells: list[str] | None = None
        self._blocks: list[list[Paragraph]] = []  # Of each cell of a row.
        # Of each table, the outermost first; None until its first row ends.
        self._heads: list[tuple[str, ...] | None] = [()]
        self._spot = ""
        self._pre = 0
        self._in_cell = False
        self._skipping: list[str] = []
        self._lists: list[int | None] = []
        self._notes: list[str] = []
        self._deleted: list[str] | None = None
        self._prefix = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SKIPPED:
            self._skipping.append(tag)
        if self._skipping:
            return
        said = dict(attrs)
        if tag in NOTED:
            self._notes.append(NOTED[tag])
        if tag == "del" and self._deleted is None:
            self._deleted = []
        if tag == "table":
            self._end_row()  # Of the table around it.
            self._heads = [*self._heads, None][-DEEPEST:]
        if tag == "tr":
            self._end_row()
            self.flush()
            self._cells, self._words, self._blocks = [], [], []
        elif tag in ("td", "th") and self._cells is not None:
            self._end_cell()
            self._in_cell = True
            self._blocks.append([])
            self._of_cell(said)
        elif tag in BLOCKS and self._cells is None:
            self.flush()
        elif tag in BLOCKS:
            self._end_block()
        self._pre += tag == "pre"
        if tag in ("ul", "ol"):
            start = said.get("start") or "1"
            numbered = int(start[:9]) - 1 if start.isdecimal() else 0
            self._lists = [*self._lists, numbered if tag == "ol" else None][-DEEPEST:]
        elif tag == "li" and self._cells is None:
            self._prefix = "• "
            if self._lists and self._lists[-1] is not None:
                self._lists[-1] += 1
                self._prefix = f"{self._lists[-1]}. "
                self._notes.append(f"number worked out: {self._lists[-1]}.")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipping:
            while self._skipping and self._skipping.pop() != tag:
                pass
            return
        if self._skipping:
            return
        if tag == "del" and self._deleted is not None:
            gone, self._deleted = _spaced(self._deleted), None
            self._notes += [f"deleted: {gone}"] if gone else []
        if tag in ("td", "th") and self._cells is not None:
            self._end_cell()
        elif tag in ("tr", "table") and self._cells is not None:
            self._end_row()
        elif tag in BLOCKS and self._cells is None:
            self.flush()
        elif tag in BLOCKS:
            self._end_block()
        if tag == "table" and len(self._heads) > 1:
            self._heads.pop()
        self._pre = max(0, self._pre - (tag == "pre"))
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        if self._deleted is not None:
            self._deleted.append(data)
            return
        line, column = self.getpos()
        for at, part in enumerate(data.split("\n") if self._pre and not self._cells else [data]):
            if at:
                self.flush()  # Where lines stand as they were typed, each is one.
            if part.strip():
                place = f"line {line + at}, column {1 if at else column + 1}"
                self._at, self._spot = self._at or place, self._spot or place
            self._words.append(part)

    def _of_cell(self, said: dict[str, str | None]) -> None:
        """Note what a cell is besides its words."""
        at = len(self._cells or ()) + 1
        fill = said.get("bgcolor") or (FILL.search(said.get("style") or "") or ["", ""])[1]
        if fill:
            self._notes.append(f"cell {at} filled {fill}")
        if any((said.get(name) or "1") != "1" for name in ("colspan", "rowspan")):
            self._notes.append(f"cell {at} merged")
            across, down = (said.get(name) or "1" for name in ("colspan", "rowspan"))
            self._notes.append(f"cell {at} spans {across} by {down}")

    def _end_block(self) -> None:
        """End a block within a cell."""
        text = _spaced(_last(self._words))
        if text and self._blocks:
            self._blocks[-1].append(Paragraph(self._spot, text))
        self._words.append(END)
        self._spot = ""

    def _end_cell(self) -> None:
        """End the cell under way; pages often leave its end out."""
        if self._in_cell and self._cells is not None:
            self._end_block()
            self._cells.append(_spaced(self._words))
        self._in_cell, self._words = False, []

    def _end_row(self) -> None:
        if self._cells is not None:
            self._end_cell()
            cells, self._cells = tuple(self._cells), None
            blocks, self._blocks = self._blocks, []
            self._heads[-1] = heads = headings(blocks, self._heads[-1])
            for one in (apart := paragraphs(blocks, heads, self._notes)):
                self._at = one.place
                self._add(one.words)
            if not apart:
                self._add(" | ".join(cells), cells)

    def flush(self) -> None:
        """End the block under way."""
        text = _spaced(self._words)
        self._words = []
        if text:
            self._add(self._prefix + text)
            self._prefix = ""
        self._at = ""

    def _add(self, text: str, cells: tuple[str, ...] = ()) -> None:
        if text.strip(" |"):
            address = self._at or f"line {self.getpos()[0]}"
            self.lines.append(
                Line(
                    number=len(self.lines) + 1,
                    text=text,
                    address=address,
                    cells=cells,
                    notes=tuple(dict.fromkeys(self._notes)),
                )
            )
            self._notes = []
        self._at = ""


def _last(words: list[str]) -> list[str]:
    """The words since the last block ended."""
    at = len(words)
    while at and words[at - 1] != END:
        at -= 1
    return words[at:]


def _spaced(words: list[str]) -> str:
    return " ".join("".join(words).replace("\x1e", " ").split())
