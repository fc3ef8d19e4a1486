"""The audit pack: making it (making.py), a stranger's check of it (verify.py), and unpacking it.

verify.py goes into every pack unchanged: the standard library of Python 3.8 only, nothing of ours.
"""
