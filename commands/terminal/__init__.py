"""The terminal: dates, text, tables, prompts and streams. Nothing here knows about a ledger."""
