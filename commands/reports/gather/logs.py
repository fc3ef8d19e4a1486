"""The officer's papers: the action log, the inspection log, the meeting pack."""

from commands.reports.gather.actions import ENDED, Actions
from commands.reports.gather.asking import Asked, Row, columns, is_open, table
from commands.reports.gather.duties import Deadlines, Outstanding
from commands.reports.gather.inspections import Inspections
from commands.reports.gather.words import figure
from commands.reports.model import Section, Sentence

Said = tuple[tuple[str, ...], tuple[Section, ...]]
MATTERS = (
    ("agenda", "Agenda"),
    ("action", "Actions brought forward"),
    ("question", "Questions without an answer"),
    ("deferred", "Items put off"),
    ("asked for", "Asked for and not had"),
)
PACK = columns(
    *("ref: Reference, ref", "title: What", "owners: Owner | none stated", "since: Since, date"),
    *("due: Due, date | no due date", "due_words: Due in words", "status: Status, status"),
    "carried: Carried forward, number",
    *("latest: What happened last", "latest_on: On, date"),
)
AGENDA = columns("ref: Item", "title: Heading", "latest: Where from")


def action_log(asked: Asked) -> Said:
    actions = Actions(asked)
    ended = sorted(
        (row for row in actions.all if not is_open(row)),
        key=lambda row: (row["status_on"], row["ref"]),
        reverse=True,
    )
    said = Sentence(
        "In all, ",
        figure(len(ended), "ended-actions", "action"),
        f" {'has' if len(ended) == 1 else 'have'} ended.",
    )
    every = table(
        "ended-actions", "All that ended", ENDED, ended, "The latest first.", "action_status"
    )
    section = Section(name="ended", title="Ended", sentences=(said,), tables=(every,))
    return (actions.sentence(), said), (actions.section(), section)


def afi_log(asked: Asked) -> Said:
    inspections = Inspections(asked)
    sections = inspections.section(), inspections.progress(), Deadlines(asked).section()
    return (inspections.sentence(), *inspections.mismatches()), sections


def meeting_pack(asked: Asked) -> Said:
    """What the meeting has before it, each kind of matter a part; then the actions in full."""
    found = asked.rows("meeting_pack", meeting=f"{asked.body}/{asked.on}")
    actions = Actions(asked)
    # A pack has what was outstanding in tables of its own, so its words lead to none.
    wrong = tuple(Sentence(str(one)) for one in Outstanding(asked).wrong())
    pack = before_the_meeting(found)
    return (*pack.sentences, actions.sentence(), *wrong), (pack, actions.section())


def before_the_meeting(found: list[Row]) -> Section:
    """The rows of meeting_pack, each kind of matter a table."""
    by_kind: dict[str, list[Row]] = {kind: [] for kind, _ in MATTERS}
    for row in found:
        by_kind[row["matter"]].append(row)
    tables = tuple(
        table(kind.replace(" ", "-"), title, AGENDA if kind == "agenda" else PACK, by_kind[kind],
              "" if by_kind[kind] or kind != "agenda" else "No agenda of it is recorded.",
              "meeting_pack")
        for kind, title in MATTERS
    )  # fmt: skip
    before = len(found) - len(by_kind["agenda"])
    said = Sentence(
        f"The meeting has {before or 'no'} matter{'' if before == 1 else 's'} before it: ",
        figure(len(by_kind["action"]), "action", "action"),
        ", ",
        figure(len(by_kind["question"]), "question", "question"),
        " and ",
        figure(len(by_kind["deferred"]), "deferred", "item put off", "items put off"),
        ".",
    )
    return Section(name="pack", title="Before the meeting", sentences=(said,), tables=tables)
