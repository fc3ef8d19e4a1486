"""A meeting as plain text: writing it, reading it, comparing it with the ledger, recording it."""
