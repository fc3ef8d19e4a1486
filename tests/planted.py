"""A ledger with words that a reader without clearance may find nowhere, and how they are looked
for: in every file, packed or not, and in every value of what is a table."""

import re
import shlex
import zipfile
from contextlib import closing, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path

import duckdb
from signing import key_file

from commands.menu import main
from ledger.application import Ledger

FILES = {"seen.txt": "The quokka did it.\n", "notes.txt": "A paper about the numbat.\nIts end.\n"}
OPEN_FILE = {"open.txt": "Nothing that anybody may not read.\n"}
# The lines, in order. EVENT stands for the last event before.
LINES = [
    'body add HTA "Holding to account" --on 2018-01-01',
    'post define ACC "Assistant Chief Constable" --on 2018-01-01',
    'post define CEX "Chief Executive" --on 2018-01-01',
    'post define PCC "Commissioner" --on 2018-01-01',
    "post appoint PCC 'Penny Openly' --on 2018-01-01",
    "meeting open HTA --on 2018-02-27 --chair PCC",
    'action raise "Seen by all" --owner ACC --on 2018-02-27 --meeting HTA/2018-02-27',
    # Sensitive from its beginning: all that follows of it goes with it.
    'action raise "Find the zebrafinch" --owner ACC --sensitive "it names a budgerigar"'
    " --key tapirkey --own-ref 7/coati --on 2018-02-27",
    'action progress A-2018-002 "an ibex was seen" --on 2018-03-01',
    'action evidence A-2018-002 "bilby minute" --file seen.txt --sensitive "as it was"'
    " --on 2018-03-02",
    # Of an open one.
    'document register numbat-notes "Numbat notes" --file notes.txt --sensitive x --on 2018-03-02',
    'action progress A-2018-001 "okapi, said [[Axolotl Jones]]" --sensitive "a dugong"'
    ' --source numbat-notes:1 --quote "the numbat" --on 2018-03-01',
    'action progress A-2018-001 "said [[Penny Openly]] and nobody else" --on 2018-03-02',
    # Openly at first; then corrected, with a marking.
    'action raise "Ask the platypus" --owner ACC --on 2018-02-27',
    'correct EVENT --set "title=Ask them" --reason "no wombat" --sensitive "a name"',
    'action progress A-2018-001 "the kinkajou is well" --on 2018-03-03',
    'correct EVENT --set "text=It is well" --reason "it named an animal" --sensitive "the caracal"',
    # Taken back.
    'action progress A-2018-001 "the serval is ill" --sensitive "its health" --on 2018-03-04',
    'undo EVENT --reason "not the serval, a margay"',
    'party add NARWHAL "Narwhal Ltd" --sensitive "a tender" --on 2018-01-02',
    "party person JD 'Dunnart Smith' --sensitive 'a witness' --on 2018-01-02",
    'subject name PANGOLIN "Pangolins" --sensitive "a line of enquiry" --on 2018-01-02',
    'action evidence A-2018-001 "the open paper" --file open.txt --on 2018-03-05',
    'finding record "Much of an aardvark" --meeting HTA/2018-02-27 --sensitive "in private"',
    # Of the first again, with nothing marked after it.
    'action progress A-2018-002 "an oryx came later" --on 2018-03-06',
    "seal --seal-key key --note note",
]
OF_THE_RECORDS = "zebrafinch budgerigar tapirkey coati ibex bilby okapi axolotl dugong platypus"
OF_THE_REST = (
    "oryx wombat kinkajou caracal serval margay numbat narwhal dunnart pangolin aardvark quokka"
)
WORDS = [*OF_THE_RECORDS.split(), *OF_THE_REST.split()]
OPEN = ("Seen by all", "Penny Openly", "nobody else", "the open paper")


def files(folder: Path) -> None:
    """What the lines name."""
    for name, text in (FILES | OPEN_FILE).items():
        (folder / name).write_text(text)
    key_file(folder / "key", 1)


def found(data: bytes, where: str) -> list[tuple[str, str]]:
    """The words in some bytes, in whatever letters and encodings; in the parts of a ZIP too."""
    hits = set()
    for text in (data, data.replace(b"\0", b"")):  # UTF-16
        low = text.lower()
        hits |= {word for word in WORDS if word.encode() in low}
        hits |= {word for word in WORDS if word.encode().hex().encode() in low}
    inner = []
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(BytesIO(data)) as zipped:
            for name in zipped.namelist():
                inner += found(zipped.read(name), f"{where}!{name}")
    return [(where, word) for word in sorted(hits)] + inner


def in_tables(file: Path) -> list[tuple[str, str]]:
    """The words in the values of a table file, which keeps them packed."""
    hits = []
    with duckdb.connect() as connection:
        if file.suffix == ".parquet":
            said = connection.execute("SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
            of = "SELECT * FROM parquet_kv_metadata(?)"
            said += connection.execute(of, [str(file)]).fetchall()
            hits += found(repr(said).encode(), str(file))
        elif file.suffix == ".duckdb":
            connection.execute(f"ATTACH '{file}' AS it (READ_ONLY)")
            names = connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = 'it'"
            ).fetchall()
            assert names
            for (name,) in names:
                said = connection.execute(f'SELECT * FROM it."{name}"').fetchall()
                hits += found(repr(said).encode(), f"{file}:{name}")
    return hits


def looked_through(*folders: Path) -> tuple[int, int, list[tuple[str, str]]]:
    """How many files there are, how many bytes, and the words in them."""
    every = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    hits, size = [], 0
    for file in every:
        data = file.read_bytes()
        size += len(data)
        hits += found(str(file.name).encode(), f"name of {file}") + found(data, str(file))
        hits += in_tables(file)
    return len(every), size, hits


def typed(line: str) -> tuple[int, str]:
    """How a command ends that is typed here, and what it says."""
    said, code = StringIO(), 0
    with redirect_stdout(said), redirect_stderr(said):
        try:
            main(shlex.split(line))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return code, said.getvalue()


def plant(place: Path | str) -> None:
    """Record the lines, here, in the ledger that the environment names."""
    files(Path.cwd())
    for line in LINES:
        with closing(Ledger.open(place, read_only=True)) as ledger:
            filled = re.sub(r"\bEVENT\b", str(ledger.size), line)
        code, said = typed(filled)
        assert code == 0, (filled, said)
