"""Record that a draft report was checked for factual accuracy."""

from commands.session.page import one_rule, option, ref
from ledger.records import inspections

command = one_rule(__doc__, inspections.check_draft)(
    ref("inspection", "inspection", inspections.InspectionAccuracyChecked), option("--text")
)
