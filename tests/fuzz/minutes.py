"""A minute as text, read against the ledger of an office."""

from books import entry

from commands.minutes import parser
from commands.minutes.resolver import LedgerResolver
from commands.session.app import App
from fuzz import common
from ledger.application import Ledger
from ledger.records import bodies


def _resolver() -> LedgerResolver:
    path = common.copy()
    ledger = Ledger.open(path)
    facts = {"title": "Holding to account", "cadence": "monthly"}
    ledger.record("body", "HTA", bodies.constitute, entry(), new=True, **facts)
    ledger.close()
    return LedgerResolver(App(str(path)))


RESOLVER = _resolver()
SEEDS = [
    b"""# HTA Tuesday 27 February 2018
Chair: PCC
Paper: minute-2018
Present: PCC, CEX, Cllr Dan Other (member)
Apologies: None
Next meeting: 27 March 2018

## 1 Outstanding matters
Outstanding matters: None
A-2018-001
> progress: a letter went

## 2.1c Response
Q: Why do unresourced calls vary?
F 1: Night supervisors look at each of them
  | again.
A: PCC and CEX: Share the findings; due next meeting @12-14
D: PCC: Adopt the plan
N: The report was noted.
Deferred to 27 March 2018: the rest
Notes: complete
""",
    b"""# HTA 27 February 2018
Chair: PCC
EFF17/PC-AFI1
> status by CC: "open; late"; RAG AMBER; 40%; no data
> due: end of Q2 (HMICFRS)
> closed by internal audit: it
""",
    "A[A-2018-009]: CC: É “so” — £2; due end of Q2".encode(),
]


def fuzz(data: bytes) -> None:
    parser.read(data.decode("utf-8", "replace"), RESOLVER)
