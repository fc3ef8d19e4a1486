"""Whether a text that is given as a minute is a finished paper: a Word, PDF or web file, or pasted
paragraphs; or a batch. Another command reads those, so one sentence says which."""

import re
import shlex

from commands.minutes.entries import entries, is_line
from commands.minutes.pasted import ENDS, typed
from ledger.errors import Misused

_KINDS = {b"PK\x03\x04": "a Word document or a workbook", b"%PDF": "a PDF"}
_OLDER = {b"\xd0\xcf\x11\xe0": "a file of an older Word or Excel", b"{\\rtf": "a file in RTF"}
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_OURS = re.compile(
    r"##\s*(?:\S*\d|unnumbered|\"|(?i:matters )?(?i:brought))"
    r"|>|[QFADN]\s*(?:\[|:|by\b|to\b|public\b|\d)"
)
_READ_AT_MOST = 1 << 16
FEWEST = 3


def refuse_file(data: bytes, name: str) -> None:
    """Refuse the bytes of a file that is a finished paper, saying which command reads it."""
    begins = data.removeprefix(b"\xef\xbb\xbf")[:_READ_AT_MOST]
    kind = _begins(begins, _KINDS) or ("a web page" if _PAGE.match(begins) else None)
    if kind is not None:
        raise Misused(f"{name} is {kind}, and a minute is plain text: {_go(name)}")
    if (kind := _begins(begins, _OLDER)) is not None:
        raise Misused(f"{name} is {kind}: save it as .docx or .xlsx, and {_go('FILE')}")


def _begins(data: bytes, marks: dict[bytes, str]) -> str | None:
    return next((said for mark, said in marks.items() if data.startswith(mark)), None)


def refuse_text(text: str, name: str | None) -> None:
    """Refuse a text that is mostly paragraphs, with hardly a line that only a minute has."""
    said = [typed(entry) for _, entry in entries(ENDS.sub("\n", text[:_READ_AT_MOST]))]
    said = [one for one in said if not one.startswith("# ")]
    if 2 * sum(map(_is_command, said)) > len(said):
        file = shlex.quote(name or "FILE")
        raise Misused(
            f"This reads as a batch, a command a line. Record it with: govledger batch {file}"
        )
    paragraphs = sum(not is_line(one) for one in said)
    ours = sum(_OURS.match(one) is not None for one in said)
    if paragraphs >= FEWEST and 2 * paragraphs > len(said) > 10 * ours:
        saved = "" if name else "save it as a file, and "
        raise Misused(
            "This reads as a finished paper, in paragraphs where a minute has lines such as Q:, A:"
            f" and D:; {saved}{_go(name or 'FILE')}"
        )


def _is_command(line: str) -> bool:
    from commands.menu import pages

    first, second = (*line.removeprefix("govledger ").split(), "", "")[:2]
    return first in pages()[""] or second in pages().get(first or "-", {})


def _go(name: str) -> str:
    said = shlex.quote(name)
    return f"read it with govledger import {said} --body BODY --draft OUT, which drafts one."
