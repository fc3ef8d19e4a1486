"""Papers: what they say, what they leave out, and that the page is one that anybody can read."""

import csv
import io
import json
import re
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from shutil import copy

import pytest
from clerk import CC, CEX, DONE, HTA, MISUSED, NEEDED, NOT_FOUND, ON_POSTGRES, PCC, REFUSED, Office

pytestmark = pytest.mark.slow

pytest.importorskip("jinja2")
pytest.importorskip("xlsxwriter")
PAPER = "report committee --for HTA --on 2019-02-26 -o"
NAME = "committee-hta-2019-02-26"
HOSTILE = "<script>alert(1)</script> </style>{{ 7*7 }} \u200bgnp.exe & 'x' [bold]b[/bold] \x1b[31m"


class Page(HTMLParser):
    """The elements of a page: each tag with its attributes, and the text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.style, self.open = [], "", "", []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" in self.open:
            self.style += data
        else:
            self.text += data

    def all(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


@pytest.fixture
def office(empty, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    empty.begins(
        *("init", CC, PCC, CEX, HTA),
        "meeting open HTA --on 2018-12-18 --chair PCC",
        'action raise "First" --owner CC --due 2019-01-15 --meeting HTA/2018-12-18',
        'action raise "Second" --owner CC --due 2019-01-15 --meeting HTA/2018-12-18',
        'action raise "Third" --owner CC --due 2019-01-10 --meeting HTA/2018-12-18',
        'action raise "Fourth" --owner PCC --meeting HTA/2018-12-18',
        "meeting open HTA --on 2019-01-15 --chair PCC",
        "action carry A-2018-004 --to HTA/2019-01-15",
        'action complete A-2018-001 --by CC --evidence "a paper" --on 2019-02-01',
        'action close A-2018-001 --verified-by CEX --evidence "seen" --on 2019-02-05',
        'action extend A-2018-002 --to 2019-03-15 --reason "staff" --approved-by PCC'
        " --on 2019-01-20",
        'action raise "Fifth" --owner CC --due 2019-03-26 --meeting HTA/2019-01-15',
        'action raise "Elsewhere" --owner CC --on 2018-12-01 --due 2019-01-01',
    )
    return empty


def page(folder, name=NAME):
    return Page((folder / f"{name}.html").read_text(encoding="utf-8"))


def refs(folder, table):
    text = (folder / f"{table}.csv").read_text(encoding="utf-8-sig")
    return [row["ref"] for row in csv.DictReader(io.StringIO(text))]


def figures(folder, table):
    text = (folder / f"{table}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


PAPERS: dict[tuple[str, bytes], dict[str, bytes]] = {}  # What each line wrote of a ledger.


def written(office, tmp_path, line=f"{PAPER} out"):
    """The folder that a line writes, which is written once of each ledger."""
    out = tmp_path / "out"
    if ON_POSTGRES or out.exists() or not line.endswith(" out"):
        office.done(line)
        return out
    if (key := (line, office.path.read_bytes())) in PAPERS:
        out.mkdir()
        for name, content in PAPERS[key].items():
            (out / name).write_bytes(content)
        return out
    office.done(line)
    PAPERS[key] = {file.name: file.read_bytes() for file in out.iterdir()}
    return out


# What it says


def test_the_first_screen_is_the_gravest_then_figures_that_lead_to_their_rows(office, tmp_path):
    folder = written(office, tmp_path)
    text = page(folder).text
    assert "On 26 February 2019, 5 actions of HTA are live; 2 are past the due date." in text
    assert (
        "Since the meeting of 15 January 2019, 1 action was closed, none raised and 1 moved or"
        " withdrawn" in text
    )
    first = text.partition("As of 26 February 2019")[0]
    assert "2 live actions are past the due date: the longest is A-2018-005, by 56 days" in first
    assert "1 of 5 live actions has no due date." in first
    assert "What was open before, what changed and what is open now add up." in text
    found = page(folder)
    leads = {a["href"] for a in found.all("a")}
    assert {"#t-live-actions", "#t-completed-actions", "#r-A-2018-005"} <= leads


def test_each_action_is_in_the_tables_to_which_it_belongs(office, tmp_path):
    folder = written(office, tmp_path)
    live = ["A-2018-005", "A-2018-003", "A-2018-002", "A-2019-001", "A-2018-004"]
    assert refs(folder, "live-actions") == live
    assert refs(folder, "completed-actions") == ["A-2018-001"]
    assert refs(folder, "extended-actions") == ["A-2018-002"]
    moved = figures(folder, "extended-actions")[0]
    assert (moved["first"], moved["when"]) == ("2019-01-15", "2019-03-15")
    assert figures(folder, "slippage")[0]["extensions"] == "1"
    late = figures(folder, "live-actions")[0]
    assert (late["months"], late["held_since"]) == ("2", "2")


def test_an_action_due_on_the_day_is_not_past_it(office, tmp_path):
    folder = written(office, tmp_path, "report committee --for HTA --on 2019-03-15 -o out")
    text = page(folder, "committee-hta-2019-03-15").text
    assert "5 actions of HTA are live; 2 are past the due date" in text


def test_what_was_extended_and_is_late_again_is_not_outstanding_without(office, tmp_path):
    folder = written(office, tmp_path, "report action-log --for HTA --on 2019-03-16 -o out")
    assert "; 3 are past the due date" in page(folder, "action-log-hta-2019-03-16").text
    assert refs(folder, "outstanding-actions") == ["A-2018-005", "A-2018-003", "A-2018-004"]


def test_the_meeting_of_the_day_is_not_the_one_before(office, tmp_path):
    folder = written(office, tmp_path, "report committee --for HTA --on 2019-01-15 -o out")
    assert "what is new is since 18 December 2018" in page(folder, "committee-hta-2019-01-15").text


def test_what_was_open_before_is_counted_apart(office, tmp_path):
    text = page(written(office, tmp_path)).text
    assert "Actions: 6 open − 1 closed = 5 open. It adds up." in text


def test_the_actions_of_another_body_are_not_in_it(office, tmp_path):
    office.done('body add JAC "Joint audit"', "meeting open JAC --on 2019-01-10 --chair PCC")
    office.done('action raise "Of the audit" --owner CC --meeting JAC/2019-01-10')
    assert "A-2019-002" not in page(written(office, tmp_path)).text


def test_what_changed_is_counted_since_the_meeting_that_is_named(office, tmp_path):
    folder = written(office, tmp_path, f"{PAPER} out --since HTA/2018-12-18")
    text = page(folder).text
    assert "Actions: 5 open + 1 raised − 1 closed = 5 open. It adds up." in text
    balance = {(r["of"], r["what"]): r["count"] for r in figures(folder, "balances")}
    assert balance["actions", "closed"] == "-1"


def test_letters_are_explained_where_they_stand(office, tmp_path):
    text = page(written(office, tmp_path)).text
    assert "Chief Constable" in text and "Owners: CC" not in text
    written(office, tmp_path, "report action-log --for HTA --on 2019-02-26 -o log")
    text = page(tmp_path / "log", "action-log-hta-2019-02-26").text
    assert "Owners: CC, Chief Constable; PCC, Police and Crime Commissioner." in text


def test_an_inspection_is_named_and_a_day_that_is_inferred_is_said_to_be(office, tmp_path):
    office.done(
        'inspection publish EFF17 "Effectiveness 2017" --afis 2 --on 2018-03-31 --inferred "month"',
        'item issue EFF17/AFI1 "Do it" --on 2018-03-31',
    )
    text = page(written(office, tmp_path)).text
    assert "Effectiveness 2017 (EFF17) states 2 areas for improvement and lists 1." in text
    assert "The day of publication of EFF17 is inferred." in text
    assert "1 last day is counted from a day that the papers do not state" in text
    assert "area for improvement" in text
    assert "All 2 matters" not in text
    office.done('item issue EFF17/AFI2 "Do that" --on 2018-03-31')
    written(office, tmp_path, f"{PAPER} again")
    text = page(tmp_path / "again").text
    assert "All 2 matters that inspectors raised are still open; none were settled" in text


def test_a_contradiction_found_after_the_day_is_told_of_but_not_in_it(office, tmp_path):
    (tmp_path / "notes").write_text("a\nb\n")
    office.done(
        'discrepancy raise "Two names" --should-hold "One name" --on 2019-02-01'
        ' --says "a @ notes:1" --says "b @ notes:2"'
    )
    folder = written(office, tmp_path, "report committee --for HTA --on 2019-01-15 -o out")
    text = page(folder, "committee-hta-2019-01-15").text
    assert "After it, 1 contradiction was found in the papers" in text
    assert "Two names" not in text


def test_where_there_is_nothing_it_says_so_in_a_sentence(office, tmp_path):
    office.done('body add JAC "Joint audit"')
    office.done('withhold A-2018-005 --reason "belongs to all"')
    folder = written(office, tmp_path, "report committee --for JAC --on 2019-02-26 -o out")
    text = page(folder, "committee-jac-2019-02-26").text
    assert re.search(
        r"There is no live action \(1 withheld\) of JAC\. \d actions of other bodies are live", text
    )
    none = "No meeting of JAC on 26 February 2019 is recorded."
    assert f"{none} When that day begins, nothing (1 withheld) is outstanding." in text
    assert "now add up" not in text, "nothing was compared"
    assert "26 February 2019 is in the future: this is not what will be so" in text
    assert "Nothing is closed, or claimed to be complete, since the record began." in text
    assert "Nothing in: " in text
    nothing = text.partition("Nothing in: ")[2].partition(".")[0]
    assert "What inspectors asked for" in nothing and "Grades that stand" in nothing
    assert "too few for a median" not in text.partition("Days from raised")[0]


def test_charts_tell_titles_and_days_where_actions_have_references_of_the_offices_own(
    office, tmp_path
):
    office.done(
        "action raise 'Count the cameras' --owner CC --body HTA --own-ref 7/b --on 2018-02-27"
        " --due 2018-03-01",
        "action extend 7/b --to 2018-05-30 --reason late --approved-by PCC --on 2018-03-01",
    )
    html = (written(office, tmp_path) / f"{NAME}.html").read_text(encoding="utf-8")
    charts = dict(re.findall(r'aria-labelledby="([\w-]+)-title.*?</title>(.*?)</svg>', html))
    drawn = " ".join(re.sub("<[^>]*>", " ", charts["slippage"]).split())
    assert "90 days later: 1 Mar 2018 to 30 May 2018" in drawn
    assert "7/b" not in re.sub("<[^>]*>", " ", charts["meetings"]), "titles, not own references"


def test_charts_show_the_figures_of_their_tables(office, tmp_path):
    folder = written(office, tmp_path)
    html = (folder / f"{NAME}.html").read_text(encoding="utf-8")
    charts = dict(re.findall(r'aria-labelledby="([\w-]+)-title.*?</title>(.*?)</svg>', html))
    bands = figures(folder, "ageing")
    assert re.findall(r'class="value"[^>]*>(\d+)<', charts["ageing"]) == [b["count"] for b in bands]
    assert sum(int(b["count"]) for b in bands) == 5
    assert "the oldest A-2018-00" in charts["ageing"]
    waited = [row["held_since"] for row in figures(folder, "meetings")]
    assert re.findall(r'class="value"[^>]*>(\d+)<', charts["meetings"]) == waited == ["2", *"1110"]
    assert "A-2018-002, 59 days later" in charts["slippage"]
    drawn = " ".join(re.sub("<[^>]*>", " ", charts["slippage"]).split())
    assert "15 Jan 2019 to 15 Mar 2019" in drawn
    assert "time-to-close" not in charts
    assert "1 action is closed: too few for a median" in page(folder).text


def test_a_row_leads_to_its_history(office, tmp_path):
    folder = written(office, tmp_path)
    found = page(folder)
    assert {"href": "#r-A-2018-002", "class": "govuk-link"} in found.all("a")
    assert "r-A-2018-002" in found.ids
    said = "due date moved from 15 January 2019 to 15 March 2019, approved by PCC: staff"
    assert said in found.text
    assert "20 Feb 2019" in found.text and "by their own word" in found.text


# What it leaves out


def test_what_is_withheld_is_left_out_of_everything_and_counted(office, tmp_path):
    office.done("action link A-2018-004 --to A-2018-003", 'withhold a-2018-3 --reason "a witness"')
    folder = written(office, tmp_path)
    html = (folder / f"{NAME}.html").read_text(encoding="utf-8")
    assert "Third" not in html
    assert "A-2018-003" not in html
    assert "linked to (a record left out)" in html
    assert "1 record is left out of this paper because it is withheld" in page(folder).text

    live = "4 actions (1 more withheld) of HTA are live; 1 (1 more withheld) is past the due date"
    assert f"On 26 February 2019, {live}" in page(folder).text
    everywhere = b"".join(file.read_bytes() for file in folder.glob("*.csv"))
    assert b"Third" not in everywhere


def test_what_is_withheld_no_longer_is_in_it_again(office, tmp_path):
    office.done('withhold A-2018-003 --reason "a witness"')
    office.done('withholding end W-2019-001 --reason "the trial is over"')
    assert "Third" in page(written(office, tmp_path)).text


def test_a_sensitive_record_is_not_published_unless_it_is_withheld(office, tmp_path):
    office.done('action progress A-2018-003 "Seen" --sensitive "names a person"')
    refused = office.refuses(REFUSED, f"{PAPER} out", "A-2018-003", "withhold REF --reason")
    assert "A-2018-002" not in refused
    assert not (tmp_path / "out").exists()
    office.done('withhold A-2018-003 --reason "names a person"')
    assert "names a person" not in page(written(office, tmp_path)).text


def test_an_internal_paper_has_everything_and_says_so_on_every_page(office, tmp_path):
    office.done('action progress A-2018-003 "Seen" --sensitive "names a person"')
    office.done('withhold A-2018-002 --reason "costs"')
    found = page(written(office, tmp_path, f"{PAPER} out --internal"))
    assert "Third" in found.text
    assert "Second" in found.text
    assert '@top-center { content: "OFFICIAL\\00002dSENSITIVE"' in found.style
    assert "Not for publication" in found.text


# The files


def test_the_same_ledger_and_day_give_the_same_bytes(office, tmp_path, monkeypatch):
    made = []
    for name in ("one", "other"):
        monkeypatch.setenv("GOVLEDGER_ANCHORS", str(tmp_path / f"{name}-anchors"))
        monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T11:00" if made else "2019-02-21T10:00")
        copy(office.path, tmp_path / f"{name}.ledger")
        Office(tmp_path / f"{name}.ledger", office.capsys).done(f"{PAPER} {name} --docx")
        files = sorted((tmp_path / name).iterdir())
        made.append([(file.name, file.read_bytes()) for file in files])
    assert made[0] == made[1]


def test_of_a_ledger_that_cannot_be_written_the_export_is_not_recorded(
    office, tmp_path, monkeypatch
):
    monkeypatch.setattr("os.access", lambda *_: False)
    before = office.size
    result = office.done(f"{PAPER} out")
    assert "this export is not recorded in it" in result.err
    assert office.size == before
    assert (tmp_path / "out" / f"{NAME}.html").exists()


def test_the_manifest_names_every_file_and_the_export_is_recorded(office, tmp_path):
    before = office.size
    result = office.done(f"{PAPER} out --recipient Clerk")
    folder = tmp_path / "out"
    assert result.out == f"{folder / NAME}.html\nE-2019-001\n"
    facts = json.loads((folder / "manifest.json").read_text())
    assert facts["position"] == before
    assert facts["marking"] == "OFFICIAL"
    for name, digest in facts["files"].items():
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
    export = office.state("export", "E-2019-001")
    assert export.sha256 == sha256((folder / "MANIFEST.sha256").read_bytes()).hexdigest()
    assert (export.tree_size, export.discloses, export.recipient) == (before, True, "Clerk")
    assert "not sealed yet" in page(folder).text


def test_a_folder_that_has_something_in_it_is_refused(office, tmp_path):
    folder = written(office, tmp_path)
    before = (folder / "manifest.json").read_bytes()
    office.refuses(REFUSED, f"{PAPER} out", "new folder")
    assert (folder / "manifest.json").read_bytes() == before


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("report committee --on 2019-02-26 -o out", NEEDED, "--for"),
        ("report committee --for NONE --on 2019-02-26 -o out", NOT_FOUND, "no body 'NONE'"),
        (f"{PAPER} out --since HTA/2019-03-05", NOT_FOUND, "no meeting"),
        (
            "report committee --for HTA --on 2019-01-15 -o out --since HTA/2019-01-15",
            MISUSED,
            "was not before 15 January 2019",
        ),
        (f"{PAPER} no/such/out", REFUSED, "Make it first"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(office, tmp_path, line, code, words):
    office.refuses(code, line, words)
    assert not (tmp_path / "out").exists()


# The page


def test_the_words_of_people_are_text_and_never_markup(office, tmp_path):
    title = HOSTILE.replace("\x1b", "")
    raised = office.types("action raise", title, "--owner", "CC", "--meeting", "HTA/2019-01-15")
    assert raised.code == DONE
    found = page(written(office, tmp_path))
    assert not found.all("script", "bold", "iframe", "img")
    assert "<script>alert(1)</script> </style>{{ 7*7 }} \\u200bgnp.exe & 'x' [bold]b[/bold]" in (
        found.text
    )
    assert "alert" not in found.style


def test_the_marking_and_the_seal_cannot_leave_their_string():
    from commands.reports.render.html import css_string

    assert (
        css_string('a"; } </style>')
        == '"a\\000022\\00003b\\000020\\00007d\\000020\\00003c\\00002fstyle\\00003e"'
    )


def test_the_page_asks_for_nothing(office, tmp_path):
    found = page(written(office, tmp_path))
    assert "url(" not in found.style
    assert "@import" not in found.style
    assert "GDS Transport" not in found.style
    asked = {a.get(n) for _, a in found.tags for n in ("src", "href", "action", "data") if n in a}
    assert {one for one in asked if not one.startswith("#")} == {"data:,"}
    assert not found.all("script", "link") or [a["rel"] for a in found.all("link")] == ["icon"]


@pytest.mark.parametrize(
    "line",
    [
        f"{PAPER} out",
        "report action-log --for HTA --on 2019-02-26 -o out",
        "report action-log --on 2019-02-26 -o out",
        "report meeting-pack HTA/2019-02-26 -o out",
    ],
)
def test_the_page_is_sound(office, tmp_path, line):
    folder = written(office, tmp_path, line)
    (file,) = folder.glob("*.html")
    found = Page(file.read_text(encoding="utf-8"))
    assert found.all("html")[0]["lang"] == "en-GB"
    assert len(found.all("h1")) == 1
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(found.ids) == len(set(found.ids))
    assert all(a["href"][1:] in found.ids for a in found.all("a"))
    assert all(a["scope"] in ("col", "row") for a in found.all("th"))
    heads = sum(a["scope"] == "row" for a in found.all("th"))
    assert heads == len(found.all("tr")) - len(found.all("thead")), "each row has its own heading"
    assert len(found.all("table")) == len(found.all("caption"))
    regions = [a for a in found.all("div") if a.get("role") == "region"]
    assert len(regions) == len(found.all("table"))
    assert all(a["tabindex"] == "0" and a["aria-labelledby"] in found.ids for a in regions)
    assert all(a["role"] == "img" for a in found.all("svg") if a.get("class") == "chart")
    assert len(found.all("title")) == len(found.all("desc")) + 1
    assert list(folder.glob("*.xlsx"))


# The others


def test_the_meeting_pack_has_what_is_brought_forward(office, tmp_path):
    folder = written(office, tmp_path, "report meeting-pack HTA/2019-02-26 -o out")
    assert sorted(refs(folder, "action"))[:2] == ["A-2018-002", "A-2018-003"]
    assert list(folder.glob("*.docx"))


def test_the_action_log_has_what_ended(office, tmp_path):
    folder = written(office, tmp_path, "report action-log --on 2019-02-26 -o out")
    assert refs(folder, "ended-actions") == ["A-2018-001"]
    assert "5 actions are live" in page(folder, "action-log-all-2019-02-26").text
