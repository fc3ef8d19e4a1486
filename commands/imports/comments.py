"""The comments on the cells of a workbook: old ones, and threads with their replies. Of a thread,
Excel also keeps an old comment, which only says that there is one."""

import re
from collections import defaultdict
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from commands.papers.archive import Archive

NOTE = "comment: "
LONGEST = 500  # Characters of one comment in a note.
THREADED = re.compile(r"\s*\[Threaded comment\]")


def of_sheet(archive: Archive, part: str) -> dict[str, list[str]]:
    """What is commented on each cell of a sheet's part, by its place: B4."""
    said: dict[str, list[str]] = defaultdict(list)
    threads: dict[str, list[str]] = defaultdict(list)
    for name in _related(archive, part):
        tree = archive.tree(name)
        for one in tree.iter() if tree is not None else ():
            kind = one.tag.rpartition("}")[2]
            place = one.get("ref", "").upper()
            if kind == "comment" and (words := _words(one, "t")):
                said[place].append(words)
            elif kind == "threadedComment" and (words := _words(one, "text")):
                threads[place].append(words)
    for place in threads:
        said[place] = [one for one in said[place] if not THREADED.match(one)] + threads[place]
    return {place: [f"{NOTE}{one[:LONGEST]}" for one in found] for place, found in said.items()}


def _related(archive: Archive, part: str) -> list[str]:
    """The parts with comments that belong to a sheet's."""
    rels = archive.tree(join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels"))
    found = []
    for one in rels if rels is not None else ():
        kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
        if kind in ("comments", "threadedComment"):
            whole = target.lstrip("/") if target.startswith("/") else join(dirname(part), target)
            found.append(normpath(whole))
    return sorted(found)


def _words(comment: Element, tag: str) -> str:
    """The words of a comment, whose runs and lines are joined."""
    parts = (one.text or "" for one in comment.iter() if one.tag.rpartition("}")[2] == tag)
    return " ".join("".join(parts).split())
