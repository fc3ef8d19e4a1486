"""What it means that a cell is empty is said once, and alike in questions and papers."""

from importlib import import_module
from pkgutil import iter_modules

from folded import each

from commands.reports import gather
from commands.reports.model import Column
from projections import questions

# Of these columns, a dash would be read as none, as zero or as no.
NEED = ("owners", "due", "original_due", "overdue", "told", "mismatch")


@each("name", list(questions()))
def test_what_an_empty_cell_means_is_said_so_that_it_is_shown(name):
    question = questions()[name]
    for column, says in question.columns.items():
        _, empty, _ = says.partition("; empty")
        said = question.blanks.get(column)
        assert bool(empty) == bool(said), f"{column}: end its words with '; empty: a few words'"
        assert said or column not in NEED or name == "due_date_slippage", f"{name}: {column}"
        assert len((said or "").split()) <= 4, f"{column}: {said!r} is too long for a cell"


def _columns() -> dict[str, set[str]]:
    """What each column of the papers says where it is empty, by its name."""
    found: dict[str, set[str]] = {}
    for one in iter_modules(gather.__path__):
        module = import_module(f"{gather.__name__}.{one.name}")
        for value in vars(module).values():
            if isinstance(value, tuple) and value and isinstance(value[0], Column):
                for column in value:
                    found.setdefault(column.name, set()).add(column.blank)
    return found


def test_the_papers_say_it_in_the_words_of_the_questions():
    papers = _columns()
    assert len(papers) > 40
    for name in ("owners", "due", "original_due", "verified_by", "reported_by", "overall", "told"):
        asked = {q.blanks[name] for q in questions().values() if name in q.blanks}
        assert asked and papers.get(name, set()) <= asked, name
