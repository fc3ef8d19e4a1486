"""Who came and who did not: names under `Present`, `In attendance`, `Apologies`, after such a label
in the line, in a table of names, or a list of people at the head of the minutes.

It cannot know whether somebody under no label came: a list after a welcome is taken as present,
and is sure only where the paper says so.
"""

import re
from collections.abc import Iterator

from commands.papers import owners
from commands.papers.claims import Claim, proposal
from commands.papers.hints import has_any
from commands.papers.outline import Outline, Row
from commands.papers.people import BY_FIRST, LIKE_A_NAME, NAME, WORD, is_people
from commands.papers.people import RANK as TITLE
from commands.papers.rulings import is_elected
from commands.papers.sections import APOLOGIES, PRESENT, ROLE, opened_by
from commands.papers.sentences import sentences
from commands.papers.shapes import MARKED, is_capitals, is_sentence

RANK = 10
SENT = re.compile(
    r"\bapolog(?:y|ies|ises)\b(?:[^.]|\.(?=\S)|(?<=\b[A-Z])\.){0,60}\b(?:received|accepted|intimated|given|came|sent|noted|tendered|submitted|"
    r"made|offered|recorded)\b|\b(?:sent|gave|tendered|offered)\b.{0,20}\bapologies\b|"
    r"^there\s+(?:were|was)\s+(?:an\s+)?apolog(?:y|ies)\s+(?:for\s+absence\s+)?from\s|"
    r"\badvised\s[^.]{0,30}\bof\s+apologies\s+from\s|\bnoted\s+(?:the\s+)?apologies\s+(?:of|from)\s+(?-i:[A-Z])|^apolog(?:y|ies)\b.{0,30}\b(?:from|for)\b\s+(?-i:[A-Z])|"
    r"^(?:these|they)\s+were\s+(?:received|accepted|sent)\s+from\s+(?-i:[A-Z])|\b(?:was|were)\s+(?:unable|not\s+able)\s+to\s+(?:attend|be\s+\w+|join)|\bcould\s+not\s+(?:attend|be\s+(?:there|present|with))|"
    r"\bapologised\s+for\s+(?:(?:their|his|her)\s+)?(?:non-?\s*attendance|absence|being\s+(?:absent|unable\s+to\s+attend))\b",
    re.I,
)
ABSENT = ("apolog", "able", "could", "they", "these")  # Words of SENT.
# "Resolved: that the apologies be accepted": nobody is named.
RULED = re.compile(
    r"\W*(?:it\s+was\s+)?(?:resolved|agreed)\b(?!.*\b(?:from|of)\s+(?-i:[A-Z]))", re.I
)
# "Una sent her apologies": who is named before the word.
BEFORE = re.compile(
    r"\b(?:sent|gave|tendered|offered)\b.{0,20}\bapologies\b|\bapologised\s+for\b", re.I
)
NONE = re.compile(r"\b(?:no|nil)\b.{0,20}\bapologies\b|\bapologies\b.{0,20}\b(?:none|nil)\b", re.I)
WELCOME = re.compile(r"\b(?:welcome|introduction|attendance|present|attendees)", re.I)
NAMES = re.compile(
    rf"(?<![\w'’-]){WORD},? [A-Z]|\([A-Z]{{2,4}}\)|\bfrom\s+[A-Z]{{2,3}}\b|"
    rf"{TITLE}\s+{WORD}|[A-Z]\.?\s+{WORD}"
)
OPENED = re.compile(r"^(?P<label>[A-Z][\w\s’'/-]{2,40}?)\s*(?::-?|\s[–-])\s*(?P<rest>\S.*)$", re.S)
# A label for a list that is not of people who came.
OTHER = re.compile(
    r"\b(?:actions?|meetings?|minutes|minuted|notes|agreed|decisions?|resolved|recommend\w*|author|contact|lead|owner|report|subject|title|venue|date|place|location|circulat\w*|"
    r"distribution|taker|proposed|seconded|signed|signature|cc|copy|issue|item|agenda|to|from|by|for|questions?|next|update|finding|noted|response|answer)\b",
    re.I,
)
# A roll that is called: "Vasquez, Roberto - absent".
ROLL = re.compile(r"(?:\s[-–—:]\s*|\()(present|absent|apologies|excused)\)?\W*$", re.I)
TAKER = re.compile(
    r"(?:minute|note)[- ]?takers?|(?:minutes|notes)(?:\s+(?:taken\s+)?by)?|scribe\W*", re.I
)
# What parts a list or stands over its columns: "Name Agency", "Core members", "Town Councillors:".
HEADINGS = re.compile(
    r"(?:(?:names?|agency|agencies|organisations?|roles?|posts?|titles?|representing|initials|core|other|full|membership|members?)\s*)+:?",
    re.I,
)
CHAIR = re.compile(rf"(?:[Vv]ice[- ])?[Cc]hair(?:man|woman|person)?\s+{NAME}$")
LED = re.compile(r"(?:in\s+the\s+)?chair(?:man|woman|person)?\s*:\s*", re.I)
LETTERS = re.compile(r"[A-Z]{2,4}\.?(?:,\s+[A-Z]{2,4}\.?){2,}")  # RW., HJ., SJ
RULED_ON = re.compile(r":$|\b(?i:agreed|approved|accepted|noted)\W*$")  # Minutes of May – Agreed
TITLED = 4  # Words of a title that runs into its line.
FEWEST = 2  # Commas of a list of people in one line.
WROTE = re.compile(r"(?:minute|note)[- ]takers?\s*[:–—-]\s*\S", re.I)
SHORT = re.compile(r"\([A-Z]{1,4}\)")
# In a column of who came, and in one of who did not.
AWAY = re.compile(r"^(?:apologies|apols?|a|n|no|absent|[✗✘☒x])$", re.I)
TICKED = re.compile(r"^(?:apologies|apols?|a|y|yes|absent|[✓✔☑x])$", re.I)


def read(outline: Outline) -> Iterator[Claim]:
    opened = False
    listed = item = 0
    away = False  # The list of those absent goes on in the next line.
    taker = False
    for at, row in enumerate(outline.rows):
        if WROTE.match(row.said):
            continue
        kind, sure = _told(row, opened)
        if taker and row.shape in ("person", "people"):
            kind = ""  # Who wrote the minutes, below that label.
        sure = sure and not re.search(r"\(apolog", row.said, re.I)
        taker = bool(TAKER.fullmatch(row.said))
        if not kind and listed == row.line - 1 and row.shape == "person":
            kind = "present"
        if not kind and not opened and _is_listed(outline.rows, at):
            kind = "present"
        number = int(row.code) if row.code.isdigit() else 0
        if row.shape in ("person", "people") and number > item > 0:
            kind = ""  # 3.Village Fete, after 2.Apologies: the next item.
        if kind == "present" and away:
            kind, sure = "apologies", False
        away = kind == "apologies" and row.words.endswith(",")
        if kind:
            listed, item = row.line, number if row.shape == "text" else item
            yield proposal(
                row, kind, words=row.columns.get("name", row.words), item=None, sure=sure
            )
            if beside := _beside(row):
                yield proposal(row, "apologies", words=beside, item=None, sure=False)
        elif row.shape == "text" and is_sentence(row.words):
            opened = True


def _beside(row: Row) -> str:
    """Those who sent apologies, in a column of their own beside that of those present."""
    away = row.columns.get("away", "")
    return away if "name" in row.columns and is_people(away) else ""


def _is_listed(rows: tuple[Row, ...], at: int) -> bool:
    """Whether a line at the head of the minutes is of a list of people that no label opens."""
    row, near = rows[at], rows[max(0, at - 1) : at] + rows[at + 1 : at + 2]
    if not row.opening or row.code or row.block or not _is_one(row):
        return False
    return any(map(_is_one, near)) or _is_list(row.said) or bool(CHAIR.match(row.said))


def _is_one(row: Row) -> bool:
    """Whether a line is somebody alone, or a list of several."""
    if row.bulleted:
        return "," in row.said and is_people(row.said)
    if is_capitals(row.said):
        return False
    alone = row.shape in ("person", "people") or bool(BY_FIRST.match(row.said))
    return alone or (row.shape == "text" and _is_list(row.said))


def _is_list(words: str) -> bool:
    if re.search(r"[:\d]", words):
        return False
    return words.count(",") >= FEWEST and is_people(words)


# What a line says of who came: the kind of claim, if any, and whether it is sure.
Told = tuple[str, bool]
UNTOLD: Told = ("", False)


def _told(row: Row, opened: bool) -> Told:
    if "name" in row.columns:
        came, away = (row.columns.get(one, "") for one in ("attended", "away"))
        absent = AWAY.match(came) or TICKED.match(away) or row.block == "apologies"
        alone = sum(map(bool, row.cells)) > 1 and not _beside(row)
        return ("apologies" if absent else "present"), alone
    if row.cells and row.block and not row.columns and is_people(row.cells[0]):
        return row.block, True  # Una Fell (UF), and her post after a tab.
    if row.shape in ("columns", "ending", "agenda") or row.cells or is_elected(row.said):
        return UNTOLD
    words = row.said
    if NONE.search(words):
        return "nil", len(sentences(words)) == 1
    if re.search(r"[a-z.]\s(?:None|Nil)\.?$", words):
        return UNTOLD  # Disclosure of Interests None.
    if _is_of_absence(row):
        return _absence(row)
    if (told := _labelled(row)) or (told := _in_roll(words)):
        return told
    if PRESENT.fullmatch(words) or APOLOGIES.fullmatch(words):
        return UNTOLD
    if row.block:
        return _in_list(row)
    if "apologies" in row.sections and row.shape != "heading" and is_people(words.split(". ")[0]):
        return "apologies", True
    return _by_role(row) or (UNTOLD if opened or row.code else _unlabelled(row))


def _is_of_absence(row: Row) -> bool:
    """Whether a sentence tells of apologies, and not of a ruling on them."""
    if re.match(r"apolog(?:y|ies).{0,30}\b(?:from|for)\b", row.said, re.I):
        return True
    may = has_any(row.said, ABSENT) and not RULED.match(row.said)
    sent = SENT.search(row.said) if may else None
    if not sent or not is_sentence(row.said):
        return False
    begins, of_item = sent.start() <= 60, row.opening or "apologies" in row.sections
    return (begins or of_item) if "apolog" in sent[0].lower() else (begins and of_item)


def _absence(row: Row) -> Told:
    """Who sent apologies, as a sentence tells."""
    words = row.said
    if re.search(r"\bnot\s+(?:been\s+)?(?:recorded|noted|included)\b", words, re.I):
        return UNTOLD
    start = words.lower().find("apolog")
    before = start < 0 or BEFORE.search(words)
    title = row.shape == "heading" and not re.search(r"\bfrom\b|[:–—-]", words)
    if title or not NAMES.search(words if before else words[start + 7 :]):
        return UNTOLD
    return "apologies", row.opening or bool({"apologies", "present"} & row.sections)


def _labelled(row: Row) -> Told | None:
    """Who stands after `Present` or `Apologies` in the line."""
    for opens, kind in ((PRESENT, "present"), (APOLOGIES, "apologies")):
        if not (found := opens.match(row.said)):
            continue
        labelled, who = found[0].rstrip().endswith(":"), row.said[found.end() :]
        if _named(who):
            return kind, labelled or not is_sentence(row.said)
        if kind == "apologies" and owners.alone(who):
            return kind, False  # Apologies – Una
        if labelled and row.opening and "," in who:
            return kind, False  # PCC, CFO (fire), two observers: whoever they are.
    return None


def _in_roll(words: str) -> Told | None:
    if (called := ROLL.search(words)) and NAMES.search(words):
        return ("present" if called[1].lower() == "present" else "apologies"), True
    return None


def _by_role(row: Row) -> Told | None:
    """Somebody after what they were at the head of the minutes: `In the chair: Una Fell`."""
    found = OPENED.match(row.said) if row.opening else None
    if not found:
        return None
    chair = re.match(r"(?:in\s+the\s+)?chair", found["label"], re.I)
    if not is_people(found["rest"]) and not (chair and _named(found["rest"])):
        return None
    if OTHER.search(found["label"]) and not chair:
        return None
    return "present", bool(ROLE.match(found["label"] + ":") and not chair)


def _unlabelled(row: Row) -> Told:
    """Somebody whom the form of the line alone takes for present."""
    words = row.said
    if row.opening and re.search(r"\w [(\[][A-Z]", words) and is_people(words):
        return "present", False
    if (found := ROLE.match(words)) and NAMES.search(words[found.end() :]) and ":" in words:
        return "present", len(words) > 40
    if row.shape == "person" and (WELCOME.search(row.heading) or "(" in words):
        return "present", False
    return UNTOLD


def _named(words: str) -> bool:
    """Whether words name people, or posts alone: PCC, CC, CoS (notes)."""
    if NAMES.search(words):
        return True
    who = owners.alone(re.sub(r"\([^()]*\)", "", words))
    return bool(who) and all(owners.SURE.match(one) for one in who)


def _is_posts(words: str) -> bool:
    """Whether words are posts and nothing else, and no label over names: PCC (chair), Chief Exec.
    Letters alone may be anything, but for those that go before a name."""
    who = owners.alone(re.sub(r"\([^()]*\)", "", words))
    posts = (
        owners.SURE.match(one) and (not one.isupper() or re.fullmatch(TITLE, one)) for one in who
    )
    return bool(who) and not ROLE.fullmatch(words) and all(posts)


def _in_list(row: Row) -> Told:
    """A line below a label that opened a list of people."""
    words = row.said
    title = re.split(r"\s[–—-]\s|[:.]", words)[0]
    opened = opened_by(title) - {"present", "apologies"} if len(title.split()) <= TITLED else ()
    if " acting as " in words.lower() or (opened and title != words):
        return UNTOLD  # Last minutes – OK.
    if (led := LED.match(words)) and _named(words[led.end() :]):
        return "present", True  # Below Apologies, too.
    if MARKED.match(words) or HEADINGS.fullmatch(words) or RULED_ON.search(words):
        return UNTOLD
    if row.shape in ("person", "people") or (not row.code and _is_posts(words)):
        return row.block, True
    if LETTERS.fullmatch(words):
        return row.block, True
    if is_capitals(words) or row.shape not in ("text", "heading", "label"):
        return UNTOLD
    if is_people(words):
        return row.block, True
    if not is_sentence(words) and row.shape == "text" and NAMES.search(words) and "£" not in words:
        return row.block, True
    if len(SHORT.findall(words)) >= 2:
        return row.block, True
    if (found := ROLE.match(words)) and LIKE_A_NAME.search(words[found.end() :]):
        return row.block, True
    return UNTOLD
