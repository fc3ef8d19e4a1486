"""The audit pack: made (making.py), verified by a stranger (verify.py), made a ledger again.

verify.py goes into every pack as it stands: standard library of Python 3.8 only, nothing of ours.
"""
