"""The layouts of papers, one a file, and nothing else.

Each says in words what it looks like and what it cannot know; RANK, and `read(outline)`, which
claims lines. Adding a file adds a layout. Where two claim a line, the lower RANK has it.
"""
