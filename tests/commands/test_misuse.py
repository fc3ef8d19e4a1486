"""What a hostile tester and a newcomer found, held for ever."""

import os
import shlex
import subprocess
import sys

import pytest
from clerk import MISUSED, NEEDED, NOT_FOUND, REF, REFUSED, ROOT
from folded import each
from machine import LOGIN
from patience import HANGS_SECONDS
from signing import key_file
from test_recording import process

from ledger.application import Ledger

pytestmark = pytest.mark.slow


def test_replay_goes_on_after_a_correction_with_later_events(action):
    action.done(f"action progress {REF} begun --on 2019-01-20")
    number = next(r.position for r in action.events if r.kind == "ActionRaised")
    action.done(f"correct {number} --set title='Better words' --reason typo", "replay")
    replayed = action.types("replay --csv").out
    assert "raised: Better words" in replayed
    rows = [line for line in replayed.splitlines() if f",{REF}," in line]
    assert [line.split(",")[-2] for line in rows] == ["1"] * len(rows)


@pytest.mark.parametrize("change", ["waived=independence", "carried_from=x", "owners_were=CC"])
def test_what_follows_from_the_rules_is_not_corrected(action, change):
    field = change.split("=")[0]
    kinds = {"waived": "ActionClosed", "carried_from": "ActionCarriedForward"}
    action.done(
        "meeting open HTA --on 2019-02-15",
        f"action carry {REF} --to HTA/2019-02-15",
        f"action reassign {REF} --to PCC --on 2019-02-16",
        f"action complete {REF} --by PCC --on 2019-02-20",
        f"action close {REF} --verified-by CEX --evidence m --on 2019-02-21",
    )
    kind = kinds.get(field, "ActionOwnerChanged")
    number = next(r.position for r in action.events if r.kind == kind)
    action.refuses(REFUSED, f"correct {number} --set {change} --reason r", "cannot be corrected")


@pytest.mark.parametrize(
    ("kind", "change", "code", "words"),
    [
        ("ActionRaised", "title='  '", MISUSED, "cannot be empty"),
        ("ActionRaised", "meeting=NOPE/2001-01-01", NOT_FOUND, "no meeting"),
        ("ActionRaised", "owners=XYZ", NOT_FOUND, "no post"),
        ("MeetingHeld", "body=PANEL", REFUSED, "cannot be corrected"),
        ("BodyConstituted", "cadence=hourly", MISUSED, "does not fit"),
        ("PostDefined", "title='Chief Executive'", REFUSED, "already means CEX"),
    ],
)
def test_a_correction_is_held_to_what_its_command_would_take(action, kind, change, code, words):
    number = next(r.position for r in action.events if r.kind == kind)
    action.refuses(code, f"correct {number} --set {change} --reason r", words)


def test_what_a_due_date_moved_from_is_told_as_it_is_known_now(action):
    extend = f"action extend {REF} --reason r --approved-by PCC"
    action.done(f"{extend} --to 2019-06-01 --on 2019-01-30")
    action.done(f"{extend} --to 2019-05-01 --on 2019-01-20")
    told = action.types(f"history {REF}").out
    assert "moved from 1 February 2019 to 1 May 2019" in told
    assert "moved from 1 May 2019 to 1 June 2019" in told


def test_a_clock_set_ahead_is_refused(office, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2108-03-01T09:00")
    office.refuses(MISUSED, "action raise x --no-owner", "is in the future")


def test_the_posts_that_the_law_gives_cannot_be_taken(office):
    office.done("post define CFO-A 'Assistant to finance'", "action raise x --owner CFO")
    assert office.state("action", REF).owners == ("CFO",)
    office.refuses(REFUSED, "post define XY CFO", "already means CFO")
    office.refuses(REFUSED, "post alias CC PCC", "already means PCC")


def test_who_typed_is_the_systems_word_not_the_environments(office, monkeypatch):
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    monkeypatch.setenv("LOGNAME", "Chief Constable")
    office.done("action raise x --no-owner")
    envelope = office.events[-1].envelope
    assert (envelope.recorded_by, envelope.authority) == (LOGIN, "os")


@pytest.mark.parametrize(
    "line", ["--ledger=q.l action raise x --no-owner", '"" verify', "verify", "ask", "init", "-- x"]
)
def test_a_batch_holds_recording_commands_for_its_own_ledger_only(office, tmp_path, line):
    (tmp_path / "b").write_text(f"{line}\n", encoding="utf-8")
    office.refuses(MISUSED, "batch b", "b line 1", "Nothing of the batch was recorded")


def test_what_a_word_processor_does_to_a_command_is_told_or_understood(office, tmp_path):
    straight = 'Quotes are straight ("), and an option begins with two hyphens (--).'
    for line in ("\u201cTwo words\u201d --owner CC", "Two \u2013owner CC", "x \u2014no-owner"):
        (tmp_path / "b").write_text(f"action raise {line}\n", encoding="utf-8")
        office.refuses(MISUSED, "batch b", straight)
        office.refuses(MISUSED, f"action raise {line}", straight)
    assert straight not in office.refuses(MISUSED, "action raise x y --owner CC")
    (tmp_path / "b").write_text("\u00a0action raise x \\ \n --no-owner\n", encoding="utf-8")
    assert "1 command," in office.done("batch b").err


def test_an_owner_that_names_nobody_is_not_an_owner_left_out(office):
    office.refuses(NEEDED, "action raise x --owner ,", "names nobody")


def test_no_body_ends_before_a_meeting_of_it(action):
    action.refuses(REFUSED, "body dissolve HTA --reason r --on 2019-01-10", "HTA/2019-01-15")


def test_an_action_is_not_carried_to_a_cancelled_meeting(action):
    action.done("meeting schedule HTA --for 2019-02-20 --on 2019-02-01")
    action.done("meeting cancel HTA/2019-02-20 --reason snow")
    action.refuses(REFUSED, f"action carry {REF} --to HTA/2019-02-20", "was cancelled")


def test_a_document_that_is_cited_is_not_taken_back(office, tmp_path):
    (tmp_path / "p.txt").write_text("paper\n")
    office.done("document register MIN1 Minutes --file p.txt")
    number = next(r.position for r in office.events if r.kind == "DocumentRegistered")
    read = next(r.position for r in office.events if r.kind == "DocumentRead")
    office.done("action raise x --no-owner --source MIN1:12")
    whole = f"take back all of it: undo {number} {read} {office.size}"
    office.refuses(REFUSED, f"undo {number}", whole)


def test_undoing_leaves_a_post_that_was_only_implied(office):
    office.done("action raise one --owner CFO", "undo")
    assert office.state("post", "CFO") is not None
    assert office.state("action", REF) is None


def test_a_key_given_again_after_undoing_says_so(office):
    office.done("action raise x --no-owner --key k", "undo")
    assert "has been retracted since" in office.done("action raise x --no-owner --key k").err


def test_what_was_recorded_is_never_said_not_to_be(action, tmp_path):
    import subprocess
    import sys
    from pathlib import Path

    before = action.size
    command = [sys.executable, "-m", "commands", "--ledger", str(action.path)]
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, "action", "raise", "x", "--no-owner"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
            check=False,
        )
    assert action.size == before + 1
    assert "It was recorded: do not repeat it." in done.stderr


def test_a_missing_head_is_a_matter_of_integrity(action):
    import sqlite3

    raw = sqlite3.connect(action.path)
    raw.execute("DROP TRIGGER the_head_stays")
    raw.execute("DELETE FROM log_head")
    raw.commit()
    raw.close()
    for line in ("verify", "ask open_actions", "action raise x --no-owner", "rebuild"):
        assert process(action.path, *line.split()).returncode == 5, line
    assert Ledger.open(action.path, read_only=True).store.query("SELECT 1") == [(1,)]


@each(
    ("line", "code"),
    [
        ("ask outstanding_matters --meeting 2019-01-15", 0),
        ("ask outstanding_matters --meeting HTA/2019-03-15", 0),
        ("ask outstanding_matters --meeting NOPE", 3),
        ("ask outstanding_matters --meeting HTA/2019-02-30", 2),
        ("ask told_to_panel --inspection EFF99", 3),
        ("ask open_actions --as_of 2019-01-01", 2),
        ("ask carried_forward --more-than 99999999999999999999", 2),
        ("ask changes_between --from 2019-02-01 --to 2019-01-01", 2),
        ("show 99999999999999999999", 3),
        ("correct F-2019-4 --set text=x --reason r", 2),
    ],
    sharing="action",
)
def test_what_is_asked_wrong_is_said_so(action, line, code):
    assert action.types(line).code == code


def test_in_a_new_ledger_it_is_said_what_comes_first(empty):
    empty.done("init")
    assert empty.done("replay").err == "Nothing is recorded yet.\n"
    empty.done('body add HTA "Holding to account"')
    for line in ("minute PCP", "told PCP/2018-02-27 text", "meeting attend PCP CC"):
        empty.refuses(NOT_FOUND, line, "a body is added with: govledger body add")
    empty.refuses(NOT_FOUND, "meeting attend 'Holding to account/27-2-18' CC", "(meeting open)")
    empty.refuses(NEEDED, "report afi --to x", "--for BODY")
    assert empty.done("export list").err == "Nothing was exported yet.\n"


@pytest.mark.parametrize(
    "line",
    [
        "report action-log --to ~nobody9/x",
        "export tables --format csv --to ~nobody9/x",
        "export audit-pack --to ~nobody9/x",
        "unpack ~nobody9/x --to y",
        "verify --trusted ~nobody9/x",
        "verify --proof ~nobody9/x",
        "seal --witness ~nobody9/x --by X",
    ],
)
def test_nobodys_home_is_no_fault_of_the_program(action, tmp_path, line):
    key_file(tmp_path / "key", 1)
    action.done("seal --seal-key key")
    action.refuses(MISUSED, line, "~nobody9/x is not a path")


def test_what_is_asked_in_sql_is_text(action):
    action.refuses(MISUSED, "sql 'select 1 \udcff'", "not valid UTF-8")


def test_a_column_name_stays_on_its_line(action):
    assert action.done('sql "select 1 as \\"a\nb\\", 2 as \\"c\td\\""').out == "a b\tc d\n1\t2\n"


def piped(path, words, end):
    """A command at a shell, its stdout led to `end`: the code it ends with, and its stderr."""
    settings = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "GOVLEDGER_LEDGER": str(path),
        "GOVLEDGER_ACTOR": "M Clerk",
        "XDG_STATE_HOME": str(path.parent / "state"),
    }
    command = shlex.join([sys.executable, "-m", "commands", *words])
    line = f"set -o pipefail; {command} {end}"
    run = subprocess.run(
        ["bash", "-c", line],
        env=settings,
        capture_output=True,
        text=True,
        timeout=HANGS_SECONDS,
        check=False,
    )
    return run.returncode, run.stderr


@pytest.mark.parametrize("words", [["ask", "open_actions"], ["schema"]])
def test_a_reader_who_went_away_is_no_refusal(action, words):
    code, said = piped(action.path, words, "| true")
    assert code == 0 and "fault" not in said


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("ask open_actions", "Nothing was recorded."),
        ("schema", "Nothing was recorded."),
        ("action raise Another --owner CC", "It was recorded: do not repeat it."),
    ],
)
def test_results_that_nobody_can_get_are_told(action, words, stands):
    code, said = piped(action.path, words.split(), ">&-")
    assert (code, said.splitlines()[-1]) == (
        70,
        "govledger: the output could not be written: standard output is closed."
        f" {stands} GOVLEDGER_DEBUG=1 shows where.",
    )


@pytest.mark.parametrize(
    "words", ["backup {0}/out", "import {0}/log.csv --body HTA --draft {0}/out"]
)
def test_a_file_that_is_whole_is_told_where_its_name_reaches_nobody(action, tmp_path, words):
    (tmp_path / "log.csv").write_text("Ref,Action,Owner,Status\n1,Share the plan,CC,Open\n")
    code, said = piped(action.path, words.format(tmp_path).split(), ">&-")
    told = said.replace("\n", " ")
    assert code == 70 and f" Nothing was recorded. {tmp_path / 'out'} is there, and whole." in told


@pytest.mark.parametrize(
    ("what", "end", "code"),
    [
        ("report action-log", ">/dev/full", 70),
        ("report action-log", "2>&-", 0),
        ("report action-log", "2>&1 | true", 0),
        ("export tables --format csv", ">/dev/full", 70),
    ],
)
def test_an_export_is_recorded_though_nobody_hears_of_it(action, tmp_path, what, end, code):
    words = [*what.split(), "--to", str(tmp_path / "out")]
    assert piped(action.path, words, end)[0] == code
    assert (tmp_path / "out").is_dir() and action.events[-1].kind == "Exported"


@pytest.mark.parametrize("what", ["export tables --format xlsx --to out", "audit projections"])
def test_a_full_disk_is_told_in_a_sentence(action, tmp_path, what):
    limited = f"{sys.executable} -B -m commands {what}"
    code, said = piped(action.path, ["-h"], f">/dev/null; cd {tmp_path}; ulimit -f 40; {limited}")
    assert code == 6 and said.count("\n") == 1 and "File too large" in said, said
    assert not (tmp_path / "out").exists()


def test_a_backup_that_has_no_room_is_called_by_the_name_that_was_given(action, tmp_path):
    limited = f"{sys.executable} -B -m commands backup out"
    code, said = piped(action.path, ["-h"], f">/dev/null; cd {tmp_path}; ulimit -f 40; {limited}")
    assert code == 6 and "The disk of out failed" in said, said
    assert not [*tmp_path.glob("*out*")]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "backup -",
            "export tables --format csv --to -",
            "report action-log -o -",
            "export feeds --to -",
        ),
        "import paper.txt --body HTA --on 1/1/19 --draft -",
    ],
)
def test_no_file_or_folder_is_called_after_standard_output(action, tmp_path, monkeypatch, line):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text("Ann Lee will ring the bell.\n")
    action.refuses(MISUSED, line, "not standard output. Name a place.")
    assert not (tmp_path / "-").exists()


def test_ctrl_c_while_duckdb_is_at_work_is_no_fault(action, monkeypatch):
    def interrupted(*_):
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr("projections.audit.audit", interrupted)
    said = action.types("audit projections")
    assert (said.code, said.err) == (130, "govledger: stopped. Nothing was recorded.\n")


def test_a_refusal_nobody_hears_keeps_its_code(action):
    assert piped(action.path, ["show", "nope"], "2>&-")[0] == NOT_FOUND


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ("discrepancies --status standng", MISUSED, "Did you mean standing?"),
        ("discrepancies --about LEG99", NOT_FOUND, "There is no record 'LEG99' in the ledger."),
        ("owner_workload --owner CZ", NOT_FOUND, "no post or party 'CZ' in the ledger."),
        ("told_to_panel --inspection LEG99", NOT_FOUND, "None is recorded yet."),
        ("panel_requests --body HTT", NOT_FOUND, "Did you mean HTA?"),
        ("measures --period July", NOT_FOUND, "None is recorded yet."),
        ("closure_sample --size 0", MISUSED, "at least 1, not 0"),
    ],
)
def test_what_a_parameter_cannot_be_is_refused_and_not_answered_by_no_rows(
    action, asked, code, words
):
    action.refuses(code, f"ask {asked}", words)
    action.refuses(code, f"replay --ask {asked}", words)


def test_what_a_parameter_may_be_is_answered(action):
    action.done(
        "ask owner_workload --owner CC",
        'ask owner_workload --owner "not stated"',
        "ask owner_workload --owner cc",
        "ask panel_requests --body hta",
        f"ask discrepancies --about {REF.lower()}",
        "ask discrepancies --status STANDING",
    )


def test_peoples_own_sql_is_told_what_a_parameter_may_be(action):
    told = "govledger: p_state is met, met late, running, passed or no day set, not 'passd'."
    action.refuses(MISUSED, "sql \"from deadlines(p_state := 'passd')\"", told)
    action.done("sql \"from deadlines(p_state := 'PASSED')\"")


def test_a_number_has_commas_as_people_type_them(office):
    for line in ("sample 1,000 closures", "ask carried_forward --more-than 1,000"):
        office.done(line)
    office.refuses(MISUSED, "ask carried_forward --more-than 1,00", "not '1,00'")


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("post appoint 'Una Lowe' CC", "POST comes first: govledger post appoint CC 'Una Lowe'"),
        ("post alias 'The Chief' CC", "POST comes first: govledger post alias CC 'The Chief'"),
        ("body member 'Una Lowe' HTA", "BODY comes first: govledger body member HTA 'Una Lowe'"),
        (
            f"action progress 'going well' {REF}",
            f"ACTION comes first: govledger action progress {REF}",
        ),
    ],
)
def test_a_record_that_does_not_come_first_is_told_to(action, line, first):
    action.refuses(NOT_FOUND, line, first)
    both_wrong = line.replace(" CC", " NOPE").replace("HTA", "NOPE").replace(REF, "A-2018-99")
    assert "comes first" not in action.refuses(NOT_FOUND, both_wrong)


def test_a_post_is_not_held_by_a_post(action):
    action.refuses(REFUSED, "post appoint CEX CC", "CC is a post (CC). Name the person")
    # A tracker's names are kept as aliases of the posts that they mean.
    action.done("post alias CEX 'Una Fell'", "post appoint CEX 'Una Fell' --joint")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "action raise x --due",
            "Option '--due' requires an argument. See: govledger action raise",
        ),
        ("sql --rows", "requires an argument. See: govledger sql --help"),
        ("action raise x --onwer CC", "No such option '--onwer'. Did you mean --owner"),
        ("action merge A-1 --reason x", "No such option '--reason'. See: govledger action merge"),
        ("action clsoe", "There is no command govledger action clsoe. Did you mean close?"),
        ("close action A-2019-001", "no command govledger close. Did you mean action close?"),
        ("raise Write", "Did you mean action raise or "),
        ("action A-2019-001 close", "Did you mean action close A-2019-001?"),
        ("sample 0 closures", "0 is less than 1."),
        ("sql from --rows 2,000,000", "2000000 is not between 1 and 1000000."),
        ("sample -5 closures", "'-5' is read as an option; no number here is less than 0."),
        ("sample 1,00 closures", "'1,00' is not a whole number."),
        ("action raise -Write", "No such option '-W'. Words that begin with a hyphen come last"),
        ("action raise Write --owner ''", "--owner is empty. Name a post."),
        ("sample some closures", "'some' is not a whole number. See: govledger sample --help"),
    ],
)
def test_a_command_typed_wrongly_is_told_in_whole_sentences(office, said, words):
    told = office.refuses(MISUSED, said, words)
    assert "?." not in told and ".." not in told and "(" not in told


def test_what_cannot_be_recorded_is_named_as_it_was_typed(office):
    office.refuses(MISUSED, "action raise T --no-owner --undated 'a\x7fb'", "--undated cannot be")
    office.refuses(MISUSED, "action raise 'a\x7fb' --no-owner", "That cannot be recorded: ")
