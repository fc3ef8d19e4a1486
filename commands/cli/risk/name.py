"""Name a risk of somebody's register, as SR04; what bears on it is linked (subject link)."""

from commands.session.page import Desk, argument, beginning, option, recording
from ledger.records import risks, subjects


@recording
@beginning
@argument("risk")
@argument("title")
@option("--register", help="Whose register it is in: the force's strategic risk register.")
def command(desk: Desk, risk: str, title: str, register: str | None) -> None:
    ref = subjects.REFERENCE.of(risk)
    desk.record("subject", ref, risks.name, new=True, title=title, register=register)
