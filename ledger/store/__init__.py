"""Persistence modules for eventsourcing, one file a database."""
