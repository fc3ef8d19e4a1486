"""A Word document: a line for each paragraph and table row, in the order of the page.

    p3            the third paragraph          t1 r4       the fourth row of the first table
    t1 r4 c2 t1 r1   a table within a cell     note 2      a footnote; `header 1`, `footer 1`

Inserted text is read and noted; deleted and hidden text and comments are notes beside the line,
never words.
List numbers, which Word does not store, are worked out.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from commands.papers.archive import OLE, ZIP, Archive
from commands.papers.frames import Paragraph, headings, paragraphs
from commands.papers.numbering import Numbering, W
from ledger.errors import Misused
from ledger.paper_lines import READER_6, Line, Reading

RANK = 20
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# An address, the words, the cells of a table row, and what was not plain text.
Block = tuple[str, str, tuple[str, ...], tuple[str, ...]]
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
SOFT_HYPHEN = "\u00ad"
SIGNS = {"FC": "✓", "FB": "✗", "FE": "☑", "FD": "☒", "A8": "☐", "E0": "→", "D8": "➢", "A7": "▪"}
CHARACTERS = {"tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}
# Parts of a paragraph that hold none of its words.
NO_WORDS = {
    *("del", "moveFrom", "commentReference", "footnoteReference", "endnoteReference"),
    *("pPr", "rPr", "sectPr", "instrText", "rt"),
}
UNPAINTED = {None, "auto", "FFFFFF", "ffffff"}


def takes(data: bytes) -> bool:
    return data.startswith((OLE, ZIP))


def read(data: bytes) -> Reading:
    if data.startswith(OLE):
        raise Misused(
            "The file is encrypted, or an old Word document (.doc). Save a copy without a password,"
            " as .docx."
        )
    archive = Archive(data)
    document = archive.tree("word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise Misused(
            "The file is neither a Word document nor an Excel workbook. Save a document again as"
            " .docx, a table (.ods, .numbers, .xlsb) as .xlsx."
        )
    lines = tuple(_Document(archive).lines(body))
    if all(line.is_blank for line in lines) and any("picture" in line.notes for line in lines):
        raise Misused(
            "The document holds no text, only pictures. Use a text recognition program first."
        )
    return Reading(form="docx", reader=READER_6, lines=lines)


class _Document:
    """What the other parts say of the words: list numbers, comments, notes."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.numbering = Numbering(archive)
        self.comments = self._notes("word/comments.xml", "comment")
        self.footnotes = self._notes("word/footnotes.xml", "footnote")
        self.endnotes = self._notes("word/endnotes.xml", "endnote")

    def lines(self, body: Element) -> Iterator[Line]:
        for number, one in enumerate(self._everything(body), 1):
            address, text, cells, notes = one
            yield Line(number=number, text=text, address=address, cells=cells, notes=notes)

    def _everything(self, body: Element) -> Iterator[Block]:
        yield from self._blocks(body, "")
        for kind, notes in (("footnote", self.footnotes), ("endnote", self.endnotes)):
            for mark, text in notes.items():
                if text:
                    named = "note" if kind == "footnote" else kind
                    yield f"{named} {mark}", text, (), (kind,)
        for kind in ("header", "footer"):
            for at, name in enumerate(self.archive.matching(rf"word/{kind}\d*\.xml"), 1):
                part = self.archive.tree(name)
                for _, text, cells, _ in self._blocks(part, "") if part is not None else ():
                    if text.strip():
                        yield f"{kind} {at}", text, cells, (kind,)

    def _blocks(self, parent: Element, at: str) -> Iterator[Block]:
        paragraphs = tables = 0
        for block in _unwrapped(parent):
            if block.tag == f"{W}p":
                paragraphs += 1
                text, notes, boxes = self._paragraph(block)
                yield f"{at}p{paragraphs}", text, (), notes
                for box in boxes:
                    yield from self._boxed(box, f"{at}p{paragraphs} box")
            elif block.tag == f"{W}tbl":
                tables += 1
                yield from self._table(block, f"{at}t{tables}")

    def _boxed(self, box: Element, at: str) -> Iterator[Block]:
        """What a text box says, below the paragraph or the row that it stands in."""
        for _, words, cells, notes in self._blocks(box, ""):
            if words.strip():
                yield at, words, cells, ("text box", *notes)

    def _table(self, table: Element, at: str) -> Iterator[Block]:
        heads: tuple[str, ...] | None = None
        for row_at, row in enumerate((r for r in _unwrapped(table) if r.tag == f"{W}tr"), 1):
            cells: list[str] = []
            blocks: list[list[Paragraph]] = []
            notes: list[str] = []
            nested: list[tuple[Element, str]] = []
            boxed: list[tuple[Element, str]] = []
            for name, how in (("ins", "inserted"), ("del", "deleted")):
                if row.find(f"{W}trPr/{W}{name}") is not None:
                    notes.append(f"{how} row")
            for cell_at, cell in enumerate((c for c in _unwrapped(row) if c.tag == f"{W}tc"), 1):
                words = []
                blocks.append([])
                for block in _unwrapped(cell):
                    if block.tag == f"{W}p":
                        text, more, boxes = self._paragraph(block)
                        words.append(text)
                        if said := " ".join(text.split()):
                            place = f"{at} r{row_at} c{cell_at} p{len(words)}"
                            blocks[-1].append(Paragraph(place, said))
                        notes += more
                        boxed += [(box, f"{at} r{row_at} c{cell_at} box") for box in boxes]
                    elif block.tag == f"{W}tbl":
                        nested.append((block, f"{at} r{row_at} c{cell_at} t{len(nested) + 1}"))
                cells.append(" ".join(" ".join(words).split()))
                notes += (f"cell {cell_at} {mark}" for mark in _marks(cell))
            said_of = tuple(dict.fromkeys(notes))
            heads = headings(blocks, heads)
            for one in (apart := paragraphs(blocks, heads, notes)):
                yield one.place, one.words, (), said_of
            if not apart:
                yield f"{at} r{row_at}", " | ".join(cells), tuple(cells), said_of
            for box, inside in boxed:
                yield from self._boxed(box, inside)
            for inner, inside in nested:
                yield from self._table(inner, inside)

    def _paragraph(self, paragraph: Element) -> tuple[str, tuple[str, ...], list[Element]]:
        """The words of a paragraph, what was not plain text, and its text boxes."""
        words: list[str] = []
        notes: list[str] = []
        boxes: list[Element] = []
        self._runs(paragraph, words, notes, boxes)
        text = "".join(words).strip("\n")
        mark = self.numbering.of(paragraph)
        if mark not in ("", "•") and text.strip():
            notes.append(f"number worked out: {mark}")
        return (
            (f"{mark} {text}" if mark and text.strip() else text),
            tuple(dict.fromkeys(notes)),
            boxes,
        )

    def _runs(
        self, parent: Element, words: list[str], notes: list[str], boxes: list[Element]
    ) -> None:
        for node in parent:
            name = node.tag.removeprefix(W)
            notes += self._beside(node, name)
            if name == "t" or node.tag == MATH:
                words.append((node.text or "").replace(SOFT_HYPHEN, ""))
            elif name == "sym":
                words.append(_symbol(node))
            elif name in CHARACTERS:
                words.append(CHARACTERS[name])
            elif name == "txbxContent":
                boxes.append(node)
            elif node.tag == f"{MC}AlternateContent":
                choice = node.find(f"{MC}Choice")
                self._runs(node if choice is None else choice, words, notes, boxes)
            elif name not in NO_WORDS and not _is_hidden(node, name):
                self._runs(node, words, notes, boxes)

    def _beside(self, node: Element, name: str) -> Iterator[str]:
        """What is told of a part of a paragraph beside its words."""
        if name == "sym":
            yield "symbol"
        elif name in ("del", "moveFrom"):
            if gone := _text(node, f"{W}delText", f"{W}t"):
                yield f"deleted: {gone}"
        elif name == "commentReference":
            if comment := self.comments.get(node.get(f"{W}id", "")):
                yield f"comment: {comment}"
        elif name in ("footnoteReference", "endnoteReference"):
            yield f"{name.removesuffix('Reference')} {node.get(f'{W}id')}"
        elif name == "pPr":
            if node.find(f"{W}rPr/{W}del") is not None:
                yield "deleted: the end of the paragraph"
        elif _is_hidden(node, name):
            if hidden := _text(node, f"{W}t"):
                yield f"hidden: {hidden}"
        elif name in ("drawing", "pict"):
            if not any(node.iter(f"{W}txbxContent")):
                yield "picture"
        elif name in ("ins", "moveTo"):
            yield "inserted"
        elif name == "r" and (_is_on(node, "strike") or _is_on(node, "dstrike")):
            yield "struck through"

    def _notes(self, name: str, kind: str) -> dict[str, str]:
        part = self.archive.tree(name)
        if part is None:
            return {}
        return {
            note.get(f"{W}id", ""): " ".join(
                "".join(t.text or "" for t in note.iter(f"{W}t")).split()
            )
            for note in part.iter(f"{W}{kind}")
            if note.get(f"{W}type") in (None, "normal")
        }


def _text(node: Element, *tags: str) -> str:
    return "".join(t.text or "" for t in node.iter() if t.tag in tags).strip()


def _is_hidden(node: Element, name: str) -> bool:
    return name == "r" and (_is_on(node, "vanish") or _is_on(node, "webHidden"))


def _symbol(node: Element) -> str:
    """A sign of a font of signs: a tick, a cross, an arrow, or else a point."""
    code = node.get(f"{W}char", "").upper()
    return SIGNS.get(code[-2:], "•") if node.get(f"{W}font", "").startswith("Wing") else "•"


def _marks(cell: Element) -> Iterator[str]:
    """How a cell is painted, and what it is one with."""
    shade = cell.find(f"{W}tcPr/{W}shd")
    if shade is not None and (fill := shade.get(f"{W}fill")) not in UNPAINTED:
        yield f"filled {fill}"
    if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None:
        yield "merged"
        if merge.get(f"{W}val", "continue") == "continue":
            yield "goes on"
    if (across := cell.find(f"{W}tcPr/{W}gridSpan")) is not None:
        yield f"spans {across.get(f'{W}val', '1')} by 1"


def _is_on(run: Element, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val", "true") not in ("0", "false", "none")


def _unwrapped(parent: Element) -> Iterator[Element]:
    """The children, and in place of a content control, a tracked insertion or the like, theirs."""
    for child in parent:
        name = child.tag.removeprefix(W)
        if name == "sdt":
            inner = child.find(f"{W}sdtContent")
            yield from _unwrapped(inner) if inner is not None else ()
        elif name in ("ins", "moveTo", "customXml", "smartTag"):
            yield from _unwrapped(child)
        elif child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            yield from _unwrapped(choice if choice is not None else child)
        else:
            yield child
