"""The forms that a table comes in, one file each. `takes(data, name)` says whether bytes are of the
form, `read(data, name)` gives its sheets; `RANK` is the order in which they are asked."""
