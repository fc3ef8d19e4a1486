"""Each line of a paper in its place, one after another: its words without bullet and mark-up, its
shape, and the heading, number, block and sections that stand above it."""

import re

from msgspec import Struct

from commands.papers import (
    beneath,
    broken,
    columns,
    items,
    margins,
    orders,
    sections,
    unheaded,
    untitled,
)
from commands.papers.agenda import MINUTES
from commands.papers.people import BY_FIRST, BY_LETTERS, LIKE_A_NAME, RANK, is_people
from commands.papers.rows import Row
from commands.papers.shapes import (
    LETTERED,
    MARK,
    REF,
    is_capitals,
    is_point,
    is_sentence,
    lead,
    plain,
    shape_of,
    without_icon,
)
from ledger.paper_lines import Line, Reading

# What is told of an item, below its own heading.
OF_THE_ITEM = re.compile(
    r"(?:findings?|response|outcomes?|resolved|(?:agreed\s+)?actions?(?:\s+(?:arising|agreed|required))?)\W*",
    re.I,
)
# What ends no opening: "There were no visitors", "The meeting began at 6 pm".
NONE = re.compile(
    r"(?:there\s+(?:were|was)\s+(?:no|none)|no|none|(?:the\s+)?meeting\s+(?:was\s+)?(?:began|started|commenced|opened))\b",
    re.I,
)
TITLE_WORDS = 10  # A longer label is a sentence, over a list of what it says.
LONGEST = 50_000  # Characters: what is longer is no line of a paper, and stays not understood.
OWN = re.compile(r"[A-Z]{1,6}[/-]?\d")
RANKED = re.compile(rf"{RANK}\s")
FIRST = 4  # Lines of a paper before which nothing ends its opening.


class _Words(Struct):
    """The words of one line: `bare` without bullet, `said` without the number (`code`) too."""

    bare: str
    cells: tuple[str, ...] = ()
    by_role: dict[str, str] = {}
    bulleted: bool = False
    titled: bool = False
    code: str = ""
    said: str = ""
    shape: str = ""


class Placing:
    """The rows so far, and what the last of them opened."""

    def __init__(self, reading: Reading) -> None:
        self.rows: list[Row] = []
        self.heading = ""
        self.number: str | None = None
        self.block = ""
        self.under: frozenset[str] = frozenset()
        self.opening = True
        self.counted = False  # Numbers count points of a list, and no items.
        self.of: tuple[str, ...] | None = None  # The headings of the table that goes on.
        self.items = items.numbers(reading)
        self.numbered = len(self.items) >= items.FEWEST
        self.pointed = items.pointed(reading)

    def add(self, line: Line) -> None:
        whole = plain(line.text)
        if not whole or len(whole) > LONGEST:
            return
        words = self._words(line, whole)
        words.shape = words.shape or self._shape(words)
        self._count(words, line.text)
        self._move(words)
        self.rows.append(
            Row(
                line=line.number,
                text=line.text,
                words=words.bare,
                said=words.said,
                code=words.code,
                cells=words.cells,
                columns=words.by_role,
                bulleted=words.bulleted,
                shape=words.shape,
                heading=self.heading,
                number=self.number,
                block=self.block,
                sections=self.under,
                opening=self.opening,
            )
        )

    def _words(self, line: Line, whole: str) -> _Words:
        cells, before = columns.cells(line, self.of or (), listed="actions" in self.under), ""
        whole = whole if cells else whole.strip("| ")  # A row that had one cell.
        if not self.of and columns.is_numbered(cells):
            filled = [cell for cell in cells if cell.strip()]
            whole, cells, before = filled[1], (), filled[0]
        loose = self.opening and cells and not (self.of or columns.roles(cells))
        if labelled := unheaded.labelled(cells) if loose else "":
            return _Words(bare=whole, said=labelled)
        words = self._cells(line, whole, cells) if cells else self._text(line, whole)
        code, begins = lead(words.bare)
        words.said = words.bare[begins:]
        words.code = words.code or code or before.strip("().")
        return words

    def _text(self, line: Line, whole: str) -> _Words:
        if not (self.of and self.of[0] == "ref" and "\t" in line.text.strip()):
            self.of = None  # A row of which only the number and the words are there ends no table.
        lettered = LETTERED.match(line.text)
        mark = re.match(r"\S+ ", whole) if lettered else MARK.match(whole)
        item = mark and self.numbered and items.ITEM.match(whole)
        if mark and item and self.items.count(mark[0].strip()) == 1:
            mark = None  # 1) Finance: an item, and no point of a list.
        if mark and items.is_label(bare := whole[mark.end() :]):
            mark, whole = None, bare
        if whole in self.pointed:
            mark, whole = None, whole[2:]
        titled = bool(lettered) and items.TITLED.match(line.text) is not None
        return _Words(
            bare=whole[mark.end() :] if mark else whole,
            bulleted=bool(mark),
            titled=titled,
            code=mark[0].strip() if titled and mark else "",
        )

    def _cells(self, line: Line, whole: str, cells: tuple[str, ...]) -> _Words:
        words = _Words(bare=whole, cells=cells)
        if found := columns.roles(cells):
            self.of, words.shape = found, "columns"
        elif columns.is_rule(cells):
            words.shape = "columns"
        elif of := self._columns(cells, joined=not line.cells):
            by_role = words.by_role = columns.by_role(cells, of)
            if of.count("name") > 1:
                named = zip(of, cells, strict=False)
                by_role["name"] = " | ".join(cell.strip() for role, cell in named if role == "name")
            words.bare = by_role.get("what") or by_role.get("outcome") or whole
            words.code = by_role.get("ref") or ""
            words.shape = columns.shape_of_row(by_role)
        return words

    def _columns(self, cells: tuple[str, ...], *, joined: bool) -> tuple[str, ...] | None:
        """What the columns of a row are: by the headings of its table, or below the label of a list
        of actions, or of people, by what it holds; so are those of a row that was `joined` of
        cells of minutes."""
        if self.of:
            return self.of if abs(len(self.of) - len(cells)) <= 1 else None
        opens = unheaded.opened_by(cells) if self.opening or self.block else ""
        if opens and (of := unheaded.of_people(cells[1:])):
            self.block = opens
            return "", *of
        if self.block or {"present", "apologies"} & self.under:
            return unheaded.of_people(cells)
        listed = {"actions", "arising"} & self.under or (joined and margins.is_headed(self.rows))
        return unheaded.roles(cells) if listed else None

    def _shape(self, words: _Words) -> str:
        said, code = words.said, words.code
        listed = bool(words.cells) or (words.bulleted and not words.titled)
        shape = shape_of(without_icon(words.bare), listed, without_icon(said))
        shape = "agenda" if items.PURPOSE.fullmatch(words.bare) else shape
        own = bool(OWN.match(code))  # A reference, and no number of a paragraph.
        alone = shape in margins.SHAPES or len(words.cells) == 2
        if alone and not self.block and margins.is_owner(said, self.rows):
            return "owner"
        if shape == "heading" and beneath.OF_ACTION.match(said):
            return "label"
        if shape == "text" and (without_icon(said) != said or items.TITLE.fullmatch(said)):
            return "heading"  # A title of an item, and its paper; or one that a dash ends.
        if shape == "heading" and (
            untitled.tells(said, words.bare, self.under, self.rows, self.heading)
            or (own and untitled.of_its_own(said, self.under))
        ):
            return "text"
        short = BY_LETTERS.match(said) or BY_FIRST.match(said) if self.block else None
        if short and shape in ("heading", "text"):
            return "people"
        if shape != "heading":
            return "part" if shape == "text" and self._goes_on(words, listed) else shape
        of_people = self.block or self.opening or ("apologies" in self.under and RANKED.match(said))
        if of_people and not (own or self._follows(code)) and is_people(said):
            return "people"
        if self.numbered and self.number and not code and is_point(said):
            return shape if sections.opened_by(said) else "text"
        return shape

    def _goes_on(self, words: _Words, listed: bool) -> bool:
        """Whether a line only goes on with the sentence of the line above, which broke there."""
        alone = listed or words.code or not self.rows
        return not alone and broken.goes_on(words.said, self.rows[-1])

    def _follows(self, code: str) -> bool:
        """Whether a number is the one after that of the item above: 24/05 after 24/04."""
        return items.is_next(code, self.number or "")

    def _count(self, words: _Words, text: str) -> None:
        """Whether a number before text is that of an item without a title, or of a point."""
        self.counted = self.counted or "<ol" in text  # A list with numbers, as a page has it.
        listed = words.cells or ("actions" in self.under and orders.is_alone(words.said))
        if listed or words.shape != "text" or not words.code[-1:].isdigit():
            return
        if not words.code.isdigit():
            if "." not in words.code and self._follows(
                words.code
            ):  # 24/05 Highways. It was late: an item, its title run in.
                self.heading, self.number, self.under = "", words.code, frozenset()
            return
        if not self.counted and self._follows(words.code):
            self.heading, self.number, self.under = "", words.code, frozenset()
        else:
            self.counted = True

    def _move(self, words: _Words) -> None:
        """What the line opens, or ends."""
        said, code, shape = words.said, words.code, words.shape
        opens = sections.block_of(said) if not words.cells else ""
        if shape == "number":
            self.block, self.under = "", frozenset()  # 113. alone, over the title of the next item.
        if shape == "reference":
            self.number = REF.match(words.bare)[1]  # type: ignore[index]
            self.heading, self.block, self.under = "", "", frozenset()
            self.opening = False
        elif shape == "heading" and self.block and not code and sections.is_within(said):
            pass  # Members, Officers: within the list of who came.
        elif shape == "heading" and self.number and not code and OF_THE_ITEM.fullmatch(said):
            self.block, self.under = "", sections.opened_by(said)
        elif shape == "heading" and not LIKE_A_NAME.match(said[8:] if opens else ""):
            self._head(words, opens)
        elif opens:
            self.block = opens
        elif shape == "label" and not self._stays(words.bare):
            self._label(words)
        elif shape == "text" and is_sentence(said) and not sections.APOLOGIES.search(said):
            first = bool(is_people(said) or NONE.match(said) or len(self.rows) < FIRST)
            self.opening = self.opening and first
            self.block = self.block if self.opening else ""

    def _head(self, words: _Words, opens: str) -> None:
        said, code = words.said, words.code
        self.heading = without_icon(said)
        self.number, self.counted = code or self.number, False
        within = "arising" in self.under and not code and self.number and not is_capitals(said)
        self.under = sections.opened_by(self.heading) or (self.under if within else frozenset())
        role = "present" if self.opening and sections.ROLE.fullmatch(said) else ""
        opens = opens or role
        self.block = opens or ("" if code or self.under or not self.opening else self.block)
        self.opening = self.opening and not (code and not opens)

    def _label(self, words: _Words) -> None:
        bare = words.bare
        self.block = "present" if self.opening and sections.ROLE.fullmatch(bare) else ""
        if MINUTES.match(bare):
            self.under -= {"documents", "decisions"}  # Of the item above.
        else:
            ends = words.code or items.OTHER.fullmatch(bare)
            kept = self.under - {"documents"} if not ends else frozenset()
            self.under = sections.opened_by(words.said) or kept
        titled = len(bare.split()) <= TITLE_WORDS and not OF_THE_ITEM.fullmatch(bare)
        if titled and sections.opened_by(bare):
            self.heading = bare.rstrip(" :")

    def _stays(self, label: str) -> bool:
        """Whether a label parts a list of people, and opens nothing of its own."""
        if not self.block:
            return False
        value = label.partition(":")[2].strip()
        parts = self.opening and not value and not sections.opened_by(label)
        return bool(sections.ROLE.match(label) or parts)
