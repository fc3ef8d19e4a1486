"""The forms a paper comes in, one a file, and nothing else.

Each says `takes(data)`, whether the bytes are of its form, and `read(data)`, which makes the
reading. Adding a file adds a form; the one of the lowest RANK that takes the bytes reads them.
"""
