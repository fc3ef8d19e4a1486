"""What of an event is searched: its words, as one column of the table of events."""

from collections.abc import Mapping

# The columns that a search reads besides titles and references.
TEXTS = (
    *("text", "reason", "evidence", "quote", "request", "answer", "reply", "commentary", "subject"),
    *("alias", "purpose", "objective", "due_words", "overseen_words", "planned_words"),
    *("status_words", "score_words", "assurance", "printed", "should_hold", "quotes"),
    *("next_subject", "venue", "inclusion", "duty", "exemption", "marking_reason", "date_reason"),
)
PART = "chr(30)"  # Separates the parts of `words`: no text contains it.


def texts(types: Mapping[str, str]) -> str:
    """The columns of texts as SQL, of those that are there, with their types."""
    said = (name for name in TEXTS if name in types)
    return ", ".join(
        f"array_to_string({name}, chr(10))" if types[name].endswith("[]") else name for name in said
    )


def words_of(types: Mapping[str, str]) -> str:
    """SQL for all that is searched of an event, in small letters: its title, its texts and its
    references; `types` are those of the columns that are there."""
    title = "title" if "title" in types else "NULL"
    refs = "split_part(stream, ':', 2)" + (", own_ref" if "own_ref" in types else "")
    said = f"concat_ws(chr(10), {texts(types) or 'NULL'})"
    return f"lower(concat({title}, {PART}, {said}, {PART}, concat_ws(chr(10), {refs})))"
