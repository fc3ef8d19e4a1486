"""A Word document: a line for each paragraph and table row, in the order of the page.

    p3            the third paragraph          t1 r4       the fourth row of the first table
    t1 r4 c2 t1 r1   a table within a cell     note 2      a footnote; `header 1`, `footer 1`

Inserted text is read and noted; deleted text and comments are notes beside the line, never words.
List numbers, which Word does not store, are worked out.
"""

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from commands.papers.archive import OLE, ZIP, Archive
from ledger.errors import Misused
from ledger.paper_lines import Line, Reading

RANK = 20
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# An address, the words, the cells of a table row, and what was not plain text.
Told = tuple[str, str, tuple[str, ...], tuple[str, ...]]
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
        raise Misused("The file holds no Word document. Save it again as .docx.")
    return Reading(form="docx", lines=tuple(_Document(archive).lines(body)))


class _Document:
    """What the other parts say of the words: list numbers, comments, notes."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.numbering = _Numbering(archive)
        self.comments = self._notes("word/comments.xml", "comment")
        self.footnotes = self._notes("word/footnotes.xml", "footnote")

    def lines(self, body: Element) -> Iterator[Line]:
        for number, one in enumerate(self._everything(body), 1):
            address, text, cells, notes = one
            yield Line(number=number, text=text, address=address, cells=cells, notes=notes)

    def _everything(self, body: Element) -> Iterator[Told]:
        yield from self._blocks(body, "")
        for mark, text in self.footnotes.items():
            if text:
                yield f"note {mark}", text, (), ("footnote",)
        for kind in ("header", "footer"):
            for at, name in enumerate(self.archive.matching(rf"word/{kind}\d*\.xml"), 1):
                part = self.archive.tree(name)
                for _, text, cells, _ in self._blocks(part, "") if part is not None else ():
                    if text.strip():
                        yield f"{kind} {at}", text, cells, (kind,)

    def _blocks(self, parent: Element, at: str) -> Iterator[Told]:
        paragraphs = tables = 0
        for block in _unwrapped(parent):
            if block.tag == f"{W}p":
                paragraphs += 1
                text, notes, boxes = self._paragraph(block)
                yield f"{at}p{paragraphs}", text, (), notes
                for box in boxes:
                    for _, words, cells, more in self._blocks(box, ""):
                        if words.strip():
                            yield f"{at}p{paragraphs} box", words, cells, ("text box", *more)
            elif block.tag == f"{W}tbl":
                tables += 1
                yield from self._table(block, f"{at}t{tables}")

    def _table(self, table: Element, at: str) -> Iterator[Told]:
        for row_at, row in enumerate((r for r in _unwrapped(table) if r.tag == f"{W}tr"), 1):
            cells: list[str] = []
            notes: list[str] = []
            nested: list[tuple[Element, str]] = []
            for cell_at, cell in enumerate((c for c in _unwrapped(row) if c.tag == f"{W}tc"), 1):
                words = []
                for block in _unwrapped(cell):
                    if block.tag == f"{W}p":
                        text, more, _ = self._paragraph(block)
                        words.append(text)
                        notes += more
                    elif block.tag == f"{W}tbl":
                        nested.append((block, f"{at} r{row_at} c{cell_at} t{len(nested) + 1}"))
                cells.append(" ".join(" ".join(words).split()))
                shade = cell.find(f"{W}tcPr/{W}shd")
                if shade is not None and (fill := shade.get(f"{W}fill")) not in UNPAINTED:
                    notes.append(f"cell {cell_at} filled {fill}")
                if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None:
                    notes.append(f"cell {cell_at} merged")
                    if merge.get(f"{W}val", "continue") == "continue":
                        notes.append(f"cell {cell_at} goes on")
                if (across := cell.find(f"{W}tcPr/{W}gridSpan")) is not None:
                    notes.append(f"cell {cell_at} spans {across.get(f'{W}val', '1')} by 1")
            yield f"{at} r{row_at}", " | ".join(cells), tuple(cells), tuple(dict.fromkeys(notes))
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
            if name == "t":
                words.append(node.text or "")
            elif name in ("tab", "ptab"):
                words.append("\t")
            elif name in ("br", "cr"):
                words.append(" ")
            elif name == "noBreakHyphen":
                words.append("-")
            elif name in ("del", "moveFrom"):
                gone = "".join(
                    t.text or "" for t in node.iter() if t.tag in (f"{W}delText", f"{W}t")
                )
                if gone.strip():
                    notes.append(f"deleted: {gone.strip()}")
            elif name == "txbxContent":
                boxes.append(node)
            elif name == "commentReference":
                if comment := self.comments.get(node.get(f"{W}id", "")):
                    notes.append(f"comment: {comment}")
            elif name == "footnoteReference":
                notes.append(f"footnote {node.get(f'{W}id')}")
            elif node.tag == f"{MC}AlternateContent":
                choice = node.find(f"{MC}Choice")
                self._runs(node if choice is None else choice, words, notes, boxes)
            elif name in ("pPr", "rPr", "sectPr", "instrText"):
                continue
            else:
                if name in ("ins", "moveTo"):
                    notes.append("inserted")
                if name == "r" and _is_on(node, "strike"):
                    notes.append("struck through")
                self._runs(node, words, notes, boxes)

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


class _Numbering:
    """The number or bullet of each list item, counted in the order of the document."""

    def __init__(self, archive: Archive) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
        part = archive.tree("word/numbering.xml")
        if part is not None:
            self._take(part)
        styles = archive.tree("word/styles.xml")
        for style in styles.iter(f"{W}style") if styles is not None else ():
            if found := _number_of(style):
                self.styles[style.get(f"{W}styleId", "")] = found

    def _take(self, part: Element) -> None:
        abstract: dict[str | None, dict[int, tuple[str, str, int]]] = {}
        for one in part.iter(f"{W}abstractNum"):
            levels: dict[int, tuple[str, str, int]] = {}
            for level in one.iter(f"{W}lvl"):
                levels[int(level.get(f"{W}ilvl", "0"))] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1") or 1),
                )
            abstract[one.get(f"{W}abstractNumId")] = levels
        for one in part.iter(f"{W}num"):
            key = one.find(f"{W}abstractNumId")
            for at, said in abstract.get(
                key.get(f"{W}val") if key is not None else None, {}
            ).items():
                self.levels[one.get(f"{W}numId", ""), at] = said

    def of(self, paragraph: Element) -> str:
        found = _number_of(paragraph)
        if found is None:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            found = self.styles.get(style.get(f"{W}val", "")) if style is not None else None
        if found is None or found[0] == "0" or found not in self.levels:
            return ""
        list_id, level = found
        form, text, start = self.levels[found]
        if form == "none":
            return ""
        counts = self.counts[list_id]
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (8 - level)
        if form == "bullet":
            return "•"
        for at in range(level + 1):
            how, _, first = self.levels.get((list_id, at), (form, "", 1))
            text = text.replace(f"%{at + 1}", _counted(counts[at] or first, how))
        return text


def _number_of(element: Element) -> tuple[str, int] | None:
    number = element.find(f"{W}pPr/{W}numPr")
    if number is None:
        return None
    level = _value(number, "ilvl", "0")
    return (_value(number, "numId", "0"), min(int(level), 8) if level.isdigit() else 0)


def _value(element: Element, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)


def _is_on(run: Element, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val", "true") not in ("0", "false", "none")


def _counted(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, letters in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
            strict=True,
        ):
            roman += letters * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


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
