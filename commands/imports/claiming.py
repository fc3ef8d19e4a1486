"""What a tracker reports of how far an action has come: a colour, a percentage, a status; and its
priority and response. A claim each, unless the ledger has it already."""

import re
from collections.abc import Iterator

from commands.imports import words
from commands.imports.rows import Row, Unclear
from commands.imports.statuses import standing_of
from commands.imports.table import Cell
from ledger.characters import folded
from ledger.records.action_claims import COLOURS, ActionClaimed
from ledger.records.actions import UNDER_WAY, Action, ActionProgressed
from ledger.records.inspection_items import Item, ItemProgressed
from ledger.records.recommendations import ItemClaimed

BESIDES = ("RAG", "priority", "response")  # What no event has a field for, in this order.
_TELLING = (ActionClaimed, ActionProgressed, ItemClaimed, ItemProgressed)
_PART = r"(?:^|; ){} (.*?)(?=; (?:{}) |$)"


def claims(
    by: dict[str, Cell],
    row: Row,
    now: Action | Item | None,
    record: str = "action",
    more: tuple[str, ...] = BESIDES[1:],
) -> Iterator[tuple[str, list[str], str | None]]:
    """The command of what a row reports of a kind of record, its options, and its text. `more`:
    what else stands in its text; a recommendation has a priority and a response of its own."""
    colour, shade = _colour(by.get("RAG") or _coloured(by.get("status")), row)
    percent = _percent(by.get("percent"), row)
    status = words.said(by.get("status"))
    said = {"RAG": shade} | {kind: words.said(by.get(kind)) for kind in more}
    if now is not None:
        if now.status not in (ActionClaimed.needs if record == "action" else ItemClaimed.needs):
            return
        colour = None if colour == now.rag else colour
        percent = None if percent == now.percent else percent
        status = None if status in (reported(now), in_our_words(now)) else status
        if now.status == "in progress" and reported(now) is None and folded(status or "") == "open":
            status = None  # It was open when the table first said so.
        said = {kind: text for kind, text in said.items() if text != besides(now, kind)}
    text = "; ".join(f"{kind} {one}" for kind, one in said.items() if one) or None
    given = ["--rag", colour] if colour else []
    given += ["--percent", str(percent)] if percent is not None else []
    given += ["--status", status] if status else []
    if given:
        yield f"{record} claim", given, text
    elif text and (now is None or now.status in (*UNDER_WAY, "in progress", "awaiting sign-off")):
        yield f"{record} progress", [], text


def reported(action: Action | Item) -> str | None:
    """The status that was last claimed, in words."""
    if isinstance(action, Item):
        return action.status_words
    said = [e.status_words for e in action.said if isinstance(e, ActionClaimed) and e.status_words]
    return said[-1] if said else None


def besides(action: Action | Item, kind: str) -> str | None:
    """The priority or response that was last claimed, as the table had it."""
    pattern = re.compile(_PART.format(kind, "|".join(BESIDES)), re.DOTALL)
    texts = [e.text for e in action.said if isinstance(e, _TELLING)]
    found = [match for one in texts if (match := pattern.search(one or ""))]
    return found[-1][1] if found else None


def colour_of(of: Action | Item) -> str | None:
    """The colour that a tracker shows, with what was said of it where it still has that colour."""
    said = besides(of, "RAG")
    if said is not None and (of.rag is None or words.colour_said(said) == of.rag):
        return said
    return of.rag.capitalize() if of.rag else None


def in_our_words(action: Action | Item) -> str:
    """The status of an action or a recommendation as a tracker tells it."""
    if action.status == "reported complete":
        return f"Reported complete by {action.reported_by}"
    if action.status == "closed" and action.verified_by:
        return f"Closed, verified by {action.verified_by}"
    if action.status == "closed" and action.closed_at:
        return f"Closed at {action.closed_at}"
    if action.status == "superseded":
        return f"Superseded by {action.other}"
    if action.status == "closed" and isinstance(action, Item):
        return "Closed, verified by its issuer"
    if action.status == "merged":
        return f"Merged into {action.other}"
    return action.status.capitalize()


def status_of(action: Action | Item) -> str:
    """The status that a tracker shows: what was claimed where it still says the same, else ours."""
    said = reported(action)
    same = said and action.status in ("open", "closed") and standing_of(said) == action.status
    if said and same:
        return said
    return in_our_words(action)


def _coloured(cell: Cell | None) -> Cell | None:
    """A status that is only a colour."""
    return cell if cell is not None and words.colour_said(cell.text) else None


def _colour(cell: Cell | None, row: Row) -> tuple[str | None, str | None]:
    """One of our colours; and the words of the table where they say more, or another."""
    if cell is None:
        return None, None
    colour = words.colour_of(cell)
    if colour is None:
        if not words.nothing(cell.text) and standing_of(cell.text) is None:
            row.unclear.append(Unclear((cell,), "this is no colour"))
        return None, None
    said = " ".join(cell.text.split())
    ours = colour if colour in COLOURS else None
    more = said and folded(said) not in (folded(colour), folded(colour[:1]))
    return ours, (said if more else None) if ours else (said or colour)


def _percent(cell: Cell | None, row: Row) -> int | None:
    if cell is None or words.nothing(cell.text):
        return None
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*(%?)", cell.text.strip())
    number = float(found[1]) if found else -1
    # As Excel keeps a percentage, and as it writes one without its format.
    whole = isinstance(cell.value, float) and number == 1
    if found and not found[2] and (0 < number < 1 or whole):
        number *= 100
    if not 0 <= number <= 100:
        row.unclear.append(Unclear((cell,), "this is no percentage"))
        return None
    return round(number)
