"""The outline of a paper: for each line, its words without bullet and mark-up, the heading and the
block it stands under, its columns where it is a row of a table, and who is meant by initials.

A block is what a label opens: `Present:` opens attendance, `Apologies:` apologies. It ends at the
next heading or label. A section is what the last heading is about (sections.py).
"""

import re
from functools import cached_property, lru_cache

from commands.papers import agenda, columns, orders, owners, sections, tasks, wanted
from commands.papers.people import (
    BY_FIRST,
    BY_LETTERS,
    INITIALS,
    LIKE_A_NAME,
    by_their_letters,
    is_people,
    words_of_names,
)
from commands.papers.rows import Row
from commands.papers.shapes import (
    LETTERED,
    MARK,
    OUTCOME,
    REF,
    STANDS,
    day_in,
    is_capitals,
    is_person,
    is_point,
    is_sentence,
    lead,
    may_tell,
    plain,
    shape_of,
    without_icon,
)
from ledger.paper_lines import Reading

__all__ = ["Outline", "Row", "day_in", "is_capitals", "is_person", "is_sentence", "plain"]

FURNITURE = frozenset(
    ("heading", "label", "reference", "page", "number", "date", "ending", "columns", "agenda")
)
# What is told of an item, below its own heading.
OF_THE_ITEM = re.compile(
    r"(?:findings?|response|outcomes?|resolved|(?:agreed\s+)?actions?(?:\s+(?:arising|agreed|required))?)\W*",
    re.I,
)
NONE = re.compile(r"^(?:there\s+(?:were|was)\s+(?:no|none)|no|none)\b", re.I)
# An item by its letter in a column of its own, over what is told of it.
TITLED = re.compile(r"^\s*(?:<p>)?[a-z](?:</p>)?\t\s*\S[^\t]*\s*$")
# Where a paper numbers its items, what is not numbered is told of one.
ITEM = re.compile(r"^(?:#+ )?(\d{1,2}[.)])\s+[A-Z][^.]{2,60}\s*$")
FEWEST_ITEMS = 3
LONGEST = 50_000  # Characters: what is longer is no line of a paper, and stays not understood.
OWN = re.compile(r"[A-Z]{1,6}[/-]?\d")
DASH = re.compile(r"\s[–—-]\s")
# "KL – best year since 2011": initials before what their owner said.
SAID = re.compile(r"[A-Z]{2,3}(?:/[A-Z]{2,3})*\s*[:–—-]\s+[a-z]")
NAMED_CELL = re.compile(r"^[A-Z]{2,4}$")


class Outline:
    """A reading with what stands above each line."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The lines that are not blank, each in its place."""
        rows: list[Row] = []
        heading, number, block = "", None, ""
        under: frozenset[str] = frozenset()
        opening, counted = True, False
        of: tuple[str, ...] | None = None
        items = [item[1] for line in self.reading.lines if (item := ITEM.match(line.text))]
        numbered = len(items) >= FEWEST_ITEMS
        for line in self.reading.lines:
            whole = plain(line.text)
            if not whole or len(whole) > LONGEST:
                continue
            cells = columns.cells(line, of or ())
            whole = whole if cells else whole.rstrip("| ")  # The end of a row that had one cell.
            by_role: dict[str, str] = {}
            shape = ""
            titled = False
            if not of and columns.is_numbered(cells):
                filled = [cell for cell in cells if cell.strip()]
                whole, cells, before = filled[1], (), filled[0]
            else:
                before = ""
            if not cells:
                of = None
                lettered = LETTERED.match(line.text)
                mark = re.match(r"\S+ ", whole) if lettered else MARK.match(whole)
                if mark and numbered and ITEM.match(whole) and items.count(mark[0].strip()) == 1:
                    mark = None  # 1) Finance: an item, and no point of a list.
                bulleted, bare = bool(mark), whole[mark.end() :] if mark else whole
                titled = bool(lettered) and TITLED.match(line.text) is not None
            else:
                bulleted, bare, mark = False, whole, None
                if found := columns.roles(cells):
                    of, shape = found, "columns"
                elif columns.is_rule(cells):
                    shape = "columns"
                elif of and abs(len(of) - len(cells)) <= 1:
                    by_role = columns.by_role(cells, of)
                    bare = by_role.get("what") or by_role.get("outcome") or whole
                    shape = self._row_shape(by_role)
            code, begins = lead(bare)
            if titled and mark:
                code = mark[0].strip()
            if before:
                code = code or before.strip("().")
            if cells and by_role.get("ref"):
                code = by_role["ref"]
            said = bare[begins:]
            if not shape:
                listed = bool(cells) or (bulleted and not titled)
                shape = shape_of(without_icon(bare), listed, without_icon(said))
                listed = "actions" in under and bool(owners.between(said))
                listed = listed or orders.is_order(said) or bool(SAID.match(said))
                own = bool(OWN.match(code))  # A reference, and no number of a paragraph.
                listed = listed or ("arising" in under and bool(STANDS.search(said)))
                listed = listed or (own and tasks.is_task(DASH.split(said)[-1]))
                if shape == "heading" and (listed or tasks.is_task(said) or wanted.is_noted(said)):
                    shape = "text"
                elif (
                    shape in ("heading", "text")
                    and block
                    and (BY_LETTERS.match(said) or BY_FIRST.match(said))
                ) or (shape == "heading" and (block or opening) and not own and is_people(said)):
                    shape = "people"
                elif shape == "heading" and numbered and number and not code and is_point(said):
                    shape = "text" if not sections.opened_by(said) else shape
            counted = counted or "<ol" in line.text  # A list with numbers, as a page has it.
            if not cells and shape == "text" and code.isdigit():
                if not counted and number and number.isdigit() and int(code) == int(number) + 1:
                    heading, number, under = "", code, frozenset()  # An item without a title.
                else:
                    counted = True
            opens = sections.block_of(said) if not cells else ""
            if shape == "number":
                block, under = "", frozenset()  # 113. alone, over the title of the next item.
            if shape == "reference":
                number, heading, block, under = REF.match(bare)[1], "", "", frozenset()  # type: ignore[index]
            elif shape == "heading" and block and not code and sections.is_within(said):
                pass  # Members, Officers: within the list of who came.
            elif shape == "heading" and number and not code and OF_THE_ITEM.fullmatch(said):
                block, under = "", sections.opened_by(said)
            elif shape == "heading" and not LIKE_A_NAME.match(said[8:] if opens else ""):
                heading = without_icon(said)
                number, counted = code or number, False
                within = "arising" in under and not code and number and not is_capitals(said)
                under = sections.opened_by(heading) or (under if within else frozenset())
                opens = opens or ("present" if sections.ROLE.fullmatch(said) and opening else "")
                block = opens or ("" if code or under or not opening else block)
                opening = opening and not (code and not opens)
            elif opens:
                block = opens
            elif shape == "label" and not (
                block and (sections.ROLE.match(bare) or _stays(bare, opening))
            ):
                block = "present" if opening and sections.ROLE.fullmatch(bare) else ""
                if agenda.MINUTES.match(bare):
                    under -= {"documents", "decisions"}  # Of the item above.
                else:
                    kept = under - {"documents"} if not code else frozenset()
                    under = sections.opened_by(said) or kept
                if sections.opened_by(bare) and not OF_THE_ITEM.fullmatch(bare):
                    heading = bare.rstrip(" :")
            elif shape == "text" and is_sentence(said) and not sections.APOLOGIES.search(said):
                opening = opening and bool(is_people(said) or NONE.match(said) or len(rows) < 4)
                block = block if opening else ""
            rows.append(
                Row(
                    line=line.number,
                    text=line.text,
                    words=bare,
                    said=said,
                    code=code,
                    cells=cells,
                    columns=by_role,
                    bulleted=bulleted,
                    shape=shape,
                    heading=heading,
                    number=number,
                    block=block,
                    sections=under,
                    opening=opening,
                )
            )
        return agenda.without(rows)

    def _row_shape(self, by_role: dict[str, str]) -> str:
        """A row of a table that only names an item is a heading."""
        about = by_role.get("what", "")
        rest = [value for role, value in by_role.items() if role not in ("what", "ref", "title")]
        named = re.sub(r"^[\d.]+\s*", "", about)
        if "name" in by_role:
            return "people"
        if (
            rest
            or is_sentence(about)
            or re.search(r"\w\.(?:\s|$)", named)
            or OUTCOME.match(about)
            or STANDS.search(about)
            or day_in(about)
        ):
            return "text"
        return "heading" if len(named) <= 90 else "text"

    @cached_property
    def people(self) -> dict[str, str]:
        """Whom initials mean, by the paper's own lists."""
        found = {
            short: " ".join(name.split())
            for line in self.reading.lines
            if "(" in line.text
            for name, short in INITIALS.findall(plain(line.text))
        }
        listed = [row.said for row in self.rows if row.block or row.shape in ("person", "people")]
        for short, name in by_their_letters(listed).items():
            found.setdefault(short, name)
        for row in self.rows:
            if row.shape == "people" and (by := BY_LETTERS.match(row.said)):
                found.setdefault(by["short"], by["of"].strip(" .;"))
            if "name" in row.columns and NAMED_CELL.match(row.columns.get("initials", "")):
                found[row.columns["initials"]] = row.columns["name"]
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names of those who came or sent apologies, and their initials."""
        found: set[str] = set(self.people)
        for row in self.rows:
            if (
                (row.block and not (row.code and not sections.block_of(row.said)))
                or row.shape in ("person", "people")
                or (row.opening and is_people(row.said.partition(":")[2]))
            ):
                found |= words_of_names(row.columns.get("name", row.words))
        return frozenset(found)

    def furniture(self) -> dict[int, str]:
        """The lines that record nothing, whatever the layout."""
        return {
            row.line: row.shape
            for row in self.rows
            if row.shape in FURNITURE
            and not (row.shape == "heading" and not row.cells and self._may_tell(row))
        }

    def _may_tell(self, row: Row) -> bool:
        """Whether a heading that opens nothing may tell something itself."""
        label, _, value = row.said.partition(":")
        if value.strip() and sections.opened_by(label) and not row.opening:
            return True  # "Previous minutes: no changes".
        if sections.opened_by(row.said) or row.line <= 3:
            return False
        if row.opening and "(" in row.said and LIKE_A_NAME.search(row.said):
            return True
        return bool(row.block and not sections.block_of(row.said)) or may_tell(row.words, row.said)


@lru_cache(maxsize=2)
def outlined(reading: Reading) -> Outline:
    """The outline of a reading, made once for all who ask for it."""
    return Outline(reading)


def _stays(label: str, opening: bool) -> bool:
    """Whether a label without a value parts a list of people, and opens nothing of its own."""
    return opening and not label.partition(":")[2].strip() and not sections.opened_by(label)
