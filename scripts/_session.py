"""Use the govledger installed in this Python, as an office would; called by _installed.py.

    python -I scripts/_session.py FOLDER plain          in a new folder, what needs no extra
    python -I scripts/_session.py FOLDER browse pdf     then the extras, on the same ledgers

It stops at the first command that fails, and prints that command's output.
"""

import os
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent / "demo"
NOW = "2018-02-28T10:00"
NOTES = """\
# HTA Tuesday 27 February 2018
Chair: PCC
Present: PCC, ACC, CEX
Apologies: None
Next meeting: 27 March 2018

## 1 Response
Q: Does the force know why unresourced calls vary?
A: ACC: Share the findings on unresourced incidents; due next meeting
Notes: complete
"""
FORMATS = ("csv", "xlsx", "parquet", "duckdb")
FIRST = "A-2018-001"


def an_office(ledger: str) -> None:
    """From here on, `ledger` is the one that is meant, by a clock that is set."""
    os.environ.update(GOVLEDGER_LEDGER=ledger, GOVLEDGER_NOW=NOW, GOVLEDGER_SEAL_KEY="seal-key")
    os.environ.update(GOVLEDGER_ACTOR="Jo Clerk", PYTHONUTF8="1")


def script() -> str:
    return str(Path(sys.executable).with_name("govledger" + (".exe" if os.name == "nt" else "")))


def govledger(*words: str, ends: int = 0) -> str:
    """What the installed command prints. It must end as it should."""
    return printed(script(), *words, ends=ends)


def printed(*words: str, ends: int = 0) -> str:
    done = subprocess.run(
        words, check=False, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )
    expect(done.returncode == ends, shlex.join(words), done.returncode, done.stdout, done.stderr)
    return done.stdout


def expect(so: bool, *said: object) -> None:
    if not so:
        sys.exit("\n".join(str(one) for one in ("Not as it should be:", *said)))


def holds(text: str, *words: str) -> None:
    for word in words:
        expect(word in text, f"{word!r} is missing from:", text)


def outside_the_checkout() -> None:
    import commands

    place = Path(commands.__file__).resolve()
    expect(HERE.parent not in place.parents, f"Not what is installed: {place}")


def record() -> None:
    govledger("init")
    called("post", "define", "ACC", "Assistant Chief Constable")
    called("post", "appoint", "ACC", "Anna Smith", "--on", "1/1/18")
    called("body", "add", "HTA", "Monthly holding to account", "--cadence", "monthly")
    Path("notes.txt").write_text(NOTES, encoding="utf-8")
    holds(called("minute", "--file", "notes.txt", "--yes"), FIRST)


def ask() -> None:
    holds(govledger("ask", "open_actions", "--csv"), FIRST, "2018-03-27")
    holds(govledger("sql", "select ref, due from open_actions", "--csv"), FIRST, "2018-03-27")
    holds(called("help", "seals"), "seal")
    holds(called("schema", "open_actions"), "overdue")


def hand_over() -> None:
    called("report", "committee", "--for", "HTA", "--on", "28/2/18", "--docx", "-o", "paper")
    (page,) = Path("paper").glob("*.html")
    holds(page.read_text("utf-8"), FIRST, "govuk-")
    for form in FORMATS:
        called("export", "--to", f"as-{form}", "--format", form)
        expect(any(Path(f"as-{form}").iterdir()), f"export --format {form} wrote nothing")
    printed(sys.executable, "-I", str(HERE / "_key.py"), "seal-key")
    called("seal", "--note", "seal.note")
    # The seal itself is recorded after what it covers.
    govledger("verify", "--trusted", "seal.note", ends=7)
    govledger("verify")
    called("export", "audit-pack", "--to", "pack")
    holds(Path("pack/README.txt").read_text("utf-8"), "verify.py")
    printed(sys.executable, "-I", "pack/verify.py")


def every_question() -> None:
    """Each question, as its own example asks it, on the record that the examples are of."""
    from projections import questions

    an_office("demo.ledger")
    if not Path("demo.ledger").exists():
        record_demo()
    os.environ["GOVLEDGER_NOW"] = "2018-12-01T10:00"
    for name, question in questions().items():
        called("ask", name, *shlex.split(question.example), "--json")


def record_demo() -> None:
    called("init")
    for file in sorted([*DEMO.glob("*.batch"), *DEMO.glob("*.minutes")]):
        clock = file.read_text(encoding="utf-8").split(" clock: ", 1)[1]
        os.environ["GOVLEDGER_NOW"] = clock.split("\n")[0].strip()
        words = ["batch", str(file)] if file.suffix == ".batch" else ["minute", "--file", str(file)]
        called(*words, *(["--yes"] if words[0] == "minute" else []))


def called(*words: str) -> str:
    """What a command prints in this process, which saves the starting of one. It must succeed."""
    from commands.menu import main

    output = StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        try:
            main(list(words))
            code = None
        except SystemExit as end:
            code = end.code
    expect(not code, shlex.join(words), f"ended with {code}", output.getvalue())
    return output.getvalue()


def plain() -> None:
    record()
    ask()
    hand_over()
    every_question()


def browse() -> None:
    serving = subprocess.Popen(
        [script(), "browse", "--port", "0"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    try:
        assert serving.stdout is not None
        address = serving.stdout.readline().strip()
        expect(address.startswith("http://"), f"browse printed no address: {address!r}")
        with urlopen(f"{address}ask/open_actions", timeout=60) as page:
            holds(page.read().decode(), FIRST, "<html")
        with urlopen(f"{address}style.css", timeout=60) as page:
            holds(page.read().decode(), "govuk-")
    finally:
        serving.kill()
        serving.wait()


def pdf() -> None:
    govledger("report", "committee", "--for", "HTA", "--on", "28/2/18", "--pdf", "-o", "printed")
    (made,) = Path("printed").glob("*.pdf")
    expect(made.read_bytes().startswith(b"%PDF-"), f"{made} is no PDF")


def main(folder: str, *parts: str) -> None:
    place = Path(folder)
    place.mkdir(exist_ok=True)
    os.chdir(place)
    outside_the_checkout()
    an_office("office.ledger")
    for part in parts:
        {"plain": plain, "browse": browse, "pdf": pdf}[part]()


if __name__ == "__main__":
    main(*sys.argv[1:])
