"""A ledger's events in a PostgreSQL database, for an office of several people and machines."""
