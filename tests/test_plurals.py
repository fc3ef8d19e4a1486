"""One way to say how many: counted(1, "command") is 1 command, whatever is counted."""

import ast
import re
from pathlib import Path

from folded import each

from ledger.words import agreeing, counted, plural

ROOT = Path(__file__).parent.parent
FILES = sorted(
    file
    for room in ("cli", "session", "minutes", "sqlshell", "wording", "web")
    for file in (ROOT / "commands" / room).rglob("*.py")
)
NOUN = re.compile(r" (?:commands|events|rows|files|differences)\b")
# What is never one: a limit.
LIMITS = {"LONGEST", "MOST_WORDS", "ROWS", "BACK"}


def unsafe(file: Path) -> list[str]:
    """Where a number stands before a noun that is always several, or an s is put on by hand."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            for value, text in zip(node.values, node.values[1:], strict=False):
                if not (isinstance(value, ast.FormattedValue) and isinstance(text, ast.Constant)):
                    continue
                limit = ast.unparse(value.value) in LIMITS
                if NOUN.match(str(text.value)) and not limit:
                    found.append(f"{file.name}:{value.lineno}")
        if isinstance(node, ast.IfExp | ast.BinOp):
            said = ast.unparse(node)
            if re.fullmatch(r"'s' \* \(.*\)|'' if .* else 's'|'s' if .* else ''", said):
                found.append(f"{file.name}:{node.lineno}")
    return found


@each("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_what_is_counted_is_said_by_one_helper(file):
    assert unsafe(file) == [], "use counted() of ledger/words.py"


@each(
    "number, noun, said",
    [
        (0, "event", "0 events"),
        (1, "command", "1 command"),
        (2, "body", "2 bodies"),
        (1204, "day", "1,204 days"),
        (3, "branch", "3 branches"),
    ],
)
def test_one_is_one(number, noun, said):
    assert counted(number, noun) == said


def test_verbs_agree():
    assert [agreeing(n, "was") for n in (1, 2)] == ["was", "were"]
    assert plural("delay") == "delays"
