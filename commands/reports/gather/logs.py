"""The officer's papers: the action log, the inspection log, the meeting pack."""

from commands.reports.gather.actions import ENDED, Actions
from commands.reports.gather.asking import PaperQuery, Rows, columns, is_open, table
from commands.reports.gather.duties import Deadlines, Outstanding
from commands.reports.gather.inspections import Inspections
from commands.reports.gather.words import besides, count, has, shown
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
    *("ref: Reference, ref", "title: What", "owners: Owner | none", "since: Since, date"),
    *("due: Due, date | no due date", "due_words: Due in words", "status: Status, status"),
    "carried: Carried forward, number",
    *("latest: What happened last", "latest_on: On, date"),
)
AGENDA = columns("ref: Item", "title: Heading", "latest: Where from")


def action_log(query: PaperQuery) -> Said:
    actions = Actions(query)
    over = actions.all.where(lambda row: not is_open(row))
    ended = over.by(lambda row: (-row["status_on"].toordinal(), row["ref"]))
    said = Sentence(
        "In all, ",
        shown(ended, "ended-actions", "action", none="no actions"),
        f" {has(len(ended))} ended.",
    )
    every = table(
        "ended-actions", "All that ended", ENDED, ended, "The latest first.", "action_status"
    )
    section = Section(name="ended", title="Ended", sentences=(said,), tables=(every,))
    return (actions.sentence(), said), (actions.section(), section)


def afi_log(query: PaperQuery) -> Said:
    inspections = Inspections(query)
    sections = inspections.section(), inspections.progress(), Deadlines(query).section()
    return (inspections.sentence(), *inspections.mismatches()), sections


def meeting_pack(query: PaperQuery) -> Said:
    """What the meeting has before it, each kind of matter a part; then the actions in full."""
    found = query.rows("meeting_pack", meeting=f"{query.body}/{query.on}")
    actions = Actions(query)
    # A pack shows outstanding matters in their own tables, so its words link to none.
    wrong = tuple(Sentence(str(one)) for one in Outstanding(query).wrong())
    pack = before_the_meeting(found)
    return (*pack.sentences, actions.sentence(), *wrong), (pack, actions.section())


def before_the_meeting(found: Rows) -> Section:
    """The rows of meeting_pack, each kind of matter a table."""
    by_kind = {kind: _of_kind(found, kind) for kind, _ in MATTERS}
    tables = tuple(
        table(kind.replace(" ", "-"), title, AGENDA if kind == "agenda" else PACK, by_kind[kind],
              "" if by_kind[kind] or kind != "agenda" else "No agenda of it is recorded.",
              "meeting_pack")
        for kind, title in MATTERS
    )  # fmt: skip
    before = found.where(lambda row: row["matter"] != "agenda")
    said = Sentence(
        f"The meeting has {count(len(before), 'matter')}{besides(before)} before it: ",
        shown(by_kind["action"], "action", "action", none="no actions"),
        ", ",
        shown(by_kind["question"], "question", "question", none="no questions"),
        " and ",
        shown(by_kind["deferred"], "deferred", "item put off", "items put off", "no items put off"),
        ".",
    )
    return Section(name="pack", title="Before the meeting", sentences=(said,), tables=tables)


def _of_kind(rows: Rows, kind: str) -> Rows:
    return rows.where(lambda row: row["matter"] == kind)
