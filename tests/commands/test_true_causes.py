"""What is said of an input is so: its cause is known, and what it suggests would do."""

import shlex
import shutil

import click
import pytest
from clerk import MISUSED, NEEDED, REFUSED, UNAVAILABLE

from commands.menu import cli, run
from commands.session.parameters import PathName, Reference, Several, Words
from ledger.errors import Misused
from ledger.storage_errors import FAILING, why


@pytest.mark.parametrize("said", ["", " ", "\t"])
def test_an_empty_ledger_option_is_no_other_ledger(said):
    """As of a shell's variable that is not set: the ledger of the environment is not meant."""
    with pytest.raises(Misused, match="--ledger is empty"):
        run(["--ledger", said, "action", "raise", "x", "--owner", "CC", "--due", "1/1/27"])


def test_a_key_that_cannot_be_read_says_why(office, tmp_path):
    (tmp_path / "not.pub").write_bytes(b"\xff\xfe\x00")
    for file, reason in (
        (tmp_path / "none.pub", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (tmp_path / "not.pub", "it is not text"),
    ):
        told = office.refuses(MISUSED, f"key accept Jane --file '{file}'")
        assert f"cannot be read from {file}: " in told and reason in told


def test_a_backup_to_check_that_is_not_there_is_no_ledger_to_make(office, tmp_path):
    told = office.refuses(UNAVAILABLE, f"backup --check {tmp_path}/none.ledger")
    assert "There is no backup at" in told and "init" not in told


def test_a_disk_that_fails_is_not_called_full():
    told = why("x.ledger", FAILING, "I/O error")
    assert "failed to read or write" in told and "is full" not in told


def test_a_disk_that_fails_for_want_of_room_is_called_full(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    assert "is full: nothing was recorded" in why(tmp_path / "x.ledger", FAILING, "I/O error")


@pytest.mark.parametrize("escape", ["\x1b[31m", "\x07", "\x01"])
def test_a_name_has_no_control_keys(office, monkeypatch, escape):
    told = office.refuses(REFUSED, f"post appoint CC '{escape}Pat' --on 1/1/18")
    assert "The holder has a control character (U+00" in told and "character 1 of it" in told
    monkeypatch.setenv("GOVLEDGER_ACTOR", f"Jo{escape}")
    told = office.refuses(REFUSED, "action raise y --owner CC --due 1/1/27")
    assert "The name of whoever records this has a control character" in told
    assert "character 3 of it" in told


def test_a_title_may_have_what_a_name_may_not(office):
    office.done("action raise 'a\x0bb' --owner CC --due 1/1/27")


def _all(command, *words):
    """Each parameter of each command, with the words of its command."""
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            yield from _all(command.get_command(ctx, name), *words, name)
    else:
        yield from ((words, command, param) for param in command.params)


def _named(param):
    """Whether it names a record or a file."""
    if isinstance(param, Several):
        return False  # Nothing between its commas is nothing given.
    kinds = (click.Path, Reference)
    return isinstance(param.type, kinds) or getattr(param.type, "file", False)


def _text(param):
    """Whether it is an option of another command than the menu that takes any text."""
    option = isinstance(param, click.Option) and not param.is_flag
    return option and isinstance(param.type, (Words, click.STRING.__class__)) and not _named(param)


ALL = list(_all(cli))
NAMED = [one for one in ALL if _named(one[2])]
TEXTS = [one for one in ALL if _text(one[2])]


def test_what_is_empty_names_no_record_no_file_and_not_the_folder_here(office):
    """As of a shell's variable that is not set."""
    assert len(NAMED) > 250
    for words, command, param in NAMED:
        line = _line(words, command, param)
        told = office.refuses(MISUSED, line)
        assert "is empty. Name a" in told, (line, told)


def test_no_option_is_passed_over_because_its_value_is_empty(office, tmp_path):
    (tmp_path / "x").write_text("x")
    alike = {(*one[2].opts, one[2].help): one for one in TEXTS}  # Many commands have the same.
    assert len(alike) > 130
    for words, command, param in alike.values():
        line = _line(words, command, param)
        told = office.refuses(MISUSED, line)
        assert f"{param.opts[0]} is empty. Give it a value" in told, (line, told)


def _line(words, command, param):
    """The command as it is typed with a blank for that parameter."""
    line = list(words)
    for one in command.params:
        if isinstance(one, click.Option) and (one is param or one.required):
            line += [one.opts[-1], *([" "] * one.nargs if one is param else [_sample(one)])]
        elif isinstance(one, click.Argument) and (one.required or one is param):
            line.append(" " if one is param else _sample(one))
    return shlex.join(line)


def _sample(param):
    if isinstance(param.type, click.Choice):
        return param.type.choices[0]
    return {"date": "1/1/19", "event": "1", "pounds": "5", "number": "3"}.get(param.type.name, "x")


def test_no_file_is_named_by_a_type_that_takes_what_is_empty_for_the_folder_here():
    assert {type(p.type) for *_, p in NAMED if isinstance(p.type, click.Path)} == {PathName}
    places = {"FILE", "DIR", "OUT", "PATH", "PLACE", "COPY", "LEDGER", "PACK", "DRAFT"}
    for words, _, param in ALL:
        if (param.metavar or (param.name or "").upper()).strip("[].") in places and words[
            0
        ] != "file":
            assert isinstance(param.type, PathName) or param.type.file, (words, param.name)


def test_what_is_needed_is_listed_as_people_list(office):
    office.refuses(NEEDED, "report committee", "needs --for, --on and -o.")
    office.refuses(NEEDED, "meeting vote HTA x", "needs --result carried|lost. See")
    office.refuses(NEEDED, "prove", "Say what to prove")
    office.refuses(MISUSED, "prove A-2018-1 --between a b", "not both")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("action raise x --owner CC --due 1/1/27 --due 1/2/27", "--due is given twice"),
        ("ask open_actions --as-of 1/1/18 --as-of 1/1/18", "--as-of is given twice"),
        ("ask open_actions --body HTA --body JAC", "--body is given twice"),
        ("ask open_actions --json --csv", "Give one of --json and --csv, not both"),
        ("report committee -o a --to b", "-o is given twice"),
        ("body publication HTA --public --private", "Give one of --public and --private, once"),
    ],
)
def test_of_an_option_given_twice_none_is_taken(office, tmp_path, line, says):
    assert says in office.refuses(MISUSED, line)
    if line.startswith("action"):
        (tmp_path / "lines").write_text(f"{line}\n")
        assert f"line 1: {says}" in office.refuses(MISUSED, f"batch {tmp_path}/lines")


def test_several_of_what_may_be_several_and_a_flag_again_are_taken(office):
    office.done(
        "action raise x --owner CC --owner PCC --due 1/1/27", "ask open_actions --json --json"
    )


@pytest.mark.parametrize(
    "line",
    [
        "ask open_actions --as-of",
        "sql 'from open_actions' --as-of",
        "sample 3 closures --as-of",
        "search thing --as-of",
        "show {ref} --as-of",
        "digest --for HTA --internal --on",
        "export tables --format csv --to {path}/out --as-of",
        "report committee --for HTA -o {path}/out --on",
        "report action-log -o {path}/out --on",
    ],
)
def test_whatever_tells_of_a_day_in_the_future_says_that_it_is(action, tmp_path, line):
    line = line.format(ref="A-2019-001", path=tmp_path)
    told = action.types(f"{line} 1/2/2019")
    assert told.code == 0 and "in the future" not in told.out + told.err, told
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    told = action.types(f"{line} 1/1/2029")
    assert told.code == 0 and "in the future" in told.out + told.err, told
