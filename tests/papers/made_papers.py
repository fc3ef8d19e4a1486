"""The papers of offices/ in three forms, their labels, and a score as that of ../shared/papers."""

import html
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from commands.papers.claims import Proposal
from commands.papers.proposals import Proposed, propose
from commands.papers.read import read

OFFICES = Path(__file__).parent / "offices"
LABEL = re.compile(r"<<([^>]*)>> ?(.*)")
# Kinds that the labels do not have, and those that say the same of a line.
SAME = {
    "afi": {"recommendation"},
    "cause": {"finding"},
    "deferred": {"decision", "carry"},
    "reopened": {"progress", "carry"},
}


class Paper:
    """One paper: its lines, and the label of each that has one, by its number."""

    def __init__(self, file: Path) -> None:
        lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
        while re.match(r"(?:office|title|layout): ", lines[0]):
            lines.pop(0)
        self.lines = [found[2] if (found := LABEL.match(line)) else line for line in lines]
        self.labels: dict[int, dict[str, str]] = {}
        for number, line in enumerate(lines, 1):
            if found := LABEL.match(line):
                kind, *said = found[1].split("; ")
                self.labels[number] = {"kind": kind} | dict(one.split("=", 1) for one in said)

    def without_blanks(self) -> dict[int, dict[str, str]]:
        """The labels by the number of the line where blank lines are not counted."""
        kept = [n for n, line in enumerate(self.lines, 1) if line]
        return {kept.index(n) + 1: label for n, label in self.labels.items()}

    def text(self) -> bytes:
        return ("\n".join(_plain(line) for line in self.lines) + "\n").encode()

    def html(self) -> bytes:
        return _html(self.lines).encode()

    def docx(self) -> bytes:
        return _docx(self.lines)


FORMS: dict[str, Callable[[Paper], bytes]] = {
    "text": Paper.text,
    "html": Paper.html,
    "docx": Paper.docx,
}


def papers(half: str) -> dict[str, Paper]:
    return {file.stem: Paper(file) for file in sorted((OFFICES / half).glob("*.txt"))}


def proposed(paper: Paper, form: str) -> tuple[Proposed, dict[int, dict[str, str]]]:
    """What is proposed of a paper in one form, and its labels by the lines of that reading."""
    labels = paper.labels if form == "text" else paper.without_blanks()
    return propose(read(FORMS[form](paper))), labels


class Score:
    """Over several papers: what was found, of any kind and of the right one."""

    def __init__(self) -> None:
        self.labels = self.proposals = self.found = self.right = 0
        self.actions = self.actions_proposed = self.actions_right = 0
        self.owners = self.owners_right = self.invented = 0
        self.sure = self.sure_right = self.furniture = self.furniture_holding = 0

    def add(self, made: Proposed, labels: dict[int, dict[str, str]]) -> None:
        for one in made.proposals:
            self._proposal(one, labels.get(one.first))
        held = {one.first for one in made.proposals}
        self.labels += len(labels)
        self.actions += sum(label["kind"] == "action" for label in labels.values())
        self.furniture += len(made.furniture)
        self.furniture_holding += len(set(made.furniture) & set(labels) - held)

    def _proposal(self, one: Proposal, label: dict[str, str] | None) -> None:
        self.proposals += 1
        self.actions_proposed += one.kind == "action"
        right = label is not None and (
            label["kind"] == one.kind or label["kind"] in SAME.get(one.kind, ())
        )
        if label is not None:
            self.found += 1
            self.right += right
            said = label.get("owner")
            if right and said:
                self.owners += 1
                self.owners_right += _same(said, one.owner)
            if right and label["kind"] == "action":
                self.actions_right += 1
            if one.due and not label.get("due"):
                self.invented += 1
        if one.sure:
            whose = label is None or one.kind != "action" or _same(label.get("owner"), one.owner)
            self.sure += 1
            self.sure_right += bool(right and whose)

    @property
    def figures(self) -> dict[str, float]:
        return {
            "any event: precision": self.found / self.proposals,
            "any event: recall": self.found / self.labels,
            "right kind: precision": self.right / self.proposals,
            "right kind: recall": self.right / self.labels,
            "actions: precision": self.actions_right / max(1, self.actions_proposed),
            "actions: recall": self.actions_right / max(1, self.actions),
            "owner right": self.owners_right / max(1, self.owners),
            "due invented": self.invented,
            "sure and right": self.sure_right / max(1, self.sure),
            "furniture that holds an event": self.furniture_holding / max(1, self.furniture),
        }


def score(half: str, form: str) -> dict[str, float]:
    total = Score()
    for paper in papers(half).values():
        total.add(*proposed(paper, form))
    return total.figures


def _same(said: str | None, owners: tuple[str, ...]) -> bool:
    """The owners as the paper writes them; a post alone, or one name, stands for the whole."""
    split = [
        set(one.split()) for one in re.split(r",|/| and ", (said or "").lower()) if one.strip()
    ]
    given = [set(part.split()) for one in owners for part in one.lower().split("/")]
    return len(split) == len(given) and all(
        any(one - {"the"} <= other or other <= one for other in given) for one in split
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def _plain(line: str) -> str:
    if line.startswith("|"):
        return " | ".join(_cells(line)).strip()
    return re.sub(r"^- ", "• ", line.removeprefix("# "))


def _groups(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Rows of one table together, points of one list together, every other line alone."""
    groups: list[tuple[str, list[str]]] = []
    for line in filter(None, lines):
        kind = "h" if line.startswith("# ") else "li" if re.match(r"[-*] ", line) else "p"
        kind = f"tr{len(_cells(line))}" if line.startswith("|") else kind
        if groups and groups[-1][0] == kind and kind not in ("h", "p"):
            groups[-1][1].append(line)
        else:
            groups.append((kind, [line]))
    return groups


def _html(lines: list[str]) -> str:
    said = ["<!DOCTYPE html>", '<html lang="en-GB"><head><meta charset="utf-8"></head><body>']
    for kind, group in _groups(lines):
        if kind.startswith("tr"):
            rows = ("".join(f"<td>{html.escape(c)}</td>" for c in _cells(one)) for one in group)
            said.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        elif kind == "li":
            points = "".join(f"<li>{html.escape(one[2:])}</li>" for one in group)
            said.append(f"<ul>{points}</ul>")
        else:
            tag = "h2" if kind == "h" else "p"
            said.append(f"<{tag}>{html.escape(group[0].removeprefix('# '))}</{tag}>")
    return "\n".join([*said, "</body></html>"])


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


HEADING = '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'
POINT = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
BULLETS = (
    f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt '
    'w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
    "</w:num></w:numbering>"
)


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{html.escape(text)}</w:t></w:r></w:p>"


def _docx(lines: list[str]) -> bytes:
    said = []
    for kind, group in _groups(lines):
        if kind.startswith("tr"):
            rows = ("".join(f"<w:tc>{_paragraph(c)}</w:tc>" for c in _cells(one)) for one in group)
            said.append("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
        elif kind == "li":
            said += [_paragraph(one[2:], POINT) for one in group]
        else:
            said.append(_paragraph(group[0].removeprefix("# "), HEADING if kind == "h" else ""))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/numbering.xml": BULLETS,
        "word/document.xml": f"<w:document {WORD}><w:body>{''.join(said)}</w:body></w:document>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
    return file.getvalue()
