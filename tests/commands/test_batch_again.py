"""A batch: run twice it says so, all that is wrong is told at once, and text of Windows is read."""

import pytest
from clerk import DONE, MISUSED, NEEDED, NOT_FOUND, REFUSED

LINES = "action raise 'Report back £5' --owner CC\naction raise Second --no-owner\n"


@pytest.fixture
def batch(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(lines, *flags):
        content = lines if isinstance(lines, bytes) else lines.encode()
        (tmp_path / "b").write_bytes(content)
        return office.types(" ".join(["batch", "b", *flags]))

    office.run = run
    return office


def test_a_batch_run_twice_says_so_and_what_to_do(batch):
    assert batch.run(LINES).code == DONE
    size = batch.size
    again = batch.run(LINES)
    assert again.code == NEEDED and batch.size == size
    for words in ("2 of the 2 records", "A-2019-001 raised: Report back", "--again", "--key"):
        assert words in again.err
    assert batch.run(LINES, "--again").code == DONE and batch.size == size + 2


def test_a_batch_that_goes_on_from_another_is_not_run_twice(batch):
    batch.run(LINES)
    more = "action raise Third --no-owner\naction raise Fourth --no-owner\n"
    assert batch.run(LINES.splitlines()[1] + "\n" + more).code == DONE
    batch.done("undo")
    assert batch.run(more).code == DONE, "what was taken back is not there"
    assert batch.run("action progress A-2019-001 x\n").code == DONE


def test_a_batch_with_keys_is_repeated_safely(batch):
    keyed = "".join(f"{line} --key k{n}\n" for n, line in enumerate(LINES.splitlines()))
    assert [batch.run(keyed).code for _ in range(2)] == [DONE, DONE]


def test_all_that_is_wrong_is_told_at_once(batch):
    size = batch.size
    said = batch.run("action raise 'x\nnothing such\n" + LINES)
    assert "b line 1" in said.err and said.code == MISUSED
    lines = "action close A-2019-009 --verified-by CC --evidence e\n" + LINES + "meeting open ZZZ\n"
    said = batch.run(lines)
    assert said.code == NOT_FOUND and "b line 1" in said.err and "b line 4" in said.err
    assert said.err.count("Nothing of the batch was recorded.") == 1 and batch.size == size


def test_all_lines_of_a_minute_that_are_refused_are_told_at_once(batch, tmp_path):
    text = "# HTA 12 February 2019\nChair: PCC\n\n## Brought forward\n"
    batch.run(LINES)
    for ref in ("A-2019-001", "A-2019-002"):
        text += f"{ref}\n> closed by CEX: paper\n"
    (tmp_path / "m").write_text(text)
    said = batch.types("minute --file m --yes")
    assert said.code == REFUSED and "line 6: " in said.err and "line 8: " in said.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_of_windows_is_read(batch, encoding):
    assert batch.run(("# a note\r\n" + LINES).encode(encoding)).code == DONE
    assert batch.state("action", "A-2019-001").title == "Report back £5"


def test_how_to_convert_other_text_is_said(batch):
    said = batch.run(LINES.encode("cp1252"))
    assert said.code == MISUSED and "iconv -f WINDOWS-1252 -t UTF-8" in said.err
