"""Bytes of any kind at each place that takes them from outside: none makes the program fall.

A target is a file here: `SEEDS`, what is well formed, and `fuzz(data)`, which may raise a Problem
(a sentence for a person) and nothing else. `scripts/fuzz NAME --minutes 10` runs one.
"""

TARGETS = ("batch_lines", "http", "minutes", "notes", "proofs", "packs", "unpacking")
