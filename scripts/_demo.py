"""The demo: West Mercia's governance 2015-2018, recorded from its papers and asked about.

Every line below that begins with `govledger` is a command somebody could type. They run in this one
process, which is quicker than starting the program for each.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import _in_its_own_words as own_words

from commands import menu

OUT = Path("build/demo")
LEDGER = OUT / "west-mercia.ledger"
PRACTICE = OUT / "audits-invented.ledger"
KEY = OUT / "seal-key"
TRACKER = ("tracker.draft", "tracker.xlsx")
LATER_EVENTS = 7  # So verify ends after a seal: the seal itself is recorded after what it covers.

INVENTED = """
== An audit plan, invented
What the four papers do not have, a joint audit committee does: a plan of internal audits, their
recommendations and what became of them. All of it is invented, so it is in a practice ledger.

govledger init --practice
govledger batch demo/invented/audits.batch

Its committee has a tracker, too, in a table of its own (demo/invented/tracker.csv). It is read \
into a draft,
which is recorded; who its names mean is said once, and kept.

govledger import demo/invented/tracker.csv --body JAC --map jac --verified-by CEX --owner \
"Payroll contractor=PAYCO" --owner "Fleet=HFLEET" --owner "All=CFO,CEX,PCC" \
--draft build/demo/tracker.draft
govledger batch build/demo/tracker.draft
govledger ask extensions_without_approval --as-of 2018-12-11

What the committee then has before it, and its tracker again in its own columns.

govledger ask overdue_by_priority --as-of 2018-12-11
govledger ask assurance_opinions --as-of 2018-12-11
govledger ask rag_against_facts --as-of 2018-12-11
govledger ask risks --as-of 2018-12-11
govledger report committee --for JAC --on 2018-12-11 -o build/demo/audit-paper
govledger export tracker --for JAC --map jac --to build/demo/tracker.xlsx
"""

OWN_WORDS = """
== In the papers' own words
The papers of two meetings are at hand. import read them, knowing nothing of the minutes made by
hand, and the meetings are recorded above in the words that it proposed; what each line is, and of
which item, is as a person said. By hand, one owner was mistyped: it is corrected a day later.
"""

SECTIONS = """
== Outstanding in February 2018
The minute says: no items. The ledger holds nine, some of them since 2016.

govledger ask outstanding_matters --meeting HTA/2018-02-27 --as-of 2018-02-27

== What that meeting changed
Opening, and what was opened, less what left, is closing: nothing gets lost.

govledger ask changes_between --from 2018-02-26 --to 2018-02-27

== Organised crime, before it was graded inadequate
It was raised in June 2016, and no action arose.

govledger ask subject_timeline --subject SOC --as-of 2018-11-27

== Inspections
One report states eight areas for improvement and lists seven.

govledger ask inspection_summary --as-of 2018-11-27

== Effectiveness 2017, as the Panel met on 27 November 2018
Eleven items, none of them closed, and what the Panel was told of each.

govledger ask told_to_panel --inspection EFF17 --as-of 2018-11-27

== What the law wants by when
The papers tell of no comments on a report within 56 days of it. That nothing
is recorded does not prove that nothing was published.

govledger ask deadlines --as-of 2018-11-27

== What the Panel asked for
All of it came to the meeting of 27 November 2018.

govledger ask panel_requests --as-of 2018-11-27

== Who watches the Code of Ethics, row 4.1 of the delivery plan
The monthly meeting with the Chief Constable was missed once; one body has ended, of one \
nothing is recorded.

govledger ask missed_meetings --commitment 4.1 --as-of 2018-11-27

== Stale updates
The plan is of the end of October; one row's last progress is of August.

govledger ask stale_updates --as-of 2018-11-30

== Rows that only point elsewhere
Nine of the plan's 98 rows say nothing of their own; one leads to 18 others.

govledger ask refer_only --as-of 2018-11-30

== Contradictions
The papers have 44. These are about Legitimacy 2017, and the ethics committee.

govledger ask discrepancies --about LEG17 --as-of 2018-11-30
govledger ask discrepancies --about TIE --as-of 2018-11-30

== Closed on whose word
None of the four closed actions was closed on its owner's word alone.

govledger ask closures_by_word --as-of 2018-11-27

== The committee's paper
One page to read and print, its tables as CSV and a workbook, and their hashes.

govledger report committee --for HTA --on 2018-11-27 -o build/demo/paper

== A question that nobody foresaw
How many actions has each post still to do, and how old is the oldest?

govledger sql "select owner, count(*) as actions, max(age_days) as oldest_in_days from (select \
unnest(owners) as owner, age_days from open_actions) group by owner order by actions desc, owner" \
--as-of 2018-11-27

== Proof
Every event is read again, then the root of all of them is signed, and that is recorded.
The last line is for the minutes: with it, any later copy can be held against this day.

govledger seal --seal-key build/demo/seal-key --note build/demo/seal.note
govledger verify --trusted build/demo/seal.note

== Handed over
An audit pack, with its own verifier: Python alone, nothing of ours.

govledger export audit-pack --to build/demo/audit-pack
python build/demo/audit-pack/verify.py
"""

FURTHER = f"""
The ledger is {LEDGER}. Look further with:
  export GOVLEDGER_LEDGER={LEDGER}
  ./scripts/govledger ask
  ./scripts/govledger ask meeting_pack --meeting HTA/2018-03-27
  ./scripts/govledger ask findings_without_action --as-of 2018-11-27
  ./scripts/govledger ask discrepancies --as-of 2018-11-30
  ./scripts/govledger show A-2018-003"""


def main() -> None:
    os.environ |= {
        "GOVLEDGER_LEDGER": str(LEDGER),
        "GOVLEDGER_ACTOR": "Jackie Irvin",
        "GOVLEDGER_ANCHORS": str(OUT / "anchors"),
        "PAGER": "cat",
    }
    clear()
    print("\n== Recording")
    print("Three meetings as they were minuted, and whatever else four papers hold:")
    print("line by line, each file under the clock of its day.\n")
    govledger("init")
    files = sorted(path for path in Path("demo").iterdir() if path.suffix in (".batch", ".minutes"))
    papers = own_words.papers()
    compared: list[str] = []
    for file in files:
        minute = file.read_text(encoding="utf-8") if file.suffix == ".minutes" else ""
        paper = papers.get(own_words.paper_of(minute) or "")
        if paper is None:
            record(file)
        else:
            compared += in_its_own_words(file, paper)
    if compared:
        print(OWN_WORDS, *compared, sep="\n")
    if not KEY.exists():
        subprocess.run([sys.executable, "scripts/_key.py", KEY], check=True)
    carry_out(SECTIONS)
    os.environ |= {"GOVLEDGER_LEDGER": str(PRACTICE), "GOVLEDGER_NOW": "2018-12-03T10:00"}
    carry_out(INVENTED)
    print(FURTHER)


def in_its_own_words(file: Path, paper: Path) -> list[str]:
    """Record the minute of a file in its paper's own words: import proposes, and what was minuted
    by hand is what a person says of it. How that compares with the minute as it is by hand, which
    is recorded in a copy of the ledger."""
    by_hand = OUT / f"by-hand-{file.stem}.ledger"
    draft, minute = OUT / f"{file.stem}.draft", OUT / file.name
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        govledger("backup", str(by_hand))
        with instead(GOVLEDGER_LEDGER=by_hand, GOVLEDGER_ANCHORS=OUT / "by-hand-anchors"):
            record(file)
        with clock(file):
            govledger("import", str(paper), "--body", "HTA", "--draft", str(draft))
    said = file.read_text(encoding="utf-8")
    text, told = own_words.retold(said, draft.read_text(encoding="utf-8"))
    minute.write_text(text, encoding="utf-8")
    record(minute)
    return list(own_words.in_words(LEDGER, by_hand, own_words.meeting_of(said), told))


@contextlib.contextmanager
def instead(**named: Path) -> Iterator[None]:
    """Other settings, for a while."""
    before = {name: os.environ[name] for name in named}
    os.environ |= {name: str(value) for name, value in named.items()}
    yield
    os.environ |= before


def carry_out(sections: str) -> None:
    """Each command of a text, and what stands between them."""
    for line in sections.replace("\\\n", "").splitlines():
        program, _, rest = line.partition(" ")
        if program == "govledger":
            govledger(*shlex.split(rest))
        elif program == "python":
            sys.stdout.flush()
            subprocess.run([sys.executable, "-I", *shlex.split(rest)], check=True)
        else:
            print(line)


def clear() -> None:
    """Remove what an earlier run left; the key stays."""
    OUT.mkdir(parents=True, exist_ok=True)
    for path in OUT.iterdir():
        ours = path.name.startswith((LEDGER.name, PRACTICE.name, "by-hand-"))
        if (
            ours
            or path.suffix in (".draft", ".minutes")
            or path.name in ("anchors", "audit-pack", "paper", "audit-paper", *TRACKER)
        ):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def record(file: Path) -> None:
    """Record a batch or a minute under the clock that its text names. Of a minute, only the last
    line about it is shown."""
    with clock(file):
        if file.suffix == ".batch":
            govledger("batch", str(file))
            return
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
                govledger("minute", "--file", str(file), "--yes")
        finally:
            print(*said.getvalue().splitlines()[-1:])


@contextlib.contextmanager
def clock(file: Path) -> Iterator[None]:
    """The clock that a file names, while it is recorded."""
    named = re.search("^[#/]* clock: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert named is not None, file
    os.environ["GOVLEDGER_NOW"] = named[1]
    yield
    del os.environ["GOVLEDGER_NOW"]


def govledger(*args: str) -> None:
    """Carry out one command as a process of its own would; a refusal ends the demo."""
    out = sys.stdout
    try:
        menu.main(list(args))
    except SystemExit as end:
        if end.code != LATER_EVENTS:
            raise
    finally:
        sys.stdout = out


if __name__ == "__main__":
    main()
