"""Plain text: each line of the file is a line, blank ones counted. It is read as UTF-8 or UTF-16,
and as Windows-1252 if it is neither."""

from ledger.errors import Misused
from ledger.paper_lines import Line, Reading
from ledger.system.contents import decoded

RANK = 90


def takes(_: bytes) -> bool:
    return True


def read(data: bytes) -> Reading:
    warnings: tuple[str, ...] = ()
    try:
        text = decoded(data)
    except UnicodeDecodeError:
        text = data.decode("windows-1252", errors="replace").replace("\r\n", "\n")
        warnings = ("It is not UTF-8: read as Windows-1252.",)
    if text.count("\0") or text.count("\ufffd") > len(text) / 100:
        raise Misused(
            "This is no paper that can be read: text, HTML, Word (.docx) or PDF. Save it as one."
        )
    lines = text.removesuffix("\n").split("\n")  # As editors count them.
    return Reading(
        form="text",
        warnings=warnings,
        lines=tuple(
            Line(number=at, text=line, address=f"line {at}") for at, line in enumerate(lines, 1)
        ),
    )
