"""A meeting as one plain text: how it is written, read back, compared with the ledger, recorded."""
