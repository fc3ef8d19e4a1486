"""What one line of a paper is: its number, a frame or a row, furniture or something told."""

import random
import zlib

from folded import each

from commands.papers.proposals import Proposed, propose
from commands.papers.read import read
from commands.papers.shapes import lead


def made(*lines: str) -> Proposed:
    return propose(read(("\n".join(lines) + "\n").encode()))


@each(
    ("line", "code"),
    [
        ("14 May 2024 was too late.", ""),
        ("14. May was too late.", "14"),
        ("Agenda Item 2 – Open matters", "2"),
        ("14 boats sank in May.", ""),
    ],
)
def test_a_day_and_a_count_are_no_numbers_of_a_line(line, code):
    assert lead(line)[0] == code


def test_what_stands_after_the_label_of_a_section_is_never_furniture():
    proposed = made("1. Quay", "The quay was swept.", "Declarations: Orme boats", "2. Hut")
    assert 3 not in proposed.furniture
    assert 4 in proposed.furniture


def test_a_note_of_what_is_to_be_done_below_open_items_is_an_action():
    (action,) = made("2. Matters arising", "Chart to be drafted again before May.").proposals
    assert (action.kind, action.owner) == ("action", ())


def test_a_numbered_post_alone_is_a_heading_and_owns_nothing():
    assert made("1. Quay", "5.  Internal Audit", "6.  Town Clerk").proposals == ()


def test_a_line_for_two_who_act_is_not_sure():
    told = {
        line: made("1. Quay", line).proposals[0].sure
        for line in ("DCC to write to the mayor.", "DCC to write; CFO to ring the mayor.")
    }
    assert list(told.values()) == [True, False]


def test_an_action_by_number_that_a_body_nobody_knows_is_to_do_stays_an_action():
    (action,) = made("1. Quay", "Action 7: lamps of the quay to be cleaned.").proposals
    assert (action.kind, action.first) == ("action", 2)


def test_a_stream_of_a_pdf_that_unpacks_to_little_is_read():
    from commands.papers.forms.pdf import _refuse_bombs

    held = zlib.compress(random.Random(3).randbytes(200_000))
    _refuse_bombs(b"<<>>stream\n" + held + b"\nendstream")
    _refuse_bombs(b"<<>>stream\n" + b"no deflate" * 20_000 + b"\nendstream")
