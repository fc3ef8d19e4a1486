"""Record a grade that an inspection gave: overall, or for one question area."""

from commands.session.page import Desk, argument, option, recording, ref
from commands.session.parameters import Number
from ledger.records import grades


@recording
@ref("inspection", "inspection")
@argument("area", metavar="AREA|overall")
@argument("grade")
@option("--carried-from", type=Number(1990, 2999), metavar="YEAR", help="Not inspected now.")
def command(desk: Desk, inspection: str, area: str, grade: str, carried_from: int | None) -> None:
    desk.record(
        "inspection",
        desk.ref("inspection", inspection),
        grades.grade,
        area="overall" if area.lower() == "overall" else area.upper(),
        grade=grade.lower(),
        carried_from_year=carried_from,
    )
