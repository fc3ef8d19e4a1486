"""Name a risk of somebody's register, as SR04; what bears on it is linked (subject link)."""

import re

from commands.session.desk import Desk
from commands.session.options import argument, option
from commands.session.recording import beginning, recording
from ledger.errors import Misused
from ledger.records import risks


@recording
@beginning
@argument("risk")
@argument("title")
@option("--register", help="Whose register it is in: the force's strategic risk register.")
def command(desk: Desk, risk: str, title: str, register: str | None) -> None:
    ref = risk.upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9-]{0,19}", ref):
        raise Misused(f"{risk!r} is not a risk's reference: letters, digits and - only.")
    desk.record("subject", ref, risks.name, new=True, title=title, register=register)
