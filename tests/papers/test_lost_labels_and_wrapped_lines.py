"""Clauses of rulings whose label a page lost, lines that a page broke anywhere, and who it is that
comes, is away, or is given a task, in words that were not known."""

from folded import each
from papers.test_columns_made_lines import made, told

ITEM = "1. Quay"


@each(
    ("line", "kind"),
    [
        ("CONCLUDED that the plan of the crane be approved.", "decision"),
        ("CONCLUDED that the Chair's Update be noted.", "note"),
        ("CONCLUDED that the plan be agreed, and that more news of it be received.", "decision"),
        ("2. The rules of the quay be endorsed and the club be told.", "decision"),
        ("3. Progress with the crane be noted.", "note"),
        ("4. The rules of the quay will be endorsed by the club in May.", "finding"),
        ("THAT Ms Fell be nominated for the post of Harbour Master.", "decision"),
        ("RP agreed to assume the role and a vote was carried.", "decision"),
    ],
)
def test_a_clause_without_its_label_is_a_ruling(line, kind):
    assert told("The quay was lit.", line)[-1][1] == kind


@each(
    ("line", "kind"),
    [
        (
            "At this point in the meeting of the Trust, members were invited to declare any "
            "interest. No interests were declared.",
            "nil",
        ),
        ("Members were reminded to declare any interest. Ms Fell declared one.", "finding"),
        ("In response Una Fell outlined the plan of the crane.", "answer"),
        ("Minutes of last meeting – amendments to be made, should be £3 not £4.", "correct"),
    ],
)
def test_an_item_of_every_meeting_is_known_in_other_words(line, kind):
    assert told(ITEM, line)[0][1] == kind


def test_minutes_may_be_agreed_in_the_line_of_their_label():
    assert told("The quay was lit.", "Minutes of the May meeting – Agreed")[1][1] == "minutes"
    line = "Minutes of the Harbour Committee – Agreed"
    assert told("Apologies: Una Fell", line) == [(1, "apologies", ""), (2, "minutes", "")]
    assert told("2. Minutes of the previous meeting", "Read and agreed.") == [(2, "minutes", "")]


@each(
    "line",
    [
        "Nominations were sought for Chair of the Trust.",
        "Upon being put to the vote, it was",
    ],
)
def test_what_only_leads_to_an_election_records_nothing(line):
    assert told(ITEM, line) == []


def test_somebody_who_could_not_come_is_away_only_where_the_line_is_about_that():
    line = (
        "Welcome to new members - Bo was welcomed to it by all. Una Fell had wished to join but "
        "was unable to attend."
    )
    assert all(kind != "apologies" for _, kind, _ in told(line))
    assert told("Una Fell was unable to attend.") == [(1, "apologies", "")]


@each(
    ("line", "owner"),
    [
        ("ACTION – RP agenda item for next meeting.", "RP"),
        ("ACTION – RP/OL agenda item for next meeting.", "RP, OL"),
        ("ACTION – QX agenda item for next meeting.", ""),
        ("The lamps were sorted, Ros Peake to drum up more.", "Ros Peake"),
        ("Everybody present would consider a name for the crane.", "Everybody present"),
    ],
)
def test_whose_task_it_is_stands_in_the_papers_own_lists(line, owner):
    assert told(ITEM, line) == [(2, "action", owner)]


def test_a_label_in_capitals_over_what_others_are_to_do_is_a_label():
    assert told(ITEM, "ACTION TO BE TAKEN BY THE COUNCIL :", "THAT Ms Fell be appointed.") == [
        (3, "decision", "")
    ]


def test_what_a_title_is_about_is_nobody_who_is_given_an_order():
    lines = ("Matters arising", "Gate Keys - find the second set - action ongoing")
    assert all(not owner for _, _, owner in told(*lines))


LONG = "The Trust heard at some length of the lamps and the cranes of the"


@each(
    ("line", "kept"),
    [
        ("Harbour and its quay. Odd liked them.", False),
        ("harbour as they were. Odd liked them all", False),
        ("harbour as they were. Odd Lund will paint them.", True),
        ("harbour and it was agreed that Odd Lund would paint them. They shone.", True),
    ],
)
def test_a_line_that_goes_on_tells_nothing_but_what_is_to_be_done(line, kept):
    assert [at for at, _, _ in told(ITEM, LONG, line)] == ([2, 3] if kept else [2])
    assert (made(ITEM, LONG, line).furniture.get(6) == "part") is not kept


def test_a_line_that_begins_in_small_letters_goes_on_whatever_the_line_above_ends_in():
    above = "The Trust heard of the lamps and the cranes that"
    assert made(ITEM, above, "harbours have. Odd liked them all").furniture.get(6) == "part"


def test_a_sentence_after_a_line_that_ends_in_a_word_of_its_own_stands_alone():
    assert len(told(ITEM, LONG.removesuffix(" of the"), "The harbour was lit.")) == 2


def test_a_point_that_is_a_label_opens_what_is_below_it():
    lines = ("- Actions from the previous minutes:", "- The crane – told of by Bo. It is blue.")
    assert told("The quay was lit.", *lines)[-1] == (3, "progress", "")
