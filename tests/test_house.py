"""The rooms of the house, and the arrows between them (ARCHITECTURE.md)."""

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest
from folded import each

ROOT = Path(__file__).parent.parent
FOLDERS = ("ledger", "projections", "commands")
ROOMS = {
    "ledger": {"records", "services", "integrity", "privacy", "store", "system"},
    "projections": {"state", "questions"},
    "commands": {
        *("cli", "terminal", "session", "wording", "minutes", "papers", "papers/forms"),
        *("papers/layouts", "papers/contradictions", "imports", "imports/readers", "reports"),
        *("reports/gather", "reports/render", "exports", "exports/pack", "web", "sqlshell", "help"),
    },
}
# What each room of `commands` may import of the others. What a command does is done elsewhere.
MAY_IMPORT = {
    "terminal": set(),
    "session": {"terminal"},
    "wording": {"terminal", "session"},
    "exports": {"terminal", "session", "wording"},
    "reports": {"terminal", "session", "wording", "exports"},
    "minutes": {"terminal", "session", "wording", "menu"},
    "papers": set(),
    "imports": {"terminal", "session", "papers"},
    "sqlshell": {"terminal", "session"},
    "web": {"terminal", "session", "wording", "reports"},
    "cli": {"terminal", "session", "wording", "exports", "reports", "minutes", "sqlshell", "web"},
}
MAY_IMPORT["cli"] |= {"papers", "imports"}
# Who runs many commands at once finds them through the menu.
MAY_IMPORT["cli"].add("menu")
# What a terminal needs to know of the ledger: its errors, its words, how characters and days are
# written in the UK, and the machine.
FOR_A_TERMINAL = ("ledger.errors", "ledger.words", "ledger.characters", "ledger.uk")
# Who tells whether a file is one that is open.
NAME_SQLITE = {"ledger.system.contents"}
LONGEST = 300
# Each has one subject, or is to be parted and may not grow.
LONGER = {"ledger/records/actions.py": 540, "ledger/records/inspection_items.py": 355}
LONGEST_FUNCTION = 40
# Of a short page that a stranger reads from top to bottom.
LONGER_FUNCTIONS = {"commands.exports.pack.verify.check": 49}


@cache
def modules() -> dict[str, Path]:
    """Every module of ours, by its name."""
    found = {}
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


class Read(NamedTuple):
    """What the tests here ask of a module."""

    imports: set[str]  # The modules of ours: at its top, in a function, or for types alone.
    classes: dict[str, set[str]]  # Each with what it is derived from.
    called: set[str]
    by_status: bool  # Whether it compares the status of something.
    functions: dict[str, int]  # How many lines each has.


@cache
def read(module: str) -> Read:
    """A module, whose tree is gone through once."""
    names: set[str] = set()
    of = Read(set(), {}, set(), False, {})
    for node in ast.walk(ast.parse(modules()[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: an import that does not say from where"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                names.add(whole if whole in modules() else str(node.module))
        elif isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            of.functions[node.name] = max(lines, of.functions.get(node.name, 0))
        elif isinstance(node, ast.ClassDef):
            of.classes[node.name] = {_called(base) for base in node.bases}
        elif isinstance(node, ast.Call):
            of.called.add(_called(node.func))
        elif isinstance(node, ast.Compare | ast.Match) and _by_status(node):
            of = of._replace(by_status=True)
    return of._replace(imports=(names & set(modules())) - {module})


def _called(node: ast.expr) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))


def _by_status(node: ast.Compare | ast.Match) -> bool:
    compared = [node.subject] if isinstance(node, ast.Match) else [node.left, *node.comparators]
    return any(getattr(one, "attr", "") == "status" for one in compared)


def imports(module: str) -> set[str]:
    return read(module).imports


def room(module: str) -> str:
    """Of commands.session.app: session."""
    return module.split(".")[1]


def test_no_file_leads_back_to_itself():
    try:
        TopologicalSorter({name: imports(name) for name in modules()}).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_arrows_between_the_packages_run_one_way():
    wrong = [
        (name, other)
        for name in modules()
        for other in imports(name)
        if FOLDERS.index(other.split(".")[0]) > FOLDERS.index(name.split(".")[0])
    ]
    assert wrong == []


def test_no_two_test_files_have_one_name():
    """pytest takes the second for the first, and runs neither."""
    names = [file.name for file in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_no_command_imports_a_command():
    wrong = [
        (name, other)
        for name in modules()
        for other in imports(name)
        if other.startswith("commands.cli.")
    ]
    assert wrong == []


def test_a_room_of_the_commands_imports_only_those_below_it():
    wrong = []
    for name in modules():
        if not name.startswith("commands.") or (mine := room(name)) not in MAY_IMPORT:
            continue
        for other in imports(name):
            if not other.startswith("commands.") or room(other) == mine:
                continue
            whole = other.removeprefix("commands.")
            if not {room(other), whole} & MAY_IMPORT[mine]:
                wrong.append((name, other))
    assert wrong == []


def test_no_room_of_the_commands_leads_back_to_itself():
    rooms: dict[str, set[str]] = {}
    for name in modules():
        if name.startswith("commands."):
            others = {room(other) for other in imports(name) if other.startswith("commands.")}
            rooms.setdefault(room(name), set()).update(others - {room(name)})
    # What runs many commands finds them through the menu, which names none.
    try:
        TopologicalSorter(rooms).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


# What a command may refuse itself: not what may be so, which is the ledger's, but what a file, a
# paper or a proof cannot hold, where something may be written, and what was typed.
OF_FILES_AND_PAPERS = {
    *("commands.wording.quotations", "commands.web.statements", "commands.session.places"),
    *("commands.exports.answer_proof", "commands.exports.notes", "commands.exports.pack.making"),
    *("commands.exports.pack.unpacking", "commands.reports.proof", "commands.reports.making"),
    *("commands.reports.render.files", "commands.reports.render.xlsx"),
    *("commands.reports.render.pdf", "commands.cli.seal"),
}


@cache
def refusals() -> set[str]:
    """`Refused` and all that is derived from it, wherever that stands."""
    classes = [one for name in modules() for one in read(name).classes.items()]
    names = {"Refused"}
    while more := {name for name, bases in classes if bases & names} - names:
        names |= more
    return names


def test_what_may_be_so_is_refused_by_the_ledger_and_by_no_command():
    commands = [name for name in modules() if name.startswith("commands.")]
    refusing = {name for name in commands if read(name).called & refusals()}
    assert refusing == OF_FILES_AND_PAPERS
    of_rules = {"Doubted", "Moved", "Mentioned", "DueBefore", "Mixed"}
    assert refusals() == {"Refused"} | of_rules, "a kind of refusal is the ledger's"


# These look at how a record stands to find which one is meant, or to offer the likely ones first.
BY_STATUS_TO_FIND = {
    *("commands.session.understanding", "commands.session.prompting"),
    *("commands.minutes.draft", "commands.minutes.resolver"),
}


def test_no_command_decides_by_the_status_of_a_record():
    """What is done of a record as it stands is a rule's, or a service's (ledger/services)."""
    deciding = {
        name
        for name in modules()
        if name.startswith(("commands.cli.", "commands.session.", "commands.minutes."))
        and read(name).by_status
    }
    assert deciding == BY_STATUS_TO_FIND


def test_a_terminal_knows_no_ledger():
    wrong = [
        (name, other)
        for name in modules()
        if name.startswith("commands.terminal")
        for other in imports(name)
        if not other.startswith(("commands.terminal", "ledger.system", *FOR_A_TERMINAL))
    ]
    assert wrong == []


def test_a_rule_reads_no_store():
    """A record kind may name the type of the ledger that a check is given, and no store."""
    wrong = [
        (name, other)
        for name in modules()
        if name.startswith("ledger.records.")
        for other in imports(name)
        if other.startswith(("ledger.store", "ledger.services", "ledger.system"))
    ]
    assert wrong == []


def test_sqlite_is_named_only_by_its_store_and_where_an_open_file_is_told():
    """All else speaks to the seam, `ledger/store/__init__.py`."""
    named = {
        name
        for name in modules()
        if not name.startswith("ledger.store")
        for other in imports(name)
        if other.startswith("ledger.store.sqlite")
    }
    assert named == NAME_SQLITE


def test_a_database_is_named_by_its_own_store_alone():
    named = {
        name
        for name in modules()
        for other in imports(name)
        if other.startswith("ledger.store.postgres")
    }
    assert named == {name for name in named if name.startswith("ledger.store.postgres")}
    speaking = {
        name
        for name, file in modules().items()
        if re.search(r"^\s*(import|from) psycopg", file.read_text("utf-8"), re.MULTILINE)
    }
    assert speaking == {"ledger.store.postgres.address"}


@each("folder", FOLDERS)
def test_the_rooms_are_those_of_the_drawing(folder):
    there = {
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_dir() and path.name != "__pycache__"
    }
    # A folder a noun, a folder a store, and what a room keeps that is no code.
    there = {name for name in there if not name.startswith(("cli/", "store/"))}
    there -= {f"reports/render/{name}" for name in ("templates", "govuk", "fonts")}
    there -= {"web/templates"}
    assert there == ROOMS[folder]


def test_what_is_told_of_the_house_names_files_that_there_are():
    folders = (*FOLDERS, "tests", "scripts")
    there = {path.name for folder in folders for path in (ROOT / folder).rglob("*")}
    told = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]
    told += [readme for folder in FOLDERS for readme in (ROOT / folder).rglob("README.md")]
    wrong = [
        (file.relative_to(ROOT).as_posix(), named)
        for file in told
        for named in re.findall(
            r"`(?:[a-z_]+/)*([a-z_]+[.](?:py|sql|jsonl))`", file.read_text("utf-8")
        )
        if named not in there
    ]
    assert wrong == []


def test_a_file_is_short():
    long = {}
    for file in modules().values():
        name = file.relative_to(ROOT).as_posix()
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > LONGER.get(name, LONGEST):
            long[name] = lines
    assert long == {}, "part it by its second subject"
    assert all((ROOT / name).exists() for name in LONGER)


def test_a_function_is_short():
    long = {
        f"{module}.{name}": lines
        for module in modules()
        for name, lines in read(module).functions.items()
        if lines > LONGEST_FUNCTION
    }
    assert long == LONGER_FUNCTIONS, "part it by its second subject"
